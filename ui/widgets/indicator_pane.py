"""The left pane of Penilaian: filter, chips, tree."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from assessment.domain.dossier import Dossier
from indicators.instrument import Instrument
from ui.models.indicator_tree import Mark, mark_words
from ui.widgets.buttons import button, icon_button
from ui.widgets.card import rule
from ui.widgets.chip import FilterChip
from ui.widgets.field import search_field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.indicator_tree import IndicatorTree
from ui.widgets.text import label

_MOST_UNIT = 24
_ALWAYS = (Mark.WITHOUT_EVIDENCE, Mark.BELOW_TARGET)
"""Marks whose chips are there without being switched on."""


class IndicatorPane(QFrame):
    """Finds an indicator by number, words, unit or by what is amiss with it."""

    chosen = Signal(int)

    def __init__(self) -> None:
        """Create an empty pane."""
        super().__init__()
        self.setProperty("frame", "pane")
        self._compact = False
        self._unit = ""
        self._units: tuple[str, ...] = ()
        self.search = search_field(self.tr("Nomor, kata, atau unit kerja"), name="indicator_search")
        self.search.textChanged.connect(self._apply)
        self.search.returnPressed.connect(self._open_first)
        self.tree = IndicatorTree()
        self.tree.chosen.connect(self.chosen)
        self._chips = {mark: FilterChip(mark_words(mark), name=mark.value) for mark in Mark}
        self._unit_chip = FilterChip("", name="unit_chip")
        self._unit_chip.clicked.connect(lambda: self._choose_unit(""))
        words = self.tr("Saring menurut…")
        self._more = icon_button(
            "sliders-horizontal", words, small=True, framed=False, name="filters"
        )
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more.setMenu(self._menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._nothing = label(self.tr("Tidak ada indikator yang cocok."), role="text2", wrap=True)
        self._clear = button(self.tr("Tampilkan semua"), "link", small=True, name="show_all")
        self._clear.clicked.connect(self.show_all)
        self._arrange()

    def _arrange(self) -> None:
        row = FlowLayout(gap=8)
        for chip in self._chips.values():
            chip.toggled.connect(self._apply)
            row.addWidget(chip)
        row.addWidget(self._unit_chip)
        tools = QHBoxLayout()
        tools.setContentsMargins(12, 0, 12, 0)
        tools.addLayout(row, 1)
        tools.addWidget(self._more)
        head = QHBoxLayout()
        head.setContentsMargins(12, 12, 12, 0)
        head.addWidget(self.search)
        self._empty = QWidget()
        words = QVBoxLayout(self._empty)
        words.setContentsMargins(16, 16, 16, 0)
        words.addWidget(self._nothing)
        words.addWidget(self._clear)
        words.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        column.addLayout(head)
        column.addLayout(tools)
        lower = QVBoxLayout()
        lower.setSpacing(0)
        lower.addWidget(rule())
        lower.addWidget(self.tree, 1)
        lower.addWidget(self._empty, 1)
        column.addLayout(lower, 1)
        self._empty.hide()
        self._show_chips()

    def show_dossier(self, instrument: Instrument, dossier: Dossier) -> None:
        """Show an assessment, or what changed in it."""
        self.tree.show_dossier(instrument, dossier)
        rows = self.tree.rows.indicators()
        self._units = tuple(sorted({row.unit for row in rows if row.unit}, key=str.casefold))
        for mark, chip in self._chips.items():
            words = f"{mark_words(mark)} {sum(mark in row.marks for row in rows)}"
            if chip.text() != words:
                chip.setText(words)
                chip.updateGeometry()
        if self._unit and self._unit not in self._units:
            self._choose_unit("")
        if self._filtered():
            self._apply()

    def set_compact(self, *, on: bool) -> None:
        """Keep only the first chip, and no paperclips."""
        self._compact = on
        self.tree.set_compact(on=on)
        self._show_chips()

    def show_all(self) -> None:
        """Switch every filter off."""
        self._unit = ""
        self.search.clear()
        for chip in self._chips.values():
            chip.setChecked(False)
        self._apply()

    def _filtered(self) -> bool:
        return bool(self.search.text() or self._unit or self._marks())

    def _marks(self) -> frozenset[Mark]:
        return frozenset(mark for mark, chip in self._chips.items() if chip.isChecked())

    def _apply(self) -> None:
        self._show_chips()
        shown = self.tree.show_only(self.search.text(), self._marks(), self._unit)
        self.tree.setVisible(bool(shown))
        self._empty.setVisible(not shown)

    def _open_first(self) -> None:
        """Go from the words that were typed to what they found."""
        if self.search.text() and (shown := self.tree.shown_numbers()):
            self.chosen.emit(shown[0])
            self.tree.setFocus()

    def _show_chips(self) -> None:
        for mark, chip in self._chips.items():
            always = mark in _ALWAYS[: 1 if self._compact else None]
            chip.setVisible(always or chip.isChecked())
        unit = self._unit if len(self._unit) <= _MOST_UNIT else f"{self._unit[:_MOST_UNIT]}…"
        self._unit_chip.setText(unit)
        self._unit_chip.setToolTip(self._unit)
        self._unit_chip.setAccessibleName(self._unit)
        self._unit_chip.setChecked(bool(self._unit))
        self._unit_chip.updateGeometry()
        self._unit_chip.setVisible(bool(self._unit))

    def _choose_unit(self, unit: str) -> None:
        self._unit = unit
        self._apply()

    def _fill_menu(self) -> None:
        self._menu.clear()
        for chip in self._chips.values():
            self._add_entry(chip.text(), chip.toggle, on=chip.isChecked())
        if self._units:
            self._menu.addSection(self.tr("Unit kerja"))
        for unit in self._units:
            on = unit == self._unit
            self._add_entry(unit, partial(self._choose_unit, "" if on else unit), on=on)

    def _add_entry(self, words: str, act: Callable[[], None], *, on: bool) -> None:
        entry = self._menu.addAction(words.replace("&", "&&"))
        entry.setCheckable(True)
        entry.setChecked(on)
        entry.triggered.connect(lambda _on: act())
