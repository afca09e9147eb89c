"""Where the files of a folder would be attached, before anything is stored."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from assessment.domain.evidence_folder import Survey
from ui.dialogs.foot import dialog_column, dialog_foot, keep_button
from ui.icons import paint_icon
from ui.models.arrivals import FILE, TARGET, ArrivalLine, ArrivalModel, lines_of
from ui.theme import current_theme
from ui.widgets.elided import ElidedLabel
from ui.widgets.table import dress_table
from ui.widgets.text import label

_SIZE = QSize(860, 520)
_LEAST = 620
_ROW = 28
_SIDE = 10
_Index = QModelIndex | QPersistentModelIndex


class FolderPreview(QDialog):
    """Shows a survey; ``confirmed`` says that its files are to be attached."""

    confirmed = Signal()

    def __init__(self, survey: Survey, names: Mapping[int, str], parent: QWidget) -> None:
        """Create the dialog over a page; ``names`` are the indicators' short names."""
        super().__init__(parent)
        self.setObjectName("folder-preview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        count, left = len(survey.arrivals), len(survey.refusals)
        column = dialog_column(self, self.tr("Lampirkan folder bukti"), _LEAST)
        mode = Qt.TextElideMode.ElideMiddle
        column.addWidget(ElidedLabel(str(survey.folder), mode=mode, size="small", role="text2"))
        words = self.tr("{0} berkas akan dilampirkan, {1} tidak dipakai.").format(count, left)
        said = label(words, wrap=True)
        said.setObjectName("folder-count")
        column.addWidget(said)
        column.addWidget(_Table(ArrivalModel(lines_of(survey, names), self)), 1)
        keep = self.tr("Lampirkan {0} berkas").format(count)
        column.addLayout(dialog_foot(self, self.tr("Batal"), keep, self._confirm))
        if (keeping := keep_button(self)) is not None:
            keeping.setEnabled(bool(count))
        self.resize(_SIZE)

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()


class _Table(QTableView):
    def __init__(self, model: ArrivalModel) -> None:
        super().__init__()
        self.setObjectName("arrivals")
        self.setAccessibleName(self.tr("Berkas dan indikatornya"))
        self.setModel(model)
        self.setItemDelegateForColumn(TARGET, _TargetDelegate(self))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = dress_table(self, current_theme().scaled(_ROW))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(TARGET, QHeaderView.ResizeMode.Stretch)


class _TargetDelegate(QStyledItemDelegate):
    """A sign says whether the file has a place; the colour alone would not."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = current_theme()
        line: ArrivalLine = index.data(Qt.ItemDataRole.UserRole)
        # The ground, as the view paints it for every other cell.
        super().paint(painter, option, QModelIndex())
        rect = option.rect
        side = theme.scaled(16)
        sign = ("circle-x", "error") if line.refused else ("circle-check", "ok")
        place = QRect(rect.left() + _SIDE, rect.center().y() - side // 2 + 1, side, side)
        paint_icon(painter, place, *sign)
        words = rect.adjusted(2 * _SIDE + side - 2, 0, -_SIDE, 0)
        painter.save()
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("error" if line.refused else "text"))
        cut = painter.fontMetrics().elidedText(
            line.target, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()
