"""What every test stands on: a fixed environment, guards, and fixtures that skip by name."""

import gc
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NoReturn

# Before Qt is imported, which the pytest-qt plugin does on its own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["TZ"] = "Asia/Jakarta"
if hasattr(time, "tzset"):
    time.tzset()

import pytest
from hypothesis import HealthCheck, settings

from assessment.domain.preferences import Preferences
from assessment.services.workbench import Workbench
from indicators import catalogue
from spbe_desktop.bootstrap import open_workbench
from spbe_desktop.demo import make_demo

PROJECT = Path(__file__).resolve().parent.parent
RULES = PROJECT / "tests" / "unit"  # whose tests know no database
SHARED = PROJECT.parent / "shared"
PATIENCE = 1.0  # seconds what a test started gets to end

settings.register_profile(
    "project",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=35,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("project")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for garbage neither while tests are gathered nor, later, among the tests themselves."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


@pytest.fixture
def project() -> Path:
    return PROJECT


@pytest.fixture
def shared() -> Path:
    """The folder of reference data beside the project."""
    if not SHARED.is_dir():
        pytest.skip("reference data (../shared) is not here")
    return SHARED


def _program(*names: str, package: str) -> str:
    for name in names:
        if found := shutil.which(name):
            return found
    pytest.skip(f"{names[0]} is not here (Debian package {package})")


@pytest.fixture(scope="session")
def needs_libreoffice() -> str:
    """The path of LibreOffice."""
    return _program("soffice", "libreoffice", package="libreoffice-calc")


@pytest.fixture
def needs_virtual_screen() -> str:
    """The path of a virtual X server."""
    return _program("Xvfb", package="xvfb")


@pytest.fixture(scope="session", autouse=True)
def _away_from_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the person's own workspace and settings out of reach."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("DATA", "CONFIG", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_new_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Migrate one new database and copy it for the others: that takes longer than most tests.

    What is there already, empty or old, is migrated as ever, and so is what another process makes.
    """
    if all(item.path.is_relative_to(RULES) for item in request.session.items):
        yield
        return
    from assessment.storage import migrations
    from assessment.storage.engine import open_engine

    template = tmp_path_factory.mktemp("basis-data") / "baru.sqlite3"
    migrate = migrations.upgrade
    engine = open_engine(template)
    migrate(engine, template)
    engine.dispose()

    def upgrade(engine: Any, database: Path) -> None:
        if not database.exists() and os.access(database.parent, os.W_OK):
            shutil.copyfile(template, database)
        else:
            migrate(engine, database)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "upgrade", upgrade)
        yield


@pytest.fixture(scope="session", autouse=True)
def _shipped_instruments_once() -> Iterator[None]:
    """Read what the program brings once, not for every workspace of a test."""
    shipped = PROJECT / "resources"

    def once(load: Callable[[Path], Any]) -> Callable[[Path], Any]:
        kept: dict[Path, Any] = {}

        def loaded(folder: Path) -> Any:
            if not folder.is_relative_to(shipped):
                return load(folder)
            if folder not in kept:
                kept[folder] = load(folder)
            return kept[folder]

        return loaded

    with pytest.MonkeyPatch.context() as patch:
        for name in ("load_outline", "load_instrument"):
            patch.setattr(catalogue, name, once(getattr(catalogue, name)))
        yield


def _threads() -> set[threading.Thread]:
    # A "Dummy" thread is Python's note of a foreign thread; it stays after that thread ended.
    return {thread for thread in threading.enumerate() if "Dummy-" not in thread.name}


@pytest.fixture(autouse=True)
def _no_leftover_widgets() -> Iterator[None]:
    """Free the windows of a test at once: no event loop runs that would do it later.

    What a test copied goes too: Qt would free it after Python has ended, and crash.
    Stands before the guard of the pools, so that it works after it.
    """
    yield
    core, widgets = sys.modules.get("PySide6.QtCore"), sys.modules.get("PySide6.QtWidgets")
    if core is not None and widgets is not None and widgets.QApplication.instance() is not None:
        widgets.QApplication.clipboard().clear()
        core.QCoreApplication.processEvents()  # what the pools still had to say
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _no_leftover_threads() -> Iterator[None]:
    before = _threads()
    yield
    for thread in _threads() - before:
        thread.join(PATIENCE)
        assert not thread.is_alive(), f"{thread.name} is still running"


@pytest.fixture(autouse=True)
def _no_leftover_pools() -> Iterator[None]:
    """Wait for work in Qt's pools, and let coverage see it: Python does not know their threads."""
    core, shiboken = sys.modules.get("PySide6.QtCore"), sys.modules.get("shiboken6")
    if core is None or shiboken is None:
        yield
        return
    pools = []
    start = core.QThreadPool.start

    def start_known(pool: Any, work: Callable[[], None], *priority: int) -> None:
        def traced() -> None:
            sys.settrace(threading.gettrace())
            work()

        pools.append(pool)
        start(pool, traced, *priority)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core.QThreadPool, "start", start_known)
        yield
    for pool in filter(shiboken.isValid, pools):
        assert pool.waitForDone(round(PATIENCE * 1_000)), "work in a pool is still running"


