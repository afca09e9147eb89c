"""What a person reads when work that is handed over was refused: title and text of each error."""

from functools import singledispatch

from assessment.domain.errors import (
    AnswerLockedError,
    NoteMissingError,
    NotHandedInError,
    ReasonMissingError,
    StageFinalError,
    StageIncompleteError,
)
from assessment.domain.formatting import list_text
from assessment.domain.merge_errors import NoIndicatorsError, PartUnknownError, UndecidedError
from assessment.domain.merge_words import conflict_text
from assessment.domain.official_result_errors import LevelsUnconfirmedError
from assessment.domain.official_result_words import doubt_text
from assessment.domain.package_errors import (
    PackageProblem,
    PackageRefusedError,
    PasswordMissingError,
    WrongPasswordError,
)
from assessment.domain.ranking_errors import NotANationalListError
from assessment.domain.words import STATES, stage_name
from indicators.errors import SpbeError


@singledispatch
def title_and_text(error: SpbeError) -> tuple[str, str]:
    """The title and the text of an error."""
    raise TypeError(f"no sentence for {type(error).__name__}")


@title_and_text.register
def _(error: AnswerLockedError) -> tuple[str, str]:
    return "Jawaban terkunci", (
        f"Indikator {error.number} sudah {STATES[error.state].lower()}, sehingga jawaban, bukti,"
        " dan rujukannya tidak dapat diubah. Tidak ada yang diubah; kembalikan jawaban itu dengan"
        " catatan, lalu ubah."
    )


@title_and_text.register
def _(error: NotHandedInError) -> tuple[str, str]:
    return "Jawaban belum diajukan", (
        f"Jawaban indikator {error.number} berstatus {STATES[error.state]}. Hanya jawaban yang"
        " diajukan yang dapat disetujui atau dikembalikan. Tidak ada yang diubah; ajukan jawaban"
        " itu dahulu."
    )


@title_and_text.register
def _(_error: NoteMissingError) -> tuple[str, str]:
    return "Catatan masih kosong", (
        "Jawaban belum dikembalikan dan tidak ada yang diubah. Tulis dahulu apa yang perlu"
        " diperbaiki."
    )


@title_and_text.register
def _(error: StageFinalError) -> tuple[str, str]:
    return "Tahap sudah final", (
        f"{stage_name(error.stage)} sudah ditetapkan final dan hanya dapat dibaca. Tidak ada yang"
        " diubah; buka kembali tahap itu dengan alasan, lalu ulangi."
    )


@title_and_text.register
def _(error: StageIncompleteError) -> tuple[str, str]:
    name = stage_name(error.stage)
    if not error.numbers:
        return "Tahap sebelumnya belum final", (
            f"{name} belum ditetapkan final. Tidak ada yang diubah; tetapkan tahap itu dahulu."
        )
    return "Tahap belum lengkap", (
        f"{name} belum dapat ditetapkan final: indikator {list_text(error.numbers)} belum terisi"
        " atau belum disetujui. Tidak ada yang diubah; lengkapi dahulu, lalu ulangi."
    )


@title_and_text.register
def _(error: ReasonMissingError) -> tuple[str, str]:
    return "Alasan masih kosong", (
        f"{stage_name(error.stage)} tetap final dan tidak ada yang diubah. Tulis alasan membukanya"
        " kembali."
    )


@title_and_text.register
def _(_error: PasswordMissingError) -> tuple[str, str]:
    return "Sandi masih kosong", "Tidak ada yang ditulis atau diambil. Tulis sandinya, lalu ulangi."


@title_and_text.register
def _(error: WrongPasswordError) -> tuple[str, str]:
    if error.given:
        return "Sandi tidak cocok", (
            f"{error.path}: sandi itu bukan sandi paket ini. Tidak ada yang diambil; periksa huruf"
            " besar dan kecil, atau tanyakan kepada pengirimnya."
        )
    return "Paket dikunci dengan sandi", (
        f"{error.path}: paket ini hanya terbuka dengan sandi. Tidak ada yang diambil; tulis sandi"
        " dari pengirimnya."
    )


@title_and_text.register
def _(error: PackageRefusedError) -> tuple[str, str]:
    words = _PACKAGE_WORDS[error.problem].format(error.detail or "isinya")
    return "Paket tidak dapat dipakai", (
        f"{error.path}: {words} Tidak ada yang diambil; ruang kerja tidak diubah."
    )


@title_and_text.register
def _(error: PartUnknownError) -> tuple[str, str]:
    return "Bagian dari penilaian lain", (
        f"{error.path}: bagian ini milik penilaian {error.institution} {error.year} yang tidak ada"
        " di ruang kerja ini. Tidak ada yang diubah; gabungkan di ruang kerja yang memberikannya,"
        " atau ambil sebagai penilaian."
    )


@title_and_text.register
def _(error: UndecidedError) -> tuple[str, str]:
    lines = "".join(f"\n  {conflict_text(one)}" for one in error.conflicts)
    return "Ada yang diubah di kedua pihak", (
        f"{error.path}: {len(error.conflicts)} isian belum diputuskan. Tidak ada yang digabungkan;"
        f" pilih isian yang berlaku, lalu ulangi.{lines}"
    )


