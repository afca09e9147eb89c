"""Loads instruments from their folders and refuses anything that does not add up.

An instrument is a folder: ``instrument.toml`` with the structure and one file for each aspect.
"""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.errors import InstrumentError, Problem, UnknownInstrumentError
from indicators.outline import Aspect, Capability, Domain, Grade, Outline, Stage
from indicators.reading import MOST, Table, read_toml

# Loaded with the first averages and texts: the first page of the window shows none.
if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.benchmarks import Average
    from indicators.instrument import Instrument

_FULL_WEIGHT = Decimal(100)
_MOST_LEVELS = 5  # the level colours and the stored levels end there


def load_outline(folder: Path) -> Outline:
    """The structure of the instrument in the folder.

    Raises:
        InstrumentError: an entry is missing, unknown, empty, out of range, or weights or
            numbers do not add up.
    """
    outline, _ = _read_outline(folder)
    return outline


def load_instrument(folder: Path) -> Instrument:
    """The instrument in the folder with the texts of all its indicators.

    Raises:
        InstrumentError: as for `load_outline`, and for any fault in an aspect file.
    """
    from indicators.aspect_file import read_aspect_file
    from indicators.instrument import Instrument

    outline, files = _read_outline(folder)
    indicators = (
        indicator
        for aspect, name in zip(outline.aspects, files, strict=True)
        for indicator in read_aspect_file(folder / name, aspect, outline)
    )
    return Instrument(outline, tuple(indicators))


class Catalogue:
    """The instruments found in a sequence of folders; the first folder wins."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Remember where instruments may lie; nothing is read yet."""
        self._folders = tuple(folders)
        self._outlines: dict[str, Outline] = {}
        self._instruments: dict[str, Instrument] = {}
        self._averages: dict[str, tuple[Average, ...]] = {}

    def ids(self) -> tuple[str, ...]:
        """The identifiers of all instruments, in the order of the folders."""
        found = [
            entry.parent.name
            for folder in self._folders
            for entry in sorted(folder.glob("*/instrument.toml"))
        ]
        return tuple(dict.fromkeys(found))

    def _folder(self, instrument_id: str) -> Path:
        if Path(instrument_id).name == instrument_id:
            for folder in self._folders:
                if (folder / instrument_id / "instrument.toml").is_file():
                    return folder / instrument_id
        raise UnknownInstrumentError(instrument_id)

    def outline(self, instrument_id: str) -> Outline:
        """The structure of one instrument.

        Raises:
            UnknownInstrumentError: no folder has that name.
            InstrumentError: its file is faulty.
        """
        if instrument_id not in self._outlines:
            self._outlines[instrument_id] = load_outline(self._folder(instrument_id))
        return self._outlines[instrument_id]

    def instrument(self, instrument_id: str) -> Instrument:
        """One instrument, whole.

        Raises:
            UnknownInstrumentError: no folder has that name.
            InstrumentError: one of its files is faulty.
        """
        if instrument_id not in self._instruments:
            self._instruments[instrument_id] = load_instrument(self._folder(instrument_id))
        return self._instruments[instrument_id]

    def outlines(self) -> tuple[Outline, ...]:
        """The structures of all instruments that can be read."""
        found: list[Outline] = []
        for instrument_id in self.ids():
            with suppress(InstrumentError):  # `faults` says which, and why
                found.append(self.outline(instrument_id))
        return tuple(found)

    def faults(self) -> tuple[InstrumentError, ...]:
        """Why instruments cannot be used that a person has added; each is read whole."""
        found: list[InstrumentError] = []
        for instrument_id in self.ids():
            if self._folder(instrument_id).parent != self._folders[0]:
                try:
                    self.instrument(instrument_id)
                except InstrumentError as fault:
                    found.append(fault)
        return tuple(found)

    def hidden(self) -> tuple[Path, ...]:
        """The folders that are not used: an earlier one has an instrument of that name."""
        found: list[Path] = []
        known: set[str] = set()
        for folder in self._folders:
            here = sorted(entry.parent for entry in folder.glob("*/instrument.toml"))
            found.extend(entry for entry in here if entry.name in known)
            known.update(entry.name for entry in here)
        return tuple(found)

    def averages(self, instrument_id: str) -> tuple[Average, ...]:
        """Printed averages, from the folder ``benchmarks`` beside that of the instruments.

        Raises:
            UnknownInstrumentError: no folder has that name.
            InstrumentError: its file, or that of the averages, is faulty.
        """
        if instrument_id not in self._averages:
            from indicators.benchmarks import load_averages

            folder = self._folder(instrument_id).parent.parent / "benchmarks"
            self._averages[instrument_id] = load_averages(folder, self.outline(instrument_id))
        return self._averages[instrument_id]


