"""The command that makes the whole example in a folder."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assessment.domain.errors import storage_error
from assessment.domain.exchange import ExportKind
from assessment.domain.file_names import safe_file_name
from assessment.domain.formatting import size_text
from assessment.services.workbench import Workbench
from spbe_desktop.bootstrap import local_now, open_workbench
from spbe_desktop.cli_score import score_data, score_text
from spbe_desktop.demo import make_demo
from spbe_desktop.paths import log_file
from spbe_desktop.settings import PreferencesFile
from spbe_desktop.story import load_story

_SUFFIXES = ("xlsx", "pdf", "spbe", "csv", "json")


def demo(folder: Path, workspace: Path | None) -> tuple[dict[str, Any], str]:
    """Make workspace, exports and pictures; what was made as data and as text.

    Raises:
        StorageError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise storage_error(error, folder) from error
    root = workspace or folder / "workspace"
    # Settings of its own: the example looks the same for everybody and changes nobody's window.
    preferences = PreferencesFile(root / "pengaturan.toml")
    preferences.save(load_story().preferences)
    bench = open_workbench(root, preferences=preferences)
    number = make_demo(bench)
    assessment = bench.worksheet.dossier(number).assessment
    name = safe_file_name(f"SPBE-{assessment.institution}-{assessment.year}".replace(" ", "-"))
    written = list(_exports(bench, number, folder, name))
    written += _pictures(bench, number, folder)
    standing = bench.results.result(number).score
    files = [str(path.relative_to(folder.absolute())) for path in written]
    data = {"assessment": number, "workspace": str(root.absolute()), "files": files}
    listing = [f"  {path.name} ({size_text(path.stat().st_size)})" for path in written]
    text = "\n".join(
        [
            f"Contoh: {assessment.institution} {assessment.year}, penilaian {number}",
            "",
            score_text(standing),
            "",
            f"Berkas di {folder.absolute()}:",
            *listing,
            "",
            f"Buka jendelanya: spbe-desktop --workspace {root.absolute()}",
        ]
    )
    return score_data(standing) | data, text


def _exports(bench: Workbench, number: int, folder: Path, name: str) -> Iterator[Path]:
    for suffix in _SUFFIXES:
        yield bench.handover.export(number, folder / f"{name}.{suffix}").path
    page = folder / f"Ringkasan-{name}.pdf"
    yield bench.handover.export(number, page, name=ExportKind.SUMMARY).path


def _pictures(bench: Workbench, number: int, folder: Path) -> tuple[Path, ...]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # pictures need no screen, and disturb none
    from ui.pictures import paint_pages

    return paint_pages(bench, number, folder.absolute(), clock=local_now, log_file=log_file())
