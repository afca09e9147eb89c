"""Official names of evidence files, written and read."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.dossier import letter
from assessment.domain.evidence_folder import (
    FolderIndex,
    Placed,
    folder_files,
    official_name,
    placed,
)
from assessment.domain.records import Attachment, Document, DocumentKind
from tests.builders import NOW, empty_dossier, full_dossier, small_instrument

INSTRUMENT = small_instrument()
NUMBERS = INSTRUMENT.outline.numbers


def paper(name: str = "Laporan.pdf", **changes: Any) -> Document:
    return Document(changes.pop("sha256", "a" * 64), name, 10, NOW, **changes)


@pytest.mark.parametrize(
    ("document", "name"),
    [
        (paper(kind=DocumentKind.REGULATION, number="1", year=2020, issuer="Gubernur Banten"),
         "1.a.Pergub-1-2020.pdf"),
        (paper(kind=DocumentKind.REGULATION, number="7", issuer="Walikota Nusa Damai"),
         "1.a.Perwali-7.pdf"),
        (paper(kind=DocumentKind.REGULATION, number="7", year=2021), "1.a.Peraturan-7-2021.pdf"),
        (paper(kind=DocumentKind.DECREE, number="188.45/2", year=2024),
         "1.a.Keputusan-188.45-2-2024.pdf"),
        (paper("integrasi LPSE.PNG"), "1.a.integrasi-LPSE.png"),
        (paper("12.b.Notula Rapat.pdf"), "1.a.Notula-Rapat.pdf"),
        (paper('a<b>:"c?*|d.pdf'), "1.a.a-b-c-d.pdf"),
        (paper("---.pdf"), "1.a.dokumen.pdf"),
        (paper("tanpa-akhiran"), "1.a.tanpa-akhiran"),
    ],
)  # fmt: skip
def test_official_names(document: Document, name: str) -> None:
    assert official_name("1.a", document) == name


@given(name=st.text(max_size=300), label=st.sampled_from(["1.a", "47.zz"]))
def test_a_name_is_safe_and_says_its_place(name: str, label: str) -> None:
    made = official_name(label, paper(f"{name}.pdf"))
    assert made.startswith(f"{label}.")
    assert made.endswith(".pdf")
    assert len(made) <= 80
    assert not set(made) & set('<>:"/\\|?*\n\r\t\0 ')


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("1.a.Pergub-1-2020.pdf", Placed(1, 1, "Pergub-1-2020.pdf")),
        ("12.B. nama panjang.docx", Placed(12, 2, "nama panjang.docx")),
        ("35.c integrasi.pdf", Placed(35, 3, "integrasi.pdf")),
        ("35.c_integrasi.pdf", Placed(35, 3, "integrasi.pdf")),
        ("35.c - integrasi.pdf", Placed(35, 3, "integrasi.pdf")),
        ("7.aa.x.pdf", Placed(7, 27, "x.pdf")),
        ("7.\u017f.x.pdf", None),
        ("Pergub-1-2020.pdf", None),
        ("1.abc.pdf", None),
        ("1.pdf", None),
        ("1.a", None),
        ("1.a.", None),
        ("2024.01.laporan.pdf", None),
    ],
)
def test_names_that_say_a_place(name: str, place: Placed | None) -> None:
    assert placed(name) == place


@given(number=st.integers(1, 47), position=st.integers(1, 702))
def test_places_are_read_as_they_are_written(number: int, position: int) -> None:
    name = official_name(f"{number}.{letter(position)}", paper("Laporan SPBE.pdf"))
    assert placed(name) == Placed(number, position, "Laporan-SPBE.pdf")


def test_every_content_once_under_its_first_label() -> None:
    dossier = replace(
        empty_dossier(INSTRUMENT),
        documents=(paper(), paper("Peta.pdf", sha256="b" * 64)),
        attachments=(
            Attachment(1, 2, "a" * 64, 2),
            Attachment(1, 2, "b" * 64, 1),
            Attachment(1, 1, "a" * 64, 1),
        ),
    )
    files = folder_files(dossier, NUMBERS)
    assert [(file.name, file.labels, str(file.path)) for file in files] == [
        ("1.a.Laporan.pdf", ("1.a", "2.b"), "1.a.Laporan.pdf"),
        ("2.a.Peta.pdf", ("2.a",), "2.a.Peta.pdf"),
    ]
    rows = FolderIndex(INSTRUMENT, dossier, files, NOW).rows()
    assert [(label, number, file.name) for label, number, file in rows] == [
        ("1.a", 1, "1.a.Laporan.pdf"),
        ("2.a", 2, "2.a.Peta.pdf"),
        ("2.b", 2, "1.a.Laporan.pdf"),
    ]


def test_parts_hold_no_more_than_they_may() -> None:
    dossier = full_dossier(INSTRUMENT, 3)
    files = folder_files(dossier, NUMBERS, part_size=200_000)
    sizes: dict[int, list[int]] = {}
    for file in files:
        sizes.setdefault(file.part, []).append(file.document.size)
        assert str(file.path) == f"Bagian-{file.part}/{file.name}"
    assert list(sizes) == list(range(1, len(sizes) + 1))
    assert len(sizes) > 1
    assert all(sum(part) <= 200_000 for part in sizes.values())


def test_a_file_larger_than_a_part_has_one_of_its_own() -> None:
    files = folder_files(full_dossier(INSTRUMENT, 3), NUMBERS, part_size=1)
    assert [file.part for file in files] == list(range(1, len(files) + 1))


def test_nothing_attached_is_an_empty_folder() -> None:
    assert folder_files(empty_dossier(INSTRUMENT), NUMBERS) == ()
