"""Reads some sheets of a workbook quickly: the cells as they stand in the XML, without styles.

Numbers that wear a date format stay numbers, which suits levels. Nothing is kept open, and only
the wanted rows of the wanted sheets are looked at.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any
from zipfile import ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from assessment.domain.file_errors import (
    FileProblem,
    FileRefusedError,
    WorkbookProblem,
    WorkbookRefusedError,
)
from assessment.exchange.grid import BROKEN, Read, Sheet, check_archive
from assessment.exchange.layout import header_key
from assessment.exchange.text import unescaped

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_STRINGS = "xl/sharedStrings.xml"
_LETTERS = 26


def quick_sheets(path: Path, wanted: Mapping[str, int]) -> dict[str, Sheet]:
    """The wanted sheets that the workbook has, each up to a number of rows.

    Raises:
        FileRefusedError: there is no such file, or it cannot be read.
        WorkbookRefusedError: it is not a workbook, or damaged.
    """
    check_archive(path)
    names = {header_key(name): name for name in wanted}
    try:
        with ZipFile(path) as archive:
            parts = {
                names[header_key(title)]: part
                for title, part in _parts(archive)
                if header_key(title) in names
            }
            strings: list[str] = []
            if _STRINGS in archive.namelist():
                with archive.open(_STRINGS) as file:
                    strings = list(_strings(file))
            return {
                name: Sheet(name, tuple(_rows(archive, part, name, strings, wanted[name])))
                for name, part in parts.items()
            }
    except (*BROKEN, DefusedXmlException) as error:
        raise WorkbookRefusedError(path, WorkbookProblem.DAMAGED) from error
    except OSError as error:
        raise FileRefusedError(path, FileProblem.UNREADABLE, error.strerror or "") from error


def _parts(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """The title of every sheet and the entry that holds it."""
    links = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for sheet in fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
        target = targets[sheet.get(_LINK)]
        yield sheet.get("name", ""), target[1:] if target.startswith("/") else f"xl/{target}"


def _strings(file: IO[bytes]) -> Iterator[str]:
    for _, element in iterparse(file):
        if element.tag == f"{_MAIN}si":
            yield _plain_text(element)
            element.clear()


def _plain_text(element: Any) -> str:
    """The text without the phonetic guides that some programs add."""
    runs = (part for part in element if part.tag != f"{_MAIN}rPh")
    return "".join(
        text.text or "" for part in runs for text in part.iter(f"{_MAIN}t")
    )  # a run or the text itself


def _rows(
    archive: ZipFile, part: str, name: str, strings: list[str], most: int
) -> Iterator[tuple[Read, ...]]:
    with archive.open(part) as file:
        for _, element in iterparse(file):
            if element.tag != f"{_MAIN}row":
                continue
            cells = tuple(_cells(element, name, strings))
            element.clear()
            if cells:
                if cells[0].row > most:
                    return
                yield cells


def _cells(row: Any, name: str, strings: list[str]) -> Iterator[Read]:
    for cell in row:
        place = _CELL.fullmatch(cell.get("r", ""))
        if place is None:
            raise ValueError(name)
        kind = cell.get("t", "n")
        value = _value(cell, kind, strings)
        if value not in (None, ""):
            yield Read(name, int(place[2]), _position(place[1]), value, kind)


def _position(letters: str) -> int:
    position = 0
    for letter in letters:
        position = position * _LETTERS + ord(letter) - ord("A") + 1
    return position


def _value(cell: Any, kind: str, strings: list[str]) -> object:
    if kind == "inlineStr":
        inner = cell.find(f"{_MAIN}is")
        return None if inner is None else unescaped(_plain_text(inner))
    text = cell.findtext(f"{_MAIN}v")
    match kind:
        case _ if not text:  # empty, or a formula that was never computed
            return None
        case "s":
            return unescaped(strings[int(text)])
        case "b":
            return text == "1"
        case "n":
            number = float(text)
            return int(number) if number.is_integer() else number
        case _:
            return unescaped(text)
