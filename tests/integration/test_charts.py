"""Charts as pictures: what they show, where, and that nothing overlaps."""

import threading
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from assessment.domain.charts import ChartImage
from assessment.domain.results import Previous, Result, result_of
from assessment.domain.scoring import score
from assessment.reports.charts import DRAWINGS, ChartPainter
from assessment.reports.palette import palette
from assessment.reports.sheet import Sheet
from assessment.services.ports import ChartKind
from indicators.model import Aspect, Domain, Grade, Outline
from tests.builders import (
    empty_dossier,
    full_dossier,
    official_instrument,
    small_instrument,
)

SIZES = {ChartKind.RADAR: (404, 340), ChartKind.BARS: (1220, 200), ChartKind.GRADES: (326, 92)}
THEMES = ("light", "dark", "contrast")


@pytest.fixture(scope="module")
def official() -> Result:
    instrument = official_instrument()
    before = full_dossier(instrument, 8, 2024)
    dossier = full_dossier(instrument, 7)
    answers = tuple(
        replace(answer, level=None) if answer.indicator in {5, 47} else answer
        for answer in dossier.answers
    )
    return result_of(instrument, replace(dossier, answers=answers), before)


def invented(
    aspects: int, indicators: int, *, name: str = "Penyelenggaraan", grades: int = 5
) -> Result:
    """A result of an instrument with that many aspects, each with that many indicators."""
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
    steps = tuple(
        Grade(f"Predikat {step}", 1 + 4 * Decimal(step) / grades) for step in range(grades)
    )
    outline = replace(base, domains=domains, grades=tuple(reversed(steps)))
    return _result(outline, {number: 1 + number % 5 for number in outline.numbers})


def _result(outline: Outline, levels: dict[int, int]) -> Result:
    assessment = empty_dossier(official_instrument()).assessment
    before = {number: 6 - level for number, level in levels.items()}
    return Result(
        assessment=assessment,
        outline=outline,
        score=score(outline, levels),
        targets=dict.fromkeys(levels, 3),
        names={number: f"Indikator {number}" for number in levels},
        previous=Previous(replace(assessment, year=2024), score(outline, before)),
    )


def pixels(image: ChartImage) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    return np.frombuffer(image.rgba, np.uint8).reshape(image.height, image.width, 4)


def rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def faults(kind: ChartKind, result: Result, size: tuple[int, int]) -> list[str]:
    """Texts that overlap each other or leave the sheet."""
    sheet = Sheet(*size, palette("light"))
    DRAWINGS[kind](sheet, result)
    renderer = FigureCanvasAgg(sheet.figure).get_renderer()
    boxes = [
        (text.get_text(), text.get_window_extent(renderer))
        for text in sheet.figure.findobj(Text)
        if text.get_text()
    ]
    found = [
        f"{name} leaves the sheet"
        for name, box in boxes
        if box.x0 < -1 or box.y0 < -1 or box.x1 > size[0] + 1 or box.y1 > size[1] + 1
    ]
    for (name, box), (other, second) in combinations(boxes, 2):
        # Boxes hold the whole line with its leading; ink is what must not touch.
        across = min(box.x1, second.x1) - max(box.x0, second.x0)
        down = min(box.y1, second.y1) - max(box.y0, second.y0)
        if across > 1 and down > 4:
            found.append(f"{name} touches {other}")
    return found


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", ChartKind)
def test_every_chart_in_every_theme(official: Result, kind: ChartKind, theme: str) -> None:
    image = ChartPainter().draw(kind, official, SIZES[kind], 1.25, theme)
    assert (image.width, image.height) == tuple(int(side * 1.25) for side in SIZES[kind])
    picture = pixels(image)
    assert (picture[..., 3] == 255).all()
    surface, text = (rgb(palette(theme).roles[role]) for role in ("surface", "text"))
    assert tuple(picture[-1, 0, :3]) == surface
    assert (picture[..., :3] == text).all(axis=-1).any()
    assert image.alt_text


@pytest.mark.parametrize("kind", ChartKind)
def test_places_lie_inside_and_apart(official: Result, kind: ChartKind) -> None:
    width, height = SIZES[kind]
    spots = ChartPainter().draw(kind, official, (width, height), 2, "light").hotspots
    assert all(spot.x >= 0 and spot.x + spot.width <= width + 0.01 for spot in spots)
    assert all(spot.y >= 0 and spot.y + spot.height <= height + 0.01 for spot in spots)
    for one, two in combinations(spots, 2):
        apart_across = one.x + one.width <= two.x + 0.01 or two.x + two.width <= one.x + 0.01
        apart_down = one.y + one.height <= two.y + 0.01 or two.y + two.height <= one.y + 0.01
        assert apart_across or apart_down, (one.text, two.text)


def test_bars_name_their_indicators_and_wear_their_level(official: Result) -> None:
    image = ChartPainter().draw(ChartKind.BARS, official, (1220, 200), 1, "light")
    assert [spot.key for spot in image.hotspots] == [str(n) for n in official.outline.numbers]
    tenth = image.hotspots[9]
    level = official.score.levels[9]
    assert level is not None
    start = f"10 · {official.names[10]}: tingkat {level}, target 3"
    assert tenth.text.startswith(start)
    picture = pixels(image)
    middle, floor = round(tenth.x + tenth.width / 2), round(tenth.y + tenth.height) - 21
    assert tuple(picture[floor, middle, :3]) == rgb(palette("light").levels[level - 1].fill)


