"""How large the parts of an evidence folder may be."""

import sys

from assessment.domain.evidence_folder import PART_SIZE
from ui.widgets.field import Choice

_MB = 1_000_000


class PartChoice(Choice):
    """Portals take so much at a time; the choice is kept in bytes."""

    def __init__(self, remembered: str = "") -> None:
        """Create the choice with what was remembered, or the usual size."""
        super().__init__(self.tr("Ukuran bagian folder bukti"), name="part_size")
        self.setToolTip(self.accessibleName())
        for words, size in (
            (self.tr("Tanpa batas"), sys.maxsize),
            (self.tr("Bagian 2 GiB"), PART_SIZE),
            (self.tr("Bagian 500 MB"), 500 * _MB),
            (self.tr("Bagian 100 MB"), 100 * _MB),
        ):
            self.addItem(words, size)
        sizes = [str(self.itemData(place)) for place in range(self.count())]
        kept = remembered if remembered in sizes else str(PART_SIZE)
        self.setCurrentIndex(sizes.index(kept))

    def size_chosen(self) -> int:
        """How many bytes a part holds at most."""
        return int(self.currentData())
