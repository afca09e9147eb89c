"""A score as the command line shows it: stable keys for programs, a table for people."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.domain.dossier import Dossier
from assessment.domain.formatting import decimal_text, index_text, list_text
from assessment.domain.scoring import Score, exact, half_up
from indicators.outline import Outline

_WIDTH = 44


def score_data(standing: Score) -> dict[str, Any]:
    """A score with indices as text: two decimals, half up; ``exact`` is not rounded."""
    return {
        "index": _two(standing.index),
        "exact": exact(standing.index),
        "grade": standing.grade.name,
        "grade_rounded": standing.grade_rounded.name,
        "domains": [_two(entry.index) for entry in standing.domains],
        "aspects": [_two(entry.index) for entry in standing.aspects],
        "unanswered": list(standing.unanswered),
        "levels": list(standing.levels),
    }


def score_text(standing: Score) -> str:
    """A score with the arithmetic, for reading."""
    lines = [f"Indeks {index_text(standing.index)} {standing.grade.name}"]
    if standing.grade_rounded != standing.grade:
        lines.append(
            f"Indeks yang dibulatkan masuk {standing.grade_rounded.name};"
            f" predikat ditetapkan dari {exact(standing.index).replace('.', ',')}."
        )
    lines += ["", _row("Domain dan aspek", "Indeks", "Bobot", "Indeks × bobot")]
    for domain in standing.domains:
        name = f"{domain.domain.number} {domain.domain.short_name}"
        lines.append(_figures(name, domain.index, domain.domain.weight))
        for aspect in domain.aspects:
            name = f"   {aspect.aspect.short_name}"
            lines.append(_figures(name, aspect.index, aspect.aspect.weight))
    total = standing.index * 100
    lines.append(_row("Jumlah", "", "100", index_text(total)))
    lines.append(f"Jumlah ÷ 100 = {exact(standing.index).replace('.', ',')}")
    if standing.unanswered:
        count = len(standing.unanswered)
        numbers = list_text(standing.unanswered, count)
        lines += ["", f"{count} indikator belum diisi, dihitung tingkat terendah: {numbers}"]
    return "\n".join(lines)


def stage_text(outline: Outline, dossier: Dossier) -> str:
    """Whose levels were scored, where evaluators have given levels too; empty where not."""
    own, *later = outline.stages
    others = [stage.name for stage in later if dossier.levels(stage.id)]
    if not others:
        return ""
    return (
        f"\n\nTingkat yang dihitung: {own.name}."
        f" Berkas ini juga memuat tingkat {', '.join(others)}."
    )


def _figures(name: str, index: Fraction, weight: Decimal) -> str:
    product = index_text(index * Fraction(weight))
    return _row(name, index_text(index), decimal_text(weight), product)


def _row(name: str, index: str, weight: str, product: str) -> str:
    return f"{name[:_WIDTH]:<{_WIDTH}}{index:>8}{weight:>8}{product:>16}"


def _two(value: Fraction) -> str:
    return str(half_up(value))
