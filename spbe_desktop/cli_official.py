"""The commands on official results: compute the index, see what one would bring, take it over."""

from pathlib import Path
from typing import Any

from assessment.domain.formatting import index_text
from assessment.domain.official_result import OfficialResult
from assessment.domain.official_result_errors import LevelsUnconfirmedError
from assessment.domain.scoring import Score
from assessment.domain.words import INSTITUTION_KINDS
from assessment.services.official_result import OfficialPreview
from assessment.services.workbench import Workbench
from spbe_desktop.cli_progress import TerminalProgress
from spbe_desktop.cli_score import score_data


def official_score(bench: Workbench, file: Path) -> Score:
    """The score of the levels of a report.

    Raises:
        LevelsUnconfirmedError: the report does not add up.
    """
    preview = bench.official_results.preview(file, TerminalProgress())
    _refuse_doubts(preview)
    return preview.score


def looked_official(bench: Workbench, file: Path) -> tuple[dict[str, Any], str]:
    """What a report would bring; nothing is stored.

    Raises:
        LevelsUnconfirmedError: the report does not add up.
    """
    preview = bench.official_results.preview(file, TerminalProgress())
    _refuse_doubts(preview)
    return _told(preview, preview.assessment_id, "siap dicatat", applied=False)


def taken_official(bench: Workbench, file: Path) -> tuple[dict[str, Any], str]:
    """A report that was stored as the official stage of its year.

    Raises:
        LevelsUnconfirmedError: the report does not add up.
    """
    desk = bench.official_results
    preview = desk.preview(file, TerminalProgress())
    step = desk.apply(preview, preview.result.levels, TerminalProgress())
    number = preview.assessment_id if step is None else step.assessment_id
    done = "sudah tercatat" if step is None else "dicatat"
    return _told(preview, number, done, applied=True)


def _refuse_doubts(preview: OfficialPreview) -> None:
    if preview.doubts:
        raise LevelsUnconfirmedError(preview.result.path, preview.doubts, ())


def _told(
    preview: OfficialPreview, number: int | None, done: str, *, applied: bool
) -> tuple[dict[str, Any], str]:
    result = preview.result
    data = {
        "file": str(result.path),
        "assessment": number,
        "new": preview.assessment_id is None,
        "applied": applied,
        **_printed(result),
        **score_data(preview.score),
    }
    return data, "\n".join(_lines(preview, done))


def _printed(result: OfficialResult) -> dict[str, Any]:
    """What only a report says."""
    return {
        "institution": result.institution,
        "institution_kind": result.kind.value,
        "institution_kind_certain": result.kind_clear,
        "year": result.year,
        "kind": result.cycle.value,
        "instrument": result.instrument_id,
        "printed_grade": result.grade,
        "texts": [
            {
                "aspect": text.aspect,
                "introduction": text.introduction,
                "strengths": text.strengths,
                "weaknesses": text.weaknesses,
            }
            for text in result.texts
        ],
        "recommendation": result.recommendation,
        "earlier_year": result.earlier_year,
        "earlier_levels": [row.earlier for row in result.rows] if result.earlier_year else [],
    }


def _lines(preview: OfficialPreview, done: str) -> list[str]:
    result, standing = preview.result, preview.score
    lines = [f"{result.path}: {result.institution} {result.year}"]
    lines.append(
        f"Hasil resmi: indeks {index_text(standing.index)} {result.grade},"
        f" {len(result.levels)} tingkat cocok dengan indeks yang tercetak; {done}."
    )
    if standing.grade != standing.grade_rounded:
        lines.append(
            f"Dari indeks yang tidak dibulatkan predikatnya {standing.grade.name},"
            f" dari yang dibulatkan {standing.grade_rounded.name}."
        )
    if preview.assessment_id is None:
        lines.append("Penilaian instansi dan tahun itu belum ada di sini: penilaian baru.")
        if not result.kind_clear:
            lines.append(
                f"Jenis instansi tidak pasti dari namanya: {INSTITUTION_KINDS[result.kind]}."
                " Ubah identitasnya di Beranda bila bukan itu."
            )
    return lines
