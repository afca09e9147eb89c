"""An evaluator scores 47 rows in a spreadsheet: all of it comes back, whatever saved the file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from assessment.domain.errors import StageFinalError
from assessment.domain.file_errors import CellsRefusedError
from assessment.domain.identity import SELF, State
from assessment.domain.sentences import describe
from assessment.exchange.text import escaped
from assessment.services.workbench import Workbench
from tests.builders import full_dossier, handover, official_instrument
from tests.conftest import Templates, opened
from tests.integration.workbooks import cell, converted, edited, rebuilt, written

NUMBERS = official_instrument().outline.numbers
LATER = (("Dokumen", "document"), ("Interviu", "interview"))
TYPED: tuple[object, ...] = (3, "3", "3,0", "3.0", '"3"', " 3 ", "“3”", 3.0)
TEXTS = (
    "Norma integrasi belum ada.",
    "=1+1",
    "+62 812",
    "-",
    "@asesor",
    "#N/A",
    "baris satu\nbaris dua\n\n  menjorok",
    "tanda \x07 dan \x0b, tab\tdi tengah",
    "sudah ✅ 👩‍💻",
    "_x0041_ bukan A",
    "'=kutip",
    "1.000,50",
    "17/8/2025",
    "x" * 32_767,
)


def level_of(number: int, stage: str) -> int:
    return 1 + (number + len(stage)) % 5


def text_of(number: int, stage: str) -> str:
    text = TEXTS[number % len(TEXTS)]
    return text if len(text) > 1_000 else f"{text} {stage} {number}"


def scored(book: Any) -> None:
    """Both stages of every row, levels in all the ways in which people type them."""
    for row, number in enumerate(NUMBERS, start=1):
        for title, stage in LATER:
            typed: Any = TYPED[number % len(TYPED)]
            level = level_of(number, stage)
            shown = cell(book, "Penilaian", f"Tingkat {title}", row)
            shown.value = (
                typed.replace("3", str(level)) if isinstance(typed, str) else type(typed)(level)
            )
            words = cell(book, "Penilaian", f"Justifikasi {title}", row)
            words.value = escaped(text_of(number, stage))
            words.data_type = "s"


def with_city(folder: Path) -> None:
    """A full assessment of 47 levels, taken over from a workbook; and what comes back."""
    bench = opened(folder / "ruang-kerja")
    whole = handover(official_instrument(), full_dossier(official_instrument(), 7))
    step = bench.takeover.apply(bench.takeover.preview(written(folder, whole)), ())
    assert step is not None
    bench.handover.export(step.assessment_id, folder / "dinilai.xlsx")
    edited(folder / "dinilai.xlsx", scored)


@pytest.fixture
def city(workbench: Workbench, templates: Templates, tmp_path: Path) -> int:
    templates.copy(with_city, tmp_path)
    return workbench.assessments.cards()[0].assessment.id


@pytest.fixture
def returned(city: int, tmp_path: Path) -> Path:
    return tmp_path / "dinilai.xlsx"


def saved_again(path: Path, _soffice: str) -> Path:
    return path


def rebuilt_elsewhere(path: Path, _soffice: str) -> Path:
    return rebuilt(path, path.with_name("xlsxwriter.xlsx"))


def by_libreoffice(path: Path, soffice: str) -> Path:
    return converted(soffice, [path], path.parent)[0]


@pytest.mark.parametrize("save", [saved_again, rebuilt_elsewhere, by_libreoffice])
def test_every_score_is_shown_taken_over_at_once_and_undone_at_once(
    workbench: Workbench,
    city: int,
    returned: Path,
    needs_libreoffice: str,
    save: Callable[[Path, str], Path],
) -> None:
    before = workbench.worksheet.dossier(city)
    preview = workbench.takeover.preview(save(returned, needs_libreoffice))
    told = {
        (entry.indicator, entry.field, entry.place[:11]): entry.after
        for entry in preview.differences
    }
    assert len(preview.differences) == len(told) == 4 * len(NUMBERS)
    assert not any(entry.cautious for entry in preview.differences)
    for number in NUMBERS:
        assert told[number, "level", "Penilaian!L"] == level_of(number, "document")
        assert told[number, "justification", "Penilaian!O"] == text_of(number, "interview")
    step = workbench.takeover.apply(preview, preview.differences)
    assert step is not None
    assert len(workbench.worksheet.history(city)) == 2
    after = workbench.worksheet.dossier(city)
    for number in NUMBERS:
        for _, stage in LATER:
            answer = after.answer(number, stage)
            assert answer.level == level_of(number, stage)
            assert answer.justification == text_of(number, stage)
        assert after.answer(number) == before.answer(number)
    workbench.worksheet.undo(city)
    assert workbench.worksheet.dossier(city).records() == before.records()
    assert workbench.log.doubts() == ()


def test_only_what_is_ticked_is_taken_over(workbench: Workbench, city: int, returned: Path) -> None:
    preview = workbench.takeover.preview(returned)
    ticked = [entry for entry in preview.differences if entry.indicator in {5, 9}]
    workbench.takeover.apply(preview, ticked)
    after = workbench.worksheet.dossier(city)
    found = {answer.indicator for answer in after.answers if answer.stage != SELF}
    assert found == {5, 9}
    again = workbench.takeover.preview(returned)
    assert len(again.differences) == len(preview.differences) - len(ticked)


def test_each_cell_that_is_no_level_is_named_and_nothing_is_taken(
    workbench: Workbench, city: int, returned: Path
) -> None:
    def spoil(book: Any) -> None:
        for row, value in ((3, "tiga"), (4, 6), (5, "3,5"), (6, 0), (7, "#REF!")):
            cell(book, "Penilaian", "Tingkat Dokumen", row).value = value

    before = workbench.worksheet.dossier(city)
    with pytest.raises(CellsRefusedError) as caught:
        workbench.takeover.preview(edited(returned, spoil))
    assert [fault.cell for fault in caught.value.faults] == ["L7", "L8", "L9", "L10", "L11"]
    words = describe(caught.value).text
    assert 'Penilaian!L7: "tiga" bukan tingkat 1-5' in words
    assert "Tidak ada yang diubah" in words
    assert workbench.worksheet.dossier(city) == before


def test_an_approved_answer_is_never_overwritten_unasked(
    workbench: Workbench, city: int, tmp_path: Path
) -> None:
    path = tmp_path / "kembali.xlsx"
    workbench.workflow.hand_in(city, (3,))
    workbench.workflow.approve(city, (3,))
    workbench.handover.export(city, path)
    level = workbench.worksheet.dossier(city).answer(3).level or 1

    def change(book: Any) -> None:
        cell(book, "Penilaian", "Tingkat Mandiri", 3).value = 1 + level % 5

    (difference,) = workbench.takeover.preview(edited(path, change)).differences
    assert difference.cautious
    assert workbench.takeover.apply(workbench.takeover.preview(path), ()) is None
    answer = workbench.worksheet.dossier(city).answer(3)
    assert answer == replace(answer, level=level, state=State.APPROVED)


STRENGTHS = "Kebijakan internal lengkap."
ADVICE = "Ringkasan\nTata kelola perlu dijaga."


def concluded(book: Any) -> None:
    """What an evaluator writes on Aspek: about the first two aspects, and a recommendation."""
    cell(book, "Aspek", "Kekuatan", 1).value = STRENGTHS
    cell(book, "Aspek", "Kelemahan", 2).value = "Belum ada audit."
    (label,) = (row[1] for row in book["Aspek"] if row[1].value == "Rekomendasi")
    label.offset(column=2).value = ADVICE


def exported(workbench: Workbench, city: int, folder: Path) -> Path:
    path = folder / "kembali.xlsx"
    workbench.handover.export(city, path)
    return path


def self_closed(workbench: Workbench, city: int) -> None:
    workbench.workflow.hand_in(city, NUMBERS)
    workbench.workflow.approve(city, NUMBERS)
    workbench.workflow.close_stage(city, SELF)


@pytest.mark.parametrize("save", [saved_again, rebuilt_elsewhere, by_libreoffice])
def test_notes_and_recommendation_belong_to_the_stage_she_works_at(
    workbench: Workbench,
    city: int,
    tmp_path: Path,
    needs_libreoffice: str,
    save: Callable[[Path, str], Path],
) -> None:
    workbench.evaluation.write_note(city, 1, SELF, "Kata instansi", "")
    self_closed(workbench, city)
    before = workbench.worksheet.dossier(city)
    returned = edited(exported(workbench, city, tmp_path), concluded)
    preview = workbench.takeover.preview(save(returned, needs_libreoffice))
    assert [(entry.field, entry.cautious) for entry in preview.differences] == [
        ("strengths", False), ("weaknesses", False), ("recommendation", False),
    ]  # fmt: skip
    assert workbench.takeover.apply(preview, preview.differences) is not None
    after = workbench.worksheet.dossier(city)
    assert after.aspect_note(1, "document").strengths == STRENGTHS
    assert after.aspect_note(2, "document").weaknesses == "Belum ada audit."
    assert after.assessment.recommendation == ADVICE
    own = [note for note in after.aspect_notes if note.stage == SELF]
    assert own == [note for note in before.aspect_notes if note.stage == SELF]
    again = exported(workbench, city, tmp_path)
    assert workbench.takeover.preview(again).differences == ()
    workbench.worksheet.undo(city)
    assert workbench.worksheet.dossier(city).records() == before.records()


def test_the_sheet_names_the_stage_of_its_notes(
    workbench: Workbench, city: int, tmp_path: Path
) -> None:
    self_closed(workbench, city)
    page = load_workbook(exported(workbench, city, tmp_path))["Aspek"]
    assert page["A3"].value == "Tahap: Penilaian Dokumen"
    assert {row[3].value for row in page.iter_rows(min_row=5, max_row=12)} == {None}


def as_version_1(book: Any) -> None:
    """The hidden sheet before it named a stage."""
    sheet = book["_spbe"]
    (stage,) = (row[0].row for row in sheet if row[0].value == "stage")
    sheet.delete_rows(stage)
    sheet["B1"] = 1


def test_notes_of_an_old_workbook_are_of_the_self_assessment(
    workbench: Workbench, city: int, tmp_path: Path
) -> None:
    path = edited(exported(workbench, city, tmp_path), as_version_1)
    assert workbench.takeover.preview(path).differences == ()
    preview = workbench.takeover.preview(edited(path, concluded))
    workbench.takeover.apply(preview, preview.differences)
    assert workbench.worksheet.dossier(city).aspect_note(1).strengths == STRENGTHS


def test_notes_on_a_stage_that_was_closed_meanwhile_are_refused(
    workbench: Workbench, city: int, tmp_path: Path
) -> None:
    path = edited(exported(workbench, city, tmp_path), concluded)
    self_closed(workbench, city)
    before = workbench.worksheet.dossier(city)
    preview = workbench.takeover.preview(path)
    assert [entry.cautious for entry in preview.differences] == [True, True, False]
    with pytest.raises(StageFinalError):
        workbench.takeover.apply(preview, preview.differences)
    assert workbench.worksheet.dossier(city) == before
