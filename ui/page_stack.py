"""The pages of the window: each is made when it is first visited, none knows another."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.pages.home import HomePage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from assessment.domain.identity import Person
    from assessment.domain.steps import Step
    from assessment.services.ports import Clock
    from assessment.services.workbench import Workbench
    from ui.indexing import Indexing
    from ui.pages.handover import HandoverPage
    from ui.pages.help import HelpPage
    from ui.pages.library import LibraryPage
    from ui.pages.recap import RecapPage
    from ui.pages.results import ResultsPage
    from ui.pages.review import ReviewPage
    from ui.pages.settings import SettingsPage
    from ui.pages.worksheet import WorksheetPage
    from ui.tasks import TaskRunner


class PageStack(QStackedWidget):
    """Makes pages with the services they need and passes on what they say."""

    opened = Signal(int, int)
    demo_requested = Signal()
    file_chosen = Signal(object)
    list_changed = Signal()
    edited = Signal(object)
    imported = Signal(object)
    indicator_requested = Signal(int)
    document_requested = Signal(str, int)
    counted = Signal(int)
    export_requested = Signal(object)
    passage_requested = Signal(str, int, str)
    preferences_changed = Signal(object)
    backed_up = Signal()
    introduced = Signal(object)

    def __init__(
        self, workbench: Workbench, tasks: TaskRunner, layout: Mapping[str, str], now: Clock
    ) -> None:
        """Create an empty stack; ``layout`` holds the remembered sizes of panes."""
        super().__init__()
        self._bench = workbench
        self._tasks = tasks
        self._layout = layout
        self._now = now
        for stored in (self.edited, self.imported):
            stored.connect(self._read_documents)

    @cached_property
    def home(self) -> HomePage:
        """Beranda."""
        page = HomePage(self._bench, self._tasks, self._now)
        page.introduced.connect(self.introduced)
        page.introduced.connect(self._note_person)
        page.opened.connect(self.opened)
        page.demo_requested.connect(self.demo_requested)
        page.file_chosen.connect(self.file_chosen)
        page.changed.connect(self.list_changed)
        return page

    @cached_property
    def worksheet(self) -> WorksheetPage:
        """Penilaian."""
        from ui.pages.worksheet import WorksheetPage

        page = WorksheetPage(self._bench, self._tasks, self._layout)
        page.changed.connect(self.edited)
        page.document_requested.connect(self.passage_requested)
        page.log_requested.connect(self.show_log)
        return page

    @cached_property
    def library(self) -> LibraryPage:
        """Bukti."""
        from ui.pages.library import LibraryPage

        page = LibraryPage(self._bench, self._tasks, self.indexing)
        page.indicator_requested.connect(self.indicator_requested)
        page.changed.connect(self.imported)
        return page

    @cached_property
    def indexing(self) -> Indexing:
        """Reads the text of documents while people work."""
        from ui.indexing import Indexing

        bench = self._bench
        indexing = Indexing(lambda: bench.search, self)
        indexing.failed.connect(self._tasks.failed)
        return indexing

    @cached_property
    def review(self) -> ReviewPage:
        """Periksa."""
        from ui.pages.review import ReviewPage

        page = ReviewPage(self._bench, self._tasks, self._now)
        page.indicator_requested.connect(self.indicator_requested)
        page.document_requested.connect(self.document_requested)
        page.citation_requested.connect(self._open_citation)
        page.counted.connect(self.counted)
        page.changed.connect(self.imported)
        return page

    @cached_property
    def results(self) -> ResultsPage:
        """Hasil."""
        from assessment.domain.exchange import ExportKind
        from ui.pages.results import ResultsPage

        page = ResultsPage(self._bench, self._tasks, self._now)
        page.changed.connect(self.imported)
        page.indicator_requested.connect(self.indicator_requested)
        ask = self.export_requested.emit
        page.report_requested.connect(partial(ask, ExportKind.REPORT))
        page.comparison_requested.connect(partial(ask, ExportKind.COMPARISON))
        page.file_chosen.connect(self.file_chosen)
        page.national_requested.connect(self.show_national)
        return page

    @cached_property
    def recap(self) -> RecapPage:
        """Rekap."""
        from ui.pages.recap import RecapPage

        return RecapPage(self._bench.recap, self._tasks)

    @cached_property
    def handover(self) -> HandoverPage:
        """Kirim."""
        from ui.pages.handover import HandoverPage

        page = HandoverPage(self._bench, self._tasks, self._layout)
        page.opened.connect(lambda number: self.opened.emit(number, 0))
        page.indicator_requested.connect(self.indicator_requested)
        page.changed.connect(self.imported)
        page.file_chosen.connect(self.file_chosen)
        return page

    @cached_property
    def settings(self) -> SettingsPage:
        """Pengaturan."""
        from ui.pages.settings import SettingsPage

        page = SettingsPage(self._bench, self._tasks)
        page.preferences_changed.connect(self.preferences_changed)
        page.introduced.connect(self.introduced)
        page.backed_up.connect(self.backed_up)
        page.log_requested.connect(self.show_log)
        page.official_changed.connect(self._refresh_official)
        return page

    @cached_property
    def help(self) -> HelpPage:
        """Bantuan."""
        from ui.pages.help import HelpPage

        return HelpPage()

    def show_log(self, indicator: int = 0) -> None:
        """Show who changed what in the assessment that was worked on last."""
        from ui.dialogs.log import LogDialog

        opened = self.worksheet.assessment_id if "worksheet" in self.__dict__ else 0
        cards = {card.assessment.id: card.assessment for card in self._bench.assessments.cards()}
        assessment = cards.get(opened) or next(iter(cards.values()), None)
        if assessment is None:
            return
        bench = self._bench
        entries = bench.instruments.instrument(assessment.instrument_id).indicators
        names = {entry.number: entry.short_name for entry in entries}
        dialog = LogDialog(
            bench.log, bench.handover, self._tasks, assessment, names, self._now(), self
        )
        dialog.narrow_to(indicator)
        dialog.open()

    def show_national(self, path: Path | None = None) -> None:
        """Show the national lists, and what a file would bring."""
        from ui.dialogs.national_lists import NationalListsDialog

        dialog = NationalListsDialog(self._bench.national, self._tasks, self)
        dialog.changed.connect(self._refresh_rank)
        dialog.open()
        if path is not None:
            dialog.read(path)

    def _refresh_rank(self) -> None:
        if "results" in self.__dict__:
            self.results.refresh_rank()

    def show_assessment(self, key: str, number: int) -> None:
        """Let a page show an assessment as it is stored now."""
        getattr(self, key).show_assessment(number)

    def show_page(self, key: str) -> None:
        """Show a page, named like its property."""
        page: QWidget = getattr(self, key)
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)

    def flush(self) -> None:
        """Store what is still being typed on any page.

        Raises:
            StorageError: it cannot be stored.
        """
        if "worksheet" in self.__dict__:
            self.worksheet.flush()
        if "results" in self.__dict__:
            self.results.flush()
        if "settings" in self.__dict__:
            self.settings.flush()

    def shutdown(self) -> None:
        """Stop what pages do in the background, and let go of files."""
        if "library" in self.__dict__:
            self.library.shutdown()
        if "worksheet" in self.__dict__:
            self.worksheet.shutdown()
        if "indexing" in self.__dict__:
            self.indexing.shutdown()

    def _open_citation(self, indicator: int, sha256: str) -> None:
        """Show what is cited from a document at an indicator."""
        self.indicator_requested.emit(indicator)
        self.worksheet.show_citations(sha256)

    def _read_documents(self, step: Step) -> None:
        """Read what was attached."""
        from assessment.domain.records import Document

        if any(isinstance(change.after, Document) for change in step.changes):
            self.indexing.start()

    def _note_person(self, person: Person) -> None:
        if "settings" in self.__dict__:
            self.settings.show_person(person)

    def _refresh_official(self) -> None:
        if "worksheet" in self.__dict__:
            self.worksheet.refresh_official()

    def layout_state(self) -> dict[str, str]:
        """What pages remember: sizes of panes, what was chosen last."""
        state: dict[str, str] = {}
        if "worksheet" in self.__dict__:
            state |= self.worksheet.layout_state()
        if "handover" in self.__dict__:
            state |= self.handover.layout_state()
        return state
