"""Makes the example in a workspace, as a person would: through the use cases."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.documents.samples import write_sample
from assessment.domain.dossier import Dossier
from assessment.domain.exchange import Incoming, Preview
from assessment.domain.explanations import compose
from assessment.domain.identity import Assessment, State
from assessment.domain.progress import SILENT, CancelledError, Progress
from assessment.domain.records import Answer, Citation, Document, Tick
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from indicators.instrument import Indicator
from spbe_desktop.bootstrap import local_now
from spbe_desktop.story import Line, Script, Story, load_story


def make_demo(bench: Workbench, progress: Progress = SILENT) -> int:
    """The identifier of the example in this workspace; it is made if it is not there yet.

    Raises:
        StorageError: the workspace cannot be written.
        CancelledError: the person asked to stop; what was made is off the list again.
    """
    story = load_story()
    if (found := _find(bench, story, story.year)) is not None:
        return found
    made: list[int] = []
    try:
        with TemporaryDirectory() as folder:
            if _find(bench, story, story.last_year) is None:
                made.append(_make_last_year(bench, story))
            assessment = _start(bench, story)
            made.append(assessment.id)
            _Writing(bench, story, assessment, Path(folder)).write(progress)
    except CancelledError:
        for assessment_id in made:
            bench.assessments.remove(assessment_id)
        raise
    return assessment.id


def _find(bench: Workbench, story: Story, year: int) -> int | None:
    for card in bench.assessments.cards():
        if (card.assessment.institution, card.assessment.year) == (story.institution, year):
            return card.assessment.id
    return None


def _start(bench: Workbench, story: Story) -> Assessment:
    assessment = bench.assessments.start(
        story.institution, story.kind, story.year, instrument_id=bench.instruments.ids()[0]
    )
    bench.assessments.identify(replace(assessment, **story.people))
    return assessment


def _make_last_year(bench: Workbench, story: Story) -> int:
    """Last year comes in whole and approved, like a file from elsewhere."""
    instrument = bench.instruments.instrument(bench.instruments.ids()[0])
    assessment = Assessment(
        0, "", instrument.id, story.institution, story.kind, story.last_year, local_now()
    )
    answers = []
    for indicator, level in zip(instrument.indicators, story.last_levels, strict=True):
        answer = Answer(0, indicator.number, level=level, ticks=_met(indicator, level))
        draft = compose(instrument.outline, indicator, answer, ())
        told = replace(answer, fact=story.last_fact, analysis=draft.analysis)
        answers.append(replace(told, state=State.APPROVED))
    dossier = Dossier(replace(assessment, **story.people), tuple(answers))
    incoming = Incoming(Path(str(story.last_year)), dossier, 0, {}, frozenset())
    step = bench.takeover.apply(Preview(incoming, None, ()), ())
    if step is None:
        raise ValueError("a new assessment is always a step")
    return step.assessment_id


def _met(indicator: Indicator, level: int | None) -> frozenset[Tick]:
    """Every condition up to the level."""
    return frozenset(
        (entry.level, position)
        for entry in indicator.levels
        if level is not None and entry.level <= level
        for position in range(1, len(entry.conditions) + 1)
    )


class _Writing:
    """The answers of this year while they are written, one use case after the other."""

    def __init__(
        self, bench: Workbench, story: Story, assessment: Assessment, folder: Path
    ) -> None:
        self._bench = bench
        self._story = story
        self._id = assessment.id
        self._instrument = bench.worksheet.instrument(assessment)
        self._folder = folder
        self._stored: dict[str, Document] = {}

    def write(self, progress: Progress) -> None:
        """Write all answers, the unfinished one last."""
        lines = self._story.lines
        for done, line in enumerate(lines):
            indicator = self._instrument.indicator(line.indicator)
            progress.step(done, len(lines), indicator.short_name)
            self._write_line(line, indicator)
        progress.step(len(lines), len(lines))

    def _write_line(self, line: Line, indicator: Indicator) -> None:
        sheet = self._bench.worksheet
        number = line.indicator
        sheet.set_unit(self._id, number, line.unit)
        sheet.set_target(self._id, number, line.target)
        ticks = _met(indicator, line.level) if line.ticks is None else line.ticks
        for tick in sorted(ticks):
            sheet.set_tick(self._id, number, tick, on=True)
        for name, cites in line.evidence.items():
            document = self._place(number, name)
            script = self._story.scripts[name]
            for cite in cites:
                passage = script.passages[cite.passage]
                citation = Citation(
                    "", self._id, number, document.sha256, cite.level, cite.condition,
                    passage.article, passage.page, passage.quote,
                )  # fmt: skip
                self._bench.evidence.cite(citation)
        sheet.choose_level(self._id, number, line.level)
        if line.level is not None:
            sheet.take_draft(self._id, number, sheet.draft(self._id, number))
        for part in TextPart:
            if part.value in line.texts:
                sheet.write(self._id, number, part, line.texts[part.value])

    def _place(self, number: int, name: str) -> Document:
        """Put a document at an indicator; the first time it is made and described."""
        room = self._bench.evidence
        if name in self._stored:
            room.attach_known(self._id, number, [self._stored[name]])
            return self._stored[name]
        script: Script = self._story.scripts[name]
        path = write_sample(script.sample, self._folder)
        attached = room.attach(self._id, number, [path])
        if attached.refused:
            raise attached.refused[0]
        (found,) = (*attached.taken, *attached.present)
        document = replace(found, **script.particulars)
        room.describe(self._id, document)
        self._stored[name] = document
        return document
