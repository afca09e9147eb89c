"""Below the review queue: the answer that is read, the note, and what is decided."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from assessment.domain.identity import Role, State
from assessment.domain.words import ROLES
from ui.models.queue import QueueRow
from ui.widgets.badge import LevelBadge
from ui.widgets.buttons import button
from ui.widgets.chip import StateChip
from ui.widgets.field import TextField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.text import label

_APPROVERS = frozenset({Role.RESPONSIBLE, Role.COORDINATOR})
_NOTE = 64
_LEAST_TEXT = 44


class QueueDetail(QWidget):
    """Shows one answer, or how many are ticked; the note is needed to send back."""

    approve_requested = Signal()
    return_requested = Signal(str)
    open_requested = Signal()

    def __init__(self) -> None:
        """Create the part with nothing to decide."""
        super().__init__()
        tr = self.tr
        self._rows: tuple[QueueRow, ...] = ()
        self._decides = True
        self._title = label(size="h3", wrap=True)
        self._title.setObjectName("queue_title")
        self._verdict = _Verdict()
        self._text = label(role="text2", wrap=True)
        self._text.setObjectName("queue_text")
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.note = TextField(
            tr("Catatan untuk pengembalian"),
            placeholder=tr("Apa yang perlu diperbaiki"),
            name="queue_note",
        )
        self.note.edit.setFixedHeight(_NOTE)
        self.note.edit.textChanged.connect(lambda: self.note.set_error(""))
        self._hint = QWidget()
        self._hint.setObjectName("queue_hint")
        self._hint_words = label(size="small", role="text2", wrap=True)
        self._approve = button(tr("Setujui"), "primary", "check", name="queue_approve")
        self._approve.setToolTip(tr("Setujui (Ctrl+Enter)"))
        self._approve.clicked.connect(self.approve_requested)
        self._return = button(tr("Kembalikan"), "danger", "corner-up-left", name="queue_return")
        self._return.setToolTip(tr("Kembalikan dengan catatan (Ctrl+Shift+Enter)"))
        self._return.clicked.connect(lambda: self.return_requested.emit(self.note.text()))
        self._open = button(tr("Buka lembar"), "link", "external-link", name="queue_open")
        self._open.setToolTip(tr("Buka di Penilaian (Enter)"))
        self._open.clicked.connect(self.open_requested)
        self._arrange()
        for keys, pressed in (("Ctrl+Return", self._approve), ("Ctrl+Shift+Return", self._return)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(pressed.click)

    def _arrange(self) -> None:
        scroll = QScrollArea()
        scroll.setObjectName("queue_reading")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setMinimumHeight(_LEAST_TEXT)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._text)
        hint = QHBoxLayout(self._hint)
        hint.setContentsMargins(0, 0, 0, 0)
        hint.setSpacing(8)
        hint.addWidget(Glyph("info", "accent_text", 16), 0, Qt.AlignmentFlag.AlignTop)
        hint.addWidget(self._hint_words, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._approve)
        foot.addWidget(self._return)
        foot.addStretch(1)
        foot.addWidget(self._open)
        self._upper = self._scrolled(scroll)
        foot.setContentsMargins(18, 0, 18, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 14)
        column.setSpacing(4)
        column.addWidget(self._upper, 1)
        column.addLayout(foot)

    def _scrolled(self, reading: QScrollArea) -> QScrollArea:
        """Everything above the buttons, which stay in sight where there is little room."""
        upper = QFrame()
        upper.setProperty("frame", "pane")
        inner = QVBoxLayout(upper)
        inner.setContentsMargins(18, 12, 18, 4)
        inner.setSpacing(8)
        inner.addWidget(self._title)
        inner.addWidget(self._verdict)
        inner.addWidget(reading, 1)
        inner.addWidget(self.note)
        inner.addWidget(self._hint)
        area = QScrollArea()
        area.setObjectName("queue_upper")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(upper)
        return area

    def show_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show one answer that is read, or several that are ticked; all are of one state."""
        if tuple(rows) == self._rows:
            return
        if {row.number for row in rows} != {row.number for row in self._rows}:
            self.note.setText("")
        self._rows = tuple(rows)
        first = rows[0]
        several = len(rows) > 1
        count = f" {len(rows)}" if several else ""
        if several:
            self._title.setText(self.tr("{0} indikator ditandai").format(len(rows)))
            self._text.setText("\n".join(f"{row.number}  {row.name}" for row in rows))
        else:
            self._title.setText(f"{first.number}  {first.name}")
            self._verdict.show_row(first)
            self._text.setText(self._read(first))
        self._verdict.setVisible(not several)
        self._open.setVisible(not several)
        self._approve.setText(self.tr("Setujui") + count)
        self._return.setText(self.tr("Kembalikan") + count)
        for part in (self.note, self._return, self._approve):
            part.setVisible(first.state is State.HANDED_IN)
        self._hint.setVisible(first.state is State.HANDED_IN and not self._decides)

    def show_role(self, role: Role) -> None:
        """Say so where approving is another person's task; nothing is locked."""
        words = self.tr("Anda tercatat sebagai {0}. Keputusan biasanya diambil Penanggung jawab;"
                        " Riwayat mencatat nama Anda.")  # fmt: skip
        self._hint_words.setText(words.format(ROLES[role]))
        self._decides = role in _APPROVERS
        waiting = bool(self._rows) and self._rows[0].state is State.HANDED_IN
        self._hint.setVisible(waiting and not self._decides)

    def refuse_note(self, words: str) -> None:
        """Say beside the note what is wrong with it."""
        self.note.set_error(words)
        self.note.edit.setFocus()
        self._upper.ensureWidgetVisible(self.note)

    def _read(self, row: QueueRow) -> str:
        answer = row.answer
        note = self.tr("Catatan pengembalian: {0}").format(answer.review_note)
        texts = (
            note if answer.review_note else "",
            answer.fact,
            answer.analysis,
        )
        said = "\n".join(text for text in texts if text)
        return said or self.tr("Fakta dan Analisis masih kosong.")


class _Verdict(QWidget):
    """Chosen against supported level, and how many pieces of evidence."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap=8)

    def show_row(self, row: QueueRow) -> None:
        self._flow.clear()
        level, supported = row.answer.level, row.supported
        parts: list[QWidget] = [
            label(self.tr("Dipilih"), "small", "text2"),
            LevelBadge(level, service=row.service),
            label(row.level_name or self.tr("belum diisi"), bold=True),
            label(self.tr("Didukung"), "small", "text2"),
            LevelBadge(supported, service=row.service, style="outlined"),
        ]
        if level is not None:
            kind = "matching" if level == supported else "below"
            parts.append(StateChip("unsupported" if level > supported else kind))
        parts.append(label(self.tr("{0} bukti").format(row.evidence), "small", "text2"))
        for part in parts:
            part.setMinimumHeight(24)
            self._flow.addWidget(part)
