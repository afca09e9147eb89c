"""Records as plain values and back: nothing is lost on the way."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.identity import Assessment, InstitutionKind, Record, State
from assessment.domain.plain import (
    from_plain,
    plain_value,
    ticks_from_text,
    ticks_to_text,
    to_plain,
)
from assessment.domain.records import RECORD_TYPES, Answer, Document

ZONES = st.sampled_from([UTC, timezone(timedelta(hours=7))])
st.register_type_strategy(datetime, st.datetimes(timezones=ZONES))
RECORDS = st.one_of(*(st.builds(kind) for kind in RECORD_TYPES))


@given(RECORDS)
def test_every_record_survives_as_plain_values(record: Record) -> None:
    plain = to_plain(record)
    assert all(value is None or isinstance(value, str | int) for value in plain.values())
    assert from_plain(type(record), plain) == record


@given(RECORDS)
def test_plain_values_survive_as_json(record: Record) -> None:
    plain = json.loads(json.dumps(to_plain(record)))
    assert from_plain(type(record), plain) == record


@given(st.frozensets(st.tuples(st.integers(1, 9), st.integers(1, 99))))
def test_ticks_as_text(ticks: frozenset[tuple[int, int]]) -> None:
    assert ticks_from_text(ticks_to_text(ticks)) == ticks


def test_ticks_stand_in_order() -> None:
    assert ticks_to_text(frozenset({(3, 1), (2, 10), (2, 9)})) == "2.9 2.10 3.1"
    assert ticks_from_text("") == frozenset()


@pytest.mark.parametrize("text", ["2", "2.x", "2.1.1", "a.b"])
def test_other_texts_are_no_ticks(text: str) -> None:
    with pytest.raises(ValueError, match=r"unpack|invalid literal"):
        ticks_from_text(text)


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (True, 1),
        (None, None),
        (3, 3),
        (State.DRAFT, "draft"),
        (date(2025, 7, 1), "2025-07-01"),
        (frozenset({(2, 1)}), "2.1"),
    ],
)
def test_plain_values(value: object, plain: object) -> None:
    assert plain_value(value) == plain
    assert type(plain_value(value)) in {int, str, type(None)}


def test_half_a_letter_becomes_a_sign_that_can_be_stored() -> None:
    assert to_plain(Answer(1, 2, fact="a\ud83db \U0001f600"))["fact"] == "a?b \U0001f600"


def test_fields_that_are_not_named_keep_their_defaults() -> None:
    answer = from_plain(Answer, {"assessment_id": 1, "indicator": 2, "elsewhere": "x"})
    assert answer == Answer(1, 2)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (Document, {"sha256": "a"}),
        (Answer, {"assessment_id": 1, "indicator": 1, "state": "nonsense"}),
        (Document, {"sha256": "a", "name": "b", "size": 1, "added": "kemarin"}),
    ],
)
def test_values_that_make_no_record(kind: type[Record], values: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError)):
        from_plain(kind, values)


def test_kinds_come_back_as_kinds() -> None:
    created = datetime(2025, 1, 1, tzinfo=UTC)
    stored = to_plain(Assessment(1, "u", "i", "Kota", InstitutionKind.CITY, 2025, created))
    assert stored["kind"] == "city"
    assert stored["removed"] == 0
    read = from_plain(Assessment, stored)
    assert read.kind is InstitutionKind.CITY
    assert read.removed is False
