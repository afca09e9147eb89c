"""Reads the log and the receipts of an assessment."""

import sqlite3
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from assessment.domain.exchange import ExportKind, Receipt
from assessment.domain.steps import Action, Step, StepKind, undo_and_redo
from assessment.storage.changes import decode_changes


def read_steps(
    connection: sqlite3.Connection,
    assessment_id: int,
    indicator: int | None,
    actions: Collection[Action] = (),
) -> tuple[Step, ...]:
    """The log of an assessment or an indicator, newest first; only of some actions if named."""
    query = "SELECT * FROM step WHERE assessment_id = ? AND touched LIKE ?"
    if actions:
        query += f" AND action IN ({', '.join('?' * len(actions))})"
    rows = connection.execute(
        f"{query} ORDER BY id DESC",
        (assessment_id, "%" if indicator is None else f"% {indicator} %", *actions),
    )
    return tuple(_step(row) for row in rows)


def read_next_undo(connection: sqlite3.Connection, assessment_id: int) -> Step | None:
    """The step that undo would take back."""
    done, _ = _stacks(connection, assessment_id)
    return _last(connection, done)


def read_next_redo(connection: sqlite3.Connection, assessment_id: int) -> Step | None:
    """The step that redo would do again."""
    _, undone = _stacks(connection, assessment_id)
    return _last(connection, undone)


def read_receipts(connection: sqlite3.Connection, assessment_id: int) -> tuple[Receipt, ...]:
    """The receipts of an assessment, newest first."""
    rows = connection.execute(
        "SELECT * FROM receipt WHERE assessment_id = ? ORDER BY id DESC", (assessment_id,)
    )
    return tuple(_receipt(row) for row in rows)


def _stacks(connection: sqlite3.Connection, assessment_id: int) -> tuple[list[int], list[int]]:
    log = connection.execute(
        "SELECT id, kind, reverts FROM step WHERE assessment_id = ? ORDER BY id", (assessment_id,)
    )
    return undo_and_redo((number, StepKind(kind), back) for number, kind, back in log)


def _last(connection: sqlite3.Connection, stack: list[int]) -> Step | None:
    if not stack:
        return None
    row = connection.execute("SELECT * FROM step WHERE id = ?", (stack[-1],)).fetchone()
    return _step(row)


def _step(row: sqlite3.Row) -> Step:
    return Step(
        id=row["id"],
        assessment_id=row["assessment_id"],
        at=datetime.fromisoformat(row["at"]),
        who=row["who"],
        kind=StepKind(row["kind"]),
        action=Action(row["action"]),
        reverts=row["reverts"],
        changes=decode_changes(row["changes"]),
    )


def _receipt(row: sqlite3.Row) -> Receipt:
    return Receipt(
        assessment_id=row["assessment_id"],
        at=datetime.fromisoformat(row["at"]),
        kind=ExportKind(row["kind"]),
        path=Path(row["path"]),
        sha256=row["sha256"],
        size=row["size"],
        summary=row["summary"],
        failure=row["failure"],
        index=row["index"],
        revision=row["revision"],
    )
