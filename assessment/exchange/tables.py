"""Tables for other programs: CSV out and in, JSON out."""

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from assessment.domain.dossier import Dossier
from assessment.domain.errors import TextTooLongError, storage_error
from assessment.domain.file_errors import (
    CellFault,
    CellProblem,
    CellsRefusedError,
    ExportMismatchError,
    FileProblem,
    FileRefusedError,
    WorkbookProblem,
    WorkbookRefusedError,
)
from assessment.domain.formatting import index_text
from assessment.domain.handover import Handover
from assessment.domain.identity import SELF, Assessment, Record
from assessment.domain.plain import from_plain, to_plain
from assessment.domain.progress import Progress
from assessment.domain.records import (
    ActionItem,
    Answer,
    AspectNote,
    Attachment,
    Citation,
    Document,
    LevelCap,
    PathWish,
    StageOutcome,
    StepEffort,
    Waiver,
)
from assessment.domain.scoring import Score, exact, half_up, score
from assessment.domain.stages import counting_levels
from assessment.exchange.cells import parse_level, whole_number
from assessment.exchange.text import guarded, unguarded
from indicators.outline import Outline

JSON_FORMAT = "spbe-desktop/assessment"
JSON_VERSION = 1
LISTS: tuple[tuple[str, type[Record]], ...] = (
    ("answers", Answer),
    ("documents", Document),
    ("attachments", Attachment),
    ("citations", Citation),
    ("aspect_notes", AspectNote),
    ("outcomes", StageOutcome),
    ("action_items", ActionItem),
    ("waivers", Waiver),
    ("step_efforts", StepEffort),
    ("level_caps", LevelCap),
    ("path_wishes", PathWish),
)
"""What files call the types of records."""
_ADDED = frozenset({"step_efforts", "level_caps", "path_wishes"})  # not in older files
_LOCAL = frozenset({"id", "assessment_id", "removed"})  # mean nothing outside the workspace
_NUMBER_HEADERS = ("indicator", "indikator", "no")
_LEVEL_HEADERS = ("level", "tingkat")
_OWN_FIELDS = ("level", "fact", "analysis", "target", "unit", "state")
_LATER_FIELDS = ("level", "justification")


class CsvExporter:
    """One row for each indicator; UTF-8 with a byte order mark, so that Excel reads it."""

    def write(self, path: Path, handover: Handover, progress: Progress) -> None:
        """Write the table.

        Raises:
            TextTooLongError: no program would read a cell that long; nothing is written.
            StorageError: the file cannot be written.
            CancelledError: the person asked to stop; nothing is written.
        """
        progress.step(0, 1, path.name)
        rows = [[guarded(cell) for cell in row] for row in _csv_rows(handover)]
        for line, row in enumerate(rows, start=1):
            longest = max(map(len, row))
            if longest > csv.field_size_limit():
                raise TextTooLongError(f"{path.name}:{line}", longest, csv.field_size_limit())
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        _write(path, text.getvalue().encode("utf-8-sig", "surrogatepass"))

    def verify(self, path: Path, handover: Handover) -> str:
        """Reopen the table, compare every cell and compute the index again from its levels.

        Raises:
            ExportMismatchError: a cell holds something else; names its line.
        """
        text = _read(path).decode("utf-8-sig", "surrogatepass")
        found = [[unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(text))]
        expected = list(_csv_rows(handover))
        for line, (here, there) in enumerate(zip(found, expected, strict=False), start=1):
            if here != there:
                raise ExportMismatchError(path, f"{path.name}:{line}")
        if len(found) != len(expected):
            raise ExportMismatchError(path, f"{len(found)} ≠ {len(expected)}")
        outline = handover.instrument.outline
        levels = {int(row[0]): parse_level(row[1], outline) for row in found[1:]}
        return _matched(path, score(outline, handover.dossier.levels()), score(outline, levels))


