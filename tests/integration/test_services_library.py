"""The library: every document once, and newer versions in the place of older ones."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from assessment.domain.file_errors import FileRefusedError
from assessment.domain.identity import State
from assessment.domain.progress import CancelledError
from assessment.domain.records import Citation, Document, DocumentKind, TextState
from assessment.domain.steps import Action
from assessment.services.evidence import clean_name
from assessment.services.workbench import Workbench
from tests.answering import begun
from tests.builders import pdf


@pytest.fixture
def city(workbench: Workbench) -> int:
    return begun(workbench)


@pytest.fixture
def old(workbench: Workbench, city: int, tmp_path: Path) -> Document:
    """A regulation at two indicators, with a citation at each of three pages."""
    path = pdf(tmp_path / "Perwali-12-2023.pdf", "Norma", pages=4)
    (document,) = workbench.evidence.attach(city, 1, [path]).taken
    described = replace(document, about="SPBE", issuer="Wali Kota Sukamaju")
    workbench.evidence.describe(city, described)
    workbench.evidence.attach_known(city, 10, [described])
    for number, page, quote in ((1, "1", "Norma halaman 1"), (1, "hlm. 3", "norma hala- man 3"),
                                (10, "4", "Norma halaman 4"), (10, "2", "")):  # fmt: skip
        workbench.evidence.cite(
            Citation("", city, number, document.sha256, level=2, page=page, quote=quote)
        )
    workbench.worksheet.choose_level(city, 1, 2)
    return described


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """Its newer version: a page was put in before the second one, and the last one is gone."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for name in ("Norma", "Sisipan", "Norma"):
        writer.append(pdf(tmp_path / "bagian.pdf", name, pages=2))
    pages = [writer.pages[place] for place in (0, 2, 5, 3)]
    result = PdfWriter()
    for page in pages:
        result.add_page(page)
    result.write(tmp_path / "Peraturan 3 2025.pdf")
    return tmp_path / "Peraturan 3 2025.pdf"


def test_every_document_once_with_what_rests_on_it(
    workbench: Workbench, city: int, old: Document, tmp_path: Path
) -> None:
    other = pdf(tmp_path / "Arsip.pdf", "Arsip")
    workbench.evidence.attach(city, 5, [other])
    workbench.evidence.detach(city, 5, workbench.evidence.documents()[0].sha256)
    workbench.search.index_missing()
    unused, used = workbench.library.entries(city)
    assert (unused.document.name, unused.uses, unused.loss.levels) == ("Arsip.pdf", (), ())
    assert (used.document.about, used.names, used.indexed) == ("SPBE", ("Perwali-12-2023.pdf",), 4)
    assert used.document.text_state is TextState.TEXT
    assert [(use.indicator, use.levels, len(use.citations)) for use in used.uses] == [
        (1, (2,), 2), (10, (2,), 2),
    ]  # fmt: skip
    assert used.loss.levels == ((1, 2, 1),)
    assert used.loss.lost == Fraction(13, 1000)


def test_one_content_may_have_several_names(
    workbench: Workbench, city: int, old: Document, tmp_path: Path
) -> None:
    original = (tmp_path / "Perwali-12-2023.pdf").read_bytes()
    for name in ("Salinan.pdf", "Lain.pdf"):
        (tmp_path / name).write_bytes(original)
    workbench.evidence.attach(city, 1, [tmp_path / "Salinan.pdf"])
    workbench.evidence.attach(city, 2, [tmp_path / "Lain.pdf", tmp_path / "Salinan.pdf"])
    workbench.evidence.attach(city, 3, [tmp_path / "Perwali-12-2023.pdf"])
    (entry,) = workbench.library.entries(city)
    assert entry.names == ("Perwali-12-2023.pdf", "Lain.pdf", "Salinan.pdf")
    assert [use.indicator for use in entry.uses] == [1, 2, 3, 10]


def test_a_new_file_given_twice_has_both_names(
    workbench: Workbench, city: int, tmp_path: Path
) -> None:
    first = pdf(tmp_path / "a.pdf")
    (tmp_path / "b.pdf").write_bytes(first.read_bytes())
    attached = workbench.evidence.attach(city, 1, [first, tmp_path / "b.pdf"])
    assert (len(attached.taken), len(attached.present)) == (1, 1)
    assert workbench.library.entries(city)[0].names == ("a.pdf", "b.pdf")


