"""An official result before it is stored: every row beside the picture of its page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from assessment.domain.formatting import index_text
from assessment.domain.official_result import (
    FIGURES,
    Doubt,
    DoubtKind,
    OfficialRow,
    doubtful_rows,
)
from assessment.domain.official_result_words import doubt_text
from assessment.domain.scoring import score
from ui.dialogs.foot import dialog_column, dialog_foot, keep_button
from ui.models.official_result import NAME, OfficialRowModel
from ui.widgets.buttons import button
from ui.widgets.check_row import CheckRow
from ui.widgets.elided import ElidedLabel
from ui.widgets.message import Message
from ui.widgets.official_facts import OfficialFacts
from ui.widgets.official_rows import OfficialRows
from ui.widgets.page_strip import PageStrip
from ui.widgets.text import label

if TYPE_CHECKING:
    from assessment.domain.official_result import PagePicture
    from assessment.domain.passages import Box
    from assessment.domain.sentences import Sentence
    from assessment.services.official_result import OfficialPreview, OfficialResultDesk
    from ui.tasks import TaskRunner

_SIZE = QSize(1120, 660)
_LEAST = 760
_EDGE = 48  # points of the screen around a dialog
_MOST_DOUBTS = 4
_PAGE = 1_100  # pixels across
_ROWS = {DoubtKind.COLUMN, DoubtKind.SLIPPED, DoubtKind.ROW_MISSING, DoubtKind.LEVEL_UNREADABLE}


class OfficialResultDialog(QDialog):
    """Shows a report and lets everything that is not certain be confirmed.

    ``confirmed`` carries the preview and the levels to store; ``year_chosen`` the preview and the
    year for which the report is to be read again.
    """

    confirmed = Signal(object, object)
    year_chosen = Signal(object, int)

    def __init__(
        self,
        preview: OfficialPreview,
        desk: OfficialResultDesk,
        tasks: TaskRunner,
        parent: QWidget,
    ) -> None:
        """Create the dialog over a page."""
        super().__init__(parent)
        self.setObjectName("official-result")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self._preview = preview
        self._desk = desk
        self._tasks = tasks
        self._pictures: dict[int, PagePicture] = {}
        self._asked: set[int] = set()
        self._wanted: tuple[int, Box | None] | None = None
        result, instrument = preview.result, preview.instrument
        names = {entry.number: entry.short_name for entry in instrument.indicators}
        self._model = OfficialRowModel(result.rows, names, preview.rows, self)
        column = dialog_column(self, self.tr("Hasil resmi (LHE)"), _LEAST)
        mode = Qt.TextElideMode.ElideMiddle
        source = f"{instrument.outline.title} · {result.path}"
        column.addWidget(ElidedLabel(source, mode=mode, size="small", role="text2"))
        self._facts = OfficialFacts(preview, desk)
        self._facts.changed.connect(self._enable)
        column.addWidget(self._facts)
        self._verdict = Message("ok", name="verdict")
        column.addWidget(self._verdict)
        column.addLayout(self._middle(), 1)
        foot = dialog_foot(self, self.tr("Batal"), "", self._confirm)
        foot.insertWidget(0, self._make_seen(), 1)
        foot.setStretch(1, 0)
        column.addLayout(foot)
        self._model.levels_changed.connect(self._tell)
        self._tell()
        self._show_next()
        self._view.setFocus()
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - QSize(_EDGE, _EDGE)))

    def show_failure(self, sentence: Sentence) -> None:
        """Say why nothing was stored."""
        self._verdict.set_content("error", sentence.title, sentence.text)
        self._enable()

    # Parts

    def _middle(self) -> QHBoxLayout:
        self._view = OfficialRows(self._model, self.tr("Baris tabel"))
        self._view.typed.connect(self._take)
        self._view.selectionModel().currentChanged.connect(self._show_row)
        self._strip = PageStrip(self.tr("Gambar halaman"), name="page-strip")
        self._where = label(size="small", role="text2")
        self._where.setObjectName("where")
        levels = QHBoxLayout()
        levels.setSpacing(6)
        levels.addWidget(label(self.tr("Yang tercetak:"), "small", "text2"))
        for level in self._preview.instrument.outline.levels:
            choice = button(str(level), small=True, name=f"level-{level}")
            choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            choice.clicked.connect(partial(self._take_level, level))
            levels.addWidget(choice)
        levels.addStretch(1)
        self._same = button(self.tr("Sesuai bacaan"), small=True, name="as-read")
        self._same.clicked.connect(partial(self._take, 0))
        levels.addWidget(self._same)
        self._look = button(
            self.tr("Lihat halaman indeks"), "link", small=True, name="figures-page"
        )
        self._look.clicked.connect(self._show_figures)
        above = QHBoxLayout()
        above.addWidget(self._where, 1)
        above.addWidget(self._look)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addLayout(above)
        beside.addWidget(self._strip, 1)
        beside.addLayout(levels)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._view, 56)
        row.addLayout(beside, 44)
        return row

    def _make_seen(self) -> CheckRow:
        """What a person says of figures that are printed otherwise than the levels give."""
        words = self.tr(
            "Saya sudah melihat laporannya: angka yang berbeda memang tercetak demikian."
            " Yang dicatat adalah tingkat pada tabel."
        )
        self._seen = CheckRow(words, name="figures-seen")
        self._seen.toggled.connect(self._enable)
        return self._seen

    # Rows

    def _take_level(self, level: int, _on: object = None) -> None:
        self._take(level)

    def _take(self, level: int, _on: object = None) -> None:
        """Confirm the current row with a level, 0 for what was read, and go on."""
        current = self._view.currentIndex()
        known = level in {0, *self._preview.instrument.outline.levels}
        if current.isValid() and known:
            self._model.confirm(current.row(), level or None)
            if not self._model.waits(current.row()):
                self._show_next()

    def _show_next(self) -> None:
        """Go to the next row that waits, from the current one on, or to the figures that do."""
        waiting = self._model.open_rows()
        here = self._view.currentIndex().row()
        later = [place for place in waiting if place > here]
        if waiting or here < 0:
            place = (later or waiting or [0])[0]
            self._view.setCurrentIndex(self._model.index(place, NAME))
        if not waiting and not self._seen.isHidden():
            self._show_figures()

    def _show_row(self, index: QModelIndex) -> None:
        row: OfficialRow = index.data(Qt.ItemDataRole.UserRole)
        self._same.setEnabled(row.level is not None)
        page = row.page or self._page_near(row)
        if page is None:
            self._where.setText(self.tr("Baris ini tidak ditemukan di berkas"))
            return
        words = self.tr("Halaman {0}") if row.page else self.tr("Tidak ditemukan; halaman {0}")
        self._where.setText(words.format(page))
        self._show_page(page, row.box)

    def _show_figures(self, _on: object = None) -> None:
        page = self._preview.result.figures_page
        if page is not None:
            self._where.setText(self.tr("Halaman {0}: indeks yang tercetak").format(page))
            self._show_page(page, None)

    def _show_page(self, page: int, box: Box | None) -> None:
        """Show a page once it is painted."""
        self._wanted = (page, box)
        if page in self._pictures:
            self._strip.show_row(self._pictures[page], box)
        elif page not in self._asked:
            self._asked.add(page)
            path = self._preview.result.path
            self._tasks.start(
                lambda _progress: self._desk.picture(path, page, _PAGE),
                on_success=self._keep_picture,
            )

    def _keep_picture(self, picture: PagePicture) -> None:
        self._pictures[picture.page] = picture
        if self._wanted is not None and self._wanted[0] == picture.page:
            self._strip.show_row(picture, self._wanted[1])

    def _page_near(self, row: OfficialRow) -> int | None:
        """The page of the nearest row that was found."""
        found = [entry for entry in self._preview.result.rows if entry.page]
        nearest = min(found, key=lambda entry: abs(entry.indicator - row.indicator), default=None)
        return nearest.page if nearest else None

    # What adds up

    def _tell(self, *_: object) -> None:
        """Say what adds up with the levels as they are now, and ask for what does not."""
        levels = self._model.levels()
        outline = self._preview.instrument.outline
        remaining = self._desk.remaining(self._preview, levels)
        self._model.set_doubtful(self._preview.rows | doubtful_rows(outline, remaining))
        figures = [doubt for doubt in remaining if doubt.kind in FIGURES]
        rows = [doubt for doubt in remaining if doubt.kind in _ROWS]
        self._look.setVisible(bool(figures) and self._preview.result.figures_page is not None)
        self._seen.setVisible(bool(figures) and not self._model.open_rows())
        self._seen.setChecked(False)
        if rows or figures:
            self._tell_doubts([*rows, *figures])
        else:
            self._tell_sound(levels)
        self._enable()

    def _tell_doubts(self, doubts: list[Doubt]) -> None:
        lines = [doubt_text(doubt) for doubt in doubts[:_MOST_DOUBTS]]
        if len(doubts) > _MOST_DOUBTS:
            lines.append(self.tr("dan {0} hal lainnya").format(len(doubts) - _MOST_DOUBTS))
        waiting = len(self._model.open_rows())
        title = self.tr("{0} hal tidak cocok dengan hitungan; {1} baris perlu dipastikan")
        if not waiting:
            title = self.tr("{0} hal tidak cocok dengan hitungan; pastikan di halaman indeks")
        self._verdict.set_content("warn", title.format(len(doubts), waiting), " · ".join(lines))

    def _tell_sound(self, levels: dict[int, int]) -> None:
        outline = self._preview.instrument.outline
        standing = score(outline, levels)
        text = self.tr("Indeks {0} {1}, {2} domain dan {3} aspek sama dengan yang tercetak.")
        text = text.format(
            index_text(standing.index),
            self._preview.result.grade,
            len(outline.domains),
            len(outline.aspects),
        )
        if standing.grade != standing.grade_rounded:
            said = self.tr(" Dari indeks yang tidak dibulatkan: {0}; yang dibulatkan: {1}.")
            text += said.format(standing.grade.name, standing.grade_rounded.name)
        title = self.tr("{0} tingkat cocok dengan indeks yang tercetak").format(len(levels))
        self._verdict.set_content("ok", title, text)

    def _enable(self, *_: object) -> None:
        """Say on the button what it does, or what has to be done before."""
        keeping = keep_button(self)
        if keeping is None:
            return
        if other := self._facts.other_year():
            keeping.setText(self.tr("Baca lagi untuk {0}").format(other))
            keeping.setEnabled(True)
            return
        waiting = len(self._model.open_rows())
        count = len(self._model.levels())
        unseen = not self._seen.isHidden() and not self._seen.isChecked()
        asked = self.tr("Pastikan {0} baris lagi").format(waiting) if waiting else ""
        asked = asked or self._facts.missing()
        asked = asked or (self.tr("Pastikan angka yang berbeda") if unseen else "")
        keeping.setText(asked or self.tr("Catat {0} tingkat").format(count))
        keeping.setEnabled(not asked and count == len(self._preview.result.rows))

    def _confirm(self) -> None:
        if other := self._facts.other_year():
            self.year_chosen.emit(self._facts.described(), other)
            return
        keeping = keep_button(self)
        if keeping is not None:
            keeping.setEnabled(False)
        self.confirmed.emit(self._facts.described(), self._model.levels())
