"""What people paste stays readable, or is seen to be missing."""

import pytest

from assessment.reports.glyphs import SUBSTITUTE, printable

LATIN = frozenset((*range(32, 127), *range(0xA0, 0x100), 0x2013, 0x25A0))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Peraturan 1/2023", "Peraturan 1/2023"),
        ("baris\r\nbaris\rbaris\u2028baris", "baris\nbaris\nbaris\nbaris"),
        ("a\tb", "a   b"),
        ("cafe\u0301", "café"),
        ("e\ufb03sien", "effisien"),
        ("\uff11\uff10 \uff0d 2", "10 - 2"),
        ("2020–2024 ©", "2020–2024 ©"),
    ],
)
def test_readable_text_stays_readable(text: str, shown: str) -> None:
    assert printable(text, LATIN) == shown


@pytest.mark.parametrize("text", ["\x00", "\x1b", "\x7f", "😀", "ع", "字", "\ud800", "\ufeff"])
def test_what_the_font_lacks_is_seen(text: str) -> None:
    assert printable(f"a{text}b", LATIN) == f"a{SUBSTITUTE}b"
