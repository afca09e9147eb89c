"""The commands: each gives its answer as data for programs and as text for people."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessment.domain.conflicts import Side
from assessment.domain.exchange import Difference, ExportKind, Preview, Receipt
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.formatting import size_text
from assessment.domain.identity import Assessment
from assessment.domain.progress import SILENT
from assessment.domain.scoring import Score, score
from assessment.domain.stages import current_stage
from assessment.domain.words import DIFFERENCES, FIELDS, FINDINGS, SEVERITIES, finding_detail
from assessment.services.workbench import Workbench
from spbe_desktop.bootstrap import open_workbench
from spbe_desktop.cli_score import score_data, score_text, stage_text

_PACKAGE = ".spbe"
_OFFICIAL = ".pdf"
_NATIONAL = ".csv"
_SHOWN = 60  # letters of a value; the window shows it whole


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command did: for programs, for people, a remark beside the output, the status."""

    data: dict[str, Any] | list[dict[str, Any]]
    text: str
    remark: str = ""
    status: int = 0


def answer(arguments: Namespace) -> Reply:
    """Do what was typed.

    Raises:
        SpbeError: it was refused.
    """
    if arguments.command == "demo":
        from spbe_desktop.cli_demo import demo

        return Reply(*demo(arguments.folder, arguments.workspace))
    if arguments.command in {"doctor", "restore"}:
        from spbe_desktop.cli_care import examined, restored

        if arguments.command == "doctor":
            return Reply(*examined(arguments))
        return Reply(*restored(arguments))
    if arguments.command in {"search", "suggest"}:
        from spbe_desktop.cli_documents import found, suggested

        bench = open_workbench(arguments.workspace)
        if arguments.command == "search":
            return Reply(*found(bench, arguments))
        return Reply(*suggested(bench, arguments))
    return _COMMANDS[arguments.command](open_workbench(arguments.workspace), arguments)


def _new(bench: Workbench, arguments: Namespace) -> Reply:
    assessment = bench.assessments.start(
        arguments.institution,
        arguments.kind,
        arguments.year,
        instrument_id=_instrument(bench, arguments),
    )
    data = {
        "id": assessment.id,
        "institution": assessment.institution,
        "kind": assessment.kind.value,
        "year": assessment.year,
        "workspace": str(bench.root),
    }
    return Reply(data, str(assessment.id), f"Penilaian dimulai: {_named(assessment)}")


def _index(bench: Workbench, arguments: Namespace) -> Reply:
    standing, remark = _score_of(bench, arguments.file, _instrument(bench, arguments))
    return Reply(score_data(standing), score_text(standing) + remark)


def _recap(bench: Workbench, arguments: Namespace) -> Reply:
    from spbe_desktop.cli_recap import recapped

    return Reply(*recapped(bench, arguments))


def _instrument(bench: Workbench, arguments: Namespace) -> str:
    """The instrument that was named; the official one without a name."""
    named: str | None = arguments.instrument
    return named or bench.instruments.ids()[0]


def _score_of(bench: Workbench, file: Path, instrument_id: str) -> tuple[Score, str]:
    """The score, and for people whose levels these are where a file holds several."""
    match file.suffix.lower():
        case ".csv":
            from assessment.exchange.tables import read_levels

            outline = bench.instruments.outline(instrument_id)
            return score(outline, read_levels(file, outline)), ""
        case ".xlsx":
            from assessment.exchange.workbook_reader import WorkbookFile

            dossier = WorkbookFile().read(file, bench.instruments, SILENT).dossier
            outline = bench.instruments.outline(dossier.assessment.instrument_id)
            return score(outline, dossier.levels()), stage_text(outline, dossier)
        case ".pdf":
            from spbe_desktop.cli_official import official_score

            return official_score(bench, file), ""
        case suffix:
            raise FileRefusedError(file, FileProblem.UNSUPPORTED, suffix)


def _import(bench: Workbench, arguments: Namespace) -> Reply:
    from spbe_desktop.cli_packages import typed_password

    password = typed_password(arguments)
    # All are read before any is taken over: a refused one leaves everything as it was.
    told = [_looked(bench, file, password, arguments) for file in arguments.files]
    remark = "Belum ada yang diubah; terapkan dengan --apply."
    if arguments.apply:
        told = [_taken(bench, file, password, arguments.prefer) for file in arguments.files]
        remark = ""
    data = {"files": [entry for entry, _ in told]}
    return Reply(data, "\n\n".join(text for _, text in told), remark)


