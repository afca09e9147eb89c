"""The band under the question: chosen against supported, target, last year, Uraian."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from assessment.domain.levels import Support, support, supported_level
from assessment.domain.records import Answer
from indicators.instrument import Indicator
from indicators.outline import Outline
from ui.widgets.buttons import button
from ui.widgets.chip import StateChip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.level_mark import LevelMark
from ui.widgets.text import label, set_role

_CHIPS = {Support.MATCHING: "matching", Support.ABOVE: "unsupported", Support.BELOW: "below"}
_ROLES = {Support.MATCHING: "ok", Support.ABOVE: "warn", Support.BELOW: "accent_text"}


class VerdictBand(QFrame):
    """Never cuts chosen and supported level; what lacks room beside them goes."""

    target_chosen = Signal(object)
    unfolded = Signal(bool)

    def __init__(self) -> None:
        """Create an empty band."""
        super().__init__()
        self.setProperty("frame", "band")
        tr = self.tr
        self._caption = label(tr("Dipilih"), "small", "text2")
        self._chosen = label(bold=True)
        self._chosen.setObjectName("chosen_level")
        self._sign = label("=", "h3", "ok")
        self._basis = label(tr("Didukung syarat"), "small", "text2")
        self._supported = label(bold=True)
        self._supported.setObjectName("supported_level")
        self._chip = StateChip("matching", small=False)
        self._chip.setObjectName("verdict")
        self.target = LevelMark(tr("Target"), style="outlined", pressable=True, name="target")
        self.target.setToolTip(tr("Ubah target"))
        self.target.clicked.connect(self.offer_targets)
        self.before = LevelMark("", style="filled", pressable=False, name="last_year")
        self._more = button(
            tr("Uraian"), "link", "chevron-down", small=True, name="more", icon_after=True
        )
        self._more.setCheckable(True)
        self._more.toggled.connect(self._unfold)
        self._outline: Outline | None = None
        self._answer: Answer | None = None
        self._before_known = False
        self._compact = False
        self._arrange()

    def _arrange(self) -> None:
        left = QWidget()
        flow = FlowLayout(left, gap=8)
        for part in (
            self._caption, self._chosen, self._sign, self._basis, self._supported, self._chip,
        ):  # fmt: skip
            part.setMinimumHeight(24)
            flow.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        left.setSizePolicy(policy)
        self._left = left
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 4, 5)
        row.setSpacing(4)
        row.addWidget(left, 1)
        row.addWidget(self.target)
        row.addWidget(self.before)
        row.addWidget(self._more)

    def show_answer(
        self, outline: Outline, indicator: Indicator, answer: Answer, before: tuple[int, int] | None
    ) -> None:
        """Show where an answer stands; ``before`` is year and level of the last assessment."""
        self._outline, self._answer = outline, answer
        standing = support(indicator, answer.level, answer.ticks)
        supported = supported_level(indicator, answer.ticks)
        if answer.level is None:
            self._chosen.setText(self.tr("belum diisi"))
        else:
            name = outline.level_name(indicator.number, answer.level)
            self._chosen.setText(f"{answer.level} {name}")
        self._supported.setText(str(supported))
        unanswered = standing is Support.UNANSWERED
        self._sign.setText("=" if standing is Support.MATCHING else "≠")
        self._sign.setVisible(not unanswered)
        self._chip.setVisible(not unanswered)
        if not unanswered:
            set_role(self._sign, _ROLES[standing])
            self._chip.set_kind(_CHIPS[standing])
        service = outline.is_service(indicator.number)
        self.target.show_level(answer.target or outline.target_level, service=service)
        self._before_known = before is not None
        if before is not None:
            self.before.show_level(before[1], service=service, words=str(before[0]))
        self._fit()

    def set_locked(self, *, on: bool) -> None:
        """Forbid or allow to change the target."""
        self.target.setEnabled(not on)

    def last_part(self) -> QWidget:
        """The last widget that Tab comes to."""
        return self._more

    def set_compact(self, *, on: bool) -> None:
        """Leave target and last year to Uraian."""
        self._compact = on
        self._fit()

    def unfold(self, *, on: bool) -> None:
        """Show Uraian, or fold it."""
        self._more.setChecked(on)

    def offer_targets(self) -> None:
        """Let the target be chosen."""
        if self._outline is None or self._answer is None:
            return
        menu = QMenu(self)
        menu.setObjectName("targets")
        menu.aboutToHide.connect(menu.deleteLater)
        own = self.tr("Ikuti instrumen ({0})").format(self._outline.target_level)
        choices: list[tuple[str, int | None]] = [(own, None)]
        choices += [
            (f"{level} {self._outline.level_name(self._answer.indicator, level)}", level)
            for level in self._outline.levels
        ]
        for words, level in choices:
            entry = menu.addAction(words)
            entry.setCheckable(True)
            entry.setChecked(self._answer.target == level)
            entry.triggered.connect(lambda _on, to=level: self.target_chosen.emit(to))
        place = self.target if self.target.isVisible() else self._more
        menu.popup(place.mapToGlobal(place.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose anew what fits."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Need room for Uraian and a part of the rest, which wraps."""
        return QSize(240, super().minimumSizeHint().height())

    def _fit(self) -> None:
        if self._answer is None:
            return
        room = self.width() - 24 - self._more.sizeHint().width() - self._left.sizeHint().width()
        wished = [(self.target, True), (self.before, self._before_known)]
        for part, known in wished:
            room -= part.sizeHint().width() + 8
            part.setVisible(known and room >= 0 and not self._compact)

    def _unfold(self, on: bool) -> None:
        self._more.set_icon("chevron-up" if on else "chevron-down", after=True)
        self._more.setAccessibleDescription(self.tr("terbuka") if on else self.tr("tertutup"))
        self.unfolded.emit(on)
