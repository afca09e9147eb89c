"""Cells that share the style of their kind, which the library copies and hashes at every cell."""

from openpyxl.cell import Cell
from openpyxl.styles.cell_style import StyleArray


class SharedStyle(StyleArray):
    """A style that never changes, so that it is hashed once."""

    __slots__ = ("_hash",)

    def __init__(self, style: StyleArray) -> None:
        """Take a style as it is now."""
        super().__init__()
        self._hash = hash(tuple(style))

    # The library's stubs do not know that its styles have a hash.
    def __hash__(self) -> int:  # type: ignore[override]
        """Give the hash of the style that it was made from."""
        return self._hash


class StyledCell(Cell):
    """A cell that wears a shared style."""

    __slots__ = ()

    def wear(self, style: SharedStyle | None) -> None:
        """Take a style, which stays that of other cells, too; none for the plain one."""
        self._style = style
