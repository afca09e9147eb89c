"""How long the workbook takes, against the library writing the same cells plain."""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from assessment.domain.dossier import Dossier
from assessment.domain.progress import SILENT
from assessment.exchange.workbook import WorkbookExporter
from tests.builders import full_dossier, handover, official_instrument

LIMIT = 1.5
ROUNDS = 9
CITATIONS = 10


def seconds(work: Callable[[], object]) -> float:
    """Time on the processor, so that other work on the machine does not count."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def trimmed(row: list[Any]) -> list[Any]:
    """The row up to its last value."""
    while row and row[-1] is None:
        row.pop()
    return row


def full(dossier: Dossier) -> Dossier:
    """Every column filled at every stage, and ten citations for each indicator."""
    stages = [stage.id for stage in official_instrument().outline.stages]
    answers = tuple(
        replace(answer, stage=stage, justification="Sesuai dengan dokumen yang diperiksa.")
        for answer in dossier.answers
        for stage in stages
    )
    once = {citation.indicator: citation for citation in dossier.citations}
    citations = tuple(
        replace(citation, uid=f"{citation.uid}-{copy}", page=str(copy))
        for citation in once.values()
        for copy in range(CITATIONS)
    )
    return replace(dossier, answers=answers, citations=citations)


def test_workbook_is_as_fast_as_the_library(
    tmp_path: Path, record: Callable[[str, str, str], None]
) -> None:
    case = handover(official_instrument(), full(full_dossier(official_instrument(), 1)))
    target = tmp_path / "kertas-kerja.xlsx"
    WorkbookExporter().write(target, case, SILENT)
    cells = {
        sheet.title: [trimmed([cell.value for cell in row]) for row in sheet.iter_rows()]
        for sheet in load_workbook(target).worksheets
    }

    def plain() -> None:
        book = Workbook()
        for name, rows in cells.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "polos.xlsx")

    pairs = [
        (seconds(lambda: WorkbookExporter().write(target, case, SILENT)), seconds(plain))
        for _ in range(ROUNDS)
    ]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = ours / theirs
    record(
        "Ekspor buku kerja dibanding openpyxl menulis sel yang sama",
        f"≤ {LIMIT}×",
        f"{ratio:.2f}× ({ours * 1000:.0f} ms / {theirs * 1000:.0f} ms)",
    )
    assert ratio <= LIMIT
