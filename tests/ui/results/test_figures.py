from fractions import Fraction

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from assessment.domain.results import result_of
from tests.builders import empty_dossier, full_dossier, small_instrument
from ui.models.arithmetic import FigureModel, arithmetic, beside, closing, figure


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(4309, 20), "215,45"),
        (Fraction(100), "100,00"),
        (Fraction(1, 8), "0,125"),
        (Fraction(7, 3), "≈ 2,33"),
    ],
)
def test_a_figure_is_exact_or_says_that_it_is_not(value: Fraction, text: str) -> None:
    assert figure(value) == text


def test_products_add_up_for_any_instrument() -> None:
    instrument = small_instrument()
    result = result_of(instrument, full_dossier(instrument, 3))
    rows = arithmetic(result).rows
    domains = [row.cells[3].value for row in rows if row.kind.name == "DOMAIN"]
    assert sum(value for value in domains if value is not None) == rows[-1].cells[3].value
    assert rows[-1].cells[3].value == result.score.index * 100
    assert closing(result).endswith(f"({result.score.grade.name})")


def test_the_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    instrument = small_instrument()
    now = result_of(instrument, full_dossier(instrument, 3))
    before = result_of(instrument, empty_dossier(instrument, 2024))
    model = FigureModel()
    model.show(beside(before.score, now.score, ("2024", "2025")))
    qtmodeltester.check(model)
    assert model.data(QModelIndex()) is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "2024"
    assert model.headerData(1, Qt.Orientation.Vertical) is None
    assert model.index(2, 0).data(Qt.ItemDataRole.ToolTipRole)
