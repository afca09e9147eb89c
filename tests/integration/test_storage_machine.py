"""Any sequence of work on real storage ends where a plain model of it ends."""

import copy
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from assessment.domain.identity import InstitutionKind
from assessment.domain.records import Citation, Tick
from assessment.services.worksheet import TextPart
from assessment.storage.workspace import Workspace
from spbe_desktop.bootstrap import open_workbench
from tests.builders import sound
from tests.conftest import FixedPreferences, SteppingClock

NUMBERS = st.sampled_from([1, 2, 35])
FILES = st.sampled_from(["perwali.txt", "sk.txt", "sop.txt"])
TICKS = st.sampled_from([(2, 1), (3, 1), (3, 2)])
PARTS = st.sampled_from(list(TextPart))


@dataclass
class Model:
    """What the person sees: answers and evidence by indicator."""

    levels: dict[int, int] = field(default_factory=dict)
    ticks: dict[int, set[Tick]] = field(default_factory=dict)
    texts: dict[tuple[int, str], str] = field(default_factory=dict)
    attached: dict[tuple[int, str], int] = field(default_factory=dict)
    quotes: dict[int, list[tuple[str, str]]] = field(default_factory=dict)


class Work(RuleBasedStateMachine):
    """One person on one assessment; the model keeps whole states for undo and redo."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        for name in ("perwali.txt", "sk.txt", "sop.txt"):
            (self.root / name).write_text(f"isi {name}")
        self.clock = SteppingClock()
        self.model = Model()
        self.done: list[Model] = []
        self.undone: list[Model] = []
        self.open()
        self.city = self.bench.assessments.start(
            "Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id="permenpanrb-59-2020"
        ).id

    def teardown(self) -> None:
        assert sound(Workspace(self.root / "ruang").database)
        self.folder.cleanup()

    def open(self) -> None:
        self.bench = open_workbench(
            self.root / "ruang", preferences=FixedPreferences(), now=self.clock
        )

    def next_state(self) -> Model:
        """The state to be changed; what was before can be undone."""
        self.done.append(copy.deepcopy(self.model))
        self.undone.clear()
        self.clock.moment = self.clock.moment.replace(year=self.clock.moment.year + 1)
        return self.model

    @rule(number=NUMBERS, level=st.integers(1, 5))
    def choose(self, number: int, level: int) -> None:
        step = self.bench.worksheet.choose_level(self.city, number, level)
        assert (step is None) == (self.model.levels.get(number) == level)
        if step:
            self.next_state().levels[number] = level

    @rule(number=NUMBERS, tick=TICKS, on=st.booleans())
    def tick(self, number: int, tick: Tick, *, on: bool) -> None:
        step = self.bench.worksheet.set_tick(self.city, number, tick, on=on)
        assert (step is None) == ((tick in self.model.ticks.get(number, set())) == on)
        if step:
            ticks = self.next_state().ticks.setdefault(number, set())
            ticks.symmetric_difference_update({tick})

    @rule(number=NUMBERS, part=PARTS, text=st.text(st.characters(codec="utf-8"), max_size=9))
    def write(self, number: int, part: TextPart, text: str) -> None:
        step = self.bench.worksheet.write(self.city, number, part, text)
        assert (step is None) == (self.model.texts.get((number, part), "") == text)
        if step:
            self.next_state().texts[number, part] = text

    @rule(number=NUMBERS, name=FILES)
    def attach(self, number: int, name: str) -> None:
        attached = self.bench.evidence.attach(self.city, number, [self.root / name])
        assert (attached.step is None) == ((number, name) in self.model.attached)
        if attached.step:
            places = [at for (n, _), at in self.model.attached.items() if n == number]
            self.next_state().attached[number, name] = max(places, default=0) + 1

    @precondition(lambda self: self.model.attached)
    @rule(which=st.integers(0, 99), quote=st.text("abc", max_size=4))
    def cite(self, which: int, quote: str) -> None:
        number, name = self.some_attached(which)
        self.bench.evidence.cite(
            Citation("", self.city, number, self.hash_of(number, name), quote=quote)
        )
        self.next_state().quotes.setdefault(number, []).append((name, quote))

    @precondition(lambda self: self.model.attached)
    @rule(which=st.integers(0, 99))
    def detach(self, which: int) -> None:
        number, name = self.some_attached(which)
        assert self.bench.evidence.detach(self.city, number, self.hash_of(number, name))
        state = self.next_state()
        del state.attached[number, name]
        kept = [entry for entry in state.quotes.get(number, []) if entry[0] != name]
        state.quotes[number] = kept

    @rule()
    def undo(self) -> None:
        step = self.bench.worksheet.undo(self.city)
        assert (step is None) == (not self.done)
        if step:
            self.undone.append(self.model)
            self.model = self.done.pop()

    @rule()
    def redo(self) -> None:
        step = self.bench.worksheet.redo(self.city)
        assert (step is None) == (not self.undone)
        if step:
            self.done.append(self.model)
            self.model = self.undone.pop()

    @rule()
    def reopen(self) -> None:
        self.open()

    def some_attached(self, which: int) -> tuple[int, str]:
        places = sorted(self.model.attached)
        return places[which % len(places)]

    def hash_of(self, number: int, name: str) -> str:
        evidence = self.bench.worksheet.dossier(self.city).evidence(number)
        return next(entry.document.sha256 for entry in evidence if entry.document.name == name)

    @invariant()
    def stored_is_what_the_person_sees(self) -> None:
        dossier = self.bench.worksheet.dossier(self.city)
        assert dossier.levels() == self.model.levels
        for number in (1, 2, 35):
            answer = dossier.answer(number)
            assert answer.ticks == self.model.ticks.get(number, set())
            for part in TextPart:
                assert getattr(answer, part) == self.model.texts.get((number, part), "")
            found = {
                (number, entry.document.name): entry.attachment.position
                for entry in dossier.evidence(number)
            }
            attached = self.model.attached.items()
            assert found == {place: at for place, at in attached if place[0] == number}
            quotes = [
                (entry.document.name, citation.quote)
                for entry in dossier.evidence(number)
                for citation in entry.citations
            ]
            assert sorted(quotes) == sorted(self.model.quotes.get(number, []))


TestWork = Work.TestCase
TestWork.settings = settings(
    max_examples=12, stateful_step_count=30, suppress_health_check=list(HealthCheck)
)