class JsonExporter:
    """Everything of an assessment under stable English keys."""

    def write(self, path: Path, handover: Handover, progress: Progress) -> None:
        """Write the data.

        Raises:
            StorageError: the file cannot be written.
            CancelledError: the person asked to stop; nothing is written.
        """
        progress.step(0, 1, path.name)
        text = json.dumps(_json_data(handover), ensure_ascii=False, indent=2)
        _write(path, f"{text}\n".encode("utf-8", "surrogatepass"))

    def verify(self, path: Path, handover: Handover) -> str:
        """Reopen the data, compare every record and compute the index again.

        Raises:
            ExportMismatchError: something differs.
        """
        data = json.loads(_read(path).decode("utf-8", "surrogatepass"))
        local = handover.dossier.assessment
        again = dossier_from(data, local.id, removed=local.removed)
        if again.records() != handover.dossier.records():
            raise ExportMismatchError(path, "records")
        outline = handover.instrument.outline
        standing = score(outline, counting_levels(outline, again))
        return _matched(path, handover.result.score, standing)


def _csv_rows(handover: Handover) -> Iterator[list[str]]:
    outline, dossier = handover.instrument.outline, handover.dossier
    later = [stage.id for stage in outline.stages if stage.id != SELF]
    yield [
        "indicator", *_OWN_FIELDS, "domain", "aspect", "name", "weight",
        *(f"{stage}_{field}" for stage in later for field in _LATER_FIELDS),
    ]  # fmt: skip
    for number in outline.numbers:
        aspect = outline.aspect_of(number)
        yield [
            str(number),
            *_csv_cells(dossier.answer(number), _OWN_FIELDS),
            outline.domain_of(number).name,
            aspect.name,
            handover.instrument.indicator(number).short_name,
            str(aspect.indicator_weight),
            *(
                cell
                for stage in later
                for cell in _csv_cells(dossier.answer(number, stage), _LATER_FIELDS)
            ),
        ]


def _csv_cells(answer: Answer, names: Iterable[str]) -> list[str]:
    values = to_plain(answer)
    return ["" if values[name] is None else str(values[name]) for name in names]


def _json_data(handover: Handover) -> dict[str, Any]:
    dossier, outline = handover.dossier, handover.instrument.outline
    return {
        "format": JSON_FORMAT,
        "version": JSON_VERSION,
        "exported": handover.now.isoformat(),
        "revision": dossier.revision,
        "instrument": {"id": outline.id, "title": outline.title},
        "assessment": _json_record(dossier.assessment),
        "score": {"stage": handover.result.stage} | _json_score(handover.result.score),
        **{name: [_json_record(entry) for entry in getattr(dossier, name)] for name, _ in LISTS},
    }


def _json_record(record: Record) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: value for name, value in to_plain(record).items() if name not in _LOCAL
    }
    if isinstance(record, Answer):
        values["ticks"] = [list(tick) for tick in sorted(record.ticks)]
    return values


def _json_score(result: Score) -> dict[str, Any]:
    return {
        "index": str(half_up(result.index)),
        "exact": exact(result.index),
        "grade": result.grade.name,
        "grade_rounded": result.grade_rounded.name,
        "domains": [str(half_up(entry.index)) for entry in result.domains],
        "aspects": [str(half_up(entry.index)) for entry in result.aspects],
        "unanswered": list(result.unanswered),
        "levels": list(result.levels),
    }


def dossier_from(data: dict[str, Any], assessment_id: int, *, removed: bool = False) -> Dossier:
    """The dossier that JSON data holds, under the identifier that it has here.

    Raises:
        ValueError, TypeError, LookupError: it is not what `JsonExporter` writes.
    """
    read: dict[str, Any] = {}
    for name, kind in LISTS:
        entries = data.get(name, ()) if name in _ADDED else data[name]
        read[name] = tuple(_record_from(kind, values, assessment_id) for values in entries)
    assessment = from_plain(Assessment, {**data["assessment"], "id": assessment_id})
    return Dossier(replace(assessment, removed=removed), revision=data["revision"], **read)


