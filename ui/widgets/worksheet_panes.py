"""The three panes of Penilaian side by side: their widths, and their forms in less room."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter

from ui.theme import current_theme
from ui.widgets.answer_sheet import AnswerSheet
from ui.widgets.evidence_pane import EvidencePane
from ui.widgets.indicator_pane import IndicatorPane

_COMPACT = 1200
_DRAWER = 1000
_TREE, _SHEET, _EVIDENCE = 304, 480, 312
_TREE_LEAST, _EVIDENCE_LEAST = 248, 272
_KEY_PANES, _KEY_DOCK = "worksheet.panes", "worksheet.dock"


class WorksheetPanes(QSplitter):
    """Keeps the widths that a person chose; in a narrow window the evidence is a drawer."""

    def __init__(
        self,
        tree: IndicatorPane,
        sheet: AnswerSheet,
        evidence: EvidencePane,
        layout: Mapping[str, str],
    ) -> None:
        """Join the panes; ``layout`` holds sizes that were remembered."""
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("panes")
        self._tree = tree
        self._sheet = sheet
        self._evidence = evidence
        self._layout = layout
        self._form: tuple[bool, bool] | None = None
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane in (tree, sheet, evidence):
            self.addWidget(pane)
        self.setStretchFactor(1, 1)
        sheet.head.evidence_toggled.connect(self._toggle_drawer)

    def least_width(self) -> int:
        """The width that tree and sheet need."""
        return current_theme().scaled(_TREE_LEAST) + _SHEET

    def show_evidence(self) -> None:
        """Open the drawer where the evidence is one."""
        if self._form is not None and self._form[1]:
            self._sheet.head.open_drawer()

    def state(self) -> dict[str, str]:
        """Sizes to remember; none before the panes were shown."""
        if self._form is None:
            return {}
        state = {_KEY_DOCK: str(self._sheet.dock_height())}
        if not any(self._form):
            tree, _sheet, evidence = self.sizes()
            state[_KEY_PANES] = f"{tree},{evidence}"
        return state

    def showEvent(self, event: QShowEvent) -> None:
        """Take the remembered sizes the first time."""
        super().showEvent(event)
        if self._form is None:
            self._choose_form(anew=True)
            height = self._layout.get(_KEY_DOCK, "")
            if height.isdecimal():
                self._sheet.set_dock_height(int(height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the form for the room there is."""
        super().resizeEvent(event)
        if self._form is not None:
            self._choose_form()

    def changeEvent(self, event: QEvent) -> None:
        """Choose the form anew when larger text needs more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._form is not None:
            self._choose_form(anew=True)

    def _choose_form(self, *, anew: bool = False) -> None:
        width = self.window().width()
        scaled = current_theme().scaled
        form = (width < scaled(_COMPACT), width < scaled(_DRAWER))
        if form == self._form and not anew:
            return
        self._form = form
        compact, drawer = form
        self._tree.setMinimumWidth(scaled(_TREE_LEAST))
        self._sheet.setMinimumWidth(_SHEET)
        self._evidence.setMinimumWidth(scaled(_EVIDENCE_LEAST))
        self._tree.set_compact(on=compact)
        self._sheet.set_compact(on=compact)
        self._sheet.head.set_drawer(on=drawer)
        self._evidence.setVisible(not drawer)
        self._tree.show()
        tree, evidence = self._remembered_widths()
        if compact:
            tree, evidence = _TREE_LEAST, _EVIDENCE_LEAST
        tree, evidence = scaled(tree), scaled(evidence)
        self.setSizes([tree, max(_SHEET, self.width() - tree - evidence), evidence])

    def _remembered_widths(self) -> tuple[int, int]:
        tree, _comma, evidence = self._layout.get(_KEY_PANES, "").partition(",")
        if tree.isdecimal() and evidence.isdecimal():
            return int(tree), int(evidence)
        return _TREE, _EVIDENCE

    def _toggle_drawer(self, on: bool) -> None:
        drawer = self._form is not None and self._form[1]
        self._evidence.setVisible(on or not drawer)
        self._tree.setVisible(not (on and drawer))
