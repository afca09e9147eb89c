"""Kirim: what will be handed in, what can be made from it, and the receipts."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from assessment.domain.exchange import ExportKind
from assessment.domain.steps import Step
from assessment.domain.words import EXPORTS
from assessment.services.evidence_folder import EvidenceFolder
from assessment.services.evidence_intake import EvidenceIntake
from assessment.services.handover import HandoverDesk
from assessment.services.review import Review
from assessment.services.takeover import Takeover
from ui.tasks import TaskRunner
from ui.theme import current_theme
from ui.widgets.card import Card, page_header, rule
from ui.widgets.contents_card import ContentsCard
from ui.widgets.exports_panel import ExportsPanel
from ui.widgets.import_panel import ImportPanel
from ui.widgets.intake_panel import IntakePanel
from ui.widgets.receipts import ReceiptsCard
from ui.widgets.text import label

_KEY_PART = "handover.part_size"
_LEAST_HEIGHT = 634  # with the header of the page 690


class HandoverPage(QWidget):
    """One assessment on its way out, and workbooks on their way in."""

    indicator_requested = Signal(int)
    changed = Signal(object)

    def __init__(
        self,
        handover: HandoverDesk,
        review: Review,
        takeover: Takeover,
        evidence: tuple[EvidenceFolder, EvidenceIntake],
        tasks: TaskRunner,
        *,
        exports: Path,
        layout: Mapping[str, str] | None = None,
    ) -> None:
        """Create an empty page.

        Args:
            handover: writes files and keeps receipts.
            review: finds what is wrong.
            takeover: reads workbooks.
            evidence: writes folders of evidence, and reads them.
            tasks: runs all that takes long.
            exports: the folder that is proposed at first.
            layout: what was remembered of the page.
        """
        super().__init__()
        self.setObjectName("handover-page")
        self.setAcceptDrops(True)
        self._desk = handover
        self._assessment_id: int | None = None
        self._contents = ContentsCard(review, tasks)
        part_size = (layout or {}).get(_KEY_PART, "")
        self._exports = ExportsPanel(handover, evidence[0], tasks, exports, part_size)
        self._imports = ImportPanel(takeover, handover, tasks)
        self._intake = IntakePanel(evidence[1], tasks)
        self._receipts = ReceiptsCard(EXPORTS)
        self._follow()
        self._lay_out()

    def _follow(self) -> None:
        self._contents.indicator_requested.connect(self.indicator_requested)
        self._exports.exported.connect(self._refresh)
        self._imports.changed.connect(self._take)
        self._intake.changed.connect(self._take)
        self._imports.folder_given.connect(self._take_folder)
        # Queued: the reasons find their place first.
        self._imports.refused.connect(self._show_refusal, Qt.ConnectionType.QueuedConnection)
        self._receipts.opened.connect(self._exports.open)

    def show_assessment(self, assessment_id: int) -> None:
        """Show an assessment as it is stored now, and look it over in the background.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        self._assessment_id = assessment_id
        self._refresh()
        self._contents.check()

    def layout_state(self) -> dict[str, str]:
        """What a person chose, to remember."""
        return {_KEY_PART: self._exports.part_size()}

    def start_export(self, kind: ExportKind) -> None:
        """Ask where to, then make the file in the background."""
        self._exports.start(kind)

    def preview_import(self, path: Path) -> None:
        """Read a workbook, or a folder of evidence, and show what it would change."""
        self._imports.preview(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a file."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        event.acceptProposedAction()
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        self.preview_import(Path(files[0]))

    def changeEvent(self, event: QEvent) -> None:
        """Give the cards the room of the new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _lay_out(self) -> None:
        self._making = Card(self.tr("Ekspor"), padding=0, name="exports-card")
        self._making.body.setSpacing(0)
        self._making.head.setContentsMargins(18, 14, 18, 14)
        note = label(self.tr("Setiap berkas dibuka ulang dan dicocokkan"), "small", "text2")
        self._making.head.addWidget(note)
        self._making.body.addWidget(rule())
        self._making.body.addWidget(self._exports)
        self._making.body.addWidget(self._intake)
        self._making.body.addWidget(rule())
        self._making.body.addWidget(self._imports, 1)
        self._content = QWidget()
        row = QHBoxLayout(self._content)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(self._contents, 336)
        row.addWidget(self._making, 570)
        row.addWidget(self._receipts, 316)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self._content)
        self._whose = label(role="text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page_header(self.tr("Kirim"), self._whose))
        column.addWidget(scroll, 1)
        self._measure()

    def _measure(self) -> None:
        theme = current_theme()
        for card, least, most in ((self._contents, 272, 336), (self._receipts, 240, 316)):
            card.setMinimumWidth(theme.scaled(least))
            card.setMaximumWidth(theme.scaled(most))
        self._making.setMinimumWidth(theme.scaled(400))
        self._content.setMinimumHeight(theme.scaled(_LEAST_HEIGHT))

    def _refresh(self) -> None:
        if self._assessment_id is None:
            return
        handover = self._desk.handover(self._assessment_id)
        receipts = self._desk.receipts(self._assessment_id)
        assessment = handover.dossier.assessment
        self._whose.setText(f"{assessment.institution} · {assessment.year}")
        self._contents.show_handover(handover)
        self._exports.show_handover(handover, receipts)
        self._intake.show_assessment(assessment.id, handover.result.names)
        done = tuple(receipt for receipt in receipts if not receipt.failure)
        self._receipts.show_receipts(done, handover.now)

    def _take_folder(self, folder: Path) -> None:
        self._scroll.ensureWidgetVisible(self._intake)
        self._intake.preview(folder)

    def _show_refusal(self) -> None:
        self._scroll.ensureWidgetVisible(self._imports)

    def _take(self, step: Step) -> None:
        if step.assessment_id == self._assessment_id:
            self.show_assessment(step.assessment_id)
        self.changed.emit(step)
