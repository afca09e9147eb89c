"""One page for the head of the region: where we stand, what is strong and weak, what lifts us."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Spacer,
)

from assessment.domain.action_plan import (
    ActionPlan,
    Entry,
    outcome_text,
    path_upwards,
    plan_of,
    source_text,
)
from assessment.domain.errors import OutOfReachError
from assessment.domain.formatting import (
    index_text,
    list_text,
    short_date_text,
    signed_text,
)
from assessment.domain.handover import Handover
from assessment.domain.identity import OFFICIAL
from assessment.domain.records import ActionItem
from assessment.domain.results import Result
from assessment.domain.scoring import AspectScore
from assessment.domain.words import (
    LATE,
    average_name,
    average_source,
    previous_name,
    rounded_text,
    series_name,
    stage_name,
)
from assessment.domain.years import measure_source
from assessment.reports.closing import both_sign
from assessment.reports.cover import letterhead
from assessment.reports.figures import Chart
from assessment.reports.fonts import BOLD, REGULAR, shortened
from assessment.reports.minutes import Letter
from assessment.reports.narrative import state_text
from assessment.reports.pages import ReportDocument
from assessment.reports.plan import Climb
from assessment.reports.styles import (
    MARGIN,
    PAGE_HEIGHT,
    WIDTH,
    color,
    grid,
    paragraph,
    side_by_side,
    styles,
)
from assessment.reports.words import missing_text
from assessment.services.ports import ChartKind

_FOOT, _TOP = 34, PAGE_HEIGHT - 40
_HEIGHT = _TOP - _FOOT - 16
_RADAR, _GUTTER = 196, 16
_FIGURE = 42  # a column of figures
_MOST = 3  # strongest and weakest aspects
_STEPS = 5  # of the plan; the rest is counted
_ROOM = 38  # for a signature
_STRIP = 270
_LEVELS = "Tingkat"
_COLUMNS = (
    ("Indikator", WIDTH - 310),
    (_LEVELS, 56),
    ("Naik", 34),
    ("Unit kerja", 114),
    ("Tenggat", 106),
)


class SummaryExporter(Letter):
    """Ringkasan: exactly one page, however long the names are."""

    title = "Ringkasan"

    def said(self, handover: Handover) -> Iterator[str]:
        """What has to stand on the page: every figure with its name, and every source."""
        result = handover.result
        yield _title(result)
        yield result.assessment.institution
        yield f"{index_text(result.score.index)} {result.score.grade.name}"
        for names, figures in _table(result)[1:]:
            yield f"{names} {' '.join(figures)}"
        yield from _facts(result)
        yield from _sources(handover)
        for _, lines in _ranking(result):
            yield from lines
        yield _lift(handover).words

    def story(self, handover: Handover) -> list[Flowable]:
        """The whole page, made smaller where it would be longer than one."""
        result, look = handover.result, styles()
        parts = [
            *letterhead(handover),
            Spacer(0, 10),
            paragraph(_title(result), ParagraphStyle("title", look.h2, spaceBefore=0, fontSize=14)),
            paragraph(f"{result.assessment.institution}. {state_text(handover)}.", look.note),
            Spacer(0, 4),
            _index_line(result),
            Spacer(0, 4),
            _picture(result),
            Spacer(0, 6),
            _strong_and_weak(result),
            Spacer(0, 6),
            *_lifted(_lift(handover)),
            Spacer(0, 5),
            paragraph(" ".join(_sources(handover)), look.note),
            Spacer(0, 6),
            both_sign(handover, _ROOM),
        ]
        return [_Fitted(parts)]

    def paper(self) -> type[ReportDocument]:
        """One page with a foot."""
        return _OnePage


class _Fitted(Flowable):
    """Parts below each other, made smaller where they are too high, in the middle of the page."""

    def __init__(self, parts: list[Flowable]) -> None:
        super().__init__()
        self.hAlign = "CENTER"
        self._whole = side_by_side([[parts]], [WIDTH])
        self._scale = 1.0

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """As wide as the page at the most, and as high."""
        _, high = self._whole.wrapOn(self.canv, WIDTH, _HEIGHT)
        self._scale = min(1.0, _HEIGHT / high)
        self.width, self.height = WIDTH * self._scale, high * self._scale
        return self.width, self.height

    def draw(self) -> None:
        """Draw them to scale."""
        self.canv.scale(self._scale, self._scale)
        self._whole.drawOn(self.canv, 0, 0)


class _OnePage(ReportDocument):
    """A4 with as much room as one page has."""

    def _templates(self) -> tuple[PageTemplate, PageTemplate]:
        frame = Frame(MARGIN, _FOOT + 14, WIDTH, _TOP - _FOOT - 14, 0, 0, 0, 0)
        return (
            PageTemplate("first", [frame], onPage=self._draw_foot),
            PageTemplate("page", [frame], onPage=self._draw_foot),
        )

    def _draw_foot(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        self._draw_ground(canvas, document)
        canvas.saveState()
        canvas.setStrokeColor(color("line"))
        canvas.setLineWidth(0.6)
        canvas.line(MARGIN, _FOOT + 10, MARGIN + WIDTH, _FOOT + 10)
        canvas.setFillColor(color("text2"))
        canvas.setFont(REGULAR, 8)
        canvas.drawString(MARGIN, _FOOT, self._imprint.foot)
        canvas.restoreState()


def _title(result: Result) -> str:
    return f"Ringkasan {stage_name(result.stage)} SPBE {result.assessment.year}"


def _index_line(result: Result) -> Flowable:
    look = styles()
    big = ParagraphStyle("big", look.h1, fontSize=40, leading=44, spaceBefore=0, spaceAfter=0)
    grade = ParagraphStyle("grade", look.h1, fontSize=17, leading=20, spaceBefore=0, spaceAfter=0)
    words = [
        paragraph(result.score.grade.name, grade),
        paragraph("indeks dan predikat", look.note),
    ]
    strip = Chart(ChartKind.GRADES, result, (_STRIP, 56), 0.68)
    left = 96
    row = [paragraph(index_text(result.score.index), big), words, strip]
    return side_by_side([row], [left, WIDTH - left - _STRIP, _STRIP], "MIDDLE")


def _picture(result: Result) -> Flowable:
    """The radar beside the domains and the facts."""
    look, room = styles(), WIDTH - _RADAR - _GUTTER
    (_, titles), *lines = _table(result)
    rows: list[list[Any]] = [[""] + [paragraph(title, look.head_right) for title in titles]]
    for place, (name, figures) in enumerate(lines):
        last = place == len(lines) - 1
        row = [paragraph(name, look.cell_bold if last else look.cell)]
        right = look.cell_right_bold if last else look.cell_right
        rows.append(row + [paragraph(figure, right) for figure in figures])
    line = ("LINEABOVE", (0, -1), (-1, -1), 0.8, color("line_strong"))
    table = grid(rows, [room - len(titles) * _FIGURE, *[_FIGURE] * len(titles)], [line])
    table.hAlign = "LEFT"
    facts = [paragraph(text, look.bullet, "•") for text in _facts(result)]
    radar = Chart(ChartKind.RADAR, result, (_RADAR, 190), 0.56)
    beside: list[Any] = [radar, "", [table, Spacer(0, 7), *facts]]
    return side_by_side([beside], [_RADAR, _GUTTER, room])


def _table(result: Result) -> list[tuple[str, list[str]]]:
    """Domains and the index: the own figures, the official ones, last year's, the average."""
    columns = [(series_name(result.stage, result.assessment.year), result.score)]
    if result.official is not None:
        columns.append((series_name(OFFICIAL, result.assessment.year), result.official))
    if result.previous is not None:
        columns.append((previous_name(result.previous), result.previous.score))
    peers = result.peers
    head = [name for name, _ in columns] + ([average_name(peers)] if peers else [])
    table = [("", head)]
    for place, domain in enumerate(result.outline.domains):
        figures = [index_text(score.domains[place].index) for _, score in columns]
        figures += [index_text(Fraction(peers.domains[place]))] if peers else []
        table.append((domain.short_name, figures))
    figures = [index_text(score.index) for _, score in columns]
    figures += [index_text(Fraction(peers.index))] if peers else []
    return [*table, ("Indeks SPBE", figures)]


