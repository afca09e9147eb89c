import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QSpacerItem, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import apply_theme, current_theme
from ui.widgets.boundary import SupportLine
from ui.widgets.buttons import button
from ui.widgets.check_row import CheckRow
from ui.widgets.chip import StateChip, chip_width
from ui.widgets.elided import ElidedLabel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.message import Message
from ui.widgets.text import label

LONG = "Kebijakan internal Tim Koordinasi SPBE sudah direviu dan dievaluasi secara periodik"


def column(qtbot: QtBot, *widgets: QWidget, width: int) -> QWidget:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    holder.resize(width, 900)
    holder.show()
    return holder


@pytest.mark.parametrize("scale", [1.0, 1.25])
@pytest.mark.parametrize(
    "make",
    [lambda: CheckRow(LONG), lambda: label(LONG, wrap=True), lambda: Message("warn", LONG, LONG)],
)
def test_wrapped_words_get_their_last_line(
    qtbot: QtBot, qapp: QApplication, make: object, scale: float
) -> None:
    assert callable(make)
    apply_theme(qapp, "light", scale)
    heights = {}
    for width in (220, 700):
        widget: QWidget = make()
        holder = column(qtbot, widget, width=width)
        assert holder.isVisible()
        assert widget.height() >= widget.heightForWidth(widget.width())
        heights[width] = widget.height()
    assert heights[220] > heights[700]


def test_a_cut_text_is_whole_in_tooltip_and_name(qtbot: QtBot) -> None:
    words = ElidedLabel(LONG, role="text2")
    holder = column(qtbot, words, width=200)
    assert words.shown_text().endswith("…")
    assert words.toolTip() == words.accessibleName() == LONG
    holder.resize(1200, 900)
    assert words.shown_text() == LONG
    assert words.toolTip() == ""


def test_a_larger_text_scale_cuts_sooner(qtbot: QtBot, qapp: QApplication) -> None:
    words = ElidedLabel("Peta Rencana SPBE", size="small")
    holder = column(qtbot, words, width=150)
    assert holder.width() == 150
    assert words.toolTip() == ""
    apply_theme(qapp, "light", 1.5)
    assert words.toolTip() == "Peta Rencana SPBE"
    words.setText("SPBE")
    assert words.toolTip() == ""


def test_chips_wrap_in_reading_order(qtbot: QtBot) -> None:
    holder = QWidget()
    flow = FlowLayout(gap=8)
    chips = [StateChip("neutral", f"Rujukan nomor {number}") for number in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    QVBoxLayout(holder).addLayout(flow)
    qtbot.addWidget(holder)
    holder.resize(300, 400)
    holder.show()
    places = [(chip.y(), chip.x()) for chip in chips]
    assert places == sorted(places)
    assert len({y for y, _x in places}) == 3
    assert all(chip.geometry().right() < holder.width() for chip in chips)
    assert flow.heightForWidth(2000) < flow.heightForWidth(300)


def test_a_flow_holds_and_gives_back(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    flow.addWidget(button("Satu"))
    flow.addWidget(button("Dua"))
    flow.addItem(QSpacerItem(10, 10))
    assert flow.count() == 3
    assert flow.itemAt(3) is None
    assert flow.takeAt(5) is None
    assert flow.minimumSize().height() == 32
    flow.clear()
    assert flow.count() == 0
    assert flow.sizeHint().isEmpty()


def test_a_wide_item_is_kept_inside(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    words = label(LONG)
    flow.addWidget(words)
    flow.setGeometry(QRect(0, 0, 120, 40))
    assert words.width() == 120


@pytest.mark.parametrize("kind", ["draft", "matching", "citation", "neutral"])
def test_a_chip_is_never_cut(qtbot: QtBot, kind: str) -> None:
    chip = StateChip(kind, "Perwali 12/2023 Pasal 41")
    holder = column(qtbot, chip, width=60)
    assert chip.width() == chip_width("Perwali 12/2023 Pasal 41", kind)
    assert holder.minimumSizeHint().width() >= chip.width()


def test_an_unknown_chip_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(KeyError):
        chip_width("x", "purple")


def test_the_support_line_keeps_its_words(qtbot: QtBot) -> None:
    line = SupportLine("Syarat yang dicentang mendukung sampai tingkat 3")
    qtbot.addWidget(line)
    least = line.minimumSizeHint().width()
    line.set_text("Tingkat 3")
    assert line.minimumSizeHint().width() < least
    assert line.accessibleName() == line.text() == "Tingkat 3"


@pytest.mark.parametrize("width", [600, 200])
def test_the_support_line_gives_way_to_its_words(qtbot: QtBot, width: int) -> None:
    line = SupportLine("Didukung sampai tingkat 3")
    qtbot.addWidget(line)
    line.resize(width, 24)
    image = line.grab().toImage()
    green = current_theme().color("ok").rgb()
    row = [x for x in range(width) if image.pixel(x, 12) == green]
    assert row[0] == 0
    assert row[-1] == width - 1 if width > 300 else row[-1] < width
    assert line.sizeHint().width() > line.minimumSizeHint().width()


def first_ink(picture: QImage) -> int:
    """The first column in which something else than the ground stands."""
    ground = picture.pixelColor(1, picture.height() // 2)
    rows = range(2, picture.height() - 2)
    return next(
        x
        for x in range(1, picture.width())
        if any(abs(picture.pixelColor(x, y).lightness() - ground.lightness()) > 60 for y in rows)
    )


@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_words_in_tables_stand_below_their_heading(
    qtbot: QtBot, qapp: QApplication, scale: float
) -> None:
    apply_theme(qapp, "light", scale)
    table = QTableView()
    qtbot.addWidget(table)
    rows = QStandardItemModel()
    for _ in range(2):
        rows.appendRow(QStandardItem("llll"))
    rows.setHorizontalHeaderLabels(["llll"])
    table.setModel(rows)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.resize(300, 200)
    table.show()
    heading = header.viewport().grab().toImage()
    cell = table.viewport().grab(table.visualRect(rows.index(1, 0))).toImage()
    assert abs(first_ink(heading) - first_ink(cell)) <= 1
