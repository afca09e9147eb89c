"""Kills the program at a random moment of a long piece of work, and looks at what is left.

A moment is a call of a Python function, so that it is the same on every machine and may lie
anywhere: between two statements, two files, or inside of either.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessment.domain.identity import InstitutionKind
from assessment.domain.progress import SILENT
from assessment.domain.records import Citation
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from assessment.storage.workspace import Workspace
from spbe_desktop.bootstrap import open_workbench
from tests.builders import pdf, sound
from tests.conftest import PROJECT, FixedPreferences, SteppingClock
from tests.integration.workbooks import cell, edited

OLD = b"berkas yang lama"
PART = range(1, 11)
_END = 400  # calls, among them those that close the database
# Everything is done once on a copy: no moment is wasted on what is imported.
PROGRAM = """
import os, signal, sys
from pathlib import Path

from tests.integration.killing import WORK, opened

folder, name, moment = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
WORK[name](opened(folder / "latihan"), folder / "latihan")
bench = opened(folder / "sungguh")
left = moment


def count(_frame, _event, _argument):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)


sys.setprofile(count)
WORK[name](bench, folder / "sungguh")
sys.setprofile(None)
print(moment - left)
"""


def opened(folder: Path) -> Workbench:
    """The workspace in a folder."""
    preferences, clock = FixedPreferences(), SteppingClock()
    return open_workbench(folder / "ruang", preferences=preferences, now=clock)


def take_workbook(bench: Workbench, folder: Path) -> None:
    preview = bench.takeover.preview(folder / "masuk.xlsx")
    bench.takeover.apply(preview, preview.differences)


def merge_part(bench: Workbench, folder: Path) -> None:
    bench.parts.merge(bench.parts.preview(folder / "bagian.spbe"))


def take_package(bench: Workbench, folder: Path) -> None:
    bench.packages.take_over(bench.packages.preview(folder / "paket.spbe"))


def write_workbook(bench: Workbench, folder: Path) -> None:
    bench.handover.export(1, folder / "keluar.xlsx")


def write_package(bench: Workbench, folder: Path) -> None:
    bench.packages.export(1, folder / "keluar.spbe")


WORK: dict[str, Callable[[Workbench, Path], None]] = {
    "import": take_workbook,
    "merge": merge_part,
    "package": take_package,
    "workbook": write_workbook,
    "export": write_package,
}


def prepared(folder: Path) -> Path:
    """A workspace with an assessment, files that come into it, and files it writes over."""
    bench = opened(folder)
    bench.assessments.start(
        "Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id="permenpanrb-59-2020"
    )
    for number in range(1, 48):
        bench.worksheet.choose_level(1, number, 1 + number % 5)
    _prove(bench, 1, 1, folder)
    bench.handover.export(1, folder / "masuk.xlsx")
    edited(folder / "masuk.xlsx", _score)
    bench.parts.give(1, PART, folder / "bagian.spbe")
    with_colleague(folder)
    _other_city(folder)
    for name in ("keluar.xlsx", "keluar.spbe"):
        (folder / name).write_bytes(OLD)
    return folder


def with_colleague(folder: Path) -> None:
    """The part comes back with what a colleague did to it."""
    away = opened(folder / "rekan")
    step = away.packages.take_over(away.packages.preview(folder / "bagian.spbe"))
    for number in (2, 3, 4):
        away.worksheet.write(step.assessment_id, number, TextPart.FACT, f"Fakta {number}")
        _prove(away, step.assessment_id, number, folder)
    away.packages.export(step.assessment_id, folder / "bagian.spbe")
    shutil.rmtree(folder / "rekan")


def _other_city(folder: Path) -> None:
    other = opened(folder / "kota-lain")
    number = other.assessments.start(
        "Kota Damai", InstitutionKind.CITY, 2025, instrument_id="permenpanrb-59-2020"
    ).id
    for indicator in (1, 2, 3):
        other.worksheet.choose_level(number, indicator, 2)
        _prove(other, number, indicator, folder)
    other.packages.export(number, folder / "paket.spbe")
    shutil.rmtree(folder / "kota-lain")


def _prove(bench: Workbench, assessment_id: int, number: int, folder: Path) -> None:
    paper = pdf(folder / f"bukti-{assessment_id}-{number}.pdf", f"{folder.name} {number}", pages=3)
    (document,) = bench.evidence.attach(assessment_id, number, [paper]).taken
    bench.evidence.cite(Citation("", assessment_id, number, document.sha256, page="1"))


def _score(book: Any) -> None:
    for row in range(1, 48):
        cell(book, "Penilaian", "Tingkat Dokumen", row).value = 1 + row % 4
        cell(book, "Penilaian", "Justifikasi Dokumen", row).value = f"Sesuai bukti {row}."


@dataclass(frozen=True, slots=True)
class Content:
    """What a workspace holds, without the moments at which it came."""

    records: tuple[frozenset[object], ...]
    receipts: int
    entries: int


def content_of(bench: Workbench) -> Content:
    numbers = sorted(card.assessment.id for card in bench.assessments.cards())
    dossiers = [bench.worksheet.dossier(number) for number in numbers]
    return Content(
        tuple(
            frozenset((*one.answers, *one.attachments, *one.citations, *one.outcomes))
            for one in dossiers
        ),
        sum(len(bench.handover.receipts(number)) for number in numbers),
        sum(len(bench.worksheet.history(number)) for number in numbers),
    )


@dataclass(frozen=True, slots=True)
class Trial:
    """One kind of work, how many moments it has, and what is there before and after it."""

    name: str
    template: Path
    moments: int
    before: Content
    after: Content

    def kill(self, moment: int, folder: Path) -> bool:
        """Kill at that moment, look, do it again; whether it had been done already."""
        _copied(self.template, folder)
        ended = _run(folder, self.name, moment)
        # The very last moments may come or not: a cache was warmer, an object freed earlier.
        assert ended.returncode in {0, -signal.SIGKILL}, ended.stderr
        place = folder / "sungguh"
        done = self._look(place)
        if not done:
            WORK[self.name](opened(place), place)
            assert content_of(opened(place)) == self.after
        shutil.rmtree(folder)
        return done

    def _look(self, place: Path) -> bool:
        """Whether the work is done; it must not be anything else than done or not begun."""
        bench = opened(place)
        found = content_of(bench)
        assert found in (self.before, self.after)
        assert sound(Workspace(bench.root).database)
        assert bench.diagnosis.examine().healthy
        for name, kind in (("keluar.xlsx", "workbook"), ("keluar.spbe", "export")):
            written = (place / name).read_bytes() != OLD
            assert not written or self.name == kind
        if self.name == "workbook" and (place / "keluar.xlsx").read_bytes() != OLD:
            assert bench.takeover.preview(place / "keluar.xlsx").differences == ()
        if self.name == "export" and (place / "keluar.spbe").read_bytes() != OLD:
            assert bench.packages.verify(place / "keluar.spbe", "", SILENT).counts.documents == 1
        return found == self.after


def trial(name: str, template: Path, folder: Path) -> Trial:
    """Do the work once to the end, and count its moments."""
    before = content_of(opened(template))
    _copied(template, folder)
    ended = _run(folder, name, 0)
    assert ended.returncode == 0, ended.stderr
    after = content_of(opened(folder / "sungguh"))
    assert before != after
    shutil.rmtree(folder)
    return Trial(name, template, int(ended.stdout), before, after)


def moments(whole: Trial, count: int, seed: int) -> Iterator[int]:
    """Random moments, the same for the same seed: anywhere, in the last tenth, at the very end.

    What is stored is stored at the end, so there lies the border between before and after.
    """
    chance = random.Random(seed)  # noqa: S311
    starts = (whole.moments - _END, whole.moments * 9 // 10, 1)
    for place in range(count):
        yield chance.randint(starts[place % len(starts)], whole.moments - 1)


def _copied(template: Path, folder: Path) -> None:
    for name in ("latihan", "sungguh"):
        shutil.copytree(template, folder / name)


def _run(folder: Path, name: str, moment: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), name, str(moment)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
