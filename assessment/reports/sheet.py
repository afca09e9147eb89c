"""A matplotlib figure to draw on in logical pixels, with the bundled font.

Nothing here touches matplotlib's global settings: every artist carries its own, so that two
threads may draw at the same time and a person's matplotlibrc changes nothing.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assessment.reports.glyphs import printable
from assessment.reports.palette import Palette, font_files

if TYPE_CHECKING:
    from matplotlib.path import Path as Outline

Point = tuple[float, float]
Align = Literal["left", "center", "right"]
_INCH = 72
_CURVE = 0.5522847498  # a quarter circle as one cubic curve
_LARGE = 16  # so large that rounding to pixels does not count
_SUBPIXELS = 64  # FreeType counts in 64ths


class Sheet:
    """A figure whose origin is the upper left corner; one pixel is one point at scale 1."""

    def __init__(
        self, width: float, height: float, palette: Palette, *, scale: float = 1, ground: str = ""
    ) -> None:
        """Prepare an empty sheet; without ``ground`` it is transparent."""
        from matplotlib.figure import Figure
        from matplotlib.font_manager import FontProperties
        from matplotlib.transforms import Affine2D

        self.width = width
        self.height = height
        self.palette = palette
        self.figure = Figure(
            figsize=(width / _INCH, height / _INCH),
            dpi=_INCH * scale,
            facecolor=ground or "none",
            edgecolor="none",
            linewidth=0,
        )
        down = Affine2D().scale(1, -1).translate(0, height).scale(1 / _INCH)
        self._place = down + self.figure.dpi_scale_trans
        files = font_files()
        self._faces = {False: files.regular, True: files.bold}
        self._font = FontProperties

    def line(
        self,
        points: Sequence[Point],
        color: str,
        width: float,
        *,
        dash: tuple[float, ...] = (),
        marker: str = "",
    ) -> None:
        """Draw a line through points; dashes count in widths, markers but dots are hollow."""
        from matplotlib.lines import Line2D

        across, down = zip(*points, strict=True)
        self.figure.add_artist(
            Line2D(
                across,
                down,
                color=color,
                linewidth=width,
                linestyle=(0, dash) if dash else "-",
                dash_capstyle="butt",
                solid_capstyle="butt",
                solid_joinstyle="round",
                marker=marker or "None",
                markersize=6 if marker != "^" else 7,
                markerfacecolor=color if marker == "o" else self.palette.roles["surface"],
                markeredgecolor=color,
                markeredgewidth=1.3,
                drawstyle="default",
                antialiased=True,
                transform=self._place,
                clip_on=False,
                zorder=1,  # what is drawn later lies above
            )
        )

    def polygon(
        self,
        points: Sequence[Point],
        *,
        fill: str = "",
        edge: str = "",
        width: float = 1,
        alpha: float = 1,
    ) -> None:
        """Draw a closed shape through points."""
        from matplotlib.path import Path as Outline

        codes = [Outline.MOVETO, *[Outline.LINETO] * (len(points) - 1), Outline.CLOSEPOLY]
        outline = Outline([*points, points[0]], codes)
        self._shape(outline, fill, edge, width, (), alpha)

    def box(
        self,
        corner: Point,
        size: Point,
        *,
        fill: str = "",
        edge: str = "",
        width: float = 1,
        dash: tuple[float, ...] = (),
        radius: float = 2,
    ) -> None:
        """Draw a rectangle with rounded corners from its upper left corner."""
        self._shape(_rounded(corner, size, radius), fill, edge, width, dash, 1)

    def text(
        self,
        place: Point,
        text: str,
        *,
        size: float,
        role: str = "text",
        bold: bool = False,
        align: Align = "left",
    ) -> None:
        """Write one line; ``place`` is on its base line, ``role`` a role or the ink of a level."""
        from matplotlib.text import Text

        self.figure.add_artist(
            Text(
                *place,
                self._printable(text),
                color=self.palette.roles.get(role, role),
                fontproperties=self._font(fname=self._faces[bold], size=size),
                horizontalalignment=align,
                verticalalignment="baseline",
                usetex=False,
                parse_math=False,
                transform=self._place,
                clip_on=False,
                zorder=1,  # what is drawn later lies above
            )
        )

    def width_of(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide a line is, in pixels."""
        return _width(self._faces[bold], self._printable(text), size)

    def wrap(
        self, text: str, width: float, size: float, *, bold: bool = False, most: int = 2
    ) -> tuple[str, ...]:
        """The text in at most ``most`` lines; what does not fit ends in an ellipsis."""
        lines: list[str] = []
        for word in text.split():
            joined = f"{lines[-1]} {word}" if lines else word
            if lines and self.width_of(joined, size, bold=bold) <= width:
                lines[-1] = joined
            else:
                lines.append(word)
        if len(lines) > most:
            lines[most - 1 :] = [" ".join(lines[most - 1 :])]
        return tuple(self.elide(line, width, size, bold=bold) for line in lines)

    def elide(self, text: str, width: float, size: float, *, bold: bool = False) -> str:
        """The text, or as much of it as fits with an ellipsis; empty when nothing does."""
        if self.width_of(text, size, bold=bold) <= width:
            return text
        fits, over = 0, len(text)
        while over - fits > 1:
            end = (fits + over) // 2
            cut = f"{text[:end].rstrip()}…"
            fits, over = (
                (end, over) if self.width_of(cut, size, bold=bold) <= width else (fits, end)
            )
        return f"{text[:fits].rstrip()}…" if fits else ""

    def _printable(self, text: str) -> str:
        from matplotlib.font_manager import get_font

        return printable(text, get_font(self._faces[False]).get_charmap())

    def _shape(
        self,
        outline: "Outline",
        fill: str,
        edge: str,
        width: float,
        dash: tuple[float, ...],
        alpha: float,
    ) -> None:
        from matplotlib.patches import PathPatch

        self.figure.add_artist(
            PathPatch(
                outline,
                facecolor=fill or "none",
                edgecolor=edge or "none",
                linewidth=width if edge else 0,
                linestyle=(0, dash) if dash else "-",
                alpha=alpha,
                joinstyle="miter",
                capstyle="butt",
                hatch=None,
                antialiased=True,
                transform=self._place,
                clip_on=False,
                zorder=1,  # what is drawn later lies above
            )
        )


