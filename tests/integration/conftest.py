from pathlib import Path

import pytest

from assessment.domain.identity import InstitutionKind
from assessment.services.workbench import Workbench
from indicators.outline import Outline
from tests.official_reports import Make, report_pdf


@pytest.fixture
def village(workbench: Workbench) -> int:
    return workbench.assessments.start(
        "Kabupaten Sumber Jaya", InstitutionKind.REGENCY, 2025, instrument_id="permenpanrb-59-2020"
    ).id


@pytest.fixture
def outline(workbench: Workbench) -> Outline:
    return workbench.instruments.outline("permenpanrb-59-2020")


@pytest.fixture
def levels(outline: Outline) -> dict[int, int]:
    return {number: (number * number + number // 3) % 5 + 1 for number in outline.numbers}


@pytest.fixture
def earlier(outline: Outline) -> dict[int, int]:
    return {number: number * 3 % 5 + 1 for number in outline.numbers}


@pytest.fixture
def make(tmp_path: Path, outline: Outline, levels: dict[int, int]) -> Make:
    return lambda layout: report_pdf(tmp_path / "lhe.pdf", outline, levels, layout)
