"""What a person reads when something went wrong: what happened, what is safe, what to do.

One sentence for every error; the window and the command line show the same.
"""

from dataclasses import dataclass
from functools import singledispatch

from assessment.domain.errors import (
    AssessmentExistsError,
    EmptyPlanError,
    InstitutionNameError,
    LevelOutOfRangeError,
    OnlyOfficialError,
    OutOfReachError,
    StorageError,
    TextTooLongError,
    UnknownAssessmentError,
    UnknownConditionError,
    UnknownIndicatorError,
    YearOutOfRangeError,
)
from assessment.domain.file_errors import (
    CellFault,
    CellProblem,
    CellsRefusedError,
    ExportMismatchError,
    FileProblem,
    FileRefusedError,
    LogoRefusedError,
    TargetError,
    WorkbookProblem,
    WorkbookRefusedError,
)
from assessment.domain.formatting import index_text
from assessment.domain.sentences_exchange import title_and_text
from assessment.domain.sentences_storage import storage_words, target_words
from indicators.errors import InstrumentError, Problem, SpbeError, UnknownInstrumentError

_MOST_CELLS = 20  # more are counted: nobody reads further, and the first ones show the pattern


@dataclass(frozen=True, slots=True)
class Sentence:
    """A failure in words; the text can stand without the title."""

    title: str
    text: str


@singledispatch
def describe(error: SpbeError) -> Sentence:
    """The sentence of an error."""
    return Sentence(*title_and_text(error))


@describe.register
def _(error: LevelOutOfRangeError) -> Sentence:
    levels = f"{error.minimum}-{error.maximum}"
    return Sentence(
        "Tingkat tidak ada",
        f'"{error.value}" bukan tingkat {levels}. Isian lama tetap tersimpan;'
        f" pilih tingkat {levels}.",
    )


@describe.register
def _(error: UnknownIndicatorError) -> Sentence:
    return Sentence(
        "Indikator tidak ada",
        f"Instrumen ini tidak mempunyai indikator {error.number}; nomornya 1-{error.count}."
        " Tidak ada yang diubah.",
    )


@describe.register
def _(error: UnknownConditionError) -> Sentence:
    return Sentence(
        "Syarat tidak ada",
        f"Indikator {error.indicator} tidak mempunyai syarat ke-{error.position}"
        f" pada tingkat {error.level}. Tidak ada yang diubah.",
    )


@describe.register
def _(error: OutOfReachError) -> Sentence:
    wanted, highest = index_text(error.wanted), index_text(error.highest)
    return Sentence(
        "Indeks itu tidak terjangkau",
        f"Dengan indikator yang terkunci atau dibatasi, indeks tertinggi adalah {highest},"
        f" sedangkan yang diinginkan {wanted}. Tidak ada yang diubah; buka kunci beberapa"
        " indikator, atau pilih indeks yang lebih rendah.",
    )


@describe.register
def _(error: UnknownAssessmentError) -> Sentence:
    return Sentence(
        "Penilaian tidak ditemukan",
        f"Ruang kerja ini tidak mempunyai penilaian {error.assessment_id}. Tidak ada yang diubah;"
        " pilih penilaian lain, atau periksa apakah ruang kerjanya benar.",
    )


@describe.register
def _(error: AssessmentExistsError) -> Sentence:
    return Sentence(
        "Penilaian sudah ada",
        f"{error.institution} sudah mempunyai penilaian tahun {error.year}. Lanjutkan yang sudah"
        " ada, atau pilih tahun lain.",
    )


@describe.register
def _(error: InstitutionNameError) -> Sentence:
    fault = "terlalu panjang (paling banyak 200 huruf)" if error.name.strip() else "masih kosong"
    return Sentence(
        "Nama instansi belum dapat dipakai", f"Nama instansi {fault}. Tulis nama resminya."
    )


@describe.register
def _(error: YearOutOfRangeError) -> Sentence:
    return Sentence(
        "Tahun tidak dapat dinilai",
        f"Tahun {error.year} tidak dapat dinilai dengan instrumen ini. Pilih tahun"
        f" {error.first}-{error.last}.",
    )


@describe.register
def _(error: FileRefusedError) -> Sentence:
    return Sentence(
        "Berkas tidak dapat dipakai",
        f"{error.path}: {_file_fault(error)} Tidak ada yang diubah.",
    )


