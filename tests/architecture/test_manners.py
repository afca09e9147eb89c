"""What never stands in a file of the project."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

FORBIDDEN = {
    "an address of a registry": re.compile(
        r"py[p]i\.org|python[h]osted\.org|npm[j]s\.|deb[.]debian\.org|crates[.]io"
    ),
    "a path of one machine": re.compile(r"(?<![\w.$}~/-])/(?:work|root|home|Users)/\w"),
    "a note to do it later": re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b"),
}
CATCH_ALL = {"Exception", "BaseException"}
# Failures of background work cross threads; whatever nobody expected becomes one message.
CATCHERS = {"ui/tasks.py", "ui/failures.py", "spbe_desktop/cli.py"}
CATCHERS_LIMIT = 2


def tracked(project: Path) -> list[Path]:
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [path for name in listing.split("\0") if name and (path := project / name).is_file()]


def findings(text: str) -> list[str]:
    return [what for what, pattern in FORBIDDEN.items() if pattern.search(text)]


def test_files_name_no_hosts_no_machines_no_debts(project: Path) -> None:
    found = {}
    for path in tracked(project):
        content = path.read_bytes()
        if b"\0" not in content and (what := findings(content.decode(errors="replace"))):
            found[path.relative_to(project)] = what
    assert not found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("fetched from https://py" + "pi.org/simple", 1),
        ("open('/ro" + "ot/notes.txt')", 1),
        ("# TO" + "DO: later", 1),
        ("a relative/wo" + "rk/path, ~/ho" + "me/x and wo" + "rk", 0),
    ],
)
def test_findings(text: str, count: int) -> None:
    assert len(findings(text)) == count


def catch_alls(source: str) -> int:
    handlers = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.ExceptHandler)]
    return sum(
        handler.type is None
        or any(isinstance(n, ast.Name) and n.id in CATCH_ALL for n in ast.walk(handler.type))
        for handler in handlers
    )


def test_everything_is_caught_at_two_places_only(project: Path) -> None:
    found = {
        path.relative_to(project).as_posix(): count
        for path in tracked(project)
        if path.suffix == ".py" and (count := catch_alls(path.read_text()))
    }
    assert set(found) <= CATCHERS
    assert sum(found.values()) <= CATCHERS_LIMIT


@pytest.mark.parametrize(
    ("clause", "count"),
    [("except", 1), ("except Exception", 1), ("except (OSError, BaseException)", 1),
     ("except OSError", 0)],
)  # fmt: skip
def test_catch_alls_are_counted(clause: str, count: int) -> None:
    assert catch_alls(f"try:\n    pass\n{clause}:\n    pass\n") == count
