"""What people call things: Indonesian names of kinds, states and documents."""

from pathlib import PurePath

from assessment.domain.exchange import DifferenceKind, ExportKind
from assessment.domain.findings import Cure, Finding, FindingKind, Severity
from assessment.domain.identity import (
    OFFICIAL,
    OFFICIAL_NAME,
    SELF,
    Cycle,
    InstitutionKind,
    Role,
    State,
)
from assessment.domain.records import (
    Citation,
    Document,
    DocumentKind,
    DocumentStatus,
    ItemState,
    TextState,
)
from assessment.domain.results import Previous
from assessment.domain.scoring import Score
from assessment.domain.steps import Action
from indicators.benchmarks import NATIONAL, Average

INSTITUTION_KINDS = {
    InstitutionKind.MINISTRY: "Kementerian",
    InstitutionKind.AGENCY: "LPNK",
    InstitutionKind.OTHER: "Lembaga lain",
    InstitutionKind.PROVINCE: "Provinsi",
    InstitutionKind.REGENCY: "Kabupaten",
    InstitutionKind.CITY: "Kota",
}
CYCLES = {Cycle.MONITORING: "Pemantauan", Cycle.EVALUATION: "Evaluasi"}
STATES = {
    State.OPEN: "Belum diisi",
    State.DRAFT: "Draf",
    State.HANDED_IN: "Diserahkan",
    State.RETURNED: "Dikembalikan",
    State.APPROVED: "Disetujui",
}
STAGES = {
    SELF: "Penilaian Mandiri",
    "document": "Penilaian Dokumen",
    "interview": "Penilaian Interviu",
    "visit": "Penilaian Visitasi",
    OFFICIAL: OFFICIAL_NAME,
}
"""Stages by identifier, for sentences that know no instrument."""
SERIES = {
    SELF: "Mandiri",
    "document": "Dokumen",
    "interview": "Interviu",
    "visit": "Visitasi",
    OFFICIAL: "LHE",
}
"""Stages by identifier, as short as legends and columns need them."""
DOCUMENT_KINDS = {
    DocumentKind.REGULATION: "Peraturan",
    DocumentKind.DECREE: "Keputusan",
    DocumentKind.CIRCULAR: "Surat edaran",
    DocumentKind.PROCEDURE: "SOP",
    DocumentKind.PLAN: "Rencana",
    DocumentKind.REPORT: "Laporan",
    DocumentKind.MINUTES: "Notulensi",
    DocumentKind.SCREENSHOT: "Tangkapan layar",
    DocumentKind.OTHER: "Dokumen",
}
ROLES = {
    Role.MEMBER: "Anggota Tim Asesor Internal",
    Role.ENTRY: "Pelaksana entri data",
    Role.RESPONSIBLE: "Penanggung jawab",
    Role.COORDINATOR: "Koordinator SPBE",
    Role.EVALUATOR: "Asesor Eksternal",
}
ITEM_STATES = {
    ItemState.PLANNED: "Direncanakan",
    ItemState.RUNNING: "Berjalan",
    ItemState.DONE: "Selesai",
}
LATE = "Terlambat"
"""What stands beside an item that should be done by now."""
DOCUMENT_STATUSES = {
    DocumentStatus.UNKNOWN: "Status belum diisi",
    DocumentStatus.DRAFT: "Rancangan",
    DocumentStatus.ENACTED: "Ditetapkan",
}
TEXT_STATES = {
    TextState.UNKNOWN: "Belum dibaca",
    TextState.TEXT: "Berteks",
    TextState.IMAGE_ONLY: "Hanya gambar",
    TextState.ENCRYPTED: "Bersandi",
    TextState.DAMAGED: "Rusak",
    TextState.NONE: "Tanpa teks",
    TextState.EMPTY: "Kosong",
}
FINDINGS = {
    FindingKind.UNANSWERED: "Belum diisi",
    FindingKind.UNSUPPORTED: "Tingkat belum didukung syarat",
    FindingKind.UNDERSTATED: "Tingkat di bawah yang didukung syarat",
    FindingKind.WITHOUT_EVIDENCE: "Tanpa bukti dukung",
    FindingKind.WITHOUT_CITATION: "Bukti dukung belum dirujuk",
    FindingKind.CONDITION_WITHOUT_CITATION: "Syarat belum dirujuk",
    FindingKind.WITHOUT_EXPLANATION: "Fakta atau Analisis kosong",
    FindingKind.FILE_MISSING: "Berkas bukti hilang",
    FindingKind.FILE_CHANGED: "Berkas bukti berubah",
    FindingKind.FILE_EMPTY: "Berkas bukti kosong",
    FindingKind.FILE_DAMAGED: "Berkas bukti rusak",
    FindingKind.FILE_ENCRYPTED: "Berkas bukti bersandi",
    FindingKind.IMAGE_ONLY: "Berkas bukti hanya gambar",
    FindingKind.DATE_OUT_OF_RANGE: "Tanggal sesudah tahun penilaian",
    FindingKind.SAME_NAME: "Beberapa berkas bernama sama",
    FindingKind.PAGE_OUT_OF_RANGE: "Halaman rujukan tidak ada",
    FindingKind.QUOTE_NOT_ON_PAGE: "Kutipan tidak ada di halaman rujukan",
    FindingKind.OLD_REVIEW: "Reviu atau evaluasi lebih dari 2 tahun",
    FindingKind.DRAFT: "Rancangan dipakai untuk tingkat 2 ke atas",
    FindingKind.SAME_PASSAGE: "Kutipan yang sama dipakai berulang",
    FindingKind.NOT_ATTACHED: "Berkas disebut tetapi tidak terlampir",
}
CURES = {
    Cure.ANSWER: "Isi",
    Cure.OPEN_INDICATOR: "Buka",
    Cure.ATTACH: "Lampirkan",
    Cure.CITE: "Rujuk",
    Cure.EDIT_CITATION: "Perbaiki rujukan",
    Cure.EXPLAIN: "Lengkapi",
    Cure.OPEN_DOCUMENT: "Lihat dokumen",
    Cure.EDIT_DOCUMENT: "Buka dokumen",
    Cure.REPLACE_DOCUMENT: "Ganti berkas",
}
SEVERITIES = {
    Severity.BLOCKS: "menghalangi penyerahan",
    Severity.WARNS: "melemahkan nilai",
    Severity.INFORMS: "catatan",
}
ACTIONS = {
    Action.BEGIN: "Memulai penilaian",
    Action.CHOOSE_LEVEL: "Memilih tingkat",
    Action.TICK: "Mengubah syarat",
    Action.WRITE: "Menulis teks",
    Action.SET_TARGET: "Mengubah target",
    Action.SET_UNIT: "Mengubah unit kerja",
    Action.ATTACH: "Menambah bukti",
    Action.DETACH: "Melepas bukti",
    Action.CITE: "Menambah rujukan",
    Action.EDIT_CITATION: "Mengubah rujukan",
    Action.REMOVE_CITATION: "Menghapus rujukan",
    Action.DESCRIBE: "Mengubah keterangan dokumen",
    Action.IDENTIFY: "Mengubah identitas",
    Action.IMPORT: "Membaca buku kerja",
    Action.REMOVE: "Menghapus penilaian",
    Action.COMPOSE: "Menyusun penjelasan",
    Action.REPLACE: "Mengganti dokumen",
    Action.WAIVE: "Mengesampingkan temuan",
    Action.HAND_IN: "Mengajukan jawaban",
    Action.WITHDRAW: "Menarik kembali jawaban",
    Action.APPROVE: "Menyetujui jawaban",
    Action.RETURN: "Mengembalikan jawaban",
    Action.CLOSE_STAGE: "Menetapkan tahap sebagai final",
    Action.REOPEN_STAGE: "Membuka kembali tahap",
    Action.JUSTIFY: "Menulis justifikasi",
    Action.NOTE_ASPECT: "Menulis kekuatan dan kelemahan",
    Action.RECOMMEND: "Menulis rekomendasi",
    Action.MERGE: "Menggabungkan bagian",
    Action.PLAN: "Mengubah rencana aksi",
    Action.WEIGH: "Mengubah usaha dan batas",
    Action.RECORD_OFFICIAL: "Mencatat hasil resmi",
}
EXPORTS = {
    ExportKind.WORKBOOK: "Buku kerja",
    ExportKind.REPORT: "Laporan",
    ExportKind.TABLE: "Tabel",
    ExportKind.DATA: "Data",
    ExportKind.PACKAGE: "Paket",
    ExportKind.PART: "Bagian",
    ExportKind.EVIDENCE: "Folder bukti",
    ExportKind.MINUTES: "Berita acara",
    ExportKind.CONSENT: "Persetujuan",
    ExportKind.PLAN: "Rencana aksi",
    ExportKind.PLAN_TABLE: "Tabel rencana",
    ExportKind.SUMMARY: "Ringkasan",
    ExportKind.COMPARISON: "Perbandingan",
    ExportKind.LOG: "Riwayat",
}
DIFFERENCES = {
    DifferenceKind.ADDED: "ditambah",
    DifferenceKind.CHANGED: "diubah",
    DifferenceKind.REMOVED: "dihapus",
}
ANSWER_FIELDS = {
    "level": "Tingkat",
    "ticks": "Syarat",
    "fact": "Fakta",
    "analysis": "Analisis",
    "justification": "Justifikasi",
    "target": "Target",
    "unit": "Unit kerja",
    "notes": "Catatan",
    "state": "Status",
    "review_note": "Catatan pengembalian",
}
FIELDS = {
    **ANSWER_FIELDS,
    "institution": "Nama instansi",
    "kind": "Jenis",
    "year": "Tahun",
    "cycle": "Jenis penilaian",
    "instrument_id": "Instrumen",
    "coordinator": "Koordinator",
    "responsible": "Penanggung jawab",
    "team": "Tim",
    "recommendation": "Rekomendasi",
    "strengths": "Kekuatan",
    "weaknesses": "Kelemahan",
    "condition": "Syarat",
    "article": "Pasal",
    "page": "Halaman",
    "quote": "Kutipan",
    "name": "Nama berkas",
    "number": "Nomor",
    "about": "Tentang",
    "issued": "Tanggal",
    "issuer": "Penerbit",
    "status": "Status",
    "valid_until": "Berlaku sampai",
    "": "Rujukan",
}
"""Fields of records by name, as a difference calls them; a whole record is a citation."""


