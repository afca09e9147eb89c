"""Every error has a sentence that names the place, and every kind of thing has a label."""

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

import pytest

from assessment.domain import words
from assessment.domain.checks import FindingKind, Severity
from assessment.domain.errors import (
    AnswerLockedError,
    AssessmentExistsError,
    EmptyPlanError,
    InstitutionNameError,
    LevelOutOfRangeError,
    NoteMissingError,
    NotHandedInError,
    OnlyOfficialError,
    OutOfReachError,
    ReasonMissingError,
    StageFinalError,
    StageIncompleteError,
    StorageError,
    StorageProblem,
    TextTooLongError,
    UnknownAssessmentError,
    UnknownConditionError,
    UnknownIndicatorError,
    YearOutOfRangeError,
)
from assessment.domain.exchange import DifferenceKind, ExportKind
from assessment.domain.file_errors import (
    CellFault,
    CellProblem,
    CellsRefusedError,
    ExportMismatchError,
    FileProblem,
    FileRefusedError,
    LogoRefusedError,
    TargetError,
    WorkbookProblem,
    WorkbookRefusedError,
)
from assessment.domain.identity import Cycle, InstitutionKind, State
from assessment.domain.merge_errors import NoIndicatorsError, PartUnknownError, UndecidedError
from assessment.domain.official_result import Doubt, DoubtKind
from assessment.domain.official_result_errors import LevelsUnconfirmedError
from assessment.domain.package_errors import (
    PackageProblem,
    PackageRefusedError,
    PasswordMissingError,
    WrongPasswordError,
)
from assessment.domain.ranking_errors import NotANationalListError
from assessment.domain.recap import Source, Unreadable
from assessment.domain.records import DocumentKind, DocumentStatus, TextState
from assessment.domain.sentences import cell_fault, describe
from assessment.domain.steps import Action
from indicators.errors import InstrumentError, Problem, SpbeError, UnknownInstrumentError

BOOK = Path("folder/kertas.xlsx")


def cells(*problems: CellProblem) -> CellsRefusedError:
    return CellsRefusedError(
        BOOK, tuple(CellFault("Penilaian", "F12", "tiga", problem) for problem in problems)
    )


EXAMPLES: dict[SpbeError, tuple[str, ...]] = {
    LevelOutOfRangeError(6, 1, 5): ('"6"', "1-5"),
    UnknownIndicatorError(48, 47): ("48", "1-47"),
    UnknownConditionError(10, 3, 9): ("10", "3", "9"),
    UnknownAssessmentError(12): ("12",),
    OutOfReachError(Fraction(7, 2), Fraction(259, 100)): ("3,50", "2,59"),
    AssessmentExistsError("Kota Nusa Damai", 2025): ("Kota Nusa Damai", "2025"),
    InstitutionNameError(" "): ("kosong",),
    InstitutionNameError("K" * 300): ("terlalu panjang",),
    YearOutOfRangeError(1990, 2021, 2027): ("1990", "2021-2027"),
    cells(CellProblem.NOT_A_LEVEL): ('Penilaian!F12: "tiga" bukan tingkat 1-5', "kertas.xlsx"),
    ExportMismatchError(BOOK, "Penilaian!F12"): ("kertas.xlsx", "Penilaian!F12"),
    EmptyPlanError(): ("Jadikan rencana aksi",),
    OnlyOfficialError("Kota Nusa Damai", 2024): ("Kota Nusa Damai 2024", "LHE"),
    TextTooLongError("Penilaian!G12", 40_000, 32_767): ("Penilaian!G12", "40000", "32767"),
    UnknownInstrumentError("lain-2030"): ("lain-2030",),
    AnswerLockedError(5, State.APPROVED): ("Indikator 5", "disetujui"),
    NotHandedInError(5, State.DRAFT): ("indikator 5", "Draf"),
    NoteMissingError(): ("belum dikembalikan",),
    StageFinalError("document"): ("Penilaian Dokumen", "final"),
    StageIncompleteError("self", (3, 7)): ("Penilaian Mandiri", "3, 7"),
    StageIncompleteError("musyawarah", ()): ("musyawarah", "belum ditetapkan final"),
    ReasonMissingError("self"): ("Penilaian Mandiri",),
    **{FileRefusedError(BOOK, problem, ".xyz"): (str(BOOK),) for problem in FileProblem},
    LogoRefusedError(BOOK, FileProblem.MISSING): (str(BOOK), "Pengaturan", "tidak ditemukan"),
    **{WorkbookRefusedError(BOOK, problem, "Aspek"): (str(BOOK),) for problem in WorkbookProblem},
    **{StorageError(problem, BOOK): (str(BOOK),) for problem in StorageProblem},
    **{
        TargetError(problem, BOOK): (str(BOOK), "Penilaian tetap tersimpan")
        for problem in StorageProblem
    },
    **{PackageRefusedError(BOOK, problem, "a.pdf"): (str(BOOK),) for problem in PackageProblem},
    WrongPasswordError(BOOK): (str(BOOK), "bukan sandi"),
    WrongPasswordError(BOOK, given=False): (str(BOOK), "tulis sandi"),
    PasswordMissingError(): ("Tulis sandinya",),
    LevelsUnconfirmedError(BOOK, (), (1, 2)): (str(BOOK), "2 tingkat belum diisi"),
    LevelsUnconfirmedError(BOOK, (), ()): (str(BOOK), "tingkatnya diubah"),
    LevelsUnconfirmedError(BOOK, (Doubt(DoubtKind.ASPECT, 3, "1.75", "2.00"),), ()): (
        str(BOOK),
        "Aspek 3: tercetak 1,75, dari tingkat 2,00",
    ),
    LevelsUnconfirmedError(BOOK, (Doubt(DoubtKind.ROW_MISSING, 4),) * 25, (4,)): (
        str(BOOK),
        "dan 5 hal lainnya",
    ),
    NotANationalListError(BOOK, "index"): (str(BOOK), "Kolom index tidak ada"),
    NotANationalListError(BOOK, "", (Unreadable(Source(BOOK, 7), "", "Nama kosong"),) * 21): (
        str(BOOK),
        "kertas.xlsx:7: Nama kosong.",
        "dan 1 baris lainnya",
    ),
    PartUnknownError(BOOK, "Kota Nusa Damai", 2025): (str(BOOK), "Kota Nusa Damai 2025"),
    UndecidedError(BOOK, ()): (str(BOOK), "Tidak ada yang digabungkan"),
    NoIndicatorsError(): ("satu indikator",),
    **{
        InstrumentError(BOOK, "domain[2].weight", problem, "24"): (str(BOOK), "domain[2].weight")
        for problem in Problem
    },
}


