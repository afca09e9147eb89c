"""Strengths and weaknesses of the aspects, and the recommendation: drafted, edited, stored."""

from dataclasses import replace

from assessment.domain.dossier import Dossier
from assessment.domain.errors import StageFinalError, UnknownAssessmentError
from assessment.domain.evaluation import draft_notes, draft_recommendation
from assessment.domain.identity import Assessment
from assessment.domain.records import AspectNote, StageOutcome
from assessment.domain.stages import stages_of
from assessment.domain.steps import Action, Change, NewStep, Step
from assessment.services.locks import applied
from assessment.services.ports import Begin, Instruments, Reader, UnitOfWork
from indicators.instrument import Instrument


class Evaluation:
    """Use cases on what is said about a whole stage.

    Drafts are only given: a person takes them, so nothing she wrote is overwritten.
    """

    def __init__(self, begin: Begin, reader: Reader, instruments: Instruments) -> None:
        """Remember where answers come from and where notes are stored."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments

    def draft_notes(self, assessment_id: int, stage: str) -> tuple[AspectNote, ...]:
        """Drafts of strengths and weaknesses of all aspects at a stage.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        instrument, dossier = self._read(assessment_id)
        return draft_notes(instrument, dossier, stage)

    def draft_recommendation(self, assessment_id: int, stage: str) -> str:
        """A draft of the recommendation in its four parts; empty while nothing is scored.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        instrument, dossier = self._read(assessment_id)
        return draft_recommendation(instrument, dossier, stage)

    def write_note(
        self, assessment_id: int, aspect: int, stage: str, strengths: str, weaknesses: str
    ) -> Step | None:
        """Store the note on an aspect at a stage; None when nothing changed.

        Raises:
            StageFinalError: the stage is final.
        """
        with self._begin() as work:
            before = work.find(AspectNote, assessment_id, aspect, stage)
            blank = AspectNote(assessment_id, aspect, stage=stage)
            after = replace(before or blank, strengths=strengths, weaknesses=weaknesses)
            if after == (before or blank):
                return None
            change = Change(before, after)
            step = applied(work, NewStep(assessment_id, Action.NOTE_ASPECT, (change,)))
            work.commit()
        return step

    def write_recommendation(self, assessment_id: int, text: str) -> Step | None:
        """Store the recommendation; None when nothing changed.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            StageFinalError: all stages are final.
        """
        with self._begin() as work:
            before = work.find(Assessment, assessment_id)
            if before is None:
                raise UnknownAssessmentError(assessment_id)
            after = replace(before, recommendation=text)
            if after == before:
                return None
            self._check_unfinished(work, before)
            step = work.apply(NewStep(assessment_id, Action.RECOMMEND, (Change(before, after),)))
            work.commit()
        return step

    def _check_unfinished(self, work: UnitOfWork, assessment: Assessment) -> None:
        outline = self._instruments.outline(assessment.instrument_id)
        stages = stages_of(outline, assessment.cycle)
        outcomes = [work.find(StageOutcome, assessment.id, stage.id) for stage in stages]
        if all(outcome is not None and outcome.final for outcome in outcomes):
            raise StageFinalError(stages[-1].id)

    def _read(self, assessment_id: int) -> tuple[Instrument, Dossier]:
        dossier = self._reader.dossier(assessment_id)
        return self._instruments.instrument(dossier.assessment.instrument_id), dossier
