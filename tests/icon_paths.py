"""Icons as outlines that a painter can follow without reading SVG at every start.

``python -m tests.icon_paths`` writes them anew after an icon was added or changed.
"""

from pathlib import Path

import rtoml
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import SVGPath

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
OUTLINES = ICONS / "outlines.toml"
_LETTERS = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "closePath": "Z", "endPath": ""}


def outline(drawing: Path) -> str:
    """The strokes of a drawing: moves, lines, cubic curves and closings on its 24 units."""
    pen = RecordingPen()
    SVGPath(str(drawing)).draw(pen)
    words = []
    for step, points in pen.value:
        numbers = (f"{round(number, 3):g}" for point in points for number in point)
        words += [_LETTERS[step], *numbers]
    return " ".join(filter(None, words))


def outlines() -> dict[str, str]:
    """The outlines of all icons by name."""
    return {drawing.stem: outline(drawing) for drawing in sorted(ICONS.glob("*.svg"))}


if __name__ == "__main__":
    OUTLINES.write_text(rtoml.dumps(outlines()), encoding="utf-8")
