"""Joins the parts into one program."""
