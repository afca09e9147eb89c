"""Names that the workbook's writer and reader share: sheets, headers, labels, rows."""

from dataclasses import dataclass
from enum import StrEnum

from indicators.outline import Outline

FORMAT = 2  # 1 had notes on aspects of the self assessment only
HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1


class SheetName(StrEnum):
    """The sheets in their order; the last one is hidden."""

    GUIDE = "Petunjuk"
    IDENTITY = "Identitas"
    SUMMARY = "Ringkasan"
    ANSWERS = "Penilaian"
    EVIDENCE = "Bukti"
    ASPECTS = "Aspek"
    CRITERIA = "Kriteria"
    ORIGIN = "_spbe"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``field`` is the field of the record that is read back from it.

    Without a field it is for reading only. ``stage`` is the stage of an answer's field.
    """

    header: str
    width: float
    field: str = ""
    stage: str = ""


NUMBER = "No"
ASPECT = "Aspek"
INDICATOR = "Indikator"
STATUS = "Status"
FINAL = "Tingkat Akhir"


def stage_words(outline: Outline) -> tuple[str, ...]:
    """What columns call the stages: the last word of each name, or the name where words repeat."""
    words = tuple(stage.name.rsplit(" ", 1)[-1] for stage in outline.stages)
    repeated = len(set(words)) < len(words)
    return tuple(stage.name for stage in outline.stages) if repeated else words


def answer_columns(outline: Outline) -> tuple[Column, ...]:
    """The columns of Penilaian: the first stage explains its level, later ones justify theirs."""
    first, *later = zip(outline.stages, stage_words(outline), strict=True)
    own = first[0].id
    columns = [
        Column(NUMBER, 5),
        Column("Domain", 11),
        Column(ASPECT, 12),
        Column(INDICATOR, 24),
        Column("Bobot (%)", 8),
        Column(f"Tingkat {first[1]}", 9, "level", own),
        Column("Fakta", 36, "fact", own),
        Column("Analisis", 36, "analysis", own),
        Column("Target", 8, "target", own),
        Column("Unit Kerja", 15, "unit", own),
        Column(STATUS, 11),
    ]
    for stage, word in later:
        columns.append(Column(f"Tingkat {word}", 10, "level", stage.id))
        columns.append(Column(f"Justifikasi {word}", 22, "justification", stage.id))
    columns.append(Column(FINAL, 9))
    return tuple(columns)


def answer_position(outline: Outline, field: str, stage: str) -> int:
    """The column of Penilaian that holds a field of a stage, counted from 1."""
    fields = [(column.field, column.stage) for column in answer_columns(outline)]
    return fields.index((field, stage)) + 1


EVIDENCE_COLUMNS = (
    Column("No Indikator", 9, "indicator"),
    Column("Tingkat", 8, "level"),
    Column("Syarat", 8, "condition"),
    Column("Dokumen", 34),
    Column("Nomor", 15, "number"),
    Column("Tanggal", 17, "issued"),
    Column("Pasal/Bab", 18, "article"),
    Column("Halaman", 9, "page"),
    Column("Kutipan", 60, "quote"),
    Column("Nama Berkas", 28, "name"),
    Column("SHA-256", 34, "sha256"),
)

STRENGTHS = "Kekuatan"
WEAKNESSES = "Kelemahan"
RECOMMENDATION = "Rekomendasi"

INSTITUTION = "Instansi"
KIND = "Jenis Instansi"
YEAR = "Tahun"
CYCLE = "Jenis Penilaian"
INSTRUMENT = "Instrumen"
COORDINATOR = "Koordinator SPBE"
RESPONSIBLE = "Penanggung Jawab"
TEAM = "Tim Asesor Internal"
EXPORTED = "Tanggal Ekspor"

IDENTITY_TEXTS = {COORDINATOR: "coordinator", RESPONSIBLE: "responsible", TEAM: "team"}


def column_letter(position: int) -> str:
    """The letter of a column: 1 is ``A``, 27 is ``AA``."""
    letters = ""
    while position > 0:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def header_key(text: str) -> str:
    """A header or label without what people change by accident: case and white space."""
    return " ".join(text.split()).casefold()
