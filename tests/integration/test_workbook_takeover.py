"""A workbook on its whole way: exported, worked in, previewed, taken over."""

from pathlib import Path
from typing import Any

from assessment.domain.identity import InstitutionKind
from assessment.domain.records import Citation
from assessment.services.workbench import Workbench
from spbe_desktop.bootstrap import open_workbench
from tests.builders import official_instrument
from tests.conftest import FixedPreferences, SteppingClock
from tests.integration.workbooks import cell, edited


def started(workbench: Workbench, folder: Path) -> int:
    """An assessment with three levels and one citation."""
    made = workbench.assessments.start(
        "Kota Nusa Damai", InstitutionKind.CITY, 2025, instrument_id=official_instrument().id
    )
    for number, level in ((1, 3), (2, 4), (40, 2)):
        workbench.worksheet.choose_level(made.id, number, level)
    file = folder / "peraturan.txt"
    file.write_text("Pasal 1")
    (document,) = workbench.evidence.attach(made.id, 1, [file]).taken
    workbench.evidence.cite(Citation("", made.id, 1, document.sha256, 2, 1, "Pasal 1"))
    return made.id


def test_export_edit_preview_apply(workbench: Workbench, tmp_path: Path) -> None:
    number = started(workbench, tmp_path)
    path = tmp_path / "kertas-kerja.xlsx"
    receipt = workbench.handover.export(number, path)
    assert receipt.summary.startswith("3 tingkat dan indeks ")
    assert workbench.takeover.preview(path).differences == ()

    def edit(book: Any) -> None:
        cell(book, "Penilaian", "Tingkat Dokumen", 2).value = "3"
        cell(book, "Penilaian", "Justifikasi Dokumen", 2).value = "=belum lengkap"
        cell(book, "Penilaian", "Justifikasi Dokumen", 2).data_type = "s"
        cell(book, "Bukti", "Halaman", 1).value = 4
        cell(book, "Aspek", "Kelemahan", 1).value = "Arsitektur belum direviu."

    preview = workbench.takeover.preview(edited(path, edit))
    assert [(entry.place, entry.after, entry.cautious) for entry in preview.differences] == [
        ("Penilaian!L6", 3, False),
        ("Penilaian!M6", "=belum lengkap", False),
        ("Aspek!E5", "Arsitektur belum direviu.", False),
        ("Bukti!H5", "4", False),
    ]
    assert workbench.takeover.apply(preview, preview.differences) is not None
    assert workbench.takeover.preview(path).differences == ()
    dossier = workbench.worksheet.dossier(number)
    assert dossier.answer(2, "document").justification == "=belum lengkap"
    assert dossier.citations[0].page == "4"


def test_a_level_changed_here_meanwhile_is_not_overwritten_unasked(
    workbench: Workbench, tmp_path: Path
) -> None:
    number = started(workbench, tmp_path)
    path = tmp_path / "kertas-kerja.xlsx"
    workbench.handover.export(number, path)
    workbench.worksheet.choose_level(number, 2, 5)
    (difference,) = workbench.takeover.preview(path).differences
    assert (difference.before, difference.after, difference.cautious) == (5, 4, True)


def test_a_workbook_begins_an_assessment_on_another_machine(
    workbench: Workbench, clock: SteppingClock, tmp_path: Path
) -> None:
    number = started(workbench, tmp_path)
    path = tmp_path / "kertas-kerja.xlsx"
    workbench.handover.export(number, path)
    other = open_workbench(tmp_path / "lain", preferences=FixedPreferences(), now=clock)
    preview = other.takeover.preview(path)
    assert preview.assessment_id is None
    step = other.takeover.apply(preview, ())
    assert step is not None
    dossier = other.worksheet.dossier(step.assessment_id)
    assert dossier.levels() == {1: 3, 2: 4, 40: 2}
    assert [entry.article for entry in dossier.citations] == ["Pasal 1"]
    assert dossier.documents == workbench.worksheet.dossier(number).documents
    assert other.takeover.preview(path).differences == ()


def test_an_import_that_leaves_the_state_says_nothing_of_handing_in(
    workbench: Workbench, tmp_path: Path
) -> None:
    number = started(workbench, tmp_path)
    path = tmp_path / "kertas-kerja.xlsx"
    workbench.handover.export(number, path)

    def edit(book: Any) -> None:
        cell(book, "Penilaian", "Fakta", 1).value = "Norma ada di Pasal 1."
        cell(book, "Aspek", "Kelemahan", 1).value = "Arsitektur belum direviu."

    preview = workbench.takeover.preview(edited(path, edit))
    assert workbench.takeover.apply(preview, preview.differences) is not None
    assert workbench.workflow.queue(number) == ()
    workbench.workflow.hand_in(number, [1])
    (entry,) = workbench.workflow.queue(number)
    assert (entry.number, entry.handed_in_by) == (1, "Rani Puspita")
