"""Reads the official wording out of the regulation and the guideline of an instrument.

Both are PDFs with one table for each indicator. In the regulation (PermenPANRB 59/2020 Lampiran I)
a row of the table is a level; in the guideline (Pedoman Menteri PANRB 3/2024 Bab II) a level has
three rows, whose second and third say when it is met and what proves it.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from assessment.documents.extraction import pdf_pages
from assessment.documents.page_words import Row, read_rows, row_text
from assessment.documents.text import fold, join_lines
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.official import OfficialPart, OfficialText
from assessment.domain.progress import Progress
from indicators.outline import Outline

Place = tuple[int, int]
"""An indicator and a level."""

_TITLE_PAGES = 3
_SHARE = 0.5  # of the levels; a file with less is another document
_OWN_CELL = 20.0  # points between a number that stands in a column of its own and the text
_OUTDENT = 12.0  # points that a list may begin left of its column
_NUMBERED = re.compile(r"nomor\s+(\d+)\s+tahun\s+(\d{4})", re.IGNORECASE)
_INDICATOR = re.compile(r"indikator (\d{1,3}) ?:", re.IGNORECASE)
_TABLE = re.compile(r"tingkat \S+", re.IGNORECASE)  # the second word is misprinted twice
_TABLE_END = re.compile(r"jawaban\b", re.IGNORECASE)
_HEADING = re.compile(r"indikator (\d{1,3})", re.IGNORECASE)
_CHAPTER = re.compile(r"bab [ivxlc]+", re.IGNORECASE)
_LEVEL = re.compile(r"level (\d) kriteria level \S", re.IGNORECASE)
_LABEL, _TEXT = 2, 4  # words of the first row of a level that stand first in their columns
_FULFILMENT, _PROOF = "kriteria", "kriteria bukti"
_ENTRY = re.compile(r"(?:\(?(?:\d{1,2}|[a-z])[.)]|[•▪●○\uf0b7-]|[A-Z][a-z]+:)")


class OfficialReader:
    """Reads the sources of an instrument; see `assessment.services.ports.OfficialTexts`."""

    def read(
        self, path: Path, part: OfficialPart, outline: Outline, progress: Progress
    ) -> tuple[OfficialText, ...]:
        """The texts of all levels that the file gives, in the order of the instrument.

        Raises:
            FileRefusedError: the file cannot be read, or is another document.
            CancelledError: the person asked to stop.
        """
        title = outline.regulation if part is OfficialPart.CRITERIA else outline.guideline
        _check(path, title, progress)
        pages = read_rows(path, progress)
        rows = [row for page in pages for row in page]
        parse = _criteria if part is OfficialPart.CRITERIA else _evidence
        found = parse(rows)
        places = [(number, level) for number in outline.numbers for level in outline.levels]
        known = [place for place in places if place in found]
        if len(known) < _SHARE * len(places):
            raise FileRefusedError(path, FileProblem.OTHER_DOCUMENT, title)
        return tuple(
            OfficialText(outline.id, number, level, part, found[number, level], path.name)
            for number, level in known
        )


def _check(path: Path, title: str, progress: Progress) -> None:
    """Refuse what is not the source, before this process opens it: the file may be hostile."""
    pages = pdf_pages(path, progress)
    if not _names(title, " ".join(pages[:_TITLE_PAGES])):
        raise FileRefusedError(path, FileProblem.OTHER_DOCUMENT, title)


def _names(title: str, text: str) -> bool:
    """Whether a text names the number and year of a title; one without them fits any text."""
    wanted = _NUMBERED.search(title)
    return wanted is None or wanted.groups() in _NUMBERED.findall(fold(text))


def _criteria(rows: Iterable[Row]) -> dict[Place, str]:
    """What each level demands, by the tables of the regulation."""
    cells: dict[Place, list[str]] = {}
    for number, table in _tables(rows).items():
        level = 0
        for row in table:
            begins = _in_own_cell(row, level + 1)
            level += begins
            if level:
                words = row[1:] if begins else row
                cells.setdefault((number, level), []).append(row_text(words))
    return {place: _paragraphs(lines) for place, lines in cells.items()}


def _tables(rows: Iterable[Row]) -> dict[int, list[Row]]:
    """The rows of the table of each indicator, without its head."""
    found: dict[int, list[Row]] = {}
    table: list[Row] | None = None
    number = 0
    for row in rows:
        text = row_text(row)
        if heading := _INDICATOR.match(text):
            number, table = int(heading[1]), None
        elif number and _TABLE.fullmatch(text):
            table = found.setdefault(number, [])
        elif _TABLE_END.match(text):
            table = None
        elif table is not None:
            table.append(row)
    return found


def _in_own_cell(row: Row, number: int) -> bool:
    alone = len(row) > 1 and row[1].left - row[0].left > _OWN_CELL
    return alone and row[0].text == str(number)


def _evidence(rows: Iterable[Row]) -> dict[Place, str]:
    """When each level is met and what proves it, by the tables of the guideline."""
    texts = {place: _met_and_proved(table) for place, table in _levels(rows).items()}
    return {place: text for place, text in texts.items() if text}


def _levels(rows: Iterable[Row]) -> dict[Place, list[Row]]:
    """The rows of each level; the first tells where the columns begin."""
    found: dict[Place, list[Row]] = {}
    table: list[Row] | None = None
    number = 0
    for row in rows:
        text = row_text(row)
        if heading := _HEADING.fullmatch(text):
            number, table = int(heading[1]), None
        elif number and (beginning := _LEVEL.match(text)):
            table = found.setdefault((number, int(beginning[1])), [])
            table.append(row)
        elif table and _ends(row, table[0]):
            table = None
        elif table:
            table.append(row)
    return found


def _ends(row: Row, first: Row) -> bool:
    """Whether a row is none of the level: in the column of levels stands only a level."""
    outside = row[0].left < first[_LABEL].left - _OUTDENT
    return outside or _CHAPTER.fullmatch(row_text(row)) is not None


def _met_and_proved(table: Sequence[Row]) -> str:
    parts: dict[str, list[str]] = {}
    part = ""
    edge = table[0][_TEXT].left - _OUTDENT
    for row in table[1:]:
        label = row_text([word for word in row if word.left < edge]).lower()
        part = label if label in {_FULFILMENT, _PROOF} else part
        words = [word for word in row if word.left >= edge]
        if part and words:
            parts.setdefault(part, []).append(row_text(words))
    return "\n\n".join(_paragraphs(lines) for lines in parts.values())


def _paragraphs(lines: Iterable[str]) -> str:
    """Lines as text; an entry of a list begins a line of its own."""
    parts: list[list[str]] = []
    for line in lines:
        if not parts or _ENTRY.fullmatch(line.split(" ", 1)[0]):
            parts.append([])
        parts[-1].append(line)
    return "\n".join(join_lines(part) for part in parts)
