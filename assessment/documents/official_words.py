"""What an official result says about the aspects, and what it recommends."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assessment.documents.page_words import Row, row_text
from assessment.documents.text import fold, join_lines
from assessment.domain.official_result import AspectText
from indicators.outline import Outline

_BULLET = re.compile(r"^[^\w(\"'“]+\s*")
_SECTION = re.compile(r"kekuatan dan kelemahan")
_RECOMMENDATION = re.compile(r"(?:\w{1,4}[.)] )?rekomendasi(?: \w+){0,2}")
_TABLE = re.compile(
    r"(?:perolehan )?nilai tingkat kematangan\b.*|perolehan nilai\b.*|no\.? indikator\b.*|lampiran"
)
_PART = re.compile(r"(kekuatan|kelemahan)\s*(?::\s*(.*))?", re.IGNORECASE)
_HEADINGS = (r"{letter}[.)] ?\S.*", r"aspek {number}\b.*", r"{number}[.)] ?\S.*")
_INDENT = 10.0  # points that the first line of a paragraph begins right of the others
_GAP = 1.5  # of the usual way between two lines


def aspect_texts(rows: Sequence[Row], outline: Outline) -> tuple[AspectText, ...]:
    """Introduction, strengths and weaknesses of every aspect; empty where they are not told."""
    lines = [_line(row) for row in _section(rows, _SECTION, _RECOMMENDATION)]
    told: dict[int, list[str]] = {}
    style = _style(lines)
    position = 0
    for line in lines:
        if position < len(outline.aspects) and _is_heading(style, position + 1, line):
            position += 1
        elif position:
            told.setdefault(position, []).append(line)
    return tuple(
        _aspect_text(aspect.number, told.get(place, []))
        for place, aspect in enumerate(outline.aspects, start=1)
    )


def recommendation(rows: Sequence[Row]) -> str:
    """The recommendation, paragraph by paragraph."""
    found = list(_section(rows, _RECOMMENDATION, _TABLE))
    if not found:
        return ""
    margin = min(row[0].left for row in found)
    steps = sorted(above[0].base - below[0].base for above, below in pairwise(found))
    usual = steps[len(steps) // 2] if steps else 0.0
    paragraphs: list[list[str]] = []
    before: Row | None = None
    for row in found:
        apart = before is None or before[0].base - row[0].base > _GAP * usual
        if apart or row[0].left - margin > _INDENT:
            paragraphs.append([])
        paragraphs[-1].append(_line(row))
        before = row
    return "\n".join(join_lines(lines) for lines in paragraphs)


def _section(rows: Sequence[Row], begin: re.Pattern[str], end: re.Pattern[str]) -> Iterator[Row]:
    """The rows between two titles."""
    inside = False
    for row in rows:
        text = fold(_line(row))
        if begin.fullmatch(text):
            inside = True
        elif inside and end.fullmatch(text):
            return
        elif inside:
            yield row


def _line(row: Row) -> str:
    return _BULLET.sub("", row_text(row))


def _style(lines: Sequence[str]) -> str:
    """How the aspects are counted: as their first heading is."""
    found = (style for line in lines for style in _HEADINGS if _is_heading(style, 1, line))
    return next(found, _HEADINGS[0])


def _is_heading(style: str, position: int, line: str) -> bool:
    pattern = style.format(letter=chr(ord("a") + position - 1), number=position)
    return re.fullmatch(pattern, line, re.IGNORECASE) is not None


def _aspect_text(aspect: int, lines: Sequence[str]) -> AspectText:
    parts: dict[str, list[str]] = {"": [], "kekuatan": [], "kelemahan": []}
    part = ""
    for line in lines:
        if title := _PART.fullmatch(line):
            part = title[1].casefold()
            parts[part] += [title[2]] if title[2] else []
        else:
            parts[part].append(line)
    introduction, strengths, weaknesses = (join_lines(found) for found in parts.values())
    return AspectText(aspect, introduction, strengths, weaknesses)
