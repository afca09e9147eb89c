"""The wheel, the locks and the set-up agree with the tree."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOTS = ("spbe_desktop", "ui", "assessment", "indicators", "resources")


@pytest.fixture
def settings(project: Path) -> dict[str, Any]:
    return tomllib.loads((project / "pyproject.toml").read_text())


def pins(lock: Path) -> dict[str, str]:
    lines = re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", lock.read_text(), re.MULTILINE)
    return dict(lines)


def test_packages_are_the_folders(project: Path, settings: dict[str, Any]) -> None:
    folders = {
        init.parent.relative_to(project).as_posix().replace("/", ".")
        for root in ROOTS
        for init in (project / root).rglob("__init__.py")
    }
    assert folders == set(settings["tool"]["setuptools"]["packages"])


@pytest.mark.parametrize("extra", [None, "setup", "dev"])
def test_every_dependency_is_locked(
    project: Path, settings: dict[str, Any], extra: str | None
) -> None:
    described = settings["project"]
    wanted = described["optional-dependencies"][extra] if extra else described["dependencies"]
    names = {re.split(r"[<>=]", requirement)[0].lower() for requirement in wanted}
    lock = "requirements-dev.lock" if extra == "dev" else "requirements.lock"
    assert names <= set(pins(project / lock))


def test_the_tests_run_on_what_is_delivered(project: Path) -> None:
    delivered = pins(project / "requirements.lock")
    assert delivered.items() <= pins(project / "requirements-dev.lock").items()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_its_hash(project: Path, name: str) -> None:
    blocks = (project / name).read_text().replace("\\\n", " ").splitlines()
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("script", [".ci/run", ".ci/environment", ".ci/system-libraries"])
def test_scripts_are_sound(project: Path, script: str) -> None:
    subprocess.run(["bash", "-n", project / script], check=True)
    assert (project / script).stat().st_mode & 0o111


def test_readme_and_ci_use_the_same_test_command(project: Path) -> None:
    assert "make test" in (project / "README.md").read_text()
    assert re.search(r"^make test\b", (project / ".ci/run").read_text(), re.MULTILINE)
