"""The workbook as it is written: nothing is lost, nothing is run, nothing is hidden."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assessment.domain.errors import StorageError, StorageProblem, TextTooLongError
from assessment.domain.file_errors import ExportMismatchError
from assessment.domain.progress import SILENT, CancelledError
from assessment.domain.records import Answer, AspectNote, Citation, Document
from assessment.exchange.text import escaped, unescaped
from assessment.exchange.workbook import WorkbookExporter
from tests.builders import empty_dossier, full_dossier, handover, official_instrument
from tests.integration.workbooks import case, cell, edited, found, read, with_answer, written

SHEETS = ["Petunjuk", "Identitas", "Ringkasan", "Penilaian", "Bukti", "Aspek", "Kriteria"]
COLUMNS = [
    "No", "Domain", "Aspek", "Indikator", "Bobot (%)", "Tingkat Mandiri", "Fakta", "Analisis",
    "Target", "Unit Kerja", "Status", "Tingkat Dokumen", "Justifikasi Dokumen",
    "Tingkat Interviu", "Justifikasi Interviu", "Tingkat Visitasi", "Justifikasi Visitasi",
    "Tingkat Akhir",
]  # fmt: skip
TEXTS = st.text(max_size=60) | st.text(alphabet="_x0041BF=+-@'\n\r\t\x0b \ud800", max_size=14)
LEVELS = st.none() | st.sampled_from(official_instrument().outline.levels)


def test_sheets_and_columns_are_those_people_know(tmp_path: Path) -> None:
    book = load_workbook(written(tmp_path, case()))
    assert book.sheetnames == [*SHEETS, "_spbe"]
    assert [name for name in book.sheetnames if book[name].sheet_state == "hidden"] == ["_spbe"]
    sheet = book["Penilaian"]
    assert [entry.value for entry in sheet[4]] == COLUMNS
    assert [row[0].value for row in sheet.iter_rows(min_row=5)] == list(range(1, 48))
    assert [entry.value for entry in book["Bukti"][4]] == [
        "No Indikator", "Tingkat", "Syarat", "Dokumen", "Nomor", "Tanggal", "Pasal/Bab",
        "Halaman", "Kutipan", "Nama Berkas", "SHA-256",
    ]  # fmt: skip


def test_penilaian_is_ready_for_screen_and_paper(tmp_path: Path) -> None:
    path = written(tmp_path, case())
    book = load_workbook(path)
    sheet = book["Penilaian"]
    choices = {str(entry.sqref): entry.formula1 for entry in sheet.data_validations.dataValidation}
    assert choices["F5:F51"] == '"1,2,3,4,5"'
    rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
    assert [rule.formula for rule in rules] == [["1"], ["2"], ["3"], ["4"], ["5"]]
    assert sheet.freeze_panes == "E5"
    assert sheet.print_title_rows == "$4:$4"
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation) == (9, "landscape")
    assert (setup.fitToWidth, setup.fitToHeight) == (1, 0)
    protected = [name for name in book.sheetnames if book[name].protection.sheet]
    assert protected == ["Kriteria"]
    with zipfile.ZipFile(path) as archive:
        assert len([name for name in archive.namelist() if name.startswith("xl/charts/")]) == 2


def test_everything_comes_back(tmp_path: Path) -> None:
    expected = case()
    incoming = read(written(tmp_path, expected))
    assert found(expected, incoming.path) == ()
    dossier = expected.dossier
    assert incoming.base_revision == dossier.revision
    assert incoming.exported == {citation.uid for citation in dossier.citations}
    assert incoming.dossier.assessment.id == 0
    assert incoming.dossier.assessment.uid == dossier.assessment.uid
    assert {replace(entry, assessment_id=1) for entry in incoming.dossier.citations} == set(
        dossier.citations
    )
    used = {entry.sha256 for entry in dossier.attachments}
    assert set(incoming.dossier.documents) == {
        entry for entry in dossier.documents if entry.sha256 in used
    }
    assert {replace(entry, assessment_id=1) for entry in incoming.dossier.attachments} == set(
        dossier.attachments
    )


def test_every_field_of_the_file_has_its_place(tmp_path: Path) -> None:
    places = read(written(tmp_path, case())).places
    fields = {(kind.__name__, name) for kind, _, name in places}
    assert fields == {
        *(("Answer", name) for name in (
            "level", "fact", "analysis", "target", "unit", "justification")),
        *(("Assessment", name) for name in (
            "institution", "kind", "cycle", "coordinator", "responsible", "team",
            "recommendation")),
        *(("Citation", name) for name in ("level", "condition", "article", "page", "quote")),
        *(("Document", name) for name in ("number", "issued")),
        ("AspectNote", "strengths"), ("AspectNote", "weaknesses"),
    }  # fmt: skip
    assert places[Answer, (0, 8, "self"), "level"] == "Penilaian!F12"


def test_an_empty_assessment_comes_back_empty(tmp_path: Path) -> None:
    empty = handover(official_instrument(), empty_dossier(official_instrument()))
    path = written(tmp_path, empty)
    assert WorkbookExporter().verify(path, empty) == "0 tingkat dan indeks 1,00 cocok"
    assert found(empty, path) == ()


def test_a_document_without_citation_keeps_its_row(tmp_path: Path) -> None:
    full = case()
    bare = replace(full, dossier=replace(full.dossier, citations=()))
    path = written(tmp_path, bare)
    rows = list(load_workbook(path)["Bukti"].iter_rows(min_row=5, values_only=True))
    assert len(rows) == len(full.dossier.attachments)
    assert {row[1:3] for row in rows} == {(None, None)}
    assert len(read(path).dossier.attachments) == len(full.dossier.attachments)
    assert found(bare, path) == ()


ODD_TEXTS = (
    "=1+1", "+62 811", "-", "@dinas", "#N/A", "#REF!", "007", "3,0", "TRUE", "2025-01-01",
    "dua\nbaris", "dua\r\nbaris", "\tTab", "  spasi  ", " ", "\n", "\x00\x0b\x1f kendali",
    "_x0041_", "_x000B_", "_x0041\x0b", "_x005F_x0041_",
    "😀 emoji 👨‍👩‍👧", "\ud800 tunggal", "\ufffe",
    "<a&b>\"'", "'=1", "\u00a0", "ع", "x" * 32_767,
)  # fmt: skip


def test_text_is_data(tmp_path: Path) -> None:
    texts = dict(enumerate(ODD_TEXTS, start=1))
    dossier = replace(
        case().dossier,
        answers=tuple(
            Answer(1, number, level=3, fact=text, unit=text) for number, text in texts.items()
        ),
    )
    expected = case(dossier)
    path = written(tmp_path, expected)
    told = WorkbookExporter().verify(path, expected)
    assert told.startswith(f"{len(texts)} tingkat dan indeks ")
    found_again, book = read(path).dossier, load_workbook(path)
    for number, text in texts.items():
        answer = found_again.answer(number)
        assert (answer.fact, answer.unit) == (text, text)
        assert cell(book, "Penilaian", "Fakta", number).data_type == "s"


@given(text=TEXTS)
def test_escaping_loses_nothing(text: str) -> None:
    assert unescaped(escaped(text)) == text


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    answers=st.lists(st.tuples(LEVELS, TEXTS, TEXTS, LEVELS, TEXTS), min_size=47, max_size=47),
    quotes=st.lists(TEXTS, min_size=1, max_size=20),
    aspect=st.tuples(TEXTS, TEXTS, TEXTS),
)
def test_whatever_is_stored_comes_back(
    tmp_path: Path,
    answers: list[tuple[Any, ...]],
    quotes: list[str],
    aspect: tuple[str, str, str],
) -> None:
    full = full_dossier(official_instrument(), 5)
    names = ("level", "fact", "analysis", "target", "unit")
    dossier = replace(
        full,
        assessment=replace(full.assessment, recommendation=aspect[2], team=aspect[0]),
        answers=tuple(
            Answer(1, number, **dict(zip(names, values, strict=True)))
            for number, values in enumerate(answers, start=1)
        ),
        citations=tuple(
            replace(full.citations[at % 4], uid=str(at), quote=quote, level=3)
            for at, quote in enumerate(quotes)
        ),
        aspect_notes=(AspectNote(1, 2, aspect[0], aspect[1]),),
    )
    expected = handover(official_instrument(), dossier)
    path = written(tmp_path, expected)
    WorkbookExporter().verify(path, expected)
    assert found(expected, path) == ()


def test_dates_are_dates_and_old_ones_are_words(tmp_path: Path) -> None:
    full = case()
    first, second = (entry.sha256 for entry in full.dossier.attachments[:2])
    days = {first: date(2024, 8, 17), second: date(1899, 5, 2)}
    dated = tuple(replace(entry, issued=days.get(entry.sha256)) for entry in full.dossier.documents)
    expected = case(replace(full.dossier, documents=dated))
    path = written(tmp_path, expected)
    WorkbookExporter().verify(path, expected)
    assert found(expected, path) == ()
    documents = {entry.sha256: entry.issued for entry in read(path).dossier.documents}
    assert (documents[first], documents[second]) == (days[first], days[second])


@pytest.mark.parametrize(("text", "length"), [
    ("x" * 32_768, 32_768), ("😀" * 16_384, 32_768), ("\x0b" * 5_000, 35_000),
])  # fmt: skip
def test_text_too_long_is_named_before_anything_is_written(
    tmp_path: Path, text: str, length: int
) -> None:
    path = tmp_path / "kertas-kerja.xlsx"
    with pytest.raises(TextTooLongError) as caught:
        WorkbookExporter().write(path, with_answer(fact=text), SILENT)
    assert (caught.value.place, caught.value.length) == ("Penilaian!G5", length)
    assert not path.exists()


def test_long_emoji_text_fits_to_the_last(tmp_path: Path) -> None:
    expected = with_answer(fact="😀" * 16_383)
    assert found(expected, written(tmp_path, expected)) == ()


def change_level(book: Any) -> None:
    cell(book, "Penilaian", "Tingkat Mandiri", 1).value = 1


def change_formula(book: Any) -> None:
    book["Ringkasan"]["D5"].value = "=1"


def add_cell(book: Any) -> None:
    book["Aspek"]["H30"].value = "tambahan"


def drop_sheet(book: Any) -> None:
    del book["Kriteria"]


@pytest.mark.parametrize(("change", "place"), [
    (change_level, "Penilaian!F5"), (change_formula, "Ringkasan!D5"), (add_cell, "Aspek!H30"),
    (drop_sheet, "Kriteria"),
])  # fmt: skip
def test_verification_finds_every_difference(tmp_path: Path, change: Any, place: str) -> None:
    expected = with_answer(level=4)
    path = edited(written(tmp_path, expected), change)
    with pytest.raises(ExportMismatchError) as caught:
        WorkbookExporter().verify(path, expected)
    assert caught.value.difference == place


def test_full_disk_and_missing_folder_have_their_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        WorkbookExporter().write(Path("/dev/full"), case(), SILENT)
    assert caught.value.problem is StorageProblem.FULL
    with pytest.raises(StorageError):
        WorkbookExporter().write(tmp_path / "tidak-ada" / "a.xlsx", case(), SILENT)


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, label: str = "") -> None:
            if done == 3:
                raise CancelledError

    path = tmp_path / "kertas-kerja.xlsx"
    with pytest.raises(CancelledError):
        WorkbookExporter().write(path, case(), Impatient())
    assert not path.exists()


def test_particulars_of_documents_travel_with_the_workbook(tmp_path: Path) -> None:
    full = case()
    incoming = read(written(tmp_path, full))
    known: dict[str, Document] = {entry.sha256: entry for entry in full.dossier.documents}
    for document in incoming.dossier.documents:
        assert document == known[document.sha256]
    assert all(isinstance(entry, Citation) for entry in incoming.dossier.citations)
