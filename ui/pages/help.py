"""Bantuan: topics at the left, the page at the right."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QStringListModel, QUrl
from PySide6.QtGui import QDesktopServices, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QTextBrowser, QVBoxLayout, QWidget

from ui.theme import current_theme
from ui.widgets.card import page_header
from ui.widgets.field import search_field
from ui.widgets.measuring import Measuring
from ui.widgets.text import label

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "help"
_START = "index"
_SIDE = 248
_MARGIN = 32
_ROWS = (
    "QListView::item { padding: 6px 8px; border-radius: 6px; }"
    "QListView::item:selected { background: palette(highlight); color: palette(highlighted-text); }"
)
_GAP = 8
_LIST_GAP = 4
_HEADING_GAP = 14


class HelpPage(QWidget):
    """Reads the Markdown pages of the program; the search filters topics by their words."""

    def __init__(self, folder: Path = _FOLDER) -> None:
        """Create the page on its first topic; the topics are the Markdown files of a folder."""
        super().__init__()
        self.setObjectName("help_page")
        texts = {file.stem: file.read_text("utf-8") for file in sorted(folder.glob("*.md"))}
        self._texts = dict(
            sorted(texts.items(), key=lambda item: (item[0] != _START, _title(item[1])))
        )
        self._topic = ""
        self._theme = current_theme()
        self._shown: list[str] = []
        self._search = search_field(self.tr("Cari dalam bantuan"), name="help_search")
        self._search.textChanged.connect(self._filter)
        self._titles = QStringListModel(self)
        self._list = QListView()
        self._list.setObjectName("help_topics")
        self._list.setAccessibleName(self.tr("Topik bantuan"))
        self._list.setModel(self._titles)
        self._list.setStyleSheet(_ROWS)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.selectionModel().currentChanged.connect(self._choose)
        self._nothing = label(
            self.tr("Tidak ada topik dengan kata itu."), "small", "text2", wrap=True
        )
        self._text = QTextBrowser()
        self._text.setObjectName("help_text")
        self._text.setAccessibleName(self.tr("Isi bantuan"))
        self._text.setOpenLinks(False)
        self._text.setStyleSheet("QTextBrowser:!focus { border: 0; padding: 2px; }")
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.anchorClicked.connect(self._follow)
        self._text.document().setDocumentMargin(_MARGIN)
        self._arrange()
        self._filter("")
        self.show_topic(_START)

    def _arrange(self) -> None:
        self._side = side = QFrame()
        side.setProperty("frame", "pane")
        left = QVBoxLayout(side)
        left.setContentsMargins(12, 12, 12, 12)
        left.setSpacing(8)
        left.addWidget(self._search)
        left.addWidget(self._nothing)
        left.addWidget(self._list, 1)
        row = QHBoxLayout()
        row.setSpacing(1)
        row.addWidget(side)
        row.addWidget(self._text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page_header(self.tr("Bantuan")))
        column.addLayout(row, 1)
        Measuring(self, self._dress)

    def _dress(self) -> None:
        """Take the measures and the colours of the theme, which stand in a text once it is set."""
        theme = current_theme()
        self._side.setFixedWidth(theme.scaled(_SIDE))
        if theme is not self._theme:
            self._theme = theme
            bar = self._text.verticalScrollBar()
            place = bar.value()
            self._set_text()
            bar.setValue(place)

    def _set_text(self) -> None:
        self._text.setMarkdown(self._texts[self._topic])
        _space_out(self._text.document())

    def topic(self) -> str:
        """The topic that is shown, by the name of its file."""
        return self._topic

    def show_topic(self, name: str) -> None:
        """Show a topic; an unknown one leads to the first page."""
        topic = name if name in self._texts else _START
        if topic not in self._shown:
            self._search.clear()
        if topic in self._shown:
            self._list.setCurrentIndex(self._titles.index(self._shown.index(topic)))
        self._show(topic)

    def _show(self, topic: str) -> None:
        if topic != self._topic and topic in self._texts:
            self._topic = topic
            self._set_text()
            self._text.moveCursor(QTextCursor.MoveOperation.Start)

    def _filter(self, words: str) -> None:
        wanted = words.casefold().split()
        self._shown = [
            topic
            for topic, text in self._texts.items()
            if all(word in text.casefold() for word in wanted)
        ]
        self._titles.setStringList([_title(self._texts[topic]) for topic in self._shown])
        self._nothing.setVisible(not self._shown)

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            self._show(self._shown[current.row()])

    def _follow(self, link: QUrl) -> None:
        target = Path(link.path())
        if link.isRelative() and target.suffix == ".md":
            self.show_topic(target.stem)
        elif link.isRelative():
            self._text.scrollToAnchor(link.fragment())
        else:
            QDesktopServices.openUrl(link)


def _space_out(document: QTextDocument) -> None:
    """Give headings and paragraphs room, which Qt's Markdown leaves out."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        in_flow = cursor.currentTable() is None
        spaced = block.blockFormat()
        level = spaced.headingLevel()
        gap = _GAP if cursor.currentList() is None else _LIST_GAP
        spaced.setTopMargin(_HEADING_GAP if level > 1 else 0)
        spaced.setBottomMargin(gap if in_flow else 0)
        cursor.setBlockFormat(spaced)
        block = block.next()


def _title(text: str) -> str:
    return text.partition("\n")[0].lstrip("# ").strip()
