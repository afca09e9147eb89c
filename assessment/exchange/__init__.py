"""What goes in and out as files: workbook, tables."""
