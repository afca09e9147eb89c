"""What the use cases need from storage, files and exporters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

# Names for annotations only: the first page of the window needs none of them.
if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from assessment.domain.charts import ChartImage
    from assessment.domain.checks import FileState
    from assessment.domain.diagnosis import Symptom
    from assessment.domain.dossier import Dossier
    from assessment.domain.evidence_folder import FolderIndex
    from assessment.domain.exchange import Incoming, Receipt
    from assessment.domain.handover import Handover
    from assessment.domain.identity import Overview, Person, Record
    from assessment.domain.log import LogLine
    from assessment.domain.official import OfficialPart, OfficialText
    from assessment.domain.official_result import OfficialResult, PagePicture
    from assessment.domain.passages import Box, PageHit, PageTexts, Suggestion
    from assessment.domain.planning import PathSettings
    from assessment.domain.preferences import Preferences
    from assessment.domain.progress import Progress
    from assessment.domain.ranking import NationalList
    from assessment.domain.records import Document, TextState
    from assessment.domain.results import Result
    from assessment.domain.steps import Action, NewStep, Step
    from assessment.domain.years import Years
    from indicators.benchmarks import Average
    from indicators.errors import InstrumentError
    from indicators.instrument import Indicator, Instrument
    from indicators.outline import Outline

R = TypeVar("R", bound="Record")


class Reader(Protocol):
    """Reads what is stored; never changes it."""

    def overviews(self) -> tuple[Overview, ...]:
        """All assessments that are not removed, last edited first."""

    def dossier(self, assessment_id: int) -> Dossier:
        """Everything about one assessment; raises `UnknownAssessmentError`."""

    def steps(
        self, assessment_id: int, indicator: int | None = None, actions: Collection[Action] = ()
    ) -> tuple[Step, ...]:
        """The log of an assessment or an indicator, newest first; only of some actions if named."""

    def next_undo(self, assessment_id: int) -> Step | None:
        """The step that undo would take back."""

    def next_redo(self, assessment_id: int) -> Step | None:
        """The step that redo would do again."""

    def documents(self) -> tuple[Document, ...]:
        """All documents of the workspace, by name."""

    def document_names(self) -> dict[str, tuple[str, ...]]:
        """Further names of documents, by SHA-256."""

    def receipts(self, assessment_id: int) -> tuple[Receipt, ...]:
        """All receipts of an assessment, newest first."""

    def people(self) -> tuple[Person, ...]:
        """Who works in this workspace, by name."""

    def trusted(self) -> dict[str, str]:
        """The signing keys that are trusted here: names of their owners by fingerprint."""

    def official_texts(self, instrument_id: str) -> tuple[OfficialText, ...]:
        """The official wording of an instrument, as far as a person has given it."""

    def path_settings(self, assessment_id: int) -> PathSettings:
        """What a person has set for the cheapest path of an assessment."""

    def national_lists(self) -> tuple[NationalList, ...]:
        """All national lists, the latest year first."""


class UnitOfWork(Protocol):
    """One transaction: leaving it without `commit` takes everything back."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def find(self, kind: type[R], *key: str | int) -> R | None:
        """The stored record with that key, or None."""

    def next_assessment_id(self) -> int:
        """An identifier that no assessment has."""

    def apply(self, step: NewStep) -> Step:
        """Store the changes of a step together with its log entry."""

    def add_receipt(self, receipt: Receipt) -> None:
        """Keep a receipt."""

    def add_name(self, sha256: str, name: str) -> None:
        """Keep another name of a stored document; a known one is not kept twice."""

    def set_text_state(self, sha256: str, state: TextState) -> None:
        """Keep what came of reading a stored document; no step, for it follows from the file."""

    def keep_person(self, person: Person) -> None:
        """Keep a person and what she does here; a known name gets the new role."""

    def trust(self, fingerprint: str, name: str) -> None:
        """Trust a signing key from now on; a known one gets the new name."""

    def keep_official(
        self, instrument_id: str, part: OfficialPart, texts: Sequence[OfficialText]
    ) -> None:
        """Keep these official texts instead of those of the same instrument and part."""

    def keep_national(self, national: NationalList) -> None:
        """Keep a national list instead of that of the same instrument and year."""

    def drop_national(self, instrument_id: str, year: int) -> None:
        """Forget a national list; nothing happens where there is none."""

    def commit(self) -> None:
        """Make everything permanent; raises `StorageError`."""


