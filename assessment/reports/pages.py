"""The pages of the report: template, header, foot, draft mark, headings and their numbers.

The number of pages and the pages of chapters are known only when everything is laid out. They
stand on the pages as PDF forms that are drawn at the very end, so that one pass is enough.
"""

from dataclasses import dataclass
from typing import Any, cast

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
)

from assessment.domain.progress import Progress
from assessment.reports.fonts import BOLD, REGULAR, markup, plain, shortened
from assessment.reports.styles import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, WIDTH, color

DRAFT = "DRAF"
_FOOT = 40
_TOP = PAGE_HEIGHT - 52
_COVER_SPLIT = 372  # where the lower half of the cover begins, from below
_LATE_ROOM = 200


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands on every page."""

    header: str
    foot: str
    draft: bool


class ReportCanvas(Canvas):
    """A canvas on which numbers can be promised before they are known."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Begin an empty document."""
        super().__init__(*args, **options)
        self.pages: dict[str, int] = {}

    def note_page(self, key: str) -> None:
        """Remember that the heading with that key stands on this page."""
        self.pages[key] = self.getPageNumber()

    def save(self) -> None:
        """Keep the promises and write the file."""
        total = self.getPageNumber() - 1
        for number in range(1, total + 1):
            self._keep(_foot_form(number), f"{number} dari {total}", 8, "text2")
        for key, page in self.pages.items():
            self._keep(_entry_form(key), str(page), 9, "text")
        super().save()

    def _keep(self, form: str, text: str, size: int, role: str) -> None:
        self.beginForm(form, -_LATE_ROOM, -size, 1, 2 * size)
        self.setFont(REGULAR, size)
        self.setFillColor(color(role))
        self.drawRightString(0, 0, text)
        self.endForm()


def _foot_form(number: int) -> str:
    return f"foot-{number}"


def draw_page_number(canvas: Canvas, right: float, base: float) -> None:
    """Write which page of how many this is, ending at ``right``; a `ReportCanvas` keeps it."""
    canvas.saveState()
    canvas.translate(right, base)
    canvas.doForm(_foot_form(canvas.getPageNumber()))
    canvas.restoreState()


def _entry_form(key: str) -> str:
    return f"entry-{key}"


class Heading(Paragraph):
    """A heading that stands in the outline; its destination is its upper left corner."""

    def __init__(self, text: str, style: ParagraphStyle, key: str, depth: int) -> None:
        """Remember the text and its place in the outline, 0 being the top."""
        super().__init__(markup(text), style)
        self.keepWithNext = True
        self.title = plain(text)
        self.key = key
        self.depth = depth

    def draw(self) -> None:
        """Draw and enter it in the outline."""
        mark(self, self.title, self.key, self.depth)
        super().draw()


def mark(flowable: Flowable, title: str, key: str, depth: int) -> None:
    """Enter the flowable that is being drawn in the outline."""
    canvas = cast("ReportCanvas", flowable.canv)
    left, top = canvas.absolutePosition(0, flowable.height)
    canvas.bookmarkPage(key, fit="XYZ", left=left, top=top, zoom=0)
    canvas.addOutlineEntry(title, key, level=depth, closed=depth > 0)
    canvas.note_page(key)


class ContentsLine(Flowable):
    """One line of the contents: title, dots, page; the whole line leads there."""

    def __init__(self, text: str, key: str, depth: int) -> None:
        """Remember what to lead to."""
        super().__init__()
        self._text = text
        self._key = key
        self._depth = depth
        self.height = 15 if depth else 22

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """The whole width."""
        self.width = aW
        return aW, self.height

    def draw(self) -> None:
        """Draw the line; its number follows at the end."""
        canvas = self.canv
        face = REGULAR if self._depth else BOLD
        indent, size = 16 * self._depth, 9
        text = shortened(self._text, face, size, self.width - indent - 40)
        canvas.setFillColor(color("text"))
        canvas.setFont(face, size)
        canvas.drawString(indent, 4, text)
        end = indent + canvas.stringWidth(text, face, size) + 6
        canvas.setStrokeColor(color("line_strong"))
        canvas.setLineWidth(0.6)
        canvas.setDash(0.6, 3)
        canvas.line(end, 6, self.width - 24, 6)
        canvas.saveState()
        canvas.translate(self.width, 4)
        canvas.doForm(_entry_form(self._key))
        canvas.restoreState()
        canvas.linkRect("", self._key, (0, 0, self.width, self.height), relative=1)


def _frame(bottom: float, top: float) -> Frame:
    return Frame(MARGIN, bottom, WIDTH, top - bottom, leftPadding=0, rightPadding=0,
                 topPadding=0, bottomPadding=0)  # fmt: skip


class ReportDocument(BaseDocTemplate):
    """A4 with a cover and numbered pages."""

    def __init__(
        self, filename: str, imprint: Imprint, progress: Progress, total: int, **metadata: Any
    ) -> None:
        """Prepare the pages; building reports the fraction of ``total`` parts that are done."""
        super().__init__(filename, pageTemplates=list(self._templates()), **metadata)
        self._imprint = imprint
        self._progress = progress
        self._steps = (0, total)

    def _templates(self) -> tuple[PageTemplate, PageTemplate]:
        return (
            PageTemplate("first", self._first_frames(), onPage=self._draw_ground),
            PageTemplate("page", [_frame(_FOOT + 20, _TOP - 24)], onPage=self._draw_edges),
        )

    def _first_frames(self) -> list[Frame]:
        return [_frame(_COVER_SPLIT, PAGE_HEIGHT - 72), _frame(72, _COVER_SPLIT)]

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: ARG002, N802
        """Report after each part; the person may have asked to stop."""
        done, total = self._steps
        self._steps = (min(done + 1, total), total)
        self._progress.step(*self._steps)

    def _draw_ground(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        if not self._imprint.draft:
            return
        canvas.saveState()
        canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
        canvas.rotate(55)
        canvas.setFont(BOLD, 190)
        canvas.setFillColor(color("track"), alpha=0.42)
        canvas.drawCentredString(0, -64, DRAFT)
        canvas.restoreState()

    def _draw_edges(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        self._draw_ground(canvas, document)
        canvas.saveState()
        canvas.setStrokeColor(color("line"))
        canvas.setLineWidth(0.6)
        canvas.line(MARGIN, _TOP - 6, PAGE_WIDTH - MARGIN, _TOP - 6)
        canvas.line(MARGIN, _FOOT + 10, PAGE_WIDTH - MARGIN, _FOOT + 10)
        canvas.setFillColor(color("text2"))
        canvas.setFont(REGULAR, 8)
        canvas.drawString(MARGIN, _FOOT, self._imprint.foot)
        header = shortened(self._imprint.header, REGULAR, 8, WIDTH - 40)
        canvas.drawString(MARGIN, _TOP, header)
        if self._imprint.draft:
            canvas.setFont(BOLD, 8)
            canvas.drawRightString(PAGE_WIDTH - MARGIN, _TOP, DRAFT)
        draw_page_number(canvas, PAGE_WIDTH - MARGIN, _FOOT)
        canvas.restoreState()


class LetterDocument(ReportDocument):
    """A4 whose first page is a letter under its head; further ones are numbered."""

    def _first_frames(self) -> list[Frame]:
        return [_frame(_FOOT + 20, PAGE_HEIGHT - 56)]
