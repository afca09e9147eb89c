"""A hundred kills at random moments of imports, merges and exports."""

from collections.abc import Callable
from pathlib import Path

from tests.integration.killing import WORK, moments, prepared, trial

KILLS = 20  # of each of the five


def test_a_hundred_kills_leave_before_or_after(
    tmp_path: Path, record: Callable[[str, str, str], None]
) -> None:
    template = prepared(tmp_path / "ruang-lengkap")
    done = kills = 0
    for name in WORK:
        whole = trial(name, template, tmp_path / "utuh")
        for moment in moments(whole, KILLS, 2020):
            done += whole.kill(moment, tmp_path / str(moment))
            kills += 1
    record(
        "Program dimatikan paksa saat impor, gabung, ekspor: ruang kerja di antara",
        "0 dari 100",
        f"0 dari {kills} ({kills - done} seperti sebelumnya, {done} sudah selesai)",
    )
    assert kills == 100
