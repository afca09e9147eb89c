"""The three questions with which an assessment begins."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from assessment.domain.errors import (
    AssessmentExistsError,
    InstitutionNameError,
    YearOutOfRangeError,
)
from assessment.domain.identity import InstitutionKind
from assessment.domain.sentences import describe
from assessment.domain.words import INSTITUTION_KINDS
from assessment.services.ports import Clock
from assessment.services.workbench import Workbench
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.field import Choice, LineField
from ui.widgets.message import Message
from ui.widgets.option_tile import TileGroup
from ui.widgets.person_form import PersonForm
from ui.widgets.text import label, set_role

_PADDING = 40
_USUAL = InstitutionKind.CITY


class StartForm(Card):
    """Asks for institution, kind and year, and begins."""

    started = Signal(int)
    introduced = Signal(object)
    left = Signal()

    def __init__(self, bench: Workbench, now: Clock) -> None:
        """Create the form with this year chosen."""
        super().__init__(padding=_PADDING, name="start_form")
        self._bench = bench
        self._assessments = bench.assessments
        self._instruments = bench.instruments
        self._now = now
        self._title = label(size="h1", wrap=True)
        self._name = LineField(name="start_institution")
        self._name.edit.setAccessibleName(self.tr("Nama instansi"))
        self._name.edit.setPlaceholderText(self.tr("Misalnya Pemerintah Kota Nusa Damai"))
        self._name.edit.textChanged.connect(lambda _text: self._name.set_error(""))
        self._name.edit.returnPressed.connect(self._start)
        kinds = [(kind.value, words) for kind, words in INSTITUTION_KINDS.items()]
        self._kind = TileGroup(kinds, accessible_name=self.tr("Jenis instansi"), name="start_kind")
        self._kind.select(_USUAL)
        self._instrument = Choice(self.tr("Instrumen"), name="start_instrument")
        self._year = Choice(self.tr("Tahun penilaian"), name="start_year")
        self._person = PersonForm("start")
        self._who = QWidget()
        self._note = label(size="small", role="text2", wrap=True)
        self._note.setObjectName("start_note")
        self._faults = QVBoxLayout()
        self._error = label(size="small", role="error", wrap=True)
        self._error.setObjectName("start_error")
        self._error.hide()
        self._arrange()
        self._offer_instruments()

    def _arrange(self) -> None:
        tr = self.tr
        column = self.body
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addSpacing(6)
        lead = tr("Tiga isian, lalu Anda langsung bekerja. Semuanya dapat diubah kemudian.")
        column.addWidget(label(lead, role="text2", wrap=True))
        column.addSpacing(20)
        column.addWidget(_question(1, tr("Nama instansi")))
        column.addSpacing(6)
        column.addWidget(self._name)
        column.addSpacing(14)
        column.addWidget(_question(2, tr("Jenis instansi")))
        column.addSpacing(6)
        column.addWidget(self._kind)
        column.addSpacing(14)
        column.addWidget(_question(3, tr("Tahun penilaian")))
        column.addSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(12)
        self._year.setMinimumWidth(120)
        several = len(self._instruments.ids()) > 1
        row.addWidget(self._instrument, 1)
        row.addWidget(self._year)
        column.addLayout(row)
        if several:
            column.addSpacing(6)
            column.addWidget(self._note)
        else:
            row.addWidget(self._note, 1)
        self._faults.setContentsMargins(0, 6, 0, 0)
        column.addLayout(self._faults)
        column.addWidget(self._error)
        who = QVBoxLayout(self._who)
        who.setContentsMargins(0, 14, 0, 0)
        who.addWidget(self._person)
        column.addWidget(self._who)
        column.addSpacing(22)
        column.addLayout(self._make_foot())

    def _make_foot(self) -> QHBoxLayout:
        tr = self.tr
        self._begin = button(
            tr("Mulai menilai"), "primary", "arrow-right", name="start_begin", icon_after=True
        )
        self._begin.clicked.connect(self._start)
        self._leave = button(tr("Batal"), name="start_leave")
        self._leave.clicked.connect(self.left)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._begin)
        foot.addWidget(self._leave)
        foot.addStretch(1)
        return foot

    def reset(self, *, first: bool) -> None:
        """Empty the form; the first time there is nowhere to go back to."""
        self._title.setText(
            self.tr("Mulai penilaian pertama") if first else self.tr("Penilaian baru")
        )
        self._leave.setVisible(not first)
        self._person.show_person(self._bench.workflow.current())
        self._who.setVisible(first)
        self._name.setText("")
        self._name.set_error("")
        self._show_error("")

    def showEvent(self, event: QShowEvent) -> None:
        """Let the first question be answered at once."""
        super().showEvent(event)
        self._name.edit.setFocus()

    def _offer_instruments(self) -> None:
        faults = self._instruments.faults()
        broken = {fault.file.parent.name for fault in faults}
        for outline in self._instruments.outlines():
            if outline.id not in broken:
                self._instrument.addItem(outline.title, outline.id)
        self._instrument.setVisible(self._instrument.count() > 1)
        for fault in faults:
            sentence = describe(fault)
            self._faults.addWidget(Message("warn", sentence.title, sentence.text, name="fault"))
        self._instrument.currentIndexChanged.connect(self._offer_years)
        self._year.currentIndexChanged.connect(self._explain_year)
        self._offer_years()

    def _offer_years(self) -> None:
        years = self._assessments.years(self._instrument.currentData())
        self._year.clear()
        for year in years:
            self._year.addItem(str(year), year)
        self._year.setCurrentIndex(years.index(min(max(self._now().year, years[0]), years[-1])))

    def _explain_year(self) -> None:
        year = self._year.currentData()
        if year is None:  # the list is being filled
            return
        outline = self._instruments.outline(self._instrument.currentData())
        first, last = outline.valid_years
        inside = first <= year <= last
        words = f"{outline.title} ({first}–{last})"
        if not inside:
            words = self.tr("{0} di luar masa berlaku {1}. Penilaian tetap dapat dibuat.").format(
                year, words
            )
        self._note.setText(words)
        set_role(self._note, "text2" if inside else "warn")
        self._show_error("")

    def _start(self) -> None:
        self._show_error("")
        self._introduce()
        try:
            assessment = self._assessments.start(
                self._name.text(),
                InstitutionKind(self._kind.selected()),
                self._year.currentData(),
                instrument_id=self._instrument.currentData(),
            )
        except InstitutionNameError as error:
            self._name.set_error(describe(error).text)
            self._name.edit.setFocus()
        except (AssessmentExistsError, YearOutOfRangeError) as error:
            self._show_error(describe(error).text)
            self._year.setFocus()
        else:
            self.started.emit(assessment.id)

    def _introduce(self) -> None:
        """Keep who works here, so that the log has her name from the first step on."""
        person = self._person.person()
        if person.name and person != self._bench.workflow.current():
            self._bench.workflow.introduce(person)
            self.introduced.emit(person)

    def _show_error(self, words: str) -> None:
        self._error.setText(words)
        self._error.setVisible(bool(words))


def _question(number: int, words: str) -> QWidget:
    row = QFrame()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(9)
    line.addWidget(label(str(number), bold=True, role="accent_text"))
    line.addWidget(label(words, bold=True), 1)
    return row


class Invitation(QWidget):
    """Beside the first start: icon, question, line and a button."""

    pressed = Signal()

    def __init__(self, icon_name: str, title: str, text: str, words: str, *, name: str) -> None:
        """Create the invitation with the words on its button."""
        from ui.widgets.glyph import Glyph

        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(Glyph(icon_name, "accent_text", 24), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(label(title, "h3", wrap=True))
        column.addWidget(label(text, role="text2", wrap=True))
        action = button(words, name=name)
        action.clicked.connect(self.pressed)
        column.addWidget(action, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
