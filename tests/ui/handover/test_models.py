from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from assessment.domain.checks import Finding, FindingKind
from assessment.domain.exchange import Difference, DifferenceKind, ExportKind, Receipt
from assessment.domain.identity import Assessment, InstitutionKind, Record, State
from assessment.domain.plain import Plain
from assessment.domain.records import Answer, AspectNote, Citation, Document
from assessment.domain.steps import Change
from ui.models.differences import DifferenceFilter, DifferenceModel, lines_of, value_text
from ui.models.findings import FindingModel
from ui.models.findings import lines_of as finding_lines
from ui.widgets.receipts import ReceiptLine, ReceiptModel, short_hash

NOON = datetime(2025, 7, 10, 12, 0)  # noqa: DTZ001
CITY = Assessment(1, "u", "i", "Kota", InstitutionKind.CITY, 2025, NOON)
HASH = "3f9a17c2" + "0" * 52 + "8be1"


def difference(
    after: Record, field: str, value: Plain, *, before: Record | None = None, cautious: bool = False
) -> Difference:
    return Difference(
        kind=DifferenceKind.CHANGED,
        indicator=getattr(after, "indicator", None),
        field=field,
        before="",
        after=value,
        place="Lembar!A1",
        cautious=cautious,
        change=Change(before, after),
    )


@pytest.mark.parametrize(
    ("entry", "subject", "field"),
    [
        (difference(Answer(1, 3), "level", 2), "3  Nama", "Tingkat"),
        (
            difference(Answer(1, 3, "document"), "justification", "x"),
            "3  Nama",
            "Justifikasi dokumen",
        ),
        (difference(CITY, "team", "x"), "Identitas", "Tim"),
        (difference(AspectNote(1, 4), "strengths", "x"), "Aspek 4", "Kekuatan"),
        (difference(Document(HASH, "a.pdf", 1, NOON), "number", "1"), "Dokumen", "Nomor"),
        (difference(Citation("c", 1, 9, HASH), "", "Pasal 1"), "9", "Rujukan"),
    ],
)
def test_says_whose_field_it_is(entry: Difference, subject: str, field: str) -> None:
    (line,) = lines_of([entry], {3: "Nama"})
    assert (line.subject, line.field, line.reason) == (subject, field, "")


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (
            difference(
                Answer(1, 3), "level", 2, before=Answer(1, 3, state=State.APPROVED), cautious=True
            ),
            "disetujui",
        ),
        (
            difference(Citation("c", 1, 9, HASH), "", "Pasal 1", cautious=True),
            "sudah dihapus di sini",
        ),
        (
            difference(Answer(1, 3), "level", 2, before=Answer(1, 3), cautious=True),
            "sudah diubah di sini",
        ),
    ],
)
def test_says_why_caution_is_asked_for(entry: Difference, words: str) -> None:
    (line,) = lines_of([entry], {})
    assert words in line.reason


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("level", 3, "3"),
        ("level", None, ""),
        ("kind", "city", "Kota"),
        ("kind", "decree", "Keputusan"),
        ("cycle", "evaluation", "Evaluasi"),
        ("issued", "2023-03-05", "5 Maret 2023"),
        ("issued", "kemarin", "kemarin"),
        ("fact", "=A1", "=A1"),
    ],
)
def test_values_are_in_words(field: str, value: Plain, text: str) -> None:
    assert value_text(field, value) == text


def test_the_models_keep_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    entries = [difference(Answer(1, n), "level", n) for n in range(1, 4)]
    source = DifferenceModel(lines_of(entries, {}))
    findings = FindingModel()
    found = [Finding(FindingKind.UNANSWERED, 1), Finding(FindingKind.UNDERSTATED, 2, "1/2")]
    findings.show(finding_lines(found))
    receipts = ReceiptModel()
    receipt = Receipt(1, NOON, ExportKind.DATA, Path("a.json"), HASH, 9, "cocok")
    receipts.show((ReceiptLine(receipt, "Data", "hari ini"),))
    for model in (source, DifferenceFilter(source), findings, receipts):
        qtmodeltester.check(model)


def test_only_the_first_column_takes_ticks() -> None:
    model = DifferenceModel(lines_of([difference(Answer(1, 1), "level", 2)], {}))
    unchecked = Qt.CheckState.Unchecked
    assert not model.setData(model.index(0, 1), unchecked, Qt.ItemDataRole.CheckStateRole)
    assert not model.setData(model.index(0, 0), "x", Qt.ItemDataRole.EditRole)
    assert len(model.chosen()) == 1
    assert model.setData(model.index(0, 0), unchecked, Qt.ItemDataRole.CheckStateRole)
    assert model.chosen() == ()
    assert model.data(QModelIndex()) is None


def test_a_receipt_tells_everything() -> None:
    model = ReceiptModel()
    receipt = Receipt(1, NOON, ExportKind.DATA, Path("a.json"), HASH, 9, "47 tingkat cocok")
    model.show((ReceiptLine(receipt, "Data", "hari ini 12.00"),))
    index = model.index(0, 0)
    assert index.data() == "Data, a.json, hari ini 12.00"
    assert HASH in index.data(Qt.ItemDataRole.ToolTipRole)
    assert short_hash(HASH) == "3f9a 17c2 … 8be1"
