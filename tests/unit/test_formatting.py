"""Numbers, dates, sizes and file names as people read and type them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.file_names import safe_file_name
from assessment.domain.formatting import (
    date_text,
    decimal_text,
    index_text,
    list_text,
    moment_text,
    parse_date,
    parse_decimal,
    short_date_text,
    signed_text,
    size_text,
    step_text,
    time_text,
)

NOW = datetime(2025, 7, 10, 10, 32)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "text"), [(Fraction(28, 11), "2,55"), (Fraction(1), "1,00"), (Fraction(5, 2), "2,50")]
)
def test_an_index(value: Fraction, text: str) -> None:
    assert index_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("16.5", "16,5"),
        ("13", "13"),
        ("2.750", "2,75"),
        ("100", "100"),
        ("1E+2", "100"),
        ("0", "0"),
    ],
)
def test_a_decimal(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(3, 100), "+0,03"),
        (Fraction(-1, 10), "−0,10"),
        (Fraction(0), "0,00"),
        (Fraction(-4, 1000), "0,00"),
        (Fraction(-5, 1000), "−0,01"),
    ],
)
def test_a_difference(value: Fraction, text: str) -> None:
    assert signed_text(value) == text


@pytest.mark.parametrize(("step", "text"), [(2, "+2"), (-1, "−1"), (0, "0")])
def test_a_step(step: int, text: str) -> None:
    assert step_text(step) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,55", "2.55"),
        (" 3.5 ", "3.5"),
        ("-1,5", "-1.5"),
        ("+7", "7"),
        (",5", "0.5"),
        ("12", "12"),
    ],
)
def test_a_typed_number(text: str, value: str) -> None:
    assert parse_decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", " ", "tiga", "1.234,5", "1,2,3", "3,", "--3", "3 4", "1e5", "NaN", "Infinity", "."]
)
def test_what_is_no_number(text: str) -> None:
    assert parse_decimal(text) is None


@given(st.text(alphabet="0123456789.,+- x", max_size=12))
def test_any_text_is_a_number_or_not(text: str) -> None:
    value = parse_decimal(text)
    assert value is None or value == Decimal(text.strip().replace(",", "."))


@given(st.decimals(0, 10**6, places=3))
def test_numbers_are_read_as_they_are_written(value: Decimal) -> None:
    assert parse_decimal(decimal_text(value)) == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17 Agustus 2025", date(2025, 8, 17)),
        ("17 agt 2025", date(2025, 8, 17)),
        ("17-8-2025", date(2025, 8, 17)),
        ("17/08/2025", date(2025, 8, 17)),
        ("17.08.2025", date(2025, 8, 17)),
        (" 2025-08-17 ", date(2025, 8, 17)),
        ("2025-08-17T00:00:00", date(2025, 8, 17)),
        ("29 Feb 2024", date(2024, 2, 29)),
    ],
)
def test_a_typed_date(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "kemarin", "31/02/2025", "29 Feb 2025", "17 August 2025", "0-0-0000", "8/17/2025", "2025"],
)
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_dates_are_read_as_they_are_written(day: date) -> None:
    assert parse_date(date_text(day)) == day
    assert parse_date(short_date_text(day)) == day
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (NOW, "hari ini 10.32"),
        (NOW.replace(day=9, hour=16, minute=5), "kemarin 16.05"),
        (datetime(2025, 1, 11, 9, 0), "11 Jan 2025"),  # noqa: DTZ001
        (NOW + timedelta(days=1), "11 Jul 2025"),
    ],
)
def test_a_moment(moment: datetime, text: str) -> None:
    assert moment_text(moment, NOW) == text
    assert time_text(moment) == f"{moment.hour:02}.{moment.minute:02}"


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (1023, "1023 B"),
        (1024, "1,0 KB"),
        (1_468_006, "1,4 MB"),
        (1024**2 - 1, "1,0 MB"),
        (1024**2, "1,0 MB"),
        (1024**3 - 1, "1,0 GB"),
        (1024**3, "1,0 GB"),
        (5 * 1024**4, "5120,0 GB"),
    ],
)
def test_a_size(size: int, text: str) -> None:
    assert size_text(size) == text


@pytest.mark.parametrize(
    ("numbers", "most", "text"),
    [
        ((28, 30, 31), 3, "28, 30, 31"),
        ((28, 30, 31, 40), 3, "28, 30, 31 dan 1 lainnya"),
        ((), 12, ""),
    ],
)
def test_a_list(numbers: tuple[int, ...], most: int, text: str) -> None:
    assert list_text(numbers, most) == text


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Perwali 12/2023: SPBE.pdf", "Perwali 12-2023- SPBE.pdf"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("con .txt", "_con.txt"),
        ("  a   b .pdf", "a b.pdf"),
        ("laporan...", "laporan"),
        ("", "tanpa-nama"),
        (" . ", "tanpa-nama"),
        ("versi 2.final panjang sekali", "versi 2.final panjang sekali"),
        ("u\u0308ber.pdf", "über.pdf"),
    ],
)
def test_a_safe_file_name(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=400), st.sampled_from(["", ".pdf"])
)
def test_file_names_every_system_accepts(name: str, suffix: str) -> None:
    safe = safe_file_name(name + suffix)
    assert safe
    assert PurePath(safe).name == safe
    assert not set(safe) & set('<>:"/\\|?*\0\n\r\t')
    assert safe == safe.strip(" .")
    assert len(safe.encode()) <= 120
    assert safe_file_name(safe) == safe


def test_a_long_name_keeps_its_suffix() -> None:
    safe = safe_file_name("é" * 300 + ".xlsx")
    assert safe.endswith("é.xlsx")
    assert len(safe.encode()) <= 120
