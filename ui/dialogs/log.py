"""Riwayat: who changed what in an assessment, whether the log is whole, and copies of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QWidget,
)

from assessment.domain.diagnosis import remedy
from assessment.domain.exchange import ExportKind
from assessment.domain.sentences import describe
from indicators.errors import SpbeError
from ui.dialogs.foot import dialog_column
from ui.models.log import AFTER, BEFORE, INDICATOR, WHAT, WHEN, WHO, LogModel
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.export_kinds import proposed_name
from ui.widgets.field import Choice, search_field
from ui.widgets.message import Message
from ui.widgets.table import dress_table
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from assessment.domain.diagnosis import Symptom
    from assessment.domain.exchange import Receipt
    from assessment.domain.identity import Assessment
    from assessment.domain.log import LogLine
    from assessment.domain.progress import Progress
    from assessment.services.handover import HandoverDesk
    from assessment.services.log import Log
    from ui.tasks import TaskRunner

_SIZE = QSize(1080, 640)
_LEAST = 760
_ROW = 28
_TYPING_MS = 150
_WIDTHS = {WHEN: 140, WHO: 130, INDICATOR: 48, WHAT: 250}
_Read = tuple[tuple["LogLine", ...], tuple["Symptom", ...]]


class LogDialog(QDialog):
    """The whole log of an assessment, newest first; may begin narrowed to one indicator."""

    def __init__(
        self,
        log: Log,
        desk: HandoverDesk,
        tasks: TaskRunner,
        assessment: Assessment,
        names: Mapping[int, str],
        now: datetime,
        parent: QWidget,
    ) -> None:
        """Create the dialog and read the log; ``names`` are the indicators' short names.

        The desk keeps receipts of copies.
        """
        super().__init__(parent)
        self.setObjectName("log")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self._log = log
        self._desk = desk
        self._assessment = assessment
        self._tasks = tasks
        self._model = LogModel(now, self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._narrow)
        self._chain = Message("info", self.tr("Riwayat sedang dibaca…"), name="log_chain")
        self._told = Message("ok", name="log_told")
        self._told.hide()
        self._count = label(size="small", role="text2")
        self._count.setObjectName("log_count")
        title = self.tr("Riwayat {0} {1}").format(assessment.institution, assessment.year)
        column = dialog_column(self, title, _LEAST)
        column.addWidget(self._chain)
        column.addLayout(self._filters(names))
        column.addWidget(self._table(), 1)
        column.addWidget(self._told)
        column.addLayout(self._foot())
        self.resize(_SIZE)
        self._read(assessment.id)

    def narrow_to(self, indicator: int) -> None:
        """Show only what was done to one indicator."""
        self._indicator.setCurrentIndex(max(0, self._indicator.findData(indicator)))

    def _read(self, assessment_id: int) -> None:
        def work(_progress: Progress) -> _Read:
            return self._log.lines(assessment_id), self._log.doubts()

        self._tasks.start(work, on_success=self._show)

    def _filters(self, names: Mapping[int, str]) -> QHBoxLayout:
        self._text = search_field(self.tr("Cari dalam riwayat"), name="log_text")
        self._text.textChanged.connect(lambda _text: self._typing.start())
        self._who = Choice(self.tr("Orang"), name="log_who")
        self._who.addItem(self.tr("Semua orang"), "")
        self._indicator = Choice(self.tr("Indikator"), name="log_indicator")
        self._indicator.addItem(self.tr("Semua indikator"), None)
        for number, name in names.items():
            self._indicator.addItem(f"{number} {name}", number)
        self._indicator.setMaximumWidth(current_theme().scaled(300))
        for choice in (self._who, self._indicator):
            choice.currentIndexChanged.connect(lambda _index: self._narrow())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._who)
        row.addWidget(self._indicator)
        return row

    def _table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("log_table")
        table.setAccessibleName(self.tr("Riwayat"))
        table.setModel(self._model)
        header = dress_table(table, current_theme().scaled(_ROW))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, current_theme().scaled(width))
        for column in (BEFORE, AFTER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        return table

    def _foot(self) -> QHBoxLayout:
        self._export = button(self.tr("Ekspor…"), icon_name="download", name="log_export")
        self._export.setEnabled(False)
        self._export.clicked.connect(self._choose_target)
        close = button(self.tr("Tutup"), name="leave")
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._count, 1)
        row.addWidget(self._export)
        row.addWidget(close)
        return row

    def _show(self, read: _Read) -> None:
        lines, doubts = read
        self._model.show(lines)
        for who in sorted({line.who for line in lines}, key=str.casefold):
            self._who.addItem(who or self.tr("(tanpa nama)"), who)
        if doubts:
            words = [remedy(doubt) for doubt in doubts]
            self._chain.set_content(
                "error", words[0].title, "\n".join(sentence.text for sentence in words)
            )
        else:
            self._chain.set_content(
                "ok", self.tr("Rantai riwayat utuh: tidak ada langkah yang diubah atau dihapus")
            )
        self._narrow()

    def _narrow(self) -> None:
        self._model.narrow(
            self._text.text(), self._who.currentData(), self._indicator.currentData()
        )
        shown, all_lines = self._model.rowCount(), self._model.count()
        words = self.tr("{0} dari {1} perubahan") if shown < all_lines else self.tr("{1} perubahan")
        self._count.setText(words.format(shown, all_lines))
        self._export.setEnabled(bool(shown))

    def _choose_target(self) -> None:
        dialog = QFileDialog(self, self.tr("Ekspor riwayat"))
        dialog.setObjectName("log_target")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Buku kerja (*.xlsx)"), self.tr("Tabel (*.csv)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(proposed_name(ExportKind.LOG, self._assessment))
        dialog.fileSelected.connect(lambda name: self._write(Path(name)))
        dialog.open()

    def _write(self, target: Path) -> None:
        lines = tuple(self._model.lines())
        self._export.setEnabled(False)
        self._told.hide()

        def work(progress: Progress) -> Receipt:
            return self._log.export(self._desk, self._assessment.id, lines, target, progress)

        task = self._tasks.start(work, on_success=self._say, on_failure=self._complain)
        task.finished.connect(lambda: self._export.setEnabled(True))

    def _say(self, receipt: Receipt) -> None:
        words = self.tr("Berhasil: {0}").format(receipt.summary)
        self._told.set_content("ok", words, str(receipt.path))
        self._told.show()

    def _complain(self, error: Exception) -> None:
        if not isinstance(error, SpbeError):
            self._tasks.failed.emit(error)
            return
        sentence = describe(error)
        self._told.set_content("error", sentence.title, sentence.text)
        self._told.show()
