"""The composition root: the only place that knows every part."""

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import resources
from assessment.documents.store import FolderStore
from assessment.domain.charts import ChartImage
from assessment.domain.exchange import ExportKind, Incoming
from assessment.domain.progress import Progress
from assessment.domain.results import Result
from assessment.services.assessments import Assessments
from assessment.services.evidence import EvidenceRoom
from assessment.services.handover import HandoverDesk
from assessment.services.ports import (
    Begin,
    ChartKind,
    Clock,
    Exporter,
    Instruments,
    PreferencesStore,
    UnitOfWork,
)
from assessment.services.results import Results
from assessment.services.review import Review
from assessment.services.takeover import Takeover
from assessment.services.workbench import Workbench
from assessment.services.worksheet import Worksheet
from assessment.storage.backup import WorkspaceBackups
from assessment.storage.reading import SqliteReader
from assessment.storage.schema import HEAD, check_version
from assessment.storage.workspace import Workspace
from indicators.catalogue import Catalogue
from spbe_desktop.paths import default_workspace, preferences_file
from spbe_desktop.settings import PreferencesFile


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
    preferences = preferences or PreferencesFile(preferences_file())
    reader = SqliteReader(workspace.database)
    begin = _begin_later(workspace, lambda: preferences.load().person, now)
    if check_version(workspace.database) != HEAD and workspace.database.exists():
        with begin():
            pass  # an older or unfinished workspace is migrated before anything reads it
    instruments = Catalogue(
        (Path(resources.__file__).parent / "instruments", workspace.instruments)
    )
    store = FolderStore(workspace.evidence)
    return Workbench(
        root=workspace.root,
        assessments=Assessments(begin, reader, instruments, now),
        worksheet=Worksheet(begin, reader, instruments),
        evidence=EvidenceRoom(begin, reader, store, now),
        results=Results(reader, instruments, _Charts()),
        review=Review(reader, instruments, store),
        handover=HandoverDesk(begin, reader, instruments, preferences, _exporter, now),
        takeover=Takeover(begin, reader, instruments, _Workbooks(), now),
        backups=WorkspaceBackups(workspace, now),
        preferences=preferences,
        instruments=instruments,
        warm_up=lambda: _warm_up(begin),
    )


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


def _warm_up(begin: Begin) -> None:
    with begin():
        pass


def _exporter(kind: ExportKind) -> Exporter:
    match kind:
        case ExportKind.WORKBOOK:
            from assessment.exchange.workbook import WorkbookExporter

            return WorkbookExporter()
        case ExportKind.REPORT:
            from assessment.reports.report import ReportExporter

            return ReportExporter()
        case ExportKind.TABLE:
            from assessment.exchange.tables import CsvExporter

            return CsvExporter()
        case ExportKind.DATA:
            from assessment.exchange.tables import JsonExporter

            return JsonExporter()


class _Charts:
    """Draws with matplotlib, which is imported at the first chart."""

    def draw(
        self, chart: ChartKind, result: Result, size: tuple[int, int], scale: float, theme: str
    ) -> ChartImage:
        """The chart in pixels."""
        from assessment.reports.charts import ChartPainter

        return ChartPainter().draw(chart, result, size, scale, theme)


class _Workbooks:
    """Reads with openpyxl, which is imported at the first workbook."""

    def read(self, path: Path, instruments: Instruments, progress: Progress) -> Incoming:
        """What the workbook says."""
        from assessment.exchange.workbook_reader import WorkbookFile

        return WorkbookFile().read(path, instruments, progress)
