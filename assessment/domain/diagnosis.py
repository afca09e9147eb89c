"""What can be wrong with a workspace, in the order in which it is looked for, and the remedy."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assessment.domain.formatting import date_text, time_text
from assessment.domain.sentences import Sentence


class Ailment(StrEnum):
    """What was found."""

    DATABASE_DAMAGED = "database_damaged"
    ROW_ORPHANED = "row_orphaned"
    LOG_BROKEN = "log_broken"
    LOG_CUT = "log_cut"
    FILE_MISSING = "file_missing"
    FILE_CHANGED = "file_changed"
    FILE_AWAITED = "file_awaited"
    FILE_STRAY = "file_stray"
    INDEX_DAMAGED = "index_damaged"
    INDEX_BEHIND = "index_behind"
    INSTRUMENT_FAULTY = "instrument_faulty"
    INSTRUMENT_UNUSED = "instrument_unused"


_HARMLESS = frozenset(
    {
        Ailment.FILE_AWAITED,
        Ailment.FILE_STRAY,
        Ailment.INDEX_DAMAGED,
        Ailment.INDEX_BEHIND,
        Ailment.INSTRUMENT_UNUSED,
    }
)


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing that was found.

    ``subject`` names the file, table or entry; of an entry of the log, ``at`` and ``who`` are
    what stands there.
    """

    ailment: Ailment
    subject: str
    detail: str = ""
    at: datetime | None = None
    who: str = ""

    @property
    def harmless(self) -> bool:
        """Whether nothing that a person made is lost or doubtful."""
        return self.ailment in _HARMLESS


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was looked at, and all that was found."""

    documents: int
    size: int
    entries: int
    indexed: int
    symptoms: tuple[Symptom, ...] = ()

    @property
    def healthy(self) -> bool:
        """Whether everything a person made is there as she made it."""
        return all(symptom.harmless for symptom in self.symptoms)


def remedy(symptom: Symptom) -> Sentence:
    """What was found, what is safe, what to do."""
    subject = symptom.subject
    match symptom.ailment:
        case Ailment.DATABASE_DAMAGED:
            return Sentence(
                "Basis data rusak",
                f"{subject} ({symptom.detail}). Berkas bukti tidak tersentuh. Pulihkan cadangan"
                " terakhir dengan `spbe-desktop restore BERKAS`; cadangan ada di folder backups.",
            )
        case Ailment.ROW_ORPHANED:
            return Sentence(
                "Baris basis data kehilangan induknya",
                f"Tabel {subject}: {symptom.detail}. Isian lain tidak terpengaruh. Pulihkan"
                " cadangan dari sebelum kerusakan ini.",
            )
        case Ailment.LOG_BROKEN | Ailment.LOG_CUT:
            return _log_words(symptom)
        case Ailment.FILE_MISSING | Ailment.FILE_CHANGED:
            return _file_words(symptom)
        case Ailment.INSTRUMENT_FAULTY:
            return Sentence("Instrumen tidak dapat dipakai", f"{subject}: {symptom.detail}")
        case _:
            return _harmless_words(symptom)


def _file_words(symptom: Symptom) -> Sentence:
    if symptom.ailment is Ailment.FILE_MISSING:
        return Sentence(
            "Berkas bukti hilang",
            f"{symptom.subject}. Rujukannya tetap tersimpan. Lampirkan lagi berkas yang sama, atau"
            " pulihkan cadangan.",
        )
    return Sentence(
        "Berkas bukti berubah",
        f"{symptom.subject} tidak lagi sama dengan yang diserahkan. Lampirkan lagi berkas aslinya,"
        " atau pulihkan cadangan.",
    )


def _log_words(symptom: Symptom) -> Sentence:
    if symptom.ailment is Ailment.LOG_CUT:
        return Sentence(
            "Riwayat terpotong",
            f"Sebuah ekspor memuat langkah {symptom.subject}, tetapi riwayat berakhir pada langkah"
            f" {symptom.detail}. Bandingkan dengan cadangan sebelum riwayat ini dipakai sebagai"
            " bukti.",
        )
    at = symptom.at
    moment = "tanpa waktu" if at is None else f"{date_text(at.date())} {time_text(at)}"
    return Sentence(
        "Riwayat diubah di luar program",
        f"Langkah {symptom.subject} ({moment}, {symptom.who or 'tanpa nama'}) tidak cocok dengan"
        " langkah sebelumnya. Isian tetap dapat dipakai; bandingkan dengan cadangan sebelum"
        " riwayat ini dipakai sebagai bukti.",
    )


def _harmless_words(symptom: Symptom) -> Sentence:
    match symptom.ailment:
        case Ailment.FILE_AWAITED:
            return Sentence(
                "Berkas bukti belum ada di sini",
                f"{symptom.subject}. Buku kerja yang diimpor menyebutnya, tetapi tidak membawanya;"
                " lampirkan berkas itu, atau minta paketnya.",
            )
        case Ailment.FILE_STRAY:
            return Sentence(
                "Berkas tanpa rujukan",
                f"{symptom.subject}. Tidak dipakai penilaian mana pun; biarkan bila langkah yang"
                " diurungkan masih akan diulangi.",
            )
        case Ailment.INSTRUMENT_UNUSED:
            return Sentence(
                "Instrumen tambahan tidak dipakai",
                f"{symptom.subject}. Program sudah membawa instrumen dengan id {symptom.detail} dan"
                " memakai yang itu; beri folder dan id lain agar keduanya tersedia.",
            )
        case Ailment.INDEX_DAMAGED:
            return Sentence(
                "Indeks pencarian rusak",
                f"{symptom.subject} ({symptom.detail}). Bukti tidak terpengaruh; hapus berkas itu,"
                " indeks dibuat lagi pada pencarian berikutnya.",
            )
        case _:
            return Sentence(
                "Indeks pencarian belum lengkap",
                f"{symptom.subject} belum dibaca; dilengkapi pada pencarian berikutnya.",
            )
