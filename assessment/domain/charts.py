"""A drawn chart as plain data: pixels, and the places in it that mean something."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hotspot:
    """A rectangle of a chart, in logical pixels, with what it stands for."""

    x: float
    y: float
    width: float
    height: float
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class ChartImage:
    """A picture in premultiplied RGBA, row by row, ``width`` x ``height`` device pixels."""

    width: int
    height: int
    rgba: bytes
    hotspots: tuple[Hotspot, ...]
    alt_text: str