def _facts(result: Result) -> Iterator[str]:
    """What the figures mean in a few words."""
    score, before = result.score, result.previous
    if score.next_grade is not None:
        grade = score.next_grade.grade
        yield f"{missing_text(score)} ({index_text(Fraction(grade.minimum))})"
    if rounded := rounded_text(score):
        yield f"{rounded[0].upper()}{rounded[1:]}"
    if before is not None:
        change = signed_text(score.index - before.score.index)
        yield f"{change} terhadap {previous_name(before)}"
    yield f"{len(result.on_target)} dari {len(score.levels)} indikator mencapai target"
    if score.unanswered:
        lowest = result.outline.minimum_level
        numbers = list_text(score.unanswered, 8)
        yield f"{len(score.unanswered)} belum diisi, dihitung tingkat {lowest}: {numbers}"


def _strong_and_weak(result: Result) -> Flowable:
    look, half = styles(), (WIDTH - _GUTTER) / 2
    columns: list[Any] = []
    for title, lines in _ranking(result):
        heading = paragraph(title, ParagraphStyle("part", look.h3, spaceBefore=0))
        columns.append([heading, *(paragraph(text, look.bullet, "•") for text in lines)])
    return side_by_side([[columns[0], "", columns[1]]], [half, _GUTTER, half])


