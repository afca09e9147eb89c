"""The hidden sheet: where a workbook comes from, and what people should not have to keep intact.

Rows of Bukti carry no visible identifier. Each citation is found again by its indicator, its
document and a fingerprint of its fields, wherever the row was moved.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from zlib import crc32

from assessment.domain.handover import Handover
from assessment.domain.identity import SELF
from assessment.domain.plain import Plain, from_plain, to_plain
from assessment.domain.records import Citation, Document
from assessment.domain.stages import noted_stage
from assessment.exchange.layout import FORMAT, SheetName
from assessment.exchange.page import Page
from assessment.exchange.styles import STYLES

MATCHED = ("level", "condition", "article", "page", "quote")
_DOCUMENT_FIELDS = tuple(field.name for field in fields(Document))

Fingerprint = tuple[str, ...]
"""A short hash of each matched field; equal parts tell how much of a row was left as it was."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A citation as it was when the workbook was written."""

    uid: str
    indicator: int
    sha256: str
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class Origin:
    """What the hidden sheet says; ``positions`` are those of the attachments.

    ``stage`` is the one that the notes on aspects are of.
    """

    instrument_id: str
    uid: str
    revision: int
    exported: datetime
    documents: Mapping[str, Document]
    positions: Mapping[tuple[int, str], int]
    citations: tuple[Exported, ...]
    stage: str = SELF


def fingerprint(citation: Citation) -> Fingerprint:
    """The hashes by which a row is recognised."""
    values = (str(getattr(citation, name) or "") for name in MATCHED)
    return tuple(f"{crc32(value.encode('utf-8', 'surrogatepass')):08x}" for value in values)


def origin_page(handover: Handover, pages: Iterable[Page]) -> Page:
    """The hidden sheet of a workbook that consists of these pages."""
    dossier = handover.dossier
    page = Page(SheetName.ORIGIN, (14, 36), hidden=True)
    rows: list[Sequence[Plain]] = [
        ("format", FORMAT),
        ("instrument", dossier.assessment.instrument_id),
        ("assessment", dossier.assessment.uid),
        ("revision", dossier.revision),
        ("exported", handover.now.isoformat()),
        ("checksum", checksum(pages)),
        ("stage", noted_stage(handover.instrument.outline, dossier).id),
    ]
    rows.extend(("document", *to_plain(document).values()) for document in dossier.documents)
    rows.extend(
        ("attachment", entry.indicator, entry.sha256, entry.position)
        for entry in dossier.attachments
    )
    rows.extend(
        ("citation", entry.uid, entry.indicator, entry.sha256, " ".join(fingerprint(entry)))
        for entry in dossier.citations
    )
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            page.put(row, column, value)
    return page


def checksum(pages: Iterable[Page]) -> str:
    """The SHA-256 of everything that people may fill in."""
    return _hash(
        f"{page.name}!{row},{column}={value}"
        for page in pages
        for (row, column), (value, style) in page.cells.items()
        if style and STYLES[style].unlocked
    )


def read_origin(rows: Iterable[Sequence[Plain]]) -> Origin | int:
    """What the hidden sheet says, or its version where that is newer than this program knows.

    Raises:
        ValueError: the sheet does not hold what it should.
        KeyError: an entry is missing.
    """
    singles: dict[Plain, Plain] = {}
    documents: dict[str, Document] = {}
    positions: dict[tuple[int, str], int] = {}
    citations: list[Exported] = []
    for kind, *values in rows:
        match kind, values:
            case "document", _:
                pairs = zip(_DOCUMENT_FIELDS, values, strict=False)
                document = from_plain(
                    Document, {name: value for name, value in pairs if value is not None}
                )
                documents[document.sha256] = document
            case "attachment", (int(indicator), str(sha256), int(position), *_):
                positions[indicator, sha256] = position
            case "citation", (str(uid), int(indicator), str(sha256), str(hashes), *_):
                citations.append(Exported(uid, indicator, sha256, tuple(hashes.split())))
            case _, (value, *_):
                singles[kind] = value
            case _:
                pass
    version = singles["format"]
    if isinstance(version, int) and version > FORMAT:
        return version
    return Origin(
        instrument_id=str(singles["instrument"]),
        uid=str(singles["assessment"]),
        revision=int(singles["revision"] or 0),
        exported=datetime.fromisoformat(str(singles["exported"])),
        documents=documents,
        positions=positions,
        citations=tuple(citations),
        stage=str(singles.get("stage", SELF)),
    )


def _hash(parts: Iterable[str]) -> str:
    joined = "\x00".join(parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
