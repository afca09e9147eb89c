"""All use cases together, as the window and the command line receive them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assessment.services.assessments import Assessments
from assessment.services.evidence import EvidenceRoom
from assessment.services.handover import HandoverDesk
from assessment.services.ports import Backups, Instruments, PreferencesStore
from assessment.services.results import Results
from assessment.services.review import Review
from assessment.services.takeover import Takeover
from assessment.services.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Workbench:
    """Everything a person can do in one workspace.

    ``root`` is its folder; ``warm_up`` opens the database ahead of the first change.
    """

    root: Path
    assessments: Assessments
    worksheet: Worksheet
    evidence: EvidenceRoom
    results: Results
    review: Review
    handover: HandoverDesk
    takeover: Takeover
    backups: Backups
    preferences: PreferencesStore
    instruments: Instruments
    warm_up: Callable[[], None]
