"""What a file name gives away."""

from datetime import datetime

import pytest

from assessment.domain.records import Document, DocumentKind
from assessment.services.guess import guess_particulars


def guessed(name: str) -> Document:
    added = datetime(2025, 1, 1)  # noqa: DTZ001
    return guess_particulars(Document("a" * 64, name, 1, added))


@pytest.mark.parametrize(
    ("name", "kind", "number", "year"),
    [
        ("Perwali No 12 Tahun 2023.pdf", DocumentKind.REGULATION, "12", 2023),
        ("1.a.Pergub-1-2020.pdf", DocumentKind.REGULATION, "1", 2020),
        ("Permenpanrb_59_2020.pdf", DocumentKind.REGULATION, "59", 2020),
        ("SK Tim 188.45 2024.docx", DocumentKind.DECREE, "45", 2024),
        ("Keputusan Wali Kota.pdf", DocumentKind.DECREE, "", None),
        ("SE 3-2022.pdf", DocumentKind.CIRCULAR, "3", 2022),
        ("SOP Helpdesk 2021.pdf", DocumentKind.PROCEDURE, "", 2021),
        ("Peta Rencana SPBE 2022-2026.pdf", DocumentKind.PLAN, "", 2022),
        ("Laporan 7 2023.pdf", DocumentKind.REPORT, "", 2023),
        ("Notulensi rapat.pdf", DocumentKind.MINUTES, "", None),
        ("Screenshot 2024-05-01.png", DocumentKind.SCREENSHOT, "", 2024),
        ("IMG_0001.JPG", DocumentKind.SCREENSHOT, "", None),
    ],
)
def test_names_that_tell(name: str, kind: DocumentKind, number: str, year: int | None) -> None:
    document = guessed(name)
    assert (document.kind, document.number, document.year) == (kind, number, year)


@pytest.mark.parametrize("name", ["scan.pdf", "desk.pdf", "resep.pdf", "12345.pdf", ".pdf"])
def test_names_that_tell_nothing(name: str) -> None:
    document = guessed(name)
    assert (document.kind, document.number, document.year) == (DocumentKind.OTHER, "", None)
