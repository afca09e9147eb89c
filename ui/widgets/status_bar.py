"""The foot of the window: where the assessment stands and that it is safe."""

from datetime import datetime
from fractions import Fraction

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from assessment.domain.formatting import index_text, moment_text, signed_text, time_text
from assessment.domain.identity import OFFICIAL, Assessment, Person, part_numbers
from assessment.domain.scoring import Score, half_up
from indicators.outline import Outline, Stage
from ui.theme import current_theme
from ui.widgets.chip import StateChip
from ui.widgets.elided import ElidedLabel
from ui.widgets.glyph import Glyph
from ui.widgets.progress_panel import Bar
from ui.widgets.text import label, restyle

_HEIGHT = 32
_LEAST_NAME = 120
_MARGIN = 16
_GAP = 8


class StatusBar(QWidget):
    """Institution, index with the change of the last edit, filled count, saved time, backup."""

    def __init__(self) -> None:
        """Create the bar; `show_score` or `show_nothing` fills it."""
        super().__init__()
        self.setObjectName("status_bar")
        self._compact = False
        self._change_shown = False
        self._known = False
        self._whole = True
        self._counted = True
        self._make_parts()
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 1, _MARGIN, 0)
        row.setSpacing(_GAP)
        for part in self._parts[:-3]:
            row.addWidget(part)
        row.addStretch(1)
        for part in self._parts[-3:]:
            row.addWidget(part)

    def _make_parts(self) -> None:
        self._mark = Glyph("building", "text2", 16)
        self._name = ElidedLabel(size="small", bold=True)
        self._name.setObjectName("status_institution")
        self._name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._stage = _named(label(size="small", role="text2"), "status_stage")
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
        self._person = _named(label(size="small", role="text2"), "status_person")
        self._person_part = _part(Glyph("user", "text2", 16), self._person)
        caption = label(self.tr("Indeks"), "small", "text2")
        self._score = _part(caption, self._index, self._grade, self._change)
        self._filled = _part(self._count, self._bar, self._lowest)
        self._safe = _part(Glyph("circle-check", "ok", 16), self._saved, line=False)
        self._backup_part = _part(Glyph("archive", "text2", 16), self._backup)
        self._parts: tuple[QWidget, ...] = (
            self._mark,
            self._name,
            self._stage,
            self._score,
            self._filled,
            self._safe,
            self._person_part,
            self._backup_part,
        )

    def show_nothing(self) -> None:
        """Say that there is no assessment yet."""
        self._known = False
        self._mark.set_icon("hard-drive", "text2")
        self._name.setText(self.tr("Belum ada penilaian. Semua data disimpan di komputer ini."))
        self._embolden(on=False)
        self.show_change(None)
        self._saved.clear()
        self._fit()

    def show_person(self, person: Person) -> None:
        """Say who works here, and as what."""
        from assessment.domain.words import ROLES

        self._person.setText(f"{person.name} · {ROLES[person.role]}" if person.name else "")
        self._fit()

    def show_score(
        self, assessment: Assessment, outline: Outline, stage: Stage, score: Score
    ) -> None:
        """Show where an assessment stands at a stage; a part has progress but no index."""
        self._known = True
        part = part_numbers(assessment)
        self._whole = not part
        self._counted = stage.id != OFFICIAL  # nothing of an official result is left to fill in
        self._mark.set_icon("building", "text2")
        self._embolden(on=True)
        self._name.setText(f"{assessment.institution} · {assessment.year}")
        self._stage.setText(stage.name)
        self._index.setText(index_text(score.index))
        self._grade.setText(score.grade.name)
        total = len(part) or len(score.levels)
        counted = self.tr("{0}/{1} indikator bagian ini") if part else self.tr("{0}/{1} terisi")
        self._count.setText(counted.format(score.answered, total))
        self._bar.set_fraction(score.answered / total)
        missing = len(score.unanswered)
        words = self.tr("{0} dihitung tingkat {1}").format(missing, outline.minimum_level)
        self._lowest.setText(words if missing and not part else "")
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

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line to the page."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)  # to fill a rectangle makes Qt load its gradients first
        painter.setBrush(theme.color("surface"))
        painter.drawRect(self.rect())
        painter.setBrush(theme.color("line"))
        painter.drawRect(0, 0, self.width(), 1)

    def _embolden(self, *, on: bool) -> None:
        if self._name.property("bold") == on:
            return
        self._name.setProperty("bold", on)
        self._name.setProperty("role", "text" if on else "text2")
        restyle(self._name)

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
        self._score.setVisible(self._known and self._whole)
        self._filled.setVisible(self._known and self._counted)
        self._stage.setVisible(self._known)
        self._change.setVisible(self._change_shown)
        self._safe.setVisible(bool(self._saved.text()))
        self._backup_part.setVisible(bool(self._backup.text()))
        self._person_part.setVisible(bool(self._person.text()))
        extras: tuple[QWidget, ...] = (self._lowest, self._bar)
        for extra in extras:
            extra.setVisible(self._known and not self._compact)
        if self._needed(whole_name=True) > self.width():
            self._person_part.hide()
        for extra in (*extras, self._backup_part, self._stage):
            if self._needed() <= self.width():
                break
            extra.hide()

    def _needed(self, *, whole_name: bool = False) -> int:
        shown = [part for part in self._parts if not part.isHidden()]
        cut = self._known and not whole_name
        names = _LEAST_NAME - self._name.sizeHint().width() if cut else 0
        widths = sum(part.sizeHint().width() for part in shown) + min(0, names)
        return widths + _GAP * len(shown) + 2 * _MARGIN


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
        row.addSpacing(6)
        mark = QFrame()
        mark.setProperty("frame", "rule")
        mark.setFixedSize(1, 16)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(6)
    for widget in widgets:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return part
