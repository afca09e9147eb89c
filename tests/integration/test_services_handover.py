"""Exports: verified before they replace anything, and a receipt of success and failure."""

import errno
import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.domain.charts import ChartImage
from assessment.domain.errors import StorageError, StorageProblem, TextTooLongError
from assessment.domain.exchange import FILE_KINDS, ExportKind
from assessment.domain.file_errors import (
    ExportMismatchError,
    FileProblem,
    FileRefusedError,
    TargetError,
)
from assessment.domain.handover import Handover
from assessment.domain.identity import InstitutionKind
from assessment.domain.preferences import Letterhead, Preferences
from assessment.domain.progress import CancelledError, Progress
from assessment.domain.results import Result
from assessment.domain.sentences import describe
from assessment.domain.years import Years
from assessment.services.handover import HandoverDesk
from assessment.services.ports import ChartKind
from assessment.services.results import Results
from assessment.services.workbench import Workbench
from assessment.storage.database import open_database
from assessment.storage.reading import SqliteReader
from assessment.storage.workspace import Workspace
from tests.conftest import FixedPreferences, SteppingClock


class LevelsOnly:
    """Writes the levels as text and compares them; fails where it is told to."""

    def __init__(self) -> None:
        self.written: list[Path] = []
        self.failure: Exception | None = None
        self.slip = ""

    def write(self, path: Path, handover: Handover, progress: Progress) -> None:
        self.written.append(path)
        path.write_text(str(handover.result.score.levels) + self.slip)
        if self.failure:
            raise self.failure

    def verify(self, path: Path, handover: Handover) -> str:
        if path.read_text() != str(handover.result.score.levels):
            raise ExportMismatchError(path, "tingkat")
        return f"{len(handover.result.score.levels)} tingkat"


@pytest.fixture
def exporter() -> LevelsOnly:
    return LevelsOnly()


@pytest.fixture
def city(workbench: Workbench) -> int:
    city = workbench.assessments.start(
        "Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id="permenpanrb-59-2020"
    )
    workbench.worksheet.choose_level(city.id, 1, 3)
    return city.id


@pytest.fixture
def preferences() -> FixedPreferences:
    kept = FixedPreferences()
    kept.kept = replace(Preferences(), letterhead=Letterhead(institution="KOTA SUKAMAJU"))
    return kept


@pytest.fixture
def desk(
    workbench: Workbench,
    city: int,
    exporter: LevelsOnly,
    preferences: FixedPreferences,
    clock: SteppingClock,
) -> HandoverDesk:
    workspace = Workspace(workbench.root)
    return HandoverDesk(
        open_database(workspace, str, clock),
        SqliteReader(workspace.database),
        workbench.instruments,
        preferences,
        lambda _kind: exporter,
        clock,
    )


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """An older export in a folder of its own."""
    path = tmp_path / "keluar" / "hasil.csv"
    path.parent.mkdir()
    path.write_text("yang lama")
    return path