@describe.register
def _(error: LogoRefusedError) -> Sentence:
    fault = "tidak ditemukan" if error.problem is FileProblem.MISSING else "rusak atau bukan gambar"
    return Sentence(
        "Logo tidak dapat dicetak",
        f"{error.path}: logo pada kop {fault}. Berkas belum dibuat; pilih logo lagi, atau hapus"
        " logonya, di Pengaturan.",
    )


def _file_fault(error: FileRefusedError) -> str:
    match error.problem:
        case FileProblem.MISSING:
            return "berkas tidak ditemukan. Periksa nama dan letaknya."
        case FileProblem.UNREADABLE:
            because = f" ({error.detail})" if error.detail else ""
            return (
                f"berkas tidak dapat dibaca{because}. Tutup program lain yang memakainya, atau"
                " periksa hak baca Anda."
            )
        case FileProblem.OTHER_DOCUMENT:
            return f"isinya bukan naskah {error.detail}. Pilih PDF naskah itu yang utuh."
        case FileProblem.OTHER_SUFFIX:
            return f"yang diekspor ini hanya dapat berakhiran {error.detail}. Ganti akhirannya."
        case FileProblem.UNSUPPORTED:
            suffix = error.detail or "tanpa akhiran"
            return f"jenis berkas {suffix} tidak dapat dipakai di sini. Pilih jenis berkas lain."
        case _:
            return _content_fault(error.problem)


def _content_fault(problem: FileProblem) -> str:
    match problem:
        case FileProblem.FOLDER:
            return "ini folder, bukan berkas. Pilih berkas di dalamnya."
        case FileProblem.EMPTY:
            return "berkas kosong: tidak ada isinya. Salin ulang dari sumbernya."
        case FileProblem.ENCRYPTED:
            return "berkas dikunci dengan sandi. Buka kuncinya dahulu, lalu coba lagi."
        case FileProblem.IMAGE_ONLY:
            return "berkas hanya berisi gambar. Pakai berkas aslinya, atau hasil pindai berteks."
        case _:
            return "berkas rusak atau terpotong. Salin ulang dari sumbernya, lalu coba lagi."


@describe.register
def _(error: WorkbookRefusedError) -> Sentence:
    kind = "Tabel" if error.path.suffix.lower() == ".csv" else "Buku kerja"
    return Sentence(
        f"{kind} tidak dapat dibaca",
        f"{error.path}: {_workbook_fault(error)} Penilaian yang tersimpan tidak diubah.",
    )


def _workbook_fault(error: WorkbookRefusedError) -> str:
    detail = error.detail
    match error.problem:
        case WorkbookProblem.DAMAGED:
            place = f" pada {detail}" if detail else ""
            return f"berkas rusak atau terpotong{place}. Mintalah salinan baru dari pengirimnya."
        case WorkbookProblem.NOT_OURS:
            return "ini bukan buku kerja SPBE Desktop. Pilih berkas yang dibuat dari halaman Kirim."
        case WorkbookProblem.SHEET_MISSING:
            return f"lembar {detail} tidak ada. Pulihkan lembar itu dengan nama semula."
        case WorkbookProblem.COLUMN_MISSING:
            return f"kolom tidak ada ({detail}). Pulihkan judul kolom itu seperti semula."
        case WorkbookProblem.OTHER_INSTRUMENT:
            return f"instrumen {detail} tidak ada di komputer ini. Pasang instrumen itu dahulu."
        case _:
            return (
                f"dibuat oleh versi program yang lebih baru (format {detail})."
                " Perbarui program ini dahulu."
            )


@describe.register
def _(error: CellsRefusedError) -> Sentence:
    count = len(error.faults)
    lines = [cell_fault(fault) for fault in error.faults[:_MOST_CELLS]]
    if count > _MOST_CELLS:
        lines.append(f"dan {count - _MOST_CELLS} sel lainnya.")
    lines.append(f"Perbaiki di {error.path.name}, lalu baca lagi. Tidak ada yang diubah.")
    return Sentence(f"{count} sel tidak dapat dibaca", "\n".join(lines))


def cell_fault(fault: CellFault) -> str:
    """What is wrong with one cell: ``Penilaian!F12: "tiga" bukan tingkat 1-5``."""
    value = f'"{fault.value}"' if fault.value else "(kosong)"
    return f"{fault.sheet}!{fault.cell}: {_cell_words(fault.problem).format(value)}"


