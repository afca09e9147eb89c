"""CSV and JSON: written without formulas and without loss, read as people write them."""

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.domain.errors import StorageError, StorageProblem, TextTooLongError
from assessment.domain.file_errors import (
    CellProblem,
    CellsRefusedError,
    ExportMismatchError,
    FileProblem,
    FileRefusedError,
    WorkbookRefusedError,
)
from assessment.domain.progress import SILENT
from assessment.domain.records import ActionItem, AspectNote, ItemState, StageOutcome, Waiver
from assessment.exchange.tables import CsvExporter, JsonExporter, read_levels
from assessment.exchange.text import guarded, unguarded
from tests.builders import full_dossier, handover, official_instrument, small_instrument
from tests.integration.workbooks import case, with_answer

OUTLINE = official_instrument().outline


def csv_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "tingkat.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(("text", "encoding"), [
    ("indicator,level\n1,3\n2,\n3,-\n4,5\n", "utf-8"),
    ("indicator;level\n1;3,0\n2;\n3;–\n4; 5 \n", "utf-8-sig"),
    ('INDICATOR\tLevel\r\n1\t"3"\r\n2\t\r\n3\t-\r\n4\t"""5"""\r\n', "utf-16"),
    ("sep=;\nLevel;catatan;Indicator\n3;a;1\n;b;2\n-;c;3\n5.0;d;4\n\n;;\n", "utf-8"),
    ("indicator,level\n1,3,0\n2,,\n3,-\n4,5", "utf-8"),
    ("Indikator;Tingkat;Catatan\n1;3;d\u00e9j\u00e0\n2;;\n3;-;\n4;5;\n", "cp1252"),
])  # fmt: skip
def test_levels_are_read_as_people_write_them(tmp_path: Path, text: str, encoding: str) -> None:
    levels = read_levels(csv_file(tmp_path, text, encoding), OUTLINE)
    assert levels == {1: 3, 2: None, 3: None, 4: 5}


def test_every_faulty_line_is_named(tmp_path: Path) -> None:
    text = 'indicator,level\n1,6\n2,tiga\n\n3,"2,5"\n4,2,5\n48,1\n5,4\n5,4\nx,1\n'
    with pytest.raises(CellsRefusedError) as caught:
        read_levels(csv_file(tmp_path, text), OUTLINE)
    assert [(fault.cell, fault.value, fault.problem) for fault in caught.value.faults] == [
        ("2", "6", CellProblem.NOT_A_LEVEL),
        ("3", "tiga", CellProblem.NOT_A_LEVEL),
        ("5", "2,5", CellProblem.NOT_A_LEVEL),
        ("6", "2,5", CellProblem.NOT_A_LEVEL),
        ("7", "48", CellProblem.UNKNOWN_INDICATOR),
        ("9", "5", CellProblem.DUPLICATE_INDICATOR),
        ("10", "x", CellProblem.UNKNOWN_INDICATOR),
    ]
    assert {fault.sheet for fault in caught.value.faults} == {"tingkat.csv"}


@pytest.mark.parametrize(("content", "problem"), [
    (b"", FileProblem.EMPTY), (b" \r\n", FileProblem.EMPTY),
    (b"indicator,level\n\xff\x00\n", FileProblem.DAMAGED),
    (b"indicator,level\n1," + b"3" * 200_000, FileProblem.DAMAGED),
])  # fmt: skip
def test_a_file_without_a_table_is_refused(
    tmp_path: Path, content: bytes, problem: FileProblem
) -> None:
    path = tmp_path / "tingkat.csv"
    path.write_bytes(content)
    with pytest.raises(FileRefusedError) as caught:
        read_levels(path, OUTLINE)
    assert caught.value.problem is problem


def test_a_missing_column_or_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkbookRefusedError) as caught:
        read_levels(csv_file(tmp_path, "1,3\n2,4\n"), OUTLINE)
    assert caught.value.detail == "tingkat.csv: indicator"
    with pytest.raises(FileRefusedError) as missing:
        read_levels(tmp_path / "tidak-ada.csv", OUTLINE)
    assert missing.value.problem is FileProblem.MISSING
    with pytest.raises(FileRefusedError) as folder:
        read_levels(tmp_path, OUTLINE)
    assert folder.value.problem is FileProblem.FOLDER


def test_the_table_holds_every_row_and_is_read_back(tmp_path: Path) -> None:
    expected, path = case(), tmp_path / "penilaian.csv"
    CsvExporter().write(path, expected, SILENT)
    assert CsvExporter().verify(path, expected).startswith("47 tingkat dan indeks ")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["indicator"] for row in rows] == [str(number) for number in OUTLINE.numbers]
    assert (rows[0]["document_level"], rows[0]["interview_level"]) == ("3", "4")
    assert rows[0]["document_justification"] == "Norma integrasi belum ada."
    assert read_levels(path, OUTLINE) == expected.dossier.levels()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=1", "''-"])
