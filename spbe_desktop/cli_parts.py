"""Parts on the command line: what came back from a colleague, seen and merged."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assessment.domain.conflicts import Conflict, Decisions, Side
from assessment.domain.formatting import list_text
from assessment.domain.merge_errors import UndecidedError
from assessment.domain.merge_words import conflict_text, row_text
from assessment.services.package import PackagePreview
from assessment.services.parts import MergePreview, undecided
from assessment.services.workbench import Workbench
from spbe_desktop.cli_progress import TerminalProgress


def comes_back(preview: PackagePreview) -> bool:
    """Whether a package is a part of an assessment that is here."""
    return bool(preview.package.manifest.part) and preview.assessment_id is not None


def looked_part(
    bench: Workbench, file: Path, password: str, arguments: Namespace
) -> tuple[dict[str, Any], str]:
    """What merging a part would change; nothing is stored.

    Raises:
        UndecidedError: it is to be applied, and holds what a person has to decide.
    """
    preview = bench.parts.preview(file, password, TerminalProgress())
    left = undecided(preview.merge, _decisions(preview, arguments.prefer))
    if arguments.apply and left:
        raise UndecidedError(file, left)
    lines = [*_lines(preview), f"{len(preview.merge.rows)} perubahan siap digabungkan."]
    if left:
        lines.append(
            f"{len(left)} diubah di kedua pihak; pilih dengan --prefer ours atau --prefer theirs,"
            " atau satu per satu di halaman Kirim."
        )
    return _data(preview, applied=False), "\n".join(lines)


def merged_part(
    bench: Workbench, file: Path, password: str, prefer: Side | None
) -> tuple[dict[str, Any], str]:
    """A part that was merged.

    Raises:
        UndecidedError: it holds what a person has to decide.
    """
    preview = bench.parts.preview(file, password, TerminalProgress())
    decisions = _decisions(preview, prefer)
    step = bench.parts.merge(preview, decisions, TerminalProgress())
    done = 0 if step is None else len(step.changes)
    lines = [*_lines(preview), f"Digabungkan: {done} catatan diubah dalam satu langkah."]
    if kept := sum(one.approved for one in preview.merge.conflicts):
        lines.append(
            f"{kept} perbedaan pada jawaban yang disetujui dibiarkan seperti di sini;"
            " putuskan satu per satu di halaman Kirim."
        )
    return _data(preview, applied=True), "\n".join(lines)


def _decisions(preview: MergePreview, prefer: Side | None) -> Decisions:
    """One side for all, but what was approved here is left to a person."""
    if prefer is None:
        return {}
    return {one: prefer for one in preview.merge.conflicts if not one.approved}


def _lines(preview: MergePreview) -> list[str]:
    manifest, found = preview.manifest, preview.merge
    return [
        f"{preview.part.path}: bagian dari {manifest.institution} {manifest.year}",
        f"Indikator {list_text(manifest.part)}, ditandatangani {manifest.signer or '(tanpa nama)'}",
        *(f"  {row_text(row)}" for row in found.rows),
        *(f"! {conflict_text(one)}" for one in found.conflicts),
    ]


def _data(preview: MergePreview, *, applied: bool) -> dict[str, Any]:
    manifest, found = preview.manifest, preview.merge
    return {
        "file": str(preview.part.path),
        "institution": manifest.institution,
        "year": manifest.year,
        "part": list(manifest.part),
        "signer": manifest.signer,
        "fingerprint": manifest.fingerprint,
        "trusted": preview.trusted,
        "assessment": preview.assessment_id,
        "new": False,
        "applied": applied,
        "same": found.same,
        "changes": [
            {
                "record": row.kind.__name__.lower(),
                "indicator": row.indicator,
                "document": row.document,
                "field": row.field,
                "before": row.before,
                "after": row.after,
            }
            for row in found.rows
        ],
        "conflicts": [_conflict_data(one) for one in found.conflicts],
    }


def _conflict_data(conflict: Conflict) -> dict[str, Any]:
    plain = {name: value for name, value in asdict(conflict).items() if name != "key"}
    for name in ("ours_at", "theirs_at"):
        plain[name] = plain[name] and plain[name].isoformat()
    del plain["kind"]
    return {"record": conflict.kind.__name__.lower(), **plain}
