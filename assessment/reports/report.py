"""The printed report: an A4 PDF that is reread before it counts as written."""

from pathlib import Path
from typing import TYPE_CHECKING

from assessment.domain.formatting import date_text, time_text
from assessment.domain.handover import Handover
from assessment.domain.progress import Progress

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from assessment.reports.pages import Imprint

PROGRAM = "SPBE Desktop"


class ReportExporter:
    """Writes the report; see `assessment.services.ports.Exporter`."""

    def write(self, path: Path, handover: Handover, progress: Progress) -> None:
        """Write the report.

        Raises:
            FileRefusedError: the logo of the letterhead is missing or is not a picture.
            OSError: the file cannot be written.
            CancelledError: the person asked to stop.
        """
        from assessment.reports.fonts import REGULAR, register_fonts
        from assessment.reports.pages import ReportCanvas, ReportDocument

        register_fonts()
        story = _story(handover)
        assessment = handover.dossier.assessment
        imprint = imprint_of(handover)
        document = ReportDocument(
            str(path),
            imprint,
            progress,
            len(story),
            title=imprint.header,
            author=handover.letterhead.institution or assessment.institution,
            subject=handover.instrument.outline.title,
            creator=PROGRAM,
            keywords=["SPBE", assessment.institution, str(assessment.year)],
            lang="id-ID",
            initialFontName=REGULAR,
            displayDocTitle=True,
        )
        document.build(story, canvasmaker=ReportCanvas)

    def verify(self, path: Path, handover: Handover) -> str:
        """Reopen the report, compare it with the assessment, and say what matched.

        Raises:
            ExportMismatchError: the file does not hold what it should.
        """
        from assessment.reports.proof import prove

        return prove(path, handover)


def imprint_of(handover: Handover) -> "Imprint":
    """What stands on every page of something about the assessment."""
    from assessment.reports.narrative import is_draft
    from assessment.reports.pages import Imprint
    from assessment.reports.words import stage_name

    assessment = handover.dossier.assessment
    now = f"{date_text(handover.now.date())} {time_text(handover.now)}"
    stage = stage_name(handover.instrument.outline, handover.result.stage)
    return Imprint(
        header=f"{assessment.institution} · {stage} SPBE {assessment.year}",
        foot=f"Dibuat dengan {PROGRAM} · {now}",
        draft=is_draft(handover),
    )


def _story(handover: Handover) -> "list[Flowable]":
    from reportlab.platypus import NextPageTemplate, PageBreak

    from assessment.reports.answers import answers_chapter
    from assessment.reports.aspects import aspects_chapter, recommendation_chapter
    from assessment.reports.closing import evidence_chapter, signature_chapter
    from assessment.reports.cover import cover
    from assessment.reports.method import method_chapter
    from assessment.reports.pages import ContentsLine, Heading
    from assessment.reports.styles import paragraph, styles
    from assessment.reports.summary import indices_chapter, summary_chapter
    from assessment.reports.words import CONTENTS

    chapters = [
        summary_chapter(handover.result),
        [*method_chapter(handover.instrument.outline), *indices_chapter(handover.result)],
        [*aspects_chapter(handover), *recommendation_chapter(handover)],
        answers_chapter(handover),
        [*evidence_chapter(handover), *signature_chapter(handover)],
    ]
    headings = [part for parts in chapters for part in parts if isinstance(part, Heading)]
    return [
        *cover(handover),
        NextPageTemplate("page"),
        PageBreak(),
        paragraph(CONTENTS, styles().h1),
        *(ContentsLine(entry.title, entry.key, entry.depth) for entry in headings),
        *(part for parts in chapters for part in (PageBreak(), *parts)),
    ]
