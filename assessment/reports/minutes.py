"""Letters on a result, to be signed: the minutes, and the consent to its publication."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessment.domain.file_errors import ExportMismatchError
from assessment.domain.formatting import date_text, decimal_text, index_text, list_text
from assessment.domain.handover import Handover
from assessment.domain.progress import Progress
from assessment.domain.words import rounded_text
from indicators.outline import Aspect, Domain

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable

    from assessment.reports.pages import ReportDocument

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_LABEL = 128
_ROOM = 42  # for a signature: all of them stand on one page


class Letter(ABC):
    """Writes and rereads; see `assessment.services.ports.Exporter`."""

    title: str

    def write(self, path: Path, handover: Handover, progress: Progress) -> None:
        """Write the letter.

        Raises:
            FileRefusedError: the logo of the letterhead is missing or is not a picture.
            OSError: the file cannot be written.
            CancelledError: the person asked to stop.
        """
        from assessment.reports.fonts import REGULAR, register_fonts
        from assessment.reports.pages import ReportCanvas
        from assessment.reports.report import PROGRAM, imprint_of

        register_fonts()
        assessment = handover.dossier.assessment
        story = self.story(handover)
        document = self.paper()(
            str(path),
            imprint_of(handover),
            progress,
            len(story),
            title=f"{self.title} SPBE {assessment.institution} {assessment.year}",
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
        """Reopen the letter, compare what it says, and say what matched.

        Raises:
            ExportMismatchError: the file cannot be opened or differs; names the first difference.
        """
        from assessment.reports.proof import fonts_left_out, page_texts, reopened

        with reopened(path) as document:
            pages = page_texts(document)
            faults = list(fonts_left_out(document))
        text = "".join(pages)
        missing = [words for words in self.said(handover) if _signs(words) not in _signs(text)]
        for fault in (*missing, *faults):
            raise ExportMismatchError(path, fault)
        index = index_text(handover.result.score.index)
        return f"{len(pages)} halaman, indeks {index} dan predikat cocok"

    def paper(self) -> "type[ReportDocument]":
        """What it is printed on."""
        from assessment.reports.pages import LetterDocument

        return LetterDocument

    @abstractmethod
    def story(self, handover: Handover) -> "list[Flowable]":
        """The parts of the letter."""

    def said(self, handover: Handover) -> Iterator[str]:
        """What has to stand in the letter."""
        score, assessment = handover.result.score, handover.dossier.assessment
        yield self.title
        yield assessment.institution
        yield f"Indeks SPBE {index_text(score.index)}"
        yield f"Predikat {score.grade.name}"


class MinutesExporter(Letter):
    """Berita Acara Penilaian Mandiri."""

    title = "Berita Acara Penilaian Mandiri"

    def said(self, handover: Handover) -> Iterator[str]:
        """What has to stand in the minutes: every index, and the indicators without a level."""
        yield from super().said(handover)
        for domain in handover.result.score.domains:
            yield _index_words(domain.domain, domain.index)
            for aspect in domain.aspects:
                yield _index_words(aspect.aspect, aspect.index)

    def story(self, handover: Handover) -> "list[Flowable]":
        """Who met when, what came out, who signs."""
        from reportlab.platypus import KeepTogether, Spacer

        from assessment.reports.styles import paragraph, styles

        look = styles()
        assessment, outline = handover.dossier.assessment, handover.instrument.outline
        team = assessment.team or f"Tim Asesor Internal {assessment.institution}"
        opening = (
            f"Pada hari {_day(handover.now.date())}, {team} menyelesaikan penilaian mandiri"
            f" tingkat kematangan SPBE {assessment.institution} tahun {assessment.year} menurut"
            f" {outline.regulation}, dengan hasil sebagai berikut."
        )
        closing = (
            "Berita acara ini dibuat menurut keadaan sebenarnya. Jawaban, penjelasan, dan bukti"
            " dukung setiap indikator tercatat dalam riwayat penilaian sampai langkah"
            f" {handover.dossier.revision}."
        )
        return [
            *_head(handover, self.title),
            paragraph(opening, look.body),
            _facts(_outcome(handover)),
            Spacer(0, 8),
            _indices(handover),
            Spacer(0, 10),
            KeepTogether([paragraph(closing, look.body), Spacer(0, 6), *_signatures(handover)]),
        ]


class ConsentExporter(Letter):
    """Pernyataan Persetujuan Publikasi."""

    title = "Pernyataan Persetujuan Publikasi"

    def story(self, handover: Handover) -> "list[Flowable]":
        """Who consents to the publication of what."""
        from reportlab.platypus import KeepTogether, Spacer

        from assessment.reports.styles import WIDTH, paragraph, side_by_side, styles

        look, head = styles(), handover.letterhead
        assessment = handover.dossier.assessment
        consent = (
            f"menyetujui hasil penilaian SPBE {assessment.institution} tahun {assessment.year}"
            " dipublikasikan, dengan rincian sebagai berikut."
        )
        closing = (
            "Hasil tersebut disusun menurut keadaan sebenarnya dan didukung oleh bukti yang dapat"
            " diperiksa. Pernyataan ini dibuat tanpa paksaan untuk dipergunakan sebagaimana"
            " mestinya."
        )
        who = (
            ("Nama", head.signatory_name or "." * 60),
            ("NIP", head.signatory_number or "." * 60),
            ("Jabatan", head.signatory_title or "." * 60),
            ("Instansi", head.institution or assessment.institution),
        )
        table = side_by_side([["", _leader(handover)]], [WIDTH * 0.56, WIDTH * 0.44])
        return [
            *_head(handover, self.title),
            paragraph("Yang bertanda tangan di bawah ini", look.body),
            _facts(who),
            Spacer(0, 8),
            paragraph(consent, look.body),
            _facts((*_outcome(handover), ("Instrumen", handover.instrument.outline.title))),
            Spacer(0, 8),
            KeepTogether([paragraph(closing, look.body), Spacer(0, 14), table]),
        ]


def _head(handover: Handover, title: str) -> "list[Flowable]":
    from reportlab.platypus import NextPageTemplate, Spacer

    from assessment.reports.cover import letterhead
    from assessment.reports.styles import paragraph, styles

    look = styles()
    return [
        NextPageTemplate("page"),
        *letterhead(handover),
        Spacer(0, 16),
        paragraph(title, look.title),
        paragraph("Nomor: " + "." * 40, look.centred),
        Spacer(0, 10),
    ]


def _day(day: date) -> str:
    return f"{_DAYS[day.weekday()]} tanggal {date_text(day)}"


def _outcome(handover: Handover) -> tuple[tuple[str, str], ...]:
    score, dossier = handover.result.score, handover.dossier
    rounded = rounded_text(score)
    also = f" ({rounded})" if rounded else ""
    filled = f"{score.answered} dari {len(score.levels)}"
    if score.unanswered:
        numbers = list_text(score.unanswered, len(score.unanswered))
        filled = f"{filled}; belum diisi dan dihitung tingkat terendah: {numbers}"
    evidence = f"{len({entry.sha256 for entry in dossier.attachments})} dokumen"
    return (
        ("Indeks SPBE", index_text(score.index)),
        ("Predikat", f"{score.grade.name}{also}"),
        ("Indikator terisi", filled),
        ("Bukti dukung", f"{evidence} untuk {len(dossier.attachments)} bukti"),
    )


def _facts(facts: tuple[tuple[str, str], ...]) -> "Flowable":
    from assessment.reports.styles import WIDTH, paragraph, side_by_side, styles

    bold, normal = styles().body_bold, styles().body
    rows: list[list[Any]] = [[paragraph(a, bold), paragraph(b, normal)] for a, b in facts]
    return side_by_side(rows, [_LABEL, WIDTH - _LABEL])


def _indices(handover: Handover) -> "Flowable":
    """Domains and their aspects with their indices."""
    from assessment.reports.styles import WIDTH, grid, paragraph, styles

    look = styles()
    heads = [paragraph("Domain dan aspek", look.head), paragraph("Bobot", look.head_right)]
    rows: list[Any] = [[*heads, paragraph("Indeks", look.head_right)]]
    for domain in handover.result.score.domains:
        rows.append(_index_row(domain.domain, domain.index, look.cell_bold, look.cell_right_bold))
        rows.extend(
            _index_row(aspect.aspect, aspect.index, look.cell_inner, look.cell_right)
            for aspect in domain.aspects
        )
    return grid(rows, [WIDTH - 160, 80, 80])


def _index_row(
    part: Domain | Aspect, index: Fraction, name: "ParagraphStyle", number: "ParagraphStyle"
) -> "list[Flowable]":
    from assessment.reports.styles import paragraph

    weight = paragraph(_weight_text(part), number)
    return [paragraph(part.name, name), weight, paragraph(index_text(index), number)]


def _index_words(part: Domain | Aspect, index: Fraction) -> str:
    return f"{part.name} {_weight_text(part)} {index_text(index)}"


def _weight_text(part: Domain | Aspect) -> str:
    return f"{decimal_text(part.weight)} %"


def _leader(handover: Handover) -> "list[Flowable]":
    from assessment.reports.closing import signature

    head = handover.letterhead
    number = f"NIP {head.signatory_number}" if head.signatory_number.strip() else ""
    place = f"{'.' * 24}, {date_text(handover.now.date())}"
    title = head.signatory_title or "Pimpinan instansi"
    return signature(place, title, head.signatory_name, number, _ROOM)


def _signatures(handover: Handover) -> "list[Flowable]":
    """The team, who validated, who coordinates; below, the head of the institution."""
    from reportlab.platypus import Spacer

    from assessment.reports.closing import signature, signs_as
    from assessment.reports.styles import WIDTH, side_by_side

    assessment, head = handover.dossier.assessment, handover.letterhead
    widths = [WIDTH * 0.44, WIDTH * 0.12, WIDTH * 0.44]
    known = head.coordinator.or_named(assessment.coordinator)
    coordinator = signs_as("Koordinator SPBE", known, _ROOM)
    known = head.responsible.or_named(assessment.responsible)
    responsible = signs_as("Penanggung jawab", known, _ROOM)
    team = signature("", "Tim Asesor Internal", "", "", _ROOM)
    return [
        side_by_side([[team, "", responsible]], widths),
        Spacer(0, 4),
        side_by_side([[coordinator, "", _leader(handover)]], widths),
    ]


def _signs(text: str) -> str:
    """Letters and digits alone: lines break where they must."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())
