"""The steps of the cheapest path in the order in which they pay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from assessment.domain.cheapest_path import shares
from assessment.domain.formatting import index_text, signed_text
from ui.models.grid import GridModel

if TYPE_CHECKING:
    from fractions import Fraction

    from assessment.domain.cheapest_path import CheapestPath
    from assessment.domain.results import Result

INDICATOR, NOW, GOAL, GAIN, EFFORT, INDEX, LOCK = range(7)


@dataclass(frozen=True, slots=True)
class PathStep:
    """One indicator that is raised; ``index`` is the index once it and those before it are.

    ``share`` is how far that index stands between the lowest and the highest one.
    """

    number: int
    name: str
    service: bool
    now: int | None
    goal: int
    gain: Fraction
    effort: int
    index: Fraction
    share: float


def path_steps(result: Result, path: CheapestPath) -> tuple[PathStep, ...]:
    """The climbs of a path, those with the most gain for their effort first."""
    outline = result.outline
    worth = shares(outline)
    levels = dict(zip(outline.numbers, result.score.levels, strict=True))
    gains = {climb.indicator: worth[climb.indicator] * (climb.goal - climb.start)
             for climb in path.climbs}  # fmt: skip
    climbs = sorted(path.climbs, key=lambda c: (c.effort / gains[c.indicator], c.indicator))
    steps = []
    index = result.score.index
    for climb in climbs:
        number, gain = climb.indicator, gains[climb.indicator]
        index += gain
        share = (index - outline.minimum_level) / (outline.maximum_level - outline.minimum_level)
        steps.append(
            PathStep(
                number,
                result.names[number],
                outline.is_service(number),
                levels[number],
                climb.goal,
                gain,
                climb.effort,
                index,
                float(share),
            )
        )
    return tuple(steps)


class PathModel(GridModel[PathStep]):
    """Steps as a table."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Create an empty table."""
        titles = (
            _tr("Indikator"),
            _tr("Kini"),
            _tr("Jadi"),
            _tr("Naik"),
            _tr("Usaha"),
            _tr("Indeks sesudahnya"),
            "",
        )
        super().__init__(titles, right=(GAIN, EFFORT), centre=(NOW, GOAL), parent=parent)

    def text(self, row: PathStep, column: int) -> str:
        """What stands in a column."""
        return (
            f"{row.number}  {row.name}",
            "–" if row.now is None else str(row.now),
            str(row.goal),
            signed_text(row.gain),
            str(row.effort),
            index_text(row.index),
            "",
        )[column]

    def hint(self, row: PathStep, column: int) -> str:
        """Say what a press on the lock does."""
        return _tr("Kunci indikator ini (L)") if column == LOCK else self.text(row, column)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PathSteps", text)
