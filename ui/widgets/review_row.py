"""One row of Periksa: what was found, where, and the button that leads to its cure."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessment.domain.findings import FindingKind, Severity
from ui.models.review import ReviewRow
from ui.widgets.buttons import button
from ui.widgets.card import rule
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.text import label

SIDE = 18
_ROLES = {Severity.BLOCKS: "error", Severity.WARNS: "warn", Severity.INFORMS: "text2"}
_ICONS = {
    FindingKind.UNANSWERED: "circle-dashed",
    FindingKind.UNSUPPORTED: "triangle-alert",
    FindingKind.UNDERSTATED: "trending-down",
    FindingKind.WITHOUT_EVIDENCE: "paperclip",
    FindingKind.WITHOUT_CITATION: "quote",
    FindingKind.CONDITION_WITHOUT_CITATION: "quote",
    FindingKind.WITHOUT_EXPLANATION: "file-pen",
    FindingKind.FILE_ENCRYPTED: "lock",
    FindingKind.IMAGE_ONLY: "scan-text",
    FindingKind.DATE_OUT_OF_RANGE: "calendar-clock",
    FindingKind.SAME_NAME: "files",
    FindingKind.PAGE_OUT_OF_RANGE: "book-open",
    FindingKind.QUOTE_NOT_ON_PAGE: "quote",
    FindingKind.OLD_REVIEW: "clock-alert",
    FindingKind.DRAFT: "pencil",
    FindingKind.SAME_PASSAGE: "copy",
    FindingKind.NOT_ATTACHED: "paperclip",
}
_FILE = "file-x"


class ReviewRowWidget(QWidget):
    """What, where, and two buttons; a row that was waived has one that takes it up again."""

    cure_requested = Signal(object)
    waive_requested = Signal(object)
    unwaive_requested = Signal(object)

    def __init__(self, row: ReviewRow) -> None:
        """Create the row."""
        super().__init__()
        self.setObjectName("review_row")
        self._glyph = Glyph(_ICONS.get(row.kind, _FILE), _ROLES[row.severity], 20)
        self._title = label(bold=True, wrap=True)
        self._detail = label(size="small", role="text2", wrap=True)
        self._where = label(size="small", role="text2", wrap=True)
        self._waive = button(self.tr("Abaikan"), "link", small=True, name="waive")
        self._waive.clicked.connect(lambda: self.waive_requested.emit(self._row))
        self._cure = button("", small=True, name="cure")
        self._cure.clicked.connect(self._act)
        self._lay_out()
        self.show_row(row)

    @property
    def row(self) -> ReviewRow:
        """What is shown."""
        return self._row

    def show_row(self, row: ReviewRow) -> None:
        """Show other findings of the same kind."""
        self._row = row
        self.setAccessibleName(row.text())
        reason = self.tr("Alasan: {0}").format(row.reason) if row.reason else ""
        self._title.setText(row.title)
        self._detail.setText(" · ".join(part for part in (row.detail, reason) if part))
        self._detail.setVisible(bool(self._detail.text()))
        self._where.setText(row.where)
        action = self.tr("Kembalikan") if row.reason else row.action
        self._cure.setText(action)
        self._cure.setAccessibleName(f"{action}: {row.text()}")
        self._waive.setAccessibleName(self.tr("Abaikan: {0}").format(row.text()))
        self._waive.setVisible(not row.reason)

    def take_focus(self) -> None:
        """Put the focus on the cure."""
        self._cure.setFocus(Qt.FocusReason.OtherFocusReason)

    def _act(self) -> None:
        (self.unwaive_requested if self._row.reason else self.cure_requested).emit(self._row)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._where)
        words.addWidget(self._detail)
        inner = QHBoxLayout()
        inner.setContentsMargins(SIDE, 10, 14, 10)
        inner.setSpacing(12)
        inner.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(words, 1)
        buttons = FlowLayout(gap=12)  # one below the other where there is little room
        buttons.addWidget(self._waive)
        buttons.addWidget(self._cure)
        inner.addLayout(buttons)
        inner.setAlignment(buttons, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inner)
        column.addWidget(rule())
