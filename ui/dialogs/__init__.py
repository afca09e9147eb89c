"""Dialogs, opened without holding up the window."""
