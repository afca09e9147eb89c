"""One thing that can be made or read: what it is, how far it has come, how it went last."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.widgets.buttons import button
from ui.widgets.elided import ElidedLabel
from ui.widgets.glyph import Glyph
from ui.widgets.progress_panel import Bar
from ui.widgets.text import label, set_role

_SIDE = 18


class ExportRow(QFrame):
    """Icon, title, a line that explains it, the last outcome; or a bar while it is being made."""

    requested = Signal()
    opened = Signal()
    cancelled = Signal()

    def __init__(self, icon_name: str, title: str, text: str, action: str, *, name: str) -> None:
        """Create a row for something that was never made; ``action`` is what its button says."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._title = title
        self.open_button = button(self.tr("Buka"), "link", small=True, name="open")
        self.open_button.setAccessibleName(self.tr("Buka {0}").format(title))
        self.open_button.clicked.connect(self.opened)
        self.make_button = button(action, small=True, name="make")
        self.make_button.clicked.connect(self.requested)
        self.cancel_button = button(self.tr("Batal"), icon_name="x", small=True, name="cancel")
        self.cancel_button.setAccessibleName(self.tr("Batalkan {0}").format(title))
        self.cancel_button.clicked.connect(self._cancel)
        self._outcome = _Outcome()
        self._bar = Bar(title)
        self._count = ElidedLabel(size="small", mode=Qt.TextElideMode.ElideMiddle)
        self._progress = _progress_line(self._bar, self._count)
        self._set_action(action)
        self._lay_out(icon_name, title, text)
        self._set_running(running=False)
        self.open_button.hide()

    def add_option(self, option: QWidget) -> None:
        """Offer something to choose before it is made."""
        self._options.addWidget(option)

    def wait_for_assessment(self) -> None:
        """Say that there has to be an assessment first."""
        reason = self.tr("Mulai atau buka penilaian dahulu")
        self.set_obstacle(reason)
        self.show_note(reason)

    def set_obstacle(self, reason: str) -> None:
        """Disable its button for that reason; nothing stands in the way where there is none."""
        self.make_button.setEnabled(not reason)
        self.make_button.setToolTip(reason)
        self.make_button.setAccessibleDescription(reason)

    def show_never(self) -> None:
        """Say that it was never made."""
        self._set_running(running=False)
        self.open_button.hide()
        self._outcome.show_note(self.tr("Belum pernah dibuat"))

    def show_success(self, text: str, *, again: str = "", can_open: bool = True) -> None:
        """Say that the last time went well; ``again`` renames the button."""
        self._set_running(running=False)
        self.open_button.setVisible(can_open)
        if again:
            self._set_action(again)
        self._outcome.show_success(self.tr("Berhasil"), text)

    def show_failure(self, title: str, text: str) -> None:
        """Say what went wrong, what is safe and what to do."""
        self._set_running(running=False)
        self._outcome.show_failure(self.tr("Gagal: {0}").format(title), text)

    def show_note(self, text: str) -> None:
        """Say something that is neither good nor bad."""
        self._set_running(running=False)
        self._outcome.show_note(text)

    def show_progress(self, done: int, total: int, text: str) -> None:
        """Show how far it has come; without a total it waits for its turn."""
        self._set_running(running=True)
        self._bar.set_fraction(done / total if total else 0)
        self._count.setText(text)

    def running(self) -> bool:
        """Say whether it is being made or waits for its turn."""
        return not self._progress.isHidden()

    def outcome(self) -> str:
        """Give the words of the last outcome."""
        return self._outcome.words()

    def _set_action(self, action: str) -> None:
        self.make_button.setText(action)
        self.make_button.setAccessibleName(f"{action}: {self._title}")

    def _set_running(self, *, running: bool) -> None:
        had_focus = self.make_button.hasFocus() or self.cancel_button.hasFocus()
        self._progress.setVisible(running)
        self._outcome.setVisible(not running)
        self.make_button.setVisible(not running)
        self.cancel_button.setVisible(running)
        self.cancel_button.setEnabled(running)
        if had_focus:
            (self.cancel_button if running else self.make_button).setFocus()

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self._count.setText(self.tr("Membatalkan…"))
        self.cancelled.emit()

    def _lay_out(self, icon_name: str, title: str, text: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(title, "h3", wrap=True), 1)
        self._options = QHBoxLayout()
        head.addLayout(self._options)
        for action in (self.open_button, self.make_button, self.cancel_button):
            head.addWidget(action, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(head)
        words.addWidget(label(text, "small", "text2", wrap=True))
        words.addWidget(self._outcome)
        words.addWidget(self._progress)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, 10, 14, 12)
        row.setSpacing(12)
        row.addWidget(Glyph(icon_name, "accent_text", 24), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)


class _Outcome(QWidget):
    """A sign, a word in its colour, and what there is to say beside it or below."""

    def __init__(self) -> None:
        super().__init__()
        self._glyph = Glyph("circle-check", "ok", 18)
        self._word = label(size="small", bold=True)
        self._beside = label(size="small", role="text2", wrap=True)
        self._below = label(size="small", role="text2", wrap=True)
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        self._row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._word, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._beside, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._row)
        column.addWidget(self._below)

    def show_success(self, word: str, text: str) -> None:
        self._fill("ok", "circle-check", word, text, "")

    def show_failure(self, word: str, text: str) -> None:
        self._fill("error", "circle-x", word, "", text)

    def show_note(self, text: str) -> None:
        self._fill("", "", "", text, "")

    def words(self) -> str:
        parts = (self._word.text(), self._beside.text(), self._below.text())
        return " ".join(part for part in parts if part)

    def _fill(self, role: str, glyph: str, word: str, beside: str, below: str) -> None:
        self._glyph.setVisible(bool(glyph))
        if glyph:
            self._glyph.set_icon(glyph, role)
            set_role(self._word, role)
        for part, text in ((self._word, word), (self._beside, beside), (self._below, below)):
            part.setText(text)
            part.setVisible(bool(text))
        # A long failure takes the whole line and wraps; a short success leaves it to the text.
        self._word.setWordWrap(not beside)
        self._row.setStretch(1, 0 if beside else 1)


def _progress_line(bar: Bar, count: QLabel) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(12)
    row.addWidget(bar, 2)
    row.addWidget(count, 1)
    return part
