"""PDFs shaped like a regulation and a guideline, with invented words."""

from collections.abc import Container
from pathlib import Path

from indicators.outline import Outline

TOP, FOOT, LINE = 780, 60, 16
Cell = tuple[float, str]


class Paper:
    """Writes rows of cells under each other, with a page number and a running foot."""

    def __init__(self, path: Path) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self._canvas = Canvas(str(path), invariant=True)
        self._page = 0
        self._begin()

    def _begin(self) -> None:
        self._page += 1
        self._base = TOP
        self._canvas.drawString(280, 810, f"- {self._page} -")
        self._canvas.drawString(70, 30, "jdih.rekaan.example")

    def row(self, *cells: Cell) -> None:
        if self._base < FOOT:
            self._canvas.showPage()
            self._begin()
        for left, text in cells:
            self._canvas.drawString(left, self._base, text)
        self._base -= LINE

    def save(self) -> None:
        self._canvas.showPage()
        self._canvas.save()


def regulation_pdf(
    path: Path, outline: Outline, *, heading: str = "", without: Container[tuple[int, int]] = ()
) -> Path:
    """Each indicator has a table whose rows are levels; ``without`` leaves indicators out."""
    paper = Paper(path)
    paper.row((200, heading or outline.regulation.upper()))
    paper.row((70, "Indikator 1 Kebijakan, pada daftar tanpa tabel"))
    for number in outline.numbers:
        paper.row((95, f"Indikator {number}"), (175, ":"), (190, f"Tingkat Kematangan {number}"))
        paper.row((95, "Pertanyaan"), (175, ":"), (190, "Tingkat mana yang dicapai?"))
        paper.row((105, "Tingkat"), (330, "Kriteria"))
        paper.row((330, "(pilih satu)"))
        for level in outline.levels:
            if (number, level) not in without:
                paper.row((123, str(level)), (163, f"Kriteria {number}.{level} sudah berke-"))
                paper.row((163, "lanjutan dan aktivitas-"))
                paper.row((163, "aktivitasnya tercatat."))
                paper.row((163, f"Kondisi: belum di unit {number}.{level}."))
        paper.row((100, "Jawaban"), (190, ": Pilih tingkat"))
        paper.row((100, "Penjelasan"), (190, ": ......"))
    paper.save()
    return path


def guideline_pdf(path: Path, outline: Outline, *, heading: str = "") -> Path:
    """Each level of each indicator has a row for its criteria, its fulfilment and its evidence."""
    paper = Paper(path)
    paper.row((200, heading or outline.guideline.upper()))
    paper.row((76, "Level 1"), (136, "Kriteria Level"), (235, "Contoh tanpa indikator."))
    for number in outline.numbers:
        paper.row((84, f"INDIKATOR {number}"))
        paper.row((72, "Deskripsi Indikator:"), (235, "Uraian."))
        for level in outline.levels:
            paper.row(
                (76, f"Level {level}"), (136, "Kriteria Level"), (235, f"Kriteria {level} di sini.")
            )
            paper.row((235, "Lanjutannya."))
            paper.row((136, "Kriteria"), (235, f"Pemenuhan {number}.{level} ada"))
            paper.row((136, "pemenuhan"), (235, "di dokumen."))
            paper.row((136, "Level"))
            paper.row((136, "Kriteria Bukti"), (231, "1)"), (249, "Peraturan;"))
            paper.row((136, "Dukung"), (249, "yang ditetapkan."))
            paper.row((231, "2)"), (249, f"Bukti {number}.{level}."))
    paper.row((300, "BAB III"))
    paper.row((72, "Penutup yang bukan bagian tabel."))
    paper.save()
    return path
