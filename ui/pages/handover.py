"""Kirim: what will be handed in, what can be made from it, and the receipts."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assessment.domain.exchange import ExportKind
from assessment.domain.steps import Step
from assessment.domain.words import EXPORTS
from assessment.services.workbench import Workbench
from ui.tasks import TaskRunner
from ui.theme import current_theme
from ui.widgets.card import Card, page_header, rule
from ui.widgets.contents_card import ContentsCard
from ui.widgets.elided import ElidedLabel
from ui.widgets.exports_panel import ExportsPanel
from ui.widgets.import_panel import ImportPanel
from ui.widgets.intake_panel import IntakePanel
from ui.widgets.official_panel import OfficialPanel
from ui.widgets.package_panel import PackagePanel
from ui.widgets.receipts import ReceiptsCard
from ui.widgets.share_panel import SharePanel
from ui.widgets.tabs import TabStrip
from ui.widgets.text import label

_KEY_PART = "handover.part_size"
_ROUND = 8  # the corners of a card
_OUT, _EXCHANGE = range(2)
_LEAST_HEIGHT = 634  # with the header of the page 690


class HandoverPage(QWidget):
    """One assessment on its way out; workbooks, packages and folders on their way in."""

    indicator_requested = Signal(int)
    changed = Signal(object)
    opened = Signal(int)
    file_chosen = Signal(object)

    def __init__(
        self, bench: Workbench, tasks: TaskRunner, layout: Mapping[str, str] | None = None
    ) -> None:
        """Create an empty page; ``layout`` is what was remembered of it."""
        super().__init__()
        self.setObjectName("handover-page")
        self.setAcceptDrops(True)
        self._desk = bench.handover
        self._assessment_id: int | None = None
        folder = bench.root / "exports"
        self._contents = ContentsCard(bench.review, tasks)
        self._exports = ExportsPanel(bench, tasks, folder, (layout or {}).get(_KEY_PART, ""))
        self._share = SharePanel(bench, tasks, folder)
        self._packages = PackagePanel(bench, tasks)
        self._imports = ImportPanel(bench.takeover, bench.handover, tasks)
        self._intake = IntakePanel(bench.evidence_intake, tasks)
        self._official = OfficialPanel(bench.official_results, tasks)
        self._receipts = ReceiptsCard(EXPORTS, bench.receipts)
        self._follow()
        self._lay_out()
        for card in (self._contents, self._receipts):
            card.hide()  # until there is something to hand over

    def _follow(self) -> None:
        self._contents.indicator_requested.connect(self.indicator_requested)
        for source in (self._exports, self._share):
            source.exported.connect(self._refresh)
        for panel in (self._imports, self._intake, self._official, self._packages):
            panel.changed.connect(self._take)
        self._exports.package_opened.connect(self.preview_import)
        self._packages.opened.connect(self.opened)
        self._imports.folder_given.connect(self._take_folder)
        self._imports.official_given.connect(self._official.preview)
        self._imports.package_given.connect(self._take_package)
        self._imports.list_given.connect(self.file_chosen)
        # Queued: the reasons find their place first.
        self._imports.refused.connect(self._show_refusal, Qt.ConnectionType.QueuedConnection)
        self._receipts.opened.connect(self._exports.open)

    def show_assessment(self, assessment_id: int) -> None:
        """Show an assessment as it is stored now, and look it over in the background.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        self._assessment_id = assessment_id
        for card in (self._contents, self._receipts):
            card.show()
        self._packages.forget()
        self._refresh()
        self._contents.check()

    def layout_state(self) -> dict[str, str]:
        """What a person chose, to remember."""
        return {_KEY_PART: self._exports.part_size()}

    def start_export(self, kind: ExportKind) -> None:
        """Ask where to, then make the file in the background."""
        self._tabs.setCurrentIndex(_OUT)
        self._exports.start(kind)

    def preview_import(self, path: Path) -> None:
        """Read a workbook, a package or a folder, and show what it would change."""
        self._tabs.setCurrentIndex(_EXCHANGE)
        self._imports.preview(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a file."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped, the first of several."""
        event.acceptProposedAction()
        urls = event.mimeData().urls()
        self._tabs.setCurrentIndex(_EXCHANGE)
        self._imports.preview_first([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def changeEvent(self, event: QEvent) -> None:
        """Give the cards the room of the new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _lay_out(self) -> None:
        self._making = self._making_card()
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

    def _making_card(self) -> Card:
        card = Card(padding=0, name="exports-card")
        card.setAccessibleName(self.tr("Ekspor"))
        card.body.setSpacing(0)
        card.head.setContentsMargins(10, 4, 18, 4)
        titles = (self.tr("Ekspor"), self.tr("Tukar dengan rekan"))
        name = self.tr("Keluar atau masuk")
        self._tabs = TabStrip(titles, accessible_name=name, height=42, name="handover-tabs")
        card.head.addWidget(self._tabs)
        card.head.addStretch(1)
        words = self.tr("Setiap berkas dibuka ulang dan dicocokkan")
        card.head.addWidget(ElidedLabel(words, size="small", role="text2"))
        card.body.addWidget(rule())
        self._sheets = QStackedWidget()
        self._sheets.addWidget(_column(self._exports))
        self._sheets.addWidget(
            _column(
                self._share,
                self._packages,
                self._intake,
                self._official,
                self._imports,
                parted=True,
            )
        )
        self._tabs.currentChanged.connect(self._sheets.setCurrentIndex)
        card.body.addWidget(self._sheets, 1)
        card.body.addSpacing(_ROUND)
        return card

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
        self._share.show_handover(handover, self._exports.folder())
        self._intake.show_assessment(assessment.id, handover.result.names)
        self._receipts.show_receipts(receipts, handover.now)

    def _take_folder(self, folder: Path) -> None:
        self._intake.preview(folder)

    def _take_package(self, path: Path) -> None:
        self._packages.open(path)

    def _show_refusal(self) -> None:
        self._tabs.setCurrentIndex(_EXCHANGE)
        sheet = self._sheets.currentWidget()
        for area in (sheet, self._scroll):
            if isinstance(area, QScrollArea):
                area.ensureWidgetVisible(self._imports.refusal)

    def _take(self, step: Step) -> None:
        if self._assessment_id in {None, step.assessment_id}:
            self.show_assessment(step.assessment_id)
        self.changed.emit(step)


def _column(*parts: QWidget, parted: bool = False) -> QScrollArea:
    """Parts below each other, scrolled where there is no room; the last one takes what is left."""
    inner = QFrame()
    inner.setProperty("frame", "pane")
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, int(part is parts[-1] and parted))
        if parted and part is not parts[-1]:
            column.addWidget(rule())
    if not parted:
        column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
    area.setWidget(inner)
    return area
