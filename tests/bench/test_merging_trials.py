"""Trials of merging and of the log that take too long for every day."""

from hypothesis import HealthCheck, settings

from tests.integration.test_storage_machine import Work
from tests.integration.test_workflow_machine import Handing
from tests.unit.test_merging import check_orders, check_pairs

LONG = settings(max_examples=100, stateful_step_count=40, suppress_health_check=list(HealthCheck))


def test_five_parts_come_back_in_all_120_orders() -> None:
    check_orders(every=1)


def test_of_500_pairs_of_edits_every_conflict_is_shown_and_none_is_lost() -> None:
    check_pairs(500)


TestLongWork = Work.TestCase
TestLongWork.settings = LONG
TestLongHanding = Handing.TestCase
TestLongHanding.settings = LONG
