"""Where a passage stands on its page, whatever its case, blanks and hyphens are."""

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.pdfgen.canvas import Canvas

from assessment.documents.page_words import read_rows, row_text
from assessment.documents.passage_boxes import find_passage, passage_boxes
from assessment.domain.passages import Box
from assessment.domain.progress import SILENT
from tests.builders import pdf
from tests.integration.documents_made import far_signs

WIDTH, HEIGHT = 595, 842
LEFT, BASELINE = 72, 720


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    canvas.drawString(LEFT, BASELINE, "Pasal 4 Arsitektur")
    canvas.drawString(LEFT, BASELINE - 20, "SPBE disusun.")
    canvas.showPage()
    canvas.save()
    return path


def around(box: Box, x: float, y: float) -> bool:
    return box.left - 2 <= x <= box.right + 2 and box.top - 2 <= y <= box.bottom + 2


def test_signs_that_pdfium_gives_in_two_halves(tmp_path: Path) -> None:
    path = far_signs(tmp_path / "a.pdf")
    ((row,),) = read_rows(path, SILENT)
    assert row_text(row) == "layanan \U0001d538 baik"
    assert len(passage_boxes(path, 1, "\U0001d538 baik")) == 1


def test_a_passage_is_found_line_by_line(paper: Path) -> None:
    first, second = passage_boxes(paper, 1, "…arsitektur  S-PBE disusun…")
    assert LEFT + 30 < first.left < first.right < WIDTH / 2
    assert around(second, LEFT, HEIGHT - BASELINE + 20)
    assert 0 < first.bottom - first.top < 20
    assert first.bottom < second.top


def test_a_turned_and_cropped_page(paper: Path, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(paper))
    writer.pages[0].cropbox = RectangleObject((50, 600, WIDTH, HEIGHT))
    writer.pages[0].rotate(90)
    writer.write(tmp_path / "b.pdf")
    (box,) = passage_boxes(tmp_path / "b.pdf", 1, "Pasal 4")
    # Turned clockwise, the bottom left corner of what is shown becomes the top left one.
    assert around(box, BASELINE - 600, LEFT - 50)
    assert box.bottom - box.top > box.right - box.left


@pytest.mark.parametrize(("page", "text"), [(1, "Pasal 5"), (1, " … "), (0, "Pasal"), (2, "Pasal")])
def test_what_is_not_there_has_no_boxes(paper: Path, page: int, text: str) -> None:
    assert passage_boxes(paper, page, text) == ()


def test_files_that_cannot_be_opened_have_none(tmp_path: Path) -> None:
    assert passage_boxes(pdf(tmp_path / "a.pdf", locked_with="x"), 1, "Pasal") == ()
    assert passage_boxes(tmp_path / "tidak-ada.pdf", 1, "Pasal") == ()


def test_letters_of_several_signs() -> None:
    assert find_passage("eﬃsien", "EFFI") == (0, 2)
    assert find_passage("abc", "") is None
