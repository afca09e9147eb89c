"""Chapters 7 and 8: the evidence with its hashes, and the signatures."""

from typing import Any

from reportlab.platypus import Flowable, KeepTogether, Spacer

from assessment.domain.formatting import date_text, size_text
from assessment.domain.handover import Handover
from assessment.domain.preferences import Signatory
from assessment.domain.records import Document
from assessment.domain.words import document_title
from assessment.reports.pages import Heading
from assessment.reports.styles import WIDTH, grid, paragraph, side_by_side, styles
from assessment.reports.words import stage_name

_BLANK = "." * 36
_SPACE = 58  # for a signature and a stamp


def evidence_chapter(handover: Handover) -> list[Flowable]:
    """Every attached document once, with the indicators that rest on it."""
    look = styles()
    labels = _labels(handover)
    heading = Heading("7  Daftar bukti dukung", look.h1, "bab-7", 0)
    if not labels:
        return [heading, paragraph("Belum ada bukti dukung.", look.body)]
    documents = {document.sha256: document for document in handover.dossier.documents}
    rows: list[list[Any]] = [
        [paragraph(text, look.head) for text in ("No.", "Dokumen, berkas, dan SHA-256", "Bukti")]
    ]
    for place, (sha256, names) in enumerate(labels.items(), start=1):
        rows.append(
            [
                paragraph(str(place), look.cell),
                _described(documents[sha256]),
                paragraph(", ".join(names), look.cell),
            ]
        )
    text = (
        f"{len(labels)} dokumen mendukung {sum(map(len, labels.values()))} rujukan bukti. "
        "Nilai SHA-256 membuktikan bahwa berkas yang diserahkan sama dengan yang dinilai."
    )
    return [
        heading,
        paragraph(text, look.body),
        grid(rows, [26, WIDTH - 26 - 108, 108]),
    ]


def _labels(handover: Handover) -> dict[str, list[str]]:
    """The labels of every attached document, in the order in which they are first met."""
    found: dict[str, list[str]] = {}
    for number in handover.instrument.outline.numbers:
        for entry in handover.dossier.evidence(number):
            found.setdefault(entry.document.sha256, []).append(entry.label)
    return found


def _described(document: Document) -> list[Flowable]:
    pages = "" if document.pages is None else f", {document.pages} halaman"
    facts = f"{document.name} ({size_text(document.size)}{pages})"
    return [
        paragraph(document_title(document), styles().cell_bold),
        paragraph(facts, styles().cell),
        paragraph(document.sha256, styles().hash),
    ]


def signature_chapter(handover: Handover) -> list[Flowable]:
    """The statement and the two signatures."""
    assessment, look = handover.dossier.assessment, styles()
    stage = stage_name(handover.instrument.outline, handover.result.stage)
    statement = (
        f"{stage} SPBE {assessment.institution} tahun "
        f"{assessment.year} disusun menurut keadaan sebenarnya dan didukung oleh bukti yang "
        "tercantum dalam laporan ini."
    )
    return [
        Heading("8  Pengesahan", look.h1, "bab-8", 0),
        KeepTogether([paragraph(statement, look.body), Spacer(0, 18), both_sign(handover)]),
    ]


def both_sign(handover: Handover, room: float = _SPACE) -> Flowable:
    """The coordinator at the left, the head of the institution at the right."""
    assessment, head = handover.dossier.assessment, handover.letterhead
    number = f"NIP {head.signatory_number}" if head.signatory_number.strip() else ""
    coordinator = head.coordinator.or_named(assessment.coordinator)
    left = signs_as("Koordinator SPBE", coordinator, room)
    right = signature(
        f"{'.' * 24}, {date_text(handover.now.date())}",
        head.signatory_title or "Pimpinan instansi",
        head.signatory_name,
        number,
        room,
    )
    return side_by_side([[left, "", right]], [WIDTH * 0.44, WIDTH * 0.12, WIDTH * 0.44])


def signs_as(function: str, known: Signatory, room: float = _SPACE) -> list[Flowable]:
    """Somebody who signs for what she does here: her function, and her title where it is known."""
    place, title = (function, known.title) if known.title.strip() else ("", function)
    number = f"NIP {known.number}" if known.number.strip() else ""
    return signature(place, title, known.name, number, room)


def signature(
    place: str, title: str, name: str, number: str, room: float = _SPACE
) -> list[Flowable]:
    """A title, room to sign, and a name; dots where it is not known."""
    centred = styles().centred
    return [
        paragraph(place or "\u00a0", centred),
        paragraph(title, centred),
        Spacer(0, room),
        paragraph(name.strip() or _BLANK, centred),
        paragraph(number or "\u00a0", centred),
    ]