def subclasses(kind: type[SpbeError]) -> Iterator[type[SpbeError]]:
    for child in kind.__subclasses__():
        yield child
        yield from subclasses(child)


def test_every_error_is_an_example_here() -> None:
    assert set(subclasses(SpbeError)) == {type(error) for error in EXAMPLES}


@pytest.mark.parametrize(("error", "named"), EXAMPLES.items(), ids=str)
def test_sentence_names_the_place(error: SpbeError, named: tuple[str, ...]) -> None:
    sentence = describe(error)
    assert sentence.title
    assert sentence.title[0].isupper() or sentence.title[0].isdigit()
    assert sentence.text.endswith(".")
    assert "{" not in sentence.text
    for part in named:
        assert part in sentence.text


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        (FileProblem, lambda problem: FileRefusedError(BOOK, problem)),
        (WorkbookProblem, lambda problem: WorkbookRefusedError(BOOK, problem)),
        (StorageProblem, lambda problem: StorageError(problem, BOOK)),
        (PackageProblem, lambda problem: PackageRefusedError(BOOK, problem)),
        (Problem, lambda problem: InstrumentError(BOOK, "", problem)),
        (CellProblem, cells),
    ],
)
def test_every_problem_has_its_own_words(kind: type[StrEnum], make: type[SpbeError]) -> None:
    texts = {describe(make(problem)).text for problem in kind}
    assert len(texts) == len(kind)


def test_many_faulty_cells_are_counted_not_listed() -> None:
    sentence = describe(cells(*[CellProblem.NOT_A_LEVEL] * 47))
    assert sentence.title == "47 sel tidak dapat dibaca"
    assert sentence.text.count("Penilaian!F12") == 20
    assert "27 sel lainnya" in sentence.text


def test_an_empty_cell_is_called_empty() -> None:
    fault = CellFault("Identitas", "B3", "", CellProblem.NOT_A_CHOICE)
    assert cell_fault(fault).startswith("Identitas!B3: (kosong)")


@pytest.mark.parametrize(("name", "kind"), [("a.csv", "Tabel"), ("a.XLSX", "Buku kerja")])
def test_a_refused_file_is_called_what_it_is(name: str, kind: str) -> None:
    error = WorkbookRefusedError(Path(name), WorkbookProblem.COLUMN_MISSING, "level")
    assert describe(error).title == f"{kind} tidak dapat dibaca"


def test_an_error_without_sentence_is_our_fault() -> None:
    with pytest.raises(TypeError, match="SpbeError"):
        describe(SpbeError())


@pytest.mark.parametrize(
    ("labels", "kind"),
    [
        (words.FINDINGS, FindingKind),
        (words.SEVERITIES, Severity),
        (words.ACTIONS, Action),
        (words.EXPORTS, ExportKind),
        (words.DIFFERENCES, DifferenceKind),
        (words.INSTITUTION_KINDS, InstitutionKind),
        (words.CYCLES, Cycle),
        (words.STATES, State),
        (words.DOCUMENT_KINDS, DocumentKind),
        (words.DOCUMENT_STATUSES, DocumentStatus),
        (words.TEXT_STATES, TextState),
    ],
)
def test_every_member_has_a_label(labels: dict[StrEnum, str], kind: type[StrEnum]) -> None:
    assert list(labels) == list(kind)
    assert all(labels.values())
