"""Reads no more of a file than a recap needs: who, when, and the levels."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from assessment.domain.file_errors import (
    CellProblem,
    FileProblem,
    FileRefusedError,
    WorkbookProblem,
    WorkbookRefusedError,
)
from assessment.domain.identity import SELF
from assessment.domain.recap import (
    Expected,
    Findings,
    Source,
    Submission,
    Unreadable,
    submission_of,
)
from assessment.domain.words import INSTITUTION_KINDS
from assessment.exchange import layout
from assessment.exchange.cells import Cells, whole_number
from assessment.exchange.grid import Read, Row, Sheet, table
from assessment.exchange.layout import SheetName, header_key
from assessment.exchange.national_list import read_national_list
from assessment.exchange.package_reader import read_records
from assessment.exchange.quick_sheets import quick_sheets
from assessment.services.ports import Instruments
from indicators.errors import UnknownInstrumentError
from indicators.outline import Outline

_LONGEST_NAME = 200
_ROWS: Mapping[str, int] = {
    SheetName.IDENTITY: 200,
    SheetName.ANSWERS: 100_000,
    SheetName.ORIGIN: 6,
}
_EMPTY = Sheet(SheetName.ORIGIN, ())
_PART = (
    "Bagian, bukan paket utuh",
    "Berkas ini hanya memuat sebagian indikator. Gabungkan dahulu, lalu minta paket utuhnya.",
)


class RecapFiles:
    """Workbooks, packages and lists; each is read, its levels kept, and closed again."""

    suffixes = frozenset({".xlsx", ".spbe", ".csv"})

    def read(self, path: Path, instruments: Instruments) -> Findings:
        """What the file submits.

        Raises:
            SpbeError: the file, or everything in it, cannot be used; says why.
        """
        match path.suffix.lower():
            case ".xlsx":
                return Findings((_read_workbook(path, instruments),))
            case ".spbe":
                return _read_package(path, instruments)
            case ".csv":
                return read_national_list(path, instruments)
            case suffix:
                raise FileRefusedError(path, FileProblem.UNSUPPORTED, suffix)


def scored_stage(
    outline: Outline, given: Mapping[str, Mapping[int, int]]
) -> tuple[str, dict[int, int]]:
    """The last stage at which everything is scored, with its levels; else the self assessment.

    An evaluation that has only begun would count its untouched indicators as the lowest level;
    a stage at which nobody has chosen a level, all of them inherited, has not been held.
    """
    found = (SELF, dict(given.get(SELF, {})))
    before: dict[int, int] = {}
    for stage in outline.stages:
        own = given.get(stage.id, {})
        before = {**before, **own} if stage.inherits else dict(own)
        if own and len(before) == len(outline.numbers):
            found = (stage.id, before)
    return found


def _read_package(path: Path, instruments: Instruments) -> Findings:
    manifest, dossier = read_records(path, "", instruments.instrument)
    source = Source(path)
    assessment = dossier.assessment
    if manifest.part:
        return Findings(unreadable=(Unreadable(source, *_PART),))
    outline = instruments.outline(manifest.instrument_id)
    given = {stage.id: dossier.levels(stage.id) for stage in outline.stages}
    stage, levels = scored_stage(outline, given)
    who = Expected(assessment.institution, assessment.kind)
    made = manifest.created.date()
    return Findings(
        (
            submission_of(
                outline,
                levels,
                who,
                year=assessment.year,
                stage=stage,
                source=source,
                made=made,
            ),
        )
    )


def _read_workbook(path: Path, instruments: Instruments) -> Submission:
    sheets = quick_sheets(path, _ROWS)
    for name in (SheetName.IDENTITY, SheetName.ANSWERS):
        if name not in sheets:
            problem = WorkbookProblem.SHEET_MISSING if sheets else WorkbookProblem.NOT_OURS
            raise WorkbookRefusedError(path, problem, name)
    outline, made = _origin(path, sheets, instruments)
    cells = Cells(path, outline)
    who, year = _identity(sheets[SheetName.IDENTITY], cells)
    given = _levels(path, sheets[SheetName.ANSWERS], outline, cells)
    cells.finish()
    stage, levels = scored_stage(outline, given)
    return submission_of(
        outline, levels, who, year=year, stage=stage, source=Source(path), made=made
    )


def _origin(
    path: Path, sheets: Mapping[str, Sheet], instruments: Instruments
) -> tuple[Outline, date]:
    """The instrument, and the day of export; the newest instrument where the sheet was lost."""
    told = {row[0].text: row[1] for row in sheets.get(SheetName.ORIGIN, _EMPTY).rows if row[1:]}
    version = whole_number(told["format"].value) if "format" in told else None
    if version is not None and version > layout.FORMAT:
        raise WorkbookRefusedError(path, WorkbookProblem.NEWER_FORMAT, str(version))
    if "instrument" in told:
        wanted = told["instrument"].text
    else:
        wanted = _guessed(path, sheets[SheetName.ANSWERS], instruments)
    try:
        made = datetime.fromisoformat(told["exported"].text).date()
    except (KeyError, ValueError):
        made = datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
    try:
        return instruments.outline(wanted), made
    except UnknownInstrumentError as error:
        raise WorkbookRefusedError(path, WorkbookProblem.OTHER_INSTRUMENT, wanted) from error


def _guessed(path: Path, sheet: Sheet, instruments: Instruments) -> str:
    """The instrument of a workbook that lost its hidden sheet: it holds exactly its indicators."""
    found = {
        (whole_number(row.cell(layout.NUMBER).value), header_key(row.cell(layout.INDICATOR).text))
        for row in table(sheet, (layout.NUMBER, layout.INDICATOR), path)
    }
    for instrument_id in instruments.ids():
        entries = instruments.instrument(instrument_id).indicators
        if {(entry.number, header_key(entry.short_name)) for entry in entries} <= found:
            return instrument_id
    raise WorkbookRefusedError(path, WorkbookProblem.NOT_OURS)


def _identity(sheet: Sheet, cells: Cells) -> tuple[Expected, int]:
    name, year, kind = (
        _beside(sheet, label) for label in (layout.INSTITUTION, layout.YEAR, layout.KIND)
    )
    institution = " ".join(cells.text(name, _LONGEST_NAME).split())
    number = whole_number(year.value)
    for read, known in ((name, institution), (year, number)):
        if not known and read.kind != "e":
            cells.fault(read, CellProblem.NOT_A_CHOICE)
    return Expected(institution, cells.choice(kind, INSTITUTION_KINDS)), number or 0


def _beside(sheet: Sheet, label: str) -> Read:
    """The cell to the right of a label."""
    for row in sheet.rows:
        for at, read in enumerate(row):
            if header_key(read.text) == header_key(label):
                right = read.column + 1
                found = next((cell for cell in row[at + 1 :] if cell.column == right), None)
                return found or Read(sheet.name, read.row, right, None, "n")
    return Read(sheet.name, 1, 1, None, "n")


def _levels(path: Path, sheet: Sheet, outline: Outline, cells: Cells) -> dict[str, dict[int, int]]:
    """The levels of each stage; an indicator without a row is a fault, as in a take-over."""
    columns = [entry for entry in layout.answer_columns(outline) if entry.field == "level"]
    headers = (layout.NUMBER, *(column.header for column in columns))
    rows: dict[int, Row] = {}
    for row in table(sheet, headers, path):
        number = cells.indicator(row.cell(layout.NUMBER)) if row.holds_any(headers) else None
        if number in rows:
            cells.fault(row.cell(layout.NUMBER), CellProblem.DUPLICATE_INDICATOR)
        elif number is not None:
            rows[number] = row
    for number in outline.numbers:
        if number not in rows:
            cells.missing_indicator(sheet.name, number)
    return {
        column.stage: {
            number: level
            for number, row in rows.items()
            if (level := cells.level(row.cell(column.header))) is not None
        }
        for column in columns
    }
