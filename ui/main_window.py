"""The window: rail, pages, status bar, keyboard, and what passes between them."""

from __future__ import annotations

from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from assessment.domain.errors import StorageError
from assessment.domain.identity import Person
from assessment.domain.scoring import score
from assessment.domain.stages import chosen_levels, levels_in, scored_stage
from ui.contents import NEEDS_ASSESSMENT, rail_entries, topic_of
from ui.dropped import NATIONAL, DroppedFiles
from ui.failures import Failures
from ui.finding_count import FindingCount
from ui.geometry import keep_where_it_is, show_where_it_was
from ui.icons import icon
from ui.page_stack import PageStack
from ui.tasks import TaskRunner
from ui.theme import current_theme
from ui.widgets.notices import Notices
from ui.widgets.rail import Rail
from ui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent, QShortcut

    from assessment.domain.dossier import Dossier
    from assessment.domain.exchange import ExportKind
    from assessment.domain.identity import Assessment
    from assessment.domain.progress import Progress
    from assessment.domain.scoring import Score
    from assessment.domain.steps import Step
    from assessment.services.ports import Clock
    from assessment.services.workbench import Workbench

_COMPACT = 1200
_LEAST = QSize(900, 560)
_LEVEL_KEYS = range(1, 6)
_WARM_UP_MS = 300  # what a person does first is not to wait for it
_UNREAD_MS = 2000  # nobody asks for words of a document before


