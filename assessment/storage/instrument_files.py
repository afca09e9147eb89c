"""The instruments that a person has added, on their way into a backup and back."""

import re
import shutil
from pathlib import Path

from assessment.storage.workspace import Workspace

MOST_BYTES = 4 << 20
"""A longer file is no instrument: the official one has 80 KB in its longest."""

_NAME = r"[^\\/:\x00-\x1f.][^\\/:\x00-\x1f]*"
_ENTRY = re.compile(rf"(?:instruments/{_NAME}|benchmarks)/{_NAME}\.toml")


def is_instrument_file(name: str) -> bool:
    """Whether an entry of a backup may be a file of an instrument: it leads nowhere else."""
    return _ENTRY.fullmatch(name) is not None


def instrument_files(workspace: Workspace) -> list[Path]:
    """All files of the instruments of a workspace and their averages, by name."""
    found = (*workspace.instruments.glob("*/*.toml"), *workspace.root.glob("benchmarks/*.toml"))
    return sorted(
        path
        for path in found
        if path.is_file() and is_instrument_file(path.relative_to(workspace.root).as_posix())
    )


def put_instruments(workspace: Workspace, staged: Path, aside: Path) -> None:
    """Move staged instruments into place; one that was there and differs is kept aside.

    Raises:
        OSError: something cannot be moved.
    """
    packs = (*staged.glob("instruments/*"), *staged.glob("benchmarks/*"))
    for pack in sorted(packs):
        name = pack.relative_to(staged)
        target = workspace.root / name
        if target.exists():
            if _content(target) == _content(pack):
                continue
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(target, aside / name)
        target.parent.mkdir(parents=True, exist_ok=True)
        pack.replace(target)


def _content(pack: Path) -> dict[str, bytes]:
    files = pack.glob("*.toml") if pack.is_dir() else [pack]
    return {file.name: file.read_bytes() for file in files}
