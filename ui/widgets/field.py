"""Fields with a label above and the error below, search field, choice."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon, paint_icon
from ui.theme import current_theme
from ui.widgets.glyph import Glyph
from ui.widgets.text import label, restyle


class IconLine(QLineEdit):
    """Line of text, perhaps with an icon before it; icons follow the theme."""

    def __init__(self, icon_name: str = "", *, clearable: bool = False) -> None:
        """Create an empty line, without an icon for an empty name."""
        super().__init__()
        self._icons: list[tuple[QAction, str]] = []
        self.setClearButtonEnabled(clearable)
        self._icons += [(action, "x") for action in self.findChildren(QAction)]
        if icon_name:
            leading = QAction(self)
            self.addAction(leading, QLineEdit.ActionPosition.LeadingPosition)
            self._icons.append((leading, icon_name))
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icons anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and current_theme() is not self._worn:
            self._tint()

    def _tint(self) -> None:
        self._worn = current_theme()
        for action, name in self._icons:
            action.setIcon(icon(name))


def lock(edit: QLineEdit | QPlainTextEdit, *, on: bool) -> None:
    """Let a text be read only, or typed into again, and look like it."""
    if edit.isReadOnly() != on:
        edit.setReadOnly(on)
        restyle(edit)


class _Field(QWidget):
    """A field under its label, with room for an error message under it."""

    def __init__(self, title: str, edit: QLineEdit | QPlainTextEdit, name: str) -> None:
        super().__init__()
        edit.setObjectName(name)
        edit.setAccessibleName(title or edit.placeholderText())
        self._edit = edit
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if title:
            caption = label(title, "small", bold=True)
            caption.setBuddy(edit)
            column.addWidget(caption)
        column.addWidget(edit)
        self._error = label(size="small", role="error", wrap=True)
        self._error_row = _error_row(self._error)
        self._error_row.hide()
        column.addWidget(self._error_row)

    def set_error(self, text: str) -> None:
        """Show what is wrong with the content and how to cure it; an empty text clears it."""
        self._error.setText(text)
        self._error_row.setVisible(bool(text))
        self._edit.setAccessibleDescription(text)
        self._edit.setProperty("invalid", bool(text))
        restyle(self._edit)

    def error(self) -> str:
        """Give the message under the field."""
        return self._error.text()


def _error_row(words: QLabel) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    line.addWidget(Glyph("circle-x", "error", 14), 0, Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(words, 1)
    return row


class LineField(_Field):
    """One line of text with its label and its error message."""

    def __init__(
        self, title: str = "", *, placeholder: str = "", icon_name: str = "", name: str = ""
    ) -> None:
        """Create an empty field; ``edit`` is the line itself."""
        self.edit = IconLine(icon_name)
        self.edit.setPlaceholderText(placeholder)
        super().__init__(title, self.edit, name)

    def text(self) -> str:
        """Give what is written."""
        return self.edit.text()

    def setText(self, text: str) -> None:
        """Write something else."""
        self.edit.setText(text)


class TextField(_Field):
    """Several lines of text with a label and an error message; Tab leaves it."""

    def __init__(self, title: str = "", *, placeholder: str = "", name: str = "") -> None:
        """Create an empty field; ``edit`` is the editor itself."""
        self.edit = QPlainTextEdit()
        self.edit.setPlaceholderText(placeholder)
        self.edit.setTabChangesFocus(True)
        super().__init__(title, self.edit, name)

    def text(self) -> str:
        """Give what is written."""
        return self.edit.toPlainText()

    def setText(self, text: str) -> None:
        """Write something else."""
        self.edit.setPlainText(text)


def search_field(placeholder: str, *, name: str = "") -> IconLine:
    """Give a line with a magnifier and a button that empties it."""
    edit = IconLine("search", clearable=True)
    edit.setObjectName(name)
    edit.setPlaceholderText(placeholder)
    edit.setAccessibleName(placeholder)
    return edit


class Choice(QComboBox):
    """Choice from a list, with the chevron of the design."""

    def __init__(self, accessible_name: str = "", *, name: str = "") -> None:
        """Create an empty choice."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)

    def minimumSizeHint(self) -> QSize:
        """Need room for a short entry only; the list itself shows entries whole."""
        return QSize(64, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and the chevron."""
        super().paintEvent(event)
        place = QRect(self.width() - 25, (self.height() - 16) // 2, 16, 16)
        paint_icon(QPainter(self), place, "chevron-down", "text2" if self.isEnabled() else "text3")
