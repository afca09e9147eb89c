"""The commands on packages: check one, see what it would bring, take it over."""

import sys
from argparse import Namespace
from fractions import Fraction
from pathlib import Path
from typing import Any

from assessment.domain.conflicts import Side
from assessment.domain.formatting import index_text, list_text
from assessment.domain.package import Manifest
from assessment.domain.package_errors import PasswordMissingError
from assessment.domain.scoring import half_up
from assessment.domain.words import stage_name
from assessment.services.package import PackagePreview
from assessment.services.workbench import Workbench
from spbe_desktop.cli_parts import comes_back, looked_part, merged_part
from spbe_desktop.cli_progress import TerminalProgress


def typed_password(arguments: Namespace) -> str:
    """The first line of the input where it was asked for; it never stands among the words.

    Raises:
        PasswordMissingError: the line is empty.
    """
    if not arguments.password_stdin:
        return ""
    if password := sys.stdin.readline().rstrip("\r\n"):
        return password
    raise PasswordMissingError


def verified(bench: Workbench, arguments: Namespace) -> tuple[dict[str, Any], str]:
    """A package with every byte checked, as data and as text."""
    password = typed_password(arguments)
    found = bench.packages.verify(arguments.file, password, TerminalProgress())
    return _data(arguments.file, found.manifest, trusted=found.trusted), "\n".join(
        [
            f"Utuh: {arguments.file}",
            *_lines(found.manifest, trusted=found.trusted),
        ]
    )


def looked(
    bench: Workbench, file: Path, password: str, arguments: Namespace
) -> tuple[dict[str, Any], str]:
    """What a package would bring; nothing is stored."""
    preview = bench.packages.preview(file, password, TerminalProgress())
    if comes_back(preview):
        return looked_part(bench, file, password, arguments)
    data, lines = _told(preview, preview.assessment_id)
    here = preview.assessment_id
    lines.append(
        "Penilaian baru, siap diambil."
        if here is None
        else f"Instansi dan tahun itu sudah ada di sini (penilaian {here}); tidak akan diambil."
    )
    return data | {"applied": False}, "\n".join(lines)


def taken(
    bench: Workbench, file: Path, password: str, prefer: Side | None
) -> tuple[dict[str, Any], str]:
    """A package that became an assessment, or a part that was merged.

    Raises:
        AssessmentExistsError: there is one for that institution and year.
    """
    preview = bench.packages.preview(file, password, TerminalProgress())
    if comes_back(preview):
        return merged_part(bench, file, password, prefer)
    step = bench.packages.take_over(preview, TerminalProgress())
    data, lines = _told(preview, step.assessment_id)
    lines.append(f"Diambil sebagai penilaian {step.assessment_id}.")
    return data | {"applied": True}, "\n".join(lines)


def _told(preview: PackagePreview, number: int | None) -> tuple[dict[str, Any], list[str]]:
    package = preview.package
    data = _data(package.path, package.manifest, trusted=preview.trusted)
    more = {"assessment": number, "new": preview.assessment_id is None}
    lines = [f"{package.path}:", *_lines(package.manifest, trusted=preview.trusted)]
    return data | more, lines


def _data(file: Path, manifest: Manifest, *, trusted: bool) -> dict[str, Any]:
    counts = manifest.counts
    return {
        "file": str(file),
        "institution": manifest.institution,
        "year": manifest.year,
        "instrument": manifest.instrument_id,
        "stage": manifest.stage,
        "part": list(manifest.part),
        "created": manifest.created.isoformat(),
        "index": str(half_up(Fraction(manifest.index))),
        "exact": manifest.index,
        "levels": counts.levels,
        "documents": counts.documents,
        "attachments": counts.attachments,
        "citations": counts.citations,
        "base_revision": manifest.base_revision,
        "signer": manifest.signer,
        "fingerprint": manifest.fingerprint,
        "trusted": trusted,
    }


def _lines(manifest: Manifest, *, trusted: bool) -> list[str]:
    counts = manifest.counts
    part = [f"Bagian: indikator {list_text(manifest.part)}"] if manifest.part else []
    # The index of a few indicators would say nothing about the institution.
    index = "" if manifest.part else f"Indeks {index_text(Fraction(manifest.index))} dari "
    known = "dipercaya" if trusted else "belum dikenal; cocokkan dengan pengirimnya"
    return [
        f"{manifest.institution} {manifest.year}, {stage_name(manifest.stage)}",
        *part,
        f"{index}{counts.levels} tingkat",
        f"{counts.documents} dokumen untuk {counts.attachments} bukti, {counts.citations} rujukan",
        f"Ditandatangani {manifest.signer or '(tanpa nama)'}",
        f"Sidik kunci {manifest.fingerprint} ({known})",
    ]