def _cell_words(problem: CellProblem) -> str:
    match problem:
        case CellProblem.NOT_A_LEVEL:
            return "{0} bukan tingkat 1-5"
        case CellProblem.UNKNOWN_INDICATOR:
            return "{0} bukan nomor indikator instrumen ini"
        case CellProblem.DUPLICATE_INDICATOR:
            return "indikator {0} sudah ada di baris lain"
        case CellProblem.MISSING_INDICATOR:
            return "baris indikator {0} tidak ada"
        case CellProblem.NOT_A_CONDITION:
            return "{0} bukan syarat tingkat itu"
        case _:
            return _other_cell_words(problem)


def _other_cell_words(problem: CellProblem) -> str:
    match problem:
        case CellProblem.UNKNOWN_DOCUMENT:
            return "dokumen {0} tidak dikenal; berkasnya harus ditambahkan di program dahulu"
        case CellProblem.ERROR_VALUE:
            return "berisi kesalahan rumus {0}"
        case CellProblem.TOO_LONG:
            return "teksnya terlalu panjang: {0}"
        case CellProblem.NOT_A_DATE:
            return "{0} bukan tanggal; tulis misalnya 17 Agustus 2025"
        case _:
            return "{0} bukan isian yang dapat dipakai di sini"


@describe.register
def _(error: ExportMismatchError) -> Sentence:
    return Sentence(
        "Ekspor dibatalkan",
        f"{error.path.name} dibuka ulang dan isinya tidak sama ({error.difference}). Berkas lama"
        " dan penilaian tetap utuh. Coba lagi; bila berulang, simpan ke disk lain.",
    )


@describe.register
def _(error: OnlyOfficialError) -> Sentence:
    return Sentence(
        "Belum ada penilaian mandiri",
        f"Tentang {error.institution} {error.year} hanya hasil resmi (LHE) yang tercatat, maka"
        " tidak ada berkas yang dibuat. Cetak laporan atau ringkasan hasil resmi, atau isi"
        " penilaian mandiri dahulu.",
    )


@describe.register
def _(_error: EmptyPlanError) -> Sentence:
    return Sentence(
        "Belum ada rencana aksi",
        "Tidak ada berkas yang dibuat. Susun jalan termurah di halaman Hasil, lalu tekan"
        " Jadikan rencana aksi.",
    )


@describe.register
def _(error: TextTooLongError) -> Sentence:
    return Sentence(
        "Teks terlalu panjang",
        f"{error.place}: {error.length} huruf, paling banyak {error.limit}. Teks itu tetap"
        " tersimpan di program; ringkas, lalu coba lagi.",
    )


@describe.register
def _(error: InstrumentError) -> Sentence:
    place = f"{error.file}: {error.entry}" if error.entry else f"{error.file}"
    return Sentence(
        "Instrumen tidak dapat dipakai",
        f"{place}: {_instrument_words(error.problem).format(error.detail)}."
        " Penilaian yang tersimpan tidak diubah; perbaiki berkas instrumen itu.",
    )


def _instrument_words(problem: Problem) -> str:
    match problem:
        case Problem.UNREADABLE:
            return "berkas tidak dapat dibaca ({0})"
        case Problem.NOT_TOML:
            return "bukan TOML yang sah ({0})"
        case Problem.MISSING:
            return "isian wajib tidak ada"
        case Problem.UNKNOWN:
            return "isian tidak dikenal"
        case Problem.EMPTY:
            return "isian kosong"
        case _:
            return _instrument_value_words(problem)


def _instrument_value_words(problem: Problem) -> str:
    match problem:
        case Problem.WRONG_TYPE:
            return "{0} bukan jenis nilai yang diminta"
        case Problem.OUT_OF_RANGE:
            return "{0} di luar batas"
        case Problem.WRONG_COUNT:
            return "jumlah isian seharusnya {0}"
        case Problem.WRONG_SUM:
            return "jumlah bobot tidak cocok ({0})"
        case Problem.OUT_OF_ORDER:
            return "nomor tidak lengkap atau tidak urut ({0})"
        case _:
            return "{0} tidak ditetapkan di tempat lain"


@describe.register
def _(error: UnknownInstrumentError) -> Sentence:
    return Sentence(
        "Instrumen tidak ada",
        f"Instrumen {error.instrument_id} tidak ada di komputer ini. Penilaian tetap tersimpan;"
        " letakkan folder instrumen itu di ruang kerja, lalu buka lagi.",
    )


@describe.register
def _(error: StorageError) -> Sentence:
    title, text = storage_words(error.problem)
    return Sentence(title, f"{error.path}: {text}")


@describe.register
def _(error: TargetError) -> Sentence:
    return Sentence(*target_words(error))
