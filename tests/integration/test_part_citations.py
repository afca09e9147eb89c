"""What goes along with a part: passages cited in both offices, efforts of the path."""

from dataclasses import replace
from pathlib import Path

from assessment.domain.identity import State
from assessment.domain.planning import PathSettings
from assessment.domain.records import Citation, LevelCap, PathWish, StepEffort
from assessment.storage.workspace import Workspace
from tests.builders import sound
from tests.integration.test_parts import Office, approve, city_hall, colleague, returned


def cite(made: Office, page: str = "2") -> str:
    """Cite the one document at indicator 1; the new identifier."""
    (document,) = made.dossier.documents
    before = {one.uid for one in made.dossier.citations}
    made.bench.evidence.cite(Citation("", made.number, 1, document.sha256, page=page))
    (uid,) = {one.uid for one in made.dossier.citations} - before
    return uid


def offices(folder: Path) -> tuple[Office, Office]:
    hall = city_hall(folder / "balai-kota")
    part = folder / "bagian.spbe"
    hall.bench.parts.give(hall.number, (1, 2), part)
    return hall, colleague(folder / "rekan", part, "Budi Santoso")


def test_a_passage_cited_in_both_offices_is_stored_once(tmp_path: Path) -> None:
    hall, away = offices(tmp_path)
    wanted = min(cite(hall), cite(away))
    cite(away, page="3")
    before = hall.dossier.records()
    part = returned(away, tmp_path)
    assert hall.bench.parts.merge(hall.bench.parts.preview(part)) is not None
    pages = {one.page: one.uid for one in hall.dossier.citations}
    assert len(hall.dossier.citations) == len(pages) == 3
    assert pages["2"] == wanted
    assert hall.bench.parts.merge(hall.bench.parts.preview(part)) is None
    hall.bench.worksheet.undo(hall.number)
    assert hall.dossier.records() == before
    assert sound(Workspace(hall.bench.root).database)


def test_an_approved_answer_is_not_opened_for_it(tmp_path: Path) -> None:
    hall, away = offices(tmp_path)
    cite(hall)
    cite(away)
    approve(hall, 1)
    preview = hall.bench.parts.preview(returned(away, tmp_path))
    assert preview.merge.conflicts == ()
    assert hall.bench.parts.merge(preview) is None
    assert hall.dossier.answer(1).state is State.APPROVED


def test_what_was_set_for_the_path_goes_along(tmp_path: Path) -> None:
    hall = city_hall(tmp_path / "balai-kota")
    effort, cap = StepEffort(hall.number, 3, 4, 9), LevelCap(hall.number, 40, 3)
    for setting in (effort, cap, PathWish(hall.number, "3.10")):
        hall.bench.planning.keep_setting(setting)
    part = tmp_path / "usaha.spbe"
    hall.bench.parts.give(hall.number, range(1, 11), part)
    away = colleague(tmp_path / "rekan-lain", part, "Budi Santoso")
    there = away.bench.planning.settings(away.number)
    assert there == PathSettings((replace(effort, assessment_id=away.number),))
    away.bench.planning.keep_setting(StepEffort(away.number, 3, 4, 2))
    hall.bench.parts.merge(hall.bench.parts.preview(returned(away, tmp_path)))
    here = hall.bench.planning.settings(hall.number)
    assert here.efforts == (replace(effort, effort=2),)
    assert (here.caps, here.wish) == ((cap,), PathWish(hall.number, "3.10"))
