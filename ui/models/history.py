"""What was done to an indicator, in words, newest first."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from assessment.domain.formatting import moment_text, step_text
from assessment.domain.identity import State
from assessment.domain.records import Answer, Attachment, Citation, Document
from assessment.domain.steps import Action, Change, Step, StepKind
from assessment.domain.words import ACTIONS, STATES, citation_place, document_short_title

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_AUTOMATIC = {State.OPEN, State.DRAFT}


def words_of(step: Step, indicator: int | None = None) -> str:
    """What a step did, to one indicator or at all: ``Tingkat 2 → 3; syarat 3.1 dicentang``."""
    done = "; ".join(_sentences(step.changes, indicator)) or _otherwise(step)
    match step.kind:
        case StepKind.UNDO:
            return _tr("Diurungkan: {0}").format(done)
        case StepKind.REDO:
            return _tr("Diulangi: {0}").format(done)
        case _:
            return done


def _otherwise(step: Step) -> str:
    """What a step did that speaks of no indicator."""
    return _tr("Penilaian dimulai") if step.action is Action.BEGIN else ACTIONS[step.action]


def _sentences(changes: Iterable[Change], indicator: int | None) -> Iterator[str]:
    for change in changes:
        record = change.record
        if indicator is not None and getattr(record, "indicator", indicator) != indicator:
            continue
        match record:
            case Answer():
                before = change.before if isinstance(change.before, Answer) else None
                after = change.after if isinstance(change.after, Answer) else None
                yield from _answer_sentences(record, before, after)
            case Attachment():
                yield _tr("Bukti ditambahkan") if change.after else _tr("Bukti dilepas")
            case Citation():
                place = citation_place(record) or record.quote[:40]
                yield f"{_deed(change, _tr('Rujukan'))} {place}".strip()
            case Document() if change.before is not None:
                yield _tr("Keterangan dokumen {0} diubah").format(document_short_title(record))
            case _:
                pass


def _deed(change: Change, what: str) -> str:
    if change.before is None:
        return _tr("{0} ditambahkan").format(what)
    return _tr("{0} dihapus" if change.after is None else "{0} diubah").format(what)


def _answer_sentences(record: Answer, old: Answer | None, new: Answer | None) -> Iterator[str]:
    blank = Answer(record.assessment_id, record.indicator, record.stage)
    before, after = old or blank, new or blank
    if before.level != after.level:
        yield _tr("Tingkat {0} → {1}").format(before.level or "–", after.level or "–")
    yield from _tick_sentences(before, after)
    yield from _text_sentences(before, after)
    if before.target != after.target:
        yield _tr("Target {0} → {1}").format(before.target or "–", after.target or "–")
    if before.unit != after.unit:
        yield _tr("Unit kerja: {0}").format(after.unit or "–")
    if after.review_note and before.review_note != after.review_note:
        yield _tr("Catatan pengembalian: {0}").format(after.review_note)
    if before.state != after.state and not {before.state, after.state} <= _AUTOMATIC:
        yield _tr("{0} → {1}").format(STATES[before.state], STATES[after.state])


def _tick_sentences(before: Answer, after: Answer) -> Iterator[str]:
    for level, position in sorted(after.ticks - before.ticks):
        yield _tr("Syarat {0}.{1} dicentang").format(level, position)
    for level, position in sorted(before.ticks - after.ticks):
        yield _tr("Syarat {0}.{1} dikosongkan").format(level, position)


def _text_sentences(before: Answer, after: Answer) -> Iterator[str]:
    for name, words in (
        ("fact", _tr("Fakta")),
        ("analysis", _tr("Analisis")),
        ("justification", _tr("Justifikasi")),
        ("notes", _tr("Catatan")),
    ):
        grown = len(getattr(after, name)) - len(getattr(before, name))
        if getattr(after, name) != getattr(before, name):
            yield _tr("{0} diubah ({1} huruf)").format(words, step_text(grown))


def _tr(text: str) -> str:
    return QCoreApplication.translate("History", text)


class HistoryModel(QAbstractTableModel):
    """Steps as a table: when, who, what."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Create an empty history."""
        super().__init__(parent)
        self._lines: tuple[tuple[str, str, str], ...] = ()

    def show(self, steps: Sequence[Step], indicator: int, now: datetime) -> None:
        """Show other steps, newest first."""
        self.beginResetModel()
        self._lines = tuple(
            (moment_text(step.at, now), step.who, words_of(step, indicator)) for step in steps
        )
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many steps there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """When, who, what."""
        return 0 if parent.isValid() else 3

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; they are the tooltip too, because long ones are cut."""
        if index.isValid() and role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._lines[index.row()][index.column()]
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_tr("Waktu"), _tr("Oleh"), _tr("Perubahan"))[section]
        return None