def test_unanswered_bar_is_empty(official: Result) -> None:
    image = ChartPainter().draw(ChartKind.BARS, official, (1220, 200), 1, "light")
    fifth = image.hotspots[4]
    assert ": belum diisi, target 3" in fifth.text
    middle, floor = round(fifth.x + fifth.width / 2), round(fifth.y + fifth.height) - 21
    assert tuple(pixels(image)[floor, middle, :3]) == rgb(palette("light").roles["surface"])


def test_radar_and_grades_name_their_parts(official: Result) -> None:
    painter = ChartPainter()
    radar = painter.draw(ChartKind.RADAR, official, (404, 340), 1, "light").hotspots
    assert [spot.key for spot in radar] == [str(number) for number in range(1, 9)]
    grades = painter.draw(ChartKind.GRADES, official, (326, 92), 1, "light").hotspots
    assert [spot.key for spot in grades] == ["Kurang", "Cukup", "Baik", "Sangat Baik", "Memuaskan"]


@pytest.mark.parametrize("size", [(404, 340), (300, 260), (760, 300), (240, 300)])
def test_no_text_of_the_radar_overlaps(official: Result, size: tuple[int, int]) -> None:
    assert not faults(ChartKind.RADAR, official, size)


@pytest.mark.parametrize("aspects", [1, 2, 3, 5, 11, 16])
def test_radar_of_any_number_of_aspects(aspects: int) -> None:
    assert not faults(ChartKind.RADAR, invented(aspects, 2), (480, 420))


def test_radar_with_long_names_on_a_narrow_sheet() -> None:
    long_names = invented(5, 2, name="Penyelenggaraan Layanan Digital Terpadu Antarinstansi")
    assert not faults(ChartKind.RADAR, long_names, (210, 280))


def test_radar_of_very_many_aspects_is_numbered() -> None:
    assert not faults(ChartKind.RADAR, invented(30, 1), (480, 460))


@pytest.mark.parametrize("width", [1220, 980, 760, 640])
def test_no_text_of_the_bars_overlaps(official: Result, width: int) -> None:
    assert not faults(ChartKind.BARS, official, (width, 210))


@pytest.mark.parametrize(("domains", "indicators"), [(1, 1), (2, 3), (6, 25), (12, 4)])
def test_bars_of_any_number_of_indicators(domains: int, indicators: int) -> None:
    long_names = invented(domains, indicators, name="Penyelenggaraan Layanan Digital Terpadu")
    assert not faults(ChartKind.BARS, long_names, (900, 220))


@pytest.mark.parametrize("grades", [2, 3, 5, 7, 24])
def test_grades_of_any_number(grades: int) -> None:
    assert not faults(ChartKind.GRADES, invented(3, 3, grades=grades), (420, 92))


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_marker_and_distance_have_room_everywhere(level: int) -> None:
    outline = official_instrument().outline
    found = _result(outline, dict.fromkeys(outline.numbers, level))
    assert not faults(ChartKind.GRADES, found, (326, 92))


def test_marker_that_touches_the_next_grade() -> None:
    found = invented(3, 3)
    near = replace(found.score, index=Fraction(3399, 1000))
    assert not faults(ChartKind.GRADES, replace(found, score=near), (326, 92))


def test_own_targets_step_out_of_the_line(official: Result) -> None:
    own = replace(official, targets={**official.targets, 3: 5, 47: 4})
    painter = ChartPainter()
    usual = painter.draw(ChartKind.BARS, official, (1220, 200), 1, "light")
    stepped = painter.draw(ChartKind.BARS, own, (1220, 200), 1, "light")
    assert stepped.alt_text.count("target 5") == 1
    assert stepped.rgba != usual.rgba
    assert not faults(ChartKind.BARS, own, (1220, 200))


def test_another_instrument() -> None:
    instrument = small_instrument()
    found = result_of(instrument, full_dossier(instrument, 2))
    for kind, size in SIZES.items():
        image = ChartPainter().draw(kind, found, size, 1, "dark")
        assert image.hotspots
        assert not faults(kind, found, size)


def test_names_the_font_cannot_show_are_drawn_with_a_substitute() -> None:
    strange = invented(4, 3, name="😀 字 <b>&amp;</b> $x^2$ \x00")
    for kind, size in SIZES.items():
        assert ChartPainter().draw(kind, strange, size, 1, "light").rgba


def test_unknown_theme_is_refused(official: Result) -> None:
    with pytest.raises(KeyError):
        ChartPainter().draw(ChartKind.RADAR, official, (200, 200), 1, "sepia")


def test_threads_draw_the_same_and_leave_no_setting_behind(official: Result) -> None:
    before = dict(mpl.rcParams)
    painter = ChartPainter()
    single = {kind: painter.draw(kind, official, size, 1, "light") for kind, size in SIZES.items()}
    drawn: list[bool] = []

    def draw() -> None:
        for kind, size in SIZES.items():
            drawn.append(painter.draw(kind, official, size, 1, "light") == single[kind])

    threads = [threading.Thread(target=draw) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drawn == [True] * 12
    assert dict(mpl.rcParams) == before
