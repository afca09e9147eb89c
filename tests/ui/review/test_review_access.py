from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from assessment.services.workbench import Workbench
from tests.ui.review.drivers import ReviewDriver
from tests.ui.tabbing import tab_chain
from ui.theme import apply_theme
from ui.widgets.review_list import ReviewList


def test_long_names_and_large_text_leave_the_cures_in_sight(
    page: ReviewDriver, city: int, workbench: Workbench, tmp_path: Path, qapp: QApplication
) -> None:
    broken = tmp_path / f"Laporan_{'x' * 190}.pdf"
    broken.write_bytes(b"%PDF-1.4\nrusak" + b"\0" * 200)
    workbench.evidence.attach(city, 1, [broken])
    apply_theme(qapp, "light", 1.4)
    page.page.resize(1029, 582)
    page.open(city)
    rows = page.page.findChild(ReviewList)
    area = page.page.findChild(QScrollArea, "findings_area")
    assert rows is not None
    assert area is not None
    page.qtbot.waitUntil(lambda: rows.width() <= area.viewport().width())
    cures = [one for one in page.page.findChildren(QAbstractButton, "cure") if one.isVisible()]
    assert cures
    assert cures[0].visibleRegion().boundingRect().width() == cures[0].width()


def test_tab_comes_to_the_findings_before_the_queue(page: ReviewDriver, city: int) -> None:
    page.open(city)
    page.waive(page.rows()[0], "Menyusul")
    page.click("fold_waived")
    search = page.page.findChild(QWidget, "review_search")
    assert search is not None
    names = tab_chain(search)
    known = {"review_search", "waive", "cure", "fold_waived", "queue_search"}
    walked = [name for name in names if name in known]
    assert walked[:3] == ["review_search", "waive", "cure"]
    assert walked[-3:] == ["fold_waived", "cure", "queue_search"]


def test_all_that_tab_comes_to_has_a_name(page: ReviewDriver, city: int) -> None:
    page.open(city)
    for widget in page.page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            assert widget.accessibleName() or text, widget
