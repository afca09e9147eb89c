"""Say which passage of a document proves what."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from assessment.domain.dossier import Evidence
from assessment.domain.records import Citation
from assessment.domain.words import document_title
from indicators.instrument import Indicator
from indicators.outline import Outline
from ui.dialogs.foot import FittedDialog, dialog_column, dialog_foot, fit
from ui.widgets.field import Choice, LineField, TextField
from ui.widgets.text import label

_WIDTH = 560
_QUOTE_HEIGHT = 96
_LONGEST = 80


class CitationDialog(FittedDialog):
    """Level, condition, article, page and quote; ``store`` keeps them before it closes."""

    def __init__(
        self,
        outline: Outline,
        indicator: Indicator,
        entry: Evidence,
        citation: Citation,
        store: Callable[[Citation], object],
        parent: QWidget,
    ) -> None:
        """Create the dialog with a citation; a new one has no ``uid``."""
        super().__init__(parent)
        self.setObjectName("citation")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._outline = outline
        self._indicator = indicator
        self._pages = entry.document.pages
        self._citation = citation
        self._store = store
        tr = self.tr
        self._level = Choice(tr("Tingkat"), name="citation_level")
        self._level.addItem(tr("Umum, tanpa tingkat"), None)
        for level in outline.levels:
            name = outline.level_name(indicator.number, level)
            self._level.addItem(tr("Tingkat {0} {1}").format(level, name), level)
        self._condition = Choice(tr("Syarat"), name="citation_condition")
        self._article = LineField(
            tr("Pasal atau bab"), placeholder=tr("Pasal 41 ayat (2)"), name="citation_article"
        )
        self._page = LineField(tr("Halaman"), placeholder="24", name="citation_page")
        self._quote = TextField(tr("Kutipan"), name="citation_quote")
        self._quote.edit.setFixedHeight(_QUOTE_HEIGHT)
        self._fill(citation)
        self._arrange(entry)
        self._article.edit.setFocus()

    def _fill(self, citation: Citation) -> None:
        self._level.setCurrentIndex(self._level.findData(citation.level))
        self._show_conditions()
        self._condition.setCurrentIndex(max(0, self._condition.findData(citation.condition)))
        self._level.currentIndexChanged.connect(self._show_conditions)
        self._article.setText(citation.article)
        self._page.setText(citation.page)
        self._quote.setText(citation.quote)

    def _show_conditions(self) -> None:
        level = self._level.currentData()
        self._condition.clear()
        self._condition.addItem(self.tr("Seluruh tingkat"), None)
        conditions = () if level is None else self._indicator.level(level).conditions
        for position, text in enumerate(conditions, start=1):
            short = text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
            self._condition.addItem(f"{level}.{position}  {short}", position)
            tooltip = Qt.ItemDataRole.ToolTipRole
            self._condition.setItemData(self._condition.count() - 1, text, tooltip)
        self._condition.setEnabled(bool(conditions))

    def _arrange(self, entry: Evidence) -> None:
        new = not self._citation.uid
        title = self.tr("Rujuk bukti") if new else self.tr("Ubah rujukan")
        column = dialog_column(self, title, _WIDTH)
        words = f"{entry.label}  {document_title(entry.document)}"
        column.addWidget(label(words, role="text2", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for place, choice in enumerate((self._level, self._condition)):
            caption = label(choice.accessibleName(), "small", bold=True)
            caption.setBuddy(choice)
            grid.addWidget(caption, 0, place)
            grid.addWidget(choice, 1, place)
        column.addLayout(grid)
        where = QHBoxLayout()
        where.setSpacing(12)
        where.addWidget(self._article, 3, Qt.AlignmentFlag.AlignTop)
        where.addWidget(self._page, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(where)
        column.addWidget(self._quote)
        keep = self.tr("Rujuk") if new else self.tr("Simpan")
        column.addLayout(dialog_foot(self, self.tr("Batal"), keep, self._keep))

    def _keep(self) -> None:
        changed = replace(
            self._citation,
            level=self._level.currentData(),
            condition=self._condition.currentData(),
            article=" ".join(self._article.text().split()),
            page=self._page.text().strip(),
            quote=self._quote.text().strip(),
        )
        if self._complain(changed):
            return
        self._store(changed)
        self.accept()

    def _complain(self, changed: Citation) -> bool:
        nowhere = not (changed.article or changed.page or changed.quote)
        self._article.set_error(self.tr("Isi pasal, halaman, atau kutipan.") if nowhere else "")
        beyond = (
            self._pages is not None
            and changed.page.isdecimal()
            and not 1 <= int(changed.page) <= self._pages
        )
        self._page.set_error(
            self.tr("Dokumen ini {0} halaman.").format(self._pages) if beyond else ""
        )
        fit(self)
        wrong = self._article if nowhere else self._page if beyond else None
        if wrong is not None:
            wrong.edit.setFocus()
        return wrong is not None
