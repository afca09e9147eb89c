import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from assessment.domain.charts import ChartImage, Hotspot
from ui.tasks import TaskRunner
from ui.theme import apply_theme, current_theme
from ui.widgets.chart_view import ChartView

LEFT = Qt.MouseButton.LeftButton
COLOURS = {
    "light": b"\xff\x00\x00\xff",
    "dark": b"\x00\xff\x00\xff",
    "contrast": b"\x00\x00\xff\xff",
}
SPOTS = (
    Hotspot(10, 10, 20, 60, "1", "1 Arsitektur SPBE: tingkat 1"),
    Hotspot(40, 10, 20, 60, "2", "2 Peta Rencana: tingkat 3"),
)


def draw(width: int, height: int, ratio: float, theme: str) -> ChartImage:
    wide, high = round(width * ratio), round(height * ratio)
    return ChartImage(wide, high, COLOURS[theme] * (wide * high), SPOTS, "Batang 47 indikator")


@pytest.fixture
def runner() -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    assert made.shutdown()


@pytest.fixture
def view(qtbot: QtBot, runner: TaskRunner) -> ChartView:
    made = ChartView(draw, runner, name="bars")
    qtbot.addWidget(made)
    made.resize(200, 150)
    with qtbot.waitSignal(made.rendered):
        made.show()
    return made


def test_the_picture_fills_the_view(view: ChartView) -> None:
    assert view.accessibleName() == "Batang 47 indikator"
    assert view.grab().toImage().pixelColor(150, 120).name() == "#ff0000"


def test_a_theme_switch_draws_anew(qtbot: QtBot, qapp: QApplication, view: ChartView) -> None:
    with qtbot.waitSignal(view.rendered):
        apply_theme(qapp, "dark")
    assert view.grab().toImage().pixelColor(150, 120).name() == "#00ff00"


def test_larger_texts_are_the_same_chart_drawn_larger(
    qtbot: QtBot, qapp: QApplication, runner: TaskRunner
) -> None:
    asked: list[tuple[int, int, float]] = []

    def drawn(width: int, height: int, ratio: float, theme: str) -> ChartImage:
        asked.append((width, height, ratio))
        return draw(width, height, ratio, theme)

    view = ChartView(drawn, runner, least=QSize(100, 90))
    qtbot.addWidget(view)
    view.resize(210, 150)
    with qtbot.waitSignal(view.rendered):
        view.show()
    with qtbot.waitSignal(view.rendered):
        apply_theme(qapp, "light", 1.5)
    scale = current_theme().scale
    assert asked == [(210, 150, 1), (round(210 / scale), round(150 / scale), scale)]
    assert view.minimumSize() == QSize(100, round(90 * scale))
    qtbot.mouseMove(view, QPoint(round(20 * scale), round(40 * scale)))
    spot = view.current()
    assert spot is not None
    assert (spot.key, spot.x) == ("1", 10 * scale)


def test_a_new_size_is_drawn_once_it_rests(qtbot: QtBot, view: ChartView) -> None:
    drawn: list[ChartImage | None] = []
    view.rendered.connect(lambda: drawn.append(view.image()))
    for width in range(210, 300, 10):
        view.resize(width, 180)
    qtbot.waitUntil(lambda: bool(drawn))
    assert [(image.width, image.height) for image in drawn if image] == [(290, 180)]


def test_new_figures_are_drawn(qtbot: QtBot, view: ChartView) -> None:
    def empty(width: int, height: int, ratio: float, theme: str) -> ChartImage:
        image = draw(width, height, ratio, theme)
        return ChartImage(image.width, image.height, image.rgba, (), "Tanpa data")

    with qtbot.waitSignal(view.rendered):
        view.refresh(empty)
    assert view.accessibleName() == "Tanpa data"
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.current() is None


def test_hovering_names_a_place(qtbot: QtBot, view: ChartView) -> None:
    qtbot.mouseMove(view, QPoint(45, 30))
    qtbot.waitUntil(lambda: view.current() == SPOTS[1])
    assert view.accessibleDescription() == SPOTS[1].text
    assert QToolTip.text() == SPOTS[1].text
    qtbot.mouseMove(view, QPoint(150, 120))
    qtbot.waitUntil(lambda: view.current() is None)
    assert view.accessibleDescription() == ""


def test_a_click_opens_a_place(qtbot: QtBot, view: ChartView) -> None:
    with qtbot.waitSignal(view.activated) as caught:
        qtbot.mouseClick(view, LEFT, pos=QPoint(15, 20))
    assert caught.args == ["1"]


def test_a_click_beside_opens_nothing(qtbot: QtBot, view: ChartView) -> None:
    with qtbot.assertNotEmitted(view.activated):
        qtbot.mouseClick(view, LEFT, pos=QPoint(150, 120))


def test_arrow_keys_walk_and_enter_opens(qtbot: QtBot, view: ChartView) -> None:
    view.setFocus()
    for key, place in (
        (Qt.Key.Key_Right, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Right, 0),
        (Qt.Key.Key_Left, 1),
    ):
        qtbot.keyClick(view, key)
        assert view.current() == SPOTS[place]
    with qtbot.waitSignal(view.activated) as caught:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert caught.args == ["2"]


def test_enter_without_a_place_opens_nothing(qtbot: QtBot, view: ChartView) -> None:
    with qtbot.assertNotEmitted(view.activated):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_a_failed_drawing_is_told(qtbot: QtBot, runner: TaskRunner) -> None:
    def fail(*_order: object) -> ChartImage:
        raise ArithmeticError("no chart")

    view = ChartView(fail, runner, least=QSize(300, 200))
    qtbot.addWidget(view)
    with qtbot.waitSignal(runner.failed):
        view.show()
    assert view.image() is None
    assert view.minimumSize() == QSize(300, 200)


def test_leaving_forgets_the_place_unless_the_keys_hold_it(qtbot: QtBot, view: ChartView) -> None:
    view.clearFocus()
    qtbot.mouseMove(view, QPoint(45, 30))
    qtbot.waitUntil(lambda: view.current() == SPOTS[1])
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view.current() is None
    with qtbot.waitActive(view):
        view.activateWindow()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view.current() == SPOTS[0]
    assert view.grab().toImage().pixelColor(10, 40) == current_theme().color("focus")


def test_an_answer_to_an_older_question_is_dropped(qtbot: QtBot, runner: TaskRunner) -> None:
    asked: list[int] = []
    gate = threading.Event()

    def slowly(width: int, height: int, ratio: float, theme: str) -> ChartImage:
        asked.append(width)
        gate.wait(5)
        return draw(width, height, ratio, theme)

    view = ChartView(slowly, runner)
    qtbot.addWidget(view)
    view.resize(200, 150)
    view.show()
    qtbot.waitUntil(lambda: asked == [200])
    shown: list[ChartImage | None] = []
    view.rendered.connect(lambda: shown.append(view.image()))
    view.resize(260, 150)
    view.hide()
    view.show()  # asks at once, while the first is being drawn
    gate.set()
    qtbot.waitUntil(lambda: bool(shown))
    assert [image.width for image in shown if image] == [260]


def test_a_hidden_view_draws_when_it_is_shown(qtbot: QtBot, view: ChartView) -> None:
    asked: list[str] = []

    def note(width: int, height: int, ratio: float, theme: str) -> ChartImage:
        asked.append(theme)
        return draw(width, height, ratio, theme)

    view.hide()
    view.refresh(note)
    view.refresh()
    with qtbot.waitSignal(view.rendered):
        view.show()
    assert asked == ["light"]