def stage_name(stage: str) -> str:
    """What a sentence calls a stage; its identifier where an instrument has others."""
    return STAGES.get(stage, stage)


def series_name(stage: str, year: int) -> str:
    """What a legend calls the score of a stage and year: ``Mandiri 2025``, ``LHE 2024``."""
    return f"{SERIES.get(stage, stage)} {year}"


def previous_name(previous: Previous) -> str:
    """What a legend calls the score of an earlier year."""
    return series_name(previous.stage, previous.assessment.year)


def finding_detail(finding: Finding) -> str:
    """The particulars of a finding in words; empty where its name says everything."""
    match finding.kind:
        case FindingKind.UNSUPPORTED | FindingKind.UNDERSTATED:
            chosen, supported = finding.detail.split("/")
            return f"Dipilih {chosen}, syarat yang dicentang mendukung {supported}"
        case FindingKind.WITHOUT_EVIDENCE | FindingKind.WITHOUT_CITATION:
            return f"Dipilih tingkat {finding.detail}"
        case FindingKind.CONDITION_WITHOUT_CITATION:
            level, condition = finding.detail.split(".")
            return f"Tingkat {level} syarat {condition}"
        case _:
            return finding.detail


def document_short_title(document: Document) -> str:
    """What a list calls a document: ``Peraturan 12/2023``, or its file name without suffix."""
    if not document.number:
        return PurePath(document.name).stem
    number = document.number
    if document.year is not None and not number.endswith(f"/{document.year}"):
        number = f"{number}/{document.year}"
    return f"{DOCUMENT_KINDS[document.kind]} {number}"


