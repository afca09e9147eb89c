"""The action plan as a whole: what each item demands and lifts, and where the index ends up."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assessment.domain.cheapest_path import CheapestPath, cheapest_path, shares
from assessment.domain.dossier import Dossier
from assessment.domain.errors import EmptyPlanError
from assessment.domain.formatting import date_text, index_text, time_text
from assessment.domain.handover import Handover
from assessment.domain.planning import Need, PathSettings, default_efforts, needs, overdue
from assessment.domain.records import ActionItem
from assessment.domain.scoring import Score, score
from assessment.domain.stages import counting_levels
from assessment.domain.words import stage_name
from indicators.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Entry:
    """One item with what it speaks of.

    ``level`` is the present one, None where unanswered; ``weight`` is the indicator's share of
    the index in per cent, ``gain`` what the item adds to the index.
    """

    item: ActionItem
    name: str
    service: bool
    level: int | None
    weight: Fraction
    gain: Fraction
    needs: tuple[Need, ...]
    late: bool


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """All items in the order of the indicators, with the score now and once all are done."""

    entries: tuple[Entry, ...]
    now: Score
    done: Score

    @property
    def late(self) -> int:
        """How many items should be done by now, and are not."""
        return sum(entry.late for entry in self.entries)


def plan_of(instrument: Instrument, dossier: Dossier, today: date) -> ActionPlan:
    """The action plan of an assessment; without entries where nothing is planned."""
    outline = instrument.outline
    levels = counting_levels(outline, dossier)
    worth = shares(outline)
    items = sorted(dossier.action_items, key=lambda item: item.indicator)
    entries = []
    for item in items:
        number, present = item.indicator, levels.get(item.indicator)
        indicator, start = instrument.indicator(number), present or outline.minimum_level
        entries.append(
            Entry(
                item=item,
                name=indicator.short_name,
                service=outline.is_service(number),
                level=present,
                weight=worth[number] * 100,
                gain=worth[number] * max(0, item.level - start),
                needs=needs(indicator, dossier.answer(number).ticks, start, item.level),
                late=overdue(item, today),
            )
        )
    reached = {item.indicator: max(item.level, levels.get(item.indicator, 0)) for item in items}
    return ActionPlan(tuple(entries), score(outline, levels), score(outline, {**levels, **reached}))


def plan_in(handover: Handover) -> ActionPlan:
    """The action plan of what is handed over.

    Raises:
        EmptyPlanError: nothing is planned.
    """
    plan = plan_of(handover.instrument, handover.dossier, handover.now.date())
    if not plan.entries:
        raise EmptyPlanError
    return plan


def path_upwards(
    instrument: Instrument, dossier: Dossier, settings: PathSettings
) -> CheapestPath | None:
    """The cheapest path to the next better grade, as it was set; None at the best grade.

    Raises:
        OutOfReachError: the steps that are allowed do not lead there.
    """
    outline = instrument.outline
    levels = counting_levels(outline, dossier)
    further = score(outline, levels).next_grade
    if further is None:
        return None
    highest = (settings.wish and settings.wish.highest) or outline.maximum_level
    own = {cap.indicator: cap.level for cap in settings.caps}
    return cheapest_path(
        outline,
        levels,
        Fraction(further.grade.minimum),
        default_efforts(instrument, dossier)
        | {(one.indicator, one.level): one.effort for one in settings.efforts},
        {number: min(highest, own.get(number, highest)) for number in outline.numbers},
    )


def outcome_text(plan: ActionPlan) -> str:
    """Where the plan leads: ``Indeks 2,15 (Cukup) menjadi 2,61 (Baik) bila semuanya tercapai``."""
    now, done = (f"{index_text(one.index)} ({one.grade.name})" for one in (plan.now, plan.done))
    return f"Indeks {now} menjadi {done} bila semuanya tercapai"


def source_text(handover: Handover) -> str:
    """What the figures rest on: assessment, its last step, the moment, and the instrument."""
    assessment = handover.dossier.assessment
    return (
        f"Sumber: {stage_name(handover.result.stage)} {assessment.institution} {assessment.year},"
        f" langkah {handover.dossier.revision}, {date_text(handover.now.date())}"
        f" {time_text(handover.now)}; {handover.instrument.outline.title}"
    )


def needs_text(texts: tuple[str, ...]) -> str:
    """Conditions or evidence below each other; a dash where there are none."""
    return "\n".join(f"• {text}" for text in texts) or "–"
