"""Texts that the bundled font can show, whatever people have typed or pasted."""

import unicodedata
from collections.abc import Container

SUBSTITUTE = "■"
"""Stands for a character that the font does not have, so that nothing vanishes unseen."""

_BREAKS = str.maketrans({"\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def printable(text: str, known: Container[int]) -> str:
    """The text with line breaks kept and a substitute for every unknown character.

    Args:
        text: Any text.
        known: The code points that the font has.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS).expandtabs(4)
    if plain.isascii() and plain.isprintable():
        return plain
    composed = unicodedata.normalize("NFC", plain)
    return "".join(_shown(character, known) for character in composed)


def _shown(character: str, known: Container[int]) -> str:
    if character == "\n" or _has(character, known):
        return character
    similar = unicodedata.normalize("NFKC", character)  # a ligature, a full-width letter
    return similar if all(_has(part, known) for part in similar) else SUBSTITUTE


def _has(character: str, known: Container[int]) -> bool:
    return ord(character) in known and not unicodedata.category(character).startswith("C")
