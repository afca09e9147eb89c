"""Drafts of strengths, weaknesses and the recommendation (Pedoman Menteri PANRB 3/2024 Bab III F).

The program writes in its own words what levels and explanations of a stage say; a person takes
the draft and edits it. Nothing is stored here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from assessment.domain.dossier import Dossier
from assessment.domain.formatting import index_text
from assessment.domain.identity import SELF
from assessment.domain.records import AspectNote
from assessment.domain.results import strengths_and_weaknesses
from assessment.domain.scoring import AspectScore, Score, grade_of, score
from assessment.domain.stages import levels_at, standing
from assessment.domain.words import stage_name
from indicators.instrument import Instrument
from indicators.outline import Aspect, Outline

_MOST_ASPECTS = 3  # as many as a reader keeps in mind
_MOST_INDICATORS = 5


def draft_notes(instrument: Instrument, dossier: Dossier, stage: str) -> tuple[AspectNote, ...]:
    """Strengths and weaknesses of every aspect as its indicators stand at a stage.

    Fulfilled are all levels but the lowest, strengths the top two (highest first), weaknesses the
    bottom two (lowest first). An aspect without any level has an empty note.
    """
    levels = levels_at(instrument.outline, dossier, stage)
    return tuple(
        _note(instrument, dossier, stage, aspect, levels) for aspect in instrument.outline.aspects
    )


def draft_recommendation(instrument: Instrument, dossier: Dossier, stage: str) -> str:
    """The recommendation in its four parts; empty while no indicator has a level at the stage."""
    levels = levels_at(instrument.outline, dossier, stage)
    if not levels:
        return ""
    standing_now = score(instrument.outline, levels)
    ranked = sorted(standing_now.aspects, key=lambda entry: (-entry.index, entry.aspect.number))
    best = _best(instrument.outline, ranked)
    worst = _worst(instrument.outline, ranked, best)
    parts = {
        "Ringkasan": _summary(instrument.outline, dossier, stage, standing_now),
        "Keunggulan": _assets(instrument, dossier, best, levels),
        "Kelemahan": _faults(instrument, worst, levels),
        "Apresiasi dan saran perbaikan": _advice(instrument.outline, dossier, levels),
    }
    return "\n\n".join(f"{title}\n{text}" for title, text in parts.items())


def _note(
    instrument: Instrument,
    dossier: Dossier,
    stage: str,
    aspect: Aspect,
    levels: Mapping[int, int],
) -> AspectNote:
    outline = instrument.outline
    blank = AspectNote(dossier.assessment.id, aspect.number, stage=stage)
    if not any(number in levels for number in aspect.indicators):
        return blank
    strong, weak = strengths_and_weaknesses(outline, levels, aspect.indicators)
    top = f"{outline.maximum_level - 1}–{outline.maximum_level}"
    bottom = f"{outline.minimum_level}–{outline.minimum_level + 1}"
    strengths = [
        f"{_placed(instrument, number, 'sudah', levels)}"
        f"{_reason(outline, dossier, number, stage, 'fact')}"
        for number in strong
    ] or [f"Belum ada indikator pada tingkat {top}."]
    weaknesses = [
        f"{_placed(instrument, number, 'baru', levels)}"
        f"{_reason(outline, dossier, number, stage, 'analysis')}"
        for number in weak
    ] or [f"Tidak ada indikator pada tingkat {bottom}."]
    return replace(
        blank,
        strengths="\n".join((_fulfilled(instrument, aspect, levels), *strengths)),
        weaknesses="\n".join(weaknesses),
    )


def _placed(instrument: Instrument, number: int, adverb: str, levels: Mapping[int, int]) -> str:
    level = levels[number]
    return (
        f"{instrument.indicator(number).short_name} {adverb} mencapai tingkat {level}"
        f" ({instrument.outline.level_name(number, level)})."
    )


def _fulfilled(instrument: Instrument, aspect: Aspect, levels: Mapping[int, int]) -> str:
    outline = instrument.outline
    least = outline.minimum_level + 1
    met = [number for number in aspect.indicators if levels.get(number, 0) >= least]
    if not met:
        return f"Belum ada indikator aspek {aspect.name} yang mencapai tingkat {least}."
    return (
        f"Pada aspek {aspect.name}, {len(met)} dari {len(aspect.indicators)} indikator sudah"
        f" mencapai tingkat {least} ke atas: {_named(instrument, met)}."
    )


def _reason(outline: Outline, dossier: Dossier, number: int, stage: str, part: str) -> str:
    """Why an indicator stands where it does, after a space; empty where nobody has said.

    That is its justification, or a line of its explanation: facts open with what proves the
    level, an analysis ends with what is missing. The institution's counts while its level does.
    """
    answer = standing(outline, dossier, number, stage)
    own = dossier.answer(number, SELF)
    text = answer.justification or getattr(answer, part)
    if not text.strip() and own.level == answer.level:
        text = getattr(own, part)
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    if not lines:
        return ""
    line = lines[-1] if part == "analysis" and not answer.justification else lines[0]
    return f" {line}" if line.endswith((".", "!", "?")) else f" {line}."


def _best(outline: Outline, ranked: Sequence[AspectScore]) -> list[AspectScore]:
    """The highest aspects that reach the target of the index; at least the highest."""
    target = Fraction(outline.target_index)
    return [entry for entry in ranked if entry.index >= target][:_MOST_ASPECTS] or [ranked[0]]


def _worst(
    outline: Outline, ranked: Sequence[AspectScore], best: Sequence[AspectScore]
) -> list[AspectScore]:
    """The lowest aspects below the target of the levels, lowest first."""
    low = [
        entry
        for entry in reversed(ranked)
        if entry.index < outline.target_level and entry not in best
    ]
    return low[:_MOST_ASPECTS]


def _summary(outline: Outline, dossier: Dossier, stage: str, standing_now: Score) -> str:
    fields = _listed([domain.short_name.lower() for domain in outline.domains])
    count = len(standing_now.unanswered)
    open_ones = (
        f" {count} indikator belum bernilai dan dihitung tingkat {outline.minimum_level}."
        if count
        else ""
    )
    return (
        f"SPBE yang menyatukan {fields} membuat kerja {dossier.assessment.institution} lebih"
        " tertib, hemat, dan mudah dijangkau penggunanya."
        f" {stage_name(stage)} tahun {dossier.assessment.year} menghasilkan indeks"
        f" {index_text(standing_now.index)} dengan predikat {standing_now.grade.name}.{open_ones}"
    )


def _assets(
    instrument: Instrument,
    dossier: Dossier,
    best: Sequence[AspectScore],
    levels: Mapping[int, int],
) -> str:
    strong = [
        number
        for entry in best
        for number in strengths_and_weaknesses(instrument.outline, levels, entry.aspect.indicators)[
            0
        ]
    ]
    strong.sort(key=lambda number: -levels[number])
    named = _named(instrument, strong[:_MOST_INDICATORS])
    support = f" Penopangnya terutama {named}." if strong else ""
    return (
        f"Nilai rata-rata tertinggi ada pada {_aspects(best)}.{support}"
        " Bila capaian ini dijaga dan dipakai bersama oleh semua unit kerja,"
        f" {dossier.assessment.institution} berpeluang menghemat anggaran dan mempercepat"
        " pekerjaan."
    )


def _faults(instrument: Instrument, worst: Sequence[AspectScore], levels: Mapping[int, int]) -> str:
    outline = instrument.outline
    if not worst:
        return f"Tidak ada aspek lain dengan nilai rata-rata di bawah {outline.target_level},00."
    weak = [
        number
        for entry in worst
        for number in strengths_and_weaknesses(outline, levels, entry.aspect.indicators)[1]
    ]
    weak.sort(key=lambda number: levels[number])
    named = _named(instrument, weak[:_MOST_INDICATORS])
    behind = f" Yang paling tertinggal adalah {named}." if weak else ""
    return (
        f"Nilai rata-rata terendah ada pada {_aspects(worst)}.{behind} Selama belum dibenahi,"
        " pelaksanaannya bergantung pada masing-masing unit kerja, sukar"
        " dipertanggungjawabkan, dan manfaatnya belum utuh bagi pengguna."
    )


def _advice(outline: Outline, dossier: Dossier, levels: Mapping[int, int]) -> str:
    now = score(outline, levels).index
    target = Fraction(outline.target_index)
    wanted = f"{index_text(target)} (predikat {grade_of(outline, target).name})"
    institution = dossier.assessment.institution
    if now >= target:
        lines = [f"{institution} patut diapresiasi: indeksnya mencapai target {wanted}."]
    else:
        lines = [f"Indeks {institution} masih kurang {index_text(target - now)} dari {wanted}."]
    lifted = dict(levels)
    for place, (aspect, low) in enumerate(_priorities(outline, levels), start=1):
        before = score(outline, lifted).index
        lifted.update(dict.fromkeys(low, outline.target_level))
        gain = index_text(score(outline, lifted).index - before)
        numbers = _listed([str(number) for number in low])
        lines.append(
            f"Prioritas {place}, aspek {aspect.name}: naikkan indikator {numbers} ke tingkat"
            f" {outline.target_level}; indeks bertambah {gain}."
        )
    if lifted == dict(levels):
        lines.append("Semua indikator sudah mencapai target; jaga dengan reviu berkala.")
    else:
        after = score(outline, lifted)
        lines.append(
            f"Bila semuanya tercapai, indeks menjadi {index_text(after.index)} dengan predikat"
            f" {after.grade.name}."
        )
    return "\n".join(lines)


def _priorities(
    outline: Outline, levels: Mapping[int, int]
) -> list[tuple[Aspect, tuple[int, ...]]]:
    """The aspects that lift the index most when their low indicators reach the target."""
    found = []
    for aspect in outline.aspects:
        given = {number: levels.get(number, outline.minimum_level) for number in aspect.indicators}
        low = tuple(number for number, level in given.items() if level < outline.target_level)
        if low:
            missing = sum(outline.target_level - given[number] for number in low)
            gain = Fraction(aspect.weight) * missing / len(aspect.indicators)
            found.append((-gain, aspect.number, aspect, low))
    return [(aspect, low) for _, _, aspect, low in sorted(found)[:_MOST_ASPECTS]]


def _aspects(entries: Iterable[AspectScore]) -> str:
    return _listed([f"aspek {entry.aspect.name} ({index_text(entry.index)})" for entry in entries])


def _named(instrument: Instrument, numbers: Iterable[int]) -> str:
    return _listed([instrument.indicator(number).short_name for number in numbers])


def _listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: ``A``, ``A dan B``, ``A, B, dan C``."""
    if len(names) <= 2:  # noqa: PLR2004 - two need no comma
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"
