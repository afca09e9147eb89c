"""The foot of the window: where the assessment stands and that it is safe."""

from datetime import datetime
from fractions import Fraction

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from assessment.domain.formatting import index_text, moment_text, signed_text, time_text
from assessment.domain.records import SELF, Assessment
from assessment.domain.scoring import Score, half_up
from indicators.model import Outline
from ui.theme import current_theme
from ui.widgets.chip import StateChip
from ui.widgets.elided import ElidedLabel
from ui.widgets.glyph import Glyph
from ui.widgets.progress_panel import Bar
from ui.widgets.text import label

_HEIGHT = 32
_LEAST_NAME = 120


class StatusBar(QFrame):
    """Institution, index with the change of the last edit, filled count, saved time, backup."""

    def __init__(self) -> None:
        """Create the bar of an empty workspace."""
        super().__init__()
        self.setObjectName("status_bar")
        self.setProperty("frame", "header")
        self._compact = False
        self._change_shown = False
        self._known = False
        self._make_parts()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(Glyph("building", "text2", 16))
        row.addWidget(self._name)
        row.addWidget(self._stage)
        for part in (self._score, self._filled):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._safe)
        row.addWidget(self._backup_part)
        self.show_nothing()

    def _make_parts(self) -> None:
        self._name = ElidedLabel(size="small", bold=True)
        self._name.setObjectName("status_institution")
        self._name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._stage = label(size="small", role="text2")
        self._index = _named(label(size="small", bold=True), "status_index")
        self._grade = _named(label(size="small"), "status_grade")
        self._change = StateChip("rise", "+", small=True)
        self._change.setObjectName("status_change")
        self._count = _named(label(size="small"), "status_filled")
        self._bar = Bar()
        self._bar.setFixedWidth(80)
        self._lowest = _named(label(size="small", role="text2"), "status_lowest")
        self._saved = _named(label(size="small", role="text2"), "status_saved")
        self._backup = _named(label(size="small", role="text2"), "status_backup")
        caption = label(self.tr("Indeks"), "small", "text2")
        self._score = _part(caption, self._index, self._grade, self._change)
        self._filled = _part(self._count, self._bar, self._lowest)
        self._safe = _part(Glyph("circle-check", "ok", 16), self._saved, line=False)
        self._backup_part = _part(Glyph("archive", "text2", 16), self._backup)

    def show_nothing(self) -> None:
        """Say that there is no assessment yet."""
        self._known = False
        self._name.setText(self.tr("Belum ada penilaian. Semua data disimpan di komputer ini."))
        self.show_change(None)
        self._saved.clear()
        self._fit()

    def show_score(self, assessment: Assessment, outline: Outline, score: Score) -> None:
        """Show where an assessment stands."""
        self._known = True
        self._name.setText(f"{assessment.institution} · {assessment.year}")
        stages = {stage.id: stage.name for stage in outline.stages}
        self._stage.setText(stages.get(SELF, ""))
        self._index.setText(index_text(score.index))
        self._grade.setText(score.grade.name)
        total = len(score.levels)
        self._count.setText(self.tr("{0}/{1} terisi").format(score.answered, total))
        self._bar.set_fraction(score.answered / total)
        missing = len(score.unanswered)
        words = self.tr("{0} dihitung tingkat {1}").format(missing, outline.minimum_level)
        self._lowest.setText(words if missing else "")
        self._fit()

    def show_change(self, difference: Fraction | None) -> None:
        """Show what the last edit did to the index; nothing where it did nothing."""
        self._change_shown = difference is not None and bool(half_up(abs(difference)))
        if difference is not None and self._change_shown:
            kind = "rise" if difference > 0 else "fall"
            self._change.set_kind(kind, signed_text(difference))
        self._fit()

    def show_saved(self, moment: datetime | None, now: datetime) -> None:
        """Say since when everything is stored."""
        words = ""
        if moment is not None:
            today = moment.date() == now.date()
            at = time_text(moment) if today else moment_text(moment, now)
            words = self.tr("Tersimpan {0}").format(at)
        self._saved.setText(words)
        self._fit()

    def show_backup(self, moment: datetime | None, now: datetime) -> None:
        """Say when the last backup was made."""
        if moment is None:
            self._backup.setText(self.tr("Belum ada cadangan"))
        else:
            self._backup.setText(self.tr("Cadangan terakhir: {0}").format(moment_text(moment, now)))
        self._fit()

    def set_compact(self, *, on: bool) -> None:
        """Leave the bar and the count of lowest levels out."""
        self._compact = on
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Choose anew what fits in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose anew what fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hide the least important parts first; the name gives way last, with an ellipsis."""
        self.setFixedHeight(current_theme().scaled(_HEIGHT))
        self._score.setVisible(self._known)
        self._filled.setVisible(self._known)
        self._stage.setVisible(self._known)
        self._change.setVisible(self._change_shown)
        self._safe.setVisible(bool(self._saved.text()))
        self._backup_part.setVisible(bool(self._backup.text()))
        for part in (self._bar, self._lowest):
            part.setVisible(self._known and not self._compact)
        for part in (self._lowest, self._bar, self._backup_part, self._stage):
            if self._needed() <= self.width():
                break
            part.hide()

    def _needed(self) -> int:
        row = self.layout()
        shown = [
            item.widget() for place in range(row.count()) if (item := row.itemAt(place)).widget()
        ]
        widths = [
            max(_LEAST_NAME, part.sizeHint().width())
            if part is self._name
            else part.sizeHint().width()
            for part in shown
            if not part.isHidden()
        ]
        margins = row.contentsMargins()
        return sum(widths) + row.spacing() * len(widths) + margins.left() + margins.right()


def _named(widget: QLabel, name: str) -> QLabel:
    widget.setObjectName(name)
    return widget


def _part(*widgets: QWidget, line: bool = True) -> QWidget:
    """Several widgets that come and go together, with a line before them."""
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    if line:
        mark = QFrame()
        mark.setProperty("frame", "rule")
        mark.setFixedSize(1, 16)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(4)
    for widget in widgets:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return part
