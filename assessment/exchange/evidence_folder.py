"""The index of the evidence folder as a workbook: which file serves which indicator."""

from pathlib import Path

from assessment.domain.evidence_folder import FolderIndex
from assessment.domain.file_errors import ExportMismatchError
from assessment.domain.formatting import size_text
from assessment.domain.words import document_title
from assessment.exchange.grid import read_sheets
from assessment.exchange.layout import FIRST_ROW, HEADER_ROW
from assessment.exchange.page import Page

_SHEET = "Indeks bukti"
_COLUMNS = (
    ("Bukti", 8.0),
    ("No.", 6.0),
    ("Indikator", 40.0),
    ("Dokumen", 46.0),
    ("Berkas", 44.0),
    ("Juga melayani", 18.0),
    ("Ukuran", 10.0),
    ("SHA-256", 34.0),
)


class IndexWorkbook:
    """Writes the index; see `assessment.services.ports.IndexWriter`."""

    def write(self, path: Path, index: FolderIndex) -> None:
        """Write the workbook.

        Raises:
            OSError: the file cannot be written.
        """
        from assessment.exchange.painter import Painter

        assessment = index.dossier.assessment
        footer = f"{assessment.institution} {assessment.year}"
        painter = Painter(f"Indeks bukti SPBE {footer}", footer, index.now)
        sheet = painter.paint(_page(index))
        column = [header for header, _ in _COLUMNS].index("Berkas") + 1
        for row, (_, _, file) in enumerate(index.rows(), start=FIRST_ROW):
            sheet.cell(row, column).hyperlink = str(file.path)
        path.write_bytes(painter.content().getbuffer())

    def verify(self, path: Path, index: FolderIndex) -> None:
        """Reopen the workbook and compare every cell.

        Raises:
            ExportMismatchError: it holds something else; names the first cell.
        """
        page = _page(index)
        expected = {place: value for place, (value, _) in page.cells.items() if value != ""}
        sheet = read_sheets(path, [_SHEET], formulas=True)[_SHEET]
        found = {(read.row, read.column): read.value for row in sheet.rows for read in row}
        for place in sorted(expected.keys() | found.keys()):
            if expected.get(place) != found.get(place):
                row, column = place
                raise ExportMismatchError(path, f"{_SHEET}: baris {row} kolom {column}")


def _page(index: FolderIndex) -> Page:
    widths = tuple(width for _, width in _COLUMNS)
    page = Page(_SHEET, widths, header_row=HEADER_ROW, frozen_columns=1, filtered=True)
    assessment = index.dossier.assessment
    page.title(
        "Indeks bukti dukung",
        f"{assessment.institution} – {assessment.year}",
        "Setiap isi disimpan sekali; kolom Bukti menyebut semua pemakaiannya.",
    )
    for column, (header, _) in enumerate(_COLUMNS, start=1):
        page.put(HEADER_ROW, column, header, "header")
    row = HEADER_ROW
    for row, (label, number, file) in enumerate(index.rows(), start=FIRST_ROW):
        page.put(row, 1, label, "text_grey")
        page.put(row, 2, number, "number_grey")
        page.put(row, 3, index.instrument.indicator(number).short_name, "text_grey")
        page.put(row, 4, document_title(file.document), "text_grey")
        page.put(row, 5, str(file.path), "text_grey")
        others = ", ".join(other for other in file.labels if other != label)
        page.put(row, 6, others, "text_grey")
        page.put(row, 7, size_text(file.document.size), "text_grey")
        page.put(row, 8, file.document.sha256, "file_grey")
    page.fit_heights(range(FIRST_ROW, row + 1))
    return page
