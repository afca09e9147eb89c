"""What the workbook's tests share: write one, let a person work in it, read it back."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import Cell

from assessment.domain.differences import differences, rebased
from assessment.domain.dossier import Dossier
from assessment.domain.exchange import Difference, Incoming
from assessment.domain.handover import Handover
from assessment.domain.progress import SILENT
from assessment.domain.records import Answer, Citation
from assessment.exchange.workbook import WorkbookExporter
from assessment.exchange.workbook_reader import WorkbookFile
from indicators.catalogue import Catalogue
from tests.builders import (
    INSTRUMENTS,
    INVENTED,
    empty_dossier,
    full_dossier,
    handover,
    official_instrument,
)

HEADER_ROW = 4


@cache
def _whole() -> Handover:
    dossier = full_dossier(official_instrument(), 7)
    later = (
        Answer(1, 1, "document", level=3, justification="Norma integrasi belum ada."),
        Answer(1, 1, "interview", level=4, justification="Dijelaskan saat wawancara."),
        Answer(1, 2, "visit", level=2, justification="Dilihat di tempat."),
    )
    return case(replace(dossier, answers=(*dossier.answers, *later)))


def case(dossier: Dossier | None = None) -> Handover:
    """A full assessment of the official instrument with something at every stage."""
    return handover(official_instrument(), dossier) if dossier else _whole()


def with_answer(**fields: Any) -> Handover:
    """An assessment with one answer, to indicator 1."""
    instrument = official_instrument()
    answer = Answer(1, 1, **fields)
    return handover(instrument, replace(empty_dossier(instrument), answers=(answer,)))


def with_citations(*citations: Citation) -> Handover:
    """A full assessment with these citations instead of its own."""
    full = case()
    return handover(official_instrument(), replace(full.dossier, citations=citations))


def written(folder: Path, given: Handover) -> Path:
    """The workbook of an assessment."""
    path = folder / "kertas-kerja.xlsx"
    if given is case():  # what most tests begin with
        path.write_bytes(_plain_case())
    else:
        WorkbookExporter().write(path, given, SILENT)
    return path


@cache
def _plain_case() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kertas-kerja.xlsx"
        WorkbookExporter().write(path, case(), SILENT)
        return path.read_bytes()


def read(path: Path) -> Incoming:
    """What the workbook says."""
    return WorkbookFile().read(path, Catalogue((INSTRUMENTS, INVENTED)), SILENT)


def edited(path: Path, edit: Callable[[Any], None]) -> Path:
    """The workbook after a person changed it with another program."""
    book = load_workbook(path)
    edit(book)
    book.save(path)
    return path


def found(given: Handover, path: Path) -> tuple[Difference, ...]:
    """How the workbook differs from the assessment it was written from."""
    incoming = rebased(read(path), given.dossier.assessment.id)
    return differences(given.dossier, incoming, ())


def cell(book: Any, sheet: str, header: str, row: int) -> Cell:
    """The cell of a column in the n-th row below the header."""
    page = book[sheet]
    for head in page[HEADER_ROW]:
        if head.value == header:
            target = page.cell(HEADER_ROW + row, head.column)
            assert isinstance(target, Cell)
            return target
    raise LookupError(header)


def converted(program: str, files: list[Path], folder: Path) -> list[Path]:
    """The workbooks, recalculated and saved by LibreOffice, all in one call."""
    target = folder / "disimpan"
    subprocess.run(
        [
            program, "--headless", f"-env:UserInstallation=file://{folder / 'profil'}",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(target),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )  # fmt: skip
    return [target / file.name for file in files]


def rebuilt(source: Path, target: Path) -> Path:
    """The workbook with the same cells, written by XlsxWriter without anything around them."""
    import xlsxwriter

    with xlsxwriter.Workbook(target) as book:
        for sheet in load_workbook(source).worksheets:
            page = book.add_worksheet(sheet.title)
            entries: list[Any] = [entry for row in sheet.iter_rows() for entry in row]
            for entry in entries:
                at = (entry.row - 1, entry.column - 1)
                if entry.data_type == "f":
                    page.write_formula(*at, str(entry.value))
                elif entry.data_type == "s":
                    page.write_string(*at, str(entry.value))
                elif isinstance(entry.value, int | float):
                    page.write_number(*at, entry.value)
    return target
