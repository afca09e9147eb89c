"""Reads what an assessment holds, and what is kept beside all of them."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from assessment.domain.dossier import Dossier
from assessment.domain.errors import UnknownAssessmentError
from assessment.domain.identity import Assessment, InstitutionKind, Record
from assessment.domain.plain import from_plain
from assessment.domain.records import (
    ActionItem,
    Answer,
    AspectNote,
    Attachment,
    Citation,
    Document,
    LevelCap,
    PathWish,
    StageOutcome,
    StepEffort,
    Waiver,
)

# Planning and ranking are imported where they are read: the worksheet needs neither.
if TYPE_CHECKING:
    import sqlite3

    from assessment.domain.planning import PathSettings
    from assessment.domain.ranking import NationalList

_R = TypeVar("_R", bound=Record)
_TABLES: dict[type[Record], str] = {
    AspectNote: "aspect_note",
    StageOutcome: "stage_outcome",
    ActionItem: "action_item",
    StepEffort: "step_effort",
    LevelCap: "level_cap",
    PathWish: "path_wish",
}
_MINE = "WHERE assessment_id = ?"
_USED = "WHERE sha256 IN (SELECT sha256 FROM attachment WHERE assessment_id = ?)"


def read_dossier(connection: sqlite3.Connection, assessment_id: int) -> Dossier:
    """Everything about one assessment.

    Raises:
        UnknownAssessmentError: there is no such assessment.
    """
    found = _all(connection, Assessment, "WHERE id = ?", assessment_id)
    if not found:
        raise UnknownAssessmentError(assessment_id)
    (revision,) = connection.execute(
        "SELECT coalesce(max(id), 0) FROM step WHERE assessment_id = ?", (assessment_id,)
    ).fetchone()

    def mine(kind: type[_R], order: str) -> tuple[_R, ...]:
        return _all(connection, kind, f"{_MINE} ORDER BY {order}", assessment_id)

    return Dossier(
        assessment=found[0],
        answers=mine(Answer, "indicator"),
        documents=_all(connection, Document, _USED, assessment_id),
        attachments=mine(Attachment, "indicator, position"),
        citations=mine(Citation, "rowid"),
        aspect_notes=mine(AspectNote, "aspect"),
        waivers=mine(Waiver, "indicator"),
        outcomes=mine(StageOutcome, "stage"),
        action_items=mine(ActionItem, "indicator"),
        step_efforts=mine(StepEffort, "indicator, level"),
        level_caps=mine(LevelCap, "indicator"),
        path_wishes=mine(PathWish, "assessment_id"),
        revision=revision,
    )


def read_documents(connection: sqlite3.Connection) -> tuple[Document, ...]:
    """All documents of the workspace, by name."""
    return _all(connection, Document, "ORDER BY name, sha256")


def read_path_settings(connection: sqlite3.Connection, assessment_id: int) -> PathSettings:
    """What a person has set for the cheapest path of an assessment."""
    from assessment.domain.planning import PathSettings

    wishes = _all(connection, PathWish, _MINE, assessment_id)
    return PathSettings(
        _all(connection, StepEffort, f"{_MINE} ORDER BY indicator, level", assessment_id),
        _all(connection, LevelCap, f"{_MINE} ORDER BY indicator", assessment_id),
        wishes[0] if wishes else None,
    )


def read_national_lists(connection: sqlite3.Connection) -> tuple[NationalList, ...]:
    """All national lists, the latest year first."""
    rows = connection.execute(
        "SELECT * FROM national_list ORDER BY year DESC, instrument_id"
    ).fetchall()
    return tuple(_national(connection, row) for row in rows)


def _national(connection: sqlite3.Connection, row: sqlite3.Row) -> NationalList:
    from assessment.domain.ranking import ListedResult, NationalList

    entries = connection.execute(
        "SELECT * FROM national_entry WHERE instrument_id = ? AND year = ? ORDER BY line",
        (row["instrument_id"], row["year"]),
    )
    return NationalList(
        instrument_id=row["instrument_id"],
        year=row["year"],
        source=row["source"],
        imported=datetime.fromisoformat(row["imported"]),
        entries=tuple(
            ListedResult(
                entry["line"],
                entry["institution"],
                InstitutionKind(entry["kind"]),
                Fraction(entry["index"]),
            )
            for entry in entries
        ),
    )


def _all(
    connection: sqlite3.Connection, kind: type[_R], clause: str, *values: int
) -> tuple[_R, ...]:
    """The records of one type; ``clause`` is one of the constants above."""
    table = _TABLES.get(kind, kind.__name__.lower())
    rows = connection.execute(f"SELECT * FROM {table} {clause}", values)  # noqa: S608 - constants
    return tuple(from_plain(kind, dict(row)) for row in rows)
