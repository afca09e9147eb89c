"""Pengaturan: the person, the look, the head of printed pages, backups."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from assessment.domain.identity import Person
from assessment.domain.preferences import Preferences
from assessment.domain.progress import Progress
from assessment.services.workbench import Workbench
from ui.tasks import TaskRunner
from ui.widgets.buttons import button
from ui.widgets.card import Card, page_header
from ui.widgets.message import Message
from ui.widgets.official_card import OfficialCard
from ui.widgets.option_tile import TileGroup
from ui.widgets.person_form import PersonForm
from ui.widgets.print_card import PrintCard
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import label
from ui.widgets.workspace_check import WorkspaceCheck

_SAVE_AFTER_MS = 500
_SCALES = (1.0, 1.25, 1.5)
_WIDTH = 928


class SettingsPage(QWidget):
    """Everything is kept as soon as it is set."""

    preferences_changed = Signal(object)
    backed_up = Signal()
    log_requested = Signal()
    official_changed = Signal()
    introduced = Signal(object)

    def __init__(self, bench: Workbench, tasks: TaskRunner) -> None:
        """Create the page with what is stored."""
        super().__init__()
        self.setObjectName("settings_page")
        self._bench = bench
        self._store = bench.preferences
        self._backups = bench.backups
        self._check = WorkspaceCheck(bench.diagnosis, tasks)
        self._root = bench.root
        self._tasks = tasks
        self._preferences = self._store.load()
        self._patience = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self._patience.timeout.connect(self.flush)
        self._print = self._print_card()
        self._person = PersonForm("settings")
        wording = OfficialCard(bench.official, tasks)
        wording.official_changed.connect(self.official_changed)
        self._arrange(
            self._person_card(), self._look_card(), self._print, wording, self._data_card()
        )

    def _arrange(self, *made: Card) -> None:
        cards = QWidget()
        cards.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(cards)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        for card in made:
            column.addWidget(card)
        column.addStretch(1)
        # Beside a stretch, so that the height is asked for the width that the cards really have.
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(cards, 1)
        row.addStretch(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(page_header(self.tr("Pengaturan")))
        whole.addWidget(scroll, 1)

    def flush(self) -> None:
        """Store what is still being typed.

        Raises:
            StorageError: the settings cannot be written.
        """
        self._patience.stop()
        person = self._person.person()
        letterhead = replace(self._print.letterhead(), logo=self._preferences.letterhead.logo)
        changed = replace(self._preferences, person=person.name, role=person.role)
        self._keep(replace(changed, letterhead=letterhead))

    def show_person(self, person: Person) -> None:
        """Show who works here as another page has asked for it."""
        self._preferences = replace(self._preferences, person=person.name, role=person.role)
        self._person.show_person(person)

    def _keep(self, wanted: Preferences) -> None:
        if wanted == self._preferences:
            return
        # The layout belongs to the window, which may have stored another one meanwhile.
        wanted = replace(wanted, layout=self._store.load().layout)
        self._store.save(wanted)
        wanted = self._store.load()  # the logo may have been copied
        before, self._preferences = self._preferences, wanted
        self._print.show_logo(wanted.letterhead.logo)
        self._introduce(before, wanted)
        self.preferences_changed.emit(wanted)

    def _introduce(self, before: Preferences, now: Preferences) -> None:
        """Keep in the workspace too who works here, once there is a name."""
        person = Person(now.person, now.role)
        if person == Person(before.person, before.role):
            return
        if person.name:
            self._bench.workflow.introduce(person)
        self.introduced.emit(person)

    def _person_card(self) -> Card:
        card = Card(self.tr("Pengguna"), name="settings_user")
        self._person.show_person(Person(self._preferences.person, self._preferences.role))
        self._person.typed.connect(self._patience.start)
        self._person.left.connect(self.flush)
        card.body.addWidget(self._person)
        return card

    def _look_card(self) -> Card:
        tr = self.tr
        card = Card(tr("Tampilan"), name="settings_look")
        themes = (
            ("auto", tr("Ikuti sistem")),
            ("light", tr("Terang")),
            ("dark", tr("Gelap")),
            ("contrast", tr("Kontras tinggi")),
        )
        theme = TileGroup(themes, columns=4, accessible_name=tr("Tema"), name="settings_theme")
        theme.select(self._preferences.theme)
        theme.changed.connect(lambda key: self._keep(replace(self._preferences, theme=key)))
        scales = [(f"{scale:.2f}", f"{round(scale * 100)} %") for scale in _SCALES]
        scale = TileGroup(
            scales, columns=4, accessible_name=tr("Ukuran teks"), name="settings_scale"
        )
        nearest = min(_SCALES, key=lambda entry: abs(entry - self._preferences.text_scale))
        scale.select(f"{nearest:.2f}")
        scale.changed.connect(
            lambda key: self._keep(replace(self._preferences, text_scale=float(key)))
        )
        card.body.addWidget(label(tr("Tema"), "small", bold=True))
        card.body.addWidget(theme)
        card.body.addWidget(label(tr("Ukuran teks"), "small", bold=True))
        card.body.addWidget(scale)
        return card

    def _print_card(self) -> PrintCard:
        card = PrintCard(self._preferences.letterhead)
        card.typed.connect(self._patience.start)
        card.left.connect(self.flush)
        card.logo_changed.connect(self._keep_logo)
        return card

    def _keep_logo(self, path: Path | None) -> None:
        letterhead = replace(self._preferences.letterhead, logo=path)
        self._keep(replace(self._preferences, letterhead=letterhead))

    def _data_card(self) -> Card:
        card = Card(self.tr("Data dan cadangan"), name="settings_data")
        where = label(self.tr("Ruang kerja: {0}").format(self._root), role="text2", wrap=True)
        where.setObjectName("settings_root")
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(where)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._backup_button = button(
            self.tr("Cadangkan sekarang"), icon_name="archive", name="settings_backup"
        )
        self._backup_button.clicked.connect(self._back_up)
        folder = button(self.tr("Buka folder"), icon_name="folder-open", name="settings_folder")
        folder.clicked.connect(self._open_root)
        row.addWidget(self._backup_button)
        row.addWidget(self._check.button)
        log = button(self.tr("Riwayat lengkap"), icon_name="history", name="settings_log")
        log.clicked.connect(self.log_requested)
        row.addWidget(log)
        row.addWidget(folder)
        row.addStretch(1)
        card.body.addLayout(row)
        self._progress = ProgressPanel(self.tr("Mencadangkan"), name="settings_progress")
        self._progress.hide()
        card.body.addWidget(self._progress)
        self._outcome = Message("ok", name="settings_outcome")
        self._outcome.hide()
        card.body.addWidget(self._outcome)
        card.body.addWidget(self._check)
        return card

    def _back_up(self) -> None:
        self._backup_button.setEnabled(False)
        self._outcome.hide()
        self._progress.reset(self.tr("Mencadangkan"))

        def work(progress: Progress) -> Path:
            return self._backups.make(None, progress)

        task = self._tasks.start(
            work, on_success=self._show_backup, on_progress=self._show_progress
        )
        self._progress.cancelled.connect(task.cancel)
        task.finished.connect(self._end_backup)

    def _show_progress(self, done: int, total: int, words: str) -> None:
        self._progress.show()
        self._progress.show_progress(done, total, words)

    def _show_backup(self, path: Path) -> None:
        self._outcome.set_content("ok", self.tr("Cadangan dibuat dan diperiksa"), str(path))
        self._outcome.show()
        self.backed_up.emit()

    def _end_backup(self) -> None:
        self._progress.hide()
        self._backup_button.setEnabled(True)

    def _open_root(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._root)))
