"""What will be handed in, line by line, with what is still wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assessment.domain.checks import Finding, FindingKind
from assessment.domain.formatting import index_text, list_text
from assessment.domain.handover import Handover
from assessment.domain.identity import OFFICIAL, State, held_numbers
from assessment.domain.words import finding_detail
from ui.theme import current_theme
from ui.widgets.glyph import Glyph
from ui.widgets.text import label

_ENTRIES = 5
_BAD_FILES = frozenset(
    {
        FindingKind.FILE_MISSING,
        FindingKind.FILE_CHANGED,
        FindingKind.FILE_EMPTY,
        FindingKind.FILE_DAMAGED,
        FindingKind.FILE_ENCRYPTED,
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: how it stands, what is said of it, and the indicator where it is cured."""

    icon: str
    role: str
    title: str
    figure: str
    detail: str = ""
    indicator: int = 0


class Checklist(QWidget):
    """Levels, claims, files, approvals and index; a line with a cure leads to its indicator."""

    indicator_requested = Signal(int)

    def __init__(self) -> None:
        """Create an empty list."""
        super().__init__()
        self.setObjectName("checklist")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 6, 8, 6)
        self._column.setSpacing(2)
        self._lines = [_Line() for _ in range(_ENTRIES)]
        for line in self._lines:
            line.indicator_requested.connect(self.indicator_requested)
            self._column.addWidget(line)

    def show_handover(self, handover: Handover, findings: Sequence[Finding] | None) -> None:
        """Show what is handed in; findings are None while files are still being read."""
        for line, entry in zip(self._lines, self._entries(handover, findings), strict=True):
            line.show_entry(entry)

    def _entries(self, handover: Handover, findings: Sequence[Finding] | None) -> tuple[Entry, ...]:
        return (
            self._levels(handover),
            self._claims(handover, findings),
            self._files(handover, findings),
            self._approvals(handover),
            self._index(handover),
        )

    def _index(self, handover: Handover) -> Entry:
        title = self.tr("Indeks dihitung ulang")
        if handover.dossier.assessment.part:
            detail = self.tr("Bagian tidak mempunyai indeks sendiri")
            return Entry("circle-dashed", "text2", title, "–", detail)
        return Entry("circle-check", "ok", title, index_text(handover.result.score.index))

    def _levels(self, handover: Handover) -> Entry:
        score, held = handover.result.score, _held(handover)
        title, figure = self.tr("Tingkat dipilih"), f"{score.answered}/{len(held)}"
        unanswered = tuple(number for number in score.unanswered if number in held)
        if not unanswered:
            return Entry("circle-check", "ok", title, figure)
        detail = self.tr("{0} belum diisi").format(list_text(unanswered, 8))
        return Entry("circle-dashed", "error", title, figure, detail, unanswered[0])

    def _claims(self, handover: Handover, findings: Sequence[Finding] | None) -> Entry:
        answered = handover.result.score.answered
        title = self.tr("Klaim didukung syarat")
        if handover.result.stage == OFFICIAL:
            return Entry("circle-dashed", "text2", title, "–")
        if findings is None:
            return Entry("clock", "text2", title, f"…/{answered}")
        above = [entry for entry in findings if entry.kind is FindingKind.UNSUPPORTED]
        figure = f"{answered - len(above)}/{answered}"
        if not above:
            sign = ("circle-check", "ok") if answered else ("circle-dashed", "text2")
            return Entry(*sign, title, figure)
        detail = self.tr("Indikator {0}: {1}").format(
            above[0].indicator, _lower_first(finding_detail(above[0]))
        )
        return Entry("triangle-alert", "error", title, figure, detail, above[0].indicator)

    def _files(self, handover: Handover, findings: Sequence[Finding] | None) -> Entry:
        title, every = self.tr("Berkas bukti"), len(handover.dossier.attachments)
        if findings is None:
            return Entry("clock", "text2", title, f"…/{every}", self.tr("Berkas sedang diperiksa"))
        bad = [entry for entry in findings if entry.kind in _BAD_FILES]
        figure = f"{every - len(bad)}/{every}"
        if not every:
            return Entry("circle-dashed", "text2", title, figure, self.tr("Belum ada bukti"))
        if not bad:
            return Entry("circle-check", "ok", title, figure)
        detail = self.tr("{0} tidak dapat dibaca").format(bad[0].detail)
        return Entry("file-x", "error", title, figure, detail, bad[0].indicator)

    def _approvals(self, handover: Handover) -> Entry:
        numbers, title = _held(handover), self.tr("Disetujui penanggung jawab")
        if handover.result.stage == OFFICIAL:
            return Entry("circle-dashed", "text2", title, "–")
        approved = sum(handover.dossier.answer(n).state is State.APPROVED for n in numbers)
        done = approved == len(numbers)
        sign = ("circle-check", "ok") if done else ("circle-dashed", "text2")
        figure = f"{approved}/{len(numbers)}"
        return Entry(*sign, title, figure)


def _held(handover: Handover) -> tuple[int, ...]:
    return held_numbers(handover.dossier.assessment, handover.result.outline.numbers)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


class _Line(QAbstractButton):
    """One line; pressable where there is something to cure."""

    indicator_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("check-line")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._ask)
        self._indicator = 0
        self._glyph = Glyph("circle-dashed", "text2", 18)
        self._title = label(wrap=True)
        self._figure = label(bold=True)
        self._detail = label(size="small", role="text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self._figure)
        words.addLayout(head)
        words.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(10)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        height = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        height.setHeightForWidth(True)
        self.setSizePolicy(height)

    def show_entry(self, entry: Entry) -> None:
        said = ". ".join(part for part in (f"{entry.title} {entry.figure}", entry.detail) if part)
        self.setAccessibleName(said)
        self._indicator = entry.indicator
        cure = Qt.FocusPolicy.StrongFocus if entry.indicator else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(cure)
        self._glyph.set_icon(entry.icon, entry.role)
        self._title.setText(entry.title)
        self._figure.setText(entry.figure)
        self._detail.setText(entry.detail)
        self._detail.setVisible(bool(entry.detail))

    def _ask(self) -> None:
        if self._indicator:
            self.indicator_requested.emit(self._indicator)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._indicator and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sel" if self.isDown() else "alt"))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
