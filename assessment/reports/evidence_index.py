"""The index of the evidence folder on paper: which file serves which indicator."""

from pathlib import Path
from typing import Any

from assessment.domain.evidence_folder import FolderIndex
from assessment.domain.file_errors import ExportMismatchError
from assessment.domain.formatting import date_text
from assessment.domain.words import document_title
from assessment.reports.proof import signs, text_of

_BOTTOM = 40


class IndexPdf:
    """Writes the index; see `assessment.services.ports.IndexWriter`."""

    def write(self, path: Path, index: FolderIndex) -> None:
        """Write the PDF.

        Raises:
            OSError: the file cannot be written.
        """
        from reportlab.platypus import SimpleDocTemplate

        from assessment.reports.fonts import REGULAR, register_fonts
        from assessment.reports.styles import MARGIN, PAGE_WIDTH, color

        register_fonts()
        assessment = index.dossier.assessment
        title = f"Indeks bukti SPBE {assessment.institution} {assessment.year}"

        def number(canvas: Any, _document: Any) -> None:
            canvas.setFont(REGULAR, 8)
            canvas.setFillColor(color("text2"))
            canvas.drawString(MARGIN, _BOTTOM, title)
            right = PAGE_WIDTH - MARGIN
            canvas.drawRightString(right, _BOTTOM, f"Halaman {canvas.getPageNumber()}")

        document = SimpleDocTemplate(
            str(path),
            leftMargin=MARGIN - 6,
            rightMargin=MARGIN - 6,
            topMargin=MARGIN,
            bottomMargin=MARGIN,
            title=title,
            author=assessment.institution,
            lang="id-ID",
            initialFontName=REGULAR,
        )
        document.build(_story(index), onFirstPage=number, onLaterPages=number)

    def verify(self, path: Path, index: FolderIndex) -> None:
        """Reread the PDF: every file name stands in it.

        Raises:
            ExportMismatchError: it cannot be opened, or a file is missing in it.
        """
        text = signs(text_of(path))
        for file in index.files:
            if signs(file.name) not in text:
                raise ExportMismatchError(path, file.name)


def _story(index: FolderIndex) -> list[Any]:
    from assessment.reports.styles import WIDTH, grid, paragraph, styles

    look = styles()
    assessment = index.dossier.assessment
    uses = sum(len(file.labels) for file in index.files)
    heads = ("Bukti", "Indikator", "Dokumen", "Berkas")
    rows: list[Any] = [[paragraph(text, look.head) for text in heads]]
    for label, number, file in index.rows():
        name = f"{number} {index.instrument.indicator(number).short_name}"
        rows.append(
            [
                paragraph(label, look.cell_bold),
                paragraph(name, look.cell),
                paragraph(document_title(file.document), look.cell),
                paragraph(str(file.path), look.cell),
            ]
        )
    text = (
        f"{assessment.institution}, tahun {assessment.year}. {len(index.files)} berkas melayani "
        f"{uses} bukti; setiap isi disimpan sekali. Dibuat {date_text(index.now.date())}."
    )
    return [
        paragraph("Indeks bukti dukung", look.h1),
        paragraph(text, look.body),
        grid(rows, [40, 130, 150, WIDTH - 320]),
    ]
