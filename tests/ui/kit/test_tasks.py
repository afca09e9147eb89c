import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from assessment.domain.progress import Progress
from ui.tasks import TaskRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    assert made.shutdown()


def waiting(gate: threading.Event) -> Callable[[Progress], str]:
    """Work that reports until it is let go or cancelled."""

    def work(progress: Progress) -> str:
        done = 0
        while not gate.wait(0.005):
            done += 1
            progress.step(done, 10_000, "berkas")
        return "selesai"

    return work


def test_the_result_arrives_on_the_interface_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    seen: list[tuple[str, bool]] = []
    here = threading.get_ident()
    task = runner.start(
        lambda _progress: "selesai",
        on_success=lambda result: seen.append((result, threading.get_ident() == here)),
    )
    with qtbot.waitSignal(task.finished):
        pass
    assert seen == [("selesai", True)]


def test_work_runs_elsewhere_and_one_at_a_time(qtbot: QtBot, runner: TaskRunner) -> None:
    order: list[str] = []
    threads: set[int] = set()

    def work(mark: str) -> Callable[[Progress], None]:
        def run(_progress: Progress) -> None:
            threads.add(threading.get_ident())
            order.extend([mark, mark])

        return run

    runner.start(work("a"))
    with qtbot.waitSignal(runner.start(work("b")).finished):
        pass
    assert order == ["a", "a", "b", "b"]
    assert threading.get_ident() not in threads


def test_a_failure_goes_to_its_handler(qtbot: QtBot, runner: TaskRunner) -> None:
    failures: list[Exception] = []

    def break_down(_progress: Progress) -> None:
        raise OSError("disk")

    with qtbot.waitSignal(runner.start(break_down, on_failure=failures.append).finished):
        pass
    assert [str(failure) for failure in failures] == ["disk"]


def test_a_failure_nobody_expects_goes_to_the_runner(qtbot: QtBot, runner: TaskRunner) -> None:
    def break_down(_progress: Progress) -> None:
        raise ValueError("unforeseen")

    with qtbot.waitSignal(runner.failed) as caught:
        runner.start(break_down)
    assert caught.args is not None
    assert str(caught.args[0]) == "unforeseen"


def test_a_fault_in_a_handler_is_not_swallowed(qtbot: QtBot, runner: TaskRunner) -> None:
    def stumble(_result: object) -> None:
        raise ZeroDivisionError("in the handler")

    with qtbot.captureExceptions() as raised:
        task = runner.start(lambda _progress: 1, on_success=stumble)
        with qtbot.waitSignal(task.finished):
            pass
    assert [kind for kind, _value, _trace in raised] == [ZeroDivisionError]


def test_long_work_shows_its_fraction(qtbot: QtBot, runner: TaskRunner) -> None:
    gate = threading.Event()
    steps: list[tuple[int, int, str]] = []
    task = runner.start(
        waiting(gate), on_progress=lambda done, total, text: steps.append((done, total, text))
    )
    qtbot.waitUntil(lambda: len(steps) >= 3)
    gate.set()
    with qtbot.waitSignal(task.finished):
        pass
    assert steps[0][1:] == (10_000, "berkas")
    assert 0 < steps[0][0] < steps[1][0] < 10_000


def test_short_work_shows_no_bar(qtbot: QtBot, runner: TaskRunner) -> None:
    steps: list[int] = []

    def work(progress: Progress) -> None:
        progress.step(1, 2)
        progress.step(2, 2)

    task = runner.start(work, on_progress=lambda done, _total, _text: steps.append(done))
    with qtbot.waitSignal(task.finished):
        pass
    assert steps == []


def test_cancelled_work_ends_without_result(qtbot: QtBot, runner: TaskRunner) -> None:
    told: list[str] = []
    task = runner.start(
        waiting(threading.Event()),
        on_success=told.append,
        on_failure=lambda error: told.append(str(error)),
        on_cancel=lambda: told.append("dibatalkan"),
    )
    task.cancel()
    with qtbot.waitSignal(task.finished):
        pass
    assert told == ["dibatalkan"]


def test_running_work_stops_at_its_next_step(qtbot: QtBot, runner: TaskRunner) -> None:
    running = threading.Event()
    told: list[str] = []

    def work(progress: Progress) -> None:
        running.set()
        waiting(threading.Event())(progress)

    task = runner.start(work, on_cancel=lambda: told.append("dibatalkan"))
    assert running.wait(5)
    task.cancel()
    with qtbot.waitSignal(task.finished):
        pass
    assert told == ["dibatalkan"]


def test_work_that_waits_for_its_turn_can_be_cancelled(qtbot: QtBot, runner: TaskRunner) -> None:
    gate = threading.Event()
    ran: list[str] = []
    runner.start(waiting(gate))
    second = runner.start(lambda _progress: ran.append("second"))
    second.cancel()
    gate.set()
    with qtbot.waitSignal(second.cancelled):
        pass
    assert ran == []


def test_shutdown_cancels_and_waits(qtbot: QtBot) -> None:
    runner = TaskRunner()
    told: list[str] = []
    task = runner.start(waiting(threading.Event()), on_cancel=lambda: told.append("dibatalkan"))
    assert runner.shutdown()
    with qtbot.waitSignal(task.finished):
        pass
    assert told == ["dibatalkan"]


def test_nothing_begins_after_the_end(qtbot: QtBot) -> None:
    runner = TaskRunner()
    assert runner.shutdown()
    begun: list[str] = []
    runner.start(lambda _progress: begun.append("begun"))
    assert runner.shutdown()
    assert begun == []
