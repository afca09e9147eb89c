"""Hasil in windows with little room, with large text, and by the keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assessment.services.workbench import Workbench
from tests.recaps import HEAD, listed
from tests.ui.results.conftest import Fill
from tests.ui.results.drivers import ResultsDriver
from tests.ui.results.lifting import Lifting
from tests.ui.results.test_results import LAST_YEAR, LEVELS
from tests.years import add_village, stored
from ui.theme import apply_theme, current_theme
from ui.widgets.chart_view import ChartView

YEARS, EVALUATION, WHAT_IF, PATH = 1, 3, 4, 5
EFFORTS = 1
SMALL = (1029, 527)  # what a window of 1093 x 614 leaves for the page


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "light", 1.4)
    yield
    apply_theme(qapp, "light")


def show(page: ResultsDriver, fill: Fill, *size: int) -> None:
    fill(2024, LAST_YEAR)
    page.page.show_assessment(fill(2025, LEVELS).id)
    if size:
        page.page.resize(*size)


def whole(page: ResultsDriver, part: QWidget) -> bool:
    """Whether a part is as wide as it wishes and inside the page."""
    right = part.mapTo(page.page, part.rect().topRight()).x()
    return part.width() >= part.sizeHint().width() and right < page.page.width()


def cut_names(table: QTableView) -> list[str]:
    metrics = QFontMetrics(current_theme().font(bold=True))
    room = table.columnWidth(0) - 16
    names = [str(table.model().index(row, 0).data()) for row in range(table.model().rowCount())]
    return [name for name in names if metrics.horizontalAdvance(name) > room]


@pytest.mark.parametrize("size", [(1285, 680), (1285, 609), SMALL])
def test_all_tabs_fit_beside_the_actions(
    page: ResultsDriver, fill: Fill, size: tuple[int, int]
) -> None:
    show(page, fill, *size)
    tabs = page.find(QTabBar, "result-tabs")
    page.qtbot.waitUntil(lambda: whole(page, tabs))
    for name, words in (("copy-table", "Salin"), ("print-report", "Cetak laporan")):
        action = page.find(QPushButton, name)
        assert whole(page, action)
        assert action.accessibleName() == words
        assert words in {action.text(), action.toolTip()}


@pytest.mark.usefixtures("large")
def test_actions_leave_their_words_to_the_tabs_in_large_text(
    page: ResultsDriver, fill: Fill, qapp: QApplication
) -> None:
    show(page, fill, 1274, 720)
    tabs, copy = page.find(QTabBar, "result-tabs"), page.find(QPushButton, "copy-table")
    page.qtbot.waitUntil(lambda: whole(page, tabs))
    assert (copy.text(), copy.toolTip()) == ("", "Salin")
    assert page.find(QPushButton, "print-report").text() == "Cetak laporan"
    assert page.top(tabs) == 0
    assert tabs.height() == tabs.sizeHint().height()
    apply_theme(qapp, "light")
    page.qtbot.waitUntil(lambda: copy.text() == "Salin")
    assert copy.toolTip() == ""


def test_the_arithmetic_stands_below_in_a_narrow_window(page: ResultsDriver, fill: Fill) -> None:
    show(page, fill)
    table, radar = page.table("arithmetic"), page.find(ChartView, "chart-radar")
    assert cut_names(table) == []
    assert page.left_of(radar, table)
    page.page.resize(*SMALL)
    page.qtbot.waitUntil(lambda: page.top(table) > page.top(radar))
    assert not page.left_of(radar, table)
    assert not table.verticalScrollBar().isVisible()
    assert radar.width() > radar.minimumWidth()
    page.page.resize(1285, 680)
    page.qtbot.waitUntil(lambda: page.left_of(radar, table))


def test_the_invitation_to_a_list_is_never_cut(page: ResultsDriver, fill: Fill) -> None:
    show(page, fill, *SMALL)
    page.qtbot.waitUntil(lambda: whole(page, page.find(QPushButton, "import-national")))


def test_another_instrument_has_its_own_number_of_aspects(
    page: ResultsDriver, fill: Fill, workbench: Workbench
) -> None:
    page.page.show_assessment(fill(2025, LEVELS).id)
    assert page.text("radar-title") == "8 aspek"
    village = add_village(workbench.root)
    page.page.show_assessment(stored(workbench, 2024, {1: 2}, instrument=village).id)
    assert page.text("radar-title") != "8 aspek"


@pytest.mark.usefixtures("large")
def test_names_keep_their_room_where_efforts_are_set(page: ResultsDriver, fill: Fill) -> None:
    show(page, fill, 1274, 720)
    page.open_tab(PATH)
    page.find(QTabBar, "path-tabs").setCurrentIndex(EFFORTS)
    table = page.find(QTableView, "path-efforts")
    page.qtbot.waitUntil(lambda: table.columnWidth(0) >= current_theme().scaled(150))
    page.open_tab(WHAT_IF)
    table = page.find(QTableView, "what-if-levels")
    assert table.columnWidth(0) >= current_theme().scaled(160)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(
    ("tab", "part", "name"),
    [
        (WHAT_IF, None, "what-if-levels"),
        (PATH, 0, "path-steps"),
        (PATH, EFFORTS, "path-efforts"),
    ],
)
def test_names_can_be_told_apart_in_a_small_window_with_large_text(
    page: ResultsDriver, fill: Fill, tab: int, part: int | None, name: str
) -> None:
    show(page, fill)
    page.page.setFixedSize(1000, 527)  # what 1093 x 614 leaves beside a rail with large text
    page.open_tab(tab)
    if part is not None:
        page.find(QTabBar, "path-tabs").setCurrentIndex(part)
    table = page.find(QTableView, name)
    page.qtbot.waitUntil(lambda: table.width() < 560 and table.columnWidth(0) >= 150)


@pytest.mark.usefixtures("large")
def test_the_way_back_from_trying_is_never_cut(page: ResultsDriver, fill: Fill) -> None:
    show(page, fill)
    page.page.setFixedSize(1000, 527)
    page.open_tab(WHAT_IF)
    page.qtbot.waitUntil(
        lambda: page.left_of(page.find(QPushButton, "reset-tried"), page.find(QWidget, "outcome"))
    )
    assert whole(page, page.find(QPushButton, "reset-tried"))


def test_the_scale_of_grades_grows_while_it_is_looked_at(
    page: ResultsDriver, fill: Fill, qapp: QApplication
) -> None:
    show(page, fill)
    page.open_tab(WHAT_IF)
    chart, card = page.find(ChartView, "chart-outcome"), page.find(QWidget, "outcome")
    before = chart.height()
    apply_theme(qapp, "light", 1.5)
    page.qtbot.waitUntil(lambda: chart.height() == round(before * 1.5))
    page.qtbot.waitUntil(lambda: chart.geometry().bottom() <= card.height() - 16)


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1285, 680)), (1.0, SMALL), (1.4, (1000, 527))])
def test_an_action_plan_names_its_indicators(
    path: Lifting, qapp: QApplication, scale: float, size: tuple[int, int]
) -> None:
    page = path.page
    page.click("adopt-path")
    apply_theme(qapp, "light", scale)
    page.page.setFixedSize(*size)
    table = page.find(QTableView, "action-plan")
    page.qtbot.waitUntil(lambda: table.columnWidth(0) >= current_theme().scaled(140))
    wide = sum(table.columnWidth(column) for column in range(table.model().columnCount()))
    bar = table.horizontalScrollBar()
    page.qtbot.waitUntil(lambda: bar.maximum() >= wide - table.viewport().width() - 1)
    page.qtbot.waitUntil(
        lambda: page.left_of(page.find(QPushButton, "drop-item"), page.find(QWidget, "outcome"))
    )
    assert whole(page, page.find(QPushButton, "drop-item"))


def test_two_comparisons_leave_the_names_of_indicators_room(
    page: ResultsDriver, workbench: Workbench
) -> None:
    levels = dict.fromkeys(range(1, 48), 2)
    stored(workbench, 2024, levels, levels)
    page.page.show_assessment(stored(workbench, 2025, levels, levels).id)
    page.open_tab(YEARS)
    table = page.table("years")
    assert table.model().columnCount() == 7
    metrics = QFontMetrics(current_theme().font("small"))
    room = table.columnWidth(0) - 16 - 24
    names = [str(table.model().index(row, 0).data()) for row in range(table.model().rowCount())]
    assert sum(metrics.horizontalAdvance(name) > room for name in names) <= 6


def stops(page: ResultsDriver, qtbot: QtBot) -> list[str]:
    """The names of what Tab reaches from the tabs on, until it is there again."""
    start = page.find(QTabBar, "result-tabs")
    start.setFocus()
    found: list[str] = []
    while len(found) < len(page.page.findChildren(QWidget)):
        focused = page.page.focusWidget()
        found.append(focused.objectName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        if page.page.focusWidget() in {None, start, focused}:
            break
    return found


def test_tab_reaches_everything_in_reading_order(
    page: ResultsDriver, fill: Fill, qtbot: QtBot
) -> None:
    show(page, fill)
    page.chart("bars")
    actions = ["result-tabs", "copy-table", "print-report"]
    names = ["chart-grades", "import-national", "fill-now"]
    assert set(stops(page, qtbot)) >= {*actions, *names, "chart-radar", "arithmetic", "chart-bars"}
    assert "" not in stops(page, qtbot)
    page.open_tab(EVALUATION)
    order = stops(page, qtbot)
    assert order.index("weaknesses_8") < order.index("recommendation")
    page.open_tab(YEARS)
    order = [name for name in stops(page, qtbot) if name not in actions]
    assert order[:5] == ["years-base", "years-first", "years-second", "years", "print-comparison"]


def test_the_row_that_keys_act_on_wears_a_ring(page: ResultsDriver, fill: Fill) -> None:
    show(page, fill)
    page.open_tab(YEARS)
    table = page.table("years")
    page.page.activateWindow()
    table.setFocus()
    page.qtbot.waitUntil(table.hasFocus)
    page.qtbot.keyClick(table, Qt.Key.Key_Down)
    image = table.viewport().grab().toImage()
    top = table.rowViewportPosition(table.currentIndex().row())
    assert image.pixelColor(image.width() // 2, top + 1) == current_theme().color("focus")
    page.find(QTabBar, "result-tabs").setFocus()
    image = table.viewport().grab().toImage()
    assert image.pixelColor(image.width() // 2, top + 1) != current_theme().color("focus")


def test_the_texts_of_a_step_wear_a_ring_while_keys_scroll_them(
    page: ResultsDriver, fill: Fill
) -> None:
    show(page, fill)
    page.open_tab(PATH)
    page.qtbot.waitUntil(lambda: page.text("path-effort") != "")
    area = page.find(QScrollArea, "needs-area")
    card = area.parentWidget()
    assert card is not None

    def edge() -> QColor:
        return card.grab().toImage().pixelColor(area.geometry().center().x(), area.y() - 4)

    assert edge() != current_theme().color("focus")
    page.page.activateWindow()
    area.setFocus()
    page.qtbot.waitUntil(lambda: edge() == current_theme().color("focus"))


def test_nothing_answered_stands_nowhere(
    page: ResultsDriver, workbench: Workbench, fill: Fill, tmp_path: Path
) -> None:
    path = listed(tmp_path, HEAD, "Kota Sukasari,city,,1.00,1.00,1.00,1.00,1.00,Kurang")
    workbench.national.keep(workbench.national.preview(path).lists)
    page.page.show_assessment(fill(2025, [None] * 47).id)
    assert page.find(QLabel, "rank").isHidden()
    assert page.find(QPushButton, "import-national").isHidden()
    workbench.worksheet.choose_level(1, 1, 3)
    page.page.show_assessment(1)
    assert page.find(QLabel, "rank").text().startswith("Setara peringkat")
