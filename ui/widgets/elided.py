"""A label for one line that may be too long for its place."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStylePainter

from ui.widgets.text import dress


class ElidedLabel(QLabel):
    """Label that ends in … where it must; tooltip and accessible name keep the whole text."""

    def __init__(
        self,
        text: str = "",
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        size: str = "body",
        role: str = "text",
        bold: bool | None = None,
    ) -> None:
        """Create a label of plain text on one line."""
        super().__init__()
        self._mode = mode
        dress(self, size, role, bold=bold)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self.setAccessibleName(text)
        self._offer_tooltip()

    def shown_text(self) -> str:
        """Give what fits into the label now."""
        line = self.text().replace("\n", " ")
        return self.fontMetrics().elidedText(line, self._mode, self.contentsRect().width())

    def minimumSizeHint(self) -> QSize:
        """Need room for a few letters only."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the tooltip when the new width cuts the text."""
        super().resizeEvent(event)
        self._offer_tooltip()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._offer_tooltip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QStylePainter(self)
        painter.drawItemText(
            self.contentsRect(),
            Qt.AlignmentFlag.AlignVCenter
            | self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask,
            self.palette(),
            self.isEnabled(),
            self.shown_text(),
            self.foregroundRole(),
        )

    def _offer_tooltip(self) -> None:
        self.setToolTip(self.text() if self.shown_text() != self.text() else "")
