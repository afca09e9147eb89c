"""One institution of a recap: its indices and levels beside the median of its kind."""

from __future__ import annotations

from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from assessment.domain.formatting import date_text, index_text, signed_text
from assessment.domain.recap_table import rounded_grade
from assessment.domain.words import INSTITUTION_KINDS, stage_name
from ui.dialogs.foot import dialog_column
from ui.models.arithmetic import Cell, Figures, Row, RowKind
from ui.theme import current_theme
from ui.widgets.arithmetic_table import FigureTable
from ui.widgets.buttons import button
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assessment.domain.recap import Entry, Round, Submission

_SIZE = QSize(820, 640)
_LEAST = 560
_UNKNOWN = "·"  # a dash would be painted as an unanswered level


class InstitutionDialog(QDialog):
    """Domains, aspects and all indicators that are known of an institution."""

    def __init__(
        self, shown: Round, entry: Entry, names: Mapping[int, str], parent: QWidget
    ) -> None:
        """Create the dialog; ``names`` are the indicators' short names."""
        super().__init__(parent)
        self.setObjectName("institution")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        given = entry.submission
        column = dialog_column(self, given.institution, current_theme().scaled(_LEAST))
        column.addWidget(label(_facts(shown, entry), role="text2", wrap=True))
        self.table = FigureTable(self.tr("Indeks dan tingkat"), row=26, name="institution-figures")
        self.table.show_figures(self._figures(shown, entry, names))
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        copy = button(self.tr("Salin"), icon_name="copy", name="institution-copy")
        copy.clicked.connect(self.table.copy)
        close = button(self.tr("Tutup"), "primary", name="institution-close")
        close.clicked.connect(self.accept)
        foot.addWidget(copy)
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
        self.resize(_SIZE)

    def _figures(self, shown: Round, entry: Entry, names: Mapping[int, str]) -> Figures:
        given = entry.submission
        alike = [
            other.submission
            for other in shown.entries
            if other.submission.kind is given.kind and other.submission is not given
        ]
        kind = INSTITUTION_KINDS[given.kind].lower()
        titles = (
            self.tr("Domain, aspek, dan indikator"),
            self.tr("Nilai"),
            self.tr("Median {0} lain").format(kind),
            self.tr("Selisih"),
        )
        return Figures(titles, tuple(_rows(shown, given, alike, names)))


def _facts(shown: Round, entry: Entry) -> str:
    given = entry.submission
    made = date_text(given.made) if given.made else ""
    first = f"{index_text(given.index)} {given.grade}"
    if rounded := rounded_grade(shown.outline, given):
        first = f"{first} (menurut indeks dua desimal: {rounded})"
    parts = (first, str(given.year), stage_name(given.stage), given.region, made, given.source.text)
    return " · ".join(filter(None, parts))


def _rows(
    shown: Round, given: Submission, alike: Sequence[Submission], names: Mapping[int, str]
) -> Iterator[Row]:
    outline = shown.outline
    others = [other.index for other in alike]
    yield _row(RowKind.TOTAL, "Indeks SPBE", given.index, others)
    for place, domain in enumerate(outline.domains):
        if given.domains:
            others = [other.domains[place] for other in alike if other.domains]
            yield _row(RowKind.DOMAIN, domain.name, given.domains[place], others)
        for aspect in domain.aspects if given.aspects else ():
            at = outline.aspects.index(aspect)
            others = [other.aspects[at] for other in alike if other.aspects]
            yield _row(RowKind.ASPECT, aspect.name, given.aspects[at], others)
            for number in aspect.indicators:
                spot = outline.numbers.index(number)
                yield _level_row(
                    number,
                    names.get(number, ""),
                    given.levels[spot],
                    [level for other in alike if other.levels and (level := other.levels[spot])],
                    service=outline.is_service(number),
                )


def _row(kind: RowKind, name: str, own: Fraction, others: Sequence[Fraction]) -> Row:
    return Row(kind, (Cell(name), Cell(index_text(own), own), *_compared(own, others)), name)


def _level_row(
    number: int, name: str, own: int | None, others: Sequence[int], *, service: bool
) -> Row:
    title = f"{number}  {name}"
    known = None if own is None else Fraction(own)
    value = Cell("–") if own is None else Cell(str(own), known)
    cells = (Cell(title), value, *_compared(known, [Fraction(level) for level in others]))
    return Row(RowKind.INDICATOR, cells, title, number, service)


def _compared(own: Fraction | None, others: Sequence[Fraction]) -> tuple[Cell, Cell]:
    """The median of the others as text, for it need not be a level, and the difference to it."""
    if not others:
        return Cell(_UNKNOWN), Cell(_UNKNOWN)
    middle = Fraction(median(others))
    words = Cell(index_text(middle))
    if own is None:
        return words, Cell(_UNKNOWN)
    return words, Cell(signed_text(own - middle), own - middle, change=True)
