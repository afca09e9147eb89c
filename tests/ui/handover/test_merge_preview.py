"""A part that comes back: what merges by itself, what a person decides, the way back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTabBar, QTableView

from assessment.domain.conflicts import Side
from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.identity import Assessment, State
from assessment.services.parts import Parts
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from tests.conftest import Templates, opened
from tests.ui.handover.conftest import Colleague, nusa_damai
from tests.ui.handover.drivers import Finder, HandoverDriver

PART = range(1, 11)


@pytest.fixture
def shown(page: HandoverDriver, city: Assessment) -> HandoverDriver:
    page.page.show_assessment(city.id)
    return page


def come_back(folder: Path) -> None:
    """Indicator 1 has other levels on both sides, so has 2; only theirs have a fact at 3."""
    bench = opened(folder / "ruang-kerja")
    city = nusa_damai(bench)
    colleague = Colleague(opened(folder / "rekan", "Bagus Wirawan"))
    number = colleague.take(bench.parts.give(city.id, PART, folder / "pergi.spbe").path)
    sheet = colleague.bench.worksheet
    sheet.choose_level(number, 1, 3)
    sheet.choose_level(number, 2, 4)
    sheet.write(number, 3, TextPart.FACT, "Diatur di Bappeda.")
    bench.worksheet.choose_level(city.id, 1, 5)
    bench.worksheet.choose_level(city.id, 2, 5)
    colleague.give_back(number, folder / "kembali.spbe")


@pytest.fixture
def city(workbench: Workbench, templates: Templates, tmp_path: Path) -> Assessment:
    templates.copy(come_back, tmp_path)
    return workbench.assessments.cards()[0].assessment


@pytest.fixture
def back(city: Assessment, tmp_path: Path) -> Path:
    return tmp_path / "kembali.spbe"


def table(dialog: Finder) -> QTableView:
    return dialog.find(QTableView, "conflicts")


def rows(view: QTableView) -> list[list[str]]:
    model = view.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def levels(bench: Workbench, city: Assessment) -> dict[int, int]:
    return bench.worksheet.dossier(city.id).levels()


def test_both_sides_stand_side_by_side_until_decided(
    shown: HandoverDriver, city: Assessment, workbench: Workbench, back: Path
) -> None:
    dialog = shown.open_package(back, "merge-preview")
    assert rows(table(dialog)) == [
        ["1 Kebijakan Internal Arsitektur SPBE", "Tingkat", "2", "5", "3", "Belum"],
        ["2 Kebijakan Internal Peta Rencana SPBE", "Tingkat", "1", "5", "4", "Belum"],
    ]
    assert dialog.find(QLabel, "theirs-by").text().startswith("Bagus Wirawan, ")
    assert "Bagus Wirawan" in dialog.words("merge-from")
    assert not dialog.enabled("merge")
    dialog.click("take-theirs")
    assert not dialog.enabled("merge")
    assert table(dialog).currentIndex().row() == 1
    dialog.click("take-ours")
    assert [row[-1] for row in rows(table(dialog))] == ["Dari rekan", "Di sini"]
    with shown.qtbot.waitSignal(shown.page.changed, timeout=20_000):
        dialog.click("merge")
    assert levels(workbench, city) == {1: 3, 2: 5}
    assert workbench.worksheet.dossier(city.id).answer(3).fact == "Diatur di Bappeda."


def test_one_undo_takes_the_merge_back(
    shown: HandoverDriver, city: Assessment, workbench: Workbench, back: Path
) -> None:
    before = workbench.worksheet.dossier(city.id)
    dialog = shown.open_package(back, "merge-preview")
    dialog.click("all-theirs")
    with shown.qtbot.waitSignal(shown.page.changed, timeout=20_000):
        dialog.click("merge")
    assert levels(workbench, city) == {1: 3, 2: 4}
    assert shown.message("merged-message").isVisible()
    with shown.qtbot.waitSignal(shown.page.changed):
        shown.click("undo-merge")
    assert workbench.worksheet.dossier(city.id).records() == before.records()
    assert not shown.message("merged-message").isVisible()


def test_what_merges_by_itself_can_be_read(shown: HandoverDriver, back: Path) -> None:
    dialog = shown.open_package(back, "merge-preview")
    tabs = dialog.find(QTabBar, "merge-tabs")
    assert [tabs.tabText(place) for place in range(tabs.count())] == [
        "Perlu diputuskan 2",
        "Bergabung sendiri 2",
    ]
    shown.qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    place = "3 Kebijakan Internal Manajemen Data"
    fact = [place, "Fakta", "(kosong)", "Diatur di Bappeda."]
    assert fact in rows(dialog.find(QTableView, "merged"))
    dialog.click("leave")


def test_the_arrows_decide(shown: HandoverDriver, back: Path) -> None:
    dialog = shown.open_package(back, "merge-preview")
    view = table(dialog)
    shown.qtbot.keyClick(view, Qt.Key.Key_Right)
    shown.qtbot.keyClick(view, Qt.Key.Key_Left)
    assert [row[-1] for row in rows(view)] == ["Dari rekan", "Di sini"]
    assert dialog.enabled("merge")
    dialog.click("leave")


def test_what_was_approved_here_stays_unless_chosen(
    shown: HandoverDriver, city: Assessment, workbench: Workbench, back: Path
) -> None:
    workbench.workflow.hand_in(city.id, [1])
    workbench.workflow.approve(city.id, [1])
    dialog = shown.open_package(back, "merge-preview")
    view = table(dialog)
    decided = {row[0][:1] + row[1]: row[-1] for row in rows(view)}
    assert decided["1Tingkat"] == "Di sini"
    dialog.click("all-theirs")
    assert {row[0][:1] + row[1]: row[-1] for row in rows(view)}["1Tingkat"] == "Di sini"
    dialog.click_row(view, view.model().index(0, 0))
    assert dialog.message("conflict-approved").isVisible()
    with shown.qtbot.waitSignal(shown.page.changed, timeout=20_000):
        dialog.click("merge")
    answer = workbench.worksheet.dossier(city.id).answer(1)
    assert (answer.level, answer.state) == (5, State.APPROVED)


def test_leaving_changes_nothing(
    shown: HandoverDriver, city: Assessment, workbench: Workbench, back: Path
) -> None:
    before = workbench.worksheet.dossier(city.id)
    dialog = shown.open_package(back, "merge-preview")
    dialog.click("all-theirs")
    dialog.click("leave")
    assert shown.settle("package") == "Tidak ada yang diubah."
    assert workbench.worksheet.dossier(city.id) == before


def test_a_failure_keeps_what_was_decided(
    shown: HandoverDriver,
    city: Assessment,
    workbench: Workbench,
    back: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = shown.open_package(back, "merge-preview")
    dialog.click("all-theirs")

    def full(*_: object) -> None:
        raise StorageError(StorageProblem.FULL, workbench.root)

    with monkeypatch.context() as patch:
        patch.setattr(Parts, "merge", full)
        dialog.click("merge")
        shown.qtbot.waitUntil(lambda: dialog.message("merge-failure").isVisible(), timeout=20_000)
    assert dialog.message("merge-failure").title() == "Disk penuh"
    assert levels(workbench, city) == {1: 5, 2: 5}
    with shown.qtbot.waitSignal(shown.page.changed, timeout=20_000):
        dialog.click("merge")
    assert levels(workbench, city) == {1: 3, 2: 4}


def test_a_part_that_was_merged_before_brings_nothing(
    shown: HandoverDriver, workbench: Workbench, back: Path
) -> None:
    preview = workbench.parts.preview(back)
    theirs = dict.fromkeys(preview.merge.conflicts, Side.THEIRS)
    assert workbench.parts.merge(preview, theirs) is not None
    dialog = shown.open_package(back, "merge-preview")
    assert dialog.message("merge-nothing").title() == "Tidak ada yang baru"
    dialog.click("leave")
    shown.gone("merge-preview")


def test_long_texts_are_shown_whole(
    shown: HandoverDriver,
    city: Assessment,
    workbench: Workbench,
    colleague: Colleague,
    tmp_path: Path,
) -> None:
    number = colleague.bench.assessments.cards()[0].assessment.id
    text = "Perwali 12/2023.\n" * 40
    colleague.bench.worksheet.write(number, 4, TextPart.FACT, text)
    workbench.worksheet.write(city.id, 4, TextPart.FACT, "Lain.")
    back = colleague.give_back(number, tmp_path / "b.spbe")
    dialog = shown.open_package(back, "merge-preview")
    view = table(dialog)
    dialog.click_row(view, view.model().index(2, 0))
    assert dialog.find(QPlainTextEdit, "theirs-text").toPlainText().strip() == text.strip()
    dialog.click("leave")
