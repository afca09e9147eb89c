import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from assessment.domain.errors import UnknownAssessmentError
from assessment.services.workbench import Workbench
from tests.ui.results.conftest import Fill
from tests.ui.results.drivers import ResultsDriver
from ui.widgets.chip import StateChip

LEVELS = (
    *(1, 1, 2, 1, 1, 2, 1, 1, 1, 3),
    *(1, 1, 1, 2, 1, 2, 3, 1, 2, 3),
    *(1, 1, 1, 1, 1, 1, 1, None, 1, None, None),
    *(4, 4, 4, 4, 4, 4, 3, 1, 4, 3, 4, 3, 4, None, None, None),
)
LAST_YEAR = (1,) * 47


def test_shows_index_grade_and_the_way_to_the_next(page: ResultsDriver, fill: Fill) -> None:
    page.page.show_assessment(fill(2025, LEVELS).id)
    assert page.text("index") == "2,15"
    assert page.text("grade") == "Cukup"
    assert page.text("distance") == "0,45 lagi ke Baik (2,60)"
    assert page.find(QLabel, "border-note").isHidden()
    assert page.text("bars-note") == "15 mencapai target 3, 32 di bawahnya"


def test_shows_the_arithmetic_exactly(page: ResultsDriver, fill: Fill) -> None:
    page.page.show_assessment(fill(2025, LEVELS).id)
    rows = page.rows("arithmetic")
    assert rows[0] == ["1  Kebijakan Internal SPBE", "1,40", "13", "18,20", "3,64"]
    assert ["Penyelenggara", "2,50", "5", "12,50", "3,31"] in rows
    assert rows[-1] == ["Jumlah", "", "100", "215,45", "3,39"]
    assert page.text("closing") == "215,45 ÷ 100 = 2,1545 → 2,15 (Cukup)"


def test_a_domain_of_one_aspect_is_not_repeated(page: ResultsDriver, fill: Fill) -> None:
    page.page.show_assessment(fill(2025, LEVELS).id)
    assert len(page.rows("arithmetic")) == 4 + 7 + 1


def test_leads_to_the_first_unanswered(page: ResultsDriver, fill: Fill) -> None:
    page.page.show_assessment(fill(2025, LEVELS).id)
    assert page.unanswered().title() == "6 indikator belum diisi"
    assert page.unanswered().text() == "Dihitung tingkat 1: 28, 30, 31, 45, 46, 47."
    with page.qtbot.waitSignal(page.page.indicator_requested) as asked:
        page.click("fill-now")
    assert asked.args == [28]


def test_says_nothing_of_unanswered_when_all_are_answered(page: ResultsDriver, fill: Fill) -> None:
    page.page.show_assessment(fill(2025, LAST_YEAR).id)
    assert page.unanswered().isHidden()
    assert page.text("distance") == "0,80 lagi ke Cukup (1,80)"


def test_the_highest_grade_has_no_next(page: ResultsDriver, fill: Fill) -> None:
    page.page.show_assessment(fill(2025, (5,) * 47).id)
    assert page.text("distance") == "Predikat tertinggi"


def test_says_when_rounding_first_would_give_another_grade(
    page: ResultsDriver, fill: Fill, workbench: Workbench
) -> None:
    made = fill(2025, (*(1,) * 31, *(5,) * 7, 2, *(1,) * 8))  # 1,7975
    result = workbench.results.result(made.id)
    assert result.score.grade != result.score.grade_rounded
    page.page.show_assessment(made.id)
    assert not page.find(QLabel, "border-note").isHidden()
    assert result.score.grade_rounded.name in page.text("border-note")
    assert page.text("distance").startswith("Kurang dari 0,01 lagi")


def test_last_year_stands_beside_with_the_difference(page: ResultsDriver, fill: Fill) -> None:
    fill(2024, LAST_YEAR)
    page.page.show_assessment(fill(2025, LEVELS).id)
    assert page.text("previous-index") == "1,00"
    chip = page.find(StateChip, "change")
    assert (chip.kind(), chip.text()) == ("rise", "+1,15")


def test_a_row_of_the_years_opens_its_indicator(page: ResultsDriver, fill: Fill) -> None:
    fill(2024, LAST_YEAR)
    page.page.show_assessment(fill(2025, LEVELS).id)
    page.open_tab(1)
    table = page.table("years")
    index = table.model().index(4, 0)
    with page.qtbot.waitSignal(page.page.indicator_requested) as asked:
        page.qtbot.mouseClick(
            table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center()
        )
    assert asked.args == [2]
    with page.qtbot.waitSignal(page.page.indicator_requested) as asked:
        page.qtbot.keyClick(table, Qt.Key.Key_Down)
        page.qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == [3]


