"""The files of a folder and where they would be attached, as a table."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from assessment.domain.dossier import letter
from assessment.domain.evidence_folder import PlacementProblem, Survey

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
FILE, TARGET = range(2)


@dataclass(frozen=True, slots=True)
class ArrivalLine:
    """A file, its place in words or the reason why it has none."""

    file: str
    target: str
    refused: bool


def lines_of(survey: Survey, names: Mapping[int, str]) -> tuple[ArrivalLine, ...]:
    """Files without a place first: they need a person; ``names`` are those of indicators."""
    reasons = {
        PlacementProblem.NO_LABEL: _tr("Nama tidak diawali nomor indikator dan huruf"),
        PlacementProblem.UNKNOWN_INDICATOR: _tr("Nomor indikator tidak ada"),
        PlacementProblem.UNSUPPORTED: _tr("Jenis berkas tidak dapat menjadi bukti"),
        PlacementProblem.EMPTY: _tr("Berkas kosong"),
        PlacementProblem.UNREADABLE: _tr("Berkas tidak dapat dibaca"),
    }
    refused = [
        ArrivalLine(
            file=str(entry.path.relative_to(survey.folder)),
            target=reasons[entry.problem],
            refused=True,
        )
        for entry in survey.refusals
    ]
    taken = [
        ArrivalLine(
            file=str(entry.path.relative_to(survey.folder)),
            target=f"{entry.place.indicator}.{letter(entry.place.position)}  "
            f"{names.get(entry.place.indicator, '')}",
            refused=False,
        )
        for entry in survey.arrivals
    ]
    return (*refused, *taken)


class ArrivalModel(QAbstractTableModel):
    """Lines for a view; the user role gives the line."""

    def __init__(self, lines: tuple[ArrivalLine, ...], parent: QObject | None = None) -> None:
        """Create the table."""
        super().__init__(parent)
        self._lines = lines

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Count the files."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else TARGET + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_tr("Berkas"), _tr("Indikator"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a text, or the line."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        text = line.file if index.column() == FILE else line.target
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return text
            case Qt.ItemDataRole.UserRole:
                return line
            case _:
                return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("Arrivals", text)