def _record_from(kind: type[Record], values: dict[str, Any], assessment_id: int) -> Record:
    known: dict[str, Any] = {**values, "assessment_id": assessment_id}
    if kind is Answer:
        known["ticks"] = " ".join(f"{level}.{position}" for level, position in values["ticks"])
    return from_plain(kind, known)


def _matched(path: Path, wanted: Score, again: Score) -> str:
    if again != wanted:
        raise ExportMismatchError(path, index_text(again.index))
    return f"{again.answered} tingkat dan indeks {index_text(again.index)} cocok"


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise storage_error(error, path) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileRefusedError(path, FileProblem.MISSING) from error
    except IsADirectoryError as error:
        raise FileRefusedError(path, FileProblem.FOLDER) from error
    except OSError as error:
        raise FileRefusedError(path, FileProblem.UNREADABLE, error.strerror or "") from error


def read_levels(path: Path, outline: Outline) -> dict[int, int | None]:
    """The levels in a CSV file with the columns ``indicator`` and ``level``.

    Separated by comma, semicolon or tab; other columns do not matter; indicators may be missing.

    Raises:
        FileRefusedError: there is no such file, it cannot be read, or is empty.
        WorkbookRefusedError: a column is missing.
        CellsRefusedError: some lines cannot be used; names all of them.
    """
    lines = csv_lines(path)
    header = [cell.strip().casefold() for cell in next(lines, (0, []))[1]]
    number_at = _position(path, header, _NUMBER_HEADERS)
    level_at = _position(path, header, _LEVEL_HEADERS)
    levels: dict[int, int | None] = {}
    faults: list[CellFault] = []
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        number_text = cells[number_at] if number_at < len(cells) else ""
        level_text = _level_text(cells, level_at, len(header))
        problem = _take(number_text, level_text, levels, outline)
        if problem is not None:
            shown = level_text if problem is CellProblem.NOT_A_LEVEL else number_text
            faults.append(CellFault(path.name, str(line), shown.strip(), problem))
    if faults:
        raise CellsRefusedError(path, tuple(faults))
    return levels


def csv_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The lines of a table that any program wrote, with their numbers as an editor counts them.

    Raises:
        FileRefusedError: there is no such file, it cannot be read, is empty or damaged.
    """
    content = _read(path)
    if not content.strip():
        raise FileRefusedError(path, FileProblem.EMPTY)
    return _lines(path, _decoded(path, content))


def _take(
    number_text: str, level_text: str, levels: dict[int, int | None], outline: Outline
) -> CellProblem | None:
    """Note the level of one line; says what is wrong with it otherwise."""
    number = whole_number(number_text.strip().strip('"'))
    if number is None or number not in outline.numbers:
        return CellProblem.UNKNOWN_INDICATOR
    if number in levels:
        return CellProblem.DUPLICATE_INDICATOR
    try:
        levels[number] = parse_level(level_text, outline)
    except ValueError:
        return CellProblem.NOT_A_LEVEL
    return None


def _level_text(cells: list[str], at: int, columns: int) -> str:
    """The level of a line; a decimal comma in a table with commas makes two cells of it."""
    if at == columns - 1:
        return ",".join(cell for cell in cells[at:] if cell.strip())
    return cells[at] if at < len(cells) else ""


def _position(path: Path, header: list[str], names: tuple[str, ...]) -> int:
    for name in names:
        if name in header:
            return header.index(name)
    raise WorkbookRefusedError(path, WorkbookProblem.COLUMN_MISSING, f"{path.name}: {names[0]}")


def _decoded(path: Path, content: bytes) -> str:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        if wide or b"\0" in content:
            raise FileRefusedError(path, FileProblem.DAMAGED) from error
        return content.decode("cp1252", "replace")  # what Excel on Windows writes otherwise


def _lines(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines from the header on, with their numbers as an editor counts them."""
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.lower().startswith("sep="):
        text, skipped = rest, 1
        first = rest.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = skipped + 1
    try:
        for cells in reader:
            yield line, cells
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        raise FileRefusedError(path, FileProblem.DAMAGED) from error
