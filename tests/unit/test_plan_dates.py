from datetime import date

import pytest

from assessment.domain.planning import overdue
from assessment.domain.records import ActionItem, ItemState

TODAY = date(2025, 7, 10)


@pytest.mark.parametrize(
    ("due", "state", "late"),
    [
        (date(2025, 7, 9), ItemState.PLANNED, True),
        (date(2025, 7, 9), ItemState.RUNNING, True),
        (date(2025, 7, 9), ItemState.DONE, False),
        (TODAY, ItemState.PLANNED, False),
        (None, ItemState.PLANNED, False),
    ],
)
def test_an_item_is_late_from_the_day_after_until_it_is_done(
    due: date | None, state: ItemState, *, late: bool
) -> None:
    assert overdue(ActionItem(1, 3, 4, due=due, state=state), TODAY) is late
