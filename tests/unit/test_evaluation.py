"""Drafts of strengths, weaknesses and the recommendation, from levels and explanations."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.dossier import Dossier
from assessment.domain.evaluation import draft_notes, draft_recommendation
from assessment.domain.formatting import index_text
from assessment.domain.identity import SELF
from assessment.domain.records import Answer, AspectNote
from assessment.domain.scoring import score
from indicators.instrument import Instrument
from tests.builders import empty_dossier, official_instrument, small_instrument

INSTRUMENT = official_instrument()
OUTLINE = INSTRUMENT.outline
DOCUMENT = "document"
TITLES = ("Ringkasan", "Keunggulan", "Kelemahan", "Apresiasi dan saran perbaikan")


def dossier(*answers: Answer, instrument: Instrument = INSTRUMENT) -> Dossier:
    return replace(empty_dossier(instrument), answers=answers)


def at(levels: Mapping[int, int]) -> Dossier:
    return dossier(*(Answer(1, number, level=level) for number, level in levels.items()))


def name(number: int) -> str:
    return INSTRUMENT.indicator(number).short_name


def note(given_dossier: Dossier, aspect: int = 1, stage: str = SELF) -> AspectNote:
    return draft_notes(INSTRUMENT, given_dossier, stage)[aspect - 1]


def test_every_aspect_has_a_note_at_its_stage() -> None:
    found = draft_notes(INSTRUMENT, at({1: 3}), DOCUMENT)
    assert found == tuple(
        AspectNote(1, aspect.number, stage=DOCUMENT) for aspect in OUTLINE.aspects
    )


def test_strengths_come_highest_first_and_weaknesses_lowest_first() -> None:
    found = note(at({1: 4, 2: 5, 3: 2, 4: 1, 5: 3}))
    fulfilled, *strengths = found.strengths.split("\n")
    assert "4 dari 10 indikator" in fulfilled
    assert f"{name(1)}, {name(2)}, {name(3)}, dan {name(5)}" in fulfilled
    assert strengths == [
        f"{name(2)} sudah mencapai tingkat 5 (Optimum).",
        f"{name(1)} sudah mencapai tingkat 4 (Terpadu dan Terukur).",
    ]
    assert found.weaknesses.split("\n") == [
        f"{name(4)} baru mencapai tingkat 1 (Rintisan).",
        f"{name(3)} baru mencapai tingkat 2 (Terkelola).",
    ]


def test_where_nothing_is_strong_or_weak_the_draft_says_so() -> None:
    low = note(at({1: 1}))
    assert "Belum ada indikator aspek Kebijakan Internal Tata Kelola SPBE" in low.strengths
    assert low.strengths.endswith("Belum ada indikator pada tingkat 4–5.")
    assert note(at({1: 4})).weaknesses == "Tidak ada indikator pada tingkat 1–2."


def test_the_explanation_of_the_institution_says_why() -> None:
    found = note(
        dossier(
            Answer(1, 1, level=5, fact="Perwali 12/2023,  Pasal 4\nNotula rapat", analysis="Baik"),
            Answer(1, 2, level=1, fact="Perwali", analysis="Syarat 1 ada.\nBelum ada reviu!\n"),
            Answer(1, 3, level=2, fact="Perwali 3/2020."),
        )
    )
    assert "tingkat 5 (Optimum). Perwali 12/2023, Pasal 4." in found.strengths
    assert "Notula" not in found.strengths
    one, two = found.weaknesses.split("\n")
    assert one.endswith("tingkat 1 (Rintisan). Belum ada reviu!")
    assert two.endswith("tingkat 2 (Terkelola).")


@pytest.mark.parametrize(
    ("scored", "reason"),
    [
        (
            Answer(1, 1, DOCUMENT, level=2, justification="Norma belum lengkap"),
            "Norma belum lengkap.",
        ),
        (Answer(1, 1, DOCUMENT, level=2, justification="Satu.\nDua."), "Satu."),
        (Answer(1, 1, DOCUMENT, level=2), "Belum ada reviu."),  # as the institution says
        (Answer(1, 1, DOCUMENT, level=1), ""),  # the institution speaks of another level
    ],
)
def test_the_justification_of_the_evaluator_goes_first(scored: Answer, reason: str) -> None:
    own = Answer(1, 1, level=2, analysis="Belum ada reviu.")
    found = note(dossier(own, scored), stage=DOCUMENT)
    assert found.weaknesses.split(").")[1].strip() == reason


def parts(text: str) -> dict[str, str]:
    found = {}
    for part in text.split("\n\n"):
        title, _, body = part.partition("\n")
        found[title] = body
    return found


def test_without_levels_there_is_no_recommendation() -> None:
    assert draft_recommendation(INSTRUMENT, at({1: 3}), DOCUMENT) == ""


def test_a_recommendation_below_the_target_puts_first_what_lifts_most() -> None:
    levels = dict.fromkeys(OUTLINE.numbers, 3)
    levels.update(dict.fromkeys(range(32, 42), 1))  # aspect 7 weighs most
    levels.update({1: 5, 2: 4, 29: 2})
    found = parts(draft_recommendation(INSTRUMENT, at(levels), SELF))
    assert tuple(found) == TITLES
    index = score(OUTLINE, levels).index
    assert (
        f"Penilaian Mandiri tahun 2025 menghasilkan indeks {index_text(index)}"
        in (found["Ringkasan"])
    )
    assert "belum bernilai" not in found["Ringkasan"]
    assert "aspek Kebijakan Internal Tata Kelola SPBE (3,30)" in found["Keunggulan"]
    assert f"Penopangnya terutama {name(1)} dan {name(2)}." in found["Keunggulan"]
    assert (
        "aspek Layanan Administrasi Pemerintahan Berbasis Elektronik (1,00)" in (found["Kelemahan"])
    )
    assert f"Yang paling tertinggal adalah {name(32)}, " in found["Kelemahan"]
    missing, first, second, after = found["Apresiasi dan saran perbaikan"].split("\n")
    assert f"masih kurang {index_text(Fraction(OUTLINE.target_index) - index)}" in missing
    assert "(predikat Baik)" in missing
    assert first.startswith("Prioritas 1, aspek Layanan Administrasi")
    assert "indikator 32, 33, 34, 35, 36, 37, 38, 39, 40, dan 41 ke tingkat 3" in first
    assert first.endswith("indeks bertambah 0,55.")
    assert second.startswith("Prioritas 2, aspek Pelaksanaan Audit TIK: naikkan indikator 29 ke")
    lifted = {number: max(level, 3) for number, level in levels.items()}
    assert f"indeks menjadi {index_text(score(OUTLINE, lifted).index)}" in after


def test_what_is_not_scored_counts_as_the_lowest_level_and_is_said() -> None:
    found = parts(draft_recommendation(INSTRUMENT, at({1: 2}), SELF))
    assert "46 indikator belum bernilai dan dihitung tingkat 1." in found["Ringkasan"]
    assert "Penopang" not in found["Keunggulan"]
    assert found["Keunggulan"].count("aspek ") == 1  # the highest, though it is low
    assert "Yang paling tertinggal" not in found["Kelemahan"]  # nobody has scored them


def test_an_excellent_institution_is_appreciated() -> None:
    found = parts(draft_recommendation(INSTRUMENT, at(dict.fromkeys(OUTLINE.numbers, 4)), SELF))
    assert found["Kelemahan"] == "Tidak ada aspek lain dengan nilai rata-rata di bawah 3,00."
    praise, rest = found["Apresiasi dan saran perbaikan"].split("\n")
    assert "patut diapresiasi" in praise
    assert rest == "Semua indikator sudah mencapai target; jaga dengan reviu berkala."


@given(st.dictionaries(st.sampled_from(OUTLINE.numbers), st.integers(1, 5), min_size=1))
def test_any_levels_have_a_draft_in_four_parts(levels: dict[int, int]) -> None:
    found = parts(draft_recommendation(INSTRUMENT, at(levels), SELF))
    assert tuple(found) == TITLES
    assert all(body.endswith(".") for body in found.values())
    for entry in draft_notes(INSTRUMENT, at(levels), SELF):
        numbers = OUTLINE.aspects[entry.aspect - 1].indicators
        assert bool(entry.strengths) == any(number in levels for number in numbers)
        named = [line.split(" baru mencapai")[0] for line in entry.weaknesses.split("\n")]
        weak = sorted((levels[n], n) for n in numbers if levels.get(n, 5) < 3)
        assert not weak or named == [name(number) for _, number in weak]


def test_another_instrument_has_other_bounds() -> None:
    small = small_instrument()
    answers = (Answer(1, 1, level=3), Answer(1, 2, level=2))
    found = draft_notes(small, dossier(*answers, instrument=small), SELF)[0]
    assert "sudah mencapai tingkat 3 (Mantap)" in found.strengths
    assert "baru mencapai tingkat 2 (Tumbuh)" in found.weaknesses
