"""Which indicators a colleague gets, under what name, and locked or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from assessment.domain.formatting import list_text
from ui.dialogs.foot import dialog_column, dialog_foot, fit, keep_button
from ui.models.part_ticks import TickModel, tick_rows
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.field import Choice, LineField
from ui.widgets.part_ticks import TickList
from ui.widgets.password_fields import PasswordFields
from ui.widgets.text import label

if TYPE_CHECKING:
    from assessment.domain.dossier import Dossier
    from indicators.instrument import Instrument

_SIZE = QSize(640, 640)
_LEAST = 560
_LIST = 220


class SharePart(QDialog):
    """Lets indicators be ticked; ``confirmed`` carries them, the name and the password."""

    confirmed = Signal(tuple, str, str)

    def __init__(self, instrument: Instrument, dossier: Dossier, parent: QWidget) -> None:
        """Create the dialog with nothing ticked."""
        super().__init__(parent)
        self.setObjectName("share-part")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self._ticks = TickModel(tuple(tick_rows(instrument, dossier)))
        self._ticks.changed.connect(self._count)
        self._name = LineField(
            self.tr("Nama rekan"),
            placeholder=self.tr("Menjadi bagian nama berkas"),
            name="colleague",
        )
        self._password = PasswordFields()
        self._password.resized.connect(lambda: fit(self))
        self._chosen = label(size="small", role="text2", wrap=True)
        self._chosen.setObjectName("part-count")
        column = dialog_column(self, self.tr("Bagikan sebagian"), _LEAST)
        words = self.tr(
            "Rekan mengerjakan indikator ini di komputernya, lalu mengirim berkasnya kembali."
            " Saat digabungkan, tidak ada yang ditimpa diam-diam."
        )
        column.addWidget(label(words, role="text2", wrap=True))
        column.addLayout(self._shortcuts())
        ticks = TickList(self._ticks, self.tr("Indikator untuk rekan"))
        ticks.setMinimumHeight(current_theme().scaled(_LIST))
        column.addWidget(ticks, 1)
        column.addWidget(self._chosen)
        column.addWidget(self._name)
        column.addWidget(self._password)
        column.addLayout(
            dialog_foot(self, self.tr("Batal"), self.tr("Pilih tempat…"), self._confirm)
        )
        self._count()
        self.resize(_SIZE)
        ticks.setFocus()

    def _shortcuts(self) -> QHBoxLayout:
        every = button(self.tr("Centang semua"), "link", small=True, name="tick-all")
        every.clicked.connect(self._ticks.tick_all)
        none = button(self.tr("Kosongkan"), "link", small=True, name="tick-none")
        none.clicked.connect(lambda: self._ticks.tick(()))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(every)
        row.addWidget(none)
        row.addStretch(1)
        if units := self._ticks.units():
            choice = Choice(self.tr("Centang menurut unit kerja"), name="tick-unit")
            choice.addItem(self.tr("Centang unit kerja…"), "")
            for unit in units:
                choice.addItem(unit, unit)
            choice.activated.connect(lambda _place: self._tick_unit(choice))
            row.addWidget(choice)
        return row

    def _tick_unit(self, choice: Choice) -> None:
        if unit := choice.currentData():
            self._ticks.tick_unit(unit)
        choice.setCurrentIndex(0)

    def _count(self) -> None:
        chosen = self._ticks.chosen()
        if chosen:
            words = self.tr("{0} indikator: {1}").format(len(chosen), list_text(chosen))
        else:
            words = self.tr("Centang sedikitnya satu indikator.")
        self._chosen.setText(words)
        if (keep := keep_button(self)) is not None:
            keep.setEnabled(bool(chosen))

    def _confirm(self) -> None:
        password = self._password.password()
        if password is not None:
            self.accept()
            self.confirmed.emit(self._ticks.chosen(), self._name.text().strip(), password)
