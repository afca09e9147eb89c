"""Results and sheets of any shape, for the tests of charts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from matplotlib.text import Text

from assessment.domain.results import Previous, Result
from assessment.domain.scoring import score
from assessment.reports.palette import font_files, palette
from assessment.reports.sheet import Sheet
from indicators.benchmarks import Average
from indicators.outline import Aspect, Domain, Grade, Outline
from tests.builders import empty_dossier, official_instrument

SIXTY = "Penyelenggaraan Layanan Digital Terpadu Antarinstansi Daerah"
"""A name of sixty characters."""
_ASCENT, _DESCENT = 0.66, 0.2  # of a line: how far ink reaches from the base line


@dataclass(frozen=True)
class Box:
    """Where the ink of one line of text lies."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def boxes(sheet: Sheet) -> Iterator[Box]:
    """Every line that a sheet was asked to write."""
    bold = str(font_files().bold)
    for artist in sheet.figure.findobj(Text):
        text, (across, base) = artist.get_text(), artist.get_position()
        if not text:
            continue
        size = float(artist.get_fontsize())
        width = sheet.width_of(text, size, bold=artist.get_fontproperties().get_file() == bold)
        left = (
            across
            - {"left": 0.0, "center": width / 2, "right": width}[artist.get_horizontalalignment()]
        )
        yield Box(text, left, base - _ASCENT * size, left + width, base + _DESCENT * size)


def faults(draw: Callable[[Sheet], object], size: tuple[float, float]) -> list[str]:
    """Texts that touch each other or leave the sheet."""
    sheet = Sheet(*size, palette("light"))
    draw(sheet)
    found = list(boxes(sheet))
    width, height = size
    return [
        f"{box.text} leaves the sheet"
        for box in found
        if box.left < -1 or box.top < -1 or box.right > width + 1 or box.bottom > height + 1
    ] + [
        f"{one.text} touches {other.text}"
        for one, other in combinations(found, 2)
        if min(one.right, other.right) - max(one.left, other.left) > 0.5
        and min(one.bottom, other.bottom) - max(one.top, other.top) > 0.5
    ]


def outline_of(
    aspects: int, indicators: int, *, name: str = "Penyelenggaraan", grades: tuple[Grade, ...] = ()
) -> Outline:
    """An outline with that many aspects, each a domain with that many indicators."""
    weight = Decimal(100) / aspects
    parts = tuple(
        Aspect(
            number, f"{name} {number}", f"{name} {number}", weight, weight / indicators,
            tuple(range((number - 1) * indicators + 1, number * indicators + 1)), "process",
        )
        for number in range(1, aspects + 1)
    )  # fmt: skip
    domains = tuple(
        Domain(part.number, part.name, part.short_name, part.name, "", weight, (part,))
        for part in parts
    )
    base = official_instrument().outline
    return replace(base, domains=domains, grades=grades or base.grades)


def result_with(outline: Outline, levels: dict[int, int], *, name: str = "Indikator") -> Result:
    """A result beside the year before, the official one, and the averages of its kind."""
    assessment = replace(empty_dossier(official_instrument()).assessment, institution=SIXTY)
    before = {number: 6 - level for number, level in levels.items()}
    average = Average(
        2024, "city", "Laporan Pelaksanaan Evaluasi", Decimal("3.39"),
        (Decimal("3.10"),) * len(outline.domains), (Decimal("2.75"),) * len(outline.aspects),
    )  # fmt: skip
    return Result(
        assessment=assessment,
        outline=outline,
        score=score(outline, levels),
        targets=dict.fromkeys(outline.numbers, 3),
        names={number: f"{name} {number}" for number in outline.numbers},
        previous=Previous(replace(assessment, year=2024), score(outline, before)),
        peers=average,
        national=average,
        official=score(outline, before),
    )


def mixed(outline: Outline) -> dict[int, int]:
    """Levels of every height."""
    return {number: 1 + number % 5 for number in outline.numbers}
