"""Charts and the report's summary in words."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessment.domain.dossier import Dossier
from assessment.domain.identity import State
from assessment.domain.results import Result, result_of
from assessment.reports.narrative import highlights, is_draft, made_text, state_text, summary
from assessment.reports.words import (
    arithmetic_text,
    bar_text,
    bars_text,
    fraction_text,
    grades_text,
    missing_text,
    radar_text,
    stage_name,
)
from indicators.instrument import Instrument
from tests.builders import (
    empty_dossier,
    full_dossier,
    handover,
    official_instrument,
    small_instrument,
)


def with_levels(instrument: Instrument, level: int | None, **others: int | None) -> Dossier:
    dossier = full_dossier(instrument, 1)
    answers = tuple(
        replace(answer, level=others.get(f"i{answer.indicator}", level))
        for answer in dossier.answers
    )
    return replace(dossier, answers=answers)


def result(level: int | None, before: int | None = None, **others: int | None) -> Result:
    instrument = official_instrument()
    previous = None
    if before is not None:
        previous = with_levels(instrument, before)
        previous = replace(previous, assessment=replace(previous.assessment, year=2024))
    return result_of(instrument, with_levels(instrument, level, **others), previous)


def test_bar_names_level_target_and_the_year_before() -> None:
    found = result(3, before=2, i10=None)
    assert bar_text(found, 10).endswith(": belum diisi, target 3, Mandiri 2024 tingkat 2")
    assert bar_text(found, 11) == (
        "11 · Arsitektur SPBE: tingkat 3, target 3, Mandiri 2024 tingkat 2"
    )


def test_bar_is_silent_about_a_year_that_was_the_same() -> None:
    assert "2024" not in bar_text(result(2, before=2), 1)


def test_whole_charts_in_words() -> None:
    found = result(4, before=3)
    assert radar_text(found).count(": 4,00, Mandiri 2024 3,00") == 8
    assert bars_text(found).count("tingkat 4, target 3") == 47
    assert grades_text(found).startswith(
        "Indeks 4,00, predikat Sangat Baik; 0,20 lagi ke Memuaskan."
    )


def test_radar_of_one_year() -> None:
    assert "tahun" not in radar_text(result(4))


def test_nothing_is_missing_at_the_best_grade() -> None:
    assert missing_text(result(5).score) == ""


def test_a_hair_below_the_next_grade() -> None:
    score = result(3).score
    assert score.next_grade is not None
    near = replace(score, next_grade=replace(score.next_grade, missing=Fraction(1, 1000)))
    assert missing_text(near) == "kurang dari 0,01 lagi ke Sangat Baik"


def test_arithmetic() -> None:
    assert arithmetic_text(result(3)) == "300 ÷ 100 = 3 → 3,00"
    assert arithmetic_text(result(3, i10=4)) == "301,3 ÷ 100 = 3,013 → 3,01"


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(9, 4), "2,25"), (Fraction(7, 3), "2,333333…"), (Fraction(100), "100")],
)
def test_fractions_show_when_they_do_not_end(value: Fraction, text: str) -> None:
    assert fraction_text(value) == text


def test_stage_without_a_name_of_its_own() -> None:
    outline = official_instrument().outline
    assert stage_name(outline) == "Penilaian Mandiri"
    assert stage_name(replace(outline, stages=outline.stages[1:])) == "Penilaian Mandiri"


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (2, "naik 1,00 dari penilaian mandiri tahun 2024 (2,00)"),
        (4, "turun 1,00 dari penilaian mandiri tahun 2024 (4,00)"),
        (3, "sama dengan penilaian mandiri tahun 2024 (3,00)"),
    ],
)
def test_summary_compares_years(before: int, words: str) -> None:
    sentences = summary(result(3, before=before))
    assert sentences[0].startswith("Indeks SPBE Kota Nusa Damai tahun 2025 adalah 3,00")
    assert words in sentences[0]


def test_a_difference_too_small_to_print_is_told() -> None:
    now = result(3)
    before = result(3, before=3).previous
    assert before is not None
    index = now.score.index + Fraction(1, 1000)
    previous = replace(before, score=replace(before.score, index=index))
    sentence = summary(replace(now, previous=previous))[0]
    assert "hampir sama dengan penilaian mandiri tahun 2024 (3,00)" in sentence


def test_summary_of_all_on_target() -> None:
    assert "Semua indikator (47) mencapai target." in summary(result(3))
    assert "Semua aspek berindeks 3,00." in summary(result(3))


def test_summary_names_best_and_worst() -> None:
    text = " ".join(summary(result(2, i19=5, i20=5, i1=None)))
    assert "Sebanyak 2 dari 47 indikator mencapai target." in text
    assert "Sebanyak 1 indikator belum diisi dan dihitung tingkat 1: 1." in text
    assert "Aspek terkuat ialah Penyelenggara SPBE (5,00); yang paling lemah ialah" in text


def test_summary_shortens_many_equals() -> None:
    text = " ".join(summary(result(2, i19=5)))
    assert "dan 3 aspek lain (2,00)" in text


def test_summary_of_nothing() -> None:
    sentences = summary(result_of(official_instrument(), empty_dossier(official_instrument())))
    assert sentences[-1] == "Belum ada indikator yang diisi; semuanya dihitung tingkat 1."


def test_summary_of_no_target_reached() -> None:
    assert "Belum ada indikator yang mencapai target." in summary(result(2))


def test_summary_says_when_rounding_would_lift_the_grade() -> None:
    found = result(4)
    better = found.outline.grades[0]
    score = replace(found.score, index=Fraction(4198, 1000), grade_rounded=better)
    text = " ".join(summary(replace(found, score=score)))
    assert "(4,198); menurut indeks yang dibulatkan predikatnya Memuaskan." in text


def test_best_grade_needs_no_distance() -> None:
    assert not any("tercapai bila" in sentence for sentence in summary(result(5)))


def test_highlights_begin_with_the_clearest() -> None:
    strong, weak = highlights(result(3, i19=4, i20=5, i21=1, i29=2))
    assert strong == ("Penyelenggara SPBE (4,50): indikator 19, 20.",)
    assert [text.split(" (")[0] for text in weak] == [
        "Pelaksanaan Audit TIK",
        "Penerapan Manajemen SPBE",
    ]


def test_state_of_a_draft_and_of_an_approved_report() -> None:
    instrument = small_instrument()
    done = handover(instrument, full_dossier(instrument, 1))
    assert not is_draft(done)
    assert state_text(done) == "Disetujui penanggung jawab"
    answers = done.dossier.answers
    returned = replace(answers[0], state=State.RETURNED)
    dossier = replace(done.dossier, answers=(returned, *answers[1:]))
    assert state_text(handover(instrument, dossier)) == (
        "Draf: 9 dari 10 indikator disetujui penanggung jawab"
    )
    missing = handover(instrument, replace(done.dossier, answers=answers[1:]))
    assert is_draft(missing)
    assert state_text(missing).startswith("Draf: 1 indikator belum diisi, 9 dari 10")


def test_who_made_it() -> None:
    instrument = small_instrument()
    empty = empty_dossier(instrument)
    assert made_text(handover(instrument, empty)) == (
        "10 Juli 2025, Tim Asesor Internal Kota Nusa Damai"
    )
    alone = replace(empty, assessment=replace(empty.assessment, team=""))
    assert made_text(handover(instrument, alone)) == "10 Juli 2025"
