"""Whose official result it is, of which year, and where it is recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from assessment.domain.words import INSTITUTION_KINDS
from ui.theme import current_theme
from ui.widgets.field import Choice, LineField
from ui.widgets.text import label, set_role

if TYPE_CHECKING:
    from assessment.services.official_result import OfficialPreview, OfficialResultDesk

_KIND, _YEAR, _TARGET = 170, 96, 200


class OfficialFacts(QWidget):
    """What was read can be put right; what was not read for certain has to be chosen."""

    changed = Signal()

    def __init__(self, preview: OfficialPreview, desk: OfficialResultDesk) -> None:
        """Create the fields with what the report says."""
        super().__init__()
        self._preview = preview
        self._desk = desk
        self._own_target = False
        tr, result = self.tr, preview.result
        self._name = LineField(tr("Nama instansi"), name="institution")
        self._name.setText(result.institution)
        self._name.edit.setCursorPosition(0)
        self._name.edit.textChanged.connect(self._rename)
        self._kind = Choice(tr("Jenis instansi"), name="institution-kind")
        for kind, words in INSTITUTION_KINDS.items():
            self._kind.addItem(words, kind)
        self._kind.setPlaceholderText(tr("Pilih jenis"))
        self._kind.setCurrentIndex(self._kind.findData(result.kind) if result.kind_clear else -1)
        self._kind.activated.connect(lambda _row: self._tell())
        self._year = Choice(tr("Tahun laporan"), name="report-year")
        for year in desk.years():
            self._year.addItem(str(year), year)
        self._year.setPlaceholderText(tr("Pilih"))
        self._year.setCurrentIndex(self._year.findData(result.year) if result.year_clear else -1)
        self._year.activated.connect(lambda _row: self._tell())
        self._target = Choice(tr("Dicatat pada"), name="record-to")
        self._target.addItem(tr("Penilaian baru"), None)
        for target in preview.targets:
            self._target.addItem(f"{target.institution} {target.year}", target.id)
        self._target.activated.connect(self._aim)
        self._note = label(size="small", role="text2", wrap=True)
        self._note.setObjectName("record-note")
        self._arrange()
        self._follow_match()

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._name, 0, 0, 2, 1)
        choices = ((self._kind, _KIND), (self._year, _YEAR), (self._target, _TARGET))
        for column, (choice, width) in enumerate(choices, start=1):
            caption = label(choice.accessibleName(), "small", bold=True)
            caption.setBuddy(choice)
            choice.setMinimumWidth(current_theme().scaled(width))
            grid.addWidget(caption, 0, column)
            grid.addWidget(choice, 1, column)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(3, 2)
        grid.addWidget(self._note, 2, 0, 1, 4)

    def other_year(self) -> int | None:
        """The year that was chosen, where the report was read for another one."""
        year: int | None = self._year.currentData()
        return None if year == self._preview.result.year else year

    def described(self) -> OfficialPreview:
        """The preview with what the person has said."""
        target = self._target.currentData()
        known = next((entry for entry in self._preview.targets if entry.id == target), None)
        name = self._name.text().strip() or (known.institution if known else "")
        kind = known.kind if known else self._kind.currentData()
        named = self._desk.named(self._preview, name, kind)
        chosen = named.result.year_clear or self._year.currentIndex() >= 0
        return replace(named, assessment_id=target, result=replace(named.result, year_clear=chosen))

    def missing(self) -> str:
        """What has still to be said before anything can be recorded; empty when nothing has."""
        if self._year.currentIndex() < 0:
            return self.tr("Pilih tahun laporan")
        if self._target.currentData() is not None:
            return ""
        if not self._name.text().strip():
            return self.tr("Isi nama instansi")
        return "" if self._kind.currentIndex() >= 0 else self.tr("Pilih jenis instansi")

    def _rename(self) -> None:
        if not self._own_target:
            self._follow_match()
        self._tell()

    def _aim(self) -> None:
        self._own_target = True
        self._tell()

    def _follow_match(self) -> None:
        """Aim at the assessment of the institution that is named, if there is one."""
        matched = self._desk.named(self._preview, self._name.text()).assessment_id
        self._target.setCurrentIndex(max(self._target.findData(matched), 0))
        self._explain()

    def _tell(self) -> None:
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        target = self._target.currentData()
        self._kind.setEnabled(target is None)
        words, role = self.tr("Instansi dan tahun itu belum ada di sini: penilaian baru."), "text2"
        if target is not None:
            aimed = replace(self._preview, assessment_id=target)
            old, new = self._desk.recorded(aimed), self._preview.result.levels
            changed = sum(new.get(number, level) != level for number, level in old.items())
            words = self.tr("Hasil resmi menjadi tahap terakhir penilaian itu.")
            if changed:
                words = self.tr("Hasil resmi yang tercatat di sana diganti: {0} tingkat lain.")
                words, role = words.format(changed), "warn"
            elif old:
                words = self.tr("Hasil resmi dengan tingkat yang sama sudah tercatat di sana.")
        elif self._preview.targets:
            words = self.tr(
                "Penilaian baru. Bila instansinya sudah ada dengan nama lain, pilih di kanan."
            )
        if missing := self.missing():
            words, role = self.tr("{0}; berkas ini tidak memastikannya.").format(missing), "warn"
        self._note.setText(words)
        set_role(self._note, role)
