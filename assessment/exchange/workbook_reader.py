"""Reads a workbook that people have worked in: everything by its name, nothing by its place."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessment.domain.dossier import Dossier
from assessment.domain.exchange import Incoming, Place
from assessment.domain.file_errors import CellProblem, WorkbookProblem, WorkbookRefusedError
from assessment.domain.identity import Assessment, State
from assessment.domain.plain import Plain
from assessment.domain.progress import Progress
from assessment.domain.records import Answer, AspectNote, RecordType
from assessment.domain.words import CYCLES, INSTITUTION_KINDS
from assessment.exchange import layout
from assessment.exchange.cells import Cells, whole_number
from assessment.exchange.evidence_rows import read_evidence
from assessment.exchange.grid import Read, Row, Sheet, read_sheets, table
from assessment.exchange.layout import Column, SheetName, header_key
from assessment.exchange.origin import Origin, read_origin
from assessment.services.ports import Instruments
from indicators.errors import UnknownInstrumentError
from indicators.instrument import Instrument

if TYPE_CHECKING:
    from indicators.outline import Outline

_SHEETS = (SheetName.IDENTITY, SheetName.ANSWERS, SheetName.EVIDENCE, SheetName.ASPECTS)
_LONGEST_NAME = 200
_STEPS = 3


class WorkbookFile:
    """Reads workbooks; a cell that is empty in the file is empty in what is returned."""

    def read(self, path: Path, instruments: Instruments, progress: Progress) -> Incoming:
        """What the workbook says.

        Raises:
            FileRefusedError: there is no such file, or it cannot be read.
            WorkbookRefusedError: it is damaged, not ours, of another instrument, or newer.
            CellsRefusedError: some cells cannot be taken over; names all of them.
            CancelledError: the person asked to stop.
        """
        progress.step(0, _STEPS, path.name)
        sheets = read_sheets(path, (*_SHEETS, SheetName.ORIGIN))
        progress.step(1, _STEPS, path.name)
        origin = _origin(path, sheets, instruments)
        instrument = _instrument(path, origin.instrument_id, instruments)
        if origin.stage not in {stage.id for stage in instrument.outline.stages}:
            raise WorkbookRefusedError(path, WorkbookProblem.DAMAGED, SheetName.ORIGIN)
        for name in _SHEETS:
            if name not in sheets:
                raise WorkbookRefusedError(path, WorkbookProblem.SHEET_MISSING, name)
        incoming = _Reading(path, sheets, instrument, origin).incoming()
        progress.step(_STEPS, _STEPS)
        return incoming


def _origin(path: Path, sheets: dict[str, Sheet], instruments: Instruments) -> Origin:
    if SheetName.ORIGIN not in sheets:
        return _guessed_origin(path, sheets, instruments)
    try:
        found = read_origin([_dense(row) for row in sheets[SheetName.ORIGIN].rows])
    except (KeyError, ValueError, TypeError) as error:
        damaged = WorkbookProblem.DAMAGED
        raise WorkbookRefusedError(path, damaged, SheetName.ORIGIN) from error
    if isinstance(found, int):
        raise WorkbookRefusedError(path, WorkbookProblem.NEWER_FORMAT, str(found))
    return found


def _dense(row: Iterable[Read]) -> list[Plain]:
    by_column = {read.column: read.value for read in row}
    return [by_column.get(column) for column in range(1, max(by_column) + 1)]


def _guessed_origin(path: Path, sheets: dict[str, Sheet], instruments: Instruments) -> Origin:
    """The origin of a workbook that lost its hidden sheet: it must hold exactly our indicators."""
    if SheetName.ANSWERS in sheets:
        rows = table(sheets[SheetName.ANSWERS], (layout.NUMBER, layout.INDICATOR), path)
        found = {
            (whole_number(row.cell(layout.NUMBER).value), header_key(name))
            for row in rows
            if (name := row.cell(layout.INDICATOR).text)
        }
        for instrument_id in instruments.ids():
            instrument = instruments.instrument(instrument_id)
            names = {(one.number, header_key(one.short_name)) for one in instrument.indicators}
            if names <= found:
                saved = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
                return Origin(instrument_id, "", 0, saved, {}, {}, ())
    raise WorkbookRefusedError(path, WorkbookProblem.NOT_OURS)


def _instrument(path: Path, instrument_id: str, instruments: Instruments) -> Instrument:
    try:
        return instruments.instrument(instrument_id)
    except UnknownInstrumentError as error:
        other = WorkbookProblem.OTHER_INSTRUMENT
        raise WorkbookRefusedError(path, other, instrument_id) from error


class _Reading:
    """One workbook while it is read; places and faults gather on the way."""

    def __init__(
        self, path: Path, sheets: dict[str, Sheet], instrument: Instrument, origin: Origin
    ) -> None:
        self._path = path
        self._sheets = sheets
        self._instrument = instrument
        self._outline: Outline = instrument.outline
        self._origin = origin
        self._cells = Cells(path, instrument.outline)
        self._places: dict[Place, str] = {}

    def incoming(self) -> Incoming:
        assessment = self._assessment()
        answers = self._answers()
        headers = [column.header for column in layout.EVIDENCE_COLUMNS if column.field]
        rows = table(self._sheets[SheetName.EVIDENCE], headers, self._path)
        evidence = read_evidence(rows, self._instrument, self._origin, self._cells)
        notes, recommendation = self._aspects()
        self._cells.finish()
        return Incoming(
            path=self._path,
            dossier=Dossier(
                assessment=replace(assessment, recommendation=recommendation),
                answers=answers,
                documents=evidence.documents,
                attachments=evidence.attachments,
                citations=evidence.citations,
                aspect_notes=notes,
                revision=self._origin.revision,
            ),
            base_revision=self._origin.revision,
            places={**self._places, **evidence.places},
            exported=frozenset(citation.uid for citation in self._origin.citations),
        )

    def _assessment(self) -> Assessment:
        cells = self._cells
        name = self._label(layout.INSTITUTION)
        institution = " ".join(cells.text(name, _LONGEST_NAME).split())
        if not institution and name.kind != "e":
            cells.fault(name, CellProblem.NOT_A_CHOICE)
        year_cell = self._label(layout.YEAR)
        year = whole_number(year_cell.value)
        if year is None:
            cells.fault(year_cell, CellProblem.NOT_A_CHOICE)
        kind, cycle = self._label(layout.KIND), self._label(layout.CYCLE)
        texts: dict[str, Any] = {
            field: cells.text(self._noted(self._label(label), Assessment, (0,), field))
            for label, field in layout.IDENTITY_TEXTS.items()
        }
        for read, field in ((name, "institution"), (kind, "kind"), (cycle, "cycle")):
            self._noted(read, Assessment, (0,), field)
        return Assessment(
            id=0,
            uid=self._origin.uid,
            instrument_id=self._instrument.id,
            institution=institution,
            kind=cells.choice(kind, INSTITUTION_KINDS),
            year=year or 0,
            created=self._origin.exported,
            cycle=cells.choice(cycle, CYCLES),
            **texts,
        )

    def _label(self, label: str) -> Read:
        """The cell to the right of a label of Identitas."""
        sheet = self._sheets[SheetName.IDENTITY]
        for row in sheet.rows:
            for at, read in enumerate(row):
                if header_key(read.text) == header_key(label):
                    beside = row[at + 1 : at + 2]
                    if beside and beside[0].column == read.column + 1:
                        return beside[0]
                    return Read(sheet.name, read.row, read.column + 1, None, "n")
        raise WorkbookRefusedError(
            self._path, WorkbookProblem.COLUMN_MISSING, f"{sheet.name}: {label}"
        )

    def _noted(self, read: Read, kind: RecordType, key: tuple[str | int, ...], field: str) -> Read:
        """The same cell, once its place is noted."""
        self._places[kind, key, field] = f"{read.sheet}!{read.cell}"
        return read

    def _answers(self) -> tuple[Answer, ...]:
        columns = [column for column in layout.answer_columns(self._outline) if column.field]
        headers = [column.header for column in columns]
        sheet = self._sheets[SheetName.ANSWERS]
        rows: dict[int, Row] = {}
        for row in table(sheet, (layout.NUMBER, *headers), self._path):
            if not row.holds_any((layout.NUMBER, *headers)):
                continue
            number = self._cells.indicator(row.cell(layout.NUMBER))
            if number in rows:
                self._cells.fault(row.cell(layout.NUMBER), CellProblem.DUPLICATE_INDICATOR)
            elif number is not None:
                rows[number] = row
        for number in self._outline.numbers:
            if number not in rows:
                self._cells.missing_indicator(sheet.name, number)
        return tuple(
            self._answer(number, stage.id, rows[number], columns)
            for number in sorted(rows)
            for stage in self._outline.stages
        )

    def _answer(self, number: int, stage: str, row: Row, columns: list[Column]) -> Answer:
        values: dict[str, Any] = {}
        for column in columns:
            if column.stage == stage:
                key = (0, number, stage)
                read = self._noted(row.cell(column.header), Answer, key, column.field)
                whole = column.field in {"level", "target"}
                values[column.field] = self._cells.level(read) if whole else self._cells.text(read)
        state = State.DRAFT if any(values.values()) else State.OPEN
        return Answer(0, number, stage, state=state, **values)

    def _aspects(self) -> tuple[tuple[AspectNote, ...], str]:
        sheet = self._sheets[SheetName.ASPECTS]
        headers = (layout.NUMBER, layout.STRENGTHS, layout.WEAKNESSES)
        numbers = {aspect.number for aspect in self._outline.aspects}
        notes: dict[int, AspectNote] = {}
        recommendation = ""
        for row in table(sheet, headers, self._path):
            names = {header_key(read.text) for read in row.cells.values()}
            number = whole_number(row.cell(layout.NUMBER).value)
            if header_key(layout.RECOMMENDATION) in names:
                read = self._noted(row.cell(layout.STRENGTHS), Assessment, (0,), "recommendation")
                recommendation = self._cells.text(read)
            elif number in numbers and number not in notes:
                notes[number] = self._aspect_note(number, row)
            elif row.holds_any(headers):
                self._cells.fault(row.cell(layout.NUMBER), CellProblem.NOT_A_CHOICE)
        return tuple(notes[number] for number in sorted(notes)), recommendation

    def _aspect_note(self, number: int, row: Row) -> AspectNote:
        stage = self._origin.stage
        key = (0, number, stage)
        strengths = self._noted(row.cell(layout.STRENGTHS), AspectNote, key, "strengths")
        weaknesses = self._noted(row.cell(layout.WEAKNESSES), AspectNote, key, "weaknesses")
        texts = self._cells.text(strengths), self._cells.text(weaknesses)
        return AspectNote(0, number, *texts, stage=stage)