class MainWindow(QMainWindow):
    """Shows one page at a time; pages are made when they are first visited."""

    preferences_changed = Signal(object)
    warmed_up = Signal()

    def __init__(
        self,
        workbench: Workbench,
        *,
        make_demo: Callable[[Progress], int],
        clock: Clock,
        log_file: Path,
    ) -> None:
        """Create the window on Beranda with the assessment that was edited last."""
        super().__init__()
        self.setObjectName("main_window")
        self.setMinimumSize(_LEAST)
        DroppedFiles(self).given.connect(self._take_file)
        self._workbench = workbench
        self._make_demo = make_demo
        self._now = clock
        self._layout = dict(workbench.preferences.load().layout)
        self._assessment: Assessment | None = None
        self._score: Score | None = None
        self._stage = ""
        self._page = "home"
        self._stale = False
        self._discard = False
        self._painted = False
        self._warming = QTimer(self, singleShot=True, interval=_WARM_UP_MS)
        self._warming.timeout.connect(self._warm_up)
        self._unread = QTimer(self, singleShot=True, interval=_UNREAD_MS)
        self.tasks = TaskRunner(self)
        self._notices = Notices()
        self.failures = Failures(self, log_file, self._notices.tell)
        self.tasks.failed.connect(self.failures.show)
        self.pages = PageStack(workbench, self.tasks, self._layout, clock)
        self._count = FindingCount(workbench, self.tasks, self)
        self._worksheet_keys: list[QShortcut] = []
        self._follow_pages()
        self._arrange()
        self.show_page("home")
        self._choose_latest()

    def _arrange(self) -> None:
        self._rail = Rail(rail_entries())
        self._rail.page_requested.connect(self.show_page)
        self._count.counted.connect(partial(self._rail.set_count, "review"))
        self._status = StatusBar()
        self.pages.introduced.connect(self._status.show_person)
        page = QVBoxLayout()
        page.setSpacing(0)
        page.addWidget(self._notices)
        page.addWidget(self.pages, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._rail)
        middle.addLayout(page, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self._status)
        self.setCentralWidget(whole)

    def _follow_pages(self) -> None:
        pages = self.pages
        pages.opened.connect(self.open_assessment)
        pages.demo_requested.connect(self._open_demo)
        pages.file_chosen.connect(self._take_file)
        pages.list_changed.connect(self._choose_latest)
        pages.edited.connect(self._note_edit)
        pages.imported.connect(self._note_import)
        pages.indicator_requested.connect(self._open_indicator)
        pages.document_requested.connect(self._open_document)
        pages.counted.connect(self._count.counted)
        pages.export_requested.connect(self._export)
        pages.passage_requested.connect(self._open_document)
        pages.preferences_changed.connect(self.preferences_changed)
        pages.backed_up.connect(self._show_backup)

    # Pages

    def show_page(self, key: str) -> None:
        """Show a page with what is stored now."""
        self.pages.flush()
        self._bring_up_to_date(key)
        self.pages.show_page(key)
        self._page = key
        self._rail.set_current(key)
        if self._warming.isActive():
            self._warming.start()
        self._choose_keys()

    def _bring_up_to_date(self, key: str) -> None:
        if key == "home":
            self.pages.home.refresh()
        if self._assessment is None:
            return
        number = self._assessment.id
        if key == "worksheet" and (self._stale or self.pages.worksheet.assessment_id != number):
            self.pages.worksheet.open(number)
            self._stale = False
        elif key in NEEDS_ASSESSMENT and key != "worksheet":
            self.pages.show_assessment(key, number)

    def show_help(self, topic: str) -> None:
        """Show a topic of Bantuan."""
        self.show_page("help")
        self.pages.help.show_topic(topic)

    # The assessment

    def open_assessment(self, assessment_id: int, indicator: int = 0) -> None:
        """Open an assessment on Penilaian, at an indicator or where it was."""
        self.pages.flush()
        self._take_up(assessment_id)
        self.pages.worksheet.open(assessment_id, indicator or None)
        self._stale = False
        self.show_page("worksheet")

    def _open_indicator(self, indicator: int) -> None:
        if self._assessment is not None:
            self.open_assessment(self._assessment.id, indicator)

    def _open_document(self, sha256: str, page: int, passage: str = "") -> None:
        if self._assessment is not None:
            self.show_page("library")
            self.pages.library.show_document(sha256, page, passage)

    def _search(self) -> None:
        """Let words be found in all documents."""
        if self._assessment is not None:
            self.show_page("library")
            self.pages.library.search()

    def _choose_latest(self) -> None:
        """Make the assessment that was edited last the current one, if there is any."""
        cards = self.pages.home.cards()
        self._rail.set_available(NEEDS_ASSESSMENT, on=bool(cards))
        if cards:
            self._show_standing(cards[0].assessment, cards[0].overview.chosen)
            self._status.show_saved(cards[0].overview.edited, self._now())
        else:
            self._assessment = self._score = None
            self._count.ask(None)
            self._status.show_nothing()
            self.setWindowTitle("SPBE Desktop")

    def _take_up(self, assessment_id: int) -> None:
        dossier = self._dossier(assessment_id)
        if self._assessment is None or self._assessment.id != assessment_id:
            self._status.show_change(None)
        self._show_standing(dossier.assessment, chosen_levels(dossier))
        self._rail.set_available(NEEDS_ASSESSMENT, on=True)

    def _dossier(self, assessment_id: int) -> Dossier:
        """The assessment as Penilaian shows it, which spares a reading at every edit."""
        shown = self.pages.worksheet.dossier if self._page == "worksheet" else None
        if shown is not None and shown.assessment.id == assessment_id:
            return shown
        return self._workbench.worksheet.dossier(assessment_id)

    def _show_standing(self, assessment: Assessment, chosen: dict[str, dict[int, int]]) -> None:
        """Show the stage that was scored last: evaluators come after the institution."""
        outline = self._workbench.instruments.outline(assessment.instrument_id)
        stage = scored_stage(outline, assessment.cycle, chosen)
        standing = score(outline, levels_in(outline, chosen, stage.id))
        self._assessment = assessment
        self._score, self._stage = standing, stage.id
        self._count.ask(assessment.id)
        self._status.show_score(assessment, outline, stage, standing)
        self.setWindowTitle(f"{assessment.institution} {assessment.year} – SPBE Desktop")

    def _note_edit(self, step: Step) -> None:
        """Show what a stored step did."""
        before = self._score if self._is_current(step.assessment_id) else None
        stage = self._stage
        self._take_up(step.assessment_id)
        if before is not None and self._score is not None:
            same = self._stage == stage
            self._status.show_change(self._score.index - before.index if same else None)
        self._status.show_saved(step.at, self._now())

    def _note_import(self, step: Step) -> None:
        self._note_edit(step)
        self._stale = True

    def _is_current(self, assessment_id: int) -> bool:
        return self._assessment is not None and self._assessment.id == assessment_id

    def _export(self, kind: ExportKind) -> None:
        self.show_page("handover")
        self.pages.handover.start_export(kind)

    def _take_file(self, path: Path) -> None:
        """Show what a workbook, a list or a folder of evidence would change."""
        if path.suffix.lower() == NATIONAL and path.is_file():
            self.pages.show_national(path)
            return
        self.show_page("handover")
        self.pages.handover.preview_import(path)

    def _open_demo(self) -> None:
        panel = self._notices.progress(self.tr("Menyiapkan contoh"))
        task = self.tasks.start(
            self._make_demo, on_success=self.open_assessment, on_progress=panel.show_progress
        )
        panel.cancelled.connect(task.cancel)
        task.finished.connect(panel.deleteLater)

    # Keyboard

    def _bind_keys(self) -> None:
        calls = {
            "Ctrl+Down": methodcaller("next_indicator"),
            "Ctrl+Up": methodcaller("previous_indicator"),
            "Ctrl+J": methodcaller("jump"),
            "Ctrl+E": methodcaller("add_evidence"),
        } | {f"Alt+{level}": methodcaller("choose", level) for level in _LEVEL_KEYS}
        self._worksheet_keys = [
            self._bind(keys, partial(self._on_worksheet, call)) for keys, call in calls.items()
        ]
        self._bind("Ctrl+Z", partial(self._revert, redo=False))
        self._bind("Ctrl+Shift+Z", partial(self._revert, redo=True))
        self._bind("Ctrl+Y", partial(self._revert, redo=True))
        self._bind("Ctrl+F", self._search)
        self._bind("F1", self._help_on_focus)
        self._choose_keys()

    def _bind(self, keys: str, act: Callable[[], object]) -> QShortcut:
        from PySide6.QtGui import QKeySequence, QShortcut

        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(act)
        return shortcut

    def _choose_keys(self) -> None:
        """Let the keys of Penilaian work on that page only."""
        for shortcut in self._worksheet_keys:
            shortcut.setEnabled(self._page == "worksheet")

    def _on_worksheet(self, call: Callable[[QWidget], object]) -> None:
        call(self.pages.worksheet)

    def _revert(self, *, redo: bool) -> None:
        """Undo or redo the last step of the assessment, where its effect can be seen."""
        if self._page == "worksheet":
            (self.pages.worksheet.redo if redo else self.pages.worksheet.undo)()
        elif self._page in NEEDS_ASSESSMENT and self._assessment is not None:
            worksheet = self._workbench.worksheet
            step = (worksheet.redo if redo else worksheet.undo)(self._assessment.id)
            if step is not None:
                self._note_import(step)
                self._bring_up_to_date(self._page)

    def _help_on_focus(self) -> None:
        """Show the topic that the focused part names, else that of the page."""
        self.show_help(topic_of(self._page, self.focusWidget()))

    # Opening and closing

    def show_where_it_was(self) -> None:
        """Show the window as it was left."""
        show_where_it_was(self, self._layout)

    def _warm_up(self) -> None:
        """Do what is not needed for the first picture: open the database, back it up."""
        self.setWindowIcon(icon("shield-check", "accent_text"))
        bench = self._workbench
        known = bench.preferences.load()
        self._status.show_person(Person(known.person, known.role))

        def work(_progress: Progress) -> None:
            bench.warm_up()
            bench.backups.daily()

        if self._page == "home":
            self.pages.home.look_closer()  # before a first start makes the database beside it
        self.tasks.start(work, on_success=self._show_backup).finished.connect(self.warmed_up)
        self._unread.timeout.connect(self.pages.indexing.start)
        self._unread.start()

    def _show_backup(self, *_: object) -> None:
        self._status.show_backup(self._workbench.backups.latest(), self._now())

    def _close_anyway(self) -> None:
        self._discard = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store what is pending, wait for running work, remember sizes."""
        try:
            self.pages.flush()
        except StorageError as error:
            if not self._discard:
                event.ignore()
                self.failures.show(error)
                words = self.tr("Tutup tanpa menyimpan")
                self._notices.offer(words, self._close_anyway, name="close_anyway")
                return
        layout = self._layout | self.pages.layout_state()
        keep_where_it_is(self, self._workbench.preferences, layout)
        self._unread.stop()
        self.pages.shutdown()
        self.tasks.shutdown()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Begin the slow things once the first picture stands."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self._warming.start()
            # Nobody presses keys of what is not seen yet.
            QTimer.singleShot(0, self, self._bind_keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the compact form in a narrow window."""
        super().resizeEvent(event)
        self._choose_form()

    def changeEvent(self, event: QEvent) -> None:
        """Take the compact form when larger text makes the window narrow."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._choose_form()

    def _choose_form(self) -> None:
        compact = self.width() < current_theme().scaled(_COMPACT)
        self._rail.set_compact(on=compact)
        self._status.set_compact(on=compact)
