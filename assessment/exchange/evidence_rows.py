"""Rows of Bukti become citations, documents and attachments again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

from assessment.domain.exchange import Place
from assessment.domain.file_errors import CellProblem
from assessment.domain.records import Attachment, Citation, Document
from assessment.exchange.cells import Cells, whole_number
from assessment.exchange.grid import Read, Row
from assessment.exchange.layout import EVIDENCE_COLUMNS
from assessment.exchange.origin import MATCHED, Exported, Fingerprint, Origin, fingerprint
from indicators.instrument import Instrument

_HEADERS = {column.field: column.header for column in EVIDENCE_COLUMNS if column.field}
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LABEL = re.compile(r"^\d+\.[a-z]+\.")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that was read; the citation has no identifier yet."""

    row: Row
    citation: Citation
    name: str
    number: str
    issued: date | None

    def read(self, field: str) -> Read:
        """The cell of a field."""
        return self.row.cell(_HEADERS[field])


@dataclass(frozen=True, slots=True)
class EvidenceRead:
    """What Bukti says."""

    documents: tuple[Document, ...]
    attachments: tuple[Attachment, ...]
    citations: tuple[Citation, ...]
    places: dict[Place, str]


def read_evidence(
    rows: Iterable[Row], instrument: Instrument, origin: Origin, cells: Cells
) -> EvidenceRead:
    """Everything that the rows say; faults are left with the cells."""
    entries = list(_with_documents(_entries(rows, instrument, cells), origin, cells))
    places: dict[Place, str] = {}
    citations = []
    for entry, uid in _identified(entries, origin.citations):
        citation = replace(entry.citation, uid=uid)
        citations.append(citation)
        for name in MATCHED:
            read = entry.read(name)
            places[Citation, (uid,), name] = f"{read.sheet}!{read.cell}"
    return EvidenceRead(
        documents=tuple(_documents(entries, origin, cells, places)),
        attachments=tuple(_attachments(entries, origin)),
        citations=tuple(citations),
        places=places,
    )


def _entries(rows: Iterable[Row], instrument: Instrument, cells: Cells) -> Iterator[Entry]:
    for row in rows:
        if not row.holds_any(_HEADERS.values()):
            continue
        number = cells.indicator(row.cell(_HEADERS["indicator"]))
        if number is None:
            continue
        level = cells.level(row.cell(_HEADERS["level"]))
        citation = Citation(
            uid="",
            assessment_id=0,
            indicator=number,
            sha256=cells.text(row.cell(_HEADERS["sha256"])).strip().lower(),
            level=level,
            condition=_condition(row.cell(_HEADERS["condition"]), number, level, instrument, cells),
            article=cells.text(row.cell(_HEADERS["article"])),
            page=cells.text(row.cell(_HEADERS["page"])),
            quote=cells.text(row.cell(_HEADERS["quote"])),
        )
        yield Entry(
            row,
            citation,
            name=cells.text(row.cell(_HEADERS["name"])).strip(),
            number=cells.text(row.cell(_HEADERS["number"])),
            issued=cells.day(row.cell(_HEADERS["issued"])),
        )


def _condition(
    read: Read, number: int, level: int | None, instrument: Instrument, cells: Cells
) -> int | None:
    """The position of a condition within its level; a fault and None when there is none such."""
    text = cells.text(read).strip()
    if not text:
        return None
    position = whole_number(read.value)
    count = 0 if level is None else len(instrument.indicator(number).level(level).conditions)
    if position is not None and 1 <= position <= count:
        return position
    cells.fault(read, CellProblem.NOT_A_CONDITION)
    return None


def _with_documents(entries: Iterable[Entry], origin: Origin, cells: Cells) -> Iterator[Entry]:
    """The entries with their document; a row without SHA-256 names a file that another one has."""
    entries = list(entries)
    by_name = {document.name.casefold(): sha256 for sha256, document in origin.documents.items()}
    for entry in entries:
        if _SHA256.fullmatch(entry.citation.sha256) and entry.name:
            by_name.setdefault(_file_name(entry.name).casefold(), entry.citation.sha256)
    for entry in entries:
        sha256 = entry.citation.sha256 or by_name.get(_file_name(entry.name).casefold(), "")
        if _SHA256.fullmatch(sha256):
            yield replace(entry, citation=replace(entry.citation, sha256=sha256))
        else:
            read = entry.read("sha256")
            cells.fault(read if read.value else entry.read("name"), CellProblem.UNKNOWN_DOCUMENT)