def test_a_row_of_a_domain_opens_nothing(page: ResultsDriver, fill: Fill) -> None:
    page.page.show_assessment(fill(2025, LEVELS).id)
    table = page.table("arithmetic")
    place = table.visualRect(table.model().index(0, 0)).center()
    with page.qtbot.assertNotEmitted(page.page.indicator_requested):
        page.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_copies_the_table_for_spreadsheets(page: ResultsDriver, fill: Fill) -> None:
    page.page.show_assessment(fill(2025, LEVELS).id)
    page.click("copy-table")
    lines = page.clipboard().split("\n")
    assert lines[0] == "Domain dan aspek\tIndeks\tBobot\tIndeks × bobot\tKota 2024"
    assert lines[2] == "2 Tata Kelola SPBE\t1,70\t25\t42,50\t2,94"
    assert '<td x:num="1.4" sdval="1.4">1,40</td>' in page.clipboard_html()


def test_a_fall_is_copied_with_a_minus_that_excel_reads(page: ResultsDriver, fill: Fill) -> None:
    fill(2024, (2,) * 47)
    page.page.show_assessment(fill(2025, LAST_YEAR).id)
    page.open_tab(1)
    assert page.rows("years")[0][3] == "−1,00"
    page.qtbot.keyClick(page.table("years"), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert page.clipboard().split("\n")[1] == "Indeks SPBE\t1,00\t2,00\t-1,00\t3,39"


def test_a_click_on_a_bar_opens_its_indicator(page: ResultsDriver, fill: Fill) -> None:
    page.page.show_assessment(fill(2025, LEVELS).id)
    chart = page.chart("bars")
    image = chart.image()
    assert image is not None
    spot = next(spot for spot in image.hotspots if spot.key == "10")
    middle = QPoint(round(spot.x + spot.width / 2), round(spot.y + spot.height / 2))
    with page.qtbot.waitSignal(page.page.indicator_requested) as asked:
        page.qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle)
    assert asked.args == [10]


def test_every_chart_is_drawn(page: ResultsDriver, fill: Fill) -> None:
    page.page.show_assessment(fill(2025, LEVELS).id)
    for name in ("radar", "grades"):
        assert page.chart(name).accessibleName()


def test_a_new_level_shows_at_the_next_look(
    page: ResultsDriver, fill: Fill, workbench: Workbench
) -> None:
    made = fill(2025, LEVELS)
    page.page.show_assessment(made.id)
    workbench.worksheet.choose_level(made.id, 47, 5)
    page.page.show_assessment(made.id)
    assert page.unanswered().title() == "5 indikator belum diisi"
    assert page.text("index") == "2,27"


def test_targets_of_their_own_are_counted(
    page: ResultsDriver, fill: Fill, workbench: Workbench
) -> None:
    made = fill(2025, LAST_YEAR)
    workbench.worksheet.set_target(made.id, 1, 1)
    page.page.show_assessment(made.id)
    assert page.text("bars-note") == "1 mencapai targetnya, 46 di bawahnya"


def test_asks_for_the_report(page: ResultsDriver, fill: Fill) -> None:
    page.page.show_assessment(fill(2025, LEVELS).id)
    with page.qtbot.waitSignal(page.page.report_requested):
        page.click("print-report")


def test_an_unknown_assessment_is_named_and_leaves_the_page(
    page: ResultsDriver, fill: Fill
) -> None:
    page.page.show_assessment(fill(2025, LEVELS).id)
    with pytest.raises(UnknownAssessmentError):
        page.page.show_assessment(99)
    assert page.text("index") == "2,15"


def test_averages_stand_beside_with_year_and_source(page: ResultsDriver, fill: Fill) -> None:
    page.page.show_assessment(fill(2023, LEVELS).id)
    assert page.text("averages").startswith("Rata-rata kota 2023: 3,02 · nasional 2023: ")
    assert page.text("average-source") == "Rata-rata kota 2023: Kepmen PANRB 13/2024 (hasil 2023)"
    assert page.rows("arithmetic")[-1][-1] == "3,02"
    assert "rata-rata kota 2023" in page.chart("radar").accessibleDescription() + (
        page.chart("radar").accessibleName()
    )


def test_an_instrument_without_averages_shows_none(
    page: ResultsDriver, fill: Fill, workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbench.instruments, "averages", lambda _instrument: ())
    page.page.show_assessment(fill(2025, LEVELS).id)
    assert page.find(QLabel, "averages").isHidden()
    assert page.find(QLabel, "average-source").isHidden()
    assert page.rows("arithmetic")[-1] == ["Jumlah", "", "100", "215,45"]
