"""Start a year from an earlier one: what is carried over is ticked here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from assessment.domain.errors import AssessmentExistsError, YearOutOfRangeError
from assessment.domain.identity import Assessment
from assessment.domain.sentences import describe
from assessment.services.assessments import Assessments, Carry
from ui.widgets.buttons import button
from ui.widgets.check_row import CheckRow
from ui.widgets.field import Choice
from ui.widgets.text import label

_WIDTH = 480


class StartFromDialog(QDialog):
    """Asks for the year and for what the new assessment begins with."""

    started = Signal(int)

    def __init__(self, assessments: Assessments, source: Assessment, parent: QWidget) -> None:
        """Create the dialog with the year after the source and everything ticked."""
        super().__init__(parent)
        self.setObjectName("start_from")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Mulai tahun berikut"))
        self.setMinimumWidth(_WIDTH)
        self._assessments = assessments
        self._source = source
        self._year = Choice(self.tr("Tahun penilaian"), name="start_from_year")
        for year in assessments.years(source.instrument_id):
            if year > source.year:
                self._year.addItem(str(year), year)
        self._ticks = {
            Carry.LEVELS: CheckRow(self.tr("Tingkat dan centang syarat"), name="carry_levels"),
            Carry.TEXTS: CheckRow(self.tr("Fakta, analisis, dan catatan"), name="carry_texts"),
            Carry.EVIDENCE: CheckRow(self.tr("Bukti dan rujukan"), name="carry_evidence"),
            Carry.TARGETS: CheckRow(self.tr("Target dan unit kerja"), name="carry_targets"),
        }
        self._note = label(size="small", role="warn", wrap=True)
        self._note.setObjectName("start_from_note")
        self._year.currentIndexChanged.connect(self._warn)
        self._error = label(size="small", role="error", wrap=True)
        self._error.setObjectName("start_from_error")
        self._error.hide()
        self._arrange()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        title = self.tr("Mulai dari {0} {1}").format(self._source.institution, self._source.year)
        column.addWidget(label(title, "h2", wrap=True))
        lead = self.tr(
            "Yang dicentang disalin sebagai draf ke penilaian baru; yang lama tidak berubah."
        )
        column.addWidget(label(lead, role="text2", wrap=True))
        column.addSpacing(4)
        column.addWidget(label(self.tr("Tahun penilaian"), "small", bold=True))
        column.addWidget(self._year, 0, Qt.AlignmentFlag.AlignLeft)
        self._year.setMinimumWidth(120)
        column.addWidget(self._note)
        column.addWidget(self._error)
        self._warn()
        column.addSpacing(4)
        column.addWidget(label(self.tr("Ikut disalin"), "small", bold=True))
        for tick in self._ticks.values():
            tick.setChecked(True)
            column.addWidget(tick)
        column.addSpacing(8)
        column.addStretch(1)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        leave = button(self.tr("Batal"), name="start_from_leave")
        leave.clicked.connect(self.reject)
        begin = button(self.tr("Mulai menilai"), "primary", name="start_from_begin")
        begin.setDefault(True)
        begin.clicked.connect(self._start)
        begin.setEnabled(self._year.count() > 0)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(begin)
        return row

    def _warn(self) -> None:
        """Say so where another instrument measures that year: nothing is carried over to it."""
        year = self._year.currentData()
        strange = year is not None and not self._assessments.measures(
            self._source.instrument_id, year
        )
        words = self.tr(
            "Tahun {0} diukur dengan instrumen lain, dan isian tidak dibawa ke instrumen lain."
            " Untuk itu buat penilaian baru di Beranda."
        )
        self._note.setText(words.format(year) if strange else "")
        self._note.setVisible(strange)

    def _start(self) -> None:
        carry = [part for part, tick in self._ticks.items() if tick.isChecked()]
        try:
            made = self._assessments.start_from(self._source.id, self._year.currentData(), carry)
        except (AssessmentExistsError, YearOutOfRangeError) as error:
            self._error.setText(describe(error).text)
            self._error.show()
            self._year.setFocus()
        else:
            self.accept()
            self.started.emit(made.id)
