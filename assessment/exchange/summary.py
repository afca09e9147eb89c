"""Ringkasan: the index as live formulas over Penilaian, giving exactly the program's numbers.

The formulas add whole numbers (weights scaled until none has a fraction) and divide once.
Levels are looked up by indicator number, so that sorting Penilaian changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from assessment.domain.handover import Handover
from assessment.exchange import layout
from assessment.exchange.layout import FIRST_ROW, HEADER_ROW, SheetName, column_letter
from assessment.exchange.page import Formula, Page
from indicators.outline import Aspect, Domain, Outline

_NAME, _WEIGHT, _FIRST_STAGE = 2, 3, 4
_CHART_ROWS = 20
_MAIN = 2  # headlines in full size
SUBTITLE = Formula(
    f'={SheetName.IDENTITY}!$B${FIRST_ROW}&" – "&{SheetName.IDENTITY}!$B${FIRST_ROW + 2}'
)
_HEADLINES = (
    ("Indeks SPBE", "index"),
    ("Predikat", "grade"),
    ("Predikat bila indeks dibulatkan dahulu (hanya bila berbeda)", "note"),
    ("Indeks sebelum dibulatkan", "exact"),
    ("Indikator yang sudah dinilai", "count"),
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand on the sheet, for any instrument."""

    outline: Outline

    @property
    def domains(self) -> int:
        """The first domain's row."""
        return FIRST_ROW + len(_HEADLINES) + 2

    @property
    def aspects(self) -> int:
        """The first aspect's row."""
        return self.domains + len(self.outline.domains) + 2

    @property
    def radar(self) -> int:
        """The row where the radar begins."""
        return self.aspects + len(self.outline.aspects) + 1

    @property
    def base(self) -> int:
        """The first indicator's row in the base of the computation."""
        return self.after_charts + 2

    @property
    def bars(self) -> int:
        """The row where the bar chart begins."""
        return self.radar + _CHART_ROWS

    @property
    def after_charts(self) -> int:
        """The row below the charts."""
        return self.bars + _CHART_ROWS

    @property
    def final(self) -> int:
        """The column of the final level; the target stands beside it."""
        return _FIRST_STAGE + len(self.outline.stages)

    def groups(self) -> Iterator[tuple[int, Domain | Aspect]]:
        """Each domain and each aspect with its row."""
        yield from enumerate(self.outline.domains, start=self.domains)
        yield from enumerate(self.outline.aspects, start=self.aspects)

    def rows(self, column: int, numbers: tuple[int, ...], anchor: str = "") -> str:
        """The cells of some indicators (they follow each other) in a column of the base."""
        first, last = self.base + numbers[0] - 1, self.base + numbers[-1] - 1
        letter = f"{anchor}{column_letter(column)}"
        return f"{letter}{anchor}{first}:{letter}{anchor}{last}"


def scale_of(outline: Outline) -> int:
    """What weights are multiplied by so that all of them are whole."""
    return lcm(*(Fraction(aspect.indicator_weight).denominator for aspect in outline.aspects))


def final_aspect_index(outline: Outline, aspect: int) -> Formula:
    """A reference to the final index of an aspect."""
    places = Places(outline)
    row = places.aspects + aspect - 1
    return Formula(f"={SheetName.SUMMARY}!{column_letter(places.final)}{row}")


def summary_page(handover: Handover) -> Page:
    """Index, grade, domains and aspects for each stage, and what they are computed from."""
    outline = handover.instrument.outline
    places = Places(outline)
    stages = len(outline.stages)
    widths = (5.0, 50.0, *(11.0,) * (stages + 2), 16.0)
    page = Page(SheetName.SUMMARY, widths, landscape=False)
    page.title("Ringkasan", SUBTITLE, "Dihitung dengan rumus dari lembar Penilaian.")
    for column, text in enumerate(
        ("", "", "Bobot (%)", *layout.stage_words(outline), "Akhir"), start=1
    ):
        page.put(HEADER_ROW, column, text, "header")
    page.heights.update({HEADER_ROW: 22.0, FIRST_ROW: 34.0, FIRST_ROW + 1: 20.0})
    for at, (label, _) in enumerate(_HEADLINES):
        style = "row_label" if at < _MAIN else "small_label"
        page.put(FIRST_ROW + at, 1, None, style)
        page.put(FIRST_ROW + at, 2, label, style)
        page.put(FIRST_ROW + at, 3, None, style)
    _put_groups(page, places)
    _put_base(page, places, handover)
    for column in range(_FIRST_STAGE, places.final + 1):
        _put_column(page, places, column)
    return page


def _put_groups(page: Page, places: Places) -> None:
    for first, heading in ((places.domains, "Domain"), (places.aspects, "Aspek")):
        page.put(first - 1, 1, heading, "section")
        page.heights[first - 1] = 24.0
    for row, group in places.groups():
        page.put(row, 1, group.number, "count")
        page.put(row, 2, group.name, "row_label")
        page.put(row, 3, group.weight, "weight")
        page.put(row, places.final + 1, group.short_name, "short_name")
        page.heights[row] = 17.0