def test_no_text_becomes_a_formula_in_a_table(tmp_path: Path, text: str) -> None:
    expected, path = with_answer(fact=text), tmp_path / "penilaian.csv"
    CsvExporter().write(path, expected, SILENT)
    CsvExporter().verify(path, expected)
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = next(iter(csv.DictReader(file)))
    assert cells["fact"] == f"'{text}"


@given(st.text() | st.text(alphabet="'=+-@\t\r\na"))
def test_guarding_loses_nothing(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_json_holds_everything_under_stable_keys(tmp_path: Path) -> None:
    expected, path = case(), tmp_path / "penilaian.json"
    JsonExporter().write(path, expected, SILENT)
    assert JsonExporter().verify(path, expected).startswith("47 tingkat dan indeks ")
    data = json.loads(path.read_text(encoding="utf-8"))
    assert list(data) == [
        "format", "version", "exported", "revision", "instrument", "assessment", "score",
        "answers", "documents", "attachments", "citations", "aspect_notes", "outcomes",
        "action_items", "waivers", "step_efforts", "level_caps", "path_wishes",
    ]  # fmt: skip
    assert data["assessment"]["institution"] == "Kota Nusa Damai"
    assert "id" not in data["assessment"]
    assert len(data["answers"]) == len(expected.dossier.answers)
    assert len(data["citations"]) == len(expected.dossier.citations)
    assert data["answers"][0]["ticks"] == [
        list(tick) for tick in sorted(expected.dossier.answers[0].ticks)
    ]
    assert data["score"]["levels"] == list(expected.result.score.levels)


def test_json_holds_stages_plans_and_waivers(tmp_path: Path) -> None:
    dossier = replace(
        case().dossier,
        aspect_notes=(AspectNote(1, 1, "Kuat.", "Lemah.", "document"),),
        outcomes=(StageOutcome(1, "self", final=True), StageOutcome(1, "document", reason="Salah")),
        action_items=(ActionItem(1, 3, 4, "Diskominfo", date(2026, 6, 30), ItemState.RUNNING),),
        waivers=(Waiver(1, "draft", 3, "Perwali.pdf", "Sudah ditetapkan"),),
    )
    expected, path = handover(official_instrument(), dossier), tmp_path / "penilaian.json"
    JsonExporter().write(path, expected, SILENT)
    JsonExporter().verify(path, expected)
    data = json.loads(path.read_text(encoding="utf-8"))
    assert [(entry["stage"], entry["final"]) for entry in data["outcomes"]] == [
        ("self", 1),
        ("document", 0),
    ]
    assert data["action_items"][0]["due"] == "2026-06-30"
    data["waivers"][0]["reason"] = "Lain"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ExportMismatchError):
        JsonExporter().verify(path, expected)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.text(alphabet="\x00\r\n\"\\'=", max_size=9))
def test_any_text_survives_json_and_csv(tmp_path: Path, fact: str, unit: str) -> None:
    expected = with_answer(fact=fact, unit=unit, level=2)
    for exporter, suffix in ((JsonExporter(), "json"), (CsvExporter(), "csv")):
        path = tmp_path / f"penilaian.{suffix}"
        exporter.write(path, expected, SILENT)
        assert exporter.verify(path, expected) == "1 tingkat dan indeks 1,01 cocok"


def test_a_changed_table_is_found(tmp_path: Path) -> None:
    instrument = small_instrument()
    expected = handover(instrument, full_dossier(instrument, 1))
    table, data = tmp_path / "a.csv", tmp_path / "a.json"
    CsvExporter().write(table, expected, SILENT)
    JsonExporter().write(data, expected, SILENT)
    table.write_bytes(table.read_bytes().replace(b"Syarat", b"Syarta", 1))
    with pytest.raises(ExportMismatchError) as caught:
        CsvExporter().verify(table, expected)
    assert caught.value.difference == "a.csv:2"
    CsvExporter().write(table, expected, SILENT)
    table.write_bytes(table.read_bytes() + b"9,1\r\n")
    with pytest.raises(ExportMismatchError):
        CsvExporter().verify(table, expected)
    data.write_text(data.read_text().replace('"unit": "Dinas', '"unit": "Badan', 1))
    with pytest.raises(ExportMismatchError):
        JsonExporter().verify(data, expected)
    other = replace(expected, result=case().result)
    JsonExporter().write(data, expected, SILENT)
    with pytest.raises(ExportMismatchError):
        JsonExporter().verify(data, other)


def test_a_full_disk_and_an_endless_text_are_reported(tmp_path: Path) -> None:
    for exporter in (CsvExporter(), JsonExporter()):
        with pytest.raises(StorageError) as caught:
            exporter.write(Path("/dev/full"), case(), SILENT)
        assert caught.value.problem is StorageProblem.FULL
    with pytest.raises(TextTooLongError):
        CsvExporter().write(tmp_path / "a.csv", with_answer(fact="x" * 200_000), SILENT)
    assert not list(tmp_path.iterdir())
