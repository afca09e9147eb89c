"""A message above the levels, whose button may ask for a reason first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.sheet_notice import Deed, Notice
from ui.widgets.buttons import Kind, button
from ui.widgets.field import TextField
from ui.widgets.message import Message

_LINES = 60


class SheetNotice(QWidget):
    """Shows one notice; ``confirmed`` carries its deed and the reason that was written."""

    confirmed = Signal(object, str)

    def __init__(self) -> None:
        """Create it hidden."""
        super().__init__()
        self.setObjectName("sheet_notice")
        self.setProperty("helpTopic", "pengesahan")
        self._notice: Notice | None = None
        self._message = Message(name="notice_message")
        self._act = button("", small=True, name="notice_act")
        self._act.clicked.connect(self._press)
        self._message.add_button(self._act)
        self._form = QWidget()
        self._form.hide()
        self._reason: TextField | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._message)
        column.addWidget(self._form)
        self.hide()

    def show_notice(self, notice: Notice | None) -> None:
        """Show another notice, or none; a reason that is being written stays with its own."""
        if notice != self._notice:
            self._notice = notice
            self._form.hide()
            self._reason = None
            if notice is not None:
                self._message.set_content(notice.kind, notice.title, notice.text)
                self._message.set_icon(notice.icon)
                self._act.setText(notice.action)
                self._act.setVisible(bool(notice.action))
        self.setVisible(notice is not None)

    def refuse(self, words: str) -> None:
        """Say beside the reason what is wrong with it."""
        if self._reason is not None:
            self._reason.set_error(words)
            self._reason.edit.setFocus()

    def _press(self) -> None:
        if self._notice is None:
            return
        if not self._notice.ask:
            self.confirmed.emit(self._notice.deed, "")
            return
        self._ask(self._notice)

    def _ask(self, notice: Notice) -> None:
        """Let the reason be written below the message."""
        self._act.hide()
        self._form.deleteLater()
        self._form = QWidget()
        reason = self._reason = TextField(notice.ask, name="notice_reason")
        reason.edit.setFixedHeight(_LINES)
        reason.edit.textChanged.connect(lambda: reason.set_error(""))
        kind: Kind = "danger" if notice.deed is Deed.SEND_BACK else "primary"
        words = self.tr("Kembalikan") if notice.deed is Deed.SEND_BACK else notice.action
        confirm = button(words, kind, small=True, name="notice_confirm")
        confirm.clicked.connect(lambda: self.confirmed.emit(notice.deed, reason.text()))
        leave = button(self.tr("Batal"), small=True, name="notice_leave")
        leave.clicked.connect(self._leave)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(confirm)
        foot.addWidget(leave)
        foot.addStretch(1)
        column = QVBoxLayout(self._form)
        column.setContentsMargins(12, 0, 12, 4)
        column.addWidget(reason)
        column.addLayout(foot)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._form)
        self._form.show()
        reason.edit.setFocus()

    def _leave(self) -> None:
        self._form.hide()
        self._reason = None
        self._act.show()
        self._act.setFocus()
