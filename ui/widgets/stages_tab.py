"""The stages of an assessment side by side: indices, grades, and what each stage changed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessment.domain.results import Result, StageResult
from ui.models.stage_figures import differing, stage_figures
from ui.widgets.arithmetic_table import FigureTable
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import label


class StagesTab(QWidget):
    """One table; a press on an indicator leads to it."""

    indicator_requested = Signal(int)

    def __init__(self) -> None:
        """Create an empty tab."""
        super().__init__()
        self._title = label(size="h3", wrap=True)
        self._title.setObjectName("stages-title")
        self._figures = FigureTable(self.tr("Antar tahap"), row=26, name="stages")
        self._figures.indicator_requested.connect(self.indicator_requested)
        self._card = Card(padding=8, name="stages-card")
        self._card.head.setContentsMargins(8, 8, 8, 0)
        self._card.head.addWidget(self._title, 1)
        legend = self.tr("Lencana berwarna: dinilai lain dari tahap sebelumnya")
        self._card.head.addWidget(label(legend, "small", "text2"))
        self._card.body.addWidget(self._figures, 1)
        self._empty = EmptyState(
            "list-checks",
            self.tr("Baru satu tahap dinilai"),
            self.tr(
                "Perbandingan muncul setelah Penilaian Mandiri ditetapkan final dan dinilai lagi"
                " dari dokumen, interviu, atau visitasi."
            ),
            name="no-stages",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self._card)
        column.addWidget(self._empty)

    @property
    def table(self) -> FigureTable | None:
        """The comparison; None where there is nothing to compare with."""
        return None if self._card.isHidden() else self._figures

    def show_stages(self, stages: Sequence[StageResult], result: Result) -> None:
        """Show other results."""
        several = len(stages) > 1
        self._card.setVisible(several)
        self._empty.setVisible(not several)
        if several:
            count = len(differing(stages))
            words = self.tr("{0} indikator dinilai berbeda").format(count)
            self._title.setText(words if count else self.tr("Belum ada perbedaan antar tahap"))
            self._figures.show_figures(stage_figures(stages, result))
