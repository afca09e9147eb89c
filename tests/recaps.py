"""Submissions and workbooks of several institutions, for the tests of recaps."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assessment.domain.identity import SELF, InstitutionKind
from assessment.domain.progress import SILENT
from assessment.domain.recap import (
    Expected,
    Findings,
    Recap,
    Source,
    Submission,
    recap_of,
    submission_of,
)
from assessment.domain.records import Answer
from assessment.exchange.workbook import WorkbookExporter
from assessment.services.workbench import Workbench
from indicators.outline import Outline
from tests.builders import NOW, full_dossier, handover, official_instrument, pdf

CITY = InstitutionKind.CITY
_LOWER = frozenset({2, 5, 6, 7, 8, 11, 21, *range(31, 39), 45, 46, 47})
JUST_BELOW = {number: 2 if number in _LOWER else 3 for number in range(1, 48)}
"""Levels whose index is 2,595: Cukup, and Baik by the index of two decimals."""


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
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_content(name, tuple(levels.items()), now, tuple(identity.items())))
    return path


@cache
def _content(
    name: str,
    levels: tuple[tuple[int, int], ...],
    now: datetime,
    identity: tuple[tuple[str, Any], ...],
) -> bytes:
    """Many tests read the same workbooks: each is written once."""
    instrument = official_instrument()
    full = full_dossier(instrument, 1)
    dossier = replace(
        full,
        assessment=replace(full.assessment, institution=name, **dict(identity)),
        answers=tuple(Answer(1, number, level=level) for number, level in levels),
        documents=(),
        attachments=(),
        citations=(),
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "satu.xlsx"
        WorkbookExporter().write(path, replace(handover(instrument, dossier), now=now), SILENT)
        return path.read_bytes()


HEAD = "institution,kind,region,policy,governance,management,service,index,grade"


def listed(tmp_path: Path, *lines: str, name: str = "hasil-2023.csv") -> Path:
    """A list of institutions."""
    path = tmp_path / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def read(workbench: Workbench, *sources: Path) -> Recap:
    """The recap of folders and files."""
    return workbench.recap.read(sources)


def sent(tmp_path: Path) -> Path:
    """Six cities in two regions, a province, a copy, a year before, and four faulty files."""
    made = tmp_path / "kiriman"
    for place, letter in enumerate("ABCDEF"):
        region = made / ("Nusa Timur" if place % 2 else "Nusa Barat")
        workbook(region / f"{letter}.xlsx", f"Kota {letter}", levels_of(1 + place % 5))
    workbook(made / "prov.xlsx", "Provinsi P", levels_of(4), kind=InstitutionKind.PROVINCE)
    workbook(made / "lama.xlsx", "Kota A", levels_of(2), year=2024)
    shutil.copy(made / "prov.xlsx", made / "prov-salinan.xlsx")
    (made / "rusak.xlsx").write_bytes(b"PK\x03\x04 terpotong")
    (made / "kosong.spbe").write_bytes(b"")
    pdf(made / "surat.pdf", "Surat pengantar")
    (made / "lain.xls").write_bytes(b"\xd0\xcf")
    (made / "~$prov.xlsx").write_bytes(b"kunci")
    (made / "catatan.docx").write_bytes(b"bukan kiriman")
    return made


def many(count: int, *, name: str = "Kota", regions: int = 3) -> Recap:
    """Institutions of two kinds in some regions with levels of every height, in two years."""
    whole = outline()
    found = []
    for place in range(count):
        kind = InstitutionKind.CITY if place % 3 else InstitutionKind.PROVINCE
        levels = {n: 1 + (place * 7 + n * n) % (2 + place % 4) for n in whole.numbers}
        who = f"{name} {place}"
        region = f"Wilayah {place % regions}" if regions else ""
        now = submitted(who, levels, kind=kind, made=date(2025, 7, 1))
        found.append(replace(now, region=region))
        found.append(submitted(who, levels_of(2), kind=kind, year=2024))
    recap = recap_of(Path("kiriman"), Findings(tuple(found)), {whole.id: whole}, 2 * count)
    names = {entry.number: entry.short_name for entry in official_instrument().indicators}
    return replace(recap, rounds=tuple(replace(each, names=names) for each in recap.rounds))
