"""Chapter 6: every indicator with level, target, explanation and evidence."""

from reportlab.platypus import Flowable, Spacer

from assessment.domain.dossier import Evidence
from assessment.domain.formatting import index_text
from assessment.domain.handover import Handover
from assessment.domain.identity import SELF
from assessment.domain.records import Answer
from assessment.domain.words import citation_place, document_title, previous_name
from assessment.reports.figures import Rule, draw_badge
from assessment.reports.fonts import REGULAR, plain, shortened
from assessment.reports.pages import Heading, mark
from assessment.reports.styles import WIDTH, color, paragraph, styles
from assessment.reports.words import level_of, previous_level

BADGE_ROOM = 32
"""Room for the badge beside the head of an indicator."""
_BADGE = 24
_LINE = 12
UNANSWERED = "Belum diisi"


def indicator_key(number: int) -> str:
    """What the destination of an indicator is called."""
    return f"indikator-{number}"


def row_line(handover: Handover, number: int) -> str:
    """The line that says where an indicator stands: ``Indikator 10 · Tingkat 3 …``."""
    outline = handover.instrument.outline
    level = level_of(outline, handover.result.score, number)
    said = UNANSWERED if level is None else f"Tingkat {level}"
    parts = [f"Indikator {number}", said]
    if level is not None:
        parts.append(outline.level_name(number, level))
    parts.append(f"target {handover.result.targets[number]}")
    before = previous_level(handover.result, number)
    if handover.result.previous is not None and before is not None:
        parts.append(f"{previous_name(handover.result.previous)}: {before}")
    return " · ".join(parts)


class IndicatorHead(Flowable):
    """Badge, line of figures and name of an indicator."""

    def __init__(self, handover: Handover, number: int) -> None:
        """Remember what to draw."""
        super().__init__()
        self.keepWithNext = True
        indicator = handover.instrument.indicator(number)
        self._number = number
        self._level = level_of(handover.result.outline, handover.result.score, number)
        self._service = handover.instrument.outline.is_service(number)
        self._line = row_line(handover, number)
        self._title = plain(f"{number}  {indicator.short_name}")
        self._name = paragraph(indicator.name, styles().cell_bold)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """The whole width, as high as the name needs."""
        self.width = aW
        _, height = self._name.wrap(aW - BADGE_ROOM, aH)
        self.height = max(_BADGE, height + _LINE) + 6
        return self.width, self.height

    def draw(self) -> None:
        """Draw and enter it in the outline."""
        canvas = self.canv
        mark(self, self._title, indicator_key(self._number), 2)
        canvas.saveState()
        canvas.translate(0, self.height - _BADGE - 1)
        draw_badge(self, self._level, _BADGE, service=self._service)
        canvas.restoreState()
        canvas.setFillColor(color("text2"))
        canvas.setFont(REGULAR, 8)
        line = shortened(self._line, REGULAR, 8, self.width - BADGE_ROOM)
        canvas.drawString(BADGE_ROOM, self.height - _LINE + 3, line)
        self._name.drawOn(canvas, BADGE_ROOM, self.height - _LINE - self._name.height)


def answers_chapter(handover: Handover) -> list[Flowable]:
    """All indicators, under their aspects."""
    parts: list[Flowable] = [Heading("6  Uraian indikator", styles().h1, "bab-6", 0)]
    for entry in handover.result.score.aspects:
        aspect = entry.aspect
        title = f"Aspek {aspect.number}  {aspect.name} · {index_text(entry.index)}"
        parts.append(Heading(title, styles().h2, f"aspek-{aspect.number}", 1))
        for number in aspect.indicators:
            parts.append(IndicatorHead(handover, number))
            parts.extend(_explanation(handover, number))
            parts += [Spacer(0, 2), Rule(WIDTH, 0.5, "line"), Spacer(0, 8)]
    return parts


def _explanation(handover: Handover, number: int) -> list[Flowable]:
    answer = handover.dossier.answer(number, SELF)
    evidence = handover.dossier.evidence(number)
    proof = "\n".join(_evidence_line(entry) for entry in evidence)
    return [
        paragraph(text or "–", styles().labelled, label)
        for label, text in (*_texts(answer), ("Bukti dukung", proof))
    ]


def _texts(answer: Answer) -> list[tuple[str, str]]:
    texts = [("Fakta", answer.fact.strip()), ("Analisis", answer.analysis.strip())]
    if answer.justification.strip():
        texts.append(("Justifikasi", answer.justification.strip()))
    return [*texts, ("Unit kerja", answer.unit.strip())]


def _evidence_line(entry: Evidence) -> str:
    places = "; ".join(filter(None, (citation_place(citation) for citation in entry.citations)))
    title = f"{entry.label}  {document_title(entry.document)}"
    return f"{title}, {places}" if places else title
