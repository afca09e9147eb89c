"""Stems of Indonesian words: enough that ``pembangunan`` meets ``dibangun``.

A light stripper of affixes, for matching only. It has no dictionary, so a stem need not be a
word; what matters is that the forms of one word share it and few others do.
"""

import re
from functools import lru_cache

_SHORTEST = 3  # a stem shorter than that has lost part of its root
_LONG = 5  # from here on a root is long enough to lose a letter and stay known
_REMEMBERED = 50_000
_PARTICLE = re.compile(r"(?:nya|lah|kah|pun)$")
_SUFFIX = re.compile(r"(?:kan|an)$")
_SOFTENED = re.compile(r"^[mp]eny(?=[aeiou])")  # menyusun: susun
_NASAL = r"(?:ng(?=[aeioughk])|n(?=[aeioucdjt])|m(?=[aeioubfp])|(?=[lrwymn]))"
_PREFIX = re.compile(rf"^(?:di|ke|se|[tbp]er|be(?=r)|[mp]e{_NASAL})")
_INNER_PREFIX = re.compile(r"^[tbp]er")
# Prefixes swallow these letters (kelola: mengelola), so no stem keeps them.
_SWALLOWED = re.compile(r"^[kpstm](?=[aeiou])")


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """The stem of a folded word."""
    if len(word) <= _SHORTEST + 1 or not word.isalpha():
        return word
    found = _cut(_SUFFIX, _cut(_PARTICLE, word))
    found = _cut(_PREFIX, _SOFTENED.sub("s", found))
    found = _cut(_INNER_PREFIX, found)
    return _cut(_SWALLOWED, found).removesuffix("i") if len(found) >= _LONG else found


def _cut(affix: re.Pattern[str], word: str) -> str:
    rest = affix.sub("", word)
    return rest if len(rest) > _SHORTEST else word
