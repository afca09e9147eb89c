"""How a file differs from what is stored, and the changes that taking it over would make."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from assessment.domain.dossier import Dossier, RecordsByType, from_records, under
from assessment.domain.exchange import Difference, DifferenceKind, Incoming, Place
from assessment.domain.identity import SELF, Record, State
from assessment.domain.plain import Plain, plain_value
from assessment.domain.records import (
    Answer,
    AspectNote,
    Attachment,
    Citation,
    Document,
    RecordType,
    key_of,
)
from assessment.domain.steps import Change, Step

_R = TypeVar("_R", bound=Record)
_Touched = frozenset[tuple[RecordType, tuple[str | int, ...]]]


def differences(
    stored: Dossier, incoming: Incoming, later: Iterable[Step]
) -> tuple[Difference, ...]:
    """Every difference, field by field, in the order of the file.

    Args:
        stored: the assessment as it is here; ``incoming`` must carry the same identifier.
        incoming: what the file says.
        later: the steps stored here after the file was exported.
    """
    touched: _Touched = frozenset(
        (type(change.record), key_of(change.record)) for step in later for change in step.changes
    )
    there = incoming.dossier.records()
    found = list(_field_differences(stored, there, incoming, touched))
    found.extend(_added_citations(stored, there, incoming))
    found.extend(_removed_citations(stored, incoming))
    return tuple(found)


def _field_differences(
    stored: Dossier, there: RecordsByType, incoming: Incoming, touched: _Touched
) -> Iterator[Difference]:
    here = stored.records()
    for (kind, key, name), cell in incoming.places.items():
        after = there[kind][key]
        before = here.get(kind, {}).get(key)
        if before is None and isinstance(after, Citation | Document):
            continue
        basis = before or blank(after)
        old, new = plain_value(getattr(basis, name)), plain_value(getattr(after, name))
        if old == new:
            continue
        difference_kind = _kind(old, new)
        yield Difference(
            kind=difference_kind,
            indicator=getattr(after, "indicator", None),
            field=name,
            before=old,
            after=new,
            place=cell,
            cautious=_locked(stored, after)
            or difference_kind is DifferenceKind.REMOVED
            or (kind, key) in touched,
            change=Change(before, after),
        )


def _locked(stored: Dossier, record: Record) -> bool:
    """Whether the record belongs to an approved answer or to a final stage."""
    match record:
        case Answer(indicator=indicator, stage=stage):
            approved = stored.answer(indicator, stage).state is State.APPROVED
            return approved or stored.outcome(stage).final
        case Citation(indicator=indicator):
            approved = stored.answer(indicator).state is State.APPROVED
            return approved or stored.outcome(SELF).final
        case AspectNote(stage=stage):
            return stored.outcome(stage).final
        case _:
            return False


def _kind(old: Plain, new: Plain) -> DifferenceKind:
    if old in ("", None):
        return DifferenceKind.ADDED
    return DifferenceKind.REMOVED if new in ("", None) else DifferenceKind.CHANGED


def blank(record: _R) -> _R:
    """The record of that key with nothing in it."""
    names = type(record).KEY
    return type(record)(**{name: getattr(record, name) for name in names})


def _added_citations(
    stored: Dossier, there: RecordsByType, incoming: Incoming
) -> Iterator[Difference]:
    known = {key_of(citation) for citation in stored.citations}
    for key, record in there.get(Citation, {}).items():
        if isinstance(record, Citation) and key not in known:
            yield Difference(
                kind=DifferenceKind.ADDED,
                indicator=record.indicator,
                field="",
                before="",
                after=citation_text(record),
                place=_first_place(incoming, (Citation, key, "")),
                # What was removed here meanwhile comes back only if a person wants it.
                cautious=record.uid in incoming.exported or _locked(stored, record),
                change=Change(None, record),
            )


def _removed_citations(stored: Dossier, incoming: Incoming) -> Iterator[Difference]:
    present = {citation.uid for citation in incoming.dossier.citations}
    for citation in stored.citations:
        if citation.uid in incoming.exported and citation.uid not in present:
            yield Difference(
                kind=DifferenceKind.REMOVED,
                indicator=citation.indicator,
                field="",
                before=citation_text(citation),
                after="",
                place="",
                cautious=True,
                change=Change(citation, None),
            )


def citation_text(citation: Citation) -> str:
    """Where a citation points and what stands there, in a line."""
    parts = (citation.article, citation.page and f"hlm. {citation.page}", citation.quote)
    return ", ".join(part for part in parts if part)


def _first_place(incoming: Incoming, place: Place) -> str:
    kind, key, _ = place
    return next(
        (cell for (of, at, _), cell in incoming.places.items() if (of, at) == (kind, key)), ""
    )


def changes_for(
    stored: Dossier, incoming: Incoming, chosen: Collection[Difference]
) -> tuple[Change, ...]:
    """The changes that take over the chosen differences, in an order that storage accepts."""
    edited: dict[tuple[RecordType, tuple[str | int, ...]], Change] = {}
    added: list[Citation] = []
    removed: list[Change] = []
    for difference in chosen:
        before, wanted = difference.change.before, difference.change.record
        if difference.field:
            place = (type(wanted), key_of(wanted))
            current = edited.get(place, Change(before, before or blank(wanted)))
            value = {difference.field: getattr(wanted, difference.field)}
            edited[place] = Change(before, _edited(current.record, value))
        elif isinstance(wanted, Citation) and before is None:
            added.append(wanted)
        else:
            removed.append(difference.change)
    return (
        *removed,
        *edited.values(),
        *_needed_for(stored, incoming, added),
        *(Change(None, citation) for citation in added),
    )


def _edited(record: Record, value: dict[str, object]) -> Record:
    changed: Record = replace(record, **value)
    if isinstance(changed, Answer):
        return replace(changed, state=State.DRAFT)
    return changed


def _needed_for(
    stored: Dossier, incoming: Incoming, citations: Iterable[Citation]
) -> Iterator[Change]:
    """Documents and attachments that new citations stand on and that are not here yet."""
    documents = {document.sha256 for document in stored.documents}
    attached = {(entry.indicator, entry.sha256) for entry in stored.attachments}
    positions: dict[int, int] = {}
    for entry in stored.attachments:
        positions[entry.indicator] = max(positions.get(entry.indicator, 0), entry.position)
    for citation in citations:
        if citation.sha256 not in documents:
            documents.add(citation.sha256)
            (document,) = (
                entry for entry in incoming.dossier.documents if entry.sha256 == citation.sha256
            )
            yield Change(None, document)
        if (citation.indicator, citation.sha256) not in attached:
            attached.add((citation.indicator, citation.sha256))
            position = positions.get(citation.indicator, 0) + 1
            positions[citation.indicator] = position
            yield Change(
                None,
                Attachment(citation.assessment_id, citation.indicator, citation.sha256, position),
            )


def rebased(incoming: Incoming, assessment_id: int) -> Incoming:
    """The incoming data under the identifier that the assessment has here."""
    new = {
        (kind, key): under(record, assessment_id)
        for kind, entries in incoming.dossier.records().items()
        for key, record in entries.items()
    }
    records: RecordsByType = {}
    for (kind, _), record in new.items():
        records.setdefault(kind, {})[key_of(record)] = record
    return replace(
        incoming,
        dossier=from_records(records, incoming.dossier.revision),
        places={
            (kind, key_of(new[kind, key]), name): cell
            for (kind, key, name), cell in incoming.places.items()
        },
    )
