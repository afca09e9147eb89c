"""What can be made on Kirim: icon, title, a line that explains it, how its file is called."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from assessment.domain.exchange import ExportKind, suffix_of
from assessment.domain.file_names import safe_file_name
from assessment.domain.identity import Assessment

_STEMS = {
    ExportKind.WORKBOOK: "SPBE",
    ExportKind.REPORT: "Laporan-SPBE",
    ExportKind.TABLE: "Tingkat-SPBE",
    ExportKind.DATA: "Data-SPBE",
    ExportKind.EVIDENCE: "Bukti-SPBE",
    ExportKind.PACKAGE: "Paket-SPBE",
    ExportKind.MINUTES: "Berita-Acara-SPBE",
    ExportKind.CONSENT: "Persetujuan-Publikasi-SPBE",
    ExportKind.PLAN: "Rencana-Aksi-SPBE",
    ExportKind.PLAN_TABLE: "Rencana-Aksi-SPBE",
    ExportKind.SUMMARY: "Ringkasan-SPBE",
    ExportKind.COMPARISON: "Perbandingan-SPBE",
    ExportKind.LOG: "Riwayat-SPBE",
}


@dataclass(frozen=True, slots=True)
class ExportEntry:
    """One kind of export in words."""

    kind: ExportKind
    icon: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ExportFamily:
    """Kinds that belong together; without a title they always stand open."""

    name: str
    title: str
    text: str
    entries: tuple[ExportEntry, ...]


def export_families() -> tuple[ExportFamily, ...]:
    """Everything that can be made, in the order of the page."""
    return (
        ExportFamily("main", "", "", _main()),
        ExportFamily(
            "leaders",
            _tr("Untuk pimpinan"),
            _tr("Ringkasan, perbandingan tahun, rencana aksi"),
            _leaders(),
        ),
        ExportFamily(
            "letters",
            _tr("Surat"),
            _tr("Berita acara, persetujuan publikasi"),
            _letters(),
        ),
        ExportFamily("data", _tr("Data"), _tr("Tabel tingkat, seluruh isian"), _tables()),
    )


def proposed_name(kind: ExportKind, assessment: Assessment, stem: str = "") -> str:
    """What a file of that kind is called at first; ``stem`` replaces how its name begins."""
    words = f"{stem or _STEMS[kind]} {assessment.institution} {assessment.year}"
    name = "-".join(words.split())
    return safe_file_name(name if kind is ExportKind.EVIDENCE else f"{name}.{suffix_of(kind)}")


def with_suffix(path: Path, suffix: str) -> Path:
    """The path with the suffix of its kind; nobody was asked about a file of that longer name."""
    if path.suffix.lower() == suffix:
        return path
    stem, number = path.name, 1
    while (candidate := path.with_name(f"{stem}{suffix}")).exists():
        number += 1
        stem = f"{path.name} ({number})"
    return candidate


def _main() -> tuple[ExportEntry, ...]:
    return (
        ExportEntry(
            ExportKind.WORKBOOK,
            "file-spreadsheet",
            _tr("Buku kerja (.xlsx)"),
            _tr("Ringkasan, isian tiap indikator, bukti, rumus indeks"),
        ),
        ExportEntry(
            ExportKind.REPORT,
            "file-text",
            _tr("Laporan (PDF, A4)"),
            _tr("Bertanda DRAF sampai semuanya terisi dan disetujui"),
        ),
        ExportEntry(
            ExportKind.EVIDENCE,
            "folder",
            _tr("Folder bukti"),
            _tr("Dinamai 1.a, 1.b, … menurut indikator, dengan indeks Excel dan PDF"),
        ),
        ExportEntry(
            ExportKind.PACKAGE,
            "package",
            _tr("Paket (.spbe)"),
            _tr("Isian, bukti, buku kerja dan laporan, ditandatangani, untuk evaluator"),
        ),
    )


def _leaders() -> tuple[ExportEntry, ...]:
    return (
        ExportEntry(
            ExportKind.SUMMARY,
            "file-check",
            _tr("Ringkasan satu halaman (PDF)"),
            _tr("Indeks, kekuatan, kelemahan, dan yang menaikkannya, untuk pimpinan"),
        ),
        ExportEntry(
            ExportKind.COMPARISON,
            "history",
            _tr("Perbandingan tahun (PDF)"),
            _tr("Semua tahun dengan hasil resmi dan rata-rata sejenis"),
        ),
        ExportEntry(
            ExportKind.PLAN,
            "list-checks",
            _tr("Rencana aksi (PDF)"),
            _tr("Butir, tenggat dan kebutuhan tiap langkah, untuk ditandatangani"),
        ),
        ExportEntry(
            ExportKind.PLAN_TABLE,
            "file-spreadsheet",
            _tr("Rencana aksi (.xlsx)"),
            _tr("Butir dengan keadaan yang dapat diperbarui di Excel"),
        ),
    )


def _letters() -> tuple[ExportEntry, ...]:
    return (
        ExportEntry(
            ExportKind.MINUTES,
            "file-pen",
            _tr("Berita Acara Penilaian Mandiri (PDF)"),
            _tr("Hasil penilaian dengan kolom tanda tangan tim"),
        ),
        ExportEntry(
            ExportKind.CONSENT,
            "stamp",
            _tr("Pernyataan Persetujuan Publikasi (PDF)"),
            _tr("Untuk ditandatangani pimpinan instansi"),
        ),
    )


def _tables() -> tuple[ExportEntry, ...]:
    return (
        ExportEntry(
            ExportKind.TABLE,
            "table-2",
            _tr("Tabel tingkat (.csv)"),
            _tr("Nomor indikator dan tingkatnya"),
        ),
        ExportEntry(
            ExportKind.DATA,
            "braces",
            _tr("Data (.json)"),
            _tr("Seluruh isian, untuk sistem lain"),
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Exports", text)