def _read_outline(folder: Path) -> tuple[Outline, list[str]]:
    root = read_toml(folder / "instrument.toml")
    identifier = root.text("id")
    if identifier != folder.name:
        raise root.fault("id", Problem.NOT_DEFINED, identifier)
    minimum = root.whole("minimum_level", 1, 1)
    maximum = root.whole("maximum_level", minimum + 1, _MOST_LEVELS)
    capabilities = tuple(
        _capability(name, table, maximum) for name, table in root.named_tables("capability").items()
    )
    known = {capability.id for capability in capabilities}
    files: list[str] = []
    domains = tuple(_domain(table, known, files) for table in root.tables("domain"))
    outline = Outline(
        id=identifier,
        title=root.text("title"),
        regulation=root.text("regulation"),
        guideline=root.text_or("guideline", ""),
        valid_years=root.pair("valid_years", MOST),
        minimum_level=minimum,
        maximum_level=maximum,
        target_level=root.whole("target_level", minimum, maximum),
        target_index=root.decimal("target_index"),
        domains=domains,
        capabilities=capabilities,
        grades=_grades(root, minimum, maximum),
        stages=tuple(_stage(table) for table in root.tables("stage")),
    )
    root.done()
    _check_weights(root, domains)
    _check_numbers(root, outline)
    return outline, files


def _capability(name: str, table: Table, count: int) -> Capability:
    levels = table.texts("levels")
    meanings = table.texts("meanings")
    for key, texts in (("levels", levels), ("meanings", meanings)):
        if len(texts) != count:
            raise table.fault(key, Problem.WRONG_COUNT, count)
    capability = Capability(name, table.text("name"), levels, meanings)
    table.done()
    return capability


def _domain(table: Table, known: set[str], files: list[str]) -> Domain:
    name = table.text("name")
    domain = Domain(
        number=table.whole("number", 1, MOST),
        name=name,
        short_name=table.text_or("short_name", name),
        result_name=table.text_or("result_name", name),
        fact_phrase=table.text_or("fact_phrase", ""),
        weight=table.decimal("weight"),
        aspects=tuple(_aspect(entry, known, files) for entry in table.tables("aspect")),
    )
    table.done()
    return domain


def _aspect(table: Table, known: set[str], files: list[str]) -> Aspect:
    name = table.text("name")
    first, last = table.pair("indicators", MOST)
    aspect = Aspect(
        number=table.whole("number", 1, MOST),
        name=name,
        short_name=table.text_or("short_name", name),
        weight=table.decimal("weight"),
        indicator_weight=table.decimal("indicator_weight"),
        indicators=tuple(range(first, last + 1)),
        capability=table.text("capability"),
    )
    if aspect.capability not in known:
        raise table.fault("capability", Problem.NOT_DEFINED, aspect.capability)
    file = table.text("file")
    if Path(file).name != file:
        raise table.fault("file", Problem.OUT_OF_RANGE, file)
    files.append(file)
    table.done()
    return aspect


def _grades(root: Table, minimum: int, maximum: int) -> tuple[Grade, ...]:
    grades: list[Grade] = []
    for table in root.tables("grade"):
        grade = Grade(table.text("name"), table.decimal("minimum"))
        if not minimum <= grade.minimum <= maximum:
            raise table.fault("minimum", Problem.OUT_OF_RANGE, grade.minimum)
        if grades and grade.minimum >= grades[-1].minimum:
            raise table.fault("minimum", Problem.OUT_OF_ORDER, grade.minimum)
        table.done()
        grades.append(grade)
    if grades[-1].minimum != minimum:
        raise root.fault("grade", Problem.OUT_OF_RANGE, grades[-1].minimum)
    return tuple(grades)


def _stage(table: Table) -> Stage:
    stage = Stage(
        id=table.text("id"),
        name=table.text("name"),
        actor=table.text("actor"),
        inherits=table.flag("inherits"),
        optional=table.flag("optional"),
    )
    table.done()
    return stage


def _check_weights(root: Table, domains: tuple[Domain, ...]) -> None:
    for domain in domains:
        for aspect in domain.aspects:
            _check_sum(
                root,
                f"aspect[{aspect.number}]",
                [aspect.indicator_weight] * len(aspect.indicators),
                aspect.weight,
            )
        _check_sum(
            root,
            f"domain[{domain.number}]",
            [aspect.weight for aspect in domain.aspects],
            domain.weight,
        )
    _check_sum(root, "domain", [domain.weight for domain in domains], _FULL_WEIGHT)


def _check_sum(root: Table, entry: str, parts: Sequence[Decimal], whole: Decimal) -> None:
    total = sum(parts, Decimal(0))
    if total != whole:
        raise root.fault(f"{entry}.weight", Problem.WRONG_SUM, f"{total} ≠ {whole}")


def _check_numbers(root: Table, outline: Outline) -> None:
    for entry, numbers in (
        ("domain.number", [domain.number for domain in outline.domains]),
        ("domain.aspect.number", [aspect.number for aspect in outline.aspects]),
        ("domain.aspect.indicators", list(outline.numbers)),
    ):
        if numbers != list(range(1, len(numbers) + 1)):
            raise root.fault(entry, Problem.OUT_OF_ORDER, ", ".join(map(str, numbers)))
