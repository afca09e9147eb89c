"""Steps of the log: changes, what they touch, and the stacks of undo and redo."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.records import Answer, AspectNote, Attachment, Citation
from assessment.domain.steps import (
    Action,
    Change,
    Step,
    StepKind,
    indicators_of,
    undo_and_redo,
)

DO, UNDO, REDO, BEGIN = StepKind.DO, StepKind.UNDO, StepKind.REDO, StepKind.BEGIN


@pytest.mark.parametrize(
    ("log", "done", "undone"),
    [
        ([], [], []),
        ([(1, BEGIN, None)], [], []),
        ([(1, BEGIN, None), (2, DO, None), (3, DO, None)], [2, 3], []),
        ([(2, DO, None), (3, DO, None), (4, UNDO, 3)], [2], [3]),
        ([(2, DO, None), (3, DO, None), (4, UNDO, 3), (5, UNDO, 2)], [], [3, 2]),
        ([(2, DO, None), (4, UNDO, 2), (5, REDO, 2)], [2], []),
        ([(2, DO, None), (4, UNDO, 2), (5, DO, None)], [5], []),  # a new step forgets redo
        ([(2, DO, None), (3, UNDO, None), (4, REDO, None)], [2], []),  # says not what: nothing
    ],
)
def test_what_can_be_undone_and_redone(
    log: list[tuple[int, StepKind, int | None]], done: list[int], undone: list[int]
) -> None:
    assert undo_and_redo(log) == (done, undone)


def test_a_log_that_takes_back_what_never_was_is_refused() -> None:
    with pytest.raises(ValueError, match="not in list"):
        undo_and_redo([(1, UNDO, 7)])


@given(st.lists(st.sampled_from([DO, UNDO, REDO])))
def test_undo_and_redo_behave_like_two_stacks(wanted: list[StepKind]) -> None:
    log: list[tuple[int, StepKind, int | None]] = []
    done: list[int] = []
    undone: list[int] = []
    for number, kind in enumerate(wanted, start=1):
        if kind is DO:
            log.append((number, DO, None))
            done.append(number)
            undone = []
        elif kind is UNDO and done:
            undone.append(done.pop())
            log.append((number, UNDO, undone[-1]))
        elif kind is REDO and undone:
            done.append(undone.pop())
            log.append((number, REDO, done[-1]))
        assert undo_and_redo(log) == (done, undone)


def test_a_change_stands_for_the_record_it_leaves_or_takes() -> None:
    old, new = Answer(1, 2, level=1), Answer(1, 2, level=2)
    assert Change(old, new).record is new
    assert Change(old, None).record is old
    assert Change(old, new).reversed() == Change(new, old)


def test_a_change_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a record"):
        _ = Change(None, None).record


def test_a_step_touches_the_indicators_of_its_answers_and_evidence() -> None:
    changes = (
        Change(None, Answer(1, 9)),
        Change(Attachment(1, 3, "a", 1), None),
        Change(None, Citation("u", 1, 3, "a")),
        Change(None, AspectNote(1, 7)),
    )
    assert indicators_of(changes) == (3, 9)
    step = Step(1, 1, datetime(2025, 1, 1), "Rani", DO, Action.IMPORT, None, changes)  # noqa: DTZ001
    assert step.indicators == (3, 9)
