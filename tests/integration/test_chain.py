"""The chain of the log: whole after all that a person does, broken by whatever is done to it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assessment.domain.exchange import ExportKind, Receipt
from assessment.domain.identity import InstitutionKind
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from assessment.storage.chain import FIELDS, digest, first_break
from assessment.storage.database import open_database
from assessment.storage.workspace import Workspace
from tests.answering import begun
from tests.conftest import SteppingClock

SHIPPED = "permenpanrb-59-2020"


@pytest.fixture
def database(workbench: Workbench) -> Path:
    return Workspace(workbench.root).database


@pytest.fixture
def city(workbench: Workbench) -> int:
    return begun(workbench)


@pytest.fixture
def worked(workbench: Workbench, city: int) -> int:
    """Five entries: a beginning, a level, a text that was typed twice, an undo, a target."""
    workbench.worksheet.choose_level(city, 1, 3)
    workbench.worksheet.write(city, 1, TextPart.FACT, "Perwali")
    workbench.worksheet.write(city, 1, TextPart.FACT, "Perwali 12/2023")
    workbench.worksheet.undo(city)
    workbench.worksheet.set_target(city, 1, 4)
    return city


def entries(database: Path) -> list[sqlite3.Row]:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute("SELECT * FROM step ORDER BY id").fetchall()


def broken_at(database: Path) -> int | None:
    found = first_break(dict(row) for row in entries(database))
    return None if found is None else found["id"]


def run(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement)


def test_what_a_person_does_makes_one_chain(database: Path, worked: int) -> None:
    assert [row["id"] for row in entries(database)] == [1, 2, 3, 4, 5]
    assert len({row["digest"] for row in entries(database)}) == 5
    assert broken_at(database) is None


@pytest.mark.parametrize("column", FIELDS[1:])
@pytest.mark.parametrize("number", [1, 3, 5])
def test_every_field_of_every_entry_is_covered(
    database: Path, worked: int, column: str, number: int
) -> None:
    value = {"assessment_id": "7", "reverts": "1"}.get(column, "'lain'")
    run(database, f"UPDATE step SET {column} = {value} WHERE id = {number}")  # noqa: S608
    assert broken_at(database) == number


COPIED = f"INSERT INTO step SELECT 6, {', '.join(FIELDS[1:])}, digest FROM step WHERE id = 5"  # noqa: S608


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("DELETE FROM step WHERE id = 3", 4),
        ("UPDATE step SET id = 9 WHERE id = 2", 3),
        ("UPDATE step SET digest = '' WHERE id = 5", 5),
        (COPIED, 6),
    ],
)
def test_entries_taken_out_moved_or_put_in(
    database: Path, worked: int, statement: str, named: int
) -> None:
    run(database, statement)
    assert broken_at(database) == named


def test_a_digest_made_to_fit_breaks_the_next_one(database: Path, worked: int) -> None:
    rows = [dict(row) for row in entries(database)]
    forged = {**rows[2], "who": "Orang Lain"}
    made = digest(rows[1]["digest"], forged)
    run(database, f"UPDATE step SET who = 'Orang Lain', digest = '{made}' WHERE id = 3")  # noqa: S608
    assert broken_at(database) == 4


def test_typing_is_continued_and_the_chain_holds(
    workbench: Workbench, database: Path, city: int
) -> None:
    workbench.worksheet.choose_level(city, 1, 2)
    digests = set()
    for text in ("P", "Pe", "Per"):
        workbench.worksheet.write(city, 1, TextPart.FACT, text)
        digests.add(entries(database)[-1]["digest"])
        assert broken_at(database) is None
    assert len(entries(database)) == 3
    assert len(digests) == 3


def test_typing_that_somebody_elses_step_followed_is_not_continued(
    workbench: Workbench, database: Path, city: int
) -> None:
    other = workbench.assessments.start(
        "Kota Damai", InstitutionKind.CITY, 2025, instrument_id=SHIPPED
    ).id
    workbench.worksheet.choose_level(city, 1, 2)
    workbench.worksheet.write(city, 1, TextPart.FACT, "Perwali")
    before = entries(database)
    workbench.worksheet.choose_level(other, 1, 2)
    workbench.worksheet.write(city, 1, TextPart.FACT, "Perwali 12")
    assert entries(database)[: len(before)] == before
    assert len(entries(database)) == len(before) + 2
    assert broken_at(database) is None


@pytest.fixture
def handed_out(workbench: Workbench, clock: SteppingClock) -> Callable[[int, int], None]:
    begin = open_database(Workspace(workbench.root), str, clock)

    def keep(assessment_id: int, revision: int) -> None:
        with begin() as work:
            work.add_receipt(
                Receipt(
                    assessment_id, clock(), ExportKind.REPORT, Path("laporan.pdf"), "ab", 1, "",
                    revision=revision,
                )
            )  # fmt: skip
            work.commit()

    return keep


@pytest.mark.parametrize(("behind", "count"), [(0, 4), (1, 3)])
def test_what_has_been_handed_out_is_not_written_again(
    workbench: Workbench,
    database: Path,
    city: int,
    handed_out: Callable[[int, int], None],
    behind: int,
    count: int,
) -> None:
    workbench.worksheet.choose_level(city, 1, 2)
    workbench.worksheet.write(city, 1, TextPart.FACT, "Perwali")
    handed_out(city, entries(database)[-1]["id"] - behind)
    workbench.worksheet.write(city, 1, TextPart.FACT, "Perwali 12")
    assert len(entries(database)) == count
    assert broken_at(database) is None