def _looked(
    bench: Workbench, file: Path, password: str, arguments: Namespace
) -> tuple[dict[str, Any], str]:
    """What one file would change."""
    if file.suffix.lower() == _PACKAGE:
        from spbe_desktop.cli_packages import looked

        return looked(bench, file, password, arguments)
    if file.suffix.lower() == _OFFICIAL:
        from spbe_desktop.cli_official import looked_official

        return looked_official(bench, file)
    if file.suffix.lower() == _NATIONAL:
        from spbe_desktop.cli_national import looked_national

        return looked_national(bench, file)
    preview = bench.takeover.preview(file)
    outcome = _Outcome(preview, preview.assessment_id, None)
    return _outcome_data(outcome), _outcome_text(outcome)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A file, the assessment it belongs to, and how many differences were taken over."""

    preview: Preview
    assessment_id: int | None
    taken: int | None


def _taken(
    bench: Workbench, file: Path, password: str, prefer: Side | None
) -> tuple[dict[str, Any], str]:
    """What one file changed."""
    if file.suffix.lower() == _PACKAGE:
        from spbe_desktop.cli_packages import taken

        return taken(bench, file, password, prefer)
    if file.suffix.lower() == _OFFICIAL:
        from spbe_desktop.cli_official import taken_official

        return taken_official(bench, file)
    if file.suffix.lower() == _NATIONAL:
        from spbe_desktop.cli_national import kept_national

        return kept_national(bench, file)
    preview = bench.takeover.preview(file)  # an earlier file may have changed the ground
    plain = _plain(preview)
    step = bench.takeover.apply(preview, plain)
    number = preview.assessment_id if step is None else step.assessment_id
    outcome = _Outcome(preview, number, len(plain))
    return _outcome_data(outcome), _outcome_text(outcome)


def _plain(preview: Preview) -> list[Difference]:
    """The differences that nobody has to think about."""
    return [entry for entry in preview.differences if not entry.cautious]


def _outcome_data(outcome: _Outcome) -> dict[str, Any]:
    preview = outcome.preview
    return {
        "file": str(preview.incoming.path),
        "assessment": outcome.assessment_id,
        "new": preview.assessment_id is None,
        "applied": outcome.taken is not None,
        "differences": [
            {
                "kind": entry.kind.value,
                "indicator": entry.indicator,
                "field": entry.field,
                "before": entry.before,
                "after": entry.after,
                "place": entry.place,
                "cautious": entry.cautious,
            }
            for entry in preview.differences
        ],
    }


def _outcome_text(outcome: _Outcome) -> str:
    preview = outcome.preview
    incoming = preview.incoming
    done = "diterapkan" if outcome.taken is not None else "siap diterapkan"
    lines = [f"{incoming.path}: {_named(incoming.dossier.assessment)}"]
    if preview.assessment_id is None:
        lines.append(f"Penilaian baru, {len(incoming.dossier.levels())} indikator terisi, {done}.")
        return "\n".join(lines)
    lines.extend(_difference_text(entry) for entry in preview.differences)
    plain = len(_plain(preview))
    lines.append(f"{plain} perbedaan {done}.")
    if waiting := len(preview.differences) - plain:
        lines.append(
            f"{waiting} perbedaan bertanda ! perlu diperiksa orang; terapkan satu per satu"
            " di halaman Kirim."
        )
    return "\n".join(lines)


def _difference_text(entry: Difference) -> str:
    subject = "" if entry.indicator is None else f" indikator {entry.indicator}"
    return (
        f"{'!' if entry.cautious else ' '} {entry.place}{subject} {FIELDS[entry.field]}"
        f" {DIFFERENCES[entry.kind]}: {_short(entry.before)} → {_short(entry.after)}"
    )


def _short(value: object) -> str:
    text = " ".join("" if value is None else str(value).split())
    return f'"{text[:_SHOWN]}…"' if len(text) > _SHOWN else f'"{text}"' if text else "(kosong)"


def _export(bench: Workbench, arguments: Namespace) -> Reply:
    if arguments.to.suffix.lower() == _PACKAGE and not arguments.name:
        from spbe_desktop.cli_packages import typed_password

        password = typed_password(arguments)
        receipt = _packed(bench, arguments, password)
    elif arguments.indicators:  # only a package can be a part
        raise FileRefusedError(arguments.to, FileProblem.UNSUPPORTED, arguments.to.suffix)
    else:
        name = arguments.name and ExportKind(arguments.name)
        receipt = bench.handover.export(arguments.assessment, arguments.to, name=name)
    data = {
        "assessment": receipt.assessment_id,
        "file": str(receipt.path),
        "kind": receipt.kind.value,
        "size": receipt.size,
        "sha256": receipt.sha256,
        "summary": receipt.summary,
        "index": receipt.index,
        "revision": receipt.revision,
    }
    return Reply(data, f"Berhasil: {receipt.path} ({size_text(receipt.size)})\n{receipt.summary}")


def _packed(bench: Workbench, arguments: Namespace, password: str) -> Receipt:
    number, target = arguments.assessment, arguments.to
    if arguments.indicators:
        return bench.parts.give(number, arguments.indicators, target, password=password)
    return bench.packages.export(number, target, password=password)


def _verify(bench: Workbench, arguments: Namespace) -> Reply:
    from spbe_desktop.cli_packages import verified

    return Reply(*verified(bench, arguments))


def _check(bench: Workbench, arguments: Namespace) -> Reply:
    if arguments.assessment is None:
        chosen = [card.assessment for card in bench.assessments.cards()]
    else:
        chosen = [bench.worksheet.dossier(arguments.assessment).assessment]
    data, texts = [], []
    for assessment in chosen:
        entry, text = _checked(bench, assessment)
        data.append(entry)
        texts.append(text)
    return Reply({"assessments": data}, "\n\n".join(texts) or "Belum ada penilaian.")


def _checked(bench: Workbench, assessment: Assessment) -> tuple[dict[str, Any], str]:
    reviewed = bench.review.look_over(assessment.id)
    found = reviewed.open
    outline = bench.instruments.outline(assessment.instrument_id)
    stage = current_stage(outline, bench.worksheet.dossier(assessment.id))
    data = {
        "id": assessment.id,
        "institution": assessment.institution,
        "year": assessment.year,
        "stage": stage.id if stage else None,
        "findings": [
            {
                "kind": finding.kind.value,
                "severity": finding.severity.value,
                "indicator": finding.indicator,
                "detail": finding.detail,
            }
            for finding in found
        ],
        "waived": [
            {
                "kind": entry.finding.kind.value,
                "indicator": entry.finding.indicator,
                "detail": entry.finding.detail,
                "reason": entry.reason,
            }
            for entry in reviewed.waived
        ],
    }
    standing = stage.name if stage else "semua tahap final"
    lines = [f"{_named(assessment)}, {standing}: {len(found)} temuan"]
    for severity, words in SEVERITIES.items():
        for finding in found:
            if finding.severity is severity:
                detail = f" ({text})" if (text := finding_detail(finding)) else ""
                lines.append(f"  {finding.indicator}: {FINDINGS[finding.kind]}{detail}, {words}")
    for entry in reviewed.waived:
        named = f"{entry.finding.indicator}: {FINDINGS[entry.finding.kind]}"
        lines.append(f"  {named}, diabaikan: {entry.reason}")
    return data, "\n".join(lines)


def _backup(bench: Workbench, arguments: Namespace) -> Reply:
    path = bench.backups.make(arguments.to, SILENT)
    size = path.stat().st_size
    data = {"file": str(path.absolute()), "size": size}
    return Reply(data, f"Berhasil: {path.absolute()} ({size_text(size)}), sudah diperiksa")


def _named(assessment: Assessment) -> str:
    return f"{assessment.institution} {assessment.year}"


_COMMANDS: Mapping[str, Callable[[Workbench, Namespace], Reply]] = {
    "new": _new,
    "index": _index,
    "recap": _recap,
    "import": _import,
    "export": _export,
    "verify": _verify,
    "check": _check,
    "backup": _backup,
}
