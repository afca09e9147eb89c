"""Before a package is written: what is in it, and whether a password locks it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from assessment.domain.dossier import Dossier
from assessment.domain.identity import part_numbers
from assessment.domain.package import counts_of
from indicators.outline import Outline
from ui.dialogs.foot import dialog_column, dialog_foot, fit
from ui.widgets.password_fields import PasswordFields
from ui.widgets.text import label

_WIDTH = 520


class PackageExport(QDialog):
    """Asks for a password; ``confirmed`` carries it, empty for none."""

    confirmed = Signal(str)

    def __init__(self, outline: Outline, dossier: Dossier, parent: QWidget) -> None:
        """Create the dialog about an assessment, or a part of one that is given back."""
        super().__init__(parent)
        self.setObjectName("package-export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        part = part_numbers(dossier.assessment)
        title = self.tr("Bagian untuk dikembalikan") if part else self.tr("Paket untuk evaluator")
        column = dialog_column(self, title, _WIDTH)
        counts = counts_of(outline, dossier)
        words = self.tr(
            "{0} tingkat, {1} dokumen dan {2} rujukan, dengan buku kerja dan laporan."
            " Ditandatangani kunci ruang kerja ini."
        ).format(counts.levels, counts.documents, counts.citations)
        column.addWidget(label(words, role="text2", wrap=True))
        self._password = PasswordFields()
        self._password.resized.connect(lambda: fit(self))
        column.addWidget(self._password)
        column.addLayout(
            dialog_foot(self, self.tr("Batal"), self.tr("Pilih tempat…"), self._confirm)
        )

    def _confirm(self) -> None:
        password = self._password.password()
        if password is not None:
            self.accept()
            self.confirmed.emit(password)
