"""What every test stands on: a fixed environment, guards, and fixtures that skip by name."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
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

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"
PATIENCE = 2.0  # seconds a test's own threads get to end

settings.register_profile(
    "project",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("project")


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


@pytest.fixture
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
        for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        yield


def _threads() -> set[str]:
    # A "Dummy" thread is Python's note of a foreign thread; it stays after that thread ended.
    python = {f"{t.name} {t.ident}" for t in threading.enumerate() if "Dummy-" not in t.name}
    return python | _pooled_threads()


def _pooled_threads() -> set[str]:
    """Threads of Qt's pools, which Python does not list."""
    found = set()
    for task in Path("/proc/self/task").glob("*"):
        try:
            name = (task / "comm").read_text().strip()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended while we looked
        if name == "Thread (pooled)":
            found.add(f"{name} {task.name}")
    return found


@pytest.fixture(autouse=True)
def _no_leftover_threads() -> Iterator[None]:
    before = _threads()
    yield
    end = time.monotonic() + PATIENCE
    while (left := _threads() - before) and time.monotonic() < end:
        threading.Event().wait(0.01)
    assert not left, f"threads are still running: {sorted(left)}"


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


@pytest.fixture(scope="session", autouse=True)
def _trace_pool_threads() -> Iterator[None]:
    """Let coverage see work in Qt's pools, which do not start threads the way Python does."""
    trace = threading.gettrace()
    core = sys.modules.get("PySide6.QtCore")
    if trace is None or core is None:
        yield
        return
    start = core.QThreadPool.start

    def start_traced(pool: Any, work: Callable[[], None], *priority: int) -> None:
        def traced() -> None:
            sys.settrace(trace)
            work()

        start(pool, traced, *priority)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core.QThreadPool, "start", start_traced)
        yield


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI everything needed is installed: a skipped test there is a fault of the set-up."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if "CI" in os.environ and SHARED.is_dir() and reporter and reporter.stats.get("skipped"):
        reporter.write_line("skipped tests fail in CI", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
