from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QToolButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

import ui.translations
from ui.translations import install_translator

ENGLISH = {
    "abort", "and", "apply", "back", "cancel", "close", "copy", "cut", "date", "delete", "detail",
    "details", "directory", "discard", "down", "file", "files", "forward", "help", "hidden", "hide",
    "ignore", "link", "list", "look", "modified", "name", "new", "no", "of", "open", "parent",
    "paste", "rename", "redo", "reset", "restore", "retry", "save", "select", "show", "sidebar",
    "size", "step", "the", "to", "type", "undo", "up", "view", "yes",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _indonesian(qapp: QApplication) -> Iterator[None]:
    translator = install_translator(qapp)
    yield
    qapp.removeTranslator(translator)


def english(texts: list[str]) -> set[str]:
    words = {word for text in texts for word in text.split("\t")[0].replace("&", "").split()}
    return {word.strip(".…:'()").lower() for word in words} & ENGLISH


def said_by(widget: QWidget) -> list[str]:
    said = [widget.windowTitle()]
    for child in widget.findChildren(QWidget):
        said += [child.toolTip(), child.accessibleName(), child.accessibleDescription()]
        if isinstance(child, QLabel | QToolButton):
            said.append(child.text())
    said += [action.text() for action in widget.findChildren(QAction)]
    for box in widget.findChildren(QDialogButtonBox):
        said += [button.text() for button in box.buttons()]
    return said


@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit, QTextEdit])
def test_context_menus_hold_no_english(
    qtbot: QtBot, make: Callable[[], QLineEdit | QPlainTextEdit | QTextEdit]
) -> None:
    edit = make()
    qtbot.addWidget(edit)
    menu = edit.createStandardContextMenu()
    qtbot.addWidget(menu)
    said = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert len(said) >= 7
    assert "&Salin" in {text.split("\t")[0] for text in said}
    assert english(said) == set()


def test_the_menu_a_right_click_opens_is_indonesian(qtbot: QtBot) -> None:
    spin = QSpinBox()
    qtbot.addWidget(spin)
    spin.show()
    said: list[str] = []

    def read() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            said.extend(action.text() for action in menu.actions())
            menu.close()

    QTimer.singleShot(0, read)
    centre = QPoint(5, 5)
    QApplication.sendEvent(
        spin, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, centre, spin.mapToGlobal(centre))
    )
    assert any(text.startswith("&Naik") for text in said)
    assert english(said) == set()


def test_standard_buttons_hold_no_english(qtbot: QtBot) -> None:
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    wanted = [b for b in QDialogButtonBox.StandardButton if b.name in STANDARD]
    for button in wanted:
        box.addButton(button)
    said = [button.text() for button in box.buttons()]
    assert len(said) == len(STANDARD)
    assert english(said) == set()


STANDARD = {
    "Ok", "Open", "Save", "Cancel", "Close", "Discard", "Apply", "Reset", "RestoreDefaults", "Help",
    "SaveAll", "Yes", "YesToAll", "No", "NoToAll", "Abort", "Retry", "Ignore",
}  # fmt: skip


def test_a_message_with_details_holds_no_english(qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setDetailedText("rincian")
    shown = [button.text() for button in box.buttons()]
    assert any(text.startswith("Tampilkan") for text in shown)
    assert english(shown) == set()


@pytest.mark.parametrize("mode", list(QFileDialog.AcceptMode))
def test_the_file_dialog_holds_no_english(
    qtbot: QtBot, tmp_path: Path, mode: QFileDialog.AcceptMode
) -> None:
    dialog = QFileDialog(directory=str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    dialog.show()
    tree = dialog.findChild(QTreeView)
    assert isinstance(tree, QTreeView)
    heads = [tree.model().headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    assert heads == ["Nama", "Ukuran", "Jenis", "Tanggal Diubah"]
    assert english(said_by(dialog)) == set()


def test_english_is_found_where_it_is_left(qtbot: QtBot) -> None:
    assert english(["&Undo\tCtrl+Z", "Salin"]) == {"undo"}


def test_a_missing_catalogue_is_told(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ui.translations, "_CATALOGUE", tmp_path / "none.qm")
    with pytest.raises(FileNotFoundError, match=r"none\.qm"):
        install_translator(qapp)
