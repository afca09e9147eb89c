"""What a person sees and does on Kirim, by the names of the widgets."""

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assessment.domain.exchange import ExportKind
from ui.dialogs.import_preview import ImportPreview
from ui.pages.handover import HandoverPage
from ui.widgets.export_group import ExportGroup
from ui.widgets.export_row import ExportRow
from ui.widgets.message import Message

INSTRUMENT = "permenpanrb-59-2020"
W = TypeVar("W", bound=QWidget)


class Finder:
    """Finds widgets under a root and presses them."""

    def __init__(self, qtbot: QtBot, root: QWidget) -> None:
        self.qtbot = qtbot
        self.root = root

    def find(self, kind: type[W], name: str) -> W:
        found = self.root.findChild(kind, name)
        assert isinstance(found, kind), name
        return found

    def click(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        assert button.isVisible(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, name: str, text: str) -> None:
        edit = self.find(QLineEdit, name)
        edit.setFocus()
        edit.clear()
        self.qtbot.keyClicks(edit, text)

    def words(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def enabled(self, name: str) -> bool:
        return self.find(QAbstractButton, name).isEnabled()

    def message(self, name: str) -> Message:
        return self.find(Message, name)

    def click_row(self, view: QListView | QTableView, index: QModelIndex) -> None:
        place = view.visualRect(index)
        self.qtbot.mouseClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            pos=QPoint(place.left() + 14, place.center().y()),
        )


class PreviewDriver(Finder):
    """The dialog with the differences."""

    @property
    def table(self) -> QTableView:
        return self.find(QTableView, "differences")

    def rows(self) -> list[list[str]]:
        model = self.table.model()
        return [
            [str(model.index(row, column).data()) for column in range(1, model.columnCount())]
            for row in range(model.rowCount())
        ]

    def ticked(self, row: int) -> bool:
        state = self.table.model().index(row, 0).data(Qt.ItemDataRole.CheckStateRole)
        return bool(state == Qt.CheckState.Checked)

    def tick(self, row: int) -> None:
        self.click_row(self.table, self.table.model().index(row, 0))

    def apply_text(self) -> str:
        return self.find(QAbstractButton, "apply").text()


class HandoverDriver(Finder):
    def __init__(
        self, qtbot: QtBot, page: HandoverPage, patch: pytest.MonkeyPatch, exports: Path
    ) -> None:
        super().__init__(qtbot, page)
        self.page = page
        self.exports = exports
        self.proposed: list[Path] = []
        self._patch = patch

    def save_as(self, path: Path | None) -> None:
        """Answer the next questions for a file to write; None means cancelled."""

        def answer(_parent: QWidget, _title: str, proposal: str, _filter: str) -> tuple[str, str]:
            self.proposed.append(Path(proposal))
            return (str(path) if path else "", "")

        self._patch.setattr(QFileDialog, "getSaveFileName", answer)

    def accept_proposals(self) -> None:
        def answer(_parent: QWidget, _title: str, proposal: str, _filter: str) -> tuple[str, str]:
            self.proposed.append(Path(proposal))
            return (proposal, "")

        self._patch.setattr(QFileDialog, "getSaveFileName", answer)

    def choose_file(self, path: Path | None) -> None:
        self._patch.setattr(
            QFileDialog, "getOpenFileName", lambda *_: (str(path) if path else "", "")
        )

    def row(self, name: str) -> ExportRow:
        return self.find(ExportRow, name)

    def press(self, row: str, name: str) -> None:
        button = self.row(row).findChild(QAbstractButton, name)
        assert isinstance(button, QAbstractButton)
        self.unfold(self.row(row))
        self.turn_to(self.row(row))
        assert button.isVisible(), f"{row} {name}"
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def unfold(self, row: ExportRow) -> None:
        """Click the title of the group that a row is folded into."""
        groups = [group for group in self.root.findChildren(ExportGroup) if group.isAncestorOf(row)]
        for group in groups:
            self.turn_to(group)
            title = group.findChild(QAbstractButton, "unfold")
            if isinstance(title, QAbstractButton) and title.isVisible() and not title.isChecked():
                self.qtbot.mouseClick(title, Qt.MouseButton.LeftButton)

    def wait_for(self, name: str) -> Finder:
        """Wait for a dialog to be open."""

        def shown() -> bool:
            found = self.root.findChild(QDialog, name)
            return found is not None and found.isVisible()

        self.qtbot.waitUntil(shown, timeout=30_000)
        return Finder(self.qtbot, self.find(QDialog, name))

    def gone(self, name: str) -> None:
        """Wait until no dialog of that name is open."""

        def hidden() -> bool:
            found = self.root.findChild(QDialog, name)
            return found is None or not found.isVisible()

        self.qtbot.waitUntil(hidden, timeout=30_000)

    def open_package(self, path: Path, dialog: str) -> Finder:
        """Choose a package and wait for what it brings up."""
        self.choose_file(path)
        self.press("package", "make")
        return self.wait_for(dialog)

    def turn_to(self, part: QWidget) -> None:
        """Click the tab under which a part of the page is."""
        tabs = self.find(QTabBar, "handover-tabs")
        for place in range(tabs.count()):
            if part.isVisible():
                return
            spot = tabs.tabRect(place).center()
            self.qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=spot)

    def settle(self, row: str) -> str:
        """Wait until a row is at rest and give the words of its outcome."""
        self.qtbot.waitUntil(lambda: not self.row(row).running(), timeout=20_000)
        return self.row(row).outcome()

    def export(self, kind: ExportKind) -> str:
        self.press(f"export-{kind}", "make")
        return self.settle(f"export-{kind}")

    def obstacle(self, kind: ExportKind) -> str:
        """What its row says where its button is disabled for that reason; empty where not."""
        row = self.row(f"export-{kind}")
        make = row.findChild(QAbstractButton, "make")
        assert isinstance(make, QAbstractButton)
        assert make.isEnabled() or make.toolTip() == row.outcome()
        return "" if make.isEnabled() else row.outcome()

    def wait_for_check(self) -> Message:
        verdict = self.message("verdict")
        self.qtbot.waitUntil(verdict.isVisible, timeout=10_000)
        return verdict

    def checklist(self) -> list[str]:
        lines = self.find(QWidget, "checklist").findChildren(QAbstractButton, "check-line")
        return [line.accessibleName() for line in lines if not line.isHidden()]

    def check_line(self, number: int) -> QAbstractButton:
        lines = self.find(QWidget, "checklist").findChildren(QAbstractButton, "check-line")
        return [line for line in lines if not line.isHidden()][number]

    def findings(self) -> list[str]:
        model = self.find(QListView, "findings").model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def receipts(self) -> QListView:
        return self.find(QListView, "receipts")

    def preview(self, path: Path) -> PreviewDriver:
        """Choose a workbook and wait for its differences."""
        self.choose_file(path)
        self.press("import", "make")
        self.settle("import")
        dialog = self.root.findChild(ImportPreview)
        assert isinstance(dialog, ImportPreview), self.message("refusal").text()
        return PreviewDriver(self.qtbot, dialog)

    def refuse(self, path: Path) -> Message:
        """Choose a workbook that is refused and give the message."""
        self.choose_file(path)
        self.press("import", "make")
        self.settle("import")
        refusal = self.message("refusal")
        assert refusal.isVisible()
        return refusal

    def faults(self) -> list[str]:
        return self.find(QPlainTextEdit, "faults").toPlainText().splitlines()

    def label(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def clipboard(self) -> str:
        return QGuiApplication.clipboard().text()
