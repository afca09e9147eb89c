"""Workbooks that an earlier version made can still be read."""

from pathlib import Path

from tests.builders import handover, small_instrument
from tests.integration.workbooks import found, read
from tests.packages import small_dossier

KEPT = Path(__file__).resolve().parents[1] / "data" / "workbooks"


def test_a_workbook_of_this_version_says_the_same_for_ever() -> None:
    given = handover(small_instrument(), small_dossier())
    incoming = read(KEPT / "v2.xlsx")
    assert incoming.dossier.levels() == given.dossier.levels()
    assert incoming.dossier.assessment.institution == given.dossier.assessment.institution
    assert found(given, KEPT / "v2.xlsx") == ()
