"""Text is data: how any text travels through a file format without loss.

A workbook is XML: some characters cannot stand in it, others do not survive being read. The
file format escapes them as ``_x000B_``, and a text that looks like such an escape as well.
"""

import re

CELL_LIMIT = 32_767
"""What a cell holds at most, in UTF-16 code units, as Excel counts."""

# A carriage return is legal in XML, but every parser turns it into a line feed.
_LOST = r"\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff"
_TO_ESCAPE = re.compile(rf"_(?=x[0-9A-Fa-f]{{4}}[_{_LOST}])|[{_LOST}]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NEEDS_ESCAPE = re.compile(rf"[_\s{_LOST}]")
_GUARDED = re.compile(r"'*[=+\-@\t\r\n]")


def cell_length(text: str) -> int:
    """The length of a text as a cell counts it: an emoji counts as two."""
    return len(text) + sum(character > "\uffff" for character in text)


def escaped(text: str) -> str:
    """The text as it is written into a cell."""
    if text.isprintable() and "_x" not in text and not text.isspace():
        return text
    result = _TO_ESCAPE.sub(_escape, text)
    # Programs drop a text that is nothing but white space.
    return _escape(result[0]) + result[1:] if result.isspace() else result


def _escape(found: re.Match[str] | str) -> str:
    return f"_x{ord(found[0]):04X}_"


def unescaped(text: str) -> str:
    """The text that `escaped` was given.

    Only what needs it is taken for an escape: not every program escapes the underscore of a
    text that looks like one when it saves the file again.
    """
    return _ESCAPED.sub(_unescape, text) if "_x" in text else text


def _unescape(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if _NEEDS_ESCAPE.match(character) else found[0]


def guarded(text: str) -> str:
    """The text for CSV: what a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text
