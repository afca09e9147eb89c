"""Reads a list of institutions from CSV: results that were published, or who is to submit.

The columns are known by their names, in any order: ``institution`` and ``kind``; ``region`` and
``year`` if wanted; for results the index of every domain, ``index`` and ``grade``. A list without
``index`` says only who is expected.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from assessment.domain.file_errors import WorkbookProblem, WorkbookRefusedError
from assessment.domain.formatting import parse_decimal
from assessment.domain.identity import OFFICIAL, InstitutionKind
from assessment.domain.recap import Expected, Findings, Source, Submission, Unreadable
from assessment.domain.scoring import grade_of
from assessment.domain.words import INSTITUTION_KINDS
from assessment.exchange.tables import csv_lines
from assessment.exchange.text import unguarded
from assessment.services.ports import Instruments
from indicators.outline import Outline

_HEADERS = {
    "institution": ("institution", "instansi", "nama instansi"),
    "kind": ("kind", "jenis", "jenis instansi"),
    "region": ("region", "wilayah", "provinsi"),
    "year": ("year", "tahun"),
    "index": ("index", "indeks", "indeks spbe"),
    "grade": ("grade", "predikat"),
}
_DOMAINS = ("policy", "governance", "management", "service")
_NONSTRUCTURAL = "nonstructural"
_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
_ROUNDING = Fraction(1, 200)
_DOUBT = "indeks domain tidak menghasilkan indeksnya; hanya indeks dan predikat yang dipakai"


@dataclass(frozen=True, slots=True)
class _List:
    path: Path
    outline: Outline
    columns: Mapping[str, int]
    domains: tuple[int, ...]

    def cell(self, cells: list[str], name: str) -> str:
        at = self.columns.get(name, len(cells))
        return unguarded(cells[at]).strip() if at < len(cells) else ""


def read_national_list(path: Path, instruments: Instruments) -> Findings:
    """The results, or the expected institutions, in a list; lines that cannot be are told.

    Raises:
        FileRefusedError: there is no such file, it cannot be read, or is empty.
        WorkbookRefusedError: a column is missing.
    """
    lines = csv_lines(path)
    header = [" ".join(cell.split()).casefold() for cell in next(lines, (0, []))[1]]
    outline = instruments.outline(instruments.ids()[0])
    columns = {
        field: header.index(name)
        for field, names in _HEADERS.items()
        for name in reversed(names)
        if name in header
    }
    if "institution" not in columns:
        raise _missing(path, "institution")
    listing = _List(path, outline, columns, _domain_columns(path, header, outline, columns))
    found = Findings()
    for line, cells in lines:
        if any(cell.strip() for cell in cells):
            found += _line(listing, Source(path, line), cells)
    return found


def _domain_columns(
    path: Path, header: list[str], outline: Outline, columns: Mapping[str, int]
) -> tuple[int, ...]:
    if "index" not in columns:
        return ()
    found = []
    for domain, plain in zip(outline.domains, _DOMAINS, strict=False):
        names = (plain, domain.short_name.casefold(), domain.name.casefold())
        place = next((header.index(name) for name in names if name in header), None)
        if place is None:
            raise _missing(path, plain)
        found.append(place)
    return tuple(found)


def _missing(path: Path, column: str) -> WorkbookRefusedError:
    return WorkbookRefusedError(path, WorkbookProblem.COLUMN_MISSING, f"{path.name}: {column}")


def _line(listing: _List, source: Source, cells: list[str]) -> Findings:
    name = " ".join(listing.cell(cells, "institution").split())
    if not name:
        return _left_out(source, "Nama instansi kosong")
    who = Expected(name, _kind(listing.cell(cells, "kind")), listing.cell(cells, "region"))
    if "index" not in listing.columns:
        return Findings(expected=(who,))
    if who.kind is None:
        return _left_out(source, f"Jenis instansi tidak dikenal: {listing.cell(cells, 'kind')}")
    year = _year(listing, cells)
    if year is None:
        return _left_out(source, "Tahun tidak disebut, juga tidak pada nama berkas")
    return _result(listing, source, cells, who, year)


def _result(listing: _List, source: Source, cells: list[str], who: Expected, year: int) -> Findings:
    texts = [cells[at] if at < len(cells) else "" for at in listing.domains]
    numbers = [_index(listing.outline, text) for text in (*texts, listing.cell(cells, "index"))]
    *domains, index = numbers
    if index is None:
        return _left_out(source, f"Indeks tidak terbaca: {listing.cell(cells, 'index')}")
    grade = _grade(listing.outline, index, listing.cell(cells, "grade"))
    if grade is None:
        printed = listing.cell(cells, "grade")
        return _left_out(source, f"Predikat {printed} tidak sesuai dengan indeksnya")
    known = _whole(listing.outline, domains, index)
    doubts = _left_out(source, f"{who.institution}: {_DOUBT}") if not known else Findings()
    return doubts + Findings(
        (
            Submission(
                institution=who.institution,
                kind=who.kind or InstitutionKind.OTHER,
                year=year,
                instrument_id=listing.outline.id,
                stage=OFFICIAL,
                levels=(),
                aspects=(),
                domains=known,
                index=index,
                grade=grade,
                source=source,
                region=who.region,
            ),
        )
    )


def _whole(
    outline: Outline, domains: Sequence[Fraction | None], index: Fraction
) -> tuple[Fraction, ...]:
    """The indices of the domains if they give the index, as far as rounding lets one tell."""
    known = tuple(number for number in domains if number is not None)
    if len(known) < len(domains):
        return ()
    pairs = zip(outline.domains, known, strict=True)
    total = sum((Fraction(domain.weight) * number for domain, number in pairs), Fraction(0)) / 100
    return known if abs(total - index) <= 2 * _ROUNDING else ()


def _left_out(source: Source, reason: str) -> Findings:
    return Findings(unreadable=(Unreadable(source, "Baris tidak terbaca", reason),))


def _index(outline: Outline, text: str) -> Fraction | None:
    """An index as printed; one outside the instrument's range cannot be one."""
    number = parse_decimal(unguarded(text))
    possible = number is not None and outline.minimum_level <= number <= outline.maximum_level
    return Fraction(number) if number is not None and possible else None


def _grade(outline: Outline, index: Fraction, printed: str) -> str | None:
    """The printed grade, if an index that rounds to this one has it; without one, its own."""
    if not printed:
        return grade_of(outline, index).name
    possible = {grade_of(outline, index + shift).name for shift in (-_ROUNDING, 0)}
    named = {name.casefold(): name for name in possible}
    return named.get(printed.casefold())


def _kind(text: str) -> InstitutionKind | None:
    wanted = text.casefold()
    if wanted == _NONSTRUCTURAL:
        return InstitutionKind.OTHER
    for kind, word in INSTITUTION_KINDS.items():
        if wanted in {kind.value, word.casefold()}:
            return kind
    return None


def _year(listing: _List, cells: list[str]) -> int | None:
    text = listing.cell(cells, "year") or " ".join(_YEAR.findall(listing.path.stem)[-1:])
    return int(text) if _YEAR.fullmatch(text) else None
