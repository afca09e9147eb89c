"""The names of a legend in rows, so that none touches another or leaves the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.reports.sheet import Align, Sheet

LINE = 20  # height of a row
_GAP = 14  # between two names


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, as much of it as fits, with the left edge of its mark and its row from above."""

    name: str
    left: float
    row: int


def arrange(
    sheet: Sheet,
    names: Sequence[str],
    mark: float,
    *,
    most: int,
    size: str = "small",
    align: Align = "center",
) -> tuple[Entry, ...]:
    """Every name with room for its mark; names are cut where more than ``most`` rows were needed.

    Args:
        sheet: What they are drawn on.
        names: The names, in order.
        mark: How wide the mark before a name is, with its gap.
        most: The rows that the legend may take.
        size: The size of the font by name.
        align: Where rows stand on the sheet.
    """
    points = sheet.palette.sizes[size]
    room = sheet.width - mark
    shown: list[str] = []
    rows: list[dict[int, float]] = []
    for columns in range(1, len(names) + 1):
        shown = [sheet.elide(name, room, points) for name in names]
        rows = _rows([mark + sheet.width_of(name, points) for name in shown], sheet.width)
        if len(rows) <= max(1, most):
            break
        room = (sheet.width - columns * _GAP) / (columns + 1) - mark
    lefts = {}
    for row, widths in enumerate(rows):
        spare = sheet.width - sum(widths.values()) - _GAP * (len(widths) - 1)
        left = {"left": 0.0, "center": spare / 2, "right": spare}[align]
        for place, width in widths.items():
            lefts[place] = (left, row)
            left += width + _GAP
    return tuple(Entry(name, *lefts[place]) for place, name in enumerate(shown))


def _rows(widths: Sequence[float], room: float) -> list[dict[int, float]]:
    """The widths by their place, in rows."""
    rows: list[dict[int, float]] = [{}]
    for place, width in enumerate(widths):
        used = sum(rows[-1].values()) + _GAP * len(rows[-1])
        if rows[-1] and used + width > room + 0.01:
            rows.append({})
        rows[-1][place] = width
    return rows
