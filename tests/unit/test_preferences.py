"""Who signs printed pages, and what may be printed below a name."""

import pytest

from assessment.domain.preferences import Signatory, is_civil_number

SARI = Signatory("Sari Lestari", "Sekretaris Daerah", "197001011995032001")


@pytest.mark.parametrize("name", ["", "  ", "Sari Lestari", " SARI  lestari"])
def test_the_one_who_is_known_signs(name: str) -> None:
    assert SARI.or_named(name) == SARI


def test_somebody_else_signs_without_a_number_of_another() -> None:
    assert SARI.or_named(" Bagus  Prakoso ") == Signatory("Bagus Prakoso")


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        ("197001011995032001", True),
        ("19700101 199503 2 001", True),
        ("1970", False),
        ("19700101199503200x", False),
        ("\u0661" * 18, False),
        ("", False),
    ],
)
def test_a_civil_number_has_eighteen_digits(number: str, *, fits: bool) -> None:
    assert is_civil_number(number) is fits
