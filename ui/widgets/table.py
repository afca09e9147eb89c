"""What all tables of the window have in common."""

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


def dress_table(table: QTableView, row: int) -> QHeaderView:
    """Let whole rows be chosen, without a grid; Tab leads on to the next part of the page.

    Args:
        table: the table.
        row: the height of its rows in pixels.

    Returns:
        The header above the columns.
    """
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows = table.verticalHeader()
    rows.hide()
    rows.setMinimumSectionSize(1)
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(row)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    return header
