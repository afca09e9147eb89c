"""The log as a table: when, who, indicator, what, before, after."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from assessment.domain.formatting import moment_text, time_text
from assessment.domain.identity import SELF
from assessment.domain.words import stage_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from assessment.domain.log import LogLine

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_CUT = 400  # letters of a value in a cell; the tooltip holds more
_TIP = 2_000
WHEN, WHO, INDICATOR, WHAT, BEFORE, AFTER = range(6)


@cache
def _headings() -> tuple[str, ...]:
    return (
        _tr("Waktu"), _tr("Oleh"), _tr("Ind."), _tr("Perubahan"), _tr("Sebelum"), _tr("Sesudah"),
    )  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("Log", text)


class LogModel(QAbstractTableModel):
    """Lines that can be narrowed; the words of a cell are made when it is looked at."""

    def __init__(self, now: datetime, parent: QObject | None = None) -> None:
        """Create an empty table; moments are told as seen from ``now``."""
        super().__init__(parent)
        self._now = now
        self._all: Sequence[LogLine] = ()
        self._words: Sequence[str] = ()
        self._shown: list[LogLine] = []

    def show(self, lines: Sequence[LogLine]) -> None:
        """Show other lines, newest first."""
        self._all = lines
        self._words = [
            f"{line.who} {line.deed} {line.what} {line.before} {line.after}".casefold()
            for line in lines
        ]
        self.narrow("", "", None)

    def narrow(self, text: str, who: str, indicator: int | None) -> None:
        """Show only lines with all words, of a person, of an indicator; empty means any."""
        self.beginResetModel()
        words = text.casefold().split()
        self._shown = [
            line
            for line, content in zip(self._all, self._words, strict=True)
            if (not who or line.who == who)
            and (indicator is None or line.indicator == indicator)
            and all(word in content for word in words)
        ]
        self.endResetModel()

    def lines(self) -> list[LogLine]:
        """The lines that are shown."""
        return self._shown

    def count(self) -> int:
        """How many lines there are, also those that a filter hides."""
        return len(self._all)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """When, who, indicator, what, before, after."""
        return 0 if parent.isValid() else len(_headings())

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell on one line; the tooltip holds them as they are."""
        if not index.isValid():
            return None
        line = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return " ".join(self._cell(line, index.column())[:_CUT].split())
            case Qt.ItemDataRole.ToolTipRole:
                return self._cell(line, index.column())[:_TIP]
            case Qt.ItemDataRole.UserRole:
                return line
            case _:
                return None

    def _cell(self, line: LogLine, column: int) -> str:
        match column:
            case _ if column == WHEN:
                moment = moment_text(line.at, self._now)
                time = time_text(line.at)
                return moment if moment.endswith(time) else f"{moment} {time}"
            case _ if column == WHO:
                return line.who
            case _ if column == INDICATOR:
                return "–" if line.indicator is None else str(line.indicator)
            case _ if column == WHAT:
                later = "" if line.stage in ("", SELF) else f" ({stage_name(line.stage)})"
                return f"{line.deed} · {line.what}{later}"
            case _:
                return (line.before if column == BEFORE else line.after) or "–"

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _headings()[section]
        return None
