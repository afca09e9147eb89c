"""Starting, switching, saving and memory, in a window that a person could see."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest

from spbe_desktop.bootstrap import open_workbench
from spbe_desktop.demo import make_demo
from tests.conftest import PROJECT, FixedPreferences

RUNS = 15  # fewer are at the mercy of what else the machine does
Figures = dict[str, float]


@pytest.fixture
def screen(needs_virtual_screen: str) -> Iterator[dict[str, str]]:
    """The environment of a program on a screen of 1366x768."""
    read, write = os.pipe()
    server = subprocess.Popen(
        [needs_virtual_screen, "-displayfd", str(write), "-screen", "0", "1366x768x24",
         "-nolisten", "tcp"],
        pass_fds=[write], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as number:
        display = number.readline().strip()
    yield {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
    server.terminate()
    server.wait()


@pytest.fixture
def probe(screen: dict[str, str], tmp_path: Path) -> Callable[..., Figures]:
    """Runs the probe as a process of its own, with compiled modules as an installation has."""
    environment = {**os.environ, **screen, "PYTHONPATH": str(PROJECT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(tmp_path / "bytecode")
    environment["PROBE_OUT"] = str(tmp_path)

    def run(*arguments: str) -> Figures:
        environment["PROBE_START"] = str(time.monotonic())
        answer = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("start_probe.py")), *arguments],
            env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        figures: Figures = json.loads(answer.stdout)
        return figures

    return run


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A workspace with the example, which is full of answers and evidence."""
    root = tmp_path / "contoh"
    make_demo(open_workbench(root, preferences=FixedPreferences()))
    return root


def test_start(
    probe: Callable[..., Figures],
    example: Path,
    tmp_path: Path,
    record: Callable[[str, str, str], None],
) -> None:
    bare: list[Figures] = []
    whole: list[Figures] = []
    for run in range(RUNS + 1):  # the first one compiles the modules and does not count
        shutil.copytree(example, tmp_path / f"ruang-{run}")
        bare.append(probe("bare"))
        whole.append(probe("whole", str(tmp_path / f"ruang-{run}")))
    window = median(figures["painted"] for figures in bare[1:])

    def middle(name: str) -> float:
        return median(figures[name] for figures in whole[1:])

    rows = {
        "Jendela dengan penilaian tersimpan, dibanding jendela PySide6 kosong": (
            middle("painted") / window, 1.5, "{:.2f} x",
        ),
        "Lembar kerja yang dapat diisi, dibanding jendela PySide6 kosong": (
            middle("editable") / window, 3.5, "{:.2f} x",
        ),
        "Pindah indikator, yang terlama": (middle("switch_worst"), 50, "{:.0f} ms"),
        "Memilih tingkat sampai tersimpan dan tergambar, yang terlama": (
            middle("save_worst"), 50, "{:.0f} ms",
        ),
        "Memori terbanyak, semua halaman dan kedua ekspor": (middle("memory"), 250, "{:.0f} MB"),
    }  # fmt: skip
    for name, (measured, limit, form) in rows.items():
        record(name, f"paling banyak {form.format(limit)}", form.format(measured))
    late = {name: row[0] for name, row in rows.items() if row[0] > row[1]}
    assert not late
