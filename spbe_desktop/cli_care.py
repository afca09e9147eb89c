"""The commands that care for a workspace: look it over, put a backup into place."""

from argparse import Namespace
from typing import Any

from assessment.domain.diagnosis import Ailment, Checkup, Symptom, remedy
from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.formatting import size_text
from spbe_desktop.bootstrap import open_backups, open_workbench
from spbe_desktop.cli_progress import TerminalProgress
from spbe_desktop.paths import default_workspace

_REFUSED = 1


def examined(arguments: Namespace) -> tuple[dict[str, Any], str, str, int]:
    """What `doctor` finds: data, text, remedies, and the exit status."""
    checkup = _checkup(arguments)
    data = {
        "healthy": checkup.healthy,
        "documents": checkup.documents,
        "size": checkup.size,
        "entries": checkup.entries,
        "indexed": checkup.indexed,
        "problems": [_symptom_data(symptom) for symptom in checkup.symptoms],
    }
    text = (
        f"{'Ruang kerja utuh.' if checkup.healthy else 'Ruang kerja bermasalah.'}\n"
        f"{checkup.documents} dokumen ({size_text(checkup.size)}),"
        f" {checkup.entries} langkah riwayat,"
        f" {checkup.indexed} dokumen dapat dicari."
    )
    remarks = "\n".join(_symptom_text(symptom) for symptom in checkup.symptoms)
    return data, text, remarks, 0 if checkup.healthy else _REFUSED


def _checkup(arguments: Namespace) -> Checkup:
    workspace = arguments.workspace or default_workspace()
    try:
        return open_workbench(workspace).diagnosis.examine(TerminalProgress())
    except StorageError as error:
        if error.problem is not StorageProblem.CORRUPT:
            raise
        found = Symptom(Ailment.DATABASE_DAMAGED, str(error.path), error.detail)
        return Checkup(0, 0, 0, 0, (found,))


def _symptom_data(symptom: Symptom) -> dict[str, Any]:
    return {
        "kind": symptom.ailment.value,
        "subject": symptom.subject,
        "detail": symptom.detail,
        "at": None if symptom.at is None else symptom.at.isoformat(),
        "who": symptom.who,
        "harmless": symptom.harmless,
    }


def _symptom_text(symptom: Symptom) -> str:
    words = remedy(symptom)
    return f"{words.title}: {words.text}"


def restored(arguments: Namespace) -> tuple[dict[str, Any], str]:
    """What `restore` did, as data and as text."""
    workspace = arguments.workspace or default_workspace()
    aside = open_backups(workspace).restore(arguments.file, TerminalProgress())
    open_workbench(workspace)  # an older one is brought up to date at once
    data = {
        "workspace": str(workspace.absolute()),
        "file": str(arguments.file.absolute()),
        "kept": None if aside is None else str(aside.absolute()),
    }
    kept = "" if aside is None else f"\nBasis data sebelumnya disimpan di {aside.absolute()}"
    return data, f"Berhasil: {arguments.file} dipulihkan ke {workspace.absolute()}{kept}"
