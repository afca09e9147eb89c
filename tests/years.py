"""Years of an institution, for the tests of what compares them."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from assessment.domain.dossier import Dossier
from assessment.domain.identity import OFFICIAL, SELF, Assessment, InstitutionKind, State
from assessment.domain.records import Answer, Document, StageOutcome
from assessment.domain.steps import Action, Change, NewStep
from assessment.domain.years import Years, year_of
from assessment.services.workbench import Workbench
from assessment.storage.database import open_database
from assessment.storage.workspace import Workspace
from indicators.benchmarks import Average, load_averages
from indicators.instrument import Instrument
from tests.builders import INVENTED, empty_dossier, official_instrument
from tests.conftest import PROJECT, SteppingClock

VILLAGE = "desa-digital"
Levels = Mapping[int, int]
REPORT = Document("f" * 64, "lhe.pdf", 1000, datetime(2025, 3, 4, 9, 0))  # noqa: DTZ001


def averages() -> tuple[Average, ...]:
    return load_averages(PROJECT / "resources/benchmarks", official_instrument().outline)


def flat(instrument: Instrument, level: int, changed: Levels | None = None) -> dict[int, int]:
    """The same level everywhere, but for some."""
    return dict.fromkeys(instrument.outline.numbers, level) | dict(changed or {})


def scored(
    instrument: Instrument, year: int, own: Levels | None = None, official: Levels | None = None
) -> Dossier:
    """A year with its own levels and the official ones, as far as given."""
    stages = ((SELF, own or {}), (OFFICIAL, official or {}))
    answers = tuple(
        Answer(1, number, stage, level, state=State.APPROVED)
        for stage, levels in stages
        for number, level in levels.items()
    )
    outcomes = (StageOutcome(1, OFFICIAL, final=True, source=REPORT.sha256),) if official else ()
    return replace(empty_dossier(instrument, year), answers=answers, outcomes=outcomes)


def years_with(
    *given: tuple[Instrument, int, Levels | None, Levels | None], shown: int = 0
) -> Years:
    """Years by instrument, year, own and official levels; the last one is looked at."""
    entries = tuple(
        year_of(
            instrument,
            scored(instrument, year, own, official),
            averages() if instrument.id == official_instrument().id else (),
            date(year, 7, 10),
            (REPORT,),
        )
        for instrument, year, own, official in given
    )
    return Years(shown or entries[-1].number, entries)


def stored(
    bench: Workbench,
    year: int,
    own: Levels | None = None,
    official: Levels | None = None,
    *,
    instrument: str = "permenpanrb-59-2020",
    name: str = "Kota Nusa Damai",
) -> Assessment:
    """An assessment in a workspace with these levels."""
    made = bench.assessments.start(name, InstitutionKind.CITY, year, instrument_id=instrument)
    _store(bench, made, {SELF: own or {}, OFFICIAL: official or {}})
    return made


def record(bench: Workbench, made: Assessment, official: Levels) -> None:
    """The official levels of an assessment, instead of those known until now."""
    _store(bench, made, {OFFICIAL: official})


def _store(bench: Workbench, made: Assessment, stages: Mapping[str, Levels]) -> None:
    begin = open_database(Workspace(bench.root), lambda: "Rani Puspita", SteppingClock())
    known = bench.worksheet.dossier(made.id)
    changes = []
    for stage, levels in stages.items():
        for number, level in levels.items():
            before = known.answer(number, stage)
            after = Answer(made.id, number, stage, level, state=State.APPROVED)
            changes.append(Change(before if before in known.answers else None, after))
    with begin() as work:
        work.apply(NewStep(made.id, Action.RECORD_OFFICIAL, tuple(changes)))
        work.commit()


def add_village(root: Path) -> str:
    """Put the invented instrument into a workspace; gives its identifier."""
    shutil.copytree(INVENTED / VILLAGE, root / "instruments" / VILLAGE)
    return VILLAGE
