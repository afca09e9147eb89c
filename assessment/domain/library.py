"""The library of an assessment: where each document is used, and what would fall without it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from assessment.domain.dossier import Dossier, Evidence
from assessment.domain.records import Citation, Document
from assessment.domain.scoring import score
from assessment.domain.steps import Step
from indicators.outline import Outline


@dataclass(frozen=True, slots=True)
class Use:
    """A document at one indicator; ``levels`` are those that its citations name there."""

    indicator: int
    label: str
    levels: tuple[int, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """What the index would be without a document; ``levels``: indicator, level now and then."""

    before: Fraction
    after: Fraction
    levels: tuple[tuple[int, int, int], ...]

    @property
    def lost(self) -> Fraction:
        """How much index would be lost."""
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A document once, whatever it is called and wherever it is used.

    ``names`` begins with the name of the document; ``indexed`` counts its pages that can be
    searched.
    """

    document: Document
    names: tuple[str, ...]
    indexed: int
    uses: tuple[Use, ...]
    loss: Loss


@dataclass(frozen=True, slots=True)
class Recheck:
    """A citation whose words do not stand on its page any more, and the page where they do."""

    citation: Citation
    found_page: int | None


@dataclass(frozen=True, slots=True)
class Replaced:
    """What came of putting a newer version in the place of a document."""

    step: Step | None
    document: Document
    recheck: tuple[Recheck, ...]


def uses_of(dossier: Dossier, sha256: str) -> tuple[Use, ...]:
    """Where a document is used, by indicator."""
    return tuple(
        Use(
            indicator=entry.attachment.indicator,
            label=entry.label,
            levels=tuple(sorted({one.level for one in entry.citations if one.level is not None})),
            citations=entry.citations,
        )
        for number in _indicators_of(dossier, sha256)
        for entry in dossier.evidence(number)
        if entry.document.sha256 == sha256
    )


def loss_of(outline: Outline, dossier: Dossier, sha256: str) -> Loss:
    """What the index would be without a document; see `levels_without`."""
    before = dossier.levels()
    fallen = levels_without(dossier, sha256, outline.minimum_level)
    return Loss(
        before=score(outline, before).index,
        after=score(outline, {**before, **fallen}).index,
        levels=tuple((number, before[number], level) for number, level in fallen.items()),
    )


def levels_without(dossier: Dossier, sha256: str, lowest: int) -> dict[int, int]:
    """The levels that indicators would fall to without a document; only those that fall.

    A citation speaks for the level that it names, and for the claimed one where it names none or
    a higher one; so does a document that is attached but not cited. A level is lost when the
    document alone spoke for it. Levels are cumulative, so the indicator then keeps the highest
    level, below every lost one, that others still speak for, or else the lowest of all.
    """
    fallen = {}
    claims = dossier.levels()
    for number in _indicators_of(dossier, sha256):
        claim = claims.get(number, lowest)
        evidence = dossier.evidence(number)
        others = [entry for entry in evidence if entry.document.sha256 != sha256]
        kept = _spoken_for(others, claim)
        lost = _spoken_for(evidence, claim) - kept
        if claim > lowest and lost:
            fallen[number] = max((level for level in kept if level < min(lost)), default=lowest)
    return fallen


def _spoken_for(evidence: Iterable[Evidence], claim: int) -> set[int]:
    return {level for entry in evidence for level in _levels(entry, claim)}


def _levels(entry: Evidence, claim: int) -> Iterator[int]:
    if not entry.citations:
        yield claim
    for citation in entry.citations:
        yield min(claim, citation.level or claim)


def _indicators_of(dossier: Dossier, sha256: str) -> list[int]:
    return sorted(entry.indicator for entry in dossier.attachments if entry.sha256 == sha256)
