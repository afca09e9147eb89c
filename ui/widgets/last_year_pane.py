"""Tahun lalu: what the same institution answered before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from assessment.domain.dossier import Dossier
from assessment.domain.explanations import Draft
from indicators.outline import Outline
from ui.widgets.badge import LevelBadge
from ui.widgets.buttons import button
from ui.widgets.text import label


class LastYearPane(QWidget):
    """Level and texts of the previous assessment, to read and to take over."""

    copied = Signal(object)

    def __init__(self) -> None:
        """Create an empty pane."""
        super().__init__()
        self._title = label(size="small", bold=True)
        self._badge = LevelBadge()
        self._copy = button(
            self.tr("Salin ke tahun ini"), icon_name="copy", small=True, name="copy_last_year"
        )
        self._copy.clicked.connect(self._take)
        self._texts = tuple(_reader(name) for name in (self.tr("Fakta"), self.tr("Analisis")))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._badge)
        head.addWidget(self._title, 1)
        head.addWidget(self._copy)
        row = QHBoxLayout()
        row.setSpacing(12)
        for text in self._texts:
            row.addWidget(text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 2, 20, 9)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(row, 1)

    def show_previous(self, outline: Outline, previous: Dossier | None, number: int) -> None:
        """Show what was answered then."""
        for part in (self._badge, self._copy, *self._texts):
            part.setVisible(previous is not None)
        if previous is None:
            self._title.setText(self.tr("Belum ada penilaian tahun sebelumnya di ruang kerja ini."))
            return
        answer = previous.answer(number)
        year = previous.assessment.year
        if answer.level is None:
            words = self.tr("Tahun {0}: belum diisi").format(year)
        else:
            name = outline.level_name(number, answer.level)
            words = self.tr("Tahun {0}: tingkat {1} {2}").format(year, answer.level, name)
        self._title.setText(words)
        self._badge.set_level(answer.level)
        for edit, text in zip(self._texts, (answer.fact, answer.analysis), strict=True):
            edit.setPlainText(text)
        self._copy.setEnabled(bool(answer.fact or answer.analysis))

    def set_locked(self, *, on: bool) -> None:
        """Forbid to copy, or allow it where there is something."""
        self._copy.setEnabled(not on and any(edit.toPlainText() for edit in self._texts))

    def _take(self) -> None:
        fact, analysis = (edit.toPlainText() for edit in self._texts)
        self.copied.emit(Draft(fact, analysis, composed=False))


def _reader(name: str) -> QPlainTextEdit:
    edit = QPlainTextEdit()
    edit.setAccessibleName(name)
    edit.setPlaceholderText(name)
    edit.setReadOnly(True)
    edit.setTabChangesFocus(True)
    edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    return edit
