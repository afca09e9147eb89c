"""Reports shaped like official results (LHE), with invented words and any institution."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.domain.scoring import half_up, score
from indicators.outline import Outline

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

WIDTH, TOP, FOOT = 595, 790, 50


@dataclass(frozen=True)
class Layout:
    """How a report differs from the plain one."""

    institution: str = "PEMERINTAH KABUPATEN NUSA DAMAI"
    year: int = 2024
    point: str = ","
    drift: float = 0.0  # points that numbers stand below their levels
    earlier: Mapping[int, int] | None = None
    by_columns: bool = False  # all levels are drawn before all names
    broken: bool = False  # names over two lines
    capitals: bool = True
    per_page: int = 30
    headless: bool = False  # no year above two columns
    printed: Mapping[int, str] = field(default_factory=dict)  # instead of a level
    without: frozenset[int] = frozenset()
    numbers_without: frozenset[int] = frozenset()
    grade: str = ""
    decimals: str = ""
    titled: bool = True  # the year stands on the cover


Make = Callable[[Layout], Path]


def border_levels(outline: Outline) -> dict[int, int]:
    """Levels of the index 1.795, which earns a better grade once it is rounded, as in 2023."""
    return (
        dict.fromkeys(outline.numbers, 1) | dict.fromkeys(range(11, 21), 4) | {21: 2, 22: 2, 23: 2}
    )


def report_pdf(
    path: Path, outline: Outline, levels: Mapping[int, int], layout: Layout | None = None
) -> Path:
    """A report whose indices are those of the levels, whatever its table then says."""
    from reportlab.pdfgen.canvas import Canvas

    how = layout or Layout()
    canvas = Canvas(str(path), invariant=True)
    canvas.drawString(60, TOP, "LAPORAN HASIL EVALUASI")
    canvas.drawString(60, TOP - 30, "SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK")
    title = f"TAHUN {how.year}" if how.titled else f"Evaluasi tahun {how.year} sudah selesai"
    canvas.drawString(60, TOP - 60, title)
    canvas.showPage()
    _figures(canvas, outline, levels, how)
    _texts(canvas, outline, how)
    _table(canvas, outline, levels, how)
    canvas.save()
    return path


def _figures(canvas: "Canvas", outline: Outline, levels: Mapping[int, int], how: Layout) -> None:
    standing = score(outline, levels)

    def text(value: Fraction) -> str:
        return f"{half_up(value)}".replace(".", how.point)

    canvas.drawString(500, TOP + 10, text(standing.index))
    canvas.drawString(495, TOP - 12, f"({how.grade or standing.grade.name})")
    canvas.drawString(40, TOP, f"INDEKS SPBE – {how.institution}")
    canvas.drawString(200, TOP - 50, "Nilai Indeks SPBE, Domain, dan Aspek")
    canvas.drawString(200, TOP - 80, "Nama Indeks")
    canvas.drawString(460, TOP - 80, f"Nilai {how.year}")
    rows = [("SPBE", standing.index)]
    for domain in standing.domains:
        rows.append((f"Domain {domain.domain.short_name}", domain.index))
        rows += [(entry.aspect.short_name, entry.index) for entry in domain.aspects]
    for place, (name, value) in enumerate(rows):
        canvas.drawString(60, TOP - 110 - 22 * place, name)
        canvas.drawString(470, TOP - 113 - 22 * place, text(value))
    canvas.showPage()


def _texts(canvas: "Canvas", outline: Outline, how: Layout) -> None:
    title = str.upper if how.capitals else str.title
    base = TOP
    canvas.drawString(200, base, title("Kekuatan dan Kelemahan"))
    for place, aspect in enumerate(outline.aspects):
        base -= 30
        if base < FOOT + 110:
            canvas.showPage()
            base = TOP
        canvas.drawString(40, base, f"{chr(65 + place)}. {aspect.name} versi laporan")
        lines = (
            (70, f"Pengantar aspek {aspect.number} yang"),
            (40, "berlanjut."),
            (62, "• Kekuatan"),
            (80, f"Kuat {aspect.number} di sini."),
            (62, "• Kelemahan"),
            (80, f"Lemah {aspect.number} di sini, terutama ber-"),
            (80, "kelanjutan."),
        )
        for left, line in lines:
            base -= 13
            canvas.drawString(left, base, line)
    canvas.showPage()
    canvas.drawString(240, TOP, title("Rekomendasi"))
    canvas.drawString(70, TOP - 20, "Saran pertama yang panjang")
    canvas.drawString(40, TOP - 33, "sampai baris kedua.")
    canvas.drawString(70, TOP - 46, "Saran kedua.")
    canvas.showPage()


def _table(canvas: "Canvas", outline: Outline, levels: Mapping[int, int], how: Layout) -> None:
    shown = [number for number in outline.numbers if number not in how.without]
    _titles(canvas, how)
    for start in range(0, len(shown), how.per_page):
        cells = [
            cell
            for place, number in enumerate(shown[start : start + how.per_page])
            for cell in _cells(number, TOP - 60 - 22 * place, levels, how)
        ]
        if how.by_columns:
            cells.sort(key=lambda cell: (-cell[0], cell[1]))
        for left, base, text in cells:
            canvas.drawString(left, base, text)
        canvas.drawString(530, 25, str(start // how.per_page + 5))
        canvas.showPage()


def _titles(canvas: "Canvas", how: Layout) -> None:
    canvas.drawString(150, TOP + 10, "Perolehan Nilai Tingkat Kematangan Indikator")
    canvas.drawString(478, TOP - 12, "Nilai Tingkat Kematangan")
    canvas.drawString(52, TOP - 24, "No")
    canvas.drawString(255, TOP - 24, "Indikator")
    if how.headless:
        return
    if how.earlier:
        canvas.drawString(470, TOP - 36, str(how.year - 1))
    canvas.drawString(520, TOP - 36, str(how.year))


def _cells(
    number: int, base: float, levels: Mapping[int, int], how: Layout
) -> Iterator[tuple[float, float, str]]:
    if number not in how.numbers_without:
        yield 60 - 3 * (number > 9), base - how.drift, str(number)
    if how.broken:
        yield 84, base + 5, f"Tingkat Kematangan Hal {number} Instansi"
        yield 84, base - 7, f"Pusat/Pemerintah Daerah Sektor {number % 4}"
    else:
        yield 84, base, f"Tingkat Kematangan Layanan Sektor {number % 4}"
    if how.earlier:
        yield 480, base, f"{how.earlier[number]}"
    yield 530, base, how.printed.get(number, f"{levels[number]}{how.decimals}")
