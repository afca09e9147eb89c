"""Evidence comes in from a folder whose files carry the official names."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from assessment.domain.errors import UnknownAssessmentError
from assessment.domain.evidence_folder import INDEX_PDF, INDEX_WORKBOOK, SUMS, PlacementProblem
from assessment.domain.file_errors import FileProblem
from assessment.domain.identity import State
from assessment.domain.progress import CancelledError
from assessment.services.workbench import Workbench
from tests.builders import CancelAt, pdf

SHIPPED = "permenpanrb-59-2020"
OWN = {INDEX_WORKBOOK, INDEX_PDF, SUMS}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What an office might hand over."""
    place = tmp_path / "dari-dinas"
    (place / "lampiran").mkdir(parents=True)
    (place / ".git").mkdir()
    pdf(place / "12.b.Laporan-Reviu-2024.pdf", "Reviu")
    pdf(place / "12.a. Perwali 9 Tahun 2024.pdf", "Pasal 2")
    pdf(place / "lampiran" / "3.a.Notula.pdf", "Rapat")
    pdf(place / "99.a.Laporan.pdf")
    (place / "catatan.txt").write_text("tanpa nomor")
    (place / "4.a.program.exe").write_text("x")
    (place / "5.a.kosong.pdf").touch()
    (place / "Thumbs.db").write_text("x")
    (place / ".tersembunyi.pdf").write_text("x")
    (place / ".git" / "1.a.rahasia.pdf").write_text("x")
    (place / INDEX_WORKBOOK).write_text("x")
    (place / "6.a.tautan.pdf").symlink_to("/etc/hostname")
    return place


def test_a_survey_says_where_files_belong(workbench: Workbench, village: int, folder: Path) -> None:
    survey = workbench.evidence_intake.survey(village, folder)
    assert [(entry.place.indicator, entry.path.name) for entry in survey.arrivals] == [
        (3, "3.a.Notula.pdf"),
        (12, "12.a. Perwali 9 Tahun 2024.pdf"),
        (12, "12.b.Laporan-Reviu-2024.pdf"),
    ]
    assert {entry.path.name: entry.problem for entry in survey.refusals} == {
        "99.a.Laporan.pdf": PlacementProblem.UNKNOWN_INDICATOR,
        "catatan.txt": PlacementProblem.NO_LABEL,
        "4.a.program.exe": PlacementProblem.UNSUPPORTED,
        "5.a.kosong.pdf": PlacementProblem.EMPTY,
    }
    assert workbench.worksheet.dossier(village).attachments == ()


def test_a_file_that_vanishes_while_it_is_looked_at(
    workbench: Workbench, village: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat = Path.stat

    def vanish(self: Path, **options: Any) -> os.stat_result:
        if self.name == "3.a.Notula.pdf" and options.get("follow_symlinks", True):
            raise FileNotFoundError(errno.ENOENT, "gone")
        return stat(self, **options)

    monkeypatch.setattr(Path, "stat", vanish)
    survey = workbench.evidence_intake.survey(village, folder)
    problems = {entry.path.name: entry.problem for entry in survey.refusals}
    assert problems["3.a.Notula.pdf"] is PlacementProblem.UNREADABLE


def test_all_files_are_attached_in_one_step(
    workbench: Workbench, village: int, folder: Path
) -> None:
    survey = workbench.evidence_intake.survey(village, folder)
    taken = workbench.evidence_intake.take_in(village, survey.arrivals)
    assert (taken.attached, taken.present, taken.refused) == (3, 0, ())
    dossier = workbench.worksheet.dossier(village)
    assert [(entry.label, entry.document.name) for entry in dossier.evidence(12)] == [
        ("12.a", "Perwali 9 Tahun 2024.pdf"),
        ("12.b", "Laporan-Reviu-2024.pdf"),
    ]
    rule = dossier.evidence(12)[0].document
    assert (rule.number, rule.year) == ("9", 2024)
    assert dossier.answer(12).state is State.DRAFT
    workbench.worksheet.undo(village)
    assert workbench.worksheet.dossier(village).attachments == ()


def test_what_is_there_already_is_not_attached_twice(
    workbench: Workbench, village: int, folder: Path
) -> None:
    survey = workbench.evidence_intake.survey(village, folder)
    workbench.evidence_intake.take_in(village, survey.arrivals)
    again = workbench.evidence_intake.take_in(village, survey.arrivals)
    assert (again.step, again.attached, again.present) == (None, 0, 3)


def test_a_letter_that_is_taken_gives_way(
    workbench: Workbench, village: int, folder: Path, tmp_path: Path
) -> None:
    workbench.evidence.attach(village, 12, [pdf(tmp_path / "SK.pdf", "SK")])
    pdf(folder / "12.c.Foto.pdf", "Foto")
    survey = workbench.evidence_intake.survey(village, folder)
    workbench.evidence_intake.take_in(village, survey.arrivals)
    labels = {
        entry.document.name: entry.label
        for entry in workbench.worksheet.dossier(village).evidence(12)
    }
    assert labels == {
        "SK.pdf": "12.a",
        "Perwali 9 Tahun 2024.pdf": "12.b",
        "Laporan-Reviu-2024.pdf": "12.c",
        "Foto.pdf": "12.d",
    }


def test_one_content_at_two_indicators_is_one_document(
    workbench: Workbench, village: int, folder: Path
) -> None:
    copy = folder / "13.a.Notula.pdf"
    copy.write_bytes((folder / "lampiran" / "3.a.Notula.pdf").read_bytes())
    twin = folder / "13.b.Notula.pdf"
    twin.write_bytes(copy.read_bytes())
    survey = workbench.evidence_intake.survey(village, folder)
    taken = workbench.evidence_intake.take_in(village, survey.arrivals)
    assert (taken.attached, taken.present) == (4, 1)
    dossier = workbench.worksheet.dossier(village)
    assert len(dossier.documents) == 3
    assert dossier.evidence(3)[0].document == dossier.evidence(13)[0].document


def test_a_file_that_is_gone_by_now_is_reported(
    workbench: Workbench, village: int, folder: Path
) -> None:
    survey = workbench.evidence_intake.survey(village, folder)
    (folder / "lampiran" / "3.a.Notula.pdf").unlink()
    taken = workbench.evidence_intake.take_in(village, survey.arrivals)
    assert taken.attached == 2
    assert [error.problem for error in taken.refused] == [FileProblem.MISSING]


@pytest.mark.parametrize("moment", [0, 1, 3])
def test_stopping_attaches_nothing(
    workbench: Workbench, village: int, folder: Path, moment: int
) -> None:
    survey = workbench.evidence_intake.survey(village, folder)
    with pytest.raises(CancelledError):
        workbench.evidence_intake.take_in(village, survey.arrivals, CancelAt(moment))
    with pytest.raises(CancelledError):
        workbench.evidence_intake.survey(village, folder, CancelAt(0))
    stored = (workbench.root / "evidence").rglob("*")
    assert [path for path in stored if path.is_file()] == []
    assert workbench.worksheet.dossier(village).attachments == ()


def test_an_unknown_assessment(workbench: Workbench, village: int, folder: Path) -> None:
    with pytest.raises(UnknownAssessmentError):
        workbench.evidence_intake.survey(village + 1, folder)
    with pytest.raises(UnknownAssessmentError):
        workbench.evidence_folder.export(village + 1, folder / "keluar")
