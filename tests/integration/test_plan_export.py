"""The action plan as workbook and as paper: read back, recalculated, refused where it is empty."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest
from openpyxl import load_workbook

from assessment.domain.errors import EmptyPlanError, TextTooLongError
from assessment.domain.file_errors import ExportMismatchError
from assessment.domain.progress import SILENT, CancelledError
from assessment.domain.words import ITEM_STATES
from assessment.exchange.plan import FIRST, HEADER, PlanTableExporter
from assessment.reports.plan import PlanExporter
from assessment.services.ports import Exporter
from indicators.instrument import Instrument, Level
from tests.builders import CancelAt, handover, official_instrument
from tests.integration.workbooks import converted
from tests.pdfs import page_texts
from tests.plans import ITEMS, LONG_UNIT, climbing, planned

KINDS = pytest.mark.parametrize(
    ("exporter", "name"),
    [(PlanTableExporter(), "rencana.xlsx"), (PlanExporter(), "rencana.pdf")],
    ids=["xlsx", "pdf"],
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rencana")


@pytest.fixture(scope="module")
def book(folder: Path) -> Path:
    path = folder / "rencana.xlsx"
    PlanTableExporter().write(path, planned(), SILENT)
    return path


@pytest.fixture(scope="module")
def paper(folder: Path) -> Path:
    path = folder / "rencana.pdf"
    PlanExporter().write(path, planned(), SILENT)
    return path


def rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    values = list(load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True))
    heads = [str(head) for head in values[HEADER - 1]]
    return [dict(zip(heads, row, strict=True)) for row in values[HEADER:]]


def test_the_workbook_holds_every_item_with_its_types(book: Path) -> None:
    assert PlanTableExporter().verify(book, planned()) == "4 butir dan indeks 2,09 cocok"
    sheet = load_workbook(book)["Rencana Aksi"]
    assert sheet["A1"].value == "Rencana Aksi SPBE Kota Nusa Damai 2025"
    assert sheet["A2"].value == "Indeks 2,00 (Cukup) menjadi 2,09 (Cukup) bila semuanya tercapai"
    assert "langkah 12, 10 Juli 2025 10.29" in str(sheet["A3"].value)
    first, second, *_ = rows(book, "Rencana Aksi")
    assert (first["No"], first["Kini"], first["Menjadi"]) == (3, 2, 3)
    assert (first["Bobot (%)"], first["Kenaikan indeks"]) == (1.3, 0.013)
    assert (first["Unit kerja"], first["Keadaan"]) == (LONG_UNIT, "Direncanakan")
    assert first["Tenggat"] == datetime(2025, 7, 9)  # noqa: DTZ001
    assert (second["Kini"], second["Syarat terbuka"]) == ("–", 11)
    note = sheet.cell(FIRST, 12)
    assert (note.value, note.data_type) == ("=1+1", "s")


def test_every_step_stands_with_what_it_needs(book: Path) -> None:
    needs = rows(book, "Kebutuhan")
    steps = [(row["No"], row["Ke tingkat"]) for row in needs]
    assert steps == [(3, 3), (11, 2), (11, 3), (11, 4)]  # two items have nothing left to climb
    texts = official_instrument().indicator(11).level(3)
    assert needs[2]["Syarat yang masih terbuka"] == "\n".join(f"• {t}" for t in texts.conditions)
    assert needs[2]["Bukti dukung yang dicari"] == "\n".join(f"• {t}" for t in texts.evidence)


def test_the_workbook_is_set_up_for_work_and_print(book: Path) -> None:
    for sheet in load_workbook(book).worksheets:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize) == ("landscape", 9)
        assert (setup.fitToWidth, setup.fitToHeight) == (1, 0)
        assert sheet.freeze_panes == f"C{FIRST}"
        assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
    plan = load_workbook(book)["Rencana Aksi"]
    (choice,) = plan.data_validations.dataValidation
    assert choice.formula1 == f'"{",".join(ITEM_STATES.values())}"'
    assert str(choice.sqref) == f"J{FIRST}:J{FIRST + len(ITEMS) - 1}"
    assert plan.cell(FIRST, 9).number_format.endswith("d mmmm yyyy")


def test_recalculated_the_workbook_tells_what_is_late(
    book: Path, folder: Path, needs_libreoffice: str
) -> None:
    (saved,) = converted(needs_libreoffice, [book], folder)
    late = [row["Terlambat"] or "" for row in rows(saved, "Rencana Aksi")]
    # Today is long after every due date; what is done and what has no date is never late.
    assert late == ["Terlambat", "Terlambat", "", ""]
    assert rows(saved, "Kebutuhan") == rows(book, "Kebutuhan")


def test_another_cell_is_noticed(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "diubah.xlsx"
    changed = load_workbook(book)
    changed["Rencana Aksi"].cell(FIRST, 10).value = "Selesai"
    changed.save(path)
    with pytest.raises(ExportMismatchError) as caught:
        PlanTableExporter().verify(path, planned())
    assert caught.value.difference == f"Rencana Aksi!J{FIRST}"
    changed = load_workbook(book)
    del changed["Kebutuhan"]
    changed.save(path)
    with pytest.raises(ExportMismatchError) as caught:
        PlanTableExporter().verify(path, planned())
    assert caught.value.difference == "Kebutuhan"


def test_a_plan_without_a_step_to_climb_is_written(tmp_path: Path) -> None:
    path = tmp_path / "tercapai.xlsx"
    reached = planned(ITEMS[2:])
    PlanTableExporter().write(path, reached, SILENT)
    PlanTableExporter().verify(path, reached)
    assert rows(path, "Kebutuhan") == []


def test_a_note_longer_than_a_cell_is_refused(tmp_path: Path) -> None:
    long = (replace(ITEMS[0], note="x" * 32_768),)
    with pytest.raises(TextTooLongError):
        PlanTableExporter().write(tmp_path / "panjang.xlsx", planned(long), SILENT)
    assert not list(tmp_path.iterdir())


def test_the_paper_names_items_needs_and_who_signs(paper: Path) -> None:
    assert PlanExporter().verify(paper, planned()) == "2 halaman, 4 butir dan indeks 2,09 cocok"
    first, *_ = page_texts(paper)
    assert "PEMERINTAH KOTA NUSA DAMAI" in first
    assert "Indeks 2,00 (Cukup) menjadi 2,09 (Cukup) bila semuanya tercapai" in first
    assert "2 direncanakan, 1 berjalan, 1 selesai. Per 10 Juli 2025 1 butir terlambat" in first
    assert "9 Jul 2025 ! Terlambat" in first
    assert first.count("Terlambat") == 1
    assert "Koordinator SPBE" in first
    assert "Sekretaris Daerah Kota Nusa Damai" in first
    assert "langkah 12, 10 Juli 2025 10.29" in first
    everything = " ".join(page_texts(paper))
    for text in official_instrument().indicator(11).level(4).conditions:
        assert text in everything
    assert pypdf.PdfReader(paper).pages[0].mediabox[2:] == pytest.approx([595.28, 841.89], abs=1)


def test_another_plan_is_noticed_on_paper(paper: Path) -> None:
    with pytest.raises(ExportMismatchError):
        PlanExporter().verify(paper, planned((replace(ITEMS[1], level=5),)))


def test_needs_longer_than_a_page_go_on_overleaf(tmp_path: Path) -> None:
    instrument = _wordy(official_instrument())
    given = handover(instrument, climbing(instrument, (replace(ITEMS[1], level=2),)))
    path = tmp_path / "panjang.pdf"
    PlanExporter().write(path, given, SILENT)
    assert PlanExporter().verify(path, given).endswith("1 butir dan indeks 2,03 cocok")
    assert "kata 2499" in " ".join(page_texts(path))


def _wordy(instrument: Instrument) -> Instrument:
    """The instrument with a condition that no page holds."""
    text = " ".join(f"kata {count}" for count in range(2_500))

    def grown(level: Level) -> Level:
        return replace(level, conditions=(text,)) if level.level == 2 else level

    indicators = tuple(
        replace(entry, levels=tuple(grown(level) for level in entry.levels))
        if entry.number == 11
        else entry
        for entry in instrument.indicators
    )
    return replace(instrument, indicators=indicators)


@KINDS
def test_an_empty_plan_leaves_no_file(tmp_path: Path, exporter: Exporter, name: str) -> None:
    empty = planned(())
    with pytest.raises(EmptyPlanError):
        exporter.write(tmp_path / name, empty, SILENT)
    with pytest.raises(CancelledError):
        exporter.write(tmp_path / name, planned(), CancelAt(1))
    assert not list(tmp_path.iterdir())
