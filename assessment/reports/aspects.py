"""Chapters 4 and 5: strengths and weaknesses of every aspect, and the recommendation."""

from reportlab.platypus import Flowable

from assessment.domain.formatting import index_text
from assessment.domain.handover import Handover
from assessment.domain.identity import OFFICIAL
from assessment.domain.results import Result, strengths_and_weaknesses
from assessment.domain.scoring import AspectScore
from assessment.reports.pages import Heading
from assessment.reports.styles import paragraph, styles
from indicators.outline import Outline


def aspects_chapter(handover: Handover) -> list[Flowable]:
    """What the assessors wrote, or else what the levels say, aspect by aspect."""
    parts: list[Flowable] = [Heading("4  Kekuatan dan kelemahan", styles().h1, "bab-4", 0)]
    levels = handover.result.levels
    for entry in handover.result.score.aspects:
        number = entry.aspect.number
        title = f"{number}  {entry.aspect.name} · {index_text(entry.index)}"
        parts.append(Heading(title, styles().h3, f"kekuatan-{number}", 1))
        parts.extend(_aspect(handover, entry, levels))
    return parts


def _aspect(handover: Handover, entry: AspectScore, levels: dict[int, int]) -> list[Flowable]:
    note = handover.dossier.aspect_note(entry.aspect.number, handover.result.stage)
    outline = handover.result.outline
    strong, weak = strengths_and_weaknesses(outline, levels, entry.aspect.indicators)
    return [
        _described("Kekuatan", note.strengths or _listed(handover.result, strong, levels)
                   or _none(outline.maximum_level - 1, outline)),
        _described("Kelemahan", note.weaknesses or _listed(handover.result, weak, levels)
                   or _none(outline.minimum_level, outline)),
    ]  # fmt: skip


def _described(label: str, text: str) -> Flowable:
    return paragraph(text, styles().labelled, label)


def _listed(result: Result, numbers: tuple[int, ...], levels: dict[int, int]) -> str:
    return "\n".join(
        f"{number}  {result.names[number]} (tingkat {levels[number]})" for number in numbers
    )


def _none(level: int, outline: Outline) -> str:
    what = f"tingkat {level}–{level + 1}"
    return f"Tidak ada indikator pada {what}." if level in outline.levels else "–"


def recommendation_chapter(handover: Handover) -> list[Flowable]:
    """The recommendation in the words of the assessors."""
    dossier, stage = handover.dossier, handover.result.stage
    own, printed = dossier.assessment.recommendation, dossier.outcome(stage).recommendation
    text = (printed if stage == OFFICIAL else own).strip()
    return [
        Heading("5  Rekomendasi", styles().h1, "bab-5", 0),
        *(
            paragraph(part, styles().body)
            for part in (text or "Rekomendasi belum diisi.").split("\n\n")
        ),
    ]
