"""The action plan as a workbook: one row for each item, and one for each step it takes."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from assessment.domain.action_plan import (
    ActionPlan,
    Entry,
    needs_text,
    outcome_text,
    plan_in,
    source_text,
)
from assessment.domain.formatting import index_text
from assessment.domain.handover import Handover
from assessment.domain.progress import Progress
from assessment.domain.records import ItemState
from assessment.domain.words import ITEM_STATES, LATE
from assessment.exchange.layout import column_letter
from assessment.exchange.page import Choice, Formula, Page, Value
from assessment.exchange.workbook import compare

PLAN, NEEDS = "Rencana Aksi", "Kebutuhan"
HEADER = 5
FIRST = HEADER + 1
_DUE, _STATE = 9, 10  # columns
_DIGITS = 10  # decimals of a figure that has no end
_COLUMNS = (
    ("No", 6.0),
    ("Indikator", 38.0),
    ("Kini", 6.0),
    ("Menjadi", 9.0),
    ("Bobot (%)", 8.0),
    ("Kenaikan indeks", 10.0),
    ("Syarat terbuka", 9.0),
    ("Unit kerja", 26.0),
    ("Tenggat", 18.0),
    ("Keadaan", 14.0),
    (LATE, 12.0),
    ("Catatan", 26.0),
)
_STEPS = (
    ("No", 6.0),
    ("Indikator", 34.0),
    ("Ke tingkat", 8.0),
    ("Syarat yang masih terbuka", 62.0),
    ("Bukti dukung yang dicari", 62.0),
)


class PlanTableExporter:
    """Writes and rereads; see `assessment.services.ports.Exporter`."""

    def write(self, path: Path, handover: Handover, progress: Progress) -> None:
        """Write the workbook.

        Raises:
            EmptyPlanError: nothing is planned; nothing is written.
            TextTooLongError: a text does not fit into a cell; nothing is written.
            OSError: the file cannot be written.
            CancelledError: the person asked to stop; nothing is written.
        """
        from assessment.exchange.painter import Painter

        pages = _pages(handover)
        assessment = handover.dossier.assessment
        footer = f"{assessment.institution} {assessment.year}"
        painter = Painter(f"{PLAN} SPBE {footer}", footer, handover.now)
        for done, page in enumerate(pages):
            progress.step(done, len(pages) + 1, page.name)
            sheet = painter.paint(page)
            sheet.print_options.horizontalCentered = False
        progress.step(len(pages), len(pages) + 1)
        path.write_bytes(painter.content().getbuffer())

    def verify(self, path: Path, handover: Handover) -> str:
        """Reopen the workbook, compare every cell, and say what matched.

        Raises:
            ExportMismatchError: a cell holds something else; names the first one.
            EmptyPlanError: nothing is planned by now.
        """
        compare(path, _pages(handover))
        plan = plan_in(handover)
        return f"{len(plan.entries)} butir dan indeks {index_text(plan.done.index)} cocok"


def _pages(handover: Handover) -> tuple[Page, Page]:
    plan = plan_in(handover)
    return _plan_page(handover, plan), _needs_page(handover, plan)


def _plan_page(handover: Handover, plan: ActionPlan) -> Page:
    page = _page(handover, plan, PLAN, _COLUMNS)
    for row, entry in enumerate(plan.entries, start=FIRST):
        for column, (value, style) in enumerate(_cells(entry, row), start=1):
            page.put(row, column, value, style)
    last = FIRST + len(plan.entries) - 1
    page.level_areas = [page.area(column, FIRST, last) for column in (3, 4)]
    words = tuple(ITEM_STATES.values())
    page.choices = [Choice(page.area(_STATE, FIRST, last), words, f"Pilih: {', '.join(words)}.")]
    page.fit_heights(range(FIRST, last + 1))
    return page


def _cells(entry: Entry, row: int) -> tuple[tuple[Value, str], ...]:
    item = entry.item
    due, state = f"{column_letter(_DUE)}{row}", f"{column_letter(_STATE)}{row}"
    done = ITEM_STATES[ItemState.DONE]
    # Counts on: the plan is looked at again long after it was written.
    late = Formula(f'=IF(AND({due}<>"",{due}<TODAY(),{state}<>"{done}"),"{LATE}","")')
    return (
        (item.indicator, "number_grey"),
        (entry.name, "text_grey"),
        ("–" if entry.level is None else entry.level, "final"),
        (item.level, "final"),
        (_number(entry.weight), "weight_grey"),
        (_number(entry.gain), "weight_grey"),
        (sum(len(need.conditions) for need in entry.needs), "number_grey"),
        (item.unit, "own_text"),
        (item.due, "own_date"),
        (ITEM_STATES[item.state], "own_text"),
        (late, "late"),
        (item.note, "own_text"),
    )


def _needs_page(handover: Handover, plan: ActionPlan) -> Page:
    page = _page(handover, plan, NEEDS, _STEPS)
    row = HEADER
    for entry in plan.entries:
        for need in entry.needs:
            row += 1
            page.put(row, 1, entry.item.indicator, "number_grey")
            page.put(row, 2, entry.name, "text_grey")
            page.put(row, 3, need.level, "final")
            page.put(row, 4, needs_text(need.conditions), "text")
            page.put(row, 5, needs_text(need.evidence), "text")
    if row > HEADER:
        page.level_areas = [page.area(3, FIRST, row)]
        page.fit_heights(range(FIRST, row + 1))
    return page


def _page(
    handover: Handover, plan: ActionPlan, name: str, columns: tuple[tuple[str, float], ...]
) -> Page:
    """The lines and the header that both sheets begin with."""
    assessment = handover.dossier.assessment
    page = Page(name, tuple(width for _, width in columns), header_row=HEADER, frozen_columns=2)
    page.title(
        f"{name} SPBE {assessment.institution} {assessment.year}",
        outcome_text(plan),
        source_text(handover),
    )
    for column, (title, _) in enumerate(columns, start=1):
        page.put(HEADER, column, title, "header")
    page.heights[HEADER] = 32.0
    return page


def _number(value: Fraction) -> Decimal:
    """The value as the file keeps it."""
    return Decimal(repr(float(round(value, _DIGITS))))
