"""Full text of what is attached, and suggestions from it."""

from pathlib import Path

import pytest

from assessment.domain.errors import LevelOutOfRangeError, UnknownIndicatorError
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.progress import CancelledError
from assessment.domain.records import Document, TextState
from assessment.services.workbench import Workbench
from tests.answering import begun
from tests.builders import pdf

REGULATION = """BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Wali Kota ini yang dimaksud dengan Arsitektur SPBE adalah kerangka dasar.
BAB II
ARSITEKTUR SPBE
Pasal 2
(1) Arsitektur SPBE disusun untuk jangka waktu 5 (lima) tahun.
(2) Arsitektur SPBE ditetapkan oleh Wali Kota.
BAB III
PUSAT DATA
Pasal 3
Pusat data dikelola oleh Dinas.
BAB IV
AUDIT
Pasal 4
Audit dilaksanakan setiap tahun oleh Inspektorat.
BAB V
KETENTUAN PENUTUP
Pasal 5
Peraturan Wali Kota ini mulai berlaku pada tanggal diundangkan.
"""


@pytest.fixture
def city(workbench: Workbench) -> int:
    return begun(workbench)


def text(path: Path, content: str = REGULATION) -> Path:
    path.write_text(content)
    return path


@pytest.fixture
def papers(workbench: Workbench, city: int, tmp_path: Path) -> dict[str, Document]:
    paths = [
        text(tmp_path / "Perwali-9-2024.txt"),
        pdf(tmp_path / "Laporan.pdf", "Penetrasi keamanan", pages=2),
        pdf(tmp_path / "Pindaian.pdf", ""),
        text(tmp_path / "Foto.png", "bukan teks"),
    ]
    taken = workbench.evidence.attach(city, 1, paths).taken
    return {document.name: document for document in taken}


class Seen:
    """Remembers what is reported, and cancels when the label is the one given."""

    def __init__(self, stop_at: str = "") -> None:
        self.shares: list[float] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int, label: str = "") -> None:
        self.shares.append(done / total)
        if label and label == self._stop_at:
            raise CancelledError


def states(bench: Workbench) -> dict[str, TextState]:
    return {document.name: document.text_state for document in bench.evidence.documents()}


def test_everything_attached_is_read_once(
    workbench: Workbench, papers: dict[str, Document]
) -> None:
    seen = Seen()
    assert workbench.search.index_missing(seen) == len(papers)
    assert seen.shares == sorted(seen.shares)
    assert seen.shares[-1] == 1
    assert states(workbench) == {
        "Perwali-9-2024.txt": TextState.TEXT,
        "Laporan.pdf": TextState.TEXT,
        "Pindaian.pdf": TextState.IMAGE_ONLY,
        "Foto.png": TextState.NONE,
    }
    assert workbench.search.index_missing() == 0
    assert len(workbench.search.pages(papers["Laporan.pdf"].sha256)) == 2


def test_cancelling_keeps_what_was_read(workbench: Workbench, papers: dict[str, Document]) -> None:
    with pytest.raises(CancelledError):
        workbench.search.index_missing(Seen(stop_at="Perwali-9-2024.txt"))
    assert states(workbench)["Perwali-9-2024.txt"] is TextState.UNKNOWN
    assert states(workbench)["Foto.png"] is TextState.NONE
    assert workbench.search.find("arsitektur") == ()
    assert workbench.search.index_missing() == 2
    assert workbench.search.find("arsitektur")


def test_an_index_that_was_deleted_is_built_again(
    workbench: Workbench, papers: dict[str, Document]
) -> None:
    workbench.search.index_missing()
    for path in workbench.root.glob("search.sqlite3*"):
        path.unlink()
    assert workbench.search.find("penetrasi") == ()
    assert workbench.search.index_missing() == len(papers)
    assert len(workbench.search.find("penetrasi")) == 2


def test_a_file_that_is_gone_waits(workbench: Workbench, papers: dict[str, Document]) -> None:
    sha256 = papers["Laporan.pdf"].sha256
    (workbench.root / "evidence" / sha256[:2] / sha256).unlink()
    assert workbench.search.index_missing() == len(papers) - 1
    assert states(workbench)["Laporan.pdf"] is TextState.UNKNOWN


def test_hits_name_document_and_page(workbench: Workbench, papers: dict[str, Document]) -> None:
    workbench.search.index_missing()
    hits = workbench.search.find('"penetrasi keamanan" halaman 2')
    (hit,) = hits
    assert (hit.document.name, hit.page) == ("Laporan.pdf", 2)
    assert [hit.text[start:end] for start, end in hit.marks] == [
        "Penetrasi keamanan",
        "halaman",
        "2",
    ]
    assert workbench.search.find("!?") == ()
    assert len(workbench.search.find("penetrasi", limit=1)) == 1


def test_what_the_library_does_not_know_is_no_hit(
    workbench: Workbench, papers: dict[str, Document], tmp_path: Path
) -> None:
    workbench.search.index_missing()
    stray = Document("f" * 64, "x.txt", 1, papers["Laporan.pdf"].added)
    place = workbench.root / "evidence" / "ff" / stray.sha256
    place.parent.mkdir()
    place.write_text("penetrasi")
    workbench.search.take_in(stray)
    assert {hit.document.name for hit in workbench.search.find("penetrasi")} == {"Laporan.pdf"}


