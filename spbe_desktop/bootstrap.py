"""The composition root: the only place that knows every part."""

from __future__ import annotations

import threading
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import resources
from assessment.services.assessments import Assessments
from assessment.storage.reading import SqliteReader
from assessment.storage.schema import HEAD, check_version
from assessment.storage.workspace import Workspace
from indicators.catalogue import Catalogue
from spbe_desktop.exporters import exporter_of
from spbe_desktop.paths import default_workspace, preferences_file
from spbe_desktop.settings import PreferencesFile

# Whatever the first page does not need is imported on first use, so that the window starts fast.
if TYPE_CHECKING:
    from collections.abc import Callable

    from assessment.documents.extraction import PageTextReader
    from assessment.documents.store import FolderStore
    from assessment.domain.exchange import ExportKind, Incoming
    from assessment.domain.progress import Progress
    from assessment.exchange.package_files import Parcels
    from assessment.services.diagnosis import Diagnosis
    from assessment.services.evaluation import Evaluation
    from assessment.services.evidence import EvidenceRoom
    from assessment.services.evidence_folder import EvidenceFolder
    from assessment.services.evidence_intake import EvidenceIntake
    from assessment.services.handover import HandoverDesk
    from assessment.services.library import Library
    from assessment.services.log import Log
    from assessment.services.national import NationalLists
    from assessment.services.official import OfficialWording
    from assessment.services.official_result import OfficialResultDesk
    from assessment.services.package import Packages
    from assessment.services.parts import Parts
    from assessment.services.planning import Planning
    from assessment.services.ports import (
        Begin,
        Clock,
        Exporter,
        IndexWriter,
        Instruments,
        PreferencesStore,
        UnitOfWork,
    )
    from assessment.services.recap import Recaps
    from assessment.services.receipts import Receipts
    from assessment.services.results import Results
    from assessment.services.review import Review
    from assessment.services.search import Search
    from assessment.services.takeover import Takeover
    from assessment.services.workbench import Workbench
    from assessment.services.workflow import Workflow
    from assessment.services.worksheet import Worksheet
    from assessment.storage.backup import WorkspaceBackups
    from assessment.storage.fulltext import FullText


def local_now() -> datetime:
    """The present moment with the time zone of the machine."""
    return datetime.now().astimezone()


def open_workbench(
    root: Path | None = None,
    *,
    preferences: PreferencesStore | None = None,
    now: Clock = local_now,
) -> Workbench:
    """All use cases on a workspace folder, which is made when the first thing is stored.

    Raises:
        StorageError: the folder holds a damaged workspace, or one of a newer program.
    """
    workspace = Workspace(root or default_workspace())
    version = check_version(workspace.database)
    kept = preferences or PreferencesFile(preferences_file())
    workbench = _Workbench(workspace, kept, now)
    if version != HEAD and workspace.database.exists():
        workbench.warm_up()  # an older or unfinished one is migrated before it is read
    return workbench


def open_backups(root: Path, now: Clock = local_now) -> WorkspaceBackups:
    """The backups of a workspace folder, whatever state its database is in."""
    from assessment.storage.backup import WorkspaceBackups

    return WorkspaceBackups(Workspace(root), now)


