"""Submissions and workbooks of several institutions, for the tests of recaps."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from assessment.domain.progress import SILENT
from assessment.domain.recap import Expected, Source, Submission, submission_of
from assessment.domain.records import SELF, Answer, InstitutionKind
from assessment.exchange.workbook import WorkbookExporter
from indicators.model import Outline
from tests.builders import NOW, full_dossier, handover, official_instrument

CITY = InstitutionKind.CITY


def outline() -> Outline:
    """The structure of the official instrument."""
    return official_instrument().outline


def levels_of(level: int, **others: int) -> dict[int, int]:
    """Every indicator at one level, but some: ``i7=5``."""
    found = dict.fromkeys(outline().numbers, level)
    return found | {int(name[1:]): value for name, value in others.items()}


def submitted(
    name: str,
    levels: Mapping[int, int],
    *,
    kind: InstitutionKind = CITY,
    year: int = 2025,
    stage: str = SELF,
    file: str = "",
    made: date | None = None,
) -> Submission:
    """What an institution submitted."""
    who = Expected(name, kind)
    source = Source(Path(file or f"{name}.xlsx"))
    return submission_of(outline(), levels, who, year=year, stage=stage, source=source, made=made)


def workbook(
    path: Path, name: str, levels: Mapping[int, int], *, now: datetime = NOW, **identity: Any
) -> Path:
    """A workbook of an institution with these levels in its self assessment."""
    instrument = official_instrument()
    full = full_dossier(instrument, 1)
    answers = tuple(Answer(1, number, level=level) for number, level in levels.items())
    dossier = replace(
        full,
        assessment=replace(full.assessment, institution=name, **identity),
        answers=answers,
        documents=(),
        attachments=(),
        citations=(),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    WorkbookExporter().write(path, replace(handover(instrument, dossier), now=now), SILENT)
    return path
