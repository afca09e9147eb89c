"""Many institutions at once: read a folder, hand out tables, sheets and reports."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from assessment.domain.dossier import Dossier
from assessment.domain.errors import storage_error
from assessment.domain.file_errors import FileProblem, FileRefusedError, TargetError
from assessment.domain.file_names import safe_file_name
from assessment.domain.formatting import date_text
from assessment.domain.handover import Handover
from assessment.domain.identity import SELF, Assessment
from assessment.domain.progress import SILENT, Progress
from assessment.domain.recap import (
    Entry,
    Expected,
    Findings,
    Recap,
    Round,
    Source,
    Submission,
    Unreadable,
    recap_of,
)
from assessment.domain.records import Answer
from assessment.domain.results import result_of
from assessment.domain.sentences import describe
from assessment.services.ports import Clock, Exporter, Instruments, PreferencesStore
from indicators.errors import SpbeError

_FOREIGN = frozenset({".xls", ".xlsm", ".xlsb", ".ods"})
"""Workbooks that people send although nothing here reads them: told, not passed over."""


class RecapReader(Protocol):
    """Reads what some kinds of files submit."""

    suffixes: frozenset[str]

    def read(self, path: Path, instruments: Instruments) -> Findings:
        """What the file submits; raises `SpbeError`."""


class RecapWriter(Protocol):
    """Writes a recap in one format and proves that it can be read back."""

    def write(self, path: Path, recap: Recap, now: datetime) -> None:
        """Write the file; raises `TextTooLongError` or `OSError`."""

    def verify(self, path: Path, recap: Recap) -> None:
        """Reopen and compare; raises `ExportMismatchError`."""


class BenchmarkWriter(Protocol):
    """Writes where one institution stands, naming no other."""

    def write(self, path: Path, sheet: "BenchmarkSheet") -> None:
        """Write the file; raises `OSError`."""

    def verify(self, path: Path, sheet: "BenchmarkSheet") -> None:
        """Reopen and compare; raises `ExportMismatchError`."""


@dataclass(frozen=True, slots=True)
class BenchmarkSheet:
    """One institution of a round, beside the others."""

    shown: Round
    entry: Entry
    now: datetime


@dataclass(frozen=True, slots=True)
class RecapTools:
    """Who reads and who writes; writers are made when they are first asked for."""

    readers: Callable[[], Sequence[RecapReader]]
    writers: Callable[[str], RecapWriter | None]
    benchmark: Callable[[], BenchmarkWriter]
    report: Callable[[], Exporter]


class Recaps:
    """Use cases on many institutions; nothing is stored in the workspace."""

    def __init__(
        self, instruments: Instruments, preferences: PreferencesStore, tools: RecapTools, now: Clock
    ) -> None:
        """Remember who reads and writes."""
        self._instruments = instruments
        self._preferences = preferences
        self._tools = tools
        self._now = now

    def read(
        self, sources: Sequence[Path], progress: Progress = SILENT, *, without: Path | None = None
    ) -> Recap:
        """Everything that files and folders submit, one file after the other.

        A folder is read with all folders in it; the name of one right below it is the region of
        what lies in it. What cannot be read is told in the recap. ``without`` is passed over.

        Raises:
            FileRefusedError: a source is not there, or there is none.
            CancelledError: the person asked to stop.
        """
        readers = {suffix: reader for reader in self._tools.readers() for suffix in reader.suffixes}
        skipped = without.resolve() if without else None
        files = [
            (path, region)
            for source in sources
            for path, region in _files(source)
            if path.suffix.lower() in readers.keys() | _FOREIGN and path.resolve() != skipped
        ]
        found = _Gathered()
        for done, (path, region) in enumerate(files):
            progress.step(done, len(files), path.name)
            found.add(self._read_file(path, region, readers.get(path.suffix.lower())))
        progress.step(len(files), len(files))
        ids = {submission.instrument_id for submission in found.submissions}
        outlines = {
            instrument_id: self._instruments.outline(instrument_id) for instrument_id in ids
        }
        recap = recap_of(_common(sources), found.findings(), outlines, len(files))
        rounds = (replace(shown, names=self._names(shown)) for shown in recap.rounds)
        return replace(recap, rounds=tuple(rounds))

    def _read_file(self, path: Path, region: str, reader: RecapReader | None) -> Findings:
        try:
            if reader is None:
                raise FileRefusedError(path, FileProblem.UNSUPPORTED, path.suffix)
            found = reader.read(path, self._instruments)
        except SpbeError as error:
            sentence = describe(error)
            fault = Unreadable(Source(path), sentence.title, sentence.text)
            return Findings(unreadable=(fault,))
        placed = (replace(entry, region=entry.region or region) for entry in found.submissions)
        return replace(found, submissions=tuple(placed))

    def export(self, recap: Recap, target: Path) -> None:
        """Write a recap as its suffix says, and put it in place once it was read back.

        Raises:
            FileRefusedError: nothing is written with that suffix.
            StorageError: the target cannot be written.
            TextTooLongError: a text does not fit the format.
            ExportMismatchError: the file does not hold what it should.
        """
        writer = self._tools.writers(target.suffix.lower())
        if writer is None:
            raise FileRefusedError(target, FileProblem.UNSUPPORTED, target.suffix)
        now = self._now()
        _placed(
            target,
            lambda path: writer.write(path, recap, now),
            lambda path: writer.verify(path, recap),
        )

    def benchmarks(
        self, shown: Round, entries: Sequence[Entry], folder: Path, progress: Progress = SILENT
    ) -> tuple[Path, ...]:
        """A sheet for each institution that compares it with the others, naming none of them.

        Raises:
            StorageError: the folder cannot be written.
            ExportMismatchError: a file does not hold what it should.
            CancelledError: the person asked to stop; sheets that are finished stay.
        """
        writer, now = self._tools.benchmark(), self._now()

        def make(path: Path, entry: Entry, _part: Progress) -> None:
            sheet = BenchmarkSheet(shown, entry, now)
            _placed(
                path,
                lambda draft: writer.write(draft, sheet),
                lambda draft: writer.verify(draft, sheet),
            )

        return _each(entries, folder, "Pembanding", make, progress)

    def reports(
        self, entries: Sequence[Entry], folder: Path, progress: Progress = SILENT
    ) -> tuple[Path, ...]:
        """The index report of each institution of which levels are known.

        Raises:
            StorageError: the folder cannot be written.
            ExportMismatchError: a file does not hold what it should.
            CancelledError: the person asked to stop; reports that are finished stay.
        """
        exporter = self._tools.report()

        def make(path: Path, entry: Entry, part: Progress) -> None:
            handover = self._handover(entry)
            _placed(
                path,
                lambda draft: exporter.write(draft, handover, part),
                lambda draft: exporter.verify(draft, handover),
            )

        known = [entry for entry in entries if entry.submission.levels]
        return _each(known, folder, "Laporan", make, progress)

    def _handover(self, entry: Entry) -> Handover:
        """What the report needs; of an institution that is not in the workspace only levels."""
        given = entry.submission
        instrument = self._instruments.instrument(given.instrument_id)
        now = self._now()
        assessment = Assessment(
            id=0,
            uid="",
            instrument_id=given.instrument_id,
            institution=given.institution,
            kind=given.kind,
            year=given.year,
            created=now,
        )
        numbered = list(zip(instrument.outline.numbers, given.levels, strict=True))
        answers = (
            Answer(0, number, stage, level=level)
            for stage in {SELF, given.stage}  # what has no other source is told from the first
            for number, level in numbered
        )
        dossier = Dossier(assessment, answers=tuple(answers))
        averages = self._instruments.averages(given.instrument_id)
        made = f", {date_text(given.made)}" if given.made else ""
        return Handover(
            instrument=instrument,
            dossier=dossier,
            result=result_of(instrument, dossier, None, given.stage, averages),
            letterhead=self._preferences.load().letterhead,
            now=now,
            source=f"{given.source.text}{made}",
        )

    def _names(self, shown: Round) -> dict[int, str]:
        entries = self._instruments.instrument(shown.outline.id).indicators
        return {entry.number: entry.short_name for entry in entries}


class _Gathered:
    """What was read so far; adding tuples six hundred times over would copy them each time."""

    def __init__(self) -> None:
        self.submissions: list[Submission] = []
        self._expected: list[Expected] = []
        self._unreadable: list[Unreadable] = []

    def add(self, found: Findings) -> None:
        self.submissions += found.submissions
        self._expected += found.expected
        self._unreadable += found.unreadable

    def findings(self) -> Findings:
        return Findings(tuple(self.submissions), tuple(self._expected), tuple(self._unreadable))


class _Part:
    """The progress of one file of many: it stays where it is, but may be stopped."""

    def __init__(self, whole: Progress, done: int, total: int, label: str) -> None:
        self._tell = partial(whole.step, done, total, label)

    def step(self, *_within: object, **_named: object) -> None:
        self._tell()


def _files(source: Path) -> Iterator[tuple[Path, str]]:
    """The files of a source with their region; not what programs hide or hold open."""
    if source.is_file():
        yield source, ""
        return
    if not source.is_dir():
        raise FileRefusedError(source, FileProblem.MISSING)
    for path in sorted(source.rglob("*")):
        inner = path.relative_to(source).parts
        if not any(part.startswith((".", "~$")) for part in inner) and path.is_file():
            yield path, inner[0] if inner[1:] else ""


def _common(sources: Sequence[Path]) -> Path:
    """The folder that a recap is called after."""
    first = sources[0]
    return first if first.is_dir() else first.parent


def _each(
    entries: Sequence[Entry],
    folder: Path,
    word: str,
    make: Callable[[Path, Entry, Progress], None],
    progress: Progress,
) -> tuple[Path, ...]:
    """A file for each institution, under names that differ."""
    made: dict[str, Path] = {}
    for done, entry in enumerate(entries):
        given = entry.submission
        progress.step(done, len(entries), given.institution)
        name = safe_file_name(f"{word} {given.institution} {given.year}.pdf")
        while name.casefold() in made:
            name = safe_file_name(f"{word} {given.institution} {given.year} {len(made)}.pdf")
        path = folder / name
        make(path, entry, _Part(progress, done, len(entries), given.institution))
        made[name.casefold()] = path
    progress.step(len(entries), len(entries))
    return tuple(made.values())


def _placed(
    target: Path, write: Callable[[Path], object], verify: Callable[[Path], object]
) -> None:
    """Write beside the target, read it back, and only then put it in place."""
    draft = target.with_name(f".{target.stem}.sebagian{target.suffix}")
    try:
        write(draft)
        verify(draft)
        draft.replace(target)
    except OSError as error:
        raise TargetError.of(storage_error(error, target), target) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
