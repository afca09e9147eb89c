"""What people read about a merge: changes, conflicts with author and time, refusals."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from assessment.domain.conflicts import Authors, Conflict, Touch, touches_of
from assessment.domain.dossier import Dossier
from assessment.domain.identity import State
from assessment.domain.merge_errors import NoIndicatorsError, PartUnknownError, UndecidedError
from assessment.domain.merge_words import conflict_text, row_text
from assessment.domain.merging import merge
from assessment.domain.records import (
    Answer,
    AspectNote,
    Attachment,
    DocumentKind,
    LevelCap,
    StageOutcome,
    StepEffort,
)
from assessment.domain.sentences import describe
from assessment.domain.steps import Action, Change, Step, StepKind
from tests.merging import (
    ASPECT,
    CITED,
    FIRST,
    GIVEN,
    OUTLINE,
    SECOND,
    answered,
    gone,
    merged,
    put,
)

MOMENT = datetime(2025, 7, 10, 9, 30)  # noqa: DTZ001
LATER = datetime(2025, 7, 12, 16, 5)  # noqa: DTZ001


def step(who: str, at: datetime, *changes: Change) -> Step:
    return Step(7, 1, at, who, StepKind.DO, Action.WRITE, None, changes)


def test_conflicts_tell_author_and_time_from_the_logs() -> None:
    answer = GIVEN.answer(1)
    log = [
        step("Rani", LATER, Change(answer, replace(answer, fact="Kami"))),
        step("Budi", MOMENT, Change(answer, replace(answer, level=3, fact="Dulu"))),
        step("Sari", MOMENT, Change(CITED, None)),
    ]
    touches = touches_of(log)
    assert touches[Answer, (1, 1, "self"), "fact"] == Touch("Rani", LATER)
    assert touches[Answer, (1, 1, "self"), "level"] == Touch("Budi", MOMENT)
    assert touches[Answer, (1, 1, "self"), ""] == Touch("Rani", LATER)
    ours = gone(answered(level=3, fact="Kami"), CITED)
    theirs = put(answered(level=4, fact="Mereka"), replace(CITED, page="2"))
    authors = Authors(touches, {(Answer, (1, 1, "self"), ""): Touch("Dewi")}, Touch("Eko", MOMENT))
    found = merge(OUTLINE, GIVEN, ours, theirs, (1,), authors=authors)
    told = [(one.ours_by, one.ours_at, one.theirs_by, one.theirs_at) for one in found.conflicts]
    assert told == [
        ("Sari", MOMENT, "Eko", MOMENT),
        ("Budi", MOMENT, "Dewi", None),
        ("Rani", LATER, "Dewi", None),
    ]
    early = "10 Jul 2025 09.30"
    assert [conflict_text(one) for one in found.conflicts] == [
        (
            f"Indikator 1, {FIRST.name}, Rujukan: di sini (tidak ada) (Sari, {early}); di bagian"
            f" Pasal 1, hlm. 2 (Eko, {early})"
        ),
        "Indikator 1, Tingkat: di sini 3 (Budi, 10 Jul 2025 09.30); di bagian 4 (Dewi)",
        "Indikator 1, Fakta: di sini Kami (Rani, 12 Jul 2025 16.05); di bagian Mereka (Dewi)",
    ]


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        (answered(level=None), ["Indikator 1, Tingkat: 2 → (kosong)"]),
        (answered(fact="panjang " * 9), [f"Indikator 1, Fakta: Lama → {'panjang ' * 7}panj…"]),
        (answered(state=State.HANDED_IN), ["Indikator 1, Status: Draf → Diserahkan"]),
        (
            put(GIVEN, Answer(1, 2, "document", justification="Sah")),
            ["Indikator 2 (Penilaian Dokumen), Justifikasi: (kosong) → Sah"],
        ),
        (
            put(GIVEN, replace(FIRST, kind=DocumentKind.DECREE)),
            [f"{FIRST.name}, Jenis: Dokumen → Keputusan"],
        ),
        (
            put(GIVEN, SECOND, Attachment(1, 2, SECOND.sha256, 1)),
            [
                f"{SECOND.name}, Dokumen: (tidak ada) → {SECOND.name}",
                f"Indikator 2, {SECOND.name}, Bukti dukung: (tidak ada) → {SECOND.name}",
            ],
        ),
        (gone(GIVEN, CITED), [f"Indikator 1, {FIRST.name}, Rujukan: Pasal 1 → (tidak ada)"]),
        (
            put(GIVEN, AspectNote(1, ASPECT.number, "Kuat")),
            [f"Aspek {ASPECT.number}, Penilaian Mandiri, Kekuatan: (kosong) → Kuat"],
        ),
        (
            put(GIVEN, StepEffort(1, 2, 4, 9), LevelCap(1, 2, 4)),
            [
                "Indikator 2, Usaha ke tingkat 4: (tidak ada) → 9",
                "Indikator 2, Batas tingkat: (tidak ada) → 4",
            ],
        ),
        (
            put(GIVEN, StageOutcome(1, "self", final=True)),
            ["Penilaian Mandiri, Final: 0 → 1"],
        ),
    ],
)
def test_changes_in_words(theirs: Dossier, words: list[str]) -> None:
    found, _ = merged(GIVEN, theirs, numbers=OUTLINE.numbers)
    assert [row_text(row) for row in found.rows] == words


def test_errors_in_words(tmp_path: Any) -> None:
    path = tmp_path / "bagian.spbe"
    found, _ = merged(answered(level=3), answered(level=4))
    (conflict,) = found.conflicts
    assert isinstance(conflict, Conflict)
    text = describe(UndecidedError(path, found.conflicts)).text
    assert f"{path}: 1 isian belum diputuskan" in text
    assert conflict_text(conflict) in text
    assert "Kota Nusa Damai 2025" in describe(PartUnknownError(path, "Kota Nusa Damai", 2025)).text
    assert "satu indikator" in describe(NoIndicatorsError()).text
