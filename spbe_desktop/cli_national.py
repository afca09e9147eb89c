"""The command on national lists: see what one would bring, keep it."""

from pathlib import Path
from typing import Any

from assessment.domain.ranking import NationalPreview
from assessment.services.workbench import Workbench


def looked_national(bench: Workbench, file: Path) -> tuple[dict[str, Any], str]:
    """What a list would bring; nothing is stored.

    Raises:
        NotANationalListError: it is another table, or none of its lines gives a result.
    """
    return _told(bench.national.preview(file), "siap disimpan", applied=False)


def kept_national(bench: Workbench, file: Path) -> tuple[dict[str, Any], str]:
    """A list that was kept instead of earlier ones of its year.

    Raises:
        NotANationalListError: it is another table, or none of its lines gives a result.
    """
    preview = bench.national.preview(file)
    bench.national.keep(preview.lists)
    return _told(preview, "disimpan", applied=True)


def _told(preview: NationalPreview, done: str, *, applied: bool) -> tuple[dict[str, Any], str]:
    replaced = {(one.instrument_id, one.year): one for one in preview.replaced}
    lists, lines = [], [f"{preview.path}: daftar nasional"]
    for one in preview.lists:
        before = replaced.get((one.instrument_id, one.year))
        lists.append(
            {
                "year": one.year,
                "instrument": one.instrument_id,
                "institutions": len(one.entries),
                "replaces": None if before is None else before.source,
            }
        )
        instead = f", menggantikan {before.source} ({len(before.entries)})" if before else ""
        lines.append(f"Tahun {one.year}: {len(one.entries)} instansi {done}{instead}.")
    lines.extend(f"{doubt.source.text}: {doubt.reason}." for doubt in preview.doubts)
    data = {
        "file": str(preview.path),
        "kind": "national_list",
        "applied": applied,
        "lists": lists,
        "doubts": [{"line": one.source.line, "reason": one.reason} for one in preview.doubts],
    }
    return data, "\n".join(lines)
