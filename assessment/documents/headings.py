"""What a line of an Indonesian regulation may be by its look: a heading, a clause, a letter.

Whether a line is the next of its kind is decided by those who see its neighbours
(`assessment.documents.articles`, `assessment.documents.regulation`).
"""

import re
from dataclasses import dataclass

_MISREAD = str.maketrans("lIi|!OoSsBZz", "111110055822")  # what scanners make of digits
_MISREAD_ROMAN = str.maketrans("1l|", "III")
_ARTICLE = re.compile(
    r"(?P<word>P a s a l|[A-Za-z015|!]{1,3}\s?[A-Za-z015|!]{2,3}?)(?:[ .:]+|(?=[lI|]?\d))"
    r"(?P<number>(?:\d ){1,2}\d|\d{1,4}|[\dlIi|!OoSsBZz]{1,4}|(?<= )\w{1,3})"
    r"(?P<suffix> ?[A-Z])?(?P<rest>\W*|[ .:]\W*\w.*|\(.*)"
)
_ROMAN = re.compile(r"Pasa[l1I|] ([IVXl|]{1,4})", re.IGNORECASE)
_ALONE = re.compile(r"P\s?a\s?s\s?a\s?[l1I|]", re.IGNORECASE)
_CHAPTER = re.compile(r"B\s?A\s?B\s*([IVXLC1l]{1,7}[A-Z]?)\b[.:]?\s*(.*)")
_UNITS = "satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
_PART = re.compile(
    r"B\s?a?\s?[gq]\s?[il1]?\s?a\s?n\s+"
    rf"((?:pertama|ke\s?(?:{_UNITS}|sepuluh|sebelas))(?:\s?belas|\s?puluh(?:\s(?:{_UNITS}))?)?)\b"
    r"[.:]?\s*(.*)",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(
    rf"Paragra[fp]h?\s+(\d{{1,2}}|ke\s?(?:{_UNITS}))\b[.:]?\s*(.*)", re.IGNORECASE
)
_CLAUSE = re.compile(r"[({\[]\s?([\dlIO]{1,2})\s?[)}\]1]?(?<=[)}\]])\s*[.,]?\s*(.*)")
_LETTER = re.compile(r"([a-z])\s?[.)]\s*(.*)")
_COUNTED = re.compile(r"(\d{1,3})\s?[.)]\s+(.*)")
_SECTION = re.compile(r"([A-Z])\.\s+(\S.{0,90})")
_DICTUM = re.compile(
    rf"(PERTAMA|KE\s?(?:{_UNITS.upper()}|SEPULUH|SEBELAS)(?:\s?BELAS|\s?PULUH)?)\s*:\s*(.*)"
)
_ANNEX = re.compile(r"(?:LAMPIRAN|Lampiran)(?:\s+([IVXLC]{1,6}|\d{1,2}))?\s*[.:]?\s*(.*)")
_ELUCIDATION = re.compile(r"P\s?E\s?N\s?J\s?E\s?L\s?A\s?S\s?A\s?N\W*(ATAS\b.*)?")
_OF_A_REGULATION = re.compile(r"\W*(?:ATAS|PERATURAN|KEPUTUSAN|INSTRUKSI|UNDANG|NOMOR|TENTANG)\b")
_CLOSING = re.compile(
    r"(?:agar|supaya) setiap orang|di\s?(?:tetapkan|undangkan|sahkan) di\b", re.IGNORECASE
)
# A line that ends so goes on: what follows is part of its sentence.
_LEADS_ON = (
    "dalam|pada|dengan|dan|atau|dan/atau|oleh|dari|ke|sampai|yang|dimaksud|ketentuan"
    r"|antara|serta|menurut|berdasarkan|melalui|untuk|terhadap|di|ayat|huruf|angka|pasal"
    r"|tentang|melaksanakan|sebagai|jo\.?|s\.d\.?"
)
_OPEN_END = re.compile(rf"(?<![;,])\s(?:{_LEADS_ON})$|^(?-i:{_LEADS_ON})$|[/(–]$", re.IGNORECASE)
_DECIDES = re.compile(r"M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N\b")
_GOES_ON = re.compile(r"[a-z]{2}|[,;)/]|(?:ayat|huruf|angka)\b|\([a-z1-9]\) ?(?:dan|atau|huruf)\b")
_REFERS = re.compile(
    r"\W*(?:ayat|huruf|angka|dan|atau|sampai|jo|s\.d|undang|peraturan|keputusan|permen|perpres"
    r"|perda|perw|kuh|uud)",
    re.IGNORECASE,
)
_MOST_OF_A_TITLE = 120


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """A line that may head an article: the numbers that it may show, and what follows them.

    ``readings`` pairs a number with a suffix (``(10, "A")``), the literal reading first; it is
    empty where the number cannot be read.
    """

    readings: tuple[tuple[int, str], ...]
    rest: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a chapter, part or paragraph: ``Bagian Kedua`` and its title."""

    label: str
    title: str


def article_line(text: str) -> ArticleLine | None:
    """The line as the heading of an article, where it looks like one."""
    if _ALONE.fullmatch(text):
        return ArticleLine((), "")
    match = _ARTICLE.fullmatch(text)
    if match is None:
        return None
    word, number, suffix, rest = match.group("word", "number", "suffix", "rest")
    rest = rest.lstrip(" .,:;-–_")
    exact = _ALONE.fullmatch(word) is not None
    if not exact and (rest or not _nearly_article(word)):
        return None
    readings = tuple(_readings(number.replace(" ", ""), (suffix or "").strip()))
    return ArticleLine(readings, rest) if readings or exact else None


def _readings(number: str, suffix: str) -> list[tuple[int, str]]:
    plain = number.translate(_MISREAD)
    tried = ((number, suffix), ((number + suffix).translate(_MISREAD), ""), (plain, suffix))
    found = ((int(digits), letter) for digits, letter in tried if digits.isdecimal())
    return list(dict.fromkeys((value, letter) for value, letter in found if value))


def _nearly_article(word: str) -> bool:
    letters = word.replace(" ", "").lower().translate(str.maketrans("015|!", "olsll"))
    if len(letters) == len("pasal"):
        return sum(a != b for a, b in zip(letters, "pasal", strict=True)) <= 1
    return any(letters == "pasal"[:gone] + "pasal"[gone + 1 :] for gone in range(len("pasal")))


def roman_article(text: str) -> str | None:
    """``Pasal II``, as regulations that amend another head their own articles."""
    match = _ROMAN.fullmatch(text)
    number = match[1].translate(_MISREAD_ROMAN).upper() if match else ""
    return f"Pasal {number}" if number else None


def heading_line(text: str) -> tuple[int, Heading] | None:
    """Chapter (0), part (1) or paragraph (2), with the title as far as the line has it."""
    for depth, (pattern, name) in enumerate(
        ((_CHAPTER, "BAB"), (_PART, "Bagian"), (_PARAGRAPH, "Paragraf"))
    ):
        match = pattern.fullmatch(text)
        if match and not _REFERS.match(match[2]) and len(match[2]) <= _MOST_OF_A_TITLE:
            number = match[1].translate(_MISREAD_ROMAN) if depth == 0 else match[1]
            return depth, Heading(f"{name} {number}", match[2])
    return None


def clause_line(text: str) -> tuple[int, str] | None:
    """``(2) ...`` as its number and its text."""
    match = _CLAUSE.fullmatch(text)
    number = match[1].translate(_MISREAD) if match else ""
    return (int(number), match[2]) if match and number.isdecimal() else None


def letter_line(text: str) -> tuple[str, str] | None:
    """``b. ...`` as its letter and its text."""
    match = _LETTER.fullmatch(text)
    return (match[1], match[2]) if match else None


def counted_line(text: str) -> tuple[int, str] | None:
    """``12. ...`` as its number and its text."""
    match = _COUNTED.fullmatch(text)
    return (int(match[1]), match[2]) if match else None


def section_line(text: str) -> tuple[str, str] | None:
    """``A. Title``, as annexes head their sections."""
    match = _SECTION.fullmatch(text)
    return (match[1], match[2]) if match else None


def dictum_line(text: str) -> tuple[str, str] | None:
    """``KESATU : ...``, as decrees number their decisions."""
    match = _DICTUM.fullmatch(text)
    return (f"Diktum {match[1]}", match[2]) if match else None


def annex_line(text: str, following: str) -> str | None:
    """``Lampiran II`` or ``Penjelasan`` where the line begins one."""
    if match := _ANNEX.fullmatch(text):
        if _OF_A_REGULATION.match(match[2] or following):
            return f"Lampiran {match[1]}" if match[1] else "Lampiran"
    elif (match := _ELUCIDATION.fullmatch(text)) and _OF_A_REGULATION.match(match[1] or following):
        return "Penjelasan"
    return None


def is_closing(text: str) -> bool:
    """Whether the line begins the closing formula, after the last article."""
    return _CLOSING.match(text) is not None


def is_decision(text: str) -> bool:
    """Whether the line ends the preamble, before which there is no article."""
    return _DECIDES.match(text) is not None


def is_open(text: str) -> bool:
    """Whether the sentence of the line goes on in the next."""
    return _OPEN_END.search(text) is not None


def goes_on(text: str) -> bool:
    """Whether the line carries on the sentence of the line before it."""
    return _GOES_ON.match(text) is not None


def refers(text: str) -> bool:
    """Whether the text after a heading's number makes it a reference (``ayat (2) huruf a``)."""
    return _REFERS.match(text) is not None
