"""What a file name says about a document: kind, number and year, as offices name their files."""

import re
from dataclasses import replace
from pathlib import PurePath

from assessment.domain.records import Document, DocumentKind

_KINDS = (
    (r"\b(perwali?|perbup|pergub|perda|permen\w*|perka\w*|peraturan)\b", DocumentKind.REGULATION),
    (r"\b(sk|kepwal|kepbup|kepgub|kepmen\w*|keputusan)\b", DocumentKind.DECREE),
    (r"\b(se|surat edaran|edaran)\b", DocumentKind.CIRCULAR),
    (r"\b(sop|prosedur)\b", DocumentKind.PROCEDURE),
    (r"\b(renstra|rencana|roadmap|peta rencana|rpjmd|renja)\b", DocumentKind.PLAN),
    (r"\b(laporan|lap|laphasil)\b", DocumentKind.REPORT),
    (r"\b(notulen|notulensi|risalah|berita acara)\b", DocumentKind.MINUTES),
    (r"\b(tangkapan layar|screenshot|ss)\b", DocumentKind.SCREENSHOT),
)  # fmt: skip
_PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff"}
_NUMBER_AND_YEAR = re.compile(r"\b(?:no|nomor)?\s*(\d{1,4})\s*(?:tahun|th|/)?\s*((?:19|20)\d{2})\b")
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")


def guess_particulars(document: Document) -> Document:
    """The document with what its file name gives away; the person corrects it."""
    path = PurePath(document.name)
    words = re.sub(r"[\W_]+", " ", path.stem.lower())
    kind = next((kind for pattern, kind in _KINDS if re.search(pattern, words)), document.kind)
    if kind is DocumentKind.OTHER and path.suffix.lower() in _PICTURES:
        kind = DocumentKind.SCREENSHOT
    numbered = _NUMBER_AND_YEAR.search(words)
    if numbered and kind in (DocumentKind.REGULATION, DocumentKind.DECREE, DocumentKind.CIRCULAR):
        return replace(document, kind=kind, number=numbered[1], year=int(numbered[2]))
    year = _YEAR.search(words)
    return replace(document, kind=kind, year=int(year[1]) if year else None)
