"""The tab of the years: trend, two comparisons, the habit of judging, and what to do first."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLabel, QWidget

from assessment.domain.identity import Assessment
from assessment.services.workbench import Workbench
from tests.ui.results.conftest import Fill
from tests.ui.results.drivers import ResultsDriver
from tests.ui.results.test_results import LAST_YEAR, LEVELS
from tests.years import add_village, record, stored
from ui.widgets.chart_view import ChartView
from ui.widgets.chip import StateChip

YEARS = 1
Levels = Mapping[int, int]
Store = Callable[..., Assessment]


@pytest.fixture
def store(workbench: Workbench) -> Store:
    return lambda year, *levels, **more: stored(workbench, year, *levels, **more)


def every(level: int, **changed: int) -> dict[int, int]:
    return dict.fromkeys(range(1, 48), level) | {int(n[1:]): lv for n, lv in changed.items()}


def show(page: ResultsDriver, made: Assessment) -> None:
    page.page.show_assessment(made.id)
    page.open_tab(YEARS)


def choose(page: ResultsDriver, name: str, text: str) -> None:
    choice = page.find(QComboBox, f"years-{name}")
    choice.setCurrentText(text)
    choice.activated.emit(choice.currentIndex())


def offered(page: ResultsDriver, name: str) -> list[str]:
    choice = page.find(QComboBox, f"years-{name}")
    return [choice.itemText(place) for place in range(choice.count())]


def titles(page: ResultsDriver) -> tuple[str, ...]:
    return page.table("years").figures().titles[1:]


def test_the_year_stands_beside_both_official_results(page: ResultsDriver, store: Store) -> None:
    store(2024, every(3), every(1))
    show(page, store(2025, every(3), every(2, i47=3)))
    assert titles(page) == (
        "Mandiri 2025",
        "LHE 2025",
        "Selisih",
        "LHE 2024",
        "Selisih",
        "Kota 2024",
    )
    rows = page.rows("years")
    assert len(rows) == 1 + 4 + 8 + 47
    assert rows[0] == ["Indeks SPBE", "3,00", "2,03", "+0,97", "1,00", "+2,00", "3,39"]
    assert rows[1][0] == "1  Kebijakan Internal SPBE"
    assert rows[2] == ["Kebijakan", "3,00", "2,00", "+1,00", "1,00", "+2,00", "3,64"]
    assert rows[-1][1:] == ["3", "3", "0", "1", "+2", ""]
    assert "Kepmen PANRB 663/2024 (hasil 2024)" in page.text("years-note")


def test_unanswered_is_not_subtracted(page: ResultsDriver, fill: Fill) -> None:
    fill(2024, LAST_YEAR)
    show(page, fill(2025, LEVELS))
    assert titles(page)[:3] == ("Mandiri 2025", "Mandiri 2024", "Selisih")
    rows = page.rows("years")
    assert rows[0][:4] == ["Indeks SPBE", "2,15", "1,00", "+1,15"]
    assert next(row for row in rows if row[0].startswith("28 "))[1:4] == ["–", "1", "–"]


def test_other_years_can_be_chosen(page: ResultsDriver, store: Store) -> None:
    store(2023, every(2), every(1))
    store(2024, every(3), None)
    made = store(2025, every(4), None)
    show(page, made)
    assert offered(page, "base") == ["Mandiri 2025", "Mandiri 2024", "LHE 2023", "Mandiri 2023"]
    assert offered(page, "second")[0] == "tidak ada"
    choose(page, "base", "LHE 2023")
    choose(page, "second", "Mandiri 2023")
    assert titles(page)[:5] == ("LHE 2023", "Mandiri 2024", "Selisih", "Mandiri 2023", "Selisih")
    assert page.rows("years")[0][1:6] == ["1,00", "3,00", "−2,00", "2,00", "−1,00"]
    page.page.show_assessment(made.id)  # what was chosen stays
    assert titles(page)[0] == "LHE 2023"
    choose(page, "second", "tidak ada")
    assert titles(page)[:3] == ("LHE 2023", "Mandiri 2024", "Selisih")


def test_a_press_on_a_year_of_the_trend_compares_with_it(page: ResultsDriver, store: Store) -> None:
    store(2023, every(2), every(1))
    store(2024, every(3), None)
    show(page, store(2025, every(4), None))
    chart = page.chart("trend")
    assert "2023: Mandiri 2,00 (Cukup), LHE 1,00 (Kurang)" in chart.accessibleName()
    image = chart.image()
    assert image is not None
    spot = next(spot for spot in image.hotspots if spot.key == "2023")
    middle = QPoint(round(spot.x + spot.width / 2), round(spot.y + spot.height / 2))
    page.qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle)
    assert page.find(QComboBox, "years-second").currentText() == "LHE 2023"
    assert titles(page)[3] == "LHE 2023"


def test_another_instrument_stands_beside_and_is_never_subtracted(
    page: ResultsDriver, store: Store, workbench: Workbench
) -> None:
    village = add_village(workbench.root)
    store(2024, dict.fromkeys(range(1, 11), 2), None, instrument=village)
    show(page, store(2025, every(3), None))
    rows = page.rows("years")
    assert rows[0][:4] == ["Indeks SPBE", "3,00", "2,00", "–"]
    assert rows[1][:4] == ["1  Kebijakan Internal SPBE", "3,00", "", ""]
    begin = next(place for place, row in enumerate(rows) if row[0] == "Instrumen Desa Digital")
    assert rows[begin + 1] == ["1  Aturan Desa", "", "2,00", "", ""]
    assert len(rows) == begin + 1 + 3 + 4
    assert page.text("years-note").startswith(
        "Mandiri 2024 diukur dengan Instrumen Desa Digital: disandingkan, tidak dikurangkan."
    )
    choose(page, "base", "Mandiri 2024")
    choose(page, "first", "Mandiri 2025")
    table = page.table("years")
    assert table.figures().rows[3].indicator == 0  # its numbers are those of other questions
    assert "Instrumen SPBE PermenPANRB 59/2020" in table.figures().rows[18].title


def test_years_without_their_instrument_are_named(
    page: ResultsDriver, store: Store, workbench: Workbench
) -> None:
    village = add_village(workbench.root)
    store(2024, dict.fromkeys(range(1, 11), 2), None, instrument=village)
    made = store(2025, every(3), every(2))
    (workbench.root / "instruments" / village / "instrument.toml").write_text("x", "utf-8")
    workbench.instruments.__dict__["_outlines"].clear()
    workbench.instruments.__dict__["_instruments"].clear()
    show(page, made)
    assert page.text("years-note").endswith("Instrumen tahun 2024 tidak dapat dibaca.")


def test_the_habit_leads_to_its_indicators(page: ResultsDriver, store: Store) -> None:
    store(2024, every(3, i5=4), every(3))
    show(page, store(2025, every(3, i5=5, i9=2), every(3)))
    rows = page.rows("habit")
    assert rows == [
        ["Lebih tinggi", "", ""],
        ["Kebijakan Internal Tata Kelola SPBE", "2 dari 2", "+0,10"],
        ["5  Kebijakan Internal Layanan Pusat Data", "2 dari 2", "+1,50"],
    ]
    assert page.text("habit-text") == (
        "Penilaian mandiri terhadap LHE tahun 2024, 2025."
        " Indeks mandiri rata-rata +0,01 terhadap LHE."
    )
    table = page.table("habit")
    place = table.visualRect(table.model().index(2, 0)).center()
    with page.qtbot.waitSignal(page.page.indicator_requested) as asked:
        page.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [5]


def test_one_year_is_no_habit_yet(page: ResultsDriver, store: Store) -> None:
    show(page, store(2025, every(3, i5=2), every(3)))
    assert page.rows("habit")[0] == ["Lebih rendah", "", ""]
    assert page.rows("habit")[-1][1:] == ["1 dari 1", "−1,00"]
    assert page.text("habit-text").endswith("Satu tahun belum menunjukkan kebiasaan.")


def test_equal_scores_show_no_habit(page: ResultsDriver, store: Store) -> None:
    show(page, store(2025, every(3), every(3)))
    assert page.find(QWidget, "habit").isHidden()
    assert "Tidak ada yang biasanya dinilai" in page.text("habit-text")


def test_without_a_pair_the_habit_asks_for_the_report(
    page: ResultsDriver, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(2024, None, every(1))
    show(page, store(2025, every(3), None))
    assert page.find(QWidget, "habit").isHidden()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("lhe.pdf", ""))
    with page.qtbot.waitSignal(page.page.file_chosen) as chosen:
        page.click("import-official")
    assert chosen.args == [Path("lhe.pdf")]


def test_a_year_alone_says_what_to_do(
    page: ResultsDriver, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(page, fill(2025, LEVELS))
    assert page.find(QWidget, "no-years").isVisible()
    assert not page.find(QAbstractButton, "copy-table").isEnabled()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    with page.qtbot.assertNotEmitted(page.page.file_chosen):
        page.click("import-first")


def test_the_comparison_can_be_printed(page: ResultsDriver, store: Store) -> None:
    show(page, store(2025, every(3), every(2)))
    with page.qtbot.waitSignal(page.page.comparison_requested):
        page.click("print-comparison")


def test_another_assessment_begins_with_what_is_usual(page: ResultsDriver, store: Store) -> None:
    store(2024, every(3), every(1))
    made = store(2025, every(3), every(2))
    show(page, made)
    choose(page, "first", "LHE 2024")
    page.page.show_assessment(store(2023, every(2), every(1), name="Kota Lain").id)
    assert titles(page)[:2] == ("Mandiri 2023", "LHE 2023")
    page.page.show_assessment(made.id)
    assert titles(page)[1] == "LHE 2025"


def test_an_official_result_that_arrives_is_compared_with_at_once(
    page: ResultsDriver, store: Store, workbench: Workbench
) -> None:
    store(2024, every(3), every(1))
    made = store(2025, every(3), None)
    show(page, made)
    assert titles(page)[1:3] == ("LHE 2024", "Selisih")
    record(workbench, made, every(2))
    page.page.show_assessment(made.id)
    assert titles(page)[1:4] == ("LHE 2025", "Selisih", "LHE 2024")
    choose(page, "first", "Mandiri 2024")  # a person's choice is left
    record(workbench, made, every(4))
    page.page.show_assessment(made.id)
    assert titles(page)[1] == "Mandiri 2024"


def test_another_comparison_shows_all_its_columns(page: ResultsDriver, store: Store) -> None:
    page.page.resize(1012, 582)
    alone = store(2025, every(3), None, name="Kota Sukadamai")
    store(2024, every(2), None, name="Kota Sukadamai")
    show(page, alone)
    store(2024, every(3), every(1))
    show(page, store(2025, every(3), every(2)))
    table = page.table("years")
    assert len(titles(page)) == 6
    assert not any(table.isColumnHidden(column) for column in range(7))


def test_in_a_narrow_window_the_trend_stands_below(page: ResultsDriver, store: Store) -> None:
    show(page, store(2025, every(3), every(2)))
    table, trend = page.table("years"), page.find(ChartView, "chart-trend")

    def beside() -> bool:
        return page.left_of(table, trend)

    assert beside()
    page.page.resize(1012, 582)
    page.qtbot.waitUntil(lambda: not beside())
    assert page.top(trend) > page.top(table)
    assert not any(table.isColumnHidden(column) for column in range(5))
    page.page.resize(1285, 736)
    page.qtbot.waitUntil(beside)


def test_the_card_of_the_index_shows_both_official_results(
    page: ResultsDriver, store: Store
) -> None:
    store(2024, every(3), every(1))
    made = store(2025, every(3), every(2))
    page.page.show_assessment(made.id)
    assert (page.text("official-index"), page.text("previous-index")) == ("2,00", "1,00")
    official, before = (page.find(StateChip, name) for name in ("official-change", "change"))
    assert (official.kind(), official.text()) == ("neutral", "+1,00")
    assert (before.kind(), before.text()) == ("rise", "+2,00")
    page.page.show_assessment(store(2023, every(3), None).id)
    assert not page.find(QLabel, "official-index").isVisible()
    assert not page.find(QLabel, "previous-index").isVisible()
