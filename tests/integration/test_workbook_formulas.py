"""The formulas of Ringkasan, recalculated by LibreOffice, give exactly our numbers."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from assessment.domain.handover import Handover
from assessment.domain.records import Answer
from assessment.domain.scoring import half_up, score
from assessment.exchange.layout import FIRST_ROW
from assessment.exchange.summary import Places
from indicators.outline import Outline
from tests.builders import (
    empty_dossier,
    full_dossier,
    handover,
    official_instrument,
    small_instrument,
)
from tests.integration.workbooks import case, converted, edited, found, written

OUTLINE = official_instrument().outline
SELF_COLUMN, DOCUMENT_COLUMN, INTERVIEW_COLUMN, VISIT_COLUMN, FINAL_COLUMN = range(4, 9)
BORDERS = [Fraction(18, 10), Fraction(26, 10), Fraction(35, 10), Fraction(42, 10)]


def levels_with_index(wanted: Fraction) -> dict[int, int]:
    """Some levels whose index is exactly this: raised and lowered until it fits."""
    chance = random.Random(str(wanted))  # noqa: S311
    levels = {number: chance.choice(OUTLINE.levels) for number in OUTLINE.numbers}
    missing = wanted - score(OUTLINE, levels).index
    while missing:
        number = chance.choice(OUTLINE.numbers)
        step = 1 if (missing > 0) == (chance.random() < 0.8) else -1
        if levels[number] + step in OUTLINE.levels:
            levels[number] += step
            missing -= step * Fraction(OUTLINE.aspect_of(number).indicator_weight) / 100
    return levels


def partial_sets() -> Iterator[dict[int, int]]:
    """Levels of some indicators only."""
    yield {}
    chance = random.Random(59)  # noqa: S311
    for _ in range(5):
        numbers = chance.sample(OUTLINE.numbers, chance.randint(5, 46))
        yield {number: chance.choice(OUTLINE.levels) for number in numbers}


def whole_sets() -> Iterator[dict[int, int]]:
    """Levels of all indicators, among them those whose index stands on a border."""
    yield dict.fromkeys(OUTLINE.numbers, 1)
    yield dict.fromkeys(OUTLINE.numbers, 5)
    for border in BORDERS:
        yield levels_with_index(border)
        yield levels_with_index(border - Fraction(1, 200))  # rounds up to the border
    for half in (Fraction(2545, 1000), Fraction(1505, 1000), Fraction(4055, 1000)):
        yield levels_with_index(half)
    chance = random.Random(59)  # noqa: S311
    for _ in range(2):
        yield {number: chance.choice(OUTLINE.levels) for number in OUTLINE.numbers}


def check_column(sheet: Any, outline: Outline, column: int, levels: dict[int, int]) -> None:
    expected = score(outline, levels)
    head = [sheet.cell(FIRST_ROW + at, column).value for at in range(5)]
    rounded = expected.grade_rounded.name if expected.grade_rounded != expected.grade else None
    assert [Decimal(str(head[0])).quantize(Decimal("0.01")), *head[1:3]] == [
        half_up(expected.index), expected.grade.name, rounded,
    ]  # fmt: skip
    assert head[3] == float(expected.index)
    assert head[4] == expected.answered
    indices = [entry.index for entry in expected.domains]
    indices += [entry.index for entry in expected.aspects]
    rows = [row for row, _ in Places(outline).groups()]
    shown = [Decimal(str(sheet.cell(row, column).value)) for row in rows]
    assert shown == [half_up(index) for index in indices]


def level_books() -> list[list[dict[int, int]]]:
    """Levels of several stages: of some indicators at the first, of all at those above it."""
    above = list(whole_sets())
    return [[entry, *above[at * 3 : at * 3 + 3]] for at, entry in enumerate(partial_sets())]


def with_stages(levels: Sequence[dict[int, int]]) -> Handover:
    """An assessment with these levels at the first stages."""
    answers = tuple(
        Answer(1, number, stage.id, level=level)
        for stage, entries in zip(OUTLINE.stages, levels, strict=False)
        for number, level in entries.items()
    )
    dossier = replace(empty_dossier(official_instrument()), answers=answers)
    return handover(official_instrument(), dossier)


def test_the_level_sets_stand_on_the_borders() -> None:
    indices = [score(OUTLINE, levels).index for levels in (*partial_sets(), *whole_sets())]
    assert set(BORDERS) <= set(indices)
    halves = [index for index in indices if (index * 200).denominator == 1 and index * 200 % 2]
    assert len(halves) >= 7


def stages_case() -> tuple[Handover, dict[str, dict[int, int]]]:
    chance = random.Random(3)  # noqa: S311
    stages: dict[str, dict[int, int]] = {}
    for stage, count in (("self", 47), ("document", 30), ("interview", 9), ("visit", 4)):
        numbers = chance.sample(OUTLINE.numbers, count)
        stages[stage] = {number: chance.choice(OUTLINE.levels) for number in numbers}
    return with_stages(list(stages.values())), stages


def small_case() -> Handover:
    instrument = small_instrument()
    return handover(instrument, full_dossier(instrument, 2))


def text_case() -> Handover:
    dossier = case().dossier
    first, second, *rest = dossier.answers
    texts = (
        replace(first, fact="=SUM(A1)\n#N/A\tselesai", analysis="  spasi 😀  ", unit="007"),
        replace(second, fact="_x0041_ dan \x0b kendali", analysis="+62 21", unit="@dinas"),
    )
    return case(replace(dossier, answers=(*texts, *rest)))


def sort_backwards(book: Any) -> None:
    sheet = book["Penilaian"]
    rows = [[entry.value for entry in row] for row in sheet.iter_rows(min_row=FIRST_ROW)]
    for at, row in enumerate(reversed(rows), start=FIRST_ROW):
        for column, value in enumerate(row[:-1], start=1):
            sheet.cell(at, column).value = value
    sheet.cell(FIRST_ROW, 6).value = f"{sheet.cell(FIRST_ROW, 6).value}"  # typed as text


@pytest.fixture(scope="module")
def saved(needs_libreoffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The workbooks of all cases, recalculated and saved by one LibreOffice."""
    folder = tmp_path_factory.mktemp("buku")
    cases = {"stages": stages_case()[0], "small": small_case(), "texts": text_case()}
    cases |= {f"levels {at}": with_stages(levels) for at, levels in enumerate(level_books())}
    for name, given in cases.items():
        written(folder, given).rename(folder / f"{name}.xlsx")
    edited(folder / "stages.xlsx", sort_backwards)
    files = [folder / f"{name}.xlsx" for name in cases]
    return dict(zip(cases, converted(needs_libreoffice, files, folder), strict=True))


