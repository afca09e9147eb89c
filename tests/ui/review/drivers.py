"""What a person sees and does on Periksa."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.waive import WaiveDialog
from ui.pages.review import ReviewPage
from ui.tasks import Task, TaskRunner
from ui.widgets.review_row import ReviewRowWidget

INSTRUMENT = "permenpanrb-59-2020"


class ReviewDriver:
    def __init__(self, qtbot: QtBot, page: ReviewPage, tasks: TaskRunner) -> None:
        self.qtbot = qtbot
        self.page = page
        self._tasks = tasks

    def open(self, assessment_id: int) -> None:
        self.page.show_assessment(assessment_id)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing runs and nothing fades."""
        self.qtbot.waitUntil(lambda: not self._tasks.findChildren(Task))
        self.qtbot.waitUntil(lambda: all(row.graphicsEffect() is None for row in self._widgets()))

    def _widgets(self) -> list[ReviewRowWidget]:
        found = self.page.findChildren(ReviewRowWidget)
        return sorted((row for row in found if row.isVisible()), key=lambda row: row.y())

    def rows(self) -> list[str]:
        """Titles in the order of the page."""
        return [row.row.title for row in self._widgets()]

    def row(self, title: str) -> ReviewRowWidget:
        return next(row for row in self._widgets() if row.row.title == title)

    def press(self, title: str, name: str = "cure") -> None:
        button = self.row(title).findChild(QAbstractButton, name)
        assert isinstance(button, QAbstractButton)
        assert button.isVisible()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def click(self, name: str) -> None:
        button = self.page.findChild(QAbstractButton, name)
        assert isinstance(button, QAbstractButton)
        assert button.isVisible()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def chip(self, name: str) -> QAbstractButton:
        chip = self.page.findChild(QAbstractButton, f"review_{name}")
        assert isinstance(chip, QAbstractButton)
        return chip

    def type(self, text: str) -> None:
        edit = self.page.findChild(QLineEdit, "review_search")
        assert isinstance(edit, QLineEdit)
        edit.clear()
        self.qtbot.keyClicks(edit, text)

    def when(self) -> str:
        shown = self.page.findChild(QLabel, "review_when")
        assert isinstance(shown, QLabel)
        return shown.text()

    def dialog(self) -> WaiveDialog:
        found = self.page.findChildren(WaiveDialog)
        assert found
        return found[-1]

    def give_reason(self, text: str) -> None:
        edit = self.dialog().findChild(QPlainTextEdit, "waive_reason")
        assert isinstance(edit, QPlainTextEdit)
        self.qtbot.keyClicks(edit, text)
        keep = self.dialog().findChild(QAbstractButton, "keep")
        self.qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)

    def waive(self, title: str, reason: str) -> None:
        self.press(title, "waive")
        self.give_reason(reason)
        self.settle()

    def focused_row(self) -> str:
        """The title of the row whose button has the focus."""
        widget: QWidget | None = self.page.window().focusWidget()
        while widget is not None:
            if isinstance(widget, ReviewRowWidget):
                return widget.row.title
            widget = widget.parentWidget()
        return ""

    def shown(self, name: str) -> bool:
        return any(child.isVisible() for child in self.page.findChildren(QWidget, name))

    def clipboard(self) -> list[str]:
        return QGuiApplication.clipboard().text().splitlines()
