from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from assessment.domain.file_errors import FileProblem, FileRefusedError
from tests.builders import pdf
from tests.ui.library.conftest import WORDS, Keep
from ui.widgets.viewer_pdf import PdfSource
from ui.widgets.viewer_picture import PictureSource
from ui.widgets.viewer_text import TextSource

_LINE = 842 - 720 - 4  # where the builder writes, from the top


def _picture(path: Path, width: int, height: int) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    assert image.save(str(path))
    return path


def test_pdf_pages_are_painted_off_the_interface_thread(
    qtbot: QtBot, tmp_path: Path, keep: Keep
) -> None:
    source = keep(PdfSource(pdf(tmp_path / "a.pdf", WORDS, pages=3)))
    assert len(source.sizes) == 3
    with qtbot.waitSignal(source.rendered) as painted:
        source.wish("test", {2: QSize(300, 424)})
    page, size, image = painted.args or []
    assert (page, size, image.size()) == (2, QSize(300, 424), QSize(300, 424))


def test_only_the_latest_wish_is_painted(qtbot: QtBot, tmp_path: Path, keep: Keep) -> None:
    source = keep(PdfSource(pdf(tmp_path / "a.pdf", WORDS, pages=9)))
    painted: list[int] = []
    source.rendered.connect(lambda page, _size, _image: painted.append(page))
    source.wish("test", {page: QSize(30, 42) for page in range(1, 10)})
    source.wish("test", {9: QSize(30, 42)})
    qtbot.waitUntil(lambda: 9 in painted)
    assert painted == [1, 9]  # the first was under way


def test_words_of_a_pdf_are_selected_and_found(tmp_path: Path, keep: Keep) -> None:
    source = keep(PdfSource(pdf(tmp_path / "a.pdf", WORDS, pages=2)))
    marked = source.select(2, QPointF(73, _LINE), QPointF(200, _LINE))
    assert marked is not None
    assert marked.text.startswith("Tim Koordinasi SPBE")
    assert marked.areas[0].top() == pytest.approx(_LINE - 5, abs=6)
    assert source.select(2, QPointF(300, 700), QPointF(400, 710)) is None
    assert [found.page for found in source.find(1, "KOORDINASI spbe")] == [1]
    assert source.find(1, "tiada") == ()


@pytest.mark.parametrize("kind", ["missing", "locked", "damaged"])
def test_pdfs_that_cannot_be_shown_say_why(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.pdf"
    if kind == "locked":
        pdf(path, "rahasia", locked_with="kunci")
    elif kind == "damaged":
        path.write_bytes(b"%PDF-1.7 bukan apa-apa")
    expected = {
        "missing": FileProblem.MISSING,
        "locked": FileProblem.ENCRYPTED,
        "damaged": FileProblem.DAMAGED,
    }
    with pytest.raises(FileRefusedError) as caught:
        PdfSource(path)
    assert caught.value.problem is expected[kind]


def test_a_large_scan_is_read_at_the_size_that_is_shown(
    qtbot: QtBot, tmp_path: Path, keep: Keep
) -> None:
    source = keep(PictureSource(_picture(tmp_path / "scan.jpg", 4961, 7016)))
    with qtbot.waitSignal(source.rendered, timeout=20_000) as painted:
        source.wish("test", {1: QSize(330, 467)})
    _page, _size, image = painted.args or []
    assert image.size() == QSize(330, 467)
    assert image.pixelColor(100, 100).green() == pytest.approx(
        QColor(Qt.GlobalColor.darkGreen).green(), abs=3
    )


def test_a_picture_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "foto.png"
    path.write_text("bukan gambar")
    with pytest.raises(FileRefusedError) as caught:
        PictureSource(path)
    assert caught.value.problem is FileProblem.DAMAGED


def test_a_picture_that_breaks_off_comes_as_an_empty_one(
    qtbot: QtBot, tmp_path: Path, keep: Keep
) -> None:
    path = _picture(tmp_path / "foto.png", 400, 300)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    source = keep(PictureSource(path))
    with qtbot.waitSignal(source.rendered) as painted:
        source.wish("test", {1: QSize(40, 30)})
    assert (painted.args or [])[2].isNull()


def test_texts_stand_on_sheets(qtbot: QtBot, keep: Keep) -> None:
    source = keep(TextSource(["Catatan rapat tim.\nButir satu " + "kata " * 400, "Halaman dua"]))
    assert len(source.sizes) == 2
    found = source.find(1, "KATA")
    assert len(found) == 400
    corner = found[0].areas[0].center()
    marked = source.select(1, corner, found[40].areas[0].center())
    assert marked is not None
    assert len({area.top() for area in marked.areas}) > 1
    with qtbot.waitSignal(source.rendered) as painted:
        source.wish("test", {2: QSize(200, 283)})
    assert not (painted.args or [])[2].isNull()