class _Workbench:
    """Builds each use case when it is first asked for."""

    def __init__(self, workspace: Workspace, preferences: PreferencesStore, now: Clock) -> None:
        self._workspace = workspace
        self._now = now
        self._reader = SqliteReader(workspace.database)
        self._begin = _begin_later(workspace, lambda: preferences.load().person, now)
        self.root = workspace.root
        self.preferences = preferences
        self.instruments = Catalogue(
            (Path(resources.__file__).parent / "instruments", workspace.instruments)
        )

    def warm_up(self) -> None:
        with self._begin():
            pass

    @cached_property
    def assessments(self) -> Assessments:
        return Assessments(self._begin, self._reader, self.instruments, self._now)

    @cached_property
    def worksheet(self) -> Worksheet:
        from assessment.services.worksheet import Worksheet

        return Worksheet(self._begin, self._reader, self.instruments)

    @cached_property
    def workflow(self) -> Workflow:
        from assessment.services.workflow import Workflow

        return Workflow(self._begin, self._reader, self.instruments, self.preferences)

    @cached_property
    def evaluation(self) -> Evaluation:
        from assessment.services.evaluation import Evaluation

        return Evaluation(self._begin, self._reader, self.instruments)

    @cached_property
    def evidence(self) -> EvidenceRoom:
        from assessment.services.evidence import EvidenceRoom

        return EvidenceRoom(self._begin, self._reader, self.instruments, self._store, self._now)

    @cached_property
    def search(self) -> Search:
        from assessment.documents.suggesting import ArticleSuggester
        from assessment.services.search import Search

        return Search(
            self._begin,
            self._reader,
            self.instruments,
            self._store,
            self._texts,
            self._index,
            ArticleSuggester(),
        )

    @cached_property
    def library(self) -> Library:
        from assessment.services.library import Library

        return Library(
            self._begin,
            self._reader,
            self.instruments,
            self._store,
            self.search,
            self._now,
        )

    @cached_property
    def results(self) -> Results:
        from assessment.reports.charts import ChartPainter
        from assessment.services.results import Results

        return Results(self._reader, self.instruments, ChartPainter())

    @cached_property
    def planning(self) -> Planning:
        from assessment.services.planning import Planning

        return Planning(self._begin, self._reader, self.instruments)

    @cached_property
    def review(self) -> Review:
        from assessment.services.review import Review

        return Review(
            self._begin, self._reader, self.instruments, self._store, self._index, self._now
        )

    @cached_property
    def handover(self) -> HandoverDesk:
        from assessment.services.handover import HandoverDesk

        return HandoverDesk(
            self._begin,
            self._reader,
            self.instruments,
            self.preferences,
            self._exporter,
            self._now,
        )

    def _exporter(self, kind: ExportKind) -> Exporter:
        from assessment.domain.exchange import ExportKind

        return self._parcels.exporter() if kind is ExportKind.PACKAGE else exporter_of(kind)

    @cached_property
    def evidence_folder(self) -> EvidenceFolder:
        from assessment.services.evidence_folder import EvidenceFolder

        return EvidenceFolder(
            self._begin, self._reader, self.instruments, self._store, _index_writers, self._now
        )

    @cached_property
    def evidence_intake(self) -> EvidenceIntake:
        from assessment.documents.store import SUFFIXES
        from assessment.services.evidence_intake import EvidenceIntake

        return EvidenceIntake(
            self._begin, self._reader, self.instruments, self._store, SUFFIXES, self._now
        )

    @cached_property
    def takeover(self) -> Takeover:
        from assessment.services.takeover import Takeover

        return Takeover(self._begin, self._reader, self.instruments, _Workbooks(), self._now)

    @cached_property
    def official(self) -> OfficialWording:
        from assessment.documents.official import OfficialReader
        from assessment.services.official import OfficialWording

        return OfficialWording(self._begin, self._reader, self.instruments, OfficialReader())

    @cached_property
    def official_results(self) -> OfficialResultDesk:
        from assessment.documents.official_result import OfficialResultReader
        from assessment.services.official_result import OfficialResultDesk

        return OfficialResultDesk(
            self._begin,
            self._reader,
            self.instruments,
            OfficialResultReader(),
            self._store,
            self._now,
        )

    @cached_property
    def recap(self) -> Recaps:
        from assessment.services.recap import Recaps
        from spbe_desktop.recap_tools import recap_tools

        return Recaps(self.instruments, self.preferences, recap_tools(), self._now)

    @cached_property
    def national(self) -> NationalLists:
        from assessment.exchange.national_list import read_national_list
        from assessment.services.national import NationalLists

        return NationalLists(
            self._begin, self._reader, self.instruments, read_national_list, self._now
        )

    @cached_property
    def receipts(self) -> Receipts:
        from assessment.services.receipts import Receipts

        return Receipts(self._reader, _code)

    @cached_property
    def packages(self) -> Packages:
        from assessment.services.package import Packages

        return Packages(
            self._begin,
            self._reader,
            self.instruments,
            self.handover,
            self._store,
            self._parcels,
            self._now,
        )

    @cached_property
    def parts(self) -> Parts:
        from assessment.services.parts import Parts

        return Parts(self._begin, self._reader, self.instruments, self.packages)

    @cached_property
    def _parcels(self) -> Parcels:
        from assessment.exchange.package_files import Parcels
        from assessment.exchange.package_key import WorkspaceKey
        from assessment.exchange.package_writer import Sources

        return Parcels(
            Sources(
                path_of=self._store.path_of,
                key=WorkspaceKey(self._workspace.key),
                exporter=exporter_of,
                person=lambda: self.preferences.load().person,
            )
        )

    @cached_property
    def backups(self) -> WorkspaceBackups:
        from assessment.storage.backup import WorkspaceBackups

        return WorkspaceBackups(self._workspace, self._now)

    @cached_property
    def log(self) -> Log:
        from assessment.exchange.log_table import LogTables
        from assessment.services.log import Log
        from assessment.storage.examination import DatabaseExaminer

        return Log(self._reader, DatabaseExaminer(self._workspace), LogTables())

    @cached_property
    def diagnosis(self) -> Diagnosis:
        from assessment.services.diagnosis import Diagnosis
        from assessment.storage.examination import DatabaseExaminer

        examiner = DatabaseExaminer(self._workspace)
        return Diagnosis(self._reader, self._store, examiner, self.instruments)

    @cached_property
    def _store(self) -> FolderStore:
        from assessment.documents.store import FolderStore

        return FolderStore(self._workspace.evidence)

    @cached_property
    def _texts(self) -> PageTextReader:
        from assessment.documents.extraction import PageTextReader

        return PageTextReader()

    @cached_property
    def _index(self) -> FullText:
        from assessment.storage.fulltext import FullText

        return FullText(self._workspace.search)


def _begin_later(workspace: Workspace, person: Callable[[], str], now: Clock) -> Begin:
    """Begin units of work; SQLAlchemy is imported and the database opened at the first one."""
    lock = threading.Lock()
    opened: list[Begin] = []

    def begin() -> UnitOfWork:
        with lock:
            if not opened:
                from assessment.storage.database import open_database

                opened.append(open_database(workspace, person, now))
        return opened[0]()

    return begin


def _code(text: str) -> bytes:
    from assessment.exchange.receipt_code import receipt_code

    return receipt_code(text)


def _index_writers() -> tuple[IndexWriter, IndexWriter]:
    from assessment.exchange.evidence_folder import IndexWorkbook
    from assessment.reports.evidence_index import IndexPdf

    return IndexWorkbook(), IndexPdf()


class _Workbooks:
    """Reads with openpyxl, which is imported at the first workbook."""

    def read(self, path: Path, instruments: Instruments, progress: Progress) -> Incoming:
        """What the workbook says."""
        from assessment.exchange.workbook_reader import WorkbookFile

        return WorkbookFile().read(path, instruments, progress)