@title_and_text.register
def _(_error: NoIndicatorsError) -> tuple[str, str]:
    return "Belum ada indikator", (
        "Bagian belum dibuat. Pilih sedikitnya satu indikator untuk diberikan."
    )


@title_and_text.register
def _(error: LevelsUnconfirmedError) -> tuple[str, str]:
    if not error.doubts:
        count = len(error.missing)
        said = f"{count} tingkat belum diisi" if count else "tingkatnya diubah"
        return "Hasil resmi belum dipastikan", (
            f"{error.path}: {said}. Tidak ada yang diambil; pastikan setiap barisnya dahulu."
        )
    lines = [f"{doubt_text(doubt)}." for doubt in error.doubts[:_MOST_DOUBTS]]
    if (more := len(error.doubts) - _MOST_DOUBTS) > 0:
        lines.append(f"dan {more} hal lainnya.")
    return "Hasil resmi tidak cocok dengan hitungan", "\n".join(
        [
            f"{error.path}:",
            *lines,
            "Tidak ada yang diambil. Letakkan berkasnya di Beranda, lalu pastikan tiap barisnya.",
        ]
    )


@title_and_text.register
def _(error: NotANationalListError) -> tuple[str, str]:
    lines = [f"{doubt.source.text}: {doubt.reason}." for doubt in error.doubts[:_MOST_DOUBTS]]
    if (more := len(error.doubts) - _MOST_DOUBTS) > 0:
        lines.append(f"dan {more} baris lainnya.")
    if error.column:
        lines.append(f"Kolom {error.column} tidak ada.")
    return "Bukan daftar nasional", "\n".join(
        [
            f"{error.path}:",
            *lines,
            _NATIONAL_COLUMNS,
        ]
    )


_MOST_DOUBTS = 20
_NATIONAL_COLUMNS = (
    "Daftar nasional memuat nama instansi (institution), jenisnya (kind), indeks setiap domain"
    " (policy, governance, management, service), indeks (index), predikat (grade), dan bila perlu"
    " tahun (year). Tidak ada yang diubah."
)
_ASK_AGAIN = "Mintalah salinan baru dari pengirimnya."
_PACKAGE_WORDS = {
    PackageProblem.NOT_A_PACKAGE: (
        "ini bukan paket SPBE Desktop. Pilih berkas .spbe yang dibuat dari halaman Kirim."
    ),
    PackageProblem.NOT_A_PART: (
        "ini paket utuh, bukan bagian. Ambil sebagai penilaian, atau mintalah bagiannya."
    ),
    PackageProblem.NEWER_FORMAT: (
        "dibuat oleh versi program yang lebih baru (format {0}). Perbarui program ini dahulu."
    ),
    PackageProblem.TRUNCATED: f"berkas terpotong. Salin ulang sampai selesai. {_ASK_AGAIN}",
    PackageProblem.DAMAGED: f"{{0}} rusak atau terpotong. {_ASK_AGAIN}",
    PackageProblem.REPACKED: (
        f"susunan berkas diubah sesudah dibuat ({{0}}), mungkin dikemas ulang. {_ASK_AGAIN}"
    ),
    PackageProblem.UNSAFE_NAME: f"nama {{0}} di dalamnya tidak aman. {_ASK_AGAIN}",
    PackageProblem.DUPLICATE_NAME: f"nama {{0}} ada lebih dari sekali di dalamnya. {_ASK_AGAIN}",
    PackageProblem.UNEXPECTED: f"{{0}} tidak ada di daftar isinya. {_ASK_AGAIN}",
    PackageProblem.MISSING: f"{{0}} tidak ada di dalamnya. {_ASK_AGAIN}",
    PackageProblem.WRONG_SIZE: f"ukuran {{0}} tidak sama dengan daftar isinya. {_ASK_AGAIN}",
    PackageProblem.COMPRESSED: (
        f"{{0}} dimampatkan atau dikunci, padahal paket tidak pernah begitu. {_ASK_AGAIN}"
    ),
    PackageProblem.LINK: f"{{0}} adalah tautan, bukan berkas. {_ASK_AGAIN}",
    PackageProblem.TOO_LARGE: f"{{0}} terlalu besar. {_ASK_AGAIN}",
    PackageProblem.TOO_MANY: f"terlalu banyak berkas di dalamnya ({{0}}). {_ASK_AGAIN}",
    PackageProblem.WRONG_SIGNATURE: (
        f"tanda tangannya tidak cocok ({{0}}): isinya diubah sesudah ditandatangani. {_ASK_AGAIN}"
    ),
    PackageProblem.BAD_DATA: f"{{0}} berisi data yang tidak dapat dibaca. {_ASK_AGAIN}",
    PackageProblem.CONTRADICTION: (
        f"manifest.json dan assessment.json tidak sama ({{0}}). {_ASK_AGAIN}"
    ),
}
