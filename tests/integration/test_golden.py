"""Official results, figure by figure: what the ministry printed is what comes out here."""

import csv
import json
from fractions import Fraction
from pathlib import Path

import pytest

from assessment.domain.scoring import grade_of, half_up, score
from tests.builders import official_instrument

OUTLINE = official_instrument().outline
DOMAINS = ("policy", "governance", "management", "service")


@pytest.mark.parametrize("place", [0, 1])
def test_official_result_reports(shared: Path, place: int) -> None:
    report = json.loads((shared / "data/results/lhe.json").read_text())[place]
    published = report["published"]
    scored = score(OUTLINE, dict(enumerate(report["levels"], start=1)))
    assert [str(half_up(entry.index)) for entry in scored.aspects] == published["aspects"]
    assert [str(half_up(entry.index)) for entry in scored.domains] == published["domains"]
    assert str(half_up(scored.index)) == published["index"]
    assert scored.grade.name == published["grade"]
    assert scored.unanswered == ()


@pytest.mark.parametrize(
    ("given", "aspect", "index"),
    [([3, 2, 3, 4], 2, Fraction(3)), ([1] * 7 + [2, 3, 4], 7, Fraction(16, 10))],
)
def test_the_mean_of_an_aspect(given: list[int], aspect: int, index: Fraction) -> None:
    numbers = OUTLINE.aspects[aspect - 1].indicators
    scored = score(OUTLINE, dict(zip(numbers, given, strict=True)))
    assert scored.aspects[aspect - 1].index == index


def test_the_weighted_domains_of_the_regulation() -> None:
    """3,70 3,40 3,00 3,20 give 3,28, as the regulation prints."""
    printed = dict(zip(DOMAINS, ("3.70", "3.40", "3.00", "3.20"), strict=True))
    assert str(half_up(weighted(printed))) == "3.28"


def weighted(row: dict[str, str]) -> Fraction:
    parts = (
        Fraction(domain.weight) * Fraction(row[name]) / 100
        for domain, name in zip(OUTLINE.domains, DOMAINS, strict=True)
    )
    return sum(parts, Fraction(0))


def rows_of_2023(shared: Path) -> list[dict[str, str]]:
    with (shared / "data/results/index-2023.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 621
    return rows


def test_every_total_of_2023_follows_from_its_domains(shared: Path) -> None:
    """Each printed domain is off by half a hundredth at most, and so is the printed total.

    The errors of the domains enter with their weights, which add up to 1.
    """
    half = Fraction(1, 200)
    bound = sum((Fraction(domain.weight) / 100 * half for domain in OUTLINE.domains), half)
    assert bound == Fraction(1, 100)
    for row in rows_of_2023(shared):
        assert abs(weighted(row) - Fraction(row["index"])) <= bound, row["institution"]


def test_exactly_one_row_of_2023_is_impossible(shared: Path) -> None:
    """No index lies below the lowest level, so a service index of 0.30 cannot be right."""
    outside = [
        row["institution"]
        for row in rows_of_2023(shared)
        if not all(1 <= Fraction(row[name]) <= 5 for name in (*DOMAINS, "index"))
    ]
    assert outside == ["Pemerintah Kab. Banyuasin"]


def test_grades_of_2023_follow_the_rounded_index(shared: Path) -> None:
    """In 2023 the printed, rounded index decided; the grade beside it says the same here."""
    other = {
        row["institution"]: row["grade"]
        for row in rows_of_2023(shared)
        if grade_of(OUTLINE, Fraction(row["index"])).name != row["grade"]
    }
    assert other == {}
