"""Daftar nasional: which lists are kept, and a file that would bring one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from assessment.domain.formatting import date_text
from assessment.domain.sentences import describe
from indicators.errors import SpbeError
from ui.dialogs.foot import dialog_column
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.message import Message
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessment.domain.ranking import NationalList, NationalPreview
    from assessment.services.national import NationalLists
    from ui.tasks import TaskRunner
    from ui.widgets.message import MessageKind

_SIZE = QSize(680, 460)
_LEAST = 560
_DOUBTS = 84


class NationalListsDialog(QDialog):
    """Lists by year; what a file brings is looked at before it is stored, and can be undone."""

    changed = Signal()

    def __init__(self, national: NationalLists, tasks: TaskRunner, parent: QWidget) -> None:
        """Create the dialog with the lists that are kept."""
        super().__init__(parent)
        self.setObjectName("national-lists-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self._national = national
        self._tasks = tasks
        column = dialog_column(self, self.tr("Daftar nasional"), current_theme().scaled(_LEAST))
        purpose = self.tr(
            "Hasil semua instansi pada satu tahun, agar peringkat tampil di Hasil. Hanya nama dan"
            " angkanya yang disimpan di ruang kerja ini, dengan nama berkas dan tanggal impornya."
        )
        column.addWidget(label(purpose, role="text2", wrap=True))
        self._message = Message("info", name="national-message")
        self._message.hide()
        column.addWidget(self._message)
        self._doubts = QPlainTextEdit()
        self._doubts.setObjectName("national-doubts")
        self._doubts.setAccessibleName(self.tr("Baris yang tidak terbaca utuh"))
        self._doubts.setReadOnly(True)
        self._doubts.setTabChangesFocus(True)
        self._doubts.setFixedHeight(current_theme().scaled(_DOUBTS))
        self._doubts.hide()
        column.addWidget(self._doubts)
        self._shown: list[QWidget] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column.addLayout(self._rows)
        self._empty = self._make_empty()
        column.addWidget(self._empty, 1)
        column.addStretch(0)
        column.addLayout(self._foot())
        self.resize(_SIZE)
        self._show_lists()

    def _make_empty(self) -> EmptyState:
        words = self.tr(
            "Letakkan berkas CSV di sini, atau pilih dengan tombol di bawah. Kolomnya: institution,"
            " kind, policy, governance, management, service, index, grade; year bila tahunnya"
            " tidak ada pada nama berkas."
        )
        empty = EmptyState(
            "table-2", self.tr("Belum ada daftar nasional"), words, name="no-national"
        )
        empty.setAcceptDrops(True)
        empty.dropped.connect(lambda paths: self.read(paths[0]))
        return empty

    def _foot(self) -> QHBoxLayout:
        words = self.tr("Impor daftar nasional")
        choose = button(words, icon_name="file-input", name="choose-national")
        choose.clicked.connect(self._choose)
        close = button(self.tr("Tutup"), name="close-national")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(choose)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def read(self, path: Path) -> None:
        """Show what a file would bring."""
        self._say("info", self.tr("Membaca {0}…").format(path.name))
        self._tasks.start(
            lambda _progress: self._national.preview(path),
            on_success=self._offer,
            on_failure=self._refuse,
        )

    def _choose(self) -> None:
        title, pattern = self.tr("Impor daftar nasional"), self.tr("Daftar (*.csv)")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", pattern)
        if chosen:
            self.read(Path(chosen))

    def _offer(self, preview: NationalPreview) -> None:
        found = "; ".join(
            self.tr("{0} instansi, tahun {1}").format(len(one.entries), one.year)
            for one in preview.lists
        )
        lines = [
            self.tr("Menggantikan daftar {0} dari {1} ({2} instansi).").format(
                one.year, one.source, len(one.entries)
            )
            for one in preview.replaced
        ]
        if preview.doubts:
            words = self.tr("{0} baris tidak terbaca utuh atau tidak dihitung:")
            lines.append(words.format(len(preview.doubts)))
        else:
            lines.append(self.tr("Semua baris terbaca."))
        self._say("info", f"{preview.path.name}: {found}", " ".join(lines))
        self._doubts.setPlainText(
            "\n".join(f"{one.source.text}  {one.reason}" for one in preview.doubts)
        )
        self._doubts.setVisible(bool(preview.doubts))
        keep = button(self.tr("Simpan daftar"), "primary", small=True, name="keep-national")
        keep.clicked.connect(lambda _on: self._keep(preview))
        self._message.add_button(keep)
        self._remedy(self.tr("Batal"), "leave-national", self._hush)

    def _keep(self, preview: NationalPreview) -> None:
        self._national.keep(preview.lists)
        years = ", ".join(str(one.year) for one in preview.lists)
        self._say("ok", self.tr("Daftar {0} disimpan").format(years))
        self._offer_undo(lambda: self._take_back(preview))
        self._note_change()

    def _take_back(self, preview: NationalPreview) -> None:
        for one in preview.lists:
            self._national.remove(one.instrument_id, one.year)
        self._put_back(preview.replaced)

    def _remove(self, one: NationalList) -> None:
        self._national.remove(one.instrument_id, one.year)
        self._say("info", self.tr("Daftar {0} dihapus").format(one.year))
        self._offer_undo(lambda: self._put_back((one,)))
        self._note_change()

    def _put_back(self, lists: tuple[NationalList, ...]) -> None:
        self._national.keep(lists)
        self._hush()
        self._note_change()

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, SpbeError):
            sentence = describe(error)
            self._say("error", sentence.title, sentence.text)
        else:
            self._hush()
            self._tasks.failed.emit(error)

    def _note_change(self) -> None:
        self._show_lists()
        self.changed.emit()

    def _show_lists(self) -> None:
        for row in self._shown:
            row.deleteLater()
        lists = self._national.lists()
        self._shown = [self._row(one) for one in lists]
        for row in self._shown:
            self._rows.addWidget(row)
        self._empty.setVisible(not lists and self._message.isHidden())

    def _row(self, one: NationalList) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(label(str(one.year), bold=True))
        row.addWidget(label(self.tr("{0} instansi").format(len(one.entries))))
        words = self.tr("{0}, diimpor {1}").format(one.source, date_text(one.imported))
        row.addWidget(label(words, role="text2", wrap=True), 1)
        remove = button(
            self.tr("Hapus"), icon_name="trash-2", small=True, name=f"remove-{one.year}"
        )
        remove.setAccessibleName(self.tr("Hapus daftar {0}").format(one.year))
        remove.clicked.connect(lambda _on: self._remove(one))
        row.addWidget(remove)
        return part

    def _say(self, kind: MessageKind, title: str, text: str = "") -> None:
        self._message.clear_buttons()
        self._message.set_content(kind, title, text)
        self._message.show()
        self._doubts.hide()
        self._empty.hide()

    def _hush(self) -> None:
        self._message.hide()
        self._doubts.hide()
        self._empty.setVisible(not self._shown)

    def _offer_undo(self, act: Callable[[], None]) -> None:
        self._remedy(self.tr("Urungkan"), "undo-national", act)

    def _remedy(self, words: str, name: str, act: Callable[[], None]) -> None:
        remedy = button(words, small=True, name=name)
        remedy.clicked.connect(lambda _on: act())
        self._message.add_button(remedy)
