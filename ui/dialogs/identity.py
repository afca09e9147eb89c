"""Change who is assessed, for which year, and who does it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from assessment.domain.errors import AssessmentExistsError, InstitutionNameError
from assessment.domain.identity import Assessment
from assessment.domain.sentences import describe
from assessment.domain.words import CYCLES, INSTITUTION_KINDS
from assessment.services.assessments import Assessments
from ui.widgets.buttons import button
from ui.widgets.field import Choice, LineField, TextField
from ui.widgets.text import label

_WIDTH = 560
_TEAM_HEIGHT = 96


class IdentityDialog(QDialog):
    """The particulars of one assessment; stored when they are accepted."""

    def __init__(self, assessments: Assessments, assessment: Assessment, parent: QWidget) -> None:
        """Create the dialog with what is stored."""
        super().__init__(parent)
        self.setObjectName("identity")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Ubah identitas"))
        self.setMinimumWidth(_WIDTH)
        self._assessments = assessments
        self._assessment = assessment
        tr = self.tr
        self._institution = LineField(tr("Nama instansi"), name="identity_institution")
        self._kind = Choice(tr("Jenis instansi"), name="identity_kind")
        for kind, words in INSTITUTION_KINDS.items():
            self._kind.addItem(words, kind)
        self._year = Choice(tr("Tahun penilaian"), name="identity_year")
        years = {*assessments.years(assessment.instrument_id), assessment.year}
        for year in sorted(years):
            self._year.addItem(str(year), year)
        self._cycle = Choice(tr("Jenis tahun"), name="identity_cycle")
        for cycle, words in CYCLES.items():
            self._cycle.addItem(words, cycle)
        self._coordinator = LineField(tr("Koordinator"), name="identity_coordinator")
        self._responsible = LineField(tr("Penanggung jawab"), name="identity_responsible")
        self._team = TextField(tr("Tim asesor internal"), name="identity_team")
        self._team.edit.setFixedHeight(_TEAM_HEIGHT)
        self._fill()
        self._arrange()

    def _fill(self) -> None:
        stored = self._assessment
        self._institution.setText(stored.institution)
        self._kind.setCurrentText(INSTITUTION_KINDS[stored.kind])
        self._year.setCurrentText(str(stored.year))
        self._cycle.setCurrentText(CYCLES[stored.cycle])
        self._coordinator.setText(stored.coordinator)
        self._responsible.setText(stored.responsible)
        self._team.setText(stored.team)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Ubah identitas"), "h2"))
        column.addWidget(self._institution)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        choices = (
            (self.tr("Jenis instansi"), self._kind),
            (self.tr("Tahun penilaian"), self._year),
            (self.tr("Jenis tahun"), self._cycle),
        )
        for place, (words, choice) in enumerate(choices):
            caption = label(words, "small", bold=True)
            caption.setBuddy(choice)
            grid.addWidget(caption, 0, place)
            grid.addWidget(choice, 1, place)
        column.addLayout(grid)
        people = QHBoxLayout()
        people.setSpacing(12)
        people.addWidget(self._coordinator, 1)
        people.addWidget(self._responsible, 1)
        column.addLayout(people)
        column.addWidget(self._team)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        leave = button(self.tr("Batal"), name="identity_leave")
        leave.clicked.connect(self.reject)
        keep = button(self.tr("Simpan"), "primary", name="identity_keep")
        keep.setDefault(True)
        keep.clicked.connect(self._store)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(keep)
        return row

    def _store(self) -> None:
        self._institution.set_error("")
        changed = replace(
            self._assessment,
            institution=self._institution.text(),
            kind=self._kind.currentData(),
            year=self._year.currentData(),
            cycle=self._cycle.currentData(),
            coordinator=self._coordinator.text().strip(),
            responsible=self._responsible.text().strip(),
            team=self._team.text().strip(),
        )
        try:
            self._assessments.identify(changed)
        except (InstitutionNameError, AssessmentExistsError) as error:
            self._institution.set_error(describe(error).text)
            self._institution.edit.setFocus()
        else:
            self.accept()
