"""Beranda: the assessments, where the work was left, and how to begin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.buttons import button
from ui.widgets.card import page_header, rule
from ui.widgets.glyph import Glyph
from ui.widgets.home_list import HomeList
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from assessment.domain.checks import Finding
    from assessment.domain.progress import Progress
    from assessment.services.assessments import Card
    from assessment.services.ports import Clock
    from assessment.services.workbench import Workbench
    from ui.tasks import TaskRunner
    from ui.widgets.message import Message
    from ui.widgets.start_form import StartForm

_FORM = 600
_BESIDE = 360


class HomePage(QWidget):
    """All assessments, or the three questions where there is none."""

    opened = Signal(int, int)
    demo_requested = Signal()
    file_chosen = Signal(object)
    changed = Signal()
    introduced = Signal(object)

    def __init__(self, bench: Workbench, tasks: TaskRunner, now: Clock) -> None:
        """Create the page; `refresh` fills it."""
        super().__init__()
        self.setObjectName("home_page")
        self._bench = bench  # other use cases are asked for after the first picture only
        self._assessments = bench.assessments
        self._instruments = bench.instruments
        self._tasks = tasks
        self._now = now
        self._cards: tuple[Card, ...] | None = None
        self._list: HomeList | None = None
        self._form: StartForm | None = None
        self._message: Message | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        new = button(self.tr("Penilaian baru"), "primary", "plus", name="new_assessment")
        new.clicked.connect(self._ask_for_new)
        self._header = page_header(self.tr("Beranda"), new)
        self._column.addWidget(self._header)
        self._locked = QVBoxLayout()
        self._column.addLayout(self._locked)
        self._told = QVBoxLayout()
        self._column.addLayout(self._told)
        self._stack = QStackedWidget()
        self._column.addWidget(self._stack, 1)
        self._scroll = _scroll_area()
        self._stack.addWidget(self._scroll)

    def cards(self) -> tuple[Card, ...]:
        """All assessments as they were last read, last edited first."""
        if self._cards is None:
            self._cards = self._assessments.cards()
        return self._cards

    def refresh(self) -> None:
        """Read the assessments again and show them."""
        self._cards = self._assessments.cards()
        if not self._cards:
            self._ask(first=True)
            if self.isVisible():
                self._tell_locked()
            return
        outlines = [
            self._instruments.outline(card.assessment.instrument_id) for card in self._cards
        ]
        shown = HomeList(self._cards, outlines, self._next_year(), self._now())
        shown.opened.connect(self.opened)
        shown.identity_requested.connect(self._edit_identity)
        shown.next_year_requested.connect(self._start_next_year)
        shown.removal_requested.connect(self._remove)
        shown.file_requested.connect(self._choose_file)
        shown.demo_requested.connect(self.demo_requested)
        self._list = shown
        self._header.show()
        self._stack.setCurrentWidget(self._scroll)
        if self.isVisible():
            self._scroll.setWidget(shown)
            self.look_closer()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the list in its place, which has a size now: it is measured and styled once."""
        super().showEvent(event)
        if self._list is not None and self._scroll.widget() is not self._list:
            self._scroll.setWidget(self._list)

    def _tell_locked(self) -> None:
        for message in self.findChildren(QWidget, "locked"):
            message.deleteLater()
        for entry in self._assessments.locked():
            from assessment.domain.sentences import describe
            from ui.widgets.message import Message

            sentence = describe(entry.fault)
            named = f"{entry.assessment.institution} {entry.assessment.year}"
            title = self.tr("{0} belum dapat dibuka").format(named)
            text = f"{sentence.title}. {sentence.text}"
            self._locked.addWidget(Message("error", title, text, name="locked"))

    def look_closer(self) -> None:
        """Read the assessment edited last whole, in the background, for what needs attention."""
        self._tell_locked()
        if not self.cards() or self._list is None:
            return
        shown = self._list

        def show(found: tuple[tuple[Finding, ...], str]) -> None:
            if shown is self._list:  # else the list was read anew meanwhile
                shown.show_closer_look(*found)

        self._tasks.start(self._closer_look(self.cards()[0]), on_success=show)

    def _closer_look(self, card: Card) -> Callable[[Progress], tuple[tuple[Finding, ...], str]]:
        def work(_progress: Progress) -> tuple[tuple[Finding, ...], str]:
            instrument = self._bench.worksheet.instrument(card.assessment)
            number = card.overview.indicator or instrument.outline.numbers[0]
            # The files themselves are looked at when they are handed in, not at every start.
            found = self._bench.review.glance(card.assessment.id).open
            return found, instrument.indicator(number).short_name

        return work

    def _next_year(self) -> tuple[int, int] | None:
        """The assessment edited last and the year after it, where that is still to be made."""
        latest = self.cards()[0].assessment
        named = latest.institution.casefold()
        years = {
            card.assessment.year
            for card in self.cards()
            if card.assessment.institution.casefold() == named
        }
        source = next(
            card.assessment
            for card in self.cards()
            if card.assessment.year == max(years)
            and card.assessment.institution.casefold() == named
        )
        year = source.year + 1
        measured = source.instrument_id
        possible = year in self._assessments.years(measured)
        possible = possible and self._assessments.measures(measured, year)
        return (source.id, year) if possible else None

    # Begin

    def _ask_for_new(self) -> None:
        self._ask(first=False)

    def _ask(self, *, first: bool) -> None:
        if self._form is None:
            from ui.widgets.start_form import StartForm

            self._form = StartForm(self._bench, self._now)
            self._form.started.connect(self._begin)
            self._form.introduced.connect(self.introduced)
            self._form.left.connect(self.refresh)
            self._stack.addWidget(self._start_view(self._form))
        self._header.hide()
        self._stack.setCurrentIndex(1)
        self._form.reset(first=first)

    def _start_view(self, form: StartForm) -> QScrollArea:
        from ui.widgets.start_form import Invitation

        tr = self.tr
        workbook = Invitation(
            "file-spreadsheet",
            tr("Punya berkas dari rekan?"),
            tr("Paket .spbe memuat isian dan bukti, buku kerja .xlsx isian dan rujukan."),
            tr("Buka paket atau buku kerja"),
            name="start_workbook",
        )
        workbook.pressed.connect(self._choose_file)
        demo = Invitation(
            "flask-conical",
            tr("Ingin melihat dulu?"),
            tr("Kota contoh dengan bukti lengkap."),
            tr("Buka contoh"),
            name="start_demo",
        )
        demo.pressed.connect(self.demo_requested)
        safe = QHBoxLayout()
        safe.setSpacing(12)
        safe.addWidget(Glyph("hard-drive", "text2", 18), 0, Qt.AlignmentFlag.AlignTop)
        words = tr(
            "Bekerja tanpa jaringan. Setiap perubahan langsung tersimpan di komputer ini"
            " dan dicadangkan setiap hari."
        )
        safe.addWidget(label(words, "small", "text2", wrap=True), 1)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(26)
        column.addWidget(workbook)
        column.addWidget(demo)
        column.addWidget(rule())
        column.addLayout(safe)
        return _centred(form, beside)

    def _begin(self, assessment_id: int) -> None:
        self.refresh()
        self.opened.emit(assessment_id, 0)

    def _choose_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self, self.tr("Buka paket atau buku kerja"))
        dialog.setObjectName("choose_workbook")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Berkas SPBE (*.spbe *.xlsx *.pdf *.csv)"))
        dialog.fileSelected.connect(lambda name: self.file_chosen.emit(Path(name)))
        dialog.open()

    # Change

    def _card_of(self, assessment_id: int) -> Card:
        return next(card for card in self.cards() if card.assessment.id == assessment_id)

    def _edit_identity(self, assessment_id: int) -> None:
        from ui.dialogs.identity import IdentityDialog

        dialog = IdentityDialog(self._assessments, self._card_of(assessment_id).assessment, self)
        dialog.accepted.connect(self._note_change)
        dialog.open()

    def _start_next_year(self, assessment_id: int) -> None:
        from ui.dialogs.start_from import StartFromDialog

        source = self._card_of(assessment_id).assessment
        dialog = StartFromDialog(self._assessments, source, self)
        dialog.started.connect(self._begin)
        dialog.open()

    def _remove(self, assessment_id: int) -> None:
        assessment = self._card_of(assessment_id).assessment
        self._assessments.remove(assessment_id)
        self._note_change()
        named = f"{assessment.institution} {assessment.year}"
        words = self.tr("{0} dihapus dari daftar.").format(named)
        self._offer_undo(words, lambda: self._bring_back(assessment_id))

    def _bring_back(self, assessment_id: int) -> None:
        self._bench.worksheet.undo(assessment_id)
        self._hush()
        self._note_change()

    def _note_change(self) -> None:
        self.refresh()
        self.changed.emit()

    def _offer_undo(self, words: str, undo: Callable[[], None]) -> None:
        from ui.widgets.message import Message

        self._hush()
        self._message = Message("info", words, name="home_message")
        back = button(self.tr("Urungkan"), icon_name="undo-2", small=True, name="home_undo")
        back.clicked.connect(undo)
        close = button(self.tr("Tutup"), "link", small=True, name="home_hush")
        close.clicked.connect(self._hush)
        self._message.add_button(back)
        self._message.add_button(close)
        self._told.setContentsMargins(24, 12, 24, 0)
        self._told.addWidget(self._message)

    def _hush(self) -> None:
        if self._message is not None:
            self._told.setContentsMargins(0, 0, 0, 0)
            self._message.hide()
            self._message.deleteLater()
            self._message = None


def _scroll_area() -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus
    return area


def _centred(form: QWidget, beside: QWidget) -> QScrollArea:
    """The form in the middle of the page with what stands beside it."""
    form.setMaximumWidth(_FORM)
    beside.setMaximumWidth(_BESIDE)
    middle = QWidget()
    row = QHBoxLayout(middle)
    row.setContentsMargins(24, 24, 24, 24)
    row.setSpacing(56)
    row.addStretch(1)
    row.addWidget(form, 60, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(beside, 36, Qt.AlignmentFlag.AlignVCenter)
    row.addStretch(1)
    area = _scroll_area()
    area.setWidget(middle)
    return area
