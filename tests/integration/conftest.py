from pathlib import Path

import pytest

from assessment.domain.identity import InstitutionKind
from assessment.domain.records import Citation
from assessment.services.workbench import Workbench
from indicators.outline import Outline
from tests.answering import ALL, begun, finish_self
from tests.builders import pdf
from tests.conftest import Templates, opened
from tests.official_reports import Make, report_pdf


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are read-only cannot be replaced, as on Windows."""
    replace = Path.replace

    def refuse(source: Path, target: Path) -> Path:
        if target.exists() and not target.stat().st_mode & 0o200:
            raise PermissionError(13, "Access is denied", str(target))
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", refuse)


@pytest.fixture
def village(workbench: Workbench) -> int:
    return workbench.assessments.start(
        "Kabupaten Sumber Jaya", InstitutionKind.REGENCY, 2025, instrument_id="permenpanrb-59-2020"
    ).id


def _with_city(folder: Path) -> None:
    bench = opened(folder / "ruang-kerja")
    number = begun(bench)
    bench.worksheet.choose_level(number, 5, 3)
    bench.worksheet.choose_level(number, 6, 2)
    paper = pdf(folder / "Perwali-12-2023.pdf")
    (document,) = bench.evidence.attach(number, 5, [paper]).taken
    bench.evidence.cite(Citation("", number, 5, document.sha256, article="Pasal 4"))


def _with_closed_city(folder: Path) -> None:
    _with_city(folder)
    finish_self(opened(folder / "ruang-kerja"), 1, dict.fromkeys(ALL, 3))


@pytest.fixture
def city(workbench: Workbench, templates: Templates, tmp_path: Path) -> int:
    """Indicator 5 has a level, evidence and a citation; 6 has a level."""
    templates.copy(_with_city, tmp_path)
    return workbench.assessments.cards()[0].assessment.id


@pytest.fixture
def closed(workbench: Workbench, templates: Templates, tmp_path: Path) -> int:
    """The same city at level 3 everywhere; its self assessment is approved and final."""
    templates.copy(_with_closed_city, tmp_path)
    return workbench.assessments.cards()[0].assessment.id


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
