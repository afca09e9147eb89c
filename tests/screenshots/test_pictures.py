"""Pictures of the main pages are painted whole, or the folder is named."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from assessment.domain.errors import StorageError
from assessment.services.workbench import Workbench
from tests.conftest import SteppingClock
from ui.pictures import paint_pages
from ui.theme import apply_theme

PAGES = ("beranda", "penilaian", "bukti", "periksa", "hasil", "kirim")


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    apply_theme(qapp, "light")


def paint(workbench: Workbench, example: int, folder: Path) -> tuple[Path, ...]:
    log_file = workbench.root / "spbe.log"
    return tuple(paint_pages(workbench, example, folder, clock=SteppingClock(), log_file=log_file))


def test_every_page_in_light_and_dark(workbench: Workbench, example: int, tmp_path: Path) -> None:
    painted = paint(workbench, example, tmp_path)
    assert [path.stem for path in painted] == [*PAGES, *(f"{name}-gelap" for name in PAGES)]
    pictures = [QImage(str(path)) for path in painted]
    assert {(picture.width(), picture.height()) for picture in pictures} == {
        QSize(1366, 768).toTuple()
    }
    corners = [picture.pixelColor(2, 300).lightness() for picture in pictures]
    assert min(corners[: len(PAGES)]) > 200
    assert max(corners[len(PAGES) :]) < 80


def test_a_folder_that_is_missing_is_named(
    workbench: Workbench, example: int, tmp_path: Path
) -> None:
    with pytest.raises(StorageError) as caught:
        paint_pages(
            workbench,
            example,
            tmp_path / "tiada",
            clock=SteppingClock(),
            log_file=tmp_path / "spbe.log",
        )
    assert caught.value.path == tmp_path / "tiada" / "beranda.png"
