"""Charts as pictures: what they show, and where."""

import threading
from dataclasses import replace
from itertools import combinations

import matplotlib as mpl
import numpy as np
import pytest

from assessment.domain.charts import ChartImage
from assessment.domain.results import Result, result_of
from assessment.reports.charts import ChartPainter
from assessment.reports.palette import palette
from assessment.services.ports import ChartKind
from tests.builders import full_dossier, official_instrument, small_instrument
from tests.charts import mixed, outline_of, result_with

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


def pixels(image: ChartImage) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    return np.frombuffer(image.rgba, np.uint8).reshape(image.height, image.width, 4)


def rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


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


def test_own_targets_step_out_of_the_line(official: Result) -> None:
    own = replace(official, targets={**official.targets, 3: 5, 47: 4})
    painter = ChartPainter()
    usual = painter.draw(ChartKind.BARS, official, (1220, 200), 1, "light")
    stepped = painter.draw(ChartKind.BARS, own, (1220, 200), 1, "light")
    assert stepped.alt_text.count("target 5") == 1
    assert stepped.rgba != usual.rgba


def test_another_instrument() -> None:
    instrument = small_instrument()
    found = result_of(instrument, full_dossier(instrument, 2))
    for kind, size in SIZES.items():
        image = ChartPainter().draw(kind, found, size, 1, "dark")
        assert image.hotspots


def test_names_the_font_cannot_show_are_drawn_with_a_substitute() -> None:
    outline = outline_of(4, 3, name="😀 字 <b>&amp;</b> $x^2$ \x00")
    strange = result_with(outline, mixed(outline))
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
