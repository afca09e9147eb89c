"""What charts and report say about a result, computed from it."""

from decimal import Decimal
from fractions import Fraction

from assessment.domain.formatting import decimal_text, index_text
from assessment.domain.identity import OFFICIAL, SELF
from assessment.domain.results import Result
from assessment.domain.scoring import Score, half_up
from assessment.domain.words import (
    SERIES,
    STAGES,
    average_name,
    previous_name,
    rounded_text,
    series_name,
)
from assessment.domain.years import Year, Years
from indicators.outline import Outline

UNANSWERED = "–"
CONTENTS = "Daftar isi"


def level_text(level: int | None) -> str:
    """A level as a figure, an en dash where there is none."""
    return UNANSWERED if level is None else str(level)


def previous_level(result: Result, number: int) -> int | None:
    """The level of an indicator in the year before, if there was one."""
    before = result.previous
    return None if before is None else level_of(result.outline, before.score, number)


def level_of(outline: Outline, score: Score, number: int) -> int | None:
    """The level of an indicator in a score."""
    return score.levels[outline.numbers.index(number)]


def stage_name(outline: Outline, wanted: str = SELF) -> str:
    """What the instrument calls a stage, the self assessment unless another one is told."""
    own = (stage.name for stage in outline.stages if stage.id == wanted)
    return next(own, STAGES.get(wanted, wanted))


def missing_text(score: Score, *, short: bool = False) -> str:
    """How far it is to the next grade: ``0,45 lagi ke Baik``; empty at the best grade.

    Where it is ``short`` the name of the grade is left out.
    """
    further = score.next_grade
    if further is None:
        return ""
    amount = index_text(further.missing) if half_up(further.missing) else "kurang dari 0,01"
    return f"{amount} lagi" if short else f"{amount} lagi ke {further.grade.name}"


def bar_text(result: Result, number: int) -> str:
    """One bar in words: number, name, level, target, and last year's level where it differs."""
    level = level_of(result.outline, result.score, number)
    said = "belum diisi" if level is None else f"tingkat {level}"
    text = f"{number} · {result.names[number]}: {said}, target {result.targets[number]}"
    before = previous_level(result, number)
    if result.previous is None or before is None or before == level:
        return text
    return f"{text}, {previous_name(result.previous)} tingkat {before}"


def aspect_text(result: Result, position: int) -> str:
    """One spoke of the radar in words; ``position`` counts from 0."""
    entry = result.score.aspects[position]
    text = f"{entry.aspect.number} · {entry.aspect.name}: {index_text(entry.index)}"
    if result.official is not None:
        official = index_text(result.official.aspects[position].index)
        text = f"{text}, {series_name(OFFICIAL, result.assessment.year)} {official}"
    if result.previous is not None:
        before = result.previous.score.aspects[position].index
        text = f"{text}, {previous_name(result.previous)} {index_text(before)}"
    if result.peers is not None:
        average = index_text(Fraction(result.peers.aspects[position]))
        text = f"{text}, {average_name(result.peers).lower()} {average}"
    return text


def radar_text(result: Result) -> str:
    """The radar in words."""
    parts = (aspect_text(result, position) for position in range(len(result.score.aspects)))
    return f"Indeks {len(result.score.aspects)} aspek. {'; '.join(parts)}."


def bars_text(result: Result) -> str:
    """The bars in words."""
    parts = "; ".join(bar_text(result, number) for number in result.outline.numbers)
    return f"Tingkat {len(result.outline.numbers)} indikator terhadap target. {parts}."


def year_text(year: Year) -> str:
    """One year of the trend in words: every measure with its grade, and the average."""
    parts = [
        f"{SERIES.get(entry.stage, entry.stage)} {index_text(entry.score.index)} "
        f"({', '.join(filter(None, (entry.score.grade.name, rounded_text(entry.score))))})"
        for entry in year.measures
    ]
    if year.average is not None:
        average = index_text(Fraction(year.average.index))
        parts.append(f"{average_name(year.average).lower()} {average}")
    return f"{year.number}: {', '.join(parts)}. {year.outline.title}"


def trend_text(years: Years) -> str:
    """The trend in words."""
    return f"Indeks per tahun. {'; '.join(year_text(year) for year in years.entries)}."


def grades_text(result: Result) -> str:
    """The grade scale in words."""
    score = result.score
    text = f"Indeks {index_text(score.index)}, predikat {score.grade.name}"
    if rounded := rounded_text(score):
        text = f"{text} ({rounded})"
    missing = missing_text(score)
    scale = ", ".join(
        f"{grade.name} mulai {index_text(Fraction(grade.minimum))}"
        for grade in reversed(result.outline.grades)
    )
    return f"{text}{'; ' if missing else ''}{missing}. Predikat: {scale}."


def arithmetic_text(result: Result) -> str:
    """How the index follows from the domains: ``215,45 ÷ 100 = 2,1545 → 2,15``."""
    index = result.score.index
    total = fraction_text(index * 100)
    exactly = fraction_text(index)
    rounded = index_text(index)
    end = "" if exactly == rounded else f" → {rounded}"
    return f"{total} ÷ 100 = {exactly}{end}"


def fraction_text(value: Fraction) -> str:
    """A value with up to six decimals, marked with an ellipsis when it has more."""
    places = 6
    scaled = value * 10**places
    text = decimal_text(Decimal(scaled.numerator // scaled.denominator).scaleb(-places))
    return text if scaled.denominator == 1 else f"{text}…"
