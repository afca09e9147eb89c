"""What a printed PDF says, for tests of every kind of paper."""

from pathlib import Path

import pypdf


def page_texts(path: Path) -> list[str]:
    """The text of every page, its gaps evened."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]