def test_a_newer_version_takes_the_place(
    workbench: Workbench, city: int, old: Document, newer: Path
) -> None:
    before = workbench.worksheet.dossier(city)
    replaced = workbench.library.replace(city, old.sha256, newer)
    document = replaced.document
    assert (document.number, document.year, document.kind) == ("3", 2025, DocumentKind.REGULATION)
    assert (document.about, document.issuer) == ("SPBE", "Wali Kota Sukamaju")
    assert document.text_state is TextState.TEXT
    after = workbench.worksheet.dossier(city)
    assert {citation.sha256 for citation in after.citations} == {document.sha256}
    assert [(one.indicator, one.position) for one in after.attachments] == [(1, 1), (10, 1)]
    assert after.answer(1).state is State.DRAFT
    assert workbench.search.find("sisipan")
    assert replaced.step is not None
    assert replaced.step.action is Action.REPLACE
    workbench.worksheet.undo(city)
    undone = workbench.worksheet.dossier(city)
    assert set(undone.citations) == set(before.citations)
    assert undone.documents == before.documents
    workbench.worksheet.redo(city)
    assert set(workbench.worksheet.dossier(city).citations) == set(after.citations)


def test_citations_whose_words_moved_are_named(
    workbench: Workbench, city: int, old: Document, newer: Path
) -> None:
    replaced = workbench.library.replace(city, old.sha256, newer)
    # Page 1 stayed; pages 3 and 4 are gone; without words nobody can tell.
    assert {(one.citation.page, one.found_page) for one in replaced.recheck} == {
        ("hlm. 3", None), ("4", None), ("2", None),
    }  # fmt: skip


def test_words_on_another_page_are_found_there(
    workbench: Workbench, city: int, old: Document, newer: Path
) -> None:
    words = Citation("", city, 1, old.sha256, page="2", quote="Norma halaman 2")
    workbench.evidence.cite(words)
    replaced = workbench.library.replace(city, old.sha256, newer)
    assert [one.found_page for one in replaced.recheck if one.citation.quote == words.quote] == [3]


def test_a_version_that_is_here_already(
    workbench: Workbench, city: int, old: Document, newer: Path
) -> None:
    (there,) = workbench.evidence.attach(city, 10, [newer]).taken
    workbench.evidence.cite(Citation("", city, 10, there.sha256, level=3))
    workbench.search.index_missing()
    replaced = workbench.library.replace(city, old.sha256, newer)
    dossier = workbench.worksheet.dossier(city)
    assert replaced.document.sha256 == there.sha256
    assert [one.sha256 for one in dossier.attachments] == [there.sha256, there.sha256]
    assert len(dossier.evidence(10)[0].citations) == 3
    assert workbench.library.entries(city)[0].uses[1].label == "10.b"


def test_the_same_file_replaces_nothing(
    workbench: Workbench, city: int, old: Document, tmp_path: Path
) -> None:
    replaced = workbench.library.replace(city, old.sha256, tmp_path / "Perwali-12-2023.pdf")
    assert (replaced.step, replaced.recheck, replaced.document) == (None, (), old)


class StopReading:
    """A person who cancels while the pages are read."""

    def step(self, done: int, total: int, label: str = "") -> None:
        if total == 4:
            raise CancelledError


def test_a_refused_or_cancelled_version_changes_nothing(
    workbench: Workbench, city: int, old: Document, newer: Path, tmp_path: Path
) -> None:
    before = workbench.worksheet.dossier(city)
    with pytest.raises(FileRefusedError):
        workbench.library.replace(city, old.sha256, tmp_path / "tidak-ada.pdf")
    with pytest.raises(CancelledError):
        workbench.library.replace(city, old.sha256, newer, StopReading())
    stored = [path for path in (workbench.root / "evidence").rglob("*") if path.is_file()]
    assert [path.name for path in stored] == [old.sha256]
    assert workbench.worksheet.dossier(city) == before
    assert [document.sha256 for document in workbench.evidence.documents()] == [old.sha256]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a/../b\\c.pdf", "a-..-b-c.pdf"),
        ("baris\nbaru\x00\x1b.pdf", "baris-baru--.pdf"),
        ("Perwali\u202efdp.exe.pdf", "Perwali-fdp.exe.pdf"),
        ("rusak\udcff.pdf", "rusak-.pdf"),
        ("Peraturan Wali Kota – 12 (2023).pdf", "Peraturan Wali Kota – 12 (2023).pdf"),
    ],
)
def test_names_from_anywhere_can_be_shown(name: str, shown: str) -> None:
    assert clean_name(name) == shown


def test_a_hostile_name_is_stored_harmlessly(
    workbench: Workbench, city: int, tmp_path: Path
) -> None:
    path = pdf(tmp_path / "..\\..\\luar\x07\n.pdf")
    (document,) = workbench.evidence.attach(city, 1, [path]).taken
    assert document.name == "..-..-luar--.pdf"
    files = [entry.name for entry in (workbench.root / "evidence").rglob("*") if entry.is_file()]
    assert files == [document.sha256]
