"""What a person sees and does on Hasil, by the names of the widgets."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from ui.pages.results import ResultsPage
from ui.tasks import TaskRunner
from ui.widgets.arithmetic_table import FigureTable
from ui.widgets.chart_view import ChartView
from ui.widgets.message import Message

INSTRUMENT = "permenpanrb-59-2020"
W = TypeVar("W", bound=QWidget)


class ResultsDriver:
    def __init__(self, qtbot: QtBot, page: ResultsPage, tasks: TaskRunner) -> None:
        self.qtbot = qtbot
        self.page = page
        self.tasks = tasks

    def find(self, kind: type[W], name: str) -> W:
        found = self.page.findChild(kind, name)
        assert isinstance(found, kind), name
        return found

    def text(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def click(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        assert button.isVisible(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def open_tab(self, number: int) -> None:
        tabs = self.find(QTabBar, "result-tabs")
        self.qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(number).center())

    def table(self, name: str) -> FigureTable:
        return self.find(FigureTable, name)

    def rows(self, name: str) -> list[list[str]]:
        return [[cell.text for cell in row.cells] for row in self.table(name).figures().rows]

    def top(self, part: QWidget) -> int:
        return part.mapTo(self.page, part.rect().topLeft()).y()

    def left_of(self, first: QWidget, second: QWidget) -> bool:
        """Whether one part ends where the other has not begun yet, seen from the left."""
        end = first.mapTo(self.page, first.rect().topRight()).x()
        return end < second.mapTo(self.page, second.rect().topLeft()).x()

    def unanswered(self) -> Message:
        return self.find(Message, "unanswered")

    def chart(self, name: str) -> ChartView:
        """The chart, once it is drawn."""
        chart = self.find(ChartView, f"chart-{name}")
        self.qtbot.waitUntil(lambda: chart.image() is not None)
        return chart

    def clipboard(self) -> str:
        return QGuiApplication.clipboard().text()

    def clipboard_html(self) -> str:
        return QGuiApplication.clipboard().mimeData().html()
