"""The command that compares many institutions."""

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from assessment.domain.formatting import index_text
from assessment.domain.recap import Recap, Round, grade_counts
from assessment.domain.recap_table import notes, plain_text
from assessment.domain.scoring import half_up
from assessment.services.workbench import Workbench
from spbe_desktop.cli_progress import TerminalProgress

_MOST = 20


def recapped(bench: Workbench, arguments: Namespace) -> tuple[dict[str, Any], str, str]:
    """Write the recap of a folder and say what came of it.

    Raises:
        SpbeError: there is no such folder, or the target cannot be written.
    """
    recap = bench.recap.read([arguments.folder], TerminalProgress(), without=arguments.to)
    bench.recap.export(recap, arguments.to)
    return _data(recap, str(arguments.to)), "\n".join(_lines(recap)), f"Rekap: {arguments.to}"


def _data(recap: Recap, target: str) -> dict[str, Any]:
    return {
        "file": target,
        "files": recap.files,
        "rounds": [
            {
                "instrument": shown.outline.id,
                "year": shown.year,
                "grades": grade_counts(shown.outline, shown.entries),
                "institutions": [
                    {
                        "rank": entry.rank,
                        "institution": entry.submission.institution,
                        "index": str(half_up(entry.submission.index)),
                        "grade": entry.submission.grade,
                    }
                    for entry in shown.entries
                ],
                "missing": [gone.institution for gone in shown.missing],
            }
            for shown in recap.rounds
        ],
        "superseded": [double.submission.source.text for double in recap.superseded],
        "unreadable": [
            {"source": fault.source.text, "reason": f"{fault.title}. {fault.reason}"}
            for fault in recap.unreadable
        ],
    }


def _lines(recap: Recap) -> Iterator[str]:
    yield f"{recap.files} berkas"
    for shown in recap.rounds:
        yield from _round_lines(shown)
    left_out = notes(recap).rows
    if left_out:
        yield f"\nTidak dihitung: {len(left_out)}"
        yield from (
            "  " + "; ".join(filter(None, map(plain_text, row))) for row in left_out[:_MOST]
        )
        if len(left_out) > _MOST:
            yield f"  dan {len(left_out) - _MOST} lainnya"


def _round_lines(shown: Round) -> Iterator[str]:
    yield f"\n{shown.year}, {shown.outline.regulation}: {len(shown.entries)} instansi"
    counts = grade_counts(shown.outline, shown.entries)
    yield "  " + ", ".join(f"{name} {count}" for name, count in counts.items())
    for entry in shown.entries[:_MOST]:
        given = entry.submission
        name = f"{given.institution[:50]:50}"
        yield f"  {entry.rank:>4}  {name} {index_text(given.index):>6}  {given.grade}"
    if len(shown.entries) > _MOST:
        yield f"        dan {len(shown.entries) - _MOST} lainnya"