def _file_name(label: str) -> str:
    """The name without the indicator's number and the letter before it."""
    return _LABEL.sub("", label)


def _identified(
    entries: Iterable[Entry], exported: Iterable[Exported]
) -> Iterator[tuple[Entry, str]]:
    """The entries that are citations, with the identifiers they had or new ones.

    Within an indicator and a document, rows left as they were come first, then those with most
    in common. A row that cites nothing only attaches its document.
    """
    waiting: dict[tuple[int, str], list[Exported]] = {}
    for known in exported:
        waiting.setdefault((known.indicator, known.sha256), []).append(known)
    changed = []
    for entry in entries:
        candidates = waiting.get((entry.citation.indicator, entry.citation.sha256), [])
        same = [one for one in candidates if one.fingerprint == fingerprint(entry.citation)]
        if same:
            candidates.remove(same[0])
            yield entry, same[0].uid
        elif any(getattr(entry.citation, name) for name in MATCHED):
            changed.append(entry)
    for entry in changed:
        candidates = waiting.get((entry.citation.indicator, entry.citation.sha256), [])
        if candidates:
            prints = fingerprint(entry.citation)
            closest = max(candidates, key=lambda one: _alike(one.fingerprint, prints))
            candidates.remove(closest)
            yield entry, closest.uid
        else:
            yield entry, uuid4().hex


def _alike(one: Fingerprint, other: Fingerprint) -> int:
    return sum(a == b for a, b in zip(one, other, strict=False))


def _documents(
    entries: Iterable[Entry], origin: Origin, cells: Cells, places: dict[Place, str]
) -> Iterator[Document]:
    """Every document that a row names, with the number and date that people corrected."""
    rows: dict[str, list[Entry]] = {}
    for entry in entries:
        rows.setdefault(entry.citation.sha256, []).append(entry)
    for sha256, group in rows.items():
        known = origin.documents.get(sha256)
        if known is None:
            name = _file_name(group[0].name) or sha256
            known = Document(sha256, name, 0, origin.exported)
        corrected: dict[str, Any] = {}
        for name in ("number", "issued"):
            entry = _correction(group, name, getattr(known, name), cells)
            read = entry.read(name)
            corrected[name] = getattr(entry, name)
            places[Document, (sha256,), name] = f"{read.sheet}!{read.cell}"
        yield replace(known, **corrected)


def _correction(group: list[Entry], name: str, exported: object, cells: Cells) -> Entry:
    """The row to believe where a document stands in several: the one that was changed.

    A field left empty in some rows is no correction; two different corrections are a fault.
    """
    changed = [entry for entry in group if getattr(entry, name) not in ("", None, exported)]
    if len({getattr(entry, name) for entry in changed}) > 1:
        cells.fault(changed[-1].read(name), CellProblem.NOT_A_CHOICE)
    kept = [entry for entry in group if getattr(entry, name) == exported]
    return (changed or kept or group)[0]


def _attachments(entries: Iterable[Entry], origin: Origin) -> Iterator[Attachment]:
    """One for each document at an indicator; new ones are placed after those that were there."""
    positions = dict(origin.positions)
    last: dict[int, int] = {}
    for (indicator, _), position in positions.items():
        last[indicator] = max(last.get(indicator, 0), position)
    keys = dict.fromkeys((entry.citation.indicator, entry.citation.sha256) for entry in entries)
    for indicator, sha256 in keys:
        if (indicator, sha256) not in positions:
            positions[indicator, sha256] = last[indicator] = last.get(indicator, 0) + 1
        yield Attachment(0, indicator, sha256, positions[indicator, sha256])
