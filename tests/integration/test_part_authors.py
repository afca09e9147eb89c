"""A conflict names who wrote each field at the colleague's, not only who sent the part."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest

from assessment.domain.conflicts import Conflict
from assessment.domain.package import AUTHORS
from assessment.domain.preferences import Preferences
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from spbe_desktop.bootstrap import open_workbench
from tests.conftest import FixedPreferences, SteppingClock, Templates
from tests.integration.test_parts import Office, office, shared_out
from tests.packages import contents


@dataclass
class Shared:
    """A colleague's machine at which several people sit."""

    bench: Workbench
    preferences: FixedPreferences
    number: int = 0

    def sit_down(self, person: str) -> None:
        self.preferences.kept = Preferences(person=person, theme="light")

    def last(self) -> datetime:
        return self.bench.worksheet.history(self.number)[0].at


@pytest.fixture
def hall(templates: Templates, tmp_path: Path) -> Office:
    templates.copy(shared_out, tmp_path)
    return office(tmp_path / "balai-kota", "Rani Puspita")


@pytest.fixture
def away(hall: Office, tmp_path: Path) -> Shared:
    assert AUTHORS not in contents(tmp_path / "bagian.spbe")  # nothing has changed since
    preferences = FixedPreferences()
    bench = open_workbench(tmp_path / "rekan", preferences=preferences, now=SteppingClock())
    made = Shared(bench, preferences, hall.number)
    made.sit_down("Budi Santoso")
    return made


def conflicts(hall: Office, away: Shared, folder: Path) -> dict[str, Conflict]:
    """What bringing the part back asks, by field."""
    target = folder / "kembali.spbe"
    away.bench.packages.export(away.number, target)
    found = hall.bench.parts.preview(target)
    assert found.manifest.signer == "Sari Lestari"
    return {conflict.field: conflict for conflict in found.merge.conflicts}


def test_each_field_has_its_own_author_and_time(hall: Office, away: Shared, tmp_path: Path) -> None:
    for text in ("Lebih dulu", "Di sini"):
        hall.bench.worksheet.write(hall.number, 1, TextPart.FACT, text)
    hall.bench.worksheet.choose_level(hall.number, 1, 5)
    away.bench.worksheet.choose_level(away.number, 1, 4)
    chosen = away.last()
    away.sit_down("Dewi Anggraini")
    away.bench.worksheet.write(away.number, 1, TextPart.FACT, "Di sana")
    written = away.last()
    away.sit_down("Sari Lestari")
    away.bench.worksheet.write(away.number, 3, TextPart.FACT, "Hal lain")
    asked = conflicts(hall, away, tmp_path)
    told = {name: (one.theirs_by, one.theirs_at) for name, one in asked.items()}
    assert told == {"level": ("Budi Santoso", chosen), "fact": ("Dewi Anggraini", written)}
    assert {one.ours_by for one in asked.values()} == {"Rani Puspita"}


def test_a_removed_citation_names_who_removed_it(
    hall: Office, away: Shared, tmp_path: Path
) -> None:
    (citation,) = away.bench.worksheet.dossier(away.number).citations
    away.bench.evidence.remove_citation(citation.uid)
    removed = away.last()
    away.sit_down("Sari Lestari")
    (ours,) = hall.dossier.citations
    hall.bench.evidence.edit_citation(replace(ours, page="7"))
    (asked,) = conflicts(hall, away, tmp_path).values()
    assert (asked.theirs, asked.theirs_by, asked.theirs_at) == (None, "Budi Santoso", removed)