Begin = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the content store."""

    sha256: str
    size: int
    pages: int | None
    fresh: bool = field(default=False, compare=False)
    """Whether it was not there before."""


class ContentStore(Protocol):
    """Evidence files by SHA-256: written once, never changed."""

    def add(self, path: Path, progress: Progress) -> StoredFile:
        """Copy a file in; raises `FileRefusedError` or `StorageError`."""

    def discard(self, sha256: str) -> None:
        """Remove a file that nothing refers to; raises `StorageError`."""

    def path_of(self, sha256: str) -> Path:
        """Where the file with that hash lies."""

    def state(self, document: Document) -> FileState:
        """How the stored file is found now."""

    def whole(self, document: Document) -> FileState:
        """Whether the stored file is byte for byte what was handed in; else how it is found."""

    def strays(self, known: Collection[str]) -> tuple[Path, ...]:
        """Files that belong to none of the hashes."""

    def copy_out(self, document: Document, folder: Path) -> Path:
        """A copy under its own name for looking at; raises `FileRefusedError`."""


class Examiner(Protocol):
    """Looks the databases of a workspace over without changing them."""

    def database(self) -> tuple[Symptom, ...]:
        """What is wrong with the file and its rows; raises `StorageError`."""

    def log(self) -> tuple[int, tuple[Symptom, ...]]:
        """How many entries the log has, and where its chain breaks."""

    def index(self) -> tuple[frozenset[str], tuple[Symptom, ...]]:
        """The hashes that can be searched, and what is wrong with the index."""


class TextReader(Protocol):
    """Reads the text of documents, with limits of time and memory."""

    def read(self, path: Path, name: str, progress: Progress) -> PageTexts:
        """The pages of a file of the kind that its name says; raises `FileRefusedError`."""

    def cleaned(self, pages: Sequence[str]) -> tuple[str, ...]:
        """The pages as running text for searching."""

    def boxes(self, path: Path, page: int, text: str) -> tuple[Box, ...]:
        """Where a passage stands on a page; empty where it is not found."""


class PageIndex(Protocol):
    """The full text of all documents, page by page."""

    def counts(self) -> dict[str, int]:
        """How many pages of each known document are here."""

    def put(self, sha256: str, pages: Sequence[str], running: Sequence[str]) -> None:
        """Keep the pages of a document: as they are, and as running text; raises `StorageError`."""

    def pages(self, sha256: str) -> tuple[str, ...]:
        """The pages of a document as they were read."""

    def find(
        self, text: str, limit: int, within: Collection[str] | None = None
    ) -> tuple[PageHit, ...]:
        """The pages of some documents, or all, on which everything stands that was typed."""


class Suggester(Protocol):
    """Ranks the articles of a document for an indicator."""

    def suggest(
        self,
        indicator: Indicator,
        pages: Sequence[str],
        level: int | None,
        condition: int | None,
        top: int,
    ) -> tuple[Suggestion, ...]:
        """The articles that speak to it, best first; level and condition narrow it down."""

    def article_at(self, pages: Sequence[str], page: int, text: str) -> str:
        """The article that words of a page belong to; empty where none is known."""


class OfficialTexts(Protocol):
    """Reads the official wording of an instrument from its sources."""

    def read(
        self, path: Path, part: OfficialPart, outline: Outline, progress: Progress
    ) -> tuple[OfficialText, ...]:
        """The texts of all levels that the file gives; raises `FileRefusedError`."""


class OfficialResults(Protocol):
    """Reads the printed results of evaluations."""

    def read(
        self, path: Path, outlines: Sequence[Outline], progress: Progress, year: int | None = None
    ) -> OfficialResult:
        """What a report says of its year, or of that one; raises `FileRefusedError`."""

    def picture(self, path: Path, page: int, area: Box | None, width: int) -> PagePicture:
        """A page or a strip of it, that many pixels wide; raises `FileRefusedError`."""


class Instruments(Protocol):
    """Where instruments come from."""

    def ids(self) -> tuple[str, ...]:
        """The identifiers of all instruments."""

    def outline(self, instrument_id: str) -> Outline:
        """The structure of one; raises `UnknownInstrumentError` or `InstrumentError`."""

    def instrument(self, instrument_id: str) -> Instrument:
        """One, whole; raises `UnknownInstrumentError` or `InstrumentError`."""

    def outlines(self) -> tuple[Outline, ...]:
        """The structures of all that can be read."""

    def faults(self) -> tuple[InstrumentError, ...]:
        """Why others that a person has added cannot be used."""

    def hidden(self) -> tuple[Path, ...]:
        """Where others lie that are not used: the program brings one of that name."""

    def averages(self, instrument_id: str) -> tuple[Average, ...]:
        """Printed averages of results measured with one; raises as `outline` does."""


class Exporter(Protocol):
    """Writes one kind of file and proves that it can be read back."""

    def write(self, path: Path, handover: Handover, progress: Progress) -> None:
        """Write the file; raises `StorageError` or `TextTooLongError`."""

    def verify(self, path: Path, handover: Handover) -> str:
        """Reopen, compare, and say what matched; raises `ExportMismatchError`."""


class IndexWriter(Protocol):
    """Writes the index of an evidence folder and proves that it can be read back."""

    def write(self, path: Path, index: FolderIndex) -> None:
        """Write the file; raises `OSError`."""

    def verify(self, path: Path, index: FolderIndex) -> None:
        """Reopen and compare; raises `ExportMismatchError`."""


class LogWriter(Protocol):
    """Writes the log as a table and proves that it can be read back."""

    suffixes: frozenset[str]
    """The kinds of tables."""

    def write(self, path: Path, lines: Collection[LogLine]) -> None:
        """Write the file; raises `TextTooLongError` or `OSError`."""

    def verify(self, path: Path, lines: Collection[LogLine]) -> None:
        """Reopen and compare; raises `ExportMismatchError`."""


class WorkbookReader(Protocol):
    """Reads a workbook that people have worked in."""

    def read(self, path: Path, instruments: Instruments, progress: Progress) -> Incoming:
        """What the workbook says; raises `WorkbookRefusedError` or `CellsRefusedError`."""


class ChartKind(StrEnum):
    """The charts that window and report share."""

    RADAR = "radar"
    BARS = "bars"
    GRADES = "grades"


class ChartDrawer(Protocol):
    """Draws charts for the window."""

    def draw(
        self, chart: ChartKind, result: Result, size: tuple[int, int], scale: float, theme: str
    ) -> ChartImage:
        """The chart in pixels; ``size`` is logical, ``scale`` device pixels for each of them."""

    def draw_trend(
        self, years: Years, size: tuple[int, int], scale: float, theme: str
    ) -> ChartImage:
        """The index over the years in pixels, as `draw` gives charts."""


class PreferencesStore(Protocol):
    """Keeps the preferences of the person at this machine."""

    def load(self) -> Preferences:
        """What was set; defaults where nothing was."""

    def save(self, preferences: Preferences) -> None:
        """Keep them; raises `StorageError`."""


class Backups(Protocol):
    """Verified copies of the workspace."""

    def make(self, target: Path | None, progress: Progress) -> Path:
        """A full, verified backup; into the workspace's own folder without a target."""

    def daily(self) -> Path | None:
        """A backup of the database if there is none of today; None when there is."""

    def latest(self) -> datetime | None:
        """When the newest backup was made."""

    def restore(self, source: Path, progress: Progress) -> Path | None:
        """Put a backup into place; gives where the database that was there is kept."""


Clock = Callable[[], datetime]
