"""Chapter 2: how levels are chosen, how the index is computed, weights and grades."""

from fractions import Fraction
from typing import Any

from reportlab.platypus import Flowable, Spacer

from assessment.domain.formatting import decimal_text, index_text
from assessment.reports.pages import Heading
from assessment.reports.styles import WIDTH, grid, paragraph, styles
from indicators.outline import Capability, Outline


def method_chapter(outline: Outline) -> list[Flowable]:
    """The method of the instrument."""
    guideline = f" dan {outline.guideline}" if outline.guideline else ""
    lowest, highest = outline.minimum_level, outline.maximum_level
    texts = (
        (
            f"Penilaian memakai {outline.title}, yang mengikuti {outline.regulation}{guideline}. "
            f"Instrumen memuat {len(outline.domains)} domain, {len(outline.aspects)} aspek, dan "
            f"{len(outline.numbers)} indikator."
        ),
        (
            f"Setiap indikator dinilai pada tingkat {lowest} sampai {highest}. Tingkat bersifat "
            "kumulatif: suatu tingkat tercapai bila semua syarat pada tingkat itu dan pada "
            "tingkat-tingkat di bawahnya terpenuhi. Indikator yang belum diisi dihitung "
            f"tingkat {lowest} dan disebut tersendiri."
        ),
        (
            "Indeks aspek adalah rata-rata tingkat indikatornya. Indeks domain adalah jumlah "
            "indeks aspek dikali bobot aspek, dibagi bobot domain. Indeks SPBE adalah jumlah "
            "indeks domain dikali bobot domain, dibagi 100. Perhitungan dilakukan tanpa "
            "pembulatan antara; hasilnya ditampilkan dengan dua desimal (setengah dibulatkan ke "
            "atas), sedangkan predikat ditetapkan atas indeks sebelum pembulatan."
        ),
        (
            f"Target setiap indikator sekurang-kurangnya tingkat {outline.target_level}, kecuali "
            f"ditetapkan lain; target indeks {decimal_text(outline.target_index)}."
        ),
    )
    return [
        Heading("2  Metode", styles().h1, "bab-2", 0),
        *(paragraph(text, styles().body) for text in texts),
        Heading("Bobot", styles().h2, "bobot", 1),
        _weights(outline),
        Heading("Predikat", styles().h2, "predikat", 1),
        _grades(outline),
        Heading("Tingkat kematangan", styles().h2, "tingkat", 1),
        *(part for entry in outline.capabilities for part in _capability(outline, entry)),
    ]


def _weights(outline: Outline) -> Flowable:
    look = styles()
    rows: list[list[Any]] = [
        [
            paragraph("Domain dan aspek", look.head),
            *(paragraph(text, look.head_right)
              for text in ("Indikator", "Bobot (%)", "Bobot indikator (%)")),
        ]
    ]  # fmt: skip
    for domain in outline.domains:
        rows.append(
            [
                paragraph(f"{domain.number}  {domain.name}", look.cell_bold),
                paragraph(_span(domain.indicators), look.cell_right_bold),
                paragraph(decimal_text(domain.weight), look.cell_right_bold),
                "",
            ]
        )
        rows.extend(
            [
                paragraph(f"{aspect.number}  {aspect.name}", look.cell_inner),
                paragraph(_span(aspect.indicators), look.cell_right),
                paragraph(decimal_text(aspect.weight), look.cell_right),
                paragraph(decimal_text(aspect.indicator_weight), look.cell_right),
            ]
            for aspect in domain.aspects
        )
    return grid(rows, [WIDTH - 220, 60, 60, 100])


def _span(numbers: tuple[int, ...]) -> str:
    """Ascending numbers in runs: ``1–3, 9``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _grades(outline: Outline) -> Flowable:
    look = styles()
    rows: list[list[Any]] = [[paragraph("Predikat", look.head), paragraph("Indeks", look.head)]]
    below: Fraction | None = None
    for grade in outline.grades:
        lower = index_text(Fraction(grade.minimum))
        text = f"mulai {lower}" if below is None else f"{lower} sampai di bawah {index_text(below)}"
        rows.append([paragraph(grade.name, look.cell), paragraph(text, look.cell)])
        below = Fraction(grade.minimum)
    return grid(rows, [140, 180])


def _capability(outline: Outline, capability: Capability) -> list[Flowable]:
    look = styles()
    numbers = tuple(n for n in outline.numbers if outline.capability_of(n) is capability)
    title = f"{capability.name} (indikator {_span(numbers)})" if numbers else capability.name
    rows: list[list[Any]] = [
        [paragraph(title, look.head), "", ""],
        *(
            [
                paragraph(str(level), look.cell_bold),
                paragraph(name, look.cell_bold),
                paragraph(meaning, look.cell),
            ]
            for level, name, meaning in zip(
                outline.levels, capability.levels, capability.meanings, strict=True
            )
        ),
    ]
    table = grid(rows, [18, 110, WIDTH - 128], [("SPAN", (0, 0), (-1, 0))])
    return [table, Spacer(0, 10)]
