"""Draws a matplotlib figure onto a reportlab canvas: lines stay lines and text stays text.

svglib loses opacity and fonts, and matplotlib's own PDF would need a second library to be placed
on a page; the few drawing primitives that our charts use are quickly said in reportlab's words.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.path import Path as Outline
from matplotlib.transforms import Transform

from assessment.reports.fonts import face_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.font_manager import FontProperties
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_OPAQUE = 4  # members of a colour with its opacity


class CanvasRenderer(RendererBase):
    """Draws onto a canvas whose origin is the lower left corner of the figure, in points."""

    def __init__(self, canvas: "Canvas", width: float, height: float) -> None:
        """Remember where to draw."""
        super().__init__()
        self._canvas = canvas
        self._size = (width, height)

    def get_canvas_width_height(self) -> tuple[float, float]:
        """The size of the figure."""
        return self._size

    def points_to_pixels(self, points: Any) -> Any:
        """Points are what the canvas counts in."""
        return points

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Outline,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803 (matplotlib's name)
    ) -> None:
        """Fill and stroke one path."""
        canvas = self._canvas
        stroked = gc.get_linewidth() > 0 and gc.get_rgb()[-1] > 0
        filled = rgbFace is not None and (len(rgbFace) < _OPAQUE or rgbFace[3] > 0)
        if not stroked and not filled:
            return
        canvas.saveState()
        if rgbFace is not None:
            own = gc.get_alpha() if len(rgbFace) < _OPAQUE else rgbFace[3]
            red, green, blue = rgbFace[:3]
            canvas.setFillColorRGB(red, green, blue, alpha=own)
        self._set_pen(gc)
        outline = canvas.beginPath()
        _trace(outline, path, transform)
        canvas.drawPath(outline, stroke=int(stroked), fill=int(filled))
        canvas.restoreState()

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: "FontProperties",
        angle: float,
        *_rest: Any,
        **_options: Any,
    ) -> None:
        """Write one line as text that can be selected."""
        canvas = self._canvas
        canvas.saveState()
        red, green, blue = gc.get_rgb()[:3]
        canvas.setFillColorRGB(red, green, blue, alpha=gc.get_alpha())
        canvas.setFont(_face(prop), prop.get_size_in_points())
        canvas.translate(x, y)
        canvas.rotate(angle)
        canvas.drawString(0, 0, s)
        canvas.restoreState()

    def flipy(self) -> bool:
        """The canvas counts upwards, like the figure."""
        return False

    def get_text_width_height_descent(
        self, s: str, prop: "FontProperties", *_rest: Any
    ) -> tuple[float, float, float]:
        """The size of one line."""
        from reportlab.pdfbase.pdfmetrics import getAscentDescent, stringWidth

        size = prop.get_size_in_points()
        ascent, descent = getAscentDescent(_face(prop), size)
        return stringWidth(s, _face(prop), size), ascent - descent, -descent

    def _set_pen(self, gc: GraphicsContextBase) -> None:
        canvas = self._canvas
        red, green, blue = gc.get_rgb()[:3]
        canvas.setStrokeColorRGB(red, green, blue, alpha=gc.get_alpha())
        canvas.setLineWidth(gc.get_linewidth())
        canvas.setLineCap(_CAPS[gc.get_capstyle()])
        canvas.setLineJoin(_JOINS[gc.get_joinstyle()])
        offset, dashes = gc.get_dashes()
        if dashes is not None:
            canvas.setDash(np.asarray(dashes).tolist(), offset)


def _face(prop: "FontProperties") -> str:
    return face_of(Path(str(prop.get_file())))


def _trace(outline: "PDFPathObject", path: Outline, transform: Transform) -> None:
    draw: dict[Any, Callable[..., None]] = {
        Outline.MOVETO: outline.moveTo,
        Outline.LINETO: outline.lineTo,
        Outline.CURVE4: outline.curveTo,
        Outline.CLOSEPOLY: lambda *_corner: outline.close(),
    }
    for points, code in path.iter_segments(transform, simplify=False):
        draw[code](*points)


def draw_figure(canvas: "Canvas", figure: Any, scale: float) -> None:
    """Draw a figure with its lower left corner at the canvas's origin."""
    width, height = figure.get_size_inches() * figure.dpi
    canvas.saveState()
    canvas.scale(scale, scale)
    figure.draw(CanvasRenderer(canvas, width, height))
    canvas.restoreState()
