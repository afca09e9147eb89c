"""A small part and what people do to it, for tests of merging."""

from dataclasses import replace
from typing import Any

from assessment.domain.conflicts import Decisions, Side
from assessment.domain.dossier import Dossier
from assessment.domain.identity import Record, State
from assessment.domain.merging import Merge, merge
from assessment.domain.records import Answer, Attachment, Citation
from assessment.domain.steps import Change
from tests.builders import empty_dossier, small_instrument
from tests.edits import PAPERS

OUTLINE = small_instrument().outline
ASPECT = OUTLINE.aspects[0]
FIRST, SECOND, THIRD, *_ = PAPERS
CITED = Citation("rujukan-1", 1, 1, FIRST.sha256, article="Pasal 1")
GIVEN = replace(
    empty_dossier(small_instrument()),
    answers=(Answer(1, 1, level=2, ticks=frozenset({(2, 1)}), fact="Lama", state=State.DRAFT),),
    documents=(FIRST,),
    attachments=(Attachment(1, 1, FIRST.sha256, 1),),
    citations=(CITED,),
)


def put(dossier: Dossier, *records: Record) -> Dossier:
    return dossier.after([Change(None, record) for record in records], 0)


def gone(dossier: Dossier, *records: Record) -> Dossier:
    return dossier.after([Change(record, None) for record in records], 0)


def answered(dossier: Dossier = GIVEN, **values: Any) -> Dossier:
    return put(dossier, replace(dossier.answer(1), **values))


def merged(
    ours: Dossier,
    theirs: Dossier,
    *,
    base: Dossier = GIVEN,
    decisions: Decisions | None = None,
    numbers: tuple[int, ...] = (1, 2),
) -> tuple[Merge, Dossier]:
    found = merge(OUTLINE, base, ours, theirs, numbers, decisions=decisions or {})
    return found, ours.after(found.changes, 0)


def decided(ours: Dossier, theirs: Dossier, side: Side, base: Dossier = GIVEN) -> Dossier:
    found, _ = merged(ours, theirs, base=base)
    return merged(ours, theirs, base=base, decisions=dict.fromkeys(found.conflicts, side))[1]


def asked(found: Merge) -> list[tuple[type[Record], str, object, object, object]]:
    return [(one.kind, one.field, one.base, one.ours, one.theirs) for one in found.conflicts]
