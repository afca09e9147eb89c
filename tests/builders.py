"""Whole assessments for tests, invented and the same for the same seed."""

import hashlib
import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from assessment.domain.dossier import Dossier
from assessment.domain.handover import Handover
from assessment.domain.identity import Assessment, InstitutionKind, State
from assessment.domain.preferences import Letterhead
from assessment.domain.progress import CancelledError
from assessment.domain.records import (
    Answer,
    AspectNote,
    Attachment,
    Citation,
    Document,
    DocumentKind,
    Tick,
)
from assessment.domain.results import result_of
from indicators.catalogue import load_instrument
from indicators.instrument import Indicator, Instrument

NOW = datetime(2025, 7, 10, 10, 29)  # noqa: DTZ001
INSTRUMENTS = Path(__file__).resolve().parent.parent / "resources" / "instruments"
INVENTED = Path(__file__).resolve().parent / "data" / "instruments"
DOCUMENTS = 60
"""How many documents a full dossier rests on."""


@cache
def official_instrument() -> Instrument:
    return load_instrument(INSTRUMENTS / "permenpanrb-59-2020")


@cache
def small_instrument() -> Instrument:
    """An invented one: 3 domains, 4 aspects, 10 indicators, 4 levels, 3 grades."""
    return load_instrument(INVENTED / "desa-digital")


def ticks_up_to(indicator: Indicator, level: int) -> frozenset[Tick]:
    """Every condition of the level and of all below it."""
    return frozenset(
        (entry.level, position)
        for entry in indicator.levels
        if entry.level <= level
        for position in range(1, len(entry.conditions) + 1)
    )


def empty_dossier(instrument: Instrument, year: int = 2025) -> Dossier:
    assessment = Assessment(
        id=1,
        uid="0123456789abcdef",
        instrument_id=instrument.id,
        institution="Kota Nusa Damai",
        kind=InstitutionKind.CITY,
        year=year,
        created=datetime(year, 1, 6, 8, 0),  # noqa: DTZ001
        coordinator="Ratna Wulandari",
        responsible="Bagus Prakoso",
        team="Tim Asesor Internal Kota Nusa Damai",
    )
    return Dossier(assessment)


def full_dossier(instrument: Instrument, seed: int, year: int = 2025) -> Dossier:
    """Every indicator answered, approved and proven; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311
    documents = [_document(seed, place, year) for place in range(DOCUMENTS)]
    answers = []
    attachments = []
    citations = []
    for number in instrument.outline.numbers:
        answers.append(_answer(instrument, number, chance))
        for position, document in enumerate(chance.sample(documents, 2), start=1):
            attachments.append(Attachment(1, number, document.sha256, position))
            citations.append(_citation(number, document, chance))
    empty = empty_dossier(instrument, year)
    return replace(
        empty,
        assessment=replace(empty.assessment, recommendation="Menetapkan peta rencana SPBE."),
        answers=tuple(answers),
        documents=tuple(documents),
        attachments=tuple(attachments),
        citations=tuple(citations),
        aspect_notes=(
            AspectNote(1, 1, "Arsitektur sudah diatur.", "Manajemen data belum diatur."),
        ),
        revision=470,
    )


def handover(
    instrument: Instrument,
    dossier: Dossier,
    previous: Dossier | None = None,
    letterhead: Letterhead | None = None,
) -> Handover:
    head = letterhead or Letterhead(
        institution="PEMERINTAH KOTA NUSA DAMAI",
        office="Dinas Komunikasi dan Informatika",
        address="Jalan Persatuan Nomor 1, Nusa Damai 90123",
        signatory_name="Dr. Sari Lestari, M.Si.",
        signatory_title="Sekretaris Daerah Kota Nusa Damai",
        signatory_number="197001011995032001",
    )
    return Handover(instrument, dossier, result_of(instrument, dossier, previous), head, NOW)


def _document(seed: int, place: int, year: int) -> Document:
    digest = hashlib.sha256(f"{seed}/{place}".encode()).hexdigest()
    return Document(
        sha256=digest,
        name=f"peraturan-{place + 1}-{year - 1}.pdf",
        size=40_000 + 1_234 * place,
        added=datetime(year, 2, 3, 9, 15),  # noqa: DTZ001
        kind=DocumentKind.REGULATION,
        number=str(place + 1),
        year=year - 1,
        about="Penyelenggaraan Sistem Pemerintahan Berbasis Elektronik",
        issuer="Wali Kota Nusa Damai",
        pages=12 + place,
    )


def _answer(instrument: Instrument, number: int, chance: random.Random) -> Answer:
    level = chance.choice(instrument.outline.levels)
    indicator = instrument.indicator(number)
    return Answer(
        assessment_id=1,
        indicator=number,
        level=level,
        ticks=ticks_up_to(indicator, level),
        fact=f"{indicator.short_name} diatur dalam Peraturan Wali Kota, Pasal {number} "
        f"({number}.a).\n"
        f"Pelaksanaannya dilaporkan setiap triwulan kepada pimpinan ({number}.b).",
        analysis=f"Syarat tingkat {level} terpenuhi. Pengaturannya berlaku pada semua unit kerja "
        "dan sudah dilaksanakan menurut pedoman yang ditetapkan.",
        unit="Dinas Komunikasi dan Informatika",
        state=State.APPROVED,
    )


def _citation(number: int, document: Document, chance: random.Random) -> Citation:
    return Citation(
        uid=f"{number}-{document.sha256[:8]}",
        assessment_id=1,
        indicator=number,
        sha256=document.sha256,
        level=2,
        condition=1,
        article=f"Pasal {chance.randint(2, 60)} ayat ({chance.randint(1, 5)})",
        page=str(chance.randint(1, 12)),
        quote="Arsitektur SPBE disusun untuk jangka waktu lima tahun.",
    )


def pdf(path: Path, text: str = "Pasal 1", *, pages: int = 1, locked_with: str = "") -> Path:
    """A real PDF; without text its pages are blank, with a password it is locked."""
    from pypdf import PdfReader, PdfWriter
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), invariant=True)
    for page in range(1, pages + 1):
        canvas.drawString(72, 720, text and f"{text} halaman {page}")
        canvas.showPage()
    canvas.save()
    if locked_with:
        writer = PdfWriter(clone_from=PdfReader(path))
        writer.encrypt(locked_with, algorithm="RC4-128")
        writer.write(path)
    return path


def sound(database: Path) -> bool:
    """Whether SQLite finds the file whole and every row's parent in its place."""
    with closing(sqlite3.connect(database)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    return verdict == "ok" and not orphans


class CancelAt:
    """Progress that is cancelled at its n-th step."""

    def __init__(self, moment: int) -> None:
        self.left = moment

    def step(self, done: int, total: int, label: str = "") -> None:
        if self.left == 0:
            raise CancelledError
        self.left -= 1
