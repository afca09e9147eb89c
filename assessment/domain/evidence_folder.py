"""The evidence folder: every file once under its official name, and names read back.

Evidence is handed in under indicator and letter, as in ``1.a.Pergub-1-2020.pdf`` (Pedoman
Menteri PANRB 3/2024).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath
from string import ascii_lowercase

from assessment.domain.dossier import Dossier
from assessment.domain.file_names import safe_file_name
from assessment.domain.records import Document, DocumentKind
from assessment.domain.words import document_short_title
from indicators.instrument import Instrument

INDEX_WORKBOOK = "Indeks-bukti.xlsx"
INDEX_PDF = "Indeks-bukti.pdf"
SUMS = "sidik-sha256.txt"
"""Hash and path of every file, as ``sha256sum --check`` reads them."""
OWN_NAMES = frozenset({INDEX_WORKBOOK, INDEX_PDF, SUMS})
PART_SIZE = 2 * 1024**3
"""How many bytes a part holds at most: mail, portals and FAT disks refuse more in one go."""

_LONGEST_TITLE = 60
_ISSUERS = (
    ("gubernur", "Pergub"),
    ("bupati", "Perbup"),
    ("wali kota", "Perwali"),
    ("walikota", "Perwali"),
    ("menteri", "Permen"),
    ("presiden", "Perpres"),
)
_PLACED = re.compile(r"(\d{1,3})\s*\.\s*([A-Za-z]{1,2})(?:\s*[._]\s*|\s+-\s+|\s+|-)(\S.*)")


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A document in the folder: named after its first use, and all labels that it serves.

    ``part`` counts from 1; 0 means that everything fits into one folder.
    """

    document: Document
    labels: tuple[str, ...]
    name: str
    part: int = 0

    @property
    def path(self) -> PurePosixPath:
        """Where it lies inside the folder."""
        return (
            PurePosixPath(f"Bagian-{self.part}", self.name)
            if self.part
            else PurePosixPath(self.name)
        )


@dataclass(frozen=True, slots=True)
class FolderIndex:
    """Everything that the index of a folder says."""

    instrument: Instrument
    dossier: Dossier
    files: tuple[FolderFile, ...]
    now: datetime

    def rows(self) -> Iterator[tuple[str, int, FolderFile]]:
        """Label, indicator and file of every use, in the order of the instrument."""
        served = {file.document.sha256: file for file in self.files}
        for number in self.instrument.outline.numbers:
            for entry in self.dossier.evidence(number):
                yield entry.label, number, served[entry.document.sha256]


def folder_files(
    dossier: Dossier, numbers: Sequence[int], part_size: int = PART_SIZE
) -> tuple[FolderFile, ...]:
    """Every attached document once, in the order of first use."""
    labels: dict[str, list[str]] = {}
    documents: dict[str, Document] = {}
    for number in numbers:
        for entry in dossier.evidence(number):
            labels.setdefault(entry.document.sha256, []).append(entry.label)
            documents[entry.document.sha256] = entry.document
    files = [
        FolderFile(documents[sha256], tuple(names), official_name(names[0], documents[sha256]))
        for sha256, names in labels.items()
    ]
    return tuple(_divided(files, part_size))


def _divided(files: Sequence[FolderFile], part_size: int) -> Iterable[FolderFile]:
    """Parts in the order of the files; a file that is larger than a part has one of its own."""
    if sum(file.document.size for file in files) <= part_size:
        return files
    divided = []
    part, filled = 1, 0
    for file in files:
        if filled and filled + file.document.size > part_size:
            part, filled = part + 1, 0
        filled += file.document.size
        divided.append(replace(file, part=part))
    return divided


def official_name(label: str, document: Document) -> str:
    """The name under which a document is handed in: ``1.a.Pergub-1-2020.pdf``."""
    suffix = PurePath(document.name).suffix.lower()
    title = re.sub(r"[\s_-]+", "-", safe_file_name(_title(document)))
    title = title[:_LONGEST_TITLE].strip("-. ") or "dokumen"
    return safe_file_name(f"{label}.{title}{suffix}")


def _title(document: Document) -> str:
    if not document.number:
        stem = PurePath(document.name).stem
        return found.name if (found := placed(stem)) else stem
    title = document_short_title(document)
    if document.kind is DocumentKind.REGULATION:
        kind = title.split(" ", 1)[0]
        issuer = document.issuer.casefold()
        short = next((short for word, short in _ISSUERS if issuer.startswith(word)), kind)
        return title.replace(kind, short, 1)
    return title


@dataclass(frozen=True, slots=True)
class Placed:
    """What an official name says: the indicator, the place of the letter, the rest."""

    indicator: int
    position: int
    name: str


def placed(name: str) -> Placed | None:
    """Where a file of that name belongs; None when the name does not say it."""
    found = _PLACED.fullmatch(name.strip())
    if found is None:
        return None
    position = 0
    for sign in found[2].lower():
        position = position * len(ascii_lowercase) + ascii_lowercase.index(sign) + 1
    return Placed(int(found[1]), position, found[3])


class PlacementProblem(StrEnum):
    """Why a file of a folder finds no indicator."""

    NO_LABEL = "no_label"
    UNKNOWN_INDICATOR = "unknown_indicator"
    UNSUPPORTED = "unsupported"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that would be attached."""

    path: Path
    place: Placed


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that would be left out, and why."""

    path: Path
    problem: PlacementProblem


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found in a folder; nothing is stored yet."""

    folder: Path
    arrivals: tuple[Arrival, ...]
    refusals: tuple[Refusal, ...]
