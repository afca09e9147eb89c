"""Beside the table of a recap: what is shown of it, its sums, and the chosen institution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from assessment.domain.formatting import index_text
from assessment.domain.identity import InstitutionKind
from assessment.domain.recap import averages, grade_counts
from assessment.domain.recap_table import by_region, rounded_grade
from assessment.domain.words import INSTITUTION_KINDS
from ui.models.recap import Wanted
from ui.theme import current_theme
from ui.widgets.badge import LevelBadge
from ui.widgets.buttons import button
from ui.widgets.card import rule
from ui.widgets.elided import ElidedLabel
from ui.widgets.field import Choice, search_field
from ui.widgets.grade_bars import GradeBars
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assessment.domain.recap import Entry, Recap, Round

_WIDTH = 304
_TYPING_MS = 120


class RecapSide(QScrollArea):
    """Filters, grade bars, averages, and the institution that is chosen."""

    round_chosen = Signal(int)
    narrowed = Signal(object)
    open_requested = Signal()

    def __init__(self) -> None:
        """Create an empty column."""
        super().__init__()
        self.setObjectName("recap-side")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: Round | None = None
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._tell)
        self._round = Choice(self.tr("Tahun dan instrumen"), name="recap-round")
        self._kind = Choice(self.tr("Jenis instansi"), name="recap-kind")
        self._grade = Choice(self.tr("Predikat"), name="recap-grade")
        self._region = Choice(self.tr("Wilayah"), name="recap-region")
        self._text = search_field(self.tr("Cari instansi atau wilayah"), name="recap-text")
        self._round.currentIndexChanged.connect(self.round_chosen)
        self._kind.currentIndexChanged.connect(self._tell)
        self._grade.currentIndexChanged.connect(self._tell)
        self._region.currentIndexChanged.connect(self._tell)
        self._text.textChanged.connect(lambda _text: self._typing.start())
        self._bars = GradeBars()
        self._sums = _Pairs("recap-sums")
        self._one = _Pairs("recap-one")
        self._name = label("", "h3", wrap=True)
        self._name.setObjectName("recap-name")
        self._open = button(self.tr("Buka"), "link", small=True, name="recap-open")
        self._open.clicked.connect(self.open_requested)
        self.setWidget(self._content())

    def show_recap(self, recap: Recap) -> None:
        """Offer the rounds of another recap; the first one is chosen."""
        with QSignalBlocker(self._round):
            self._round.clear()
            for place, shown in enumerate(recap.rounds):
                title = shown.outline.title.removeprefix("Instrumen ")
                self._round.addItem(f"{shown.year} · {title}")
                tip = Qt.ItemDataRole.ToolTipRole
                self._round.setItemData(place, shown.outline.regulation, tip)
        self._round.setVisible(len(recap.rounds) > 1)

    def show_round(self, shown: Round) -> None:
        """Offer the kinds, grades and regions of a round."""
        self._shown = shown
        self._show_legend(shown.outline.levels)
        kinds = {entry.submission.kind for entry in shown.entries}
        regions = [
            (group.name, group.entries[0].submission.region) for group in by_region(shown.entries)
        ]
        self._region.setVisible(bool(regions))
        with (
            QSignalBlocker(self._kind),
            QSignalBlocker(self._grade),
            QSignalBlocker(self._region),
            QSignalBlocker(self._text),
        ):
            _fill(
                self._kind,
                self.tr("Semua jenis"),
                ((word, kind) for kind, word in INSTITUTION_KINDS.items() if kind in kinds),
            )
            grades = [(grade.name, grade.name) for grade in shown.outline.grades]
            _fill(self._grade, self.tr("Semua predikat"), grades)
            _fill(self._region, self.tr("Semua wilayah"), regions)
            self._text.clear()
        self._tell()

    def _show_legend(self, levels: range) -> None:
        """Show a badge for each of the levels before what they mean."""
        while self._legend.count() > 1:
            gone = self._legend.takeAt(0)
            if gone is not None and (badge := gone.widget()) is not None:
                badge.hide()
                badge.deleteLater()
        for place, level in enumerate(levels):
            self._legend.insertWidget(place, LevelBadge(level))

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show the sums of what is shown in the table."""
        shown = self._shown
        means = averages(entries)
        if shown is None:
            return
        self._bars.show_counts(grade_counts(shown.outline, entries))
        if means is None:
            self._sums.show_pairs([(self.tr("Instansi"), "0")])
            return
        indices = [entry.submission.index for entry in entries]
        pairs = [
            (self.tr("Instansi"), str(means.count)),
            (self.tr("Rata-rata indeks"), index_text(means.index)),
            (self.tr("Median"), index_text(means.middle)),
            (self.tr("Tertinggi"), index_text(max(indices))),
            (self.tr("Terendah"), index_text(min(indices))),
        ]
        if means.aspects and all(entry.submission.aspects for entry in entries):
            weakest, index = min(
                zip(shown.outline.aspects, means.aspects, strict=True), key=lambda pair: pair[1]
            )
            words = f"{weakest.short_name} {index_text(index)}"
            pairs.append((self.tr("Aspek terlemah"), words))
        self._sums.show_pairs(pairs)

    def show_entry(self, entry: Entry | None) -> None:
        """Show the institution that is chosen in the table."""
        self._open.setVisible(entry is not None)
        self._name.setText(entry.submission.institution if entry else "")
        if entry is None or self._shown is None:
            self._one.show_pairs([])
            return
        given = entry.submission
        pairs = [
            (self.tr("Peringkat"), self.tr("{0} dari {1}").format(entry.rank, self._count())),
            (self.tr("Indeks"), f"{index_text(given.index)} {given.grade}"),
        ]
        if rounded := rounded_grade(self._shown.outline, given):
            pairs.append((self.tr("Menurut dua desimal"), rounded))
        pairs += self._compared(self._shown, entry)
        if given.unanswered:
            pairs.append((self.tr("Belum diisi"), str(given.unanswered)))
        if entry.outliers:
            pairs.append((self.tr("Jauh dari median jenisnya"), str(len(entry.outliers))))
        self._one.show_pairs(pairs)

    def _count(self) -> int:
        return len(self._shown.entries) if self._shown else 0

    def _compared(self, shown: Round, entry: Entry) -> list[tuple[str, str]]:
        """How far it is from the average of its kind, and in which aspect it is furthest below."""
        given = entry.submission
        alike = [other for other in shown.entries if other.submission.kind is given.kind]
        means = averages(alike)
        if means is None or len(alike) == 1:
            return []
        kind = INSTITUTION_KINDS[given.kind].lower()
        gap = given.index - means.index
        words = self.tr("Di atas rata-rata {0}") if gap >= 0 else self.tr("Di bawah rata-rata {0}")
        pairs = [(words.format(kind), index_text(abs(gap)))]
        if given.aspects and means.aspects:
            gaps = [own - mean for own, mean in zip(given.aspects, means.aspects, strict=True)]
            if min(gaps) < 0:
                aspect = shown.outline.aspects[gaps.index(min(gaps))]
                pairs.append((self.tr("Paling jauh tertinggal"), aspect.short_name))
        return pairs

    def _tell(self) -> None:
        chosen = self._kind.currentData()  # a plain text: Qt knows no enumerations of Python
        kind = InstitutionKind(chosen) if chosen else None
        grade, region = self._grade.currentData() or "", self._region.currentData()
        self.narrowed.emit(Wanted(self._text.text(), kind, grade, region))

    def _content(self) -> QWidget:
        content = QFrame()
        content.setProperty("frame", "pane")
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 12, 8, 12)
        column.setSpacing(7)
        column.addWidget(self._round)
        self._choices = QHBoxLayout()
        self._choices.setSpacing(8)
        self._choices.addWidget(self._kind, 46)
        self._choices.addWidget(self._grade, 54)
        column.addLayout(self._choices)
        column.addWidget(self._region)
        column.addWidget(self._text)
        column.addWidget(label(self.tr("Predikat"), "h3"))
        column.addWidget(self._bars)
        column.addWidget(rule())
        column.addWidget(self._sums)
        column.addWidget(rule())
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._one)
        column.addStretch(1)
        self._legend = QHBoxLayout()
        self._legend.setSpacing(6)
        self._legend.addWidget(label(self.tr("indeks, dibulatkan"), "small", "text2", wrap=True), 1)
        column.addLayout(self._legend)
        return content

    def share(self, whole: int) -> None:
        """Take the width of the design, and in large text no more than the table can spare."""
        wide = current_theme().scaled(_WIDTH)
        width = min(wide, max(_WIDTH, whole * 7 // 20))
        self.setFixedWidth(width)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._choices.setDirection(across if width == wide else down)


class _Pairs(QWidget):
    """Names at the left, figures at the right."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)

    def show_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show other pairs."""
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for row, (name, figure) in enumerate(pairs):
            words = ElidedLabel(name, size="small", role="text2")
            value = label(figure, "small", bold=True)
            self._grid.addWidget(words, row, 0)
            self._grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignRight)


def _fill(choice: Choice, everything: str, options: Iterable[tuple[str, object]]) -> None:
    choice.clear()
    choice.addItem(everything, None)
    for words, value in options:
        choice.addItem(words, value)