def test_only_what_is_attached_is_searched_in_its_order(
    workbench: Workbench, city: int, papers: dict[str, Document], tmp_path: Path
) -> None:
    other = [text(tmp_path / "lain.txt", "penetrasi arsitektur"), tmp_path / "Laporan.pdf"]
    workbench.evidence.attach(city, 2, other)
    workbench.search.index_missing()
    assert len(workbench.search.find("penetrasi")) == 3
    found = workbench.search.find_attached(city, 1, "penetrasi")
    assert [(hit.document.name, hit.page) for hit in found] == [
        ("Laporan.pdf", 1),
        ("Laporan.pdf", 2),
    ]
    assert len(workbench.search.find_attached(city, 1, "penetrasi", limit=1)) == 1
    (hit,) = workbench.search.find_attached(city, 2, "arsitektur penetrasi")
    assert hit.document.name == "lain.txt"
    assert workbench.search.find_attached(city, 3, "penetrasi") == ()


def test_what_is_attached_is_read_and_told_afresh(
    workbench: Workbench, city: int, papers: dict[str, Document], tmp_path: Path
) -> None:
    workbench.evidence.attach(city, 2, [text(tmp_path / "lain.txt", "penetrasi")])
    read = workbench.search.read_attached(city, 1)
    assert {one.text_state for one in read} == {
        TextState.TEXT, TextState.IMAGE_ONLY, TextState.NONE,
    }  # fmt: skip
    assert states(workbench)["lain.txt"] is TextState.UNKNOWN
    assert workbench.search.read_attached(city, 1) == read
    assert workbench.search.read_attached(city, 3) == ()


def test_suggesting_can_be_stopped(
    workbench: Workbench, city: int, papers: dict[str, Document]
) -> None:
    seen = Seen(stop_at="Laporan.pdf")
    with pytest.raises(CancelledError):
        workbench.search.suggest(city, 1, progress=seen)
    workbench.search.index_missing()
    assert workbench.search.counts()[papers["Laporan.pdf"].sha256] == 2
    assert seen.shares == [0, 1 / 4]


def test_reading_is_no_step_and_is_not_undone(
    workbench: Workbench, city: int, papers: dict[str, Document]
) -> None:
    steps = workbench.worksheet.history(city)
    workbench.search.index_missing()
    assert workbench.worksheet.history(city) == steps
    # What a person wrote meanwhile does not set back what was read.
    workbench.evidence.describe(city, papers["Laporan.pdf"])
    assert states(workbench)["Laporan.pdf"] is TextState.TEXT


def test_suggestions_from_all_that_is_attached(
    workbench: Workbench, city: int, papers: dict[str, Document]
) -> None:
    ranked = workbench.search.suggest(city, 1)
    assert ranked[0].article == "Pasal 2"
    assert ranked[0].likely
    assert ranked[0].sha256 == papers["Perwali-9-2024.txt"].sha256
    assert [one.rank for one in ranked] == list(range(1, len(ranked) + 1))
    assert workbench.search.suggest(city, 1, top=1) == ranked[:1]
    assert workbench.search.suggest(city, 1, level=2, condition=1)[0].article == "Pasal 2"
    assert workbench.search.suggest(city, 2) == ()


def test_suggestions_from_one_document(
    workbench: Workbench, city: int, papers: dict[str, Document]
) -> None:
    workbench.search.index_missing()
    report = papers["Laporan.pdf"].sha256
    assert {one.sha256 for one in workbench.search.suggest(city, 1, sha256=report)} <= {report}


def test_suggestions_without_the_file(
    workbench: Workbench, city: int, papers: dict[str, Document]
) -> None:
    for document in papers.values():
        (workbench.root / "evidence" / document.sha256[:2] / document.sha256).unlink()
    assert workbench.search.suggest(city, 1) == ()


def test_what_the_instrument_does_not_know(
    workbench: Workbench, city: int, papers: dict[str, Document]
) -> None:
    with pytest.raises(UnknownIndicatorError):
        workbench.search.suggest(city, 48)
    with pytest.raises(LevelOutOfRangeError):
        workbench.search.suggest(city, 1, level=6)


def test_suggestions_from_a_file(workbench: Workbench, tmp_path: Path) -> None:
    ranked = workbench.search.suggest_in(text(tmp_path / "a.txt"), 1, top=2)
    assert (ranked[0].article, ranked[0].page, ranked[0].sha256) == ("Pasal 2", 1, "")
    assert len(ranked) == 2
    plain = workbench.search.suggest_in(text(tmp_path / "b.txt", "Arsitektur SPBE disusun."), 1)
    assert [one.article for one in plain] == [None]


def test_files_without_text_are_refused(workbench: Workbench, tmp_path: Path) -> None:
    made = {
        pdf(tmp_path / "scan.pdf", ""): FileProblem.IMAGE_ONLY,
        pdf(tmp_path / "terkunci.pdf", locked_with="x"): FileProblem.ENCRYPTED,
        text(tmp_path / "rusak.pdf"): FileProblem.DAMAGED,
        text(tmp_path / "foto.png"): FileProblem.UNSUPPORTED,
        text(tmp_path / "kosong.txt", " \n "): FileProblem.EMPTY,
        tmp_path / "tidak-ada.txt": FileProblem.MISSING,
    }
    for path, problem in made.items():
        with pytest.raises(FileRefusedError) as caught:
            workbench.search.suggest_in(path, 1)
        assert (caught.value.problem, caught.value.path) == (problem, path)


def test_boxes_are_of_pdf_pages_only(workbench: Workbench, papers: dict[str, Document]) -> None:
    assert len(workbench.search.boxes(papers["Laporan.pdf"], 2, "Penetrasi keamanan")) == 1
    assert workbench.search.boxes(papers["Laporan.pdf"], 2, "tidak ada") == ()
    assert workbench.search.boxes(papers["Perwali-9-2024.txt"], 1, "Pasal") == ()
