"""An assessment with an action plan, for the tests of what is written of it."""

from dataclasses import replace
from datetime import date

from assessment.domain.dossier import Dossier
from assessment.domain.handover import Handover
from assessment.domain.identity import State
from assessment.domain.records import ActionItem, Answer, ItemState
from indicators.instrument import Instrument
from tests.builders import empty_dossier, handover, official_instrument

LONG_NAME = "Kabupaten Kepulauan Nusa Damai Sejahtera Raya Barat Daya Jaya"[:60]
LONG_UNIT = "Dinas Komunikasi, Informatika, Statistik, dan Persandian Daerah"[:60]
ITEMS = (
    ActionItem(1, 3, 3, LONG_UNIT, date(2025, 7, 9), ItemState.PLANNED, "=1+1"),
    ActionItem(1, 11, 4, "Bappeda", date(2025, 12, 31), ItemState.RUNNING),
    ActionItem(1, 35, 3, "", None, ItemState.PLANNED),
    ActionItem(1, 40, 2, "Inspektorat", date(2025, 5, 1), ItemState.DONE),
)


def climbing(
    instrument: Instrument | None = None, items: tuple[ActionItem, ...] = ITEMS
) -> Dossier:
    """Level 2 everywhere but at indicator 11 (unanswered) and 35 (already 3), with a plan."""
    shown = instrument or official_instrument()
    answers = tuple(
        Answer(1, number, level=3 if number == 35 else 2, state=State.APPROVED)
        for number in shown.outline.numbers
        if number != 11
    )
    return replace(empty_dossier(shown), answers=answers, action_items=items, revision=12)


def planned(items: tuple[ActionItem, ...] = ITEMS) -> Handover:
    return handover(official_instrument(), climbing(items=items))
