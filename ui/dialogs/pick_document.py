"""Choose among the documents that are in the workspace already."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListWidget, QListWidgetItem, QWidget

from assessment.domain.records import Document
from assessment.domain.words import document_title
from ui.dialogs.foot import dialog_column, dialog_foot, keep_button
from ui.widgets.field import search_field
from ui.widgets.text import label

_WIDTH = 560
_HEIGHT = 320


class PickDocumentDialog(QDialog):
    """A list that a search narrows; ``store`` receives all that were chosen."""

    def __init__(
        self,
        documents: Sequence[Document],
        present: Collection[str],
        store: Callable[[Sequence[Document]], object],
        parent: QWidget,
    ) -> None:
        """Create the dialog; documents that are ``present`` already are left out."""
        super().__init__(parent)
        self.setObjectName("pick_document")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._store = store
        self._documents = [entry for entry in documents if entry.sha256 not in present]
        self._search = search_field(self.tr("Nomor, tahun, atau kata"), name="pick_search")
        self._search.textChanged.connect(self._narrow)
        self._list = QListWidget()
        self._list.setObjectName("pick_list")
        self._list.setAccessibleName(self.tr("Dokumen"))
        self._list.setMinimumHeight(_HEIGHT)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.setWordWrap(True)
        self._list.setSpacing(4)
        self._list.setProperty("frame", "card")
        for document in self._documents:
            QListWidgetItem(f"{document_title(document)}\n{document.name}", self._list)
        self._list.itemSelectionChanged.connect(self._count)
        self._list.itemDoubleClicked.connect(self._keep)
        column = dialog_column(self, self.tr("Pilih dokumen yang ada"), _WIDTH)
        column.addWidget(self._search)
        column.addWidget(self._list, 1)
        if not self._documents:
            column.addWidget(
                label(self.tr("Belum ada dokumen lain di ruang kerja ini."), role="text2")
            )
        column.addLayout(dialog_foot(self, self.tr("Batal"), self.tr("Tambahkan"), self._keep))
        self._count()

    def _chosen(self) -> list[Document]:
        rows = sorted(self._list.row(item) for item in self._list.selectedItems())
        return [self._documents[row] for row in rows]

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        for row in range(self._list.count()):
            item = self._list.item(row)
            fits = all(word in item.text().casefold() for word in words)
            item.setHidden(not fits)
            if not fits:
                item.setSelected(False)

    def _count(self) -> None:
        keep = keep_button(self)
        if keep is not None:
            keep.setEnabled(bool(self._list.selectedItems()))

    def _keep(self) -> None:
        if chosen := self._chosen():
            self._store(chosen)
            self.accept()
