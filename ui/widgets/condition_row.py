"""A condition of a level: tick it, or look for what proves it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QMenu

from ui.widgets.buttons import icon_button
from ui.widgets.check_row import CheckRow

_ROOM = 28


class ConditionRow(CheckRow):
    """Tick box that offers to look in the documents while it is pointed at or has the focus."""

    find_requested = Signal()

    def __init__(self, text: str, *, name: str = "") -> None:
        """Create a condition that is not ticked."""
        super().__init__(text, name=name, room=_ROOM)
        words = self.tr("Cari di dokumen")
        self._find = icon_button(
            "search", words, small=True, framed=False, name="find_for_condition"
        )
        self._find.setParent(self)
        self._find.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab walks from tick to tick
        self._find.clicked.connect(self.find_requested)
        self._find.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Offer to look."""
        super().enterEvent(event)
        self._find.show()

    def leaveEvent(self, event: QEvent) -> None:
        """Offer it no more."""
        super().leaveEvent(event)
        self._find.setVisible(self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer to look."""
        super().focusInEvent(event)
        self._find.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Offer it no more."""
        super().focusOutEvent(event)
        self._find.setVisible(self.underMouse())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right."""
        super().resizeEvent(event)
        size = self._find.sizeHint()
        self._find.setGeometry(self.width() - size.width(), 0, size.width(), size.height())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to look from the keyboard too."""
        menu = QMenu(self)
        menu.setObjectName("condition_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._find.toolTip()).triggered.connect(self.find_requested)
        menu.popup(event.globalPos())
