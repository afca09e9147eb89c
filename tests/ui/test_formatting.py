"""Our numbers and dates are those that Qt knows for Indonesian."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from PySide6.QtCore import QDate, QLocale

from assessment.domain.formatting import (
    MONTHS,
    date_text,
    decimal_text,
    index_text,
    parse_date,
    parse_decimal,
)

INDONESIAN = QLocale("id_ID")


@pytest.mark.parametrize("month", range(1, 13))
def test_dates_are_those_of_the_locale(month: int) -> None:
    day = date(2025, month, 17)
    shown = INDONESIAN.toString(QDate(2025, month, 17), "d MMMM yyyy")
    assert date_text(day) == shown
    assert parse_date(shown) == day
    assert INDONESIAN.monthName(month) == MONTHS[month - 1]


@pytest.mark.parametrize("hundredths", [100, 255, 260, 349, 420, 500])
def test_an_index_is_a_number_of_the_locale(hundredths: int) -> None:
    value = Fraction(hundredths, 100)
    assert index_text(value) == INDONESIAN.toString(float(value), "f", 2)


@pytest.mark.parametrize("text", ["16.5", "13", "2.75", "0.5"])
def test_decimals_are_numbers_of_the_locale(text: str) -> None:
    shown = decimal_text(Decimal(text))
    assert INDONESIAN.toDouble(shown) == (float(text), True)
    assert parse_decimal(shown) == Decimal(text)


@pytest.mark.parametrize("text", ["1.234,5", "tiga", ""])
def test_what_could_be_misread_is_no_number(text: str) -> None:
    """The locale would take the first as thousands; an index has none, so it is refused."""
    assert parse_decimal(text) is None
