import pytest

from assessment.domain.records import InstitutionKind
from assessment.services.workbench import Workbench


@pytest.fixture
def village(workbench: Workbench) -> int:
    return workbench.assessments.start(
        "Kabupaten Sumber Jaya", InstitutionKind.REGENCY, 2025, instrument_id="permenpanrb-59-2020"
    ).id