MODAL = {
    "QDialog": ["exec"],
    "QMessageBox": ["exec", "about", "critical", "information", "question", "warning"],
    "QFileDialog": [
        "exec", "getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName",
    ],
    "QInputDialog": ["exec", "getDouble", "getInt", "getItem", "getMultiLineText", "getText"],
    "QColorDialog": ["exec", "getColor"],
    "QFontDialog": ["exec", "getFont"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _no_modal_dialog() -> Iterator[None]:
    """Fail a test in which a dialog waits for a person; tests answer by patching the call."""
    opened: list[str] = []
    widgets = sys.modules.get("PySide6.QtWidgets")

    def refuse(call: str) -> Any:
        def open_nothing(*_args: object, **_options: object) -> NoReturn:
            opened.append(call)
            raise AssertionError(f"{call} would wait for a person")

        return open_nothing

    with pytest.MonkeyPatch.context() as patch:
        for owner, calls in MODAL.items() if widgets else ():
            for call in calls:
                patch.setattr(getattr(widgets, owner), call, refuse(f"{owner}.{call}"))
        yield
    assert not opened, f"unanswered dialogs: {opened}"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI everything needed is installed: a skipped test there is a fault of the set-up."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if "CI" in os.environ and SHARED.is_dir() and reporter and reporter.stats.get("skipped"):
        reporter.write_line("skipped tests fail in CI", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


class SteppingClock:
    """A clock that moves on by one second at every look, from a fixed moment."""

    def __init__(self) -> None:
        self.moment = datetime(2025, 7, 10, 10, 0, tzinfo=timezone(timedelta(hours=7)))

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


class FixedPreferences:
    """Preferences that live as long as the test."""

    def __init__(self) -> None:
        self.kept = Preferences(person="Rani Puspita", theme="light")

    def load(self) -> Preferences:
        return self.kept

    def save(self, preferences: Preferences) -> None:
        self.kept = preferences


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


class Templates:
    """Folders that are made once in a run and copied for every test that works in one."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._made: dict[Callable[[Path], object], Path] = {}

    def copy(self, make: Callable[[Path], object], target: Path) -> None:
        """Put into the folder ``target`` what ``make`` puts into its folder."""
        if make not in self._made:
            folder = Path(tempfile.mkdtemp(dir=self._root))
            make(folder)
            self._made[make] = folder
        shutil.copytree(self._made[make], target, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    return Templates(tmp_path_factory.mktemp("cetakan"))


def opened(folder: Path, person: str = "Rani Puspita") -> Workbench:
    """The workspace in a folder, at a machine with its own clock."""
    preferences = FixedPreferences()
    preferences.kept = Preferences(person=person, theme="light")
    return open_workbench(folder, preferences=preferences, now=SteppingClock())


@pytest.fixture
def workbench(tmp_path: Path, clock: SteppingClock) -> Workbench:
    """All use cases on an empty workspace with real files and real SQLite."""
    return open_workbench(tmp_path / "ruang-kerja", preferences=FixedPreferences(), now=clock)


def _with_example(folder: Path) -> None:
    make_demo(opened(folder))


@pytest.fixture
def example(workbench: Workbench, templates: Templates) -> int:
    """The filled example in the workspace."""
    templates.copy(_with_example, workbench.root)
    return workbench.assessments.cards()[0].assessment.id
