"""The review queue of Periksa: approve or send back what was handed in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assessment.domain.identity import Person, State
from assessment.domain.words import ROLES
from ui.models.queue import QueueRow
from ui.widgets.buttons import button
from ui.widgets.card import Card, rule
from ui.widgets.chip import FilterChip, StateChip
from ui.widgets.elided import ElidedLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import search_field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.message import Message
from ui.widgets.queue_detail import QueueDetail
from ui.widgets.queue_list import QueueList
from ui.widgets.text import label

_SIDE = 18
_SEARCH = 130
_LEAST_LIST = 112


class ReviewQueue(Card):
    """List above, the answer that is read below; decisions go to the ticked rows, else to it."""

    approve_requested = Signal(object)
    return_requested = Signal(object, str)
    hand_in_requested = Signal()
    indicator_requested = Signal(int)
    undo_requested = Signal()

    def __init__(self) -> None:
        """Create an empty queue."""
        super().__init__(padding=0, name="queue-card")
        self.setProperty("helpTopic", "pengesahan")
        tr = self.tr
        self._count = StateChip("info", "0", small=True)
        self._count.setObjectName("queue_count")
        self._who = ElidedLabel(size="small", role="text2")
        self._who.setObjectName("queue_who")
        self._who.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._search = search_field(tr("Cari"), name="queue_search")
        self._search.setMaximumWidth(_SEARCH)
        self._search.textChanged.connect(self._narrow)
        self._filters = {
            State.HANDED_IN: tr("Menunggu {0}"),
            State.RETURNED: tr("Dikembalikan {0}"),
        }
        self._chips = {state: FilterChip("", name=f"queue_{state}") for state in self._filters}
        self._told = QVBoxLayout()
        self._message: Message | None = None
        self.list = QueueList(self.tr("Antrean reviu"))
        self.list.current_changed.connect(self._show_detail)
        self.list.queue.ticked_changed.connect(self._show_detail)
        self.list.open_requested.connect(self._open)
        self.detail = QueueDetail()
        self.detail.approve_requested.connect(self._approve)
        self.detail.return_requested.connect(self._return)
        self.detail.open_requested.connect(self._open)
        self._arrange()
        self._narrow()

    def _arrange(self) -> None:
        self.body.setSpacing(0)
        self.body.setContentsMargins(1, 0, 1, 1)
        self.head.setContentsMargins(_SIDE, 12, _SIDE, 12)
        self.head.addWidget(label(self.tr("Antrean reviu"), "h3"))
        self.head.addWidget(self._count)
        self.head.addWidget(self._who, 1)
        self.body.addWidget(rule())
        self.body.addLayout(self._make_tools())
        self.body.addLayout(self._told)
        self._empty = self._make_empty()
        self._nothing = label(self.tr("Tidak ada yang cocok."), role="text2", wrap=True)
        self._nothing.setContentsMargins(_SIDE, 12, _SIDE, 12)
        self._line = rule()
        self.list.setMinimumHeight(_LEAST_LIST)
        self.body.addWidget(self.list, 4)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._nothing, 1)
        self.body.addWidget(self._line)
        self.body.addWidget(self.detail, 7)

    def _make_tools(self) -> QHBoxLayout:
        chips = QWidget()
        flow = FlowLayout(chips, gap=6)
        group = QButtonGroup(self)
        for state, chip in self._chips.items():
            chip.setChecked(state is State.HANDED_IN)
            chip.clicked.connect(self._narrow)
            group.addButton(chip)
            flow.addWidget(chip)
        tools = QHBoxLayout()
        tools.setContentsMargins(_SIDE, 8, _SIDE, 6)
        tools.setSpacing(8)
        tools.addWidget(chips, 1, Qt.AlignmentFlag.AlignVCenter)
        tools.addWidget(self._search)
        return tools

    def _make_empty(self) -> QWidget:
        self._hand_in = button(
            self.tr("Ajukan semua yang lengkap"), icon_name="send", name="queue_hand_in"
        )
        self._hand_in.clicked.connect(self.hand_in_requested)
        self._void = EmptyState(
            "list-checks",
            self.tr("Tidak ada yang menunggu"),
            self.tr("Jawaban yang diajukan dari Penilaian muncul di sini untuk disetujui."),
            buttons=(self._hand_in,),
            name="queue_empty",
        )
        frame = QWidget()
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(14, 8, 14, 14)
        inner.addWidget(self._void)
        return frame

    def show_person(self, person: Person) -> None:
        """Show who decides here."""
        self._who.setText(self.tr("Anda: {0}").format(ROLES[person.role]))
        self.detail.show_role(person.role)

    def show_rows(self, rows: Sequence[QueueRow], complete: int) -> None:
        """Show other rows; ``complete`` is how many drafts could be handed in."""
        place = max(0, self.list.currentIndex().row())
        current = self.list.current()
        here = any(part.hasFocus() for part in self.findChildren(QWidget))
        self._hand_in.setText(self.tr("Ajukan {0} yang lengkap").format(complete))
        self._hand_in.setVisible(bool(complete))
        self.list.queue.show_all(rows)
        if current is not None and (kept := self.list.queue.place_of(current.number)) >= 0:
            place = kept
        self._fit()
        self.list.choose(place)
        if here and not self.list.queue.rows:  # what had the focus is gone
            self._search.setFocus()

    def tell(self, words: str) -> None:
        """Say what was done, and offer to take it back."""
        undo = button(self.tr("Urungkan"), icon_name="undo-2", small=True, name="queue_undo")
        undo.clicked.connect(self.undo_requested)
        self._say(Message("ok", words, name="queue_message"), undo)

    def warn(self, title: str, text: str, first: int) -> None:
        """Say what is missing, and lead to the first indicator of it."""
        words = self.tr("Buka indikator {0}").format(first)
        remedy = button(words, small=True, name="queue_first")
        remedy.clicked.connect(lambda: self.indicator_requested.emit(first))
        self._say(Message("warn", title, text, name="queue_message"), remedy)

    def _say(self, message: Message, remedy: QPushButton) -> None:
        self.dismiss()
        self._message = message
        close = button(self.tr("Tutup"), "link", small=True, name="queue_hush")
        close.clicked.connect(self.dismiss)
        message.add_button(remedy)
        message.add_button(close)
        self._told.setContentsMargins(12, 0, 12, 6)
        self._told.addWidget(message)

    def dismiss(self) -> None:
        """Take the message away."""
        if self._message is not None:
            if self._message.is_worked_on():
                (self.list if self.list.isVisible() else self._search).setFocus()
            self._message.hide()
            self._message.deleteLater()
            self._message = None
            self._told.setContentsMargins(0, 0, 0, 0)

    def _narrow(self) -> None:
        state = next(state for state, chip in self._chips.items() if chip.isChecked())
        self.list.queue.narrow(state, self._search.text())
        self._fit()
        self.list.choose(0)

    def _fit(self) -> None:
        """Show list and answer, or what there is to do where the list is empty."""
        queue = self.list.queue
        for state, chip in self._chips.items():
            chip.setText(self._filters[state].format(queue.count(state)))
            chip.updateGeometry()
        waiting = queue.count(State.HANDED_IN)
        self._count.set_kind("info", self.tr("{0} menunggu").format(waiting))
        searched = bool(self._search.text())
        anything = bool(queue.rows)
        void = self._chips[State.HANDED_IN].isChecked() and not waiting
        for part in (self.list, self._line, self.detail):
            part.setVisible(anything)
        self._empty.setVisible(not anything and void and not searched)
        self._nothing.setVisible(not anything and not self._empty.isVisibleTo(self))

    def _chosen(self) -> tuple[QueueRow, ...]:
        """The ticked rows, else the one that is read."""
        ticked = self.list.queue.ticked()
        rows = tuple(row for row in self.list.queue.rows if row.number in ticked)
        current = self.list.current()
        return rows or ((current,) if current is not None else ())

    def _show_detail(self) -> None:
        if rows := self._chosen():
            self.detail.show_rows(rows)

    def _approve(self) -> None:
        self.approve_requested.emit(tuple(row.number for row in self._chosen()))

    def _return(self, note: str) -> None:
        self.return_requested.emit(tuple(row.number for row in self._chosen()), note)

    def _open(self) -> None:
        current = self.list.current()
        if current is not None:
            self.indicator_requested.emit(current.number)
