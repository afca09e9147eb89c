"""Numbers, dates and sizes as Indonesian readers expect them.

Shared by window, reports and exchange; nothing here depends on the locale of the machine.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from assessment.domain.scoring import half_up

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_SHORT_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des",
)  # fmt: skip
_KILO = 1024


def index_text(value: Fraction) -> str:
    """An index with two decimals, half up, and a comma: ``2,55``."""
    return f"{half_up(value)}".replace(".", ",")


def decimal_text(value: Decimal) -> str:
    """A decimal as it is, with a comma and without trailing zeros: ``16,5``."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def signed_text(value: Fraction) -> str:
    """A difference with its sign: ``+0,03``, ``−0,10``, ``0,00``."""
    rounded = half_up(abs(value))
    if not rounded:
        return "0,00"
    return f"{'+' if value > 0 else '−'}{rounded}".replace(".", ",")


def step_text(step: int) -> str:
    """A difference of whole numbers with its sign: ``+1``, ``−2``, ``0``."""
    return f"{step:+d}".replace("-", "−") if step else "0"


def parse_decimal(text: str) -> Decimal | None:
    """A typed number with decimal comma or point; None when it is not one.

    A text with both, or with more than one of either, is not a number: it could mean thousands.
    """
    cleaned = text.strip()
    if len(re.findall(r"[.,]", cleaned)) > 1 or not re.fullmatch(r"[+-]?[\d.,]*\d", cleaned):
        return None
    return Decimal(cleaned.replace(",", "."))


def date_text(day: date) -> str:
    """A date in words: ``17 Agustus 2025``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date_text(day: date) -> str:
    """A short date: ``17 Agt 2025``."""
    return f"{day.day} {_SHORT_MONTHS[day.month - 1]} {day.year}"


def parse_date(text: str) -> date | None:
    """A date in words, as ``17-8-2025``, ``17/08/2025`` or ISO; None when it is not one."""
    cleaned = text.strip()
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", cleaned)
    numeric = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", cleaned)
    words = re.fullmatch(r"(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})", cleaned)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif numeric:
        day, month, year = (int(part) for part in numeric.groups())
    elif words:
        day, year = int(words[1]), int(words[3])
        month = _month(words[2])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int:
    lowered = word.lower()
    for names in (MONTHS, _SHORT_MONTHS):
        for position, name in enumerate(names, start=1):
            if name.lower() == lowered:
                return position
    return 0


def time_text(moment: datetime) -> str:
    """A time of day: ``10.32``."""
    return f"{moment:%H.%M}"


def moment_text(moment: datetime, now: datetime) -> str:
    """A moment as people say it: ``hari ini 10.32``, ``kemarin 16.05``, ``11 Jan 2025``."""
    days = (now.date() - moment.date()).days
    if days == 0:
        return f"hari ini {time_text(moment)}"
    if days == 1:
        return f"kemarin {time_text(moment)}"
    return short_date_text(moment.date())


def size_text(size: int) -> str:
    """A file size in units of 1024 bytes: ``1,4 MB``."""
    if size < _KILO:
        return f"{size} B"
    amount, unit = size / _KILO, "KB"
    for larger in ("MB", "GB"):
        if round(amount, 1) >= _KILO:
            amount, unit = amount / _KILO, larger
    return f"{amount:.1f} {unit}".replace(".", ",")


def table_text(lines: Iterable[Iterable[str]]) -> str:
    """A table as spreadsheets take it from the clipboard, with a minus that they can read."""
    cleaned = ((" ".join(cell.split()).replace("−", "-") for cell in line) for line in lines)
    return "\n".join("\t".join(line) for line in cleaned)


def list_text(numbers: tuple[int, ...], most: int = 12) -> str:
    """Numbers for reading, shortened when there are many: ``28, 30, 31 dan 4 lainnya``."""
    shown = ", ".join(str(number) for number in numbers[:most])
    rest = len(numbers) - most
    return f"{shown} dan {rest} lainnya" if rest > 0 else shown