def summary(path: Path) -> Any:
    return load_workbook(path, data_only=True)["Ringkasan"]


def test_index_and_grade_of_many_level_sets(saved: dict[str, Path]) -> None:
    books = level_books()
    assert sum(map(len, books)) >= 20
    for at, levels in enumerate(books):
        sheet = summary(saved[f"levels {at}"])
        for column, entry in enumerate(levels, start=SELF_COLUMN):
            check_column(sheet, OUTLINE, column, entry)
        check_column(sheet, OUTLINE, FINAL_COLUMN, levels[-1])
    assert len(books[-1]) == 1  # nothing was said after the first stage
    last = summary(saved[f"levels {len(books) - 1}"])
    assert last.cell(FIRST_ROW, DOCUMENT_COLUMN).value in (None, "")


def test_later_stages_inherit_and_survive_sorting(saved: dict[str, Path]) -> None:
    given, stages = stages_case()
    sheet = summary(saved["stages"])
    document = stages["document"]
    interview = {**document, **stages["interview"]}
    visit = {**interview, **stages["visit"]}
    for column, levels in (
        (SELF_COLUMN, stages["self"]), (DOCUMENT_COLUMN, document), (INTERVIEW_COLUMN, interview),
        (VISIT_COLUMN, visit), (FINAL_COLUMN, {**stages["self"], **visit}),
    ):  # fmt: skip
        check_column(sheet, OUTLINE, column, levels)
    assert found(given, saved["stages"]) == ()


def test_another_instrument_is_computed_as_well(saved: dict[str, Path]) -> None:
    given = small_case()
    sheet = summary(saved["small"])
    check_column(sheet, given.instrument.outline, SELF_COLUMN, given.dossier.levels())


def test_resaved_by_libreoffice_nothing_has_changed(saved: dict[str, Path]) -> None:
    differing = found(text_case(), saved["texts"])
    assert [(entry.field, entry.before, entry.after) for entry in differing] == []
