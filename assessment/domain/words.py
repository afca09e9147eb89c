"""What people call things: Indonesian names of kinds, states and documents."""

from pathlib import PurePath

from assessment.domain.records import (
    Citation,
    Cycle,
    Document,
    DocumentKind,
    InstitutionKind,
    State,
)

INSTITUTION_KINDS = {
    InstitutionKind.MINISTRY: "Kementerian",
    InstitutionKind.AGENCY: "LPNK",
    InstitutionKind.OTHER: "Lembaga lain",
    InstitutionKind.PROVINCE: "Provinsi",
    InstitutionKind.REGENCY: "Kabupaten",
    InstitutionKind.CITY: "Kota",
}
CYCLES = {Cycle.MONITORING: "Pemantauan", Cycle.EVALUATION: "Evaluasi"}
STATES = {
    State.OPEN: "Belum diisi",
    State.DRAFT: "Draf",
    State.HANDED_IN: "Diserahkan",
    State.RETURNED: "Dikembalikan",
    State.APPROVED: "Disetujui",
}
DOCUMENT_KINDS = {
    DocumentKind.REGULATION: "Peraturan",
    DocumentKind.DECREE: "Keputusan",
    DocumentKind.CIRCULAR: "Surat edaran",
    DocumentKind.PROCEDURE: "SOP",
    DocumentKind.PLAN: "Rencana",
    DocumentKind.REPORT: "Laporan",
    DocumentKind.MINUTES: "Notulensi",
    DocumentKind.SCREENSHOT: "Tangkapan layar",
    DocumentKind.OTHER: "Dokumen",
}


def document_short_title(document: Document) -> str:
    """What a list calls a document: ``Peraturan 12/2023``, or its file name without suffix."""
    if not document.number:
        return PurePath(document.name).stem
    number = document.number
    if document.year is not None and not number.endswith(f"/{document.year}"):
        number = f"{number}/{document.year}"
    return f"{DOCUMENT_KINDS[document.kind]} {number}"


def document_title(document: Document) -> str:
    """What a sentence calls a document: kind, issuer, number, year and subject."""
    kind = DOCUMENT_KINDS[document.kind]
    named = bool(document.number or document.about) and document.kind is not DocumentKind.OTHER
    parts = [kind if named else PurePath(document.name).stem]
    if document.issuer:
        parts.append(document.issuer)
    if document.number:
        parts.append(f"Nomor {document.number}")
    if document.year is not None and named:
        parts.append(f"Tahun {document.year}")
    if document.about:
        parts.append(f"tentang {document.about}")
    return " ".join(parts)


def citation_place(citation: Citation) -> str:
    """Where a passage stands: ``Pasal 41 ayat (2), hlm. 24``; empty when nothing is named."""
    page = f"hlm. {citation.page}" if citation.page else ""
    return ", ".join(part for part in (citation.article, page) if part)
