"""Taking over a file: preview, careful rules, one step; or a whole new assessment."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assessment.domain.dossier import Dossier
from assessment.domain.errors import StageFinalError
from assessment.domain.exchange import Difference, Incoming, Place
from assessment.domain.file_errors import WorkbookProblem, WorkbookRefusedError
from assessment.domain.identity import SELF, Assessment, InstitutionKind, State
from assessment.domain.progress import Progress
from assessment.domain.records import Answer, Attachment, Citation, Document, StageOutcome
from assessment.domain.steps import Action, Change, NewStep, StepKind
from assessment.services.ports import Instruments
from assessment.services.takeover import Takeover
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from assessment.storage.database import open_database
from assessment.storage.reading import SqliteReader
from assessment.storage.workspace import Workspace
from tests.builders import full_dossier, official_instrument, sound
from tests.conftest import SteppingClock

SHIPPED = "permenpanrb-59-2020"
PATH = Path("kertas-kerja.xlsx")
FULL = full_dossier(official_instrument(), 3)


class OneWorkbook:
    """A file that says what the test wants it to say."""

    def __init__(self) -> None:
        self.incoming: Incoming | None = None

    def read(self, path: Path, instruments: Instruments, progress: Progress) -> Incoming:
        if self.incoming is None:
            raise WorkbookRefusedError(path, WorkbookProblem.NOT_OURS)
        assert instruments.ids()
        return self.incoming


@pytest.fixture
def workbook() -> OneWorkbook:
    return OneWorkbook()


@pytest.fixture
def takeover(workbench: Workbench, workbook: OneWorkbook, clock: SteppingClock) -> Takeover:
    workspace = Workspace(workbench.root)
    return Takeover(
        open_database(workspace, lambda: "Rani Puspita", clock),
        SqliteReader(workspace.database),
        workbench.instruments,
        workbook,
        clock,
    )


def as_file(dossier: Dossier, base_revision: int = 0) -> Incoming:
    """The dossier as a file holds it: identifier 0, places for levels, facts and articles."""
    dossier = replace(
        dossier,
        assessment=replace(dossier.assessment, id=0),
        answers=tuple(replace(entry, assessment_id=0) for entry in dossier.answers),
        attachments=tuple(replace(entry, assessment_id=0) for entry in dossier.attachments),
        citations=tuple(replace(entry, assessment_id=0) for entry in dossier.citations),
        aspect_notes=tuple(replace(entry, assessment_id=0) for entry in dossier.aspect_notes),
    )
    places: dict[Place, str] = {}
    for entry in dossier.answers:
        for name in ("level", "fact"):
            key = (0, entry.indicator, "self")
            places[Answer, key, name] = f"Penilaian!{name}{entry.indicator}"
    exported = frozenset(citation.uid for citation in dossier.citations)
    return Incoming(PATH, dossier, base_revision, places, exported)


def edited(dossier: Dossier, number: int, **fields: Any) -> Dossier:
    answers = [entry for entry in dossier.answers if entry.indicator != number]
    return replace(dossier, answers=(*answers, replace(dossier.answer(number), **fields)))


@pytest.fixture
def city(workbench: Workbench) -> int:
    city = workbench.assessments.start(
        "Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id=SHIPPED
    )
    workbench.worksheet.choose_level(city.id, 1, 2)
    workbench.worksheet.write(city.id, 1, TextPart.FACT, "Lama")
    return city.id


def test_a_file_of_another_kind_is_refused(
    workbench: Workbench, takeover: Takeover, city: int
) -> None:
    before = workbench.worksheet.dossier(city)
    with pytest.raises(WorkbookRefusedError) as caught:
        takeover.preview(PATH)
    assert caught.value.problem is WorkbookProblem.NOT_OURS
    assert workbench.worksheet.dossier(city) == before


def test_an_unknown_assessment_becomes_a_new_one(
    workbench: Workbench, takeover: Takeover, workbook: OneWorkbook, city: int
) -> None:
    workbook.incoming = as_file(FULL)
    preview = takeover.preview(PATH)
    assert (preview.assessment_id, preview.differences) == (None, ())
    assert len(workbench.assessments.cards()) == 1  # nothing is stored yet
    step = takeover.apply(preview, ())
    assert step is not None
    assert (step.kind, step.action) == (StepKind.BEGIN, Action.IMPORT)
    made = workbench.worksheet.dossier(step.assessment_id)
    assert made.levels() == FULL.levels()
    assert made.assessment.uid == FULL.assessment.uid
    assert len(made.citations) == len(FULL.citations)
    assert workbench.worksheet.undo(made.assessment.id) is None
    again = takeover.preview(PATH)
    assert again.assessment_id == made.assessment.id
    assert again.differences == ()


def test_what_was_removed_here_can_come_in_again(
    workbench: Workbench, takeover: Takeover, workbook: OneWorkbook
) -> None:
    workbook.incoming = as_file(FULL)
    first = takeover.apply(takeover.preview(PATH), ())
    assert first is not None
    workbench.assessments.remove(first.assessment_id)
    second = takeover.apply(takeover.preview(PATH), ())
    assert second is not None
    assert second.assessment_id != first.assessment_id
    made = workbench.worksheet.dossier(second.assessment_id)
    assert made.levels() == FULL.levels()
    assert made.assessment.uid != FULL.assessment.uid
    assert sound(Workspace(workbench.root).database)


def test_a_file_without_an_identifier_gets_one(
    workbench: Workbench, takeover: Takeover, workbook: OneWorkbook, clock: SteppingClock
) -> None:
    bare = replace(FULL, assessment=replace(FULL.assessment, uid=""))
    workbook.incoming = as_file(bare)
    step = takeover.apply(takeover.preview(PATH), ())
    assert step is not None
    made = workbench.worksheet.dossier(step.assessment_id).assessment
    assert len(made.uid) == 32
    assert made.created.date() == clock.moment.date()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda a: replace(a, institution="Kota Lain", year=2024), True),  # its uid is known
        (lambda a: replace(a, uid="lain", institution="KOTA sukamaju"), True),
        (lambda a: replace(a, uid="lain", year=2024), False),
        (lambda a: replace(a, uid="lain", institution="Kota Lain"), False),
    ],
)
def test_which_assessment_a_file_belongs_to(
    workbench: Workbench,
    takeover: Takeover,
    workbook: OneWorkbook,
    city: int,
    change: Callable[[Assessment], Assessment],
    *,
    found: bool,
) -> None:
    stored = workbench.worksheet.dossier(city)
    workbook.incoming = as_file(replace(stored, assessment=change(stored.assessment)))
    assert takeover.preview(PATH).assessment_id == (city if found else None)


def preview_of(
    workbench: Workbench,
    takeover: Takeover,
    workbook: OneWorkbook,
    city: int,
    change: Callable[[Dossier], Dossier],
) -> dict[tuple[int | None, str], Difference]:
    stored = workbench.worksheet.dossier(city)
    workbook.incoming = as_file(change(stored), stored.revision)
    found = takeover.preview(PATH).differences
    return {(entry.indicator, entry.field): entry for entry in found}


def test_chosen_differences_are_one_step(
    workbench: Workbench, takeover: Takeover, workbook: OneWorkbook, city: int
) -> None:
    def change(dossier: Dossier) -> Dossier:
        return edited(edited(edited(dossier, 1, level=4, fact="Baru"), 2, level=3), 3, fact="Isi")

    found = preview_of(workbench, takeover, workbook, city, change)
    assert set(found) == {(1, "level"), (1, "fact"), (2, "level"), (3, "fact")}
    assert not any(difference.cautious for difference in found.values())
    before = workbench.worksheet.dossier(city)
    step = takeover.apply(takeover.preview(PATH), [found[1, "fact"], found[2, "level"]])
    assert step is not None
    assert (step.action, step.indicators) == (Action.IMPORT, (1, 2))
    after = workbench.worksheet.dossier(city)
    assert (after.answer(1).level, after.answer(1).fact) == (2, "Baru")
    assert after.levels() == {1: 2, 2: 3}
    workbench.worksheet.undo(city)
    assert workbench.worksheet.dossier(city) == replace(before, revision=step.id + 1)


def test_choosing_nothing_stores_nothing(
    workbench: Workbench, takeover: Takeover, workbook: OneWorkbook, city: int
) -> None:
    preview_of(workbench, takeover, workbook, city, lambda d: edited(d, 1, level=5))
    assert takeover.apply(takeover.preview(PATH), ()) is None
    assert len(workbench.worksheet.history(city)) == 3


def test_what_was_edited_here_meanwhile_is_taken_over_with_care(
    workbench: Workbench, takeover: Takeover, workbook: OneWorkbook, city: int
) -> None:
    exported = workbench.worksheet.dossier(city)
    workbench.worksheet.choose_level(city, 1, 5)
    workbook.incoming = as_file(edited(edited(exported, 1, level=3), 2, level=3), exported.revision)
    careful = {entry.indicator: entry.cautious for entry in takeover.preview(PATH).differences}
    assert careful == {1: True, 2: False}


PAPER = FULL.documents[0]


def with_citation(dossier: Dossier) -> Dossier:
    """A passage of a document that the assessment does not have."""
    number = dossier.assessment.id
    return replace(
        dossier,
        documents=(PAPER,),
        attachments=(Attachment(number, 1, PAPER.sha256, 1),),
        citations=(Citation("rujukan-baru", number, 1, PAPER.sha256, article="Pasal 4"),),
    )


def take_citation(
    workbench: Workbench, takeover: Takeover, workbook: OneWorkbook, city: int
) -> tuple[Document, ...]:
    found = preview_of(workbench, takeover, workbook, city, with_citation)
    step = takeover.apply(takeover.preview(PATH), [found[1, ""]])
    assert step is not None
    (entry,) = workbench.worksheet.dossier(city).evidence(1)
    assert entry.document == PAPER
    assert entry.citations[0].article == "Pasal 4"
    return tuple(c.record for c in step.changes if isinstance(c.record, Document))


def test_a_new_citation_brings_its_document(
    workbench: Workbench, takeover: Takeover, workbook: OneWorkbook, city: int
) -> None:
    assert take_citation(workbench, takeover, workbook, city) == (PAPER,)
    workbench.worksheet.undo(city)
    assert workbench.worksheet.dossier(city).evidence(1) == ()


def test_a_document_that_the_library_has_is_not_brought_again(
    workbench: Workbench, takeover: Takeover, workbook: OneWorkbook, city: int
) -> None:
    take_citation(workbench, takeover, workbook, city)
    workbench.worksheet.undo(city)  # the document stays in the library
    assert take_citation(workbench, takeover, workbook, city) == ()
    assert sound(Workspace(workbench.root).database)


def approve(workbench: Workbench, city: int) -> None:
    workbench.workflow.hand_in(city, [1])
    workbench.workflow.approve(city, [1])


def test_an_approved_answer_changes_only_if_a_person_wants_it(
    workbench: Workbench, takeover: Takeover, workbook: OneWorkbook, city: int
) -> None:
    approve(workbench, city)
    found = preview_of(
        workbench, takeover, workbook, city, lambda d: edited(edited(d, 1, level=4), 2, level=3)
    )
    assert {number: entry.cautious for (number, _), entry in found.items()} == {1: True, 2: False}
    assert takeover.apply(takeover.preview(PATH), found.values())
    answer = workbench.worksheet.dossier(city).answer(1)
    assert (answer.level, answer.state) == (4, State.DRAFT)
    workbench.worksheet.undo(city)
    assert workbench.worksheet.dossier(city).answer(1).state is State.APPROVED


def test_new_evidence_takes_the_approval_back(
    workbench: Workbench, takeover: Takeover, workbook: OneWorkbook, city: int
) -> None:
    approve(workbench, city)
    take_citation(workbench, takeover, workbook, city)
    assert workbench.worksheet.dossier(city).answer(1).state is State.DRAFT
    workbench.worksheet.undo(city)
    assert workbench.worksheet.dossier(city).answer(1).state is State.APPROVED


def test_nothing_is_taken_over_into_a_final_stage(
    workbench: Workbench, takeover: Takeover, workbook: OneWorkbook, city: int, clock: SteppingClock
) -> None:
    begin = open_database(Workspace(workbench.root), lambda: "Rani Puspita", clock)
    with begin() as work:
        final = Change(None, StageOutcome(city, SELF, final=True))
        work.apply(NewStep(city, Action.CLOSE_STAGE, (final,)))
        work.commit()
    found = preview_of(workbench, takeover, workbook, city, lambda d: edited(d, 1, level=4))
    assert all(difference.cautious for difference in found.values())
    before = workbench.worksheet.dossier(city)
    with pytest.raises(StageFinalError) as caught:
        takeover.apply(takeover.preview(PATH), found.values())
    assert caught.value.stage == SELF
    assert workbench.worksheet.dossier(city) == before
