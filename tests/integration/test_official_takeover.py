"""Official results taken over: stored in one step, corrected, refused; on the command line."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assessment.domain.errors import InstitutionNameError, OnlyOfficialError, YearOutOfRangeError
from assessment.domain.exchange import ExportKind
from assessment.domain.identity import OFFICIAL, InstitutionKind
from assessment.domain.official_result import DoubtKind
from assessment.domain.official_result_errors import LevelsUnconfirmedError
from assessment.domain.scoring import exact, score
from assessment.domain.sentences import describe
from assessment.domain.steps import Action
from assessment.services.workbench import Workbench
from indicators.outline import Outline
from spbe_desktop.cli import main
from tests.official_reports import Layout, Make, border_levels, report_pdf
from tests.pdfs import page_texts

INSTRUMENT = "permenpanrb-59-2020"


def test_report_becomes_the_official_stage_and_goes_back_in_one_step(
    workbench: Workbench, make: Make, levels: dict[int, int]
) -> None:
    desk = workbench.official_results
    started = workbench.assessments.start(
        "Kab. Nusa Damai", InstitutionKind.REGENCY, 2024, instrument_id=INSTRUMENT
    )
    preview = desk.preview(make(Layout()))
    assert preview.assessment_id == started.id
    step = desk.apply(preview, levels)
    assert step is not None
    assert step.action is Action.RECORD_OFFICIAL
    dossier = workbench.worksheet.dossier(started.id)
    assert dossier.levels(OFFICIAL) == levels
    assert not dossier.levels()
    outcome = dossier.outcome(OFFICIAL)
    assert outcome.final
    assert Decimal(outcome.printed_index) == preview.result.index
    assert outcome.source in {document.sha256 for document in workbench.evidence.documents()}
    assert dossier.aspect_note(8, OFFICIAL).strengths == "Kuat 8 di sini."
    assert desk.apply(desk.preview(make(Layout())), levels) is None
    workbench.worksheet.undo(started.id)
    back = workbench.worksheet.dossier(started.id)
    assert not back.levels(OFFICIAL)
    assert not back.outcome(OFFICIAL).final
    workbench.worksheet.redo(started.id)
    assert workbench.worksheet.dossier(started.id).levels(OFFICIAL) == levels


def test_missing_assessment_is_begun(
    workbench: Workbench, make: Make, levels: dict[int, int]
) -> None:
    for name, year in (("Kota Lain", 2024), ("Kabupaten Nusa Damai", 2023)):
        workbench.assessments.start(name, InstitutionKind.CITY, year, instrument_id=INSTRUMENT)
    preview = workbench.official_results.preview(make(Layout()))
    assert preview.assessment_id is None
    step = workbench.official_results.apply(preview, levels)
    assert step is not None
    begun = workbench.worksheet.dossier(step.assessment_id).assessment
    assert (begun.institution, begun.year) == ("Pemerintah Kabupaten Nusa Damai", 2024)


def test_doubtful_report_needs_a_person(
    workbench: Workbench, make: Make, levels: dict[int, int]
) -> None:
    desk = workbench.official_results
    preview = desk.preview(make(Layout(printed={5: "x"})))
    for given in (preview.result.levels, levels):
        with pytest.raises(LevelsUnconfirmedError) as caught:
            desk.apply(preview, given)
        assert "Tidak ada yang diambil" in describe(caught.value).text
    assert not workbench.assessments.cards()
    with pytest.raises(LevelsUnconfirmedError):
        desk.apply(preview, preview.result.levels, confirmed=True)
    assert not desk.remaining(preview, levels)
    assert desk.apply(preview, levels, confirmed=True) is not None


def test_unknown_name_and_year_are_refused(
    workbench: Workbench, make: Make, levels: dict[int, int]
) -> None:
    desk = workbench.official_results
    preview = desk.preview(make(Layout()))
    nameless = replace(preview, result=replace(preview.result, institution=""))
    with pytest.raises(InstitutionNameError):
        desk.apply(nameless, levels)
    assert desk.named(nameless, " Kota  Rekaan ").result.institution == "Kota Rekaan"
    far = replace(preview, result=replace(preview.result, year=2099))
    with pytest.raises(YearOutOfRangeError):
        desk.apply(far, levels)


def test_unfinished_instrument_of_a_person_is_passed_over(
    workbench: Workbench, make: Make, levels: dict[int, int]
) -> None:
    broken = workbench.root / "instruments" / "rusak"
    broken.mkdir(parents=True)
    (broken / "instrument.toml").write_text("title = ")
    assert workbench.official_results.read(make(Layout())).levels == levels


def test_command_line_reads_and_records(
    tmp_path: Path, make: Make, levels: dict[int, int], capsys: pytest.CaptureFixture[str]
) -> None:
    path, place = str(make(Layout())), str(tmp_path / "ruang")
    assert main(["--workspace", place, "--json", "index", path]) == 0
    assert json.loads(capsys.readouterr().out)["levels"] == list(levels.values())
    assert main(["--workspace", place, "import", path]) == 0
    assert "siap dicatat" in capsys.readouterr().out
    assert main(["--workspace", place, "--json", "import", path, "--apply"]) == 0
    told = json.loads(capsys.readouterr().out)["files"][0]
    assert told["applied"]
    assert told["texts"][0]["strengths"] == "Kuat 1 di sini."
    assert main(["--workspace", place, "import", path, "--apply"]) == 0
    assert "sudah tercatat" in capsys.readouterr().out


def test_command_line_refuses_what_does_not_add_up(
    tmp_path: Path, make: Make, levels: dict[int, int], capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = str(levels[7] % 5 + 1)
    path, place = str(make(Layout(printed={7: wrong}))), str(tmp_path / "ruang")
    for words in (["index", path], ["import", path], ["import", path, "--apply"]):
        assert main(["--workspace", place, *words]) == 1
        assert "Aspek 1: tercetak" in capsys.readouterr().err


def test_corrected_report_replaces_what_was_recorded(
    workbench: Workbench, make: Make, levels: dict[int, int]
) -> None:
    desk = workbench.official_results
    preview = desk.preview(make(Layout()))
    first = desk.apply(preview, levels)
    assert first is not None
    bare = replace(preview.result, texts=(replace(preview.result.texts[0], strengths="Baru"),))
    changed = levels | {1: levels[1] % 5 + 1}
    again = desk.preview(make(Layout()))
    step = desk.apply(replace(again, result=bare), changed, confirmed=True)
    assert step is not None
    assert step.indicators == (1,)
    dossier = workbench.worksheet.dossier(first.assessment_id)
    assert dossier.levels(OFFICIAL) == changed
    assert dossier.aspect_note(1, OFFICIAL).strengths == "Baru"


def test_page_of_a_report_is_given_and_silent_aspects_leave_no_note(
    workbench: Workbench, make: Make, levels: dict[int, int]
) -> None:
    desk = workbench.official_results
    preview = desk.preview(make(Layout()))
    row = preview.result.rows[0]
    assert desk.picture(preview.result.path, row.page or 0, 300, row.box).page == row.page
    silent = tuple(replace(text, strengths="", weaknesses="") for text in preview.result.texts)
    unheaded = replace(preview.result, texts=silent, headline=None, index=None)
    step = desk.apply(replace(preview, result=unheaded), levels, confirmed=True)
    assert step is not None
    dossier = workbench.worksheet.dossier(step.assessment_id)
    assert not dossier.aspect_notes
    assert not dossier.outcome(OFFICIAL).printed_index


def test_command_line_names_what_is_not_certain(
    tmp_path: Path, outline: Outline, capsys: pytest.CaptureFixture[str]
) -> None:
    levels = border_levels(outline)
    path = report_pdf(
        tmp_path / "lhe.pdf", outline, levels, Layout("BADAN SIBER REKAAN", grade="Cukup")
    )
    assert main(["--workspace", str(tmp_path / "ruang"), "import", str(path)]) == 0
    told = capsys.readouterr().out
    assert "predikatnya Kurang, dari yang dibulatkan Cukup" in told
    assert "Jenis instansi tidak pasti dari namanya: LPNK" in told
    untitled = report_pdf(tmp_path / "tanpa.pdf", outline, levels, Layout(titled=False))
    assert main(["--workspace", str(tmp_path / "ruang"), "import", str(untitled), "--apply"]) == 1
    assert "Tahun laporan tidak tercantum di judul (terbaca 2024)" in capsys.readouterr().err


def test_what_a_person_said_of_the_institution_outlives_another_reading(
    workbench: Workbench, make: Make
) -> None:
    desk = workbench.official_results
    preview = desk.preview(make(Layout(titled=False)))
    assert [doubt.kind for doubt in preview.doubts] == [DoubtKind.YEAR]
    named = desk.named(preview, "Kota Rekaan", InstitutionKind.CITY)
    again = desk.again(named, 2023)
    assert (again.result.institution, again.result.kind) == ("Kota Rekaan", InstitutionKind.CITY)
    assert (again.result.year, again.result.year_clear) == (2023, True)
    assert 2021 in desk.years()


def test_institution_is_known_however_it_is_written(
    workbench: Workbench, make: Make, levels: dict[int, int]
) -> None:
    desk = workbench.official_results
    started = workbench.assessments.start(
        "Pemkab Nusa Damai", InstitutionKind.REGENCY, 2024, instrument_id=INSTRUMENT
    )
    preview = desk.preview(make(Layout()))
    assert (preview.assessment_id, desk.recorded(preview)) == (started.id, {})
    desk.apply(preview, levels)
    assert desk.recorded(preview) == levels
    assert desk.recorded(replace(preview, assessment_id=None)) == {}
    with pytest.raises(InstitutionNameError):
        desk.apply(desk.named(preview, "Kota " * 60), levels, confirmed=True)


def test_papers_on_an_official_result_alone_name_it(
    workbench: Workbench, make: Make, levels: dict[int, int], outline: Outline, tmp_path: Path
) -> None:
    desk = workbench.official_results
    assert desk.apply(desk.preview(make(Layout())), levels)
    (card,) = workbench.assessments.cards()
    number, index = card.assessment.id, score(outline, levels).index
    assert (card.counting.name, card.score.index) == ("Hasil Resmi", index)
    assert workbench.results.result(number).stage == OFFICIAL
    assert workbench.planning.what_if(number, {}).index == index
    for name, kind in (("r.pdf", None), ("s.pdf", ExportKind.SUMMARY), ("d.json", None)):
        receipt = workbench.handover.export(number, tmp_path / name, name=kind)
        assert receipt.index == exact(index)
        if name.endswith("pdf"):
            assert any("Hasil Resmi SPBE 2024" in text for text in page_texts(tmp_path / name))
    told = json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))["score"]
    assert (told["stage"], told["exact"]) == (OFFICIAL, exact(index))
    package = workbench.packages.export(number, tmp_path / "p.spbe")
    manifest = workbench.packages.verify(tmp_path / "p.spbe").manifest
    assert (manifest.stage, manifest.index, package.index) == (OFFICIAL, exact(index), exact(index))


def test_papers_on_own_work_are_refused_where_there_is_none(
    workbench: Workbench, make: Make, levels: dict[int, int], tmp_path: Path
) -> None:
    desk = workbench.official_results
    step = desk.apply(desk.preview(make(Layout())), levels)
    assert step is not None
    for name, kind in (("b.xlsx", None), ("t.csv", None), ("m.pdf", ExportKind.MINUTES)):
        with pytest.raises(OnlyOfficialError):
            workbench.handover.export(step.assessment_id, tmp_path / name, name=kind)
        assert not (tmp_path / name).exists()
    workbench.worksheet.choose_level(step.assessment_id, 1, 2)
    assert workbench.handover.export(step.assessment_id, tmp_path / "b.xlsx").size
