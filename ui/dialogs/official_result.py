"""An official result before it is stored: every row beside the picture of its page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from assessment.domain.formatting import index_text
from assessment.domain.official_result import DoubtKind, OfficialRow
from assessment.domain.official_result_words import doubt_text
from assessment.domain.scoring import score
from ui.dialogs.foot import dialog_column, dialog_foot, keep_button
from ui.models.official_result import LEVEL, NAME, NUMBER, READ, STATE, OfficialRowModel
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.elided import ElidedLabel
from ui.widgets.field import LineField
from ui.widgets.message import Message
from ui.widgets.page_strip import PageStrip
from ui.widgets.text import label

if TYPE_CHECKING:
    from assessment.domain.official_result import PagePicture
    from assessment.domain.sentences import Sentence
    from assessment.services.official_result import OfficialPreview, OfficialResultDesk
    from ui.tasks import TaskRunner

_Index = QModelIndex | QPersistentModelIndex
_SIZE = QSize(1120, 620)
_LEAST = 860
_ROW = 28
_WIDTHS = {NUMBER: 44, READ: 76, LEVEL: 76, STATE: 108}
_MOST_DOUBTS = 4
_PAGE = 1_100  # pixels across


class OfficialResultDialog(QDialog):
    """Shows a report; ``confirmed`` carries the preview and the levels to store."""

    confirmed = Signal(object, object)

    def __init__(
        self,
        preview: OfficialPreview,
        desk: OfficialResultDesk,
        tasks: TaskRunner,
        parent: QWidget,
    ) -> None:
        """Create the dialog over a page."""
        super().__init__(parent)
        self.setObjectName("official-result")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self._preview = preview
        self._desk = desk
        self._tasks = tasks
        self._pictures: dict[int, PagePicture] = {}
        self._asked: set[int] = set()
        result = preview.result
        names = {entry.number: entry.short_name for entry in preview.instrument.indicators}
        self._model = OfficialRowModel(result.rows, names, preview.rows, self)
        title = self.tr("Hasil resmi · {0} · {1}").format(
            result.institution or self.tr("instansi belum terbaca"), result.year
        )
        column = dialog_column(self, title, _LEAST)
        mode = Qt.TextElideMode.ElideMiddle
        column.addWidget(ElidedLabel(str(result.path), mode=mode, size="small", role="text2"))
        self._name = LineField(self.tr("Nama instansi"), name="institution")
        self._name.setVisible(not result.institution)
        self._name.edit.textChanged.connect(self._tell)
        column.addWidget(self._name)
        self._verdict = Message("ok", name="verdict")
        column.addWidget(self._verdict)
        column.addLayout(self._middle(), 1)
        column.addLayout(dialog_foot(self, self.tr("Batal"), "", self._confirm))
        self._model.levels_changed.connect(self._tell)
        self._tell()
        self._show_next()
        self.resize(_SIZE)

    def show_failure(self, sentence: Sentence) -> None:
        """Say why nothing was stored."""
        self._verdict.set_content("error", sentence.title, sentence.text)
        self._enable(on=True)

    def _middle(self) -> QHBoxLayout:
        self._view = _Rows(self._model, self.tr("Baris tabel"))
        self._view.typed.connect(self._take)
        self._view.selectionModel().currentChanged.connect(self._show_row)
        self._strip = PageStrip(self.tr("Gambar halaman"), name="page-strip")
        self._where = label(size="small", role="text2")
        self._where.setObjectName("where")
        levels = QHBoxLayout()
        levels.setSpacing(6)
        levels.addWidget(label(self.tr("Yang tercetak:"), "small", "text2"))
        for level in self._preview.instrument.outline.levels:
            choice = button(str(level), small=True, name=f"level-{level}")
            choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            choice.clicked.connect(partial(self._take_level, level))
            levels.addWidget(choice)
        levels.addStretch(1)
        self._same = button(self.tr("Sesuai bacaan"), small=True, name="as-read")
        self._same.clicked.connect(partial(self._take, 0))
        levels.addWidget(self._same)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self._where)
        beside.addWidget(self._strip, 1)
        beside.addLayout(levels)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._view, 56)
        row.addLayout(beside, 44)
        return row

    def _take_level(self, level: int, _on: object = None) -> None:
        self._take(level)

    def _take(self, level: int, _on: object = None) -> None:
        """Confirm the current row with a level, 0 for what was read, and go on."""
        current = self._view.currentIndex()
        known = level in {0, *self._preview.instrument.outline.levels}
        if current.isValid() and known:
            self._model.confirm(current.row(), level or None)
            if not self._model.waits(current.row()):
                self._show_next()

    def _show_next(self) -> None:
        """Go to the next row that waits, from the current one on."""
        waiting = self._model.open_rows()
        here = self._view.currentIndex().row()
        later = [place for place in waiting if place > here]
        if waiting or here < 0:
            place = (later or waiting or [0])[0]
            self._view.setCurrentIndex(self._model.index(place, NAME))

    def _show_row(self, index: QModelIndex) -> None:
        row: OfficialRow = index.data(Qt.ItemDataRole.UserRole)
        self._same.setEnabled(row.level is not None)
        page = row.page or self._page_near(row)
        if page is None:
            self._where.setText(self.tr("Baris ini tidak ditemukan di berkas"))
            return
        words = self.tr("Halaman {0}") if row.page else self.tr("Tidak ditemukan; halaman {0}")
        self._where.setText(words.format(page))
        if page in self._pictures:
            self._strip.show_row(self._pictures[page], row.box)
        elif page not in self._asked:
            self._asked.add(page)
            path = self._preview.result.path
            self._tasks.start(
                lambda _progress: self._desk.picture(path, page, _PAGE),
                on_success=self._keep_picture,
            )

    def _keep_picture(self, picture: PagePicture) -> None:
        self._pictures[picture.page] = picture
        self._show_row(self._view.currentIndex())

    def _page_near(self, row: OfficialRow) -> int | None:
        """The page of the nearest row that was found."""
        found = [entry for entry in self._preview.result.rows if entry.page]
        nearest = min(found, key=lambda entry: abs(entry.indicator - row.indicator), default=None)
        return nearest.page if nearest else None

    def _tell(self, *_: object) -> None:
        """Say what adds up with the levels as they are now."""
        levels = self._model.levels()
        outline = self._preview.instrument.outline
        doubts = [
            doubt
            for doubt in self._desk.remaining(self._preview, levels)
            if doubt.kind is not DoubtKind.INSTITUTION
        ]
        waiting = len(self._model.open_rows())
        if doubts:
            lines = [doubt_text(doubt) for doubt in doubts[:_MOST_DOUBTS]]
            if len(doubts) > _MOST_DOUBTS:
                lines.append(self.tr("dan {0} hal lainnya").format(len(doubts) - _MOST_DOUBTS))
            title = self.tr("{0} hal tidak cocok dengan hitungan; {1} baris perlu dipastikan")
            title = title.format(len(doubts), waiting)
            self._verdict.set_content("warn", title, " · ".join(lines))
        else:
            standing = score(outline, levels)
            text = self.tr("Indeks {0} {1}, {2} domain dan {3} aspek sama dengan yang tercetak.")
            text = text.format(
                index_text(standing.index),
                self._preview.result.grade,
                len(outline.domains),
                len(outline.aspects),
            )
            if standing.grade != standing.grade_rounded:
                said = self.tr(" Dari indeks yang tidak dibulatkan: {0}; yang dibulatkan: {1}.")
                text += said.format(standing.grade.name, standing.grade_rounded.name)
            title = self.tr("{0} tingkat cocok dengan indeks yang tercetak").format(len(levels))
            self._verdict.set_content("ok", title, text)
        self._enable(on=True)

    def _institution(self) -> str:
        return self._preview.result.institution or self._name.text().strip()

    def _enable(self, *, on: bool) -> None:
        keeping = keep_button(self)
        if keeping is None:
            return
        waiting = len(self._model.open_rows())
        count = len(self._model.levels())
        whole = count == len(self._preview.result.rows)
        keeping.setText(
            self.tr("Pastikan {0} baris lagi").format(waiting)
            if waiting
            else self.tr("Catat {0} tingkat").format(count)
        )
        keeping.setEnabled(on and not waiting and whole and bool(self._institution()))

    def _confirm(self) -> None:
        self._enable(on=False)
        preview = self._preview
        if not preview.result.institution:
            preview = self._desk.named(preview, self._institution())
        self.confirmed.emit(preview, self._model.levels())


class _Rows(QTableView):
    """The rows; a digit or Enter confirms the current one."""

    typed = Signal(int)

    def __init__(self, model: OfficialRowModel, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName("official-rows")
        self.setAccessibleName(accessible_name)
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(current_theme().scaled(_ROW))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, current_theme().scaled(width))
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdecimal():
            self.typed.emit(int(event.text()))
        elif event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.typed.emit(0)
        else:
            super().keyPressEvent(event)


class _RowDelegate(QStyledItemDelegate):
    """Marks the rows that wait; the word says it too."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        model = index.model()
        if isinstance(model, OfficialRowModel) and index.column() in {READ, LEVEL, STATE}:
            waits = model.waits(index.row())
            role = "warn" if waits else "ok" if index.column() == STATE else "text"
            ink = current_theme().color(role)
            for part in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(part, ink)
