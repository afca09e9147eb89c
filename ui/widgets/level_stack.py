"""All levels of an indicator under each other, with the line of what is supported."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from assessment.domain.dossier import Evidence
from assessment.domain.levels import supported_level
from assessment.domain.official import OfficialPart, OfficialText
from assessment.domain.records import Answer, Citation
from assessment.domain.words import citation_place, document_short_title
from indicators.instrument import Indicator, Level
from indicators.outline import Outline
from ui.models.stages import StageView
from ui.widgets.boundary import SupportLine
from ui.widgets.evidence_list import in_order
from ui.widgets.level_card import CardView, LevelCard
from ui.widgets.official_row import Passage

_INSET = 5
"""Where the ladder begins; left of it is room for a ring."""


class LevelStack(QWidget):
    """Keeps its cards and fills them anew; as many as the instrument has levels.

    ``cited`` carries the citation whose chip was pressed, ``focused`` a level and the condition
    of it that a person turns to, or 0.
    """

    chosen = Signal(object)
    ticked = Signal(int, int, bool)
    cited = Signal(str)
    focused = Signal(int, int)
    find_requested = Signal(int, int)

    def __init__(self) -> None:
        """Create an empty stack."""
        super().__init__()
        self.setObjectName("levels")
        self._cards: list[LevelCard] = []
        self._opened: set[int] = set()
        self._before: QWidget | None = None
        self._shown: tuple[Outline, Indicator, Answer, Sequence[Evidence]] | None = None
        self._official: Mapping[int, Sequence[OfficialText]] = {}
        self._stage: StageView | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._note_focus)
        self._line = SupportLine(name="support_line")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._boundary = QWidget()
        row = QHBoxLayout(self._boundary)
        row.setContentsMargins(_INSET, 0, 0, 6)
        row.addWidget(self._line)
        self._column.addWidget(self._boundary)

    def show_answer(
        self, outline: Outline, indicator: Indicator, answer: Answer, evidence: Sequence[Evidence]
    ) -> None:
        """Show where an indicator stands; another indicator opens its own cards."""
        before = self._shown
        self._shown = (outline, indicator, answer, evidence)
        if before is None or before[1] is not indicator:
            self._opened = _opened_first(outline, answer)
        elif before[2].level != answer.level and answer.level is not None:
            self._opened |= _opened_first(outline, answer)
        self._fit_cards(len(indicator.levels))
        self._refill()

    def set_stage(self, view: StageView) -> None:
        """Take how the indicator stands at the stage; it shows with the next answer."""
        self._stage = view

    def set_official(self, texts: Mapping[int, Sequence[OfficialText]]) -> None:
        """Take the official wording by indicator; it shows with the next answer."""
        self._official = texts

    def card(self, level: int) -> LevelCard:
        """The card of a level."""
        return next(card for card in self._cards if card.objectName() == f"level_{level}")

    def follow(self, before: QWidget) -> None:
        """Stand behind a widget in the order of Tab."""
        self._before = before

    def _note_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        card = next((card for card in self._cards if now and card.isAncestorOf(now)), None)
        if card is not None and now is not None:
            self.focused.emit(*card.place_of(now))

    def _order_tabs(self) -> None:
        """Walk in reading order: bodies are made late, and Tab would come to them last."""
        before = self._before
        for card in self._cards:
            for part in card.tab_order():
                if before is not None:
                    QWidget.setTabOrder(before, part)
                before = part

    def offer_clearing(self, level: int) -> None:
        """Offer to take the chosen level back."""
        menu = QMenu(self)
        menu.setObjectName("clearing")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inherited = self._stage is not None and self._stage.inherited_from
        words = self.tr("Tetapkan juga di tahap ini") if inherited else self.tr("Kosongkan tingkat")
        to = level if inherited else None
        menu.addAction(words).triggered.connect(lambda: self.chosen.emit(to))
        radio = self.card(level).radio
        menu.popup(radio.mapToGlobal(radio.rect().bottomLeft()))

    def _fit_cards(self, count: int) -> None:
        while len(self._cards) > count:
            card = self._cards.pop()
            card.hide()
            card.deleteLater()
        while len(self._cards) < count:
            card = LevelCard(len(self._cards) + 1)
            card.chosen.connect(self.chosen.emit)
            card.clearing.connect(self.offer_clearing)
            card.ticked.connect(self.ticked)
            card.folded.connect(self._fold)
            card.cited.connect(self.cited)
            card.find_requested.connect(self.find_requested)
            card.moved.connect(self._walk)
            self._cards.append(card)
            self._column.insertWidget(len(self._cards) - 1, card)

    def _refill(self) -> None:
        if self._shown is None:
            return
        outline, indicator, answer, evidence = self._shown
        supported = supported_level(indicator, answer.ticks)
        for card, level in zip(self._cards, indicator.levels, strict=True):
            card.show_level(
                CardView(
                    level=level,
                    name=outline.level_name(indicator.number, level.level),
                    service=outline.is_service(indicator.number),
                    ticks=frozenset(place for of, place in answer.ticks if of == level.level),
                    citations=_chips(level, evidence),
                    chosen=answer.level == level.level,
                    supported=level.level <= supported,
                    next_supported=level.level < supported,
                    chip=self._chip(level, answer, supported),
                    opened=level.level in self._opened,
                    last=level is indicator.levels[-1],
                    official=self._wording(outline, indicator.number, level.level),
                    locked=bool(self._stage and self._stage.locked),
                    ticks_locked=bool(self._stage and self._stage.scored_again),
                )
            )
        place = 1 + [level.level for level in indicator.levels].index(supported)
        self._line.set_text(
            self.tr("Syarat yang dicentang mendukung sampai tingkat {0}").format(supported)
        )
        if self._column.indexOf(self._boundary) != place:
            self._column.removeWidget(self._boundary)
            self._column.insertWidget(place, self._boundary)
        self._order_tabs()

    def _chip(self, level: Level, answer: Answer, supported: int) -> tuple[str, str] | None:
        stage = self._stage
        if answer.level != level.level:
            said = stage is not None and stage.scored_again and stage.self_level == level.level
            return ("neutral", self.tr("Penilaian Mandiri")) if said else None
        if stage is not None and stage.inherited_from:
            return ("info", self.tr("Diwarisi dari {0}").format(stage.inherited_from))
        if level.level > supported:
            return ("unsupported", self.tr("Dipilih, belum didukung"))
        return ("chosen", self.tr("Dipilih"))

    def _wording(self, outline: Outline, number: int, level: int) -> tuple[Passage, ...]:
        """What the sources of the instrument say of a level."""
        titles = {
            OfficialPart.CRITERIA: self.tr("Kriteria menurut {0}").format(outline.regulation),
            OfficialPart.EVIDENCE: self.tr("Pemenuhan dan bukti dukung menurut {0}").format(
                outline.guideline
            ),
        }
        return tuple(
            (titles[text.part].partition(" tentang ")[0], text.text)
            for text in self._official.get(number, ())
            if text.level == level
        )

    def _fold(self, level: int, opened: bool) -> None:
        (self._opened.add if opened else self._opened.discard)(level)
        self._refill()

    def _walk(self, level: int, way: int) -> None:
        numbers = [card.objectName() for card in self._cards]
        place = numbers.index(f"level_{level}") + way
        if 0 <= place < len(self._cards):
            self._cards[place].radio.setFocus(Qt.FocusReason.TabFocusReason)


def _opened_first(outline: Outline, answer: Answer) -> set[int]:
    """The chosen level and the next above it; the lowest two while none is chosen."""
    level = answer.level or outline.minimum_level
    return {level, level + 1} & set(outline.levels)


def _chips(level: Level, evidence: Sequence[Evidence]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (citation.uid, _words(entry, citation))
        for entry in evidence
        for citation in in_order(entry.citations)
        if citation.level == level.level
    )


def _words(entry: Evidence, citation: Citation) -> str:
    title = f"{entry.label}  {document_short_title(entry.document)}"
    place = citation_place(citation)
    return f"{title} {place}" if citation.article else f"{title}, {place}" if place else title
