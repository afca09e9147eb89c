"""Passages that may be cited: pages that a search found, and articles that are suggested."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from assessment.domain.records import TextState
from ui.models.hits import passage_of
from ui.models.rows import RowModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessment.domain.passages import Hit, Marks, Suggestion
    from assessment.domain.records import Document

_ELLIPSIS = "…"
# Where a sentence begins: behind the end of another, the number of an article or of a clause.
_BETWEEN = re.compile(r"([.;:!?]|)(?:\s+Pasal \d+)?(?:\s+\(\d+\))?\s+(?=[\W\d]*[A-Z])")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage of a document; ``likely`` is unknown for what a person searched herself."""

    document: Document
    label: str
    article: str
    page: int
    quote: str
    passage: str
    marks: Marks = ()
    likely: bool | None = None

    @property
    def place(self) -> str:
        """Where it stands: ``10.a  Pasal 41 ayat (1), hlm. 24``."""
        page = _tr("hlm. {0}").format(self.page)
        return f"{self.label}  {self.article}, {page}" if self.article else f"{self.label}  {page}"

    @property
    def matches(self) -> tuple[str, ...]:
        """The words that made it a candidate, each once."""
        found = (self.quote[start:end] for start, end in self.marks)
        return tuple(dict.fromkeys(found))


def suggested(
    suggestions: Sequence[Suggestion], documents: Mapping[str, tuple[str, Document]]
) -> tuple[Candidate, ...]:
    """Suggestions as candidates; ``documents`` are label and document by SHA-256."""
    made = []
    for one in suggestions:
        label, document = documents[one.sha256]
        article = " ".join(part for part in (one.article or one.annex, one.clause) if part)
        quote = one.quote
        made.append(
            Candidate(document, label, article, one.page, quote, quote, one.marks, one.likely)
        )
    return tuple(made)


def found(
    hits: Sequence[Hit], documents: Mapping[str, tuple[str, Document]]
) -> tuple[Candidate, ...]:
    """Hits of a search as candidates."""
    return tuple(
        Candidate(
            document=hit.document,
            label=documents[hit.document.sha256][0],
            article="",
            page=hit.page,
            quote=sentence_of(hit),
            passage=passage_of(hit),
        )
        for hit in hits
    )


def sentence_of(hit: Hit) -> str:
    """The sentence around the first mark of a hit, as far as the snippet holds it."""
    if not hit.marks:
        return ""
    start, end = hit.marks[0][0], hit.marks[0][0] + len(passage_of(hit))
    gaps = [gap for gap in _BETWEEN.finditer(f" {hit.text}") if gap[0].strip()]
    first = max((gap.end() - 1 for gap in gaps if gap.end() - 1 <= start), default=0)
    last = min((gap.end(1) - 1 for gap in gaps if gap.end(1) - 1 >= end), default=len(hit.text))
    return hit.text[first:last].strip(f" {_ELLIPSIS}")


def unreadable(documents: Mapping[str, tuple[str, Document]]) -> tuple[str, ...]:
    """What to do about each document whose words cannot be searched."""
    cures = {
        TextState.IMAGE_ONLY: _tr("{0} hanya gambar: buat versi berteks (OCR), lalu ganti."),
        TextState.ENCRYPTED: _tr("{0} bersandi: simpan salinan tanpa sandi, lalu ganti."),
        TextState.DAMAGED: _tr("{0} rusak: ganti dengan salinan yang utuh."),
        TextState.EMPTY: _tr("{0} kosong: ganti dengan salinan yang berisi."),
        TextState.NONE: _tr("{0} tidak berisi teks yang dapat dicari."),
        TextState.UNKNOWN: _tr("{0} tidak dapat dibaca: tambahkan lagi berkasnya."),
    }
    return tuple(
        cures[document.text_state].format(label)
        for label, document in documents.values()
        if document.text_state in cures
    )


class CandidateModel(RowModel[Candidate]):
    """Candidates for a view; the user role gives the candidate."""

    def words(self, row: Candidate, role: int) -> str | None:
        """Give place and quote, and which words matched."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{row.place}: {row.quote}"
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                said = [f"{row.place} ({likeliness(row)})", row.quote]
                if row.matches:
                    said.append(_tr("Kata yang cocok: {0}").format(", ".join(row.matches)))
                return "\n".join(said)
            case _:
                return None


def likeliness(candidate: Candidate) -> str:
    """How much a suggestion may be believed, in a word."""
    return _tr("mungkin") if candidate.likely else _tr("kurang mungkin")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Candidates", text)
