"""The list of evidence of an indicator."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from assessment.domain.dossier import Evidence
from assessment.domain.formatting import short_date_text, size_text
from assessment.domain.identity import SELF
from assessment.domain.records import Citation
from assessment.domain.words import (
    citation_place,
    document_short_title,
    document_title,
    stage_name,
)
from ui.icons import paint_icon
from ui.theme import current_theme
from ui.widgets.chip import chip_width, paint_chip

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW = 60
_EDGE = 6


def chip_of(entry: Evidence) -> tuple[str, str]:
    """Kind and words of the chip: the levels that are cited, or that nothing is."""
    levels = sorted({cited.level for cited in entry.citations if cited.level is not None})
    if levels:
        return "neutral", _tr("Tingkat {0}").format(", ".join(map(str, levels)))
    return ("neutral", _tr("dirujuk")) if entry.citations else ("warn", _tr("belum dirujuk"))


def in_order(citations: Sequence[Citation]) -> list[Citation]:
    """Citations as they are listed: the highest level first, however they are stored."""
    return sorted(
        citations, key=lambda cited: (-(cited.level or 0), cited.condition or 0, cited.article)
    )


def detail_of(entry: Evidence) -> str:
    """Where it is cited, or else date and size; and the stage that evaluators added it in."""
    stage = entry.attachment.stage
    words = _where(entry)
    return words if stage == SELF else f"{stage_name(stage)} · {words}"


def _where(entry: Evidence) -> str:
    cited = in_order(entry.citations)
    places = [place for citation in cited if (place := citation_place(citation))]
    if places:
        more = f" +{len(places) - 1}" if len(places) > 1 else ""
        return places[0].replace(", hlm.", " · hlm.") + more
    document = entry.document
    parts = [
        short_date_text(document.issued) if document.issued else "",
        _tr("{0} hlm.").format(document.pages) if document.pages else size_text(document.size),
    ]
    return " · ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("EvidenceList", text)


class EvidenceModel(QAbstractListModel):
    """Evidence in the order of its letters; the user role gives the `Evidence`."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Create an empty list."""
        super().__init__(parent)
        self._entries: tuple[Evidence, ...] = ()

    def show(self, entries: Sequence[Evidence]) -> None:
        """Show other evidence, or what changed in the same."""
        entries = tuple(entries)
        if [entry.label for entry in entries] == [entry.label for entry in self._entries]:
            self._entries = entries
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def place_of(self, sha256: str) -> int:
        """The row of a document; -1 where it is not attached."""
        found = [entry.document.sha256 for entry in self._entries]
        return found.index(sha256) if sha256 in found else -1

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many pieces there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row shows, says and is."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return entry
            case Qt.ItemDataRole.DisplayRole:
                return f"{entry.label} {document_short_title(entry.document)}"
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                parts = (document_title(entry.document), detail_of(entry), chip_of(entry)[1])
                return f"{entry.label} " + ", ".join(parts)
            case _:
                return None


class EvidenceList(QListView):
    """Enter opens, F2 edits, Delete takes away; the same stands in the context menu."""

    current_changed = Signal()
    open_requested = Signal()
    cite_requested = Signal()
    edit_requested = Signal()
    detach_requested = Signal()

    def __init__(self) -> None:
        """Create an empty list."""
        super().__init__()
        self.setObjectName("evidence_list")
        self.setAccessibleName(self.tr("Bukti dukung"))
        self.setProperty("helpTopic", "bukti")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._most = 3
        self.entries = EvidenceModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(_EvidencePainter(self))
        self.doubleClicked.connect(self.open_requested)

    def show_evidence(self, entries: Sequence[Evidence], current: str = "") -> None:
        """Show other evidence; one of it stays or becomes the current one."""
        self.entries.show(entries)
        place = max(0, self.entries.place_of(current))
        self._fit()
        self.setCurrentIndex(self.entries.index(place, 0))
        self.current_changed.emit()

    def set_most(self, rows: int) -> None:
        """Show so many rows at most; the others are scrolled to."""
        if rows != self._most:
            self._most = rows
            self._fit()

    def _fit(self) -> None:
        rows = min(self.entries.rowCount(), self._most)
        self.setFixedHeight(rows * current_theme().scaled(_ROW))

    def current(self) -> Evidence | None:
        """The piece that is chosen."""
        entry = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return entry if isinstance(entry, Evidence) else None

    def choose(self, sha256: str) -> None:
        """Make a document the current one."""
        place = self.entries.place_of(sha256)
        if place >= 0:
            self.setCurrentIndex(self.entries.index(place, 0))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Say that another piece is chosen."""
        super().currentChanged(current, previous)
        if current.isValid() and previous.isValid():
            self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the current piece."""
        acts = {
            Qt.Key.Key_Return: self.open_requested,
            Qt.Key.Key_Enter: self.open_requested,
            Qt.Key.Key_F2: self.edit_requested,
            Qt.Key.Key_Delete: self.detach_requested,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None or self.current() is None:
            super().keyPressEvent(event)
        else:
            act.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the current piece."""
        if self.current() is None:
            return
        menu = QMenu(self)
        menu.setObjectName("evidence_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in (
            (self.tr("Rujuk…"), self.cite_requested),
            (self.tr("Buka"), self.open_requested),
            (self.tr("Sunting keterangan…"), self.edit_requested),
            (self.tr("Lepas dari indikator ini"), self.detach_requested),
        ):
            menu.addAction(words).triggered.connect(lambda _on, done=act: done.emit())
        menu.popup(event.globalPos())


class _EvidencePainter(QStyledItemDelegate):
    """Paints label and title over place and chip."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, current_theme().scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Evidence = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, option, chosen=chosen)
        self._paint_words(painter, option.rect, entry, chosen=chosen)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, *, chosen: bool
    ) -> None:
        theme = current_theme()
        painter.fillRect(option.rect, theme.color("surface"))
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not (chosen or over):
            return
        rect = QRectF(option.rect).adjusted(_EDGE, 1, -_EDGE, -1)
        painter.setBrush(theme.color("sel" if chosen else "alt"))
        painter.setPen(Qt.PenStyle.NoPen)
        focused = self._view.hasFocus()
        if chosen and (focused or theme.border > 1):
            painter.setPen(QPen(theme.color("focus" if focused else "line_strong"), 2))
            rect.adjust(1, 1, -1, -1)
        painter.drawRoundedRect(rect, 6, 6)

    def _paint_words(
        self, painter: QPainter, rect: QRect, entry: Evidence, *, chosen: bool
    ) -> None:
        theme = current_theme()
        half = rect.height() // 2
        paint_icon(painter, QRect(rect.left() + 17, rect.top() + 8, 19, 19), "file-text", "text2")
        left, right = rect.left() + 46, rect.right() - 16
        upper = QRect(left, rect.top() + 6, right - left, half - 8)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(bold=True))
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, entry.label)
        upper.setLeft(left + painter.fontMetrics().horizontalAdvance(entry.label) + 9)
        painter.setFont(theme.font(bold=chosen))
        _line(painter, upper, document_short_title(entry.document))
        kind, words = chip_of(entry)
        high = theme.scaled(20)
        width = chip_width(words, kind, high)
        top = rect.top() + half + (half - high) // 2 - 2
        paint_chip(painter, QRect(right - width, top, width, high), words, kind)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        _line(painter, QRect(left, top, right - width - left - 8, high), detail_of(entry))


def _line(painter: QPainter, rect: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
