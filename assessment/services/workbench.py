"""All use cases together, as the window and the command line receive them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

# Only the names are needed here; each use case is imported when it is first asked for.
if TYPE_CHECKING:
    from assessment.services.assessments import Assessments
    from assessment.services.diagnosis import Diagnosis
    from assessment.services.evaluation import Evaluation
    from assessment.services.evidence import EvidenceRoom
    from assessment.services.evidence_folder import EvidenceFolder
    from assessment.services.evidence_intake import EvidenceIntake
    from assessment.services.handover import HandoverDesk
    from assessment.services.library import Library
    from assessment.services.log import Log
    from assessment.services.national import NationalLists
    from assessment.services.official import OfficialWording
    from assessment.services.official_result import OfficialResultDesk
    from assessment.services.package import Packages
    from assessment.services.parts import Parts
    from assessment.services.planning import Planning
    from assessment.services.ports import Backups, Instruments, PreferencesStore
    from assessment.services.recap import Recaps
    from assessment.services.receipts import Receipts
    from assessment.services.results import Results
    from assessment.services.review import Review
    from assessment.services.search import Search
    from assessment.services.takeover import Takeover
    from assessment.services.workflow import Workflow
    from assessment.services.worksheet import Worksheet


class Workbench(Protocol):
    """Everything a person can do in one workspace."""

    @property
    def root(self) -> Path:
        """The workspace's folder."""

    @property
    def warm_up(self) -> Callable[[], None]:
        """Opens the database ahead of the first change."""

    @property
    def assessments(self) -> "Assessments":
        """The list of assessments."""

    @property
    def worksheet(self) -> "Worksheet":
        """Answers, history, undo."""

    @property
    def workflow(self) -> "Workflow":
        """Handing in, approving, closing stages; who works here."""

    @property
    def evaluation(self) -> "Evaluation":
        """Strengths, weaknesses, recommendation."""

    @property
    def evidence(self) -> "EvidenceRoom":
        """Documents and citations."""

    @property
    def search(self) -> "Search":
        """Full text and suggestions."""

    @property
    def library(self) -> "Library":
        """Every document once, and what rests on it."""

    @property
    def results(self) -> "Results":
        """Scores and charts."""

    @property
    def planning(self) -> "Planning":
        """What would lift the index, and the action plan."""

    @property
    def review(self) -> "Review":
        """Findings."""

    @property
    def handover(self) -> "HandoverDesk":
        """Exports and receipts."""

    @property
    def evidence_folder(self) -> "EvidenceFolder":
        """All evidence files under their official names."""

    @property
    def evidence_intake(self) -> "EvidenceIntake":
        """Folders of evidence that come in."""

    @property
    def takeover(self) -> "Takeover":
        """Imports."""

    @property
    def official(self) -> "OfficialWording":
        """The official wording, read from a person's own copies."""

    @property
    def official_results(self) -> "OfficialResultDesk":
        """Printed results of evaluations."""

    @property
    def recap(self) -> "Recaps":
        """Many institutions side by side."""

    @property
    def national(self) -> "NationalLists":
        """Lists that show an institution among all others."""

    @property
    def receipts(self) -> "Receipts":
        """Receipts as text and as code."""

    @property
    def parts(self) -> "Parts":
        """Indicators for colleagues, and their return."""

    @property
    def packages(self) -> "Packages":
        """Everything an evaluator needs in one file."""

    @property
    def backups(self) -> "Backups":
        """Verified copies."""

    @property
    def log(self) -> "Log":
        """Who changed what."""

    @property
    def diagnosis(self) -> "Diagnosis":
        """Whether the workspace is whole."""

    @property
    def preferences(self) -> "PreferencesStore":
        """What the person has set."""

    @property
    def instruments(self) -> "Instruments":
        """The instruments at hand."""