def _ranking(result: Result) -> tuple[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]]]:
    """The strongest and the weakest aspects; an index that is both is neither."""
    ordered = sorted(result.score.aspects, key=lambda entry: -entry.index)
    count = min(_MOST, len(ordered) // 2)
    best, worst = ordered[:count], ordered[::-1][:count]
    both = {entry.index for entry in best} & {entry.index for entry in worst}
    strong = tuple(_aspect(result, one, max) for one in best if one.index not in both)
    weak = tuple(_aspect(result, one, min) for one in worst if one.index not in both)
    others = "aspek lain" if strong or weak else "aspek"
    same = (f"Semua {others} berindeks {index_text((worst or ordered)[-1].index)}.",)
    return ("Terkuat", strong or same), ("Terlemah", weak or same)


def _aspect(result: Result, entry: AspectScore, choose: Callable[..., int]) -> str:
    """An aspect with the indicator that speaks loudest for its place."""
    levels = dict(zip(result.outline.numbers, result.score.levels, strict=True))
    number = choose(entry.aspect.indicators, key=lambda one: levels[one] or 0)
    level = levels[number]
    said = "belum diisi" if level is None else f"tingkat {level}"
    name = entry.aspect.short_name
    return f"{name}: {index_text(entry.index)} (indikator {number}: {said})"


@dataclass(frozen=True, slots=True)
class _Lift:
    """What would lift the index, and to what; ``plan`` is None where nothing would."""

    title: str
    words: str
    plan: ActionPlan | None = None


def _lift(handover: Handover) -> _Lift:
    """The action plan, or else the cheapest path to the next grade."""
    instrument, dossier = handover.instrument, handover.dossier
    today = handover.now.date()
    if dossier.action_items:
        plan = plan_of(instrument, dossier, today)
        late = f"; {plan.late} butir terlambat" if plan.late else ""
        words = f"{outcome_text(plan)}: {len(plan.entries)} indikator{late}."
        return _Lift("Rencana aksi", words, plan)
    try:
        path = path_upwards(instrument, dossier, handover.settings)
    except OutOfReachError as error:
        words = f"Dengan batas yang ditetapkan indeks paling tinggi {index_text(error.highest)}."
        return _Lift("Jalan ke predikat berikutnya", words)
    if path is None:
        return _Lift("Rencana aksi", "Predikat tertinggi sudah tercapai.")
    items = tuple(
        ActionItem(dossier.assessment.id, climb.indicator, climb.goal,
                   dossier.answer(climb.indicator).unit)
        for climb in path.climbs
    )  # fmt: skip
    plan = plan_of(instrument, replace(dossier, action_items=items), today)
    words = f"{outcome_text(plan)}: {len(items)} indikator, usaha {path.effort}."
    return _Lift(f"Jalan termurah ke {plan.done.grade.name}", words, plan)


def _lifted(lift: _Lift) -> list[Flowable]:
    look = styles()
    parts: list[Flowable] = [
        paragraph(lift.title, ParagraphStyle("part", look.h3, spaceBefore=0)),
        paragraph(lift.words, ParagraphStyle("lead", look.cell, spaceAfter=3)),
    ]
    if lift.plan is None:
        return parts
    entries = sorted(lift.plan.entries, key=lambda entry: -entry.gain)
    heads = [paragraph(text, look.head) for text, _ in _COLUMNS]
    rows = [heads, *(_line(entry) for entry in entries[:_STEPS])]
    parts.append(grid(rows, [width for _, width in _COLUMNS]))
    if len(entries) > _STEPS:
        parts.append(paragraph(f"dan {len(entries) - _STEPS} indikator lain", look.note))
    return parts


def _line(entry: Entry) -> list[Any]:
    """An item on one line: what is too long ends in an ellipsis."""
    look, item = styles(), entry.item
    due = "–" if item.due is None else short_date_text(item.due)
    texts = (
        f"{item.indicator}  {entry.name}",
        signed_text(entry.gain),
        item.unit or "–",
        f"{due} ! {LATE}" if entry.late else due,
    )
    widths = (width for text, width in _COLUMNS if text != _LEVELS)
    cells: list[Any] = [
        paragraph(shortened(text, BOLD, look.cell.fontSize, width - 6), look.cell)
        for text, width in zip(texts, widths, strict=True)
    ]
    return [cells[0], Climb(entry), *cells[1:]]


def _sources(handover: Handover) -> Iterator[str]:
    """What every figure rests on, and of which day it is."""
    result = handover.result
    yield f"{source_text(handover)}."
    if result.official is not None:
        yield _source(handover, OFFICIAL, result.assessment.year)
    if result.previous is not None:
        yield _source(handover, result.previous.stage, result.previous.assessment.year)
    if result.peers is not None:
        yield f"{average_name(result.peers)}: {average_source(result.peers)}."


def _source(handover: Handover, stage: str, number: int) -> str:
    """Where the figures of another stage or year come from."""
    return f"{series_name(stage, number)}: {measure_source(handover.years, number, stage)}."
