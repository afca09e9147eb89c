"""What will be handed in, line by line, with what is still wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assessment.domain.checks import Finding, FindingKind
from assessment.domain.exchange import Handover
from assessment.domain.formatting import index_text, list_text
from assessment.domain.records import State
from ui.models.findings import detail_of
from ui.theme import current_theme
from ui.widgets.glyph import Glyph
from ui.widgets.text import label

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
        self._lines: list[_Line] = []

    def show_handover(self, handover: Handover, findings: Sequence[Finding] | None) -> None:
        """Show what is handed in; findings are None while files are still being read."""
        had_focus = next((n for n, line in enumerate(self._lines) if line.hasFocus()), None)
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._lines = [self._line(entry) for entry in self._entries(handover, findings)]
        for line in self._lines:
            self._column.addWidget(line)
        if had_focus is not None:
            self._lines[had_focus].setFocus()

    def _line(self, entry: Entry) -> "_Line":
        line = _Line(entry)
        if entry.indicator:
            line.clicked.connect(lambda: self.indicator_requested.emit(entry.indicator))
        return line

    def _entries(self, handover: Handover, findings: Sequence[Finding] | None) -> tuple[Entry, ...]:
        score = handover.result.score
        return (
            self._levels(handover),
            self._claims(handover, findings),
            self._files(handover, findings),
            self._approvals(handover),
            Entry("circle-check", "ok", self.tr("Indeks dihitung ulang"), index_text(score.index)),
        )

    def _levels(self, handover: Handover) -> Entry:
        score = handover.result.score
        title, figure = self.tr("Tingkat dipilih"), f"{score.answered}/{len(score.levels)}"
        if not score.unanswered:
            return Entry("circle-check", "ok", title, figure)
        detail = self.tr("{0} belum diisi").format(list_text(score.unanswered, 8))
        return Entry("circle-dashed", "error", title, figure, detail, score.unanswered[0])

    def _claims(self, handover: Handover, findings: Sequence[Finding] | None) -> Entry:
        answered = handover.result.score.answered
        title = self.tr("Klaim didukung syarat")
        if findings is None:
            return Entry("clock", "text2", title, f"…/{answered}")
        above = [entry for entry in findings if entry.kind is FindingKind.UNSUPPORTED]
        figure = f"{answered - len(above)}/{answered}"
        if not above:
            sign = ("circle-check", "ok") if answered else ("circle-dashed", "text2")
            return Entry(*sign, title, figure)
        detail = self.tr("Indikator {0}: {1}").format(
            above[0].indicator, _lower_first(detail_of(above[0]))
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
        numbers = handover.result.outline.numbers
        approved = sum(handover.dossier.answer(n).state is State.APPROVED for n in numbers)
        done = approved == len(numbers)
        sign = ("circle-check", "ok") if done else ("circle-dashed", "text2")
        figure = f"{approved}/{len(numbers)}"
        return Entry(*sign, self.tr("Disetujui penanggung jawab"), figure)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


class _Line(QAbstractButton):
    """One line; pressable where there is something to cure."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.setObjectName("check-line")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        said = ". ".join(part for part in (f"{entry.title} {entry.figure}", entry.detail) if part)
        self.setAccessibleName(said)
        self._cure = bool(entry.indicator)
        policy = Qt.FocusPolicy.StrongFocus if self._cure else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        words = QVBoxLayout()
        words.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(entry.title, wrap=True), 1)
        head.addWidget(label(entry.figure, bold=True))
        words.addLayout(head)
        if entry.detail:
            words.addWidget(label(entry.detail, "small", "text2", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(10)
        row.addWidget(Glyph(entry.icon, entry.role, 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        height = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        height.setHeightForWidth(True)
        self.setSizePolicy(height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._cure and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sel" if self.isDown() else "alt"))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
