"""The sentences of the summary, computed from the result."""

from fractions import Fraction

from assessment.domain.formatting import date_text, index_text, list_text
from assessment.domain.handover import Handover
from assessment.domain.identity import OFFICIAL, State
from assessment.domain.results import Result, strengths_and_weaknesses
from assessment.domain.scoring import AspectScore, half_up
from assessment.domain.words import stage_name
from assessment.reports.words import fraction_text, missing_text

_MOST_ASPECTS = 4  # in a list of the summary


def is_draft(handover: Handover) -> bool:
    """Whether anything is unanswered or not approved; an official result is final."""
    if handover.result.stage == OFFICIAL:
        return False
    return _approved(handover) < len(handover.instrument.outline.numbers)


def _approved(handover: Handover) -> int:
    answers = (handover.dossier.answer(number) for number in handover.instrument.outline.numbers)
    return sum(answer.level is not None and answer.state is State.APPROVED for answer in answers)


def state_text(handover: Handover) -> str:
    """How far the assessment has come."""
    score = handover.result.score
    count = len(score.levels)
    if handover.result.stage == OFFICIAL:
        return "Hasil resmi"
    if not is_draft(handover):
        return "Disetujui penanggung jawab"
    open_ones = f"{len(score.unanswered)} indikator belum diisi" if score.unanswered else ""
    approved = f"{_approved(handover)} dari {count} indikator disetujui penanggung jawab"
    return f"Draf: {', '.join(part for part in (open_ones, approved) if part)}"


def made_text(handover: Handover) -> str:
    """When and by whom it was made."""
    team = handover.dossier.assessment.team
    day = date_text(handover.now.date())
    return f"{day}, {team}" if team else day


def summary(result: Result) -> tuple[str, ...]:
    """The summary in sentences."""
    sentences = [_index_sentence(result), *_grade_sentences(result)]
    if result.score.answered:
        sentences.append(_target_sentence(result))
    sentences.extend(_open_sentence(result))
    if result.score.answered:
        sentences.extend(_aspect_sentence(result))
    return tuple(sentences)


def _index_sentence(result: Result) -> str:
    score, assessment = result.score, result.assessment
    text = (
        f"Indeks SPBE {assessment.institution} tahun {assessment.year} adalah "
        f"{index_text(score.index)} dengan predikat {score.grade.name}"
    )
    if result.previous is None:
        return f"{text}."
    change = score.index - result.previous.score.index
    stage = result.previous.stage
    whose = "hasil evaluasi" if stage == OFFICIAL else stage_name(stage).lower()
    value = index_text(result.previous.score.index)
    before = f"{whose} tahun {result.previous.assessment.year} ({value})"
    if not half_up(abs(change)):
        return f"{text}, {'hampir sama' if change else 'sama'} dengan {before}."
    way = "naik" if change > 0 else "turun"
    amount = index_text(abs(change))
    return f"{text}, {way} {amount} dari {before}."


def _grade_sentences(result: Result) -> list[str]:
    score = result.score
    if score.grade != score.grade_rounded:
        index = fraction_text(score.index)
        return [
            (
                f"Predikat ditetapkan atas indeks sebelum pembulatan ({index}); "
                f"menurut indeks yang dibulatkan predikatnya {score.grade_rounded.name}."
            )
        ]
    further = score.next_grade
    if further is None:
        return []
    minimum = index_text(Fraction(further.grade.minimum))
    amount = missing_text(score).split(" lagi ", 1)[0]
    return [f"Predikat {further.grade.name} ({minimum}) tercapai bila indeks bertambah {amount}."]


def _target_sentence(result: Result) -> str:
    reached, count = len(result.on_target), len(result.outline.numbers)
    if reached == count:
        return f"Semua indikator ({count}) mencapai target."
    if not reached:
        return "Belum ada indikator yang mencapai target."
    return f"Sebanyak {reached} dari {count} indikator mencapai target."


def _open_sentence(result: Result) -> list[str]:
    unanswered = result.score.unanswered
    lowest = result.outline.minimum_level
    if not unanswered:
        return []
    if not result.score.answered:
        return [f"Belum ada indikator yang diisi; semuanya dihitung tingkat {lowest}."]
    return [
        (
            f"Sebanyak {len(unanswered)} indikator belum diisi dan dihitung tingkat {lowest}: "
            f"{list_text(unanswered)}."
        )
    ]


def _aspect_sentence(result: Result) -> list[str]:
    entries = result.score.aspects
    best = max(entry.index for entry in entries)
    worst = min(entry.index for entry in entries)
    if best == worst:
        return [] if len(entries) == 1 else [f"Semua aspek berindeks {index_text(best)}."]
    return [
        (
            f"Aspek terkuat ialah {_names(entries, best)} ({index_text(best)}); "
            f"yang paling lemah ialah {_names(entries, worst)} ({index_text(worst)})."
        )
    ]


def _names(entries: tuple[AspectScore, ...], index: Fraction) -> str:
    names = [entry.aspect.name for entry in entries if entry.index == index]
    shown = names[:_MOST_ASPECTS]
    rest = [f"{len(names) - len(shown)} aspek lain"] if len(names) > len(shown) else []
    *first, last = [*shown, *rest]
    return f"{', '.join(first)}{' dan ' if first else ''}{last}"


def highlights(result: Result) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Strengths and weaknesses for the summary, by aspect, the clearest first."""
    levels = result.levels
    strong: list[tuple[Fraction, str]] = []
    weak: list[tuple[Fraction, str]] = []
    for entry in result.score.aspects:
        good, poor = strengths_and_weaknesses(result.outline, levels, entry.aspect.indicators)
        if good:
            strong.append((-entry.index, _highlight(entry, good)))
        if poor:
            weak.append((entry.index, _highlight(entry, poor)))
    return _clearest(strong), _clearest(weak)


def _highlight(entry: AspectScore, numbers: tuple[int, ...]) -> str:
    named = list_text(tuple(sorted(numbers)), 6)
    return f"{entry.aspect.name} ({index_text(entry.index)}): indikator {named}."


def _clearest(entries: list[tuple[Fraction, str]]) -> tuple[str, ...]:
    ordered = sorted(entries, key=lambda entry: entry[0])
    return tuple(text for _, text in ordered[:_MOST_ASPECTS])
