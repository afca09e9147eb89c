"""The results of all stages as one table, with the indicators that a stage changed."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from assessment.domain.formatting import index_text, signed_text, step_text
from assessment.domain.results import Result, StageResult
from ui.models.arithmetic import Cell, Figures, Row, RowKind
from ui.models.stages import short_name


def differing(stages: Sequence[StageResult]) -> tuple[int, ...]:
    """The indicators that any stage changed, in order."""
    return tuple(sorted({entry.indicator for stage in stages for entry in stage.differences}))


def stage_figures(stages: Sequence[StageResult], result: Result) -> Figures:
    """Index, grade, domains and aspects at every stage; below an aspect what was changed in it."""
    titles = (
        _tr("Domain, aspek, dan indikator"),
        *(short_name(entry.stage) for entry in stages),
        _tr("Selisih"),
    )
    return Figures(titles, tuple(_rows(stages, result)))


def _rows(stages: Sequence[StageResult], result: Result) -> Iterator[Row]:
    words = _tr("Indeks SPBE")
    yield _indices(RowKind.TOTAL, words, words, [entry.score.index for entry in stages])
    yield _said(_tr("Predikat"), [entry.score.grade.name for entry in stages])
    counts = ["–", *(str(len(entry.differences)) for entry in stages[1:])]
    yield _said(_tr("Indikator yang berubah"), counts)
    missing = [str(len(entry.score.unanswered)) for entry in stages]
    yield _said(
        _tr("Belum dinilai, dihitung tingkat {0}").format(result.outline.minimum_level), missing
    )
    changed = set(differing(stages))
    for place, domain in enumerate(result.outline.domains):
        at = [entry.score.domains[place] for entry in stages]
        title = f"{domain.number}  {domain.name}"
        yield _indices(RowKind.DOMAIN, title, domain.name, [entry.index for entry in at])
        for position, aspect in enumerate(domain.aspects):
            indices = [entry.aspects[position].index for entry in at]
            yield _indices(RowKind.ASPECT, aspect.name, aspect.name, indices)
            for number in aspect.indicators:
                if number in changed:
                    yield _levels(stages, result, number)


def _said(title: str, words: Sequence[str]) -> Row:
    cells = (Cell(title), *(Cell(word) for word in words), Cell(""))
    return Row(RowKind.ASPECT, cells, title)


def _indices(kind: RowKind, name: str, title: str, indices: Sequence[Fraction]) -> Row:
    step = indices[-1] - indices[0]
    cells = (
        Cell(name),
        *(Cell(index_text(index), index) for index in indices),
        Cell(signed_text(step), step, change=True),
    )
    return Row(kind, cells, title)


def _levels(stages: Sequence[StageResult], result: Result, number: int) -> Row:
    place = result.outline.numbers.index(number)
    levels = [entry.score.levels[place] for entry in stages]
    cells = [Cell(f"{number}  {result.names[number]}")]
    for entry, level in zip(stages, levels, strict=True):
        new = any(change.indicator == number for change in entry.differences)
        text, value = ("–", None) if level is None else (str(level), Fraction(level))
        cells.append(Cell(text, value, quiet=not new and entry is not stages[0]))
    step = (levels[-1] or 0) - (levels[0] or 0)
    comparable = levels[-1] is not None and levels[0] is not None
    cells.append(Cell(step_text(step), Fraction(step), change=True) if comparable else Cell(""))
    return Row(RowKind.INDICATOR, tuple(cells), cells[0].text, number,
               result.outline.is_service(number))  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("Stages", text)
