"""Six hundred workbooks of real size, against the fastest library reading them plainly."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from python_calamine import CalamineWorkbook

from assessment.domain.progress import SILENT
from assessment.exchange.workbook import WorkbookExporter
from assessment.reports.recap_report import RecapReport
from assessment.services.workbench import Workbench
from tests.builders import NOW, full_dossier, handover, official_instrument
from tests.recaps import many

COUNT = 600
PATTERNS = 12
LIMIT = 2
PAPER_SECONDS, PAPER_SIZE = 10, 5
MEMORY = 60  # megabytes that reading all of them may add


def made(folder: Path) -> Path:
    """The workbooks: a few that differ, each many times, as far as reading goes the same."""
    instrument = official_instrument()
    folder.mkdir()
    for seed in range(PATTERNS):
        case = handover(instrument, full_dossier(instrument, seed))
        WorkbookExporter().write(folder / f"{seed:03}.xlsx", case, SILENT)
    for number in range(PATTERNS, COUNT):
        shutil.copy(folder / f"{number % PATTERNS:03}.xlsx", folder / f"{number:03}.xlsx")
    (folder / "rusak.xlsx").write_bytes(b"PK\x03\x04 terpotong")
    return folder


def plainly(folder: Path) -> None:
    for path in sorted(folder.glob("[0-9]*.xlsx")):
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def seconds(work: Callable[[], object]) -> float:
    """Time on the processor, so that other work on the machine does not count."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def test_recap_of_six_hundred(
    workbench: Workbench, tmp_path: Path, record: Callable[[str, str, str], None]
) -> None:
    folder = made(tmp_path / "kiriman")
    workbench.recap.read([folder / "000.xlsx"])
    before = psutil.Process(os.getpid()).memory_info().rss
    ours = min(seconds(lambda: workbench.recap.read([folder])) for _ in range(2))
    grown = (psutil.Process(os.getpid()).memory_info().rss - before) / 2**20
    theirs = min(seconds(lambda: plainly(folder)) for _ in range(2))
    ratio = ours / theirs
    record(
        f"Rekap {COUNT} buku kerja dibanding python-calamine membaca berkas yang sama",
        f"≤ {LIMIT}×",
        f"{ratio:.2f}× ({ours:.1f} s / {theirs:.1f} s), memori +{grown:.0f} MB",
    )
    recap = workbench.recap.read([folder])
    assert len(recap.superseded) == COUNT - 1
    assert [fault.source.text for fault in recap.unreadable] == ["rusak.xlsx"]
    assert ratio <= LIMIT
    assert grown <= MEMORY


def test_a_recap_of_six_hundred_on_paper(
    tmp_path: Path, record: Callable[[str, str, str], None]
) -> None:
    recap = many(COUNT)
    report, path = RecapReport(), tmp_path / "rekap.pdf"

    def write() -> None:
        report.write(path, recap, NOW)
        report.verify(path, recap)

    taken = seconds(write)
    size = path.stat().st_size / 1e6
    record(
        f"Laporan rekap {COUNT} instansi dengan peta panas, ditulis dan dibaca ulang",
        f"≤ {PAPER_SECONDS} s, ≤ {PAPER_SIZE} MB",
        f"{taken:.1f} s, {size:.1f} MB",
    )
    assert taken <= PAPER_SECONDS
    assert size <= PAPER_SIZE
