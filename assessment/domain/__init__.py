"""Frozen data and rules of an assessment; no files, no database, no window."""