def test_a_verified_file_replaces_the_old_one(
    desk: HandoverDesk, city: int, target: Path, exporter: LevelsOnly
) -> None:
    receipt = desk.export(city, target)
    content = target.read_bytes()
    assert receipt.kind is ExportKind.TABLE
    assert receipt.path == target
    assert (receipt.sha256, receipt.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert (receipt.summary, receipt.failure) == ("47 tingkat", "")
    assert desk.receipts(city) == (receipt,)
    assert list(target.parent.iterdir()) == [target]
    (draft,) = exporter.written
    assert (draft.parent, draft.suffix) == (target.parent, ".csv")
    assert draft != target


def test_a_folder_with_a_broken_name(desk: HandoverDesk, city: int, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"arsip-\xe9")
    folder.mkdir()
    receipt = desk.export(city, folder / "a.xlsx")
    assert receipt.path.exists()
    assert [kept.path.name for kept in desk.receipts(city)] == ["a.xlsx"]


def test_the_suffix_names_the_kind(desk: HandoverDesk, city: int, tmp_path: Path) -> None:
    kinds = [desk.export(city, tmp_path / f"A.{kind.upper()}").kind for kind in FILE_KINDS]
    assert kinds == list(FILE_KINDS)
    assert [receipt.kind for receipt in desk.receipts(city)] == kinds[::-1]


@pytest.mark.parametrize("name", ["hasil.doc", "hasil", "hasil.folder", "hasil.xls", ".csv"])
def test_a_suffix_that_is_no_kind(desk: HandoverDesk, city: int, tmp_path: Path, name: str) -> None:
    with pytest.raises(FileRefusedError) as caught:
        desk.export(city, tmp_path / name)
    assert caught.value.problem is FileProblem.UNSUPPORTED
    assert desk.receipts(city) == ()


CORRUPT = StorageProblem.CORRUPT
FAILURES: list[tuple[Callable[[Path], Exception], type[Exception], str]] = [
    (lambda _: OSError(errno.ENOSPC, "full"), TargetError, "TargetError"),
    (lambda _: PermissionError(errno.EACCES, "no"), TargetError, "TargetError"),
    (lambda _: StorageError(CORRUPT, Path("kunci")), StorageError, "StorageError"),
    (lambda _: TextTooLongError("Fakta 3", 40_000, 32_767), TextTooLongError, "TextTooLongError"),
]


@pytest.mark.parametrize(("make", "kind", "name"), FAILURES)
def test_a_failed_export_keeps_the_old_file_and_a_failed_receipt(
    desk: HandoverDesk,
    city: int,
    target: Path,
    exporter: LevelsOnly,
    make: Callable[[Path], Exception],
    kind: type[Exception],
    name: str,
) -> None:
    exporter.failure = make(target)
    with pytest.raises(kind):
        desk.export(city, target)
    assert target.read_text() == "yang lama"
    assert list(target.parent.iterdir()) == [target]
    (receipt,) = desk.receipts(city)
    assert (receipt.failure, receipt.sha256, receipt.size) == (name, "", 0)


def test_a_full_disk_is_named(
    desk: HandoverDesk, city: int, target: Path, exporter: LevelsOnly
) -> None:
    exporter.failure = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(StorageError) as caught:
        desk.export(city, target)
    assert (caught.value.problem, caught.value.path) == (StorageProblem.FULL, target)


def test_a_draft_that_cannot_be_written_is_told_of_what_was_asked_for(
    desk: HandoverDesk, city: int, target: Path, exporter: LevelsOnly
) -> None:
    draft = target.with_name(f".{target.stem}.sebagian{target.suffix}")
    exporter.failure = StorageError(StorageProblem.READ_ONLY, draft)
    with pytest.raises(TargetError) as caught:
        desk.export(city, target)
    assert caught.value.path == target
    assert "sebagian" not in describe(caught.value).text


def test_a_file_that_does_not_hold_what_it_should(
    desk: HandoverDesk, city: int, target: Path, exporter: LevelsOnly
) -> None:
    exporter.slip = "!"
    with pytest.raises(ExportMismatchError) as caught:
        desk.export(city, target)
    assert caught.value.difference == "tingkat"
    assert target.read_text() == "yang lama"
    assert list(target.parent.iterdir()) == [target]
    assert desk.receipts(city)[0].failure == "ExportMismatchError"


@pytest.mark.parametrize("place", ["tidak/ada/hasil.csv", "berkas/hasil.csv"])
def test_a_target_that_is_no_place(
    desk: HandoverDesk, city: int, tmp_path: Path, place: str
) -> None:
    (tmp_path / "berkas").write_text("bukan map")
    with pytest.raises(StorageError):
        desk.export(city, tmp_path / place)
    assert desk.receipts(city)[0].failure == "TargetError"


def test_a_folder_in_the_place_of_the_file(desk: HandoverDesk, city: int, tmp_path: Path) -> None:
    (tmp_path / "hasil.csv").mkdir()
    with pytest.raises(StorageError):
        desk.export(city, tmp_path / "hasil.csv")
    assert (tmp_path / "hasil.csv").is_dir()
    assert not list(tmp_path.glob(".*"))


def test_stopped_between_writing_and_putting_in_place(
    desk: HandoverDesk, city: int, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _target: Path) -> None:
        raise OSError(errno.EBUSY, "Device or resource busy")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StorageError) as caught:
        desk.export(city, target)
    assert caught.value.problem is StorageProblem.BUSY
    assert target.read_text() == "yang lama"
    assert list(target.parent.iterdir()) == [target]
    assert desk.receipts(city)[0].failure == "TargetError"


class CancelAt:
    def __init__(self, moment: int) -> None:
        self.moment = moment

    def step(self, done: int, total: int, label: str = "") -> None:
        if done == self.moment:
            raise CancelledError


@pytest.mark.parametrize("moment", [0, 1, 2])
def test_cancelling_leaves_nothing_behind(
    desk: HandoverDesk, city: int, target: Path, moment: int
) -> None:
    with pytest.raises(CancelledError):
        desk.export(city, target, CancelAt(moment))
    assert target.read_text() == "yang lama"
    assert list(target.parent.iterdir()) == [target]
    assert desk.receipts(city) == ()


def test_what_an_exporter_receives(
    workbench: Workbench, desk: HandoverDesk, city: int, clock: SteppingClock
) -> None:
    workbench.assessments.start(
        "Kota Sukamaju", InstitutionKind.CITY, 2024, instrument_id="permenpanrb-59-2020"
    )
    handover = desk.handover(city)
    assert handover.dossier == workbench.worksheet.dossier(city)
    assert handover.result.score.levels[0] == 3
    assert handover.result.previous is not None
    assert handover.letterhead.institution == "KOTA SUKAMAJU"
    assert handover.now == clock.moment


class Squares:
    """Draws nothing but a white square of the size it is asked for."""

    def draw(
        self, chart: ChartKind, result: Result, size: tuple[int, int], scale: float, theme: str
    ) -> ChartImage:
        return self._square(size, scale, f"{chart} {theme}")

    def draw_trend(
        self, years: Years, size: tuple[int, int], scale: float, theme: str
    ) -> ChartImage:
        return self._square(size, scale, f"{len(years.entries)} {theme}")

    def _square(self, size: tuple[int, int], scale: float, words: str) -> ChartImage:
        width, height = (round(side * scale) for side in size)
        return ChartImage(width, height, b"\xff" * 4 * width * height, (), words)


def test_charts_are_drawn_by_who_draws(workbench: Workbench, city: int) -> None:
    reader = SqliteReader(Workspace(workbench.root).database)
    results = Results(reader, workbench.instruments, Squares())
    image = results.chart(ChartKind.RADAR, results.result(city), (20, 10), 2.0, "dark")
    assert (image.width, image.height, image.alt_text) == (40, 20, "radar dark")
    trend = results.trend(results.years(city), (20, 10), 2.0, "dark")
    assert (trend.width, trend.height, trend.alt_text) == (40, 20, "1 dark")
