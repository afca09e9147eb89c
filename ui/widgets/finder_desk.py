"""What is looked for in the evidence of an indicator, from the finder to the use cases and back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from assessment.domain.passages import first_page
from assessment.domain.records import Citation
from ui.models.candidates import found, suggested, unreadable
from ui.tasks import TaskRunner
from ui.widgets.evidence_list import in_order

if TYPE_CHECKING:
    from assessment.domain.dossier import Dossier, Evidence
    from assessment.domain.progress import Progress
    from assessment.domain.records import Document
    from assessment.services.workbench import Workbench
    from indicators.instrument import Indicator
    from ui.models.candidates import Candidate
    from ui.tasks import Task
    from ui.widgets.finder import Finder

_Documents = dict[str, tuple[str, "Document"]]
_LATER_MS = 200  # whoever walks through indicators or conditions waits for nothing


@dataclass(frozen=True, slots=True)
class _Question:
    """What is looked for: words, or else passages for an indicator, a level or a condition."""

    assessment_id: int
    number: int
    text: str
    level: int | None
    condition: int | None


@dataclass(frozen=True, slots=True)
class _Answer:
    candidates: tuple[Candidate, ...]
    documents: _Documents


class FinderDesk(QObject):
    """Finds in the background; a citation that is wished for is passed on with all it needs."""

    cite_requested = Signal(object)
    document_requested = Signal(str, int, str)

    def __init__(self, finder: Finder, bench: Workbench, tasks: TaskRunner) -> None:
        """Look for nothing yet; failures that nobody expects go to ``tasks``."""
        super().__init__(finder)
        self._finder = finder
        self._bench = bench
        # Its own: a passage should not wait behind an export.
        self._tasks = TaskRunner(self)
        self._tasks.failed.connect(tasks.failed)
        self._task: Task | None = None
        self._key = (0, 0)
        self._claim: int | None = None
        self._indicator: Indicator | None = None
        self._documents: _Documents = {}
        self._scope: tuple[int | None, int | None] = (None, None)
        self._shown = ""
        self._waiting: Evidence | None = None
        self._answered: _Question | None = None
        self._lead = False
        self._turning = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._turning.timeout.connect(self._turn)
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self._ask)
        finder.asked.connect(self._ask)
        # Who goes to a passage is not taken from it by a page that was to be shown before.
        finder.stepped.connect(self._turning.stop)
        finder.widen_requested.connect(lambda: self.narrow(None))
        finder.progress.cancelled.connect(self._cancel)
        finder.cite_requested.connect(self._cite)
        finder.open_requested.connect(self._open)

    # What is worked on

    def show_evidence(self, indicator: Indicator, dossier: Dossier) -> None:
        """Look in the evidence of an indicator from now on."""
        key = (dossier.assessment.id, indicator.number)
        entries = dossier.evidence(indicator.number)
        documents = {one.document.sha256: (one.label, one.document) for one in entries}
        claim = dossier.answer(indicator.number).level
        if key != self._key:
            self._key, self._indicator, self._documents = key, indicator, {}
            self._scope, self._shown, self._answered = (None, None), "", None
            self._cancel()
            self._turning.stop()
            self._finder.clear()
            self._finder.show_found((), "", listed=False)
            self._finder.show_hint("")
        elif claim != self._claim and claim is not None:
            self.narrow(claim)
        if list(documents) != list(self._documents):
            self._answered = None
            self._later.start()
        self._claim, self._documents = claim, documents

    def show_entry(self, entry: Evidence, citation: Citation | None = None) -> None:
        """Show a piece of evidence where it is cited; what is shown already stays as it is.

        Without a citation that was asked for, the file is opened a moment later.
        """
        sha256 = entry.document.sha256
        if citation is None and sha256 == self._shown:
            return
        self._shown = sha256
        if citation is None:
            self._waiting = entry
            self._turning.start()
        else:
            self._turn_to(entry, citation)

    def _turn(self) -> None:
        if self._waiting is not None:
            self._turn_to(self._waiting, next(iter(in_order(self._waiting.citations)), None))

    def _turn_to(self, entry: Evidence, cited: Citation | None) -> None:
        self._turning.stop()
        self._finder.leave()
        page, quote = (first_page(cited.page) or 1, cited.quote) if cited else (1, "")
        self._finder.view.show_document(entry.document, page, quote)

    def narrow(self, level: int | None, condition: int | None = None) -> None:
        """Suggest for a level or one of its conditions; for the whole indicator without."""
        has_conditions = (
            level is not None
            and self._indicator is not None
            and bool(self._indicator.level(level).conditions)
        )
        # The lowest level demands nothing that could be looked for.
        self._scope = (level, condition or None) if has_conditions else (None, None)
        self._later.start()

    def look_for(self, level: int, condition: int) -> None:
        """Suggest for a condition and go to the first suggestion."""
        self._finder.clear()
        self.narrow(level, condition)
        self._answered = None
        self._lead = True

    def shutdown(self) -> bool:
        """Let go of the file and wait for running work."""
        self._later.stop()
        self._turning.stop()
        done = self._tasks.shutdown()
        return self._finder.view.shutdown() and done

    # Looking

    def _ask(self) -> None:
        self._later.stop()
        level, condition = self._scope
        text = self._finder.text()
        question = _Question(*self._key, text, *((None, None) if text else (level, condition)))
        if not (self._documents and self._finder.isVisible()) or question == self._answered:
            return
        self._cancel()
        self._answered = question
        search, labels = self._bench.search, self._documents

        def work(progress: Progress) -> _Answer:
            aid, number = question.assessment_id, question.number
            read = search.read_attached(aid, number, progress)
            documents = {one.sha256: (labels[one.sha256][0], one) for one in read}
            if text:
                return _Answer(found(search.find_attached(aid, number, text), documents), documents)
            ranked = search.suggest(
                aid, number, level=level, condition=condition, progress=progress
            )
            return _Answer(suggested(ranked, documents), documents)

        self._task = self._tasks.start(
            work,
            on_success=partial(self._show, question),
            on_cancel=partial(self._stop, question),
            on_progress=self._show_progress,
        )
        self._task.finished.connect(self._finder.progress.hide)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _show_progress(self, done: int, total: int, name: str) -> None:
        self._finder.progress.show_progress(done, total, name)
        self._finder.progress.show()

    def _stop(self, question: _Question) -> None:
        if question == self._answered:
            self._answered = None
            hint = self.tr("Dibatalkan. Tekan Temukan untuk mencari lagi.")
            self._finder.show_hint(hint, narrowed=question.level is not None)

    def _show(self, question: _Question, answer: _Answer) -> None:
        if question != self._answered:
            return
        self._task = None
        candidates = answer.candidates
        narrowed = question.level is not None
        said = self._said_of(question, candidates)
        self._finder.show_found(candidates, said, listed=not question.text)
        self._finder.show_hint(
            self._hint_of(question, answer), self._unread_of(answer), narrowed=narrowed
        )
        if candidates and (question.text or self._lead):
            self._finder.go_to(0)
        if self._lead and candidates:
            self._finder.list.setFocus()
        self._lead = False

    def _said_of(self, question: _Question, candidates: tuple[Candidate, ...]) -> str:
        if question.text:
            documents = len({one.document.sha256 for one in candidates})
            words = self.tr("{0} temuan di {1} dokumen") if candidates else ""
            return words.format(len(candidates), documents) or self.tr("Tidak ada temuan")
        if question.condition is not None:
            words = self.tr("Usulan untuk syarat {0}.{1}")
            return words.format(question.level, question.condition)
        if question.level is not None:
            return self.tr("Usulan untuk tingkat {0}").format(question.level)
        return self.tr("Usulan untuk indikator {0}").format(question.number)

    def _hint_of(self, question: _Question, answer: _Answer) -> str:
        if answer.candidates or len(unreadable(answer.documents)) == len(answer.documents):
            return ""
        if question.text:
            return self.tr("Coba kata lain, atau kosongkan kolom untuk melihat usulan.")
        return self.tr("Tidak ada bagian yang cocok. Ketik kata untuk mencari sendiri.")

    def _unread_of(self, answer: _Answer) -> tuple[str, ...]:
        """What to do about unreadable documents; beside others only that they were left out."""
        unread = unreadable(answer.documents)
        if not (unread and answer.candidates):
            return unread
        labels = ", ".join(words.split()[0] for words in unread)
        return (self.tr("Tidak ikut dicari: {0}").format(labels),)

    # Citing

    def _cite(self) -> None:
        marked, candidate = self._finder.view.pages.selection(), self._finder.current()
        level, condition = self._scope
        if level is None:
            level, condition = self._claim, None
        document = self._finder.view.document
        if marked is not None and document is not None:
            sha256, article, page, quote = document.sha256, "", marked.page, marked.text
        elif candidate is not None:
            sha256, article = candidate.document.sha256, candidate.article
            page, quote = candidate.page, candidate.quote
        else:
            return
        citation = Citation("", *self._key, sha256, level, condition, article, str(page), quote)
        if article:
            self.cite_requested.emit(citation)
            return
        search = self._bench.search
        self._tasks.start(
            lambda _progress: search.article_at(sha256, page, quote),
            on_success=lambda words: self.cite_requested.emit(replace(citation, article=words)),
        )

    def _open(self) -> None:
        document, candidate = self._finder.view.document, self._finder.current()
        if document is not None:
            page = self._finder.view.pages.page()
            shown = candidate is not None and candidate.page == page
            passage = candidate.passage if candidate is not None and shown else ""
            self.document_requested.emit(document.sha256, page, passage)
