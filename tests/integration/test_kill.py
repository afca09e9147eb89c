"""The program is killed in the middle of work: whatever it called saved is there."""

import itertools
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.services.workbench import Workbench
from assessment.storage.workspace import Workspace
from spbe_desktop.bootstrap import open_workbench
from tests.builders import sound
from tests.conftest import PROJECT, FixedPreferences, SteppingClock

EDITS = 50
ROUNDS = 4
# Level and text of indicator after indicator; a line is printed once its edit is stored.
PROGRAM = """
import sys
from pathlib import Path

from assessment.domain.identity import InstitutionKind
from assessment.services.worksheet import TextPart
from spbe_desktop.bootstrap import open_workbench
from tests.conftest import FixedPreferences

bench = open_workbench(Path(sys.argv[1]), preferences=FixedPreferences())
started = bench.assessments.start(
    "Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id="permenpanrb-59-2020"
)
print("siap", flush=True)
for edit in range(50):
    number = 1 + edit // 2
    if edit % 2:
        bench.worksheet.write(started.id, number, TextPart.FACT, f"Fakta {edit} " * 50)
    else:
        bench.worksheet.choose_level(started.id, number, 1 + edit % 5)
    print(edit, flush=True)
"""


def saved_before_the_kill(root: Path, after: int) -> list[int]:
    """The edits that the program called saved; it is killed when it has named so many."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(root)], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "siap\n"
        said = list(itertools.islice(program.stdout, after))
        program.send_signal(signal.SIGKILL)
        said.extend(program.stdout)  # what it had said before the signal came
        program.wait()
    return [int(line) for line in said if line.endswith("\n")]


def check(bench: Workbench, edits: list[int]) -> None:
    dossier = bench.worksheet.dossier(1)
    for edit in edits:
        answer = dossier.answer(1 + edit // 2)
        if edit % 2:
            assert answer.fact == f"Fakta {edit} " * 50
        else:
            assert answer.level == 1 + edit % 5


CHANCE = random.Random(59)  # noqa: S311
MOMENTS = [*sorted(CHANCE.sample(range(EDITS - 1), ROUNDS - 1)), EDITS]


@pytest.mark.parametrize("after", MOMENTS)
def test_every_edit_called_saved_is_there(tmp_path: Path, clock: SteppingClock, after: int) -> None:
    saved = saved_before_the_kill(tmp_path, after)
    assert saved == list(range(len(saved)))
    assert len(saved) >= after
    bench = open_workbench(tmp_path, preferences=FixedPreferences(), now=clock)
    check(bench, saved)
    undone = 0
    while bench.worksheet.undo(1):
        undone += 1
    # One more may have been stored when it had no time left to say so.
    assert len(saved) <= undone <= len(saved) + 1
    assert bench.worksheet.dossier(1).answers == ()
    while bench.worksheet.redo(1):
        undone -= 1
    assert undone == 0
    check(bench, saved)
    assert sound(Workspace(tmp_path).database)


def test_killed_during_its_first_start(tmp_path: Path, clock: SteppingClock) -> None:
    """At any moment of making the database: the next start goes on."""
    for moment in range(0, 40, 13):
        root = tmp_path / str(moment)
        cut_off = PROGRAM.replace("import sys\n", CUT.format(moment=moment), 1)
        result = subprocess.run(
            [sys.executable, "-c", cut_off, str(root)],
            cwd=PROJECT,
            capture_output=True,
            check=False,
        )
        assert result.returncode == -signal.SIGKILL, result.stderr
        bench = open_workbench(root, preferences=FixedPreferences(), now=clock)
        assert len(bench.assessments.cards()) <= 1
        bench.warm_up()
        assert sound(Workspace(root).database)


# Kills the program itself at the n-th statement that SQLite is given.
CUT = """
import os, signal, sqlite3, sys

plain, left = sqlite3.connect, {moment}


def tell(statement):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)


def connect(*args, **options):
    connection = plain(*args, **options)
    connection.set_trace_callback(tell)
    return connection


sqlite3.connect = sqlite3.dbapi2.connect = connect
"""
