"""Uraian: everything the instrument says about an indicator."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from indicators.instrument import Indicator
from indicators.outline import Outline
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.text import label


class Description(Card):
    """Unfolds between band and cards; selectable, so that it can be copied."""

    target_requested = Signal()

    def __init__(self) -> None:
        """Create an empty panel."""
        super().__init__(padding=14, name="description")
        self.body.setSpacing(6)
        self._standing = label(size="small", role="text2", wrap=True)
        change = button(self.tr("Ubah target"), small=True, name="change_target")
        change.clicked.connect(self.target_requested)
        row = QHBoxLayout()
        row.addWidget(self._standing, 1)
        row.addWidget(change)
        self.body.addLayout(row)
        self._texts: list[QLabel] = []

    def show_indicator(
        self,
        outline: Outline,
        indicator: Indicator,
        target: int | None,
        before: tuple[int, int] | None,
    ) -> None:
        """Show what the instrument says, the target and last year's level."""
        words = self.tr("Target: tingkat {0}.").format(target or outline.target_level)
        if before is not None:
            words += " " + self.tr("Tahun {0}: tingkat {1}.").format(*before)
        self._standing.setText(words)
        for old in self._texts:
            old.hide()
            old.deleteLater()
        self._texts = []
        aspect = outline.aspect_of(indicator.number)
        parts = (
            (self.tr("Aspek"), f"{aspect.name} ({outline.domain_of(indicator.number).name})"),
            (self.tr("Nama lengkap"), indicator.name),
            (self.tr("Penjelasan"), indicator.explanation),
            (self.tr("Cakupan"), indicator.scope),
            (self.tr("Dasar hukum"), _list(indicator.legal_basis)),
            (self.tr("Pertanyaan bantu"), _list(indicator.questions)),
            (self.tr("Unit kerja yang biasanya memegang"), indicator.typical_owner),
        )
        for title, text in parts:
            if text:
                self._add(label(title, "small", bold=True))
                self._add(label(text, "small", "text2", wrap=True))

    def _add(self, text: QLabel) -> None:
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._texts.append(text)
        self.body.addWidget(text)


def _list(texts: tuple[str, ...]) -> str:
    return "\n".join(f"•  {text}" for text in texts)
