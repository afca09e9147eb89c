"""File names that every system takes."""

import re
import unicodedata

_MOST = 120  # bytes in UTF-8; file systems end at 255, and folders need their share
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)", re.IGNORECASE)


def safe_file_name(name: str) -> str:
    """A readable name that Windows, Linux and macOS all accept; never empty."""
    normal = unicodedata.normalize("NFC", name)
    cleaned = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]+', "-", normal)
    cleaned = re.sub(r"\s+", " ", cleaned).strip(" .")
    if _RESERVED.match(cleaned):
        cleaned = f"_{cleaned}"
    stem, dot, suffix = cleaned.rpartition(".")
    if dot and len(suffix) <= len("spbe-x"):
        return f"{_cut(stem, _MOST - len(suffix.encode()) - 1)}.{suffix}"
    return _cut(cleaned, _MOST) or "tanpa-nama"


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore").rstrip(" .")
