"""Finds what a person sees by name and presses it as a person does."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.widgets.action_row import ActionRow
from ui.widgets.assessment_card import AssessmentCard
from ui.widgets.attention import Attention

W = TypeVar("W", bound=QWidget)
INSTRUMENT = "permenpanrb-59-2020"


class Driver:
    def __init__(self, qtbot: QtBot, root: QWidget) -> None:
        self.qtbot = qtbot
        self.root = root

    def find(self, kind: type[W], name: str) -> W:
        found = self.root.findChildren(kind, name)
        assert found, f"no {kind.__name__} {name}"
        return found[-1]

    def click(self, name: str) -> None:
        widget = self.find(QAbstractButton, name)
        assert widget.isEnabled()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def type(self, name: str, text: str) -> None:
        edit = self.find(QLineEdit, name)
        edit.selectAll()
        self.qtbot.keyClicks(edit, text)

    def find_line(self, name: str) -> QLineEdit:
        return self.find(QLineEdit, name)

    def choose(self, name: str, text: str) -> None:
        box = self.find(QComboBox, name)
        assert box.findText(text) >= 0
        box.setCurrentText(text)

    def text(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def shown(self, name: str) -> bool:
        return any(not widget.isHidden() for widget in self.root.findChildren(QWidget, name))


class WindowDriver(Driver):
    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        super().__init__(qtbot, window)
        self.window = window
        self.window.resize(1366, 768)

    def open(self) -> None:
        """Show the window and wait until its slow beginnings are over."""
        with self.qtbot.waitExposed(self.window):
            self.window.show()
        self.qtbot.waitUntil(lambda: self.shown("status_backup") and bool(self.backup()))
        self.settle()

    def settle(self) -> None:
        """Wait until nothing runs in the background."""
        done: list[None] = []
        self.window.tasks.start(lambda _progress: None, on_success=done.append)
        self.qtbot.waitUntil(lambda: bool(done))

    def end(self) -> None:
        self.window.tasks.shutdown()

    def backup(self) -> str:
        return self.text("status_backup")

    def titles(self) -> list[str]:
        """The names of the assessment cards in their order."""
        page = self.window.pages.home
        return [card.accessibleName() for card in page.findChildren(AssessmentCard)]

    def attention(self) -> dict[str, str]:
        """What needs attention, with its detail."""
        rows = self.window.pages.home.findChildren(Attention)[-1].findChildren(ActionRow)
        return {row.text(): row.detail() for row in rows}

    def menu(self, place: int, words: str) -> None:
        """Choose from the menu of a card."""
        card = self.window.pages.home.findChildren(AssessmentCard)[place]
        more = card.findChild(QAbstractButton, "card_menu")
        self.qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
        menu = card.findChildren(QMenu)[-1]
        action = next(action for action in menu.actions() if action.text() == words)
        action.trigger()
        menu.close()

    def drop(self, path: Path) -> bool:
        """Drag a file in as the system delivers it; gives whether it was welcome."""
        content = QMimeData()
        content.setUrls([QUrl.fromLocalFile(str(path))])
        place = QPointF(self.window.rect().center())
        given = (Qt.DropAction.CopyAction, content, Qt.MouseButton.LeftButton)
        no_keys = Qt.KeyboardModifier.NoModifier
        entered = QDragEnterEvent(place.toPoint(), *given, no_keys)
        QApplication.sendEvent(self.window.windowHandle(), entered)
        dropped = QDropEvent(place, *given, no_keys)
        QApplication.sendEvent(self.window.windowHandle(), dropped)
        return entered.isAccepted() and dropped.isAccepted()

    def rail(self, key: str) -> None:
        self.click(f"rail_{key}")

    def rail_enabled(self, key: str) -> bool:
        return self.find(QAbstractButton, f"rail_{key}").isEnabled()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        focused = QApplication.focusWidget() or self.window
        self.qtbot.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)
