"""Any sequence of answering, approving and closing ends where a plain model of it ends."""

import copy
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from assessment.domain.errors import (
    AnswerLockedError,
    NotHandedInError,
    StageFinalError,
    StageIncompleteError,
)
from assessment.domain.identity import SELF, InstitutionKind, State
from assessment.domain.records import Citation
from assessment.domain.steps import Step
from assessment.storage.workspace import Workspace
from indicators.errors import SpbeError
from spbe_desktop.bootstrap import open_workbench
from tests.builders import INVENTED, sound
from tests.conftest import FixedPreferences, SteppingClock

DOCUMENT, INTERVIEW = "document", "interview"
STAGES = (SELF, DOCUMENT, INTERVIEW)
MORE_STAGES = """
[[stage]]
id = "document"
name = "Penilaian Dokumen"
actor = "Asesor"
[[stage]]
id = "interview"
name = "Penilaian Interviu"
actor = "Asesor"
inherits = true
"""
WORKED_ON = (1, 2)
OTHERS = range(3, 11)
NUMBERS = st.sampled_from(WORKED_ON)
STAGE = st.sampled_from(STAGES)
LEVELS = st.integers(1, 4)


@dataclass
class Model:
    """What the person sees of the indicators worked on; all others are approved and scored."""

    levels: dict[tuple[int, str], int] = field(default_factory=dict)
    states: dict[int, State] = field(default_factory=lambda: dict.fromkeys(WORKED_ON, State.DRAFT))
    notes: dict[int, str] = field(default_factory=lambda: dict.fromkeys(WORKED_ON, ""))
    quotes: dict[int, int] = field(default_factory=lambda: dict.fromkeys(WORKED_ON, 0))
    final: set[str] = field(default_factory=set)

    def lock(self, number: int, stage: str = SELF) -> type[SpbeError] | None:
        """What an edit must be refused with."""
        if stage in self.final:
            return StageFinalError
        approved = stage == SELF and self.states[number] is State.APPROVED
        return AnswerLockedError if approved else None

    def incomplete(self, stage: str) -> bool:
        """Whether the stage, or one before it, keeps the stage from being final."""
        if not self.final.issuperset(STAGES[: STAGES.index(stage)]):
            return True
        if stage == SELF:
            return set(self.states.values()) != {State.APPROVED}
        return any((number, DOCUMENT) not in self.levels for number in WORKED_ON)


