"""Qt's item models over tuples of plain data."""