def document_title(document: Document) -> str:
    """What a sentence calls a document: kind, issuer, number, year and subject."""
    kind = DOCUMENT_KINDS[document.kind]
    named = bool(document.number or document.about) and document.kind is not DocumentKind.OTHER
    parts = [kind if named else PurePath(document.name).stem]
    if document.issuer:
        parts.append(document.issuer)
    if document.number:
        parts.append(f"Nomor {document.number}")
    if document.year is not None and named:
        parts.append(f"Tahun {document.year}")
    if document.about:
        parts.append(f"tentang {document.about}")
    return " ".join(parts)


def citation_place(citation: Citation) -> str:
    """Where a passage stands: ``Pasal 41 ayat (2), hlm. 24``; empty when nothing is named."""
    page = f"hlm. {citation.page}" if citation.page else ""
    return ", ".join(part for part in (citation.article, page) if part)


def average_kind(average: Average) -> str:
    """What averages of a kind are called in all years: ``Rata-rata kota``."""
    if average.kind == NATIONAL:
        return "Rata-rata nasional"
    kind = INSTITUTION_KINDS[InstitutionKind(average.kind)]
    return f"Rata-rata {kind if kind.isupper() else kind.lower()}"


def average_name(average: Average) -> str:
    """What an average is called: ``Rata-rata kota 2024``, ``Rata-rata nasional 2024``."""
    return f"{average_kind(average)} {average.year}"


def average_source(average: Average) -> str:
    """Where an average was printed: ``Kepmen PANRB 13/2024 (hasil 2023)``."""
    return f"{average.source} (hasil {average.year})"


def rounded_text(score: Score) -> str:
    """What to say beside a grade where the index of two decimals gives another; else nothing."""
    rounded = score.grade_rounded
    return "" if rounded == score.grade else f"menurut indeks dua desimal: {rounded.name}"