class Handing(RuleBasedStateMachine):
    """Assessors, approvers and evaluators on one assessment; the model keeps what undo needs."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.clock = SteppingClock()
        self.model = Model()
        self.done: list[Model] = []
        self.undone: list[Model] = []
        instrument = self.root / "ruang" / "instruments" / "desa-digital"
        shutil.copytree(INVENTED / "desa-digital", instrument)
        with (instrument / "instrument.toml").open("a", encoding="utf-8") as file:
            file.write(MORE_STAGES)
        self.bench = open_workbench(
            self.root / "ruang", preferences=FixedPreferences(), now=self.clock
        )
        self.village = self.bench.assessments.start(
            "Desa Sukamaju", InstitutionKind.OTHER, 2025, instrument_id="desa-digital"
        ).id
        self.prepare()

    def prepare(self) -> None:
        paper = self.root / "perdes.txt"
        paper.write_text("isi")
        for number in WORKED_ON:
            (document,) = self.bench.evidence.attach(self.village, number, [paper]).taken
            self.sha256 = document.sha256
        for number in OTHERS:
            for stage in (SELF, DOCUMENT):
                self.bench.worksheet.choose_level(self.village, number, 3, stage=stage)
        self.bench.workflow.hand_in(self.village, OTHERS)
        self.bench.workflow.approve(self.village, OTHERS)

    def teardown(self) -> None:
        assert sound(Workspace(self.root / "ruang").database)
        self.folder.cleanup()

    def attempt(self, act: Callable[[], Step | None], fault: type[SpbeError] | None) -> None:
        """The act must be refused with exactly this fault, or give a step."""
        if fault is not None:
            with pytest.raises(fault):
                act()
            return
        step = act()
        assert step is not None
        self.done.append(copy.deepcopy(self.model))
        self.undone.clear()

    @rule(number=NUMBERS, stage=STAGE, level=LEVELS)
    def choose(self, number: int, stage: str, level: int) -> None:
        def act() -> Step | None:
            return self.bench.worksheet.choose_level(self.village, number, level, stage=stage)

        if self.model.levels.get((number, stage)) == level:
            assert act() is None
            return
        fault = self.model.lock(number, stage)
        self.attempt(act, fault)
        if fault is None:
            self.model.levels[number, stage] = level
            if stage == SELF:
                self.model.states[number] = State.DRAFT

    @rule(number=NUMBERS)
    def cite(self, number: int) -> None:
        fault = self.model.lock(number)
        citation = Citation("", self.village, number, self.sha256)
        self.attempt(lambda: self.bench.evidence.cite(citation), fault)
        if fault is None:
            self.model.quotes[number] += 1
            self.model.states[number] = State.DRAFT

    @rule()
    def hand_in(self) -> None:
        ready = [
            number
            for number, state in self.model.states.items()
            if state in {State.DRAFT, State.RETURNED} and (number, SELF) in self.model.levels
        ]
        if not ready:
            assert self.bench.workflow.hand_in(self.village, WORKED_ON) is None
            return
        fault = StageFinalError if SELF in self.model.final else None
        self.attempt(lambda: self.bench.workflow.hand_in(self.village, WORKED_ON), fault)
        if fault is None:
            self.model.states.update(dict.fromkeys(ready, State.HANDED_IN))

    @rule(number=NUMBERS)
    def withdraw(self, number: int) -> None:
        if self.model.states[number] is not State.HANDED_IN:
            assert self.bench.workflow.withdraw(self.village, [number]) is None
            return
        self.attempt(lambda: self.bench.workflow.withdraw(self.village, [number]), None)
        self.model.states[number] = State.DRAFT

    @rule(number=NUMBERS)
    def approve(self, number: int) -> None:
        fault = None if self.model.states[number] is State.HANDED_IN else NotHandedInError
        self.attempt(lambda: self.bench.workflow.approve(self.village, [number]), fault)
        if fault is None:
            self.model.states[number] = State.APPROVED
            self.model.notes[number] = ""

    @rule(number=NUMBERS, note=st.sampled_from(["Sebut pasalnya", "Lampirkan"]))
    def send_back(self, number: int, note: str) -> None:
        fault: type[SpbeError] | None = None
        if self.model.states[number] not in {State.HANDED_IN, State.APPROVED}:
            fault = NotHandedInError
        elif SELF in self.model.final:
            fault = StageFinalError
        self.attempt(lambda: self.bench.workflow.send_back(self.village, [number], note), fault)
        if fault is None:
            self.model.states[number] = State.RETURNED
            self.model.notes[number] = note

    @rule(stage=STAGE)
    def close(self, stage: str) -> None:
        if stage in self.model.final:
            assert self.bench.workflow.close_stage(self.village, stage) is None
            return
        fault = StageIncompleteError if self.model.incomplete(stage) else None
        self.attempt(lambda: self.bench.workflow.close_stage(self.village, stage), fault)
        if fault is None:
            self.model.final.add(stage)

    @rule()
    def finish(self) -> None:
        """The usual way on, which chance alone would rarely find."""
        for number in WORKED_ON:
            self.choose(number, DOCUMENT, 2)
            if self.model.states[number] is not State.APPROVED:
                self.choose(number, SELF, 3)
        self.hand_in()
        for number in WORKED_ON:
            self.approve(number)
        self.close(SELF)
        self.close(DOCUMENT)

    @rule(stage=STAGE)
    def reopen(self, stage: str) -> None:
        def act() -> Step | None:
            return self.bench.workflow.reopen_stage(self.village, stage, "Bukti baru")

        if stage not in self.model.final:
            assert act() is None
            return
        later = STAGES[STAGES.index(stage) + 1 :]
        fault = StageFinalError if self.model.final.intersection(later) else None
        self.attempt(act, fault)
        if fault is None:
            self.model.final.discard(stage)

    @rule()
    def undo(self) -> None:
        if not self.done:
            return  # what was prepared is not taken back
        assert self.bench.worksheet.undo(self.village)
        self.undone.append(self.model)
        self.model = self.done.pop()

    @rule()
    def redo(self) -> None:
        step = self.bench.worksheet.redo(self.village)
        assert (step is None) == (not self.undone)
        if step:
            self.done.append(self.model)
            self.model = self.undone.pop()

    @invariant()
    def stored_is_what_the_person_sees(self) -> None:
        dossier = self.bench.worksheet.dossier(self.village)
        assert {outcome.stage for outcome in dossier.outcomes if outcome.final} == self.model.final
        for number in WORKED_ON:
            answer = dossier.answer(number)
            assert (answer.state, answer.review_note) == (
                self.model.states[number],
                self.model.notes[number],
            )
            (entry,) = dossier.evidence(number)
            assert len(entry.citations) == self.model.quotes[number]
            for stage in STAGES:
                level = dossier.answer(number, stage).level
                assert level == self.model.levels.get((number, stage))
        queued = {entry.number for entry in self.bench.workflow.queue(self.village)}
        waiting = {State.HANDED_IN, State.RETURNED}
        assert queued == {n for n, state in self.model.states.items() if state in waiting}


TestHanding = Handing.TestCase
TestHanding.settings = settings(
    max_examples=10, stateful_step_count=30, suppress_health_check=list(HealthCheck)
)
