"""What bringing a part back would change; a person decides what both sides changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from assessment.domain.formatting import list_text, moment_text
from ui.dialogs.foot import dialog_column
from ui.models.conflicts import conflict_lines
from ui.models.merged import AFTER, BEFORE, PLACE, WHAT, MergedModel
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.conflict_desk import ConflictDesk
from ui.widgets.elided import ElidedLabel
from ui.widgets.message import Message
from ui.widgets.table import dress_table
from ui.widgets.tabs import TabStrip
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from PySide6.QtGui import QShowEvent

    from assessment.domain.sentences import Sentence
    from assessment.services.parts import MergePreview

_SIZE = QSize(1080, 640)
_SMALL = QSize(620, 300)
_LEAST = 560
_ROW = 30
_WIDTHS = {PLACE: 260, WHAT: 180}


class MergeDialog(QDialog):
    """Shows a preview; ``confirmed`` carries the decisions."""

    confirmed = Signal(object)

    def __init__(
        self, preview: MergePreview, names: Mapping[int, str], now: datetime, parent: QWidget
    ) -> None:
        """Create the dialog; ``names`` are the indicators' short names."""
        super().__init__(parent)
        self.setObjectName("merge-preview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        manifest, merge = preview.manifest, preview.merge
        self._rows = merge.rows
        self._conflicts = conflict_lines(merge.conflicts, names, now)
        self._failure = Message("error", name="merge-failure")
        self._failure.hide()
        self._apply = button(self.tr("Gabungkan"), "primary", name="merge")
        self._apply.clicked.connect(self._confirm)
        self._close = button(self.tr("Batal"), name="leave")
        self._close.clicked.connect(self.reject)
        self._said = label(size="small", role="text2", wrap=True)
        self._said.setObjectName("merge-said")
        title = f"{manifest.institution} · {manifest.year}"
        column = dialog_column(self, title, _LEAST)
        self.setWindowTitle(self.tr("Gabungkan bagian"))
        column.addLayout(self._head(preview, now))
        self._desk: ConflictDesk | None = None
        if self._rows or self._conflicts:
            column.addWidget(self._body(names), 1)
            self.resize(_SIZE)
        else:
            column.addWidget(self._nothing(merge.same))
            column.addStretch(1)
            self.resize(_SMALL)
        column.addWidget(self._failure)
        column.addLayout(self._foot())
        self._count()

    def show_failure(self, sentence: Sentence) -> None:
        """Say why nothing was merged, and let the person try again."""
        self._failure.set_content("error", sentence.title, sentence.text)
        self._failure.show()
        self.show()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where there is something to decide."""
        super().showEvent(event)
        if self._desk is not None:
            self._desk.setFocus()

    def _head(self, preview: MergePreview, now: datetime) -> QHBoxLayout:
        manifest = preview.manifest
        who = manifest.signer or self.tr("(tanpa nama)")
        words = self.tr("Dari {0}, {1} · indikator {2} · {3}").format(
            who,
            moment_text(manifest.created, now),
            list_text(manifest.part),
            self.tr("kunci dipercaya")
            if preview.trusted
            else self.tr("kunci belum dipercaya: {0}").format(manifest.fingerprint),
        )
        row = QHBoxLayout()
        said = ElidedLabel(words, size="small", role="text2")
        said.setObjectName("merge-from")
        row.addWidget(said, 1)
        return row

    def _nothing(self, same: int) -> Message:
        text = self.tr("Isi bagian ini sama dengan yang ada di sini.")
        if same:
            text = self.tr("{0} isian diubah sama di kedua pihak.").format(same)
        return Message("ok", self.tr("Tidak ada yang baru"), text, name="merge-nothing")

    def _body(self, names: Mapping[int, str]) -> QWidget:
        pages = QStackedWidget()
        titles = []
        if self._conflicts:
            self._desk = ConflictDesk(self._conflicts)
            self._desk.decided.connect(self._count)
            pages.addWidget(self._desk)
            titles.append(self.tr("Perlu diputuskan {0}").format(len(self._conflicts)))
        if self._rows:
            pages.addWidget(self._table(names))
            titles.append(self.tr("Bergabung sendiri {0}").format(len(self._rows)))
        tabs = TabStrip(titles, accessible_name=self.tr("Hasil penggabungan"), name="merge-tabs")
        tabs.currentChanged.connect(pages.setCurrentIndex)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(tabs)
        column.addWidget(pages, 1)
        return body

    def _table(self, names: Mapping[int, str]) -> QTableView:
        table = QTableView()
        table.setObjectName("merged")
        table.setAccessibleName(self.tr("Yang bergabung sendiri"))
        table.setModel(MergedModel(self._rows, names, table))
        table.setAlternatingRowColors(True)
        header = dress_table(table, current_theme().scaled(_ROW))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, current_theme().scaled(width))
        for column in (BEFORE, AFTER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        return table

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._said, 1)
        row.addWidget(self._close)
        row.addWidget(self._apply)
        return row

    def _count(self) -> None:
        left = self._desk.open_count() if self._desk is not None else 0
        self._apply.setEnabled(not left)
        if not (self._rows or self._conflicts):
            self._apply.hide()
            self._close.setText(self.tr("Tutup"))
        elif left:
            self._said.setText(self.tr("{0} isian menunggu keputusan Anda.").format(left))
        else:
            self._said.setText(self.tr("Satu langkah; dapat diurungkan sekaligus."))

    def _confirm(self) -> None:
        self._failure.hide()
        self.hide()
        self.confirmed.emit(self._desk.decisions() if self._desk is not None else {})
