"""A national list on Beranda and Hasil: dropped or chosen, looked at, kept, taken back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPlainTextEdit

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.identity import Assessment
from assessment.services.workbench import Workbench
from tests.recaps import HEAD, listed
from tests.ui.shell.drivers import WindowDriver
from ui.widgets.message import Message

ROWS = (
    "Kab. Sukadamai,regency,,3.40,3.40,3.40,3.40,3.40,Baik",
    "Pemerintah Kota Nusa Damai,city,,2.00,2.00,2.00,2.00,2.00,Cukup",
    "Kota Sukasari,city,,3.00,3.00,3.00,3.00,3.00,Baik",
)
FAULTY = "Kota Rusak,city,,3.00,3.00,3.00,3.00,tiga,Baik"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return listed(tmp_path, HEAD, *ROWS, FAULTY)


def message(window: WindowDriver) -> Message:
    return window.find(Message, "national-message")


def test_a_list_that_is_dropped_is_looked_at_before_it_is_kept(
    city: Assessment, window: WindowDriver, workbench: Workbench, path: Path
) -> None:
    window.open()
    assert window.drop(path)
    window.settle()
    assert message(window).title() == "hasil-2023.csv: 3 instansi, tahun 2023"
    doubts = window.find(QPlainTextEdit, "national-doubts")
    assert doubts.toPlainText() == "hasil-2023.csv:5  Indeks tidak terbaca: tiga"
    window.click("leave-national")
    assert message(window).isHidden()
    assert workbench.national.lists() == ()
    assert window.drop(path)
    window.settle()
    window.click("keep-national")
    assert message(window).title() == "Daftar 2023 disimpan"
    window.click("close-national")
    window.rail("results")
    assert window.text("rank") == "Peringkat 3 dari 3 instansi (2023), 2 dari 2 kota"
    tip = window.find(QLabel, "rank").toolTip()
    assert "Hasil resmi 2023 instansi ini menurut daftar: 2,00." in tip
    assert f"Daftar {city.year} tidak ada" in tip
    assert window.text("rank-source") == "Peringkat: hasil-2023.csv, diimpor 10 Jul 2025"
    assert not window.shown("import-national")
    window.settle()


def test_a_list_that_is_dropped_on_kirim_is_no_workbook(
    city: Assessment, window: WindowDriver, path: Path
) -> None:
    window.open()
    window.window.open_assessment(city.id)
    window.rail("handover")
    window.settle()
    assert window.drop(path)
    window.settle()
    assert message(window).title() == "hasil-2023.csv: 3 instansi, tahun 2023"
    window.click("leave-national")
    window.click("close-national")


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What a person chooses next; nothing while it is empty."""
    paths: list[Path] = []
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_: (str(paths[0]) if paths else "", "")
    )
    return paths


def choose_and_keep(window: WindowDriver) -> None:
    window.click("choose-national")
    window.settle()
    window.click("keep-national")


def test_a_list_is_imported_on_hasil(
    city: Assessment,
    window: WindowDriver,
    workbench: Workbench,
    tmp_path: Path,
    chosen: list[Path],
) -> None:
    chosen.append(listed(tmp_path, HEAD, ROWS[0], ROWS[2], name="hasil-2024.csv"))
    window.open()
    window.rail("results")
    assert not window.shown("rank")
    window.click("import-national")
    choose_and_keep(window)
    assert window.text("rank") == "Di bawah semua 2 instansi (2024), di bawah semua 1 kota"
    for number in range(1, 48):
        workbench.worksheet.choose_level(city.id, number, 3)
    window.rail("home")
    window.rail("results")
    assert window.text("rank") == "Setara peringkat 2 dari 2 instansi (2024), 1 dari 1 kota"
    assert "tidak ada di daftar 2024" in window.find(QLabel, "rank").toolTip()
    assert window.find(QLabel, "rank").toolTip().endswith("yang dibandingkan.")
    window.settle()


def test_a_list_is_replaced_removed_and_taken_back(
    city: Assessment,
    window: WindowDriver,
    workbench: Workbench,
    tmp_path: Path,
    chosen: list[Path],
) -> None:
    first = listed(tmp_path, HEAD, ROWS[0], ROWS[2], name=f"hasil-{city.year}.csv")
    workbench.national.keep(workbench.national.preview(first).lists)
    chosen.append(listed(tmp_path, HEAD, *ROWS, name=f"perbaikan-{city.year}.csv"))
    window.open()
    window.rail("results")
    window.click("national-lists")
    choose_and_keep(window)
    assert window.text("rank").startswith("Peringkat 3 dari 3 instansi (2024)")
    window.click("undo-national")
    assert [one.source for one in workbench.national.lists()] == [first.name]
    window.click("choose-national")
    window.settle()
    assert "Menggantikan daftar 2024 dari hasil-2024.csv (2 instansi)." in message(window).text()
    assert "Semua baris terbaca." in message(window).text()
    window.click("remove-2024")
    assert workbench.national.lists() == ()
    assert window.shown("import-national")
    window.click("undo-national")
    assert [one.source for one in workbench.national.lists()] == [first.name]
    chosen.clear()
    window.click("choose-national")  # and nothing was chosen
    assert message(window).isHidden()
    window.settle()


def test_another_table_is_refused_in_words(
    city: Assessment, window: WindowDriver, workbench: Workbench, tmp_path: Path
) -> None:
    window.open()
    assert window.drop(listed(tmp_path, "indicator,level", "1,3", name="tingkat.csv"))
    window.settle()
    assert message(window).kind() == "error"
    assert message(window).title() == "Bukan daftar nasional"
    assert "Kolom institution tidak ada" in message(window).text()
    assert workbench.national.lists() == ()
    assert workbench.worksheet.dossier(city.id).levels()[1] == 2


def test_a_fault_of_the_program_is_told_by_the_window(
    window: WindowDriver, workbench: Workbench, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> None:
        raise ZeroDivisionError

    window.open()
    monkeypatch.setattr(workbench.national, "preview", fail)
    assert window.drop(path)
    window.settle()
    assert message(window).isHidden()
    assert window.root.findChildren(QDialog, "crash")


def test_a_full_disk_keeps_nothing(
    window: WindowDriver, workbench: Workbench, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> None:
        raise StorageError(StorageProblem.FULL, path)

    window.open()
    monkeypatch.setattr(workbench.national, "preview", fail)
    assert window.drop(path)
    window.settle()
    assert message(window).kind() == "error"
    assert workbench.national.lists() == ()
