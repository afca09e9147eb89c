"""What a person does to see what would lift the index."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QAbstractSpinBox, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from assessment.domain.identity import Assessment
from assessment.domain.records import ActionItem
from assessment.services.workbench import Workbench
from tests.ui.results.drivers import ResultsDriver
from ui.widgets.message import Message
from ui.widgets.plain_table import PlainTable

WHAT_IF, PATH = 4, 5
STEPS, EFFORTS, PLAN = range(3)
LEVELS = (1, 1, *[2] * 28, None, *[3] * 16)
LEFT = Qt.MouseButton.LeftButton
CLOSED = QAbstractItemView.State.NoState


@dataclass
class Lifting:
    """The page on one of the two tabs."""

    page: ResultsDriver
    bench: Workbench
    made: Assessment

    @property
    def qtbot(self) -> QtBot:
        return self.page.qtbot

    def table(self, name: str) -> PlainTable:
        return self.page.find(PlainTable, name)

    def model(self, name: str) -> QAbstractItemModel:
        return self.table(name).model()

    def cell(self, name: str, row: int, column: int) -> str:
        return str(self.model(name).index(row, column).data())

    def place(self, name: str, row: int, column: int) -> QPoint:
        table = self.table(name)
        index = table.model().index(row, column)
        table.scrollTo(index)
        return table.visualRect(index).center()

    def press(self, name: str, row: int, column: int) -> None:
        place = self.place(name, row, column)
        self.qtbot.mouseClick(self.table(name).viewport(), LEFT, pos=place)

    def write(self, name: str, row: int, column: int, text: str) -> None:
        """Type over a cell, as one does in a spreadsheet."""
        table = self.table(name)
        table.setCurrentIndex(table.model().index(row, column))
        table.edit(table.currentIndex())
        kind: type[QWidget] = QAbstractSpinBox if name == "path-efforts" else QLineEdit
        editors = table.viewport().findChildren(kind)
        editor = next(editor for editor in editors if editor.isVisible())
        assert isinstance(editor, QLineEdit | QAbstractSpinBox)
        editor.selectAll()
        self.qtbot.keyClicks(editor, text)
        self.qtbot.keyClick(editor, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: table.state() is CLOSED)

    def open_part(self, number: int) -> None:
        tabs = self.page.find(QTabBar, "path-tabs")
        self.qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(number).center())

    def message(self, name: str = "path-message") -> Message:
        return self.page.find(Message, name)

    def wait(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true)

    def found(self) -> bool:
        return self.page.text("path-effort") != ""

    def plan(self) -> tuple[ActionItem, ...]:
        return self.bench.planning.plan(self.made.id)

    def stored_levels(self) -> dict[int, int]:
        return self.bench.worksheet.dossier(self.made.id).levels()
