from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from assessment.domain.identity import Record, State
from assessment.domain.records import Answer, Attachment, Citation
from assessment.domain.steps import Action, Change, Step, StepKind
from tests.builders import (
    empty_dossier,
    full_dossier,
    official_instrument,
    small_instrument,
)
from ui.models.history import HistoryModel, words_of
from ui.models.indicator_tree import IndicatorTreeModel, Mark, Row, short_titles
from ui.widgets.evidence_list import EvidenceModel

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
NOW = datetime(2025, 7, 10, 10, 0)  # noqa: DTZ001
BLANK = Answer(1, 10)


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        (("Kebijakan Internal Audit", "Kebijakan Internal Data"), ("Audit", "Data")),
        (
            ("Layanan A B", "Layanan A C", "Layanan A D", "Layanan Z"),
            ("B", "C", "D", "Z"),
        ),
        (("Audit TIK", "Manajemen Data"), ("Audit TIK", "Manajemen Data")),
        (("Layanan", "Layanan Data"), ("Layanan", "Layanan Data")),
        (("Layanan Data",), ("Layanan Data",)),
    ],
)
def test_shared_first_words_are_left_out(names: tuple[str, ...], titles: tuple[str, ...]) -> None:
    assert short_titles(names) == titles


@pytest.fixture
def tree() -> IndicatorTreeModel:
    instrument = official_instrument()
    model = IndicatorTreeModel()
    QAbstractItemModelTester(model, FATAL, model)
    model.show(instrument, full_dossier(instrument, seed=3))
    return model


def rows_below(model: IndicatorTreeModel, parent: QModelIndex) -> list[Row]:
    return [
        model.index(row, 0, parent).data(Qt.ItemDataRole.UserRole)
        for row in range(model.rowCount(parent))
    ]


def test_the_tree_holds_domains_aspects_and_indicators(tree: IndicatorTreeModel) -> None:
    assert [row.number for row in rows_below(tree, QModelIndex())] == [1, 2, 3, 4]
    second = tree.index(1, 0)
    assert [row.number for row in rows_below(tree, second)] == [2, 3, 4]
    assert [row.number for row in rows_below(tree, tree.index(1, 0, second))] == [15, 16, 17, 18]
    assert tree.index_of(17).parent().parent() == second
    assert not tree.index_of(99).isValid()


def test_only_what_changed_is_reported(tree: IndicatorTreeModel) -> None:
    instrument = official_instrument()
    dossier = full_dossier(instrument, seed=3)
    before = dossier.answer(15)
    changed: list[int] = []
    tree.dataChanged.connect(
        lambda index, _last: changed.append(index.data(Qt.ItemDataRole.UserRole).depth)
    )
    after = replace(before, level=1 if before.level != 1 else 2, ticks=frozenset())
    tree.show(instrument, dossier.after([Change(before, after)], 471))
    assert changed == [0, 1, 2]
    row: Row = tree.index_of(15).data(Qt.ItemDataRole.UserRole)
    assert row.level == after.level
    assert f"tingkat {after.level}" in tree.index_of(15).data(Qt.ItemDataRole.AccessibleTextRole)


def test_another_instrument_replaces_the_tree(tree: IndicatorTreeModel) -> None:
    instrument = small_instrument()
    tree.show(instrument, empty_dossier(instrument))
    rows = tree.indicators()
    assert [row.number for row in rows] == list(instrument.outline.numbers)
    assert all(Mark.UNANSWERED in row.marks and Mark.WITHOUT_EVIDENCE in row.marks for row in rows)


@pytest.mark.parametrize(
    ("text", "marks", "unit", "fits"),
    [
        ("", frozenset(), "", True),
        ("pusat data", frozenset(), "", True),
        ("16", frozenset(), "", True),
        ("1", frozenset(), "", True),
        ("6", frozenset(), "", False),
        ("belum diisi", frozenset(), "", True),
        ("tanpa bukti", frozenset(), "", True),
        ("jaringan", frozenset(), "", False),
        ("", frozenset({Mark.UNANSWERED, Mark.BELOW_TARGET}), "", True),
        ("", frozenset({Mark.UNSUPPORTED}), "", False),
        ("", frozenset(), "Bagian Hukum", False),
    ],
)
def test_filters(text: str, marks: frozenset[Mark], unit: str, *, fits: bool) -> None:
    model = IndicatorTreeModel()
    model.show(official_instrument(), empty_dossier(official_instrument()))
    row: Row = model.index_of(16).data(Qt.ItemDataRole.UserRole)
    assert row.fits(text, marks, unit) is fits


def step(
    before: Record | None, after: Record | None, kind: StepKind = StepKind.DO, number: int = 1
) -> Step:
    changes = (Change(before, after),)
    return Step(number, 1, NOW, "Rani Puspita", kind, Action.TICK, None, changes)


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (replace(BLANK, level=3), "Tingkat – → 3"),
        (replace(BLANK, ticks=frozenset({(3, 1)})), "Syarat 3.1 dicentang"),
        (replace(BLANK, fact="x" * 120), "Fakta diubah (+120 huruf)"),
        (replace(BLANK, target=4, unit="Bagian Hukum"), "Target – → 4; Unit kerja: Bagian Hukum"),
        (replace(BLANK, state=State.APPROVED), "Belum diisi → Disetujui"),
    ],
)
def test_changes_of_an_answer_in_words(after: Answer, words: str) -> None:
    assert words_of(step(None, after)) == words


def test_taking_back_is_said_in_words() -> None:
    chosen = replace(BLANK, level=2, ticks=frozenset({(2, 1)}), analysis="lama")
    words = words_of(step(chosen, BLANK, StepKind.UNDO))
    assert words == (
        "Diurungkan: Tingkat 2 → –; Syarat 2.1 dikosongkan; Analisis diubah (−4 huruf)"
    )
    assert words_of(step(BLANK, chosen, StepKind.REDO)).startswith("Diulangi: Tingkat – → 2")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, Attachment(1, 10, "ab", 1), "Bukti ditambahkan"),
        (Attachment(1, 10, "ab", 1), None, "Bukti dilepas"),
        (None, Citation("u", 1, 10, "ab", article="Pasal 4"), "Rujukan ditambahkan Pasal 4"),
        (Citation("u", 1, 10, "ab", page="7"), None, "Rujukan dihapus hlm. 7"),
    ],
)
def test_changes_of_evidence_in_words(
    before: Record | None, after: Record | None, words: str
) -> None:
    assert words_of(step(before, after)) == words


def test_history_names_when_who_and_what_of_one_indicator() -> None:
    model = HistoryModel()
    QAbstractItemModelTester(model, FATAL, model)
    others = Change(None, replace(BLANK, indicator=11, level=5))
    entry = step(None, replace(BLANK, level=3))
    model.show([replace(entry, changes=(*entry.changes, others))], 10, NOW)
    shown = [model.index(0, column).data() for column in range(model.columnCount())]
    assert shown == ["hari ini 10.00", "Rani Puspita", "Tingkat – → 3"]
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Perubahan"


def test_evidence_model_follows_its_entries() -> None:
    dossier = full_dossier(official_instrument(), seed=3)
    model = EvidenceModel()
    QAbstractItemModelTester(model, FATAL, model)
    entries = dossier.evidence(10)
    model.show(entries)
    assert model.index(0).data().startswith("10.a ")
    assert model.place_of(entries[1].document.sha256) == 1
    model.show(entries[:1])
    assert model.rowCount() == 1
    assert model.place_of(entries[1].document.sha256) == -1
