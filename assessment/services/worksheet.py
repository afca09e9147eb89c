"""Answering indicators: levels, ticks, texts, targets, units; history and undo."""

from collections.abc import Callable, Collection
from dataclasses import replace
from enum import StrEnum
from typing import Any

from assessment.domain.dossier import Dossier
from assessment.domain.errors import (
    LevelOutOfRangeError,
    UnknownAssessmentError,
    UnknownConditionError,
    UnknownIndicatorError,
)
from assessment.domain.explanations import Draft, compose
from assessment.domain.identity import SELF, Assessment, State
from assessment.domain.official import OfficialText
from assessment.domain.records import Answer, Document, Tick
from assessment.domain.redrafting import last_composed
from assessment.domain.stages import stages_of
from assessment.domain.steps import Action, Change, NewStep, Step, StepKind
from assessment.services.assessments import previous_of
from assessment.services.locks import applied
from assessment.services.ports import Begin, Instruments, Reader
from indicators.instrument import Indicator, Instrument
from indicators.outline import Outline


class TextPart(StrEnum):
    """The texts of an answer that people write, by field name."""

    FACT = "fact"
    ANALYSIS = "analysis"
    JUSTIFICATION = "justification"
    NOTES = "notes"


class Worksheet:
    """Use cases on the answers of one assessment; every change is stored before it returns.

    Each change returns the logged step, or None where nothing was different.
    """

    def __init__(self, begin: Begin, reader: Reader, instruments: Instruments) -> None:
        """Remember where answers are stored and where instruments come from."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments

    def dossier(self, assessment_id: int) -> Dossier:
        """Everything about the assessment.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        return self._reader.dossier(assessment_id)

    def instrument(self, assessment: Assessment) -> Instrument:
        """The instrument of the assessment, with all texts.

        Raises:
            UnknownInstrumentError: it is not installed.
            InstrumentError: its files are faulty.
        """
        return self._instruments.instrument(assessment.instrument_id)

    def previous(self, assessment: Assessment) -> Dossier | None:
        """The institution's latest earlier assessment, or None."""
        return previous_of(self._reader, assessment)

    def official(self, assessment: Assessment) -> dict[int, tuple[OfficialText, ...]]:
        """The official wording by indicator, as far as a person has given it."""
        found: dict[int, list[OfficialText]] = {}
        for text in self._reader.official_texts(assessment.instrument_id):
            found.setdefault(text.indicator, []).append(text)
        return {number: tuple(texts) for number, texts in found.items()}

    def history(
        self, assessment_id: int, indicator: int | None = None, actions: Collection[Action] = ()
    ) -> tuple[Step, ...]:
        """What was done to an assessment or an indicator, newest first; some actions or all."""
        return self._reader.steps(assessment_id, indicator, actions)

    def choose_level(
        self, assessment_id: int, number: int, level: int | None, *, stage: str = SELF
    ) -> Step | None:
        """Choose a level for an indicator, or None to leave it unanswered at the stage.

        Raises:
            UnknownIndicatorError: the instrument has no such indicator.
            LevelOutOfRangeError: the instrument has no such level.
            AnswerLockedError: the answer is approved.
            StageFinalError: the stage is final.
        """

        def change(outline: Outline, answer: Answer) -> Answer:
            _check_level(outline, level)
            return replace(answer, level=level)

        return self._edit(assessment_id, number, Action.CHOOSE_LEVEL, change, stage)

    def set_tick(self, assessment_id: int, number: int, tick: Tick, *, on: bool) -> Step | None:
        """Tick a condition or take its tick away.

        Raises:
            UnknownIndicatorError: the instrument has no such indicator.
            UnknownConditionError: the indicator has no such condition.
            AnswerLockedError: the answer is approved.
            StageFinalError: the self assessment is final.
        """

        def change(outline: Outline, answer: Answer) -> Answer:
            _check_condition(self._instruments.instrument(outline.id).indicator(number), tick)
            ticks = answer.ticks | {tick} if on else answer.ticks - {tick}
            return replace(answer, ticks=ticks)

        return self._edit(assessment_id, number, Action.TICK, change)

    def write(
        self, assessment_id: int, number: int, part: TextPart, text: str, *, stage: str = SELF
    ) -> Step | None:
        """Store a text of an answer.

        Raises:
            UnknownIndicatorError: the instrument has no such indicator.
            AnswerLockedError: the answer is approved.
            StageFinalError: the stage is final.
        """
        written: dict[str, Any] = {part.value: text}
        return self._edit(
            assessment_id,
            number,
            Action.JUSTIFY if part is TextPart.JUSTIFICATION else Action.WRITE,
            lambda _outline, answer: replace(answer, **written),
            stage,
        )

    def set_target(self, assessment_id: int, number: int, target: int | None) -> Step | None:
        """Set the level to aim at, or None for the instrument's own target.

        Raises:
            UnknownIndicatorError: the instrument has no such indicator.
            LevelOutOfRangeError: the instrument has no such level.
            AnswerLockedError: the answer is approved.
            StageFinalError: the self assessment is final.
        """

        def change(outline: Outline, answer: Answer) -> Answer:
            _check_level(outline, target)
            return replace(answer, target=target)

        return self._edit(assessment_id, number, Action.SET_TARGET, change)

    def set_unit(self, assessment_id: int, number: int, unit: str) -> Step | None:
        """Set the office that owns the evidence.

        Raises:
            UnknownIndicatorError: the instrument has no such indicator.
            AnswerLockedError: the answer is approved.
            StageFinalError: the self assessment is final.
        """
        cleaned = " ".join(unit.split())
        return self._edit(
            assessment_id,
            number,
            Action.SET_UNIT,
            lambda _outline, answer: replace(answer, unit=cleaned),
        )

    def draft(self, assessment_id: int, number: int) -> Draft:
        """Facts and analysis composed from ticks and citations; nothing is stored.

        Raises:
            UnknownIndicatorError: the instrument has no such indicator.
        """
        dossier = self.dossier(assessment_id)
        instrument = self.instrument(dossier.assessment)
        indicator = _indicator(instrument, number)
        evidence = dossier.evidence(number)
        return compose(instrument.outline, indicator, dossier.answer(number), evidence)

    def composed(self, assessment_id: int, number: int) -> Draft:
        """The sentences that were composed for an indicator before, by the log."""
        return last_composed(self._reader.steps(assessment_id, number), number)

    def take_draft(self, assessment_id: int, number: int, draft: Draft) -> Step | None:
        """Store a draft as facts and analysis; one that is not composed counts as written.

        Raises:
            UnknownIndicatorError: the instrument has no such indicator.
            AnswerLockedError: the answer is approved.
            StageFinalError: the self assessment is final.
        """
        return self._edit(
            assessment_id,
            number,
            Action.COMPOSE if draft.composed else Action.WRITE,
            lambda _outline, answer: replace(answer, fact=draft.fact, analysis=draft.analysis),
        )

    def undo(self, assessment_id: int) -> Step | None:
        """Take the latest step back; None when there is none.

        Raises:
            AnswerLockedError: it would change an approved answer or its evidence.
            StageFinalError: it would change something of a final stage.
        """
        return self._revert(assessment_id, StepKind.UNDO)

    def redo(self, assessment_id: int) -> Step | None:
        """Do again what was last taken back; None when there is nothing.

        Raises:
            AnswerLockedError: it would change an approved answer or its evidence.
            StageFinalError: it would change something of a final stage.
        """
        return self._revert(assessment_id, StepKind.REDO)

    def _revert(self, assessment_id: int, kind: StepKind) -> Step | None:
        undoing = kind is StepKind.UNDO
        with self._begin() as work:
            work.find(Assessment, assessment_id)  # from here on no other window takes a step
            next_step = self._reader.next_undo if undoing else self._reader.next_redo
            step = next_step(assessment_id)
            if step is None:
                return None
            # Documents stay in the library: other indicators may rest on them by now.
            changes = tuple(change for change in step.changes if not _moves_document(change))
            if undoing:
                changes = tuple(change.reversed() for change in reversed(changes))
            taken_back = NewStep(assessment_id, step.action, changes, kind, step.id)
            logged = applied(work, taken_back)
            work.commit()
        return logged

    def _edit(
        self,
        assessment_id: int,
        number: int,
        action: Action,
        change: Callable[[Outline, Answer], Answer],
        stage: str = SELF,
    ) -> Step | None:
        with self._begin() as work:
            assessment = work.find(Assessment, assessment_id)
            if assessment is None:
                raise UnknownAssessmentError(assessment_id)
            outline = self._instruments.outline(assessment.instrument_id)
            if number not in outline.numbers:
                raise UnknownIndicatorError(number, len(outline.numbers))
            if stage not in {entry.id for entry in stages_of(outline, assessment.cycle)}:
                raise ValueError(f"the assessment has no stage {stage}")
            before = work.find(Answer, assessment_id, number, stage)
            blank = Answer(assessment_id, number, stage)
            edited = change(outline, before or blank)
            if edited == (before or blank):
                return None
            after = replace(edited, state=_state_of(edited, blank))
            step = applied(work, NewStep(assessment_id, action, (Change(before, after),)))
            work.commit()
        return step


def _moves_document(change: Change) -> bool:
    return isinstance(change.record, Document) and None in (change.before, change.after)


def _state_of(answer: Answer, blank: Answer) -> State:
    """Whatever is edited is a draft again; what is emptied is open again."""
    return State.OPEN if replace(answer, state=State.OPEN) == blank else State.DRAFT


def _check_condition(indicator: Indicator, tick: Tick) -> None:
    level, position = tick
    for entry in indicator.levels:
        if entry.level == level and 1 <= position <= len(entry.conditions):
            return
    raise UnknownConditionError(indicator.number, level, position)


def _check_level(outline: Outline, level: int | None) -> None:
    if level is not None and level not in outline.levels:
        raise LevelOutOfRangeError(level, outline.minimum_level, outline.maximum_level)


def _indicator(instrument: Instrument, number: int) -> Indicator:
    if number not in instrument.outline.numbers:
        raise UnknownIndicatorError(number, len(instrument.indicators))
    return instrument.indicator(number)