def _put_base(page: Page, places: Places, handover: Handover) -> None:
    outline, scale = places.outline, scale_of(places.outline)
    header = places.base - 1
    page.put(header - 1, 1, "Dasar perhitungan", "section")
    page.heights[header - 1] = 24.0
    page.breaks.append(header - 2)
    weight = "Bobot" if scale == 1 else f"Bobot × {scale}"
    words = layout.stage_words(outline)
    titles = (layout.NUMBER, layout.INDICATOR, weight, *words, "Akhir", "Target")
    for column, text in enumerate(titles, start=1):
        page.put(header, column, text, "header")
    targets = _answer_cells(outline, "target", outline.stages[0].id)
    for number in outline.numbers:
        row = places.base + number - 1
        units = outline.aspect_of(number).indicator_weight * scale
        page.put(row, 1, number, "base")
        page.put(row, _NAME, handover.instrument.indicator(number).short_name, "small_label")
        page.put(row, _WEIGHT, int(units), "base")
        page.put(row, places.final + 1, _target(places, row, targets), "base")


def _put_column(page: Page, places: Places, column: int) -> None:
    outline = places.outline
    whole = _index(places, column, outline.numbers)
    total = _sum_of_weights(places, outline.numbers)
    exact = f"({_weighted(places, column, outline.numbers)})/{total}"
    grade, rounded = _grade(outline, exact), _grade(outline, whole)
    counted = places.rows(column, outline.numbers)
    formulas = (
        whole,
        grade,
        f'IF({grade}={rounded},"",{rounded})',
        exact,
        f'COUNTIF({counted},">0")',
    )
    shown = _condition(places, column)
    for at, formula in enumerate(formulas):
        page.put(FIRST_ROW + at, column, Formula(shown.format(formula)), _HEADLINES[at][1])
    for row, group in places.groups():
        text = _index(places, column, group.indicators)
        page.put(row, column, Formula(shown.format(text)), "index_row")
    answers = "" if column == places.final else _answers(places, column)
    for number in outline.numbers:
        row = places.base + number - 1
        page.put(row, column, Formula(f"={_level(places, column, row, answers)}"), "base")


def _condition(places: Places, column: int) -> str:
    """Stages that nobody has filled in stay empty; the first and the final one always count."""
    if column in {_FIRST_STAGE, places.final}:
        return "={}"
    return f'=IF(COUNTA({_answers(places, column)})=0,"",{{}})'


def _answers(places: Places, column: int) -> str:
    """The levels of a stage in Penilaian."""
    stage = places.outline.stages[column - _FIRST_STAGE]
    return _answer_cells(places.outline, "level", stage.id)


def _answer_cells(outline: Outline, field: str, stage: str) -> str:
    return _column_of_answers(outline, layout.answer_position(outline, field, stage))


def _column_of_answers(outline: Outline, position: int) -> str:
    letter, last = column_letter(position), FIRST_ROW + len(outline.numbers) - 1
    return f"{SheetName.ANSWERS}!${letter}${FIRST_ROW}:${letter}${last}"


def _looked_up(places: Places, cells: str, row: int) -> str:
    """The number in the row of this indicator, wherever it was sorted; 0 where there is none.

    Multiplying reads a level that was typed as text.
    """
    numbers = _column_of_answers(places.outline, 1)
    return f"IFERROR(INDEX({cells},MATCH($A{row},{numbers},0))*1,0)"


def _level(places: Places, column: int, row: int, answers: str) -> str:
    stages = places.outline.stages
    before = f"{column_letter(column - 1)}{row}"
    if column < places.final:
        own = _looked_up(places, answers, row)
        inherits = stages[column - _FIRST_STAGE].inherits and column > _FIRST_STAGE
        return f"IF({own}>0,{own},{before})" if inherits else own
    text = f"{column_letter(_FIRST_STAGE)}{row}"
    for later in range(_FIRST_STAGE + 1, places.final):
        cell = f"{column_letter(later)}{row}"
        text = f"IF({cell}>0,{cell},{text})"
    return text


def _target(places: Places, row: int, answers: str) -> Formula:
    own = _looked_up(places, answers, row)
    return Formula(f"=IF({own}>0,{own},{places.outline.target_level})")


def _sum_of_weights(places: Places, numbers: tuple[int, ...]) -> str:
    return f"SUM({places.rows(_WEIGHT, numbers, '$')})"


def _weighted(places: Places, column: int, numbers: tuple[int, ...]) -> str:
    """Weights times levels, as whole numbers; open indicators count as the lowest level."""
    weights, levels = places.rows(_WEIGHT, numbers, "$"), places.rows(column, numbers)
    lowest = places.outline.minimum_level
    return f"SUMPRODUCT({weights},{levels})+{lowest}*SUMIF({levels},0,{weights})"


def _index(places: Places, column: int, numbers: tuple[int, ...]) -> str:
    """The index with two decimals, half up, from whole numbers only."""
    total = _sum_of_weights(places, numbers)
    return f"INT((200*({_weighted(places, column, numbers)})+{total})/(2*{total}))/100"


def _grade(outline: Outline, index: str) -> str:
    grades = outline.grades[::-1]
    bounds = ",".join(f"{grade.minimum:f}" for grade in grades)
    names = ",".join('"{}"'.format(grade.name.replace('"', '""')) for grade in grades)
    return f"LOOKUP({index},{{{bounds}}},{{{names}}})"
