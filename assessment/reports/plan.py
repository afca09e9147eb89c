"""The action plan on paper, to be signed: who raises what by when, then what each step needs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, NextPageTemplate, PageBreak, Spacer

from assessment.domain.action_plan import (
    ActionPlan,
    Entry,
    needs_text,
    outcome_text,
    plan_in,
    source_text,
)
from assessment.domain.formatting import date_text, index_text, short_date_text, signed_text
from assessment.domain.handover import Handover
from assessment.domain.planning import Need
from assessment.domain.records import ItemState
from assessment.domain.words import ITEM_STATES, LATE
from assessment.reports.closing import both_sign
from assessment.reports.cover import letterhead
from assessment.reports.figures import draw_badge
from assessment.reports.fonts import REGULAR
from assessment.reports.minutes import Letter
from assessment.reports.pages import Heading
from assessment.reports.styles import WIDTH, color, grid, paragraph, styles
from assessment.reports.words import fraction_text

_BADGE, _CLIMB = 14, 46
_WHOLE = 1500  # letters that surely fit on a page; longer ones may go on overleaf
_ROOM = 46  # for a signature
_WIDTHS = (22, 54, 34, 34, 92, 62, 58)  # of the columns but the names
_STEP, _NEED = 101, 185


class PlanExporter(Letter):
    """Rencana Aksi Peningkatan."""

    title = "Rencana Aksi Peningkatan"

    def verify(self, path: Path, handover: Handover) -> str:
        """Reopen the plan, compare what it says, and say what matched.

        Raises:
            ExportMismatchError: the file cannot be opened or differs; names the first difference.
            EmptyPlanError: nothing is planned by now.
        """
        pages = super().verify(path, handover).split(",", 1)[0]
        plan = plan_in(handover)
        return f"{pages}, {len(plan.entries)} butir dan indeks {index_text(plan.done.index)} cocok"

    def said(self, handover: Handover) -> Iterator[str]:
        """What has to stand in the plan: where it leads, every item, and what every step needs.

        Raises:
            EmptyPlanError: nothing is planned.
        """
        plan = plan_in(handover)
        yield self.title
        yield handover.dossier.assessment.institution
        yield outcome_text(plan)
        yield source_text(handover)
        for entry in plan.entries:
            yield f"{entry.item.indicator} {entry.name}"
            yield _due(entry)
            for text in (text for need in entry.needs for text in _demands(need)):
                if len(text) <= _WHOLE:
                    yield text

    def story(self, handover: Handover) -> list[Flowable]:
        """Head, where it leads, the items, the signatures; then what is needed.

        Raises:
            EmptyPlanError: nothing is planned.
        """
        look, plan = styles(), plan_in(handover)
        assessment = handover.dossier.assessment
        heading = f"{assessment.institution}, tahun {assessment.year}"
        return [
            NextPageTemplate("page"),
            *letterhead(handover),
            Spacer(0, 14),
            paragraph(f"{self.title} SPBE", look.title),
            paragraph(heading, look.centred),
            Spacer(0, 10),
            paragraph(f"{outcome_text(plan)}.", ParagraphStyle("lead", look.h2, spaceBefore=0)),
            paragraph(_standing(handover, plan), look.body),
            _items(plan),
            Spacer(0, 4),
            paragraph(f"{source_text(handover)}.", look.note),
            KeepTogether([Spacer(0, 14), both_sign(handover, _ROOM)]),
            PageBreak(),
            Heading("Yang dibutuhkan setiap langkah", look.h2, "kebutuhan", 0),
            _steps(plan),
        ]


def _standing(handover: Handover, plan: ActionPlan) -> str:
    """How far the items have come."""
    states = [entry.item.state for entry in plan.entries]
    counted = ", ".join(
        f"{states.count(state)} {words.lower()}"
        for state, words in ITEM_STATES.items()
        if state in states
    )
    text = f"{len(plan.entries)} indikator dinaikkan: {counted}."
    if plan.late:
        text += f" Per {date_text(handover.now.date())} {plan.late} butir terlambat."
    return text


def _items(plan: ActionPlan) -> Flowable:
    look = styles()
    left = ("No", "Indikator", "Tingkat")
    heads = [paragraph(text, look.head) for text in left]
    heads += [paragraph(text, look.head_right) for text in ("Bobot", "Naik")]
    heads += [paragraph(text, look.head) for text in ("Unit kerja", "Tenggat", "Keadaan")]
    rows: list[list[Any]] = [heads, *(_item(entry) for entry in plan.entries)]
    number, *others = _WIDTHS
    widths = [number, WIDTH - sum(_WIDTHS), *others]
    return grid(rows, widths, [("LEFTPADDING", (5, 0), (5, -1), 8)])


def _item(entry: Entry) -> list[Any]:
    look, item = styles(), entry.item
    named: list[Flowable] = [paragraph(entry.name, look.cell_bold)]
    if item.note.strip():
        named.append(paragraph(item.note.strip(), look.hash))
    due = [paragraph(_due(entry), look.cell)]
    if entry.late:
        due.append(
            paragraph(f"! {LATE}", ParagraphStyle("late", look.cell_bold, textColor=color("error")))
        )
    done = item.state is ItemState.DONE
    return [
        paragraph(str(item.indicator), look.cell),
        named,
        Climb(entry),
        paragraph(f"{fraction_text(entry.weight)} %", look.cell_right),
        paragraph(signed_text(entry.gain), look.cell_right),
        paragraph(item.unit or "–", look.cell),
        due,
        paragraph(ITEM_STATES[item.state], look.cell_bold if done else look.cell),
    ]


def _due(entry: Entry) -> str:
    return short_date_text(entry.item.due) if entry.item.due else "–"


class Climb(Flowable):
    """The present level, an arrow, and the level to reach."""

    def __init__(self, entry: Entry) -> None:
        """Remember the levels."""
        super().__init__()
        self.width, self.height = _CLIMB, _BADGE
        self._entry = entry

    def draw(self) -> None:
        """Draw both badges."""
        canvas, entry = self.canv, self._entry
        draw_badge(self, entry.level, _BADGE, service=entry.service)
        canvas.setFillColor(color("text2"))
        canvas.setFont(REGULAR, 9)
        canvas.drawCentredString(_CLIMB / 2, 4, "→")
        canvas.translate(_CLIMB - _BADGE, 0)
        draw_badge(self, entry.item.level, _BADGE, service=entry.service)


def _steps(plan: ActionPlan) -> Flowable:
    look = styles()
    titles = ("Langkah", "Syarat yang masih terbuka", "Bukti dukung yang dicari")
    rows: list[list[Any]] = [[paragraph(text, look.head) for text in titles]]
    for entry in plan.entries:
        for need in entry.needs:
            step = [
                paragraph(f"{entry.item.indicator}  {entry.name}", look.cell_bold),
                paragraph(f"ke tingkat {need.level}", look.cell),
            ]
            rows.append([step, _points(need.conditions), _points(need.evidence)])
    table = grid(rows, [_STEP, _NEED, _NEED], [("RIGHTPADDING", (0, 0), (1, -1), 10)])
    needs = (need for entry in plan.entries for need in entry.needs)
    table.splitInRow = int(any(len(text) > _WHOLE for need in needs for text in _demands(need)))
    return table


def _demands(need: Need) -> tuple[str, str]:
    """Conditions and evidence as they stand beside each other."""
    return needs_text(need.conditions), needs_text(need.evidence)


def _points(texts: tuple[str, ...]) -> list[Flowable]:
    look = styles()
    point = ParagraphStyle("point", look.cell, leftIndent=9)
    listed: list[Flowable] = [paragraph(text, point, "•") for text in texts]
    return listed or [paragraph("–", look.cell)]