@lru_cache(maxsize=4096)
def _width(face: Path, text: str, size: float) -> float:
    """How wide a line is at most: small letters are rounded to pixels, large and printed not."""
    from matplotlib.font_manager import get_font

    font = get_font(face)
    widths = []
    for scale in (1, _LARGE):
        font.set_size(size * scale, _INCH)
        font.set_text(text)
        widths.append(float(font.get_width_height()[0]) / _SUBPIXELS / scale)
    return max(widths)


def _rounded(corner: Point, size: Point, radius: float) -> "Outline":
    from matplotlib.path import Path as Outline

    (left, top), (width, height) = corner, size
    right, bottom = left + width, top + height
    r = min(radius, width / 2, height / 2)
    k = r * (1 - _CURVE)
    vertices = [
        (left + r, top), (right - r, top),
        (right - k, top), (right, top + k), (right, top + r), (right, bottom - r),
        (right, bottom - k), (right - k, bottom), (right - r, bottom), (left + r, bottom),
        (left + k, bottom), (left, bottom - k), (left, bottom - r), (left, top + r),
        (left, top + k), (left + k, top), (left + r, top), (left + r, top),
    ]  # fmt: skip
    side = [Outline.LINETO, Outline.CURVE4, Outline.CURVE4, Outline.CURVE4]
    return Outline(vertices, [Outline.MOVETO, *side * 4, Outline.CLOSEPOLY])
