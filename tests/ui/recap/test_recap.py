"""Rekap as a person uses it: a folder in, a table out."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.recaps import JUST_BELOW, workbook
from tests.ui.recap.drivers import LONG, click, names, part, read, table, told
from ui.models.recap import Column
from ui.pages.recap import RecapPage
from ui.theme import apply_theme
from ui.widgets.arithmetic_table import FigureTable
from ui.widgets.grade_bars import GradeBars
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.recap_notes import RecapNotes


def test_the_empty_page_says_what_to_do(page: RecapPage) -> None:
    assert part(page, QWidget, "recap-empty").isVisible()
    assert not part(page, QPushButton, "recap-export").isVisible()


def test_giving_up_choosing_changes_nothing(
    qtbot: QtBot, page: RecapPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    click(qtbot, page, "recap-first")
    assert part(page, QWidget, "recap-empty").isVisible()


def test_a_folder_becomes_a_ranking(shown: RecapPage) -> None:
    assert names(shown) == [LONG, "Kota D", "Kota C", "Provinsi P", "Kota B", "Kota A"]
    assert part(shown, QLabel, "recap-caption").text() == "2025 · 6 instansi"
    counts = part(shown, GradeBars, "grade-bars").counts()
    assert list(counts.values()) == [1, 1, 2, 1, 1]
    assert part(shown, QLabel, "recap-name").text() == LONG


def test_the_heat_map_deepens_by_its_tabs(qtbot: QtBot, shown: RecapPage) -> None:
    tabs = part(shown, QTabBar, "recap-tabs")
    rows = table(shown).rows
    columns = []
    for tab in range(3):
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(tab).center())
        columns.append(rows.columnCount())
    assert columns == [9, 13, 52]
    assert rows.index(3, 51).data() == "–"
    assert "47" in str(rows.headerData(51, Qt.Orientation.Horizontal))
    assert "Provinsi P" in rows.index(3, 51).data(Qt.ItemDataRole.ToolTipRole)


def test_the_heat_is_painted_in_the_colour_of_the_level(
    qtbot: QtBot, shown: RecapPage, qapp: QApplication
) -> None:
    for theme in ("light", "dark", "contrast"):
        apply_theme(qapp, theme)
        view = table(shown).heat
        rect = view.visualRect(table(shown).rows.index(1, 5))
        picture = view.viewport().grab(rect).toImage()
        from ui.theme import current_theme

        assert picture.pixelColor(2, 2).rgb() == current_theme().level(4).fill.rgb()


def test_filters_narrow_table_and_sums(qtbot: QtBot, shown: RecapPage) -> None:
    kind = part(shown, QComboBox, "recap-kind")
    kind.setFocus()
    qtbot.keyClick(kind, Qt.Key.Key_Down)
    assert names(shown) == ["Provinsi P"]
    qtbot.keyClick(kind, Qt.Key.Key_Up)
    qtbot.keyClicks(part(shown, QLineEdit, "recap-text"), "timur kota")
    qtbot.waitUntil(lambda: names(shown) == ["Kota D", "Kota C", "Kota B", "Kota A"])
    grade = part(shown, QComboBox, "recap-grade")
    grade.setFocus()
    qtbot.keyClick(grade, Qt.Key.Key_Down)
    assert names(shown) == []
    assert part(shown, QLabel, "recap-name").text() == ""


def test_a_grade_that_rounding_would_change_is_explained(
    qtbot: QtBot, page: RecapPage, tmp_path: Path
) -> None:
    workbook(tmp_path / "satu.xlsx", "Kota Batas", JUST_BELOW)
    page.read([tmp_path])
    qtbot.waitUntil(lambda: bool(table(page).rows.entries()))
    said = [one.text() for one in part(page, QWidget, "recap-one").findChildren(QLabel)]
    at = said.index("Menurut dua desimal")
    assert said[at - 1 : at + 2] == ["2,60 Cukup", "Menurut dua desimal", "Baik"]
    cell = table(page).rows.index(0, Column.GRADE)
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "Menurut indeks dua desimal: Baik"
    click(qtbot, page, "recap-open")
    texts = [one.text() for one in part(page, QDialog, "institution").findChildren(QLabel)]
    assert any("2,60 Cukup (menurut indeks dua desimal: Baik)" in text for text in texts)


def test_a_region_narrows_and_is_offered_only_where_regions_are_known(
    qtbot: QtBot, shown: RecapPage
) -> None:
    region = part(shown, QComboBox, "recap-region")
    choices = [region.itemText(place) for place in range(region.count())]
    assert choices == ["Semua wilayah", "Nusa Timur", "Tanpa wilayah"]
    region.setFocus()
    qtbot.keyClick(region, Qt.Key.Key_Down)
    assert len(names(shown)) == 5
    qtbot.keyClick(region, Qt.Key.Key_Down)
    assert names(shown) == ["Provinsi P"]
    year = part(shown, QComboBox, "recap-round")
    year.setFocus()
    qtbot.keyClick(year, Qt.Key.Key_Down)
    assert names(shown) == ["Kota B"]
    assert not region.isVisible()


def test_kinds_and_regions_have_a_row_each(qtbot: QtBot, shown: RecapPage) -> None:
    tabs = part(shown, QTabBar, "recap-tabs")
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(3).center())
    groups = part(shown, FigureTable, "recap-groups")
    assert groups.isVisible()
    rows = [(row.title, row.cells[1].text) for row in groups.figures().rows]
    assert rows == [
        ("Jenis instansi", ""), ("Provinsi", "1"), ("Kota", "5"), ("Semua", "6"),
        ("Wilayah", ""), ("Nusa Timur", "5"), ("Tanpa wilayah", "1"),
    ]  # fmt: skip
    grade = part(shown, QComboBox, "recap-grade")
    grade.setFocus()
    qtbot.keyClick(grade, Qt.Key.Key_Down)
    assert [row.cells[1].text for row in groups.figures().rows] == ["", "1", "1", "", "1"]
    choose_from_menu(qtbot, shown, 0)
    copied = QApplication.clipboard().text()
    qtbot.keyClicks(part(shown, QLineEdit, "recap-text"), "tidak ada")
    qtbot.waitUntil(lambda: len(groups.figures().rows) == 1)
    assert [cell.text for cell in groups.figures().rows[0].cells][-2:] == ["", ""]
    assert copied.splitlines()[2].split("\t")[:2] == ["Kota", "1"]


def head(qtbot: QtBot, view: QTableView, column: int) -> None:
    header = view.horizontalHeader()
    across = header.sectionViewportPosition(column) + 6
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(across, 8))


def test_a_click_on_a_head_sorts_and_another_turns_it_round(qtbot: QtBot, shown: RecapPage) -> None:
    ranked = names(shown)
    head(qtbot, table(shown).left, 1)
    assert names(shown) == sorted(ranked, key=str.casefold)
    head(qtbot, table(shown).left, 1)
    assert names(shown) == sorted(ranked, key=str.casefold, reverse=True)
    head(qtbot, table(shown).left, 3)
    assert names(shown)[0] == "Kota B"  # the only one whose change is known
    head(qtbot, table(shown).heat, 5)
    assert names(shown) == ranked
    head(qtbot, table(shown).heat, 5)
    assert names(shown)[0] == "Kota A"
    head(qtbot, table(shown).left, 4)
    assert names(shown) == ranked
    head(qtbot, table(shown).heat, 6)
    tabs = part(shown, QTabBar, "recap-tabs")
    head(qtbot, table(shown).heat, 6)
    assert names(shown)[0] == "Kota A"
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(2).center())
    assert names(shown) == ranked
    head(qtbot, table(shown).heat, 51)
    assert names(shown)[-1] == "Provinsi P"  # who has not answered comes last
    head(qtbot, table(shown).left, 0)
    assert names(shown) == ranked


def test_the_keyboard_sorts_by_a_menu(qtbot: QtBot, shown: RecapPage) -> None:
    click(qtbot, shown, "recap-more")
    menu = menu_of(shown)
    (order,) = menu.findChildren(QMenu)
    titles = [action.text() for action in order.actions()]
    assert titles[:5] == ["Peringkat", "Instansi", "Indeks", "±2024", "Predikat"]
    assert titles[5] == "Kebijakan Internal Tata Kelola SPBE"
    order.actions()[1].trigger()
    assert names(shown) == sorted(names(shown), key=str.casefold)
    menu.close()


def test_another_year_is_another_ranking(qtbot: QtBot, shown: RecapPage) -> None:
    choice = part(shown, QComboBox, "recap-round")
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert names(shown) == ["Kota B"]


def test_one_institution_opens_by_enter_and_by_button(qtbot: QtBot, shown: RecapPage) -> None:
    view = table(shown).left
    rect = view.visualRect(table(shown).rows.index(3, 1))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert part(shown, QLabel, "recap-name").text() == "Provinsi P"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    dialog = part(shown, QDialog, "institution")
    figures = part(dialog, FigureTable, "institution-figures").figures()
    assert len(figures.rows) == 1 + 4 + 8 + 47
    assert figures.rows[-1].cells[1].text == "–"
    click(qtbot, dialog, "institution-close")
    qtbot.waitUntil(lambda: shown.findChild(QDialog, "institution") is None)
    rect = view.visualRect(table(shown).rows.index(1, 1))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    click(qtbot, shown, "recap-open")
    dialog = part(shown, QDialog, "institution")
    click(qtbot, dialog, "institution-copy")
    assert QApplication.clipboard().text().count("\n") == 60
    dialog.close()


def test_tips_tell_what_columns_cut(shown: RecapPage) -> None:
    rows = table(shown).rows
    tip = rows.index(4, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Kota B\nKota, Nusa Timur, Penilaian Mandiri\n1.xlsx"
    assert rows.index(4, 3).data(Qt.ItemDataRole.ToolTipRole) == "Dibanding 2024"
    assert rows.index(4, 5).data(Qt.ItemDataRole.ToolTipRole).startswith("Kota B\nKebijakan")
    assert rows.headerData(5, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)


def test_copying_gives_what_is_shown_to_excel(qtbot: QtBot, shown: RecapPage) -> None:
    qtbot.keyClick(table(shown).heat, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 7
    assert lines[1].split("\t")[:2] == ["1", LONG]


def test_dense_rows_grow(qtbot: QtBot, shown: RecapPage) -> None:
    view = table(shown).left
    assert view.rowHeight(0) == 16
    dense = part(shown, QWidget, "recap-dense")
    qtbot.mouseClick(dense, Qt.MouseButton.LeftButton)
    assert (view.rowHeight(0), table(shown).heat.rowHeight(0)) == (28, 28)


def test_notes_give_reasons(qtbot: QtBot, shown: RecapPage) -> None:
    tabs = part(shown, QTabBar, "recap-tabs")
    assert tabs.tabText(4) == "Catatan 1"
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(4).center())
    notes = part(shown, RecapNotes, "recap-notes")
    assert notes.isVisible()
    assert notes.model().index(0, 4).data() == "rusak.xlsx"
    qtbot.keyClick(notes, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "rusak.xlsx" in QApplication.clipboard().text()


def test_a_folder_of_rubbish_is_told(
    qtbot: QtBot, page: RecapPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rubbish = tmp_path / "sampah"
    rubbish.mkdir()
    (rubbish / "a.xlsx").write_bytes(b"bukan")
    read(qtbot, page, rubbish, monkeypatch)
    assert (told(page).kind(), told(page).isVisible()) == ("warn", True)
    assert part(page, RecapNotes, "recap-notes").rowCount() == 1
    assert not part(page, QPushButton, "recap-export").isVisible()


def test_dropped_folders_are_read(qtbot: QtBot, page: RecapPage, folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder)), QUrl.fromLocalFile(str(folder / "x.docx"))])
    at, buttons, keys = QPointF(40, 200), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(40, 200), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    drop = QDropEvent(at, Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(page, drop)
    qtbot.waitUntil(lambda: len(names(page)) == 6, timeout=20_000)


def test_export_says_that_it_was_read_back(
    qtbot: QtBot, shown: RecapPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "hasil"
    answer = (str(target), "JSON (*.json)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    click(qtbot, shown, "recap-export")
    qtbot.waitUntil(told(shown).isVisible, timeout=20_000)
    assert told(shown).kind() == "ok"
    assert target.with_suffix(".json").exists()


def menu_of(page: QWidget) -> QMenu:
    return page.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]


def choose_from_menu(qtbot: QtBot, page: RecapPage, place: int) -> None:
    click(qtbot, page, "recap-more")
    menu = menu_of(page)
    qtbot.mouseClick(
        menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[place]).center()
    )


def test_a_sheet_for_each_with_one_progress(
    qtbot: QtBot, shown: RecapPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "lembar"
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    choose_from_menu(qtbot, shown, 2)
    assert part(shown, ProgressPanel, "recap-progress").isVisible()
    qtbot.waitUntil(told(shown).isVisible, timeout=20_000)
    assert len(list(target.iterdir())) == 6


def test_reports_can_be_stopped(
    qtbot: QtBot, shown: RecapPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    choose_from_menu(qtbot, shown, 1)
    click(qtbot, shown, "cancel")
    qtbot.waitUntil(told(shown).isVisible, timeout=20_000)
    assert told(shown).kind() == "info"
    assert len(list(tmp_path.glob("Laporan*"))) < 6


def test_a_narrow_page_keeps_its_tabs(qtbot: QtBot, shown: RecapPage) -> None:
    shown.resize(1000, 560)
    tabs = part(shown, QTabBar, "recap-tabs")
    assert not part(shown, QLabel, "recap-caption").isVisible()
    qtbot.waitUntil(lambda: tabs.width() >= tabs.sizeHint().width())
