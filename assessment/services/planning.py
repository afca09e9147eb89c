"""What would lift the index: what if, the cheapest path, the action plan."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from assessment.domain.cheapest_path import CheapestPath, Efforts, cheapest_path
from assessment.domain.dossier import Dossier
from assessment.domain.planning import (
    Need,
    PathSetting,
    PathSettings,
    default_efforts,
    is_default,
    needs,
)
from assessment.domain.records import ActionItem, PathWish, key_of
from assessment.domain.scoring import Score, score
from assessment.domain.stages import counting_levels
from assessment.domain.steps import Action, Change, NewStep, Step
from assessment.services.ports import Begin, Instruments, Reader


class Planning:
    """Use cases on levels that are not reached yet.

    Stored are the action plan, and for the cheapest path what differs from its defaults.
    """

    def __init__(self, begin: Begin, reader: Reader, instruments: Instruments) -> None:
        """Remember where answers are and where plans are stored."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments

    def what_if(self, assessment_id: int, levels: Mapping[int, int | None]) -> Score:
        """The score if these indicators had these levels and all others what they have.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            UnknownIndicatorError: the instrument has no such indicator.
            LevelOutOfRangeError: the instrument has no such level.
        """
        dossier = self._reader.dossier(assessment_id)
        outline = self._instruments.outline(dossier.assessment.instrument_id)
        return score(outline, {**counting_levels(outline, dossier), **levels})

    def efforts(self, assessment_id: int) -> dict[tuple[int, int], int]:
        """What every step is reckoned to cost: its open conditions, at least 1.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        dossier = self._reader.dossier(assessment_id)
        return default_efforts(
            self._instruments.instrument(dossier.assessment.instrument_id), dossier
        )

    def settings(self, assessment_id: int) -> PathSettings:
        """What a person has set for the cheapest path."""
        return self._reader.path_settings(assessment_id)

    def keep_setting(self, setting: PathSetting) -> Step | None:
        """Keep what a person sets for the cheapest path; its default is not kept.

        None where nothing is different.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            UnknownIndicatorError: the instrument has no such indicator.
            LevelOutOfRangeError: the instrument has no such level.
        """
        number = setting.assessment_id
        dossier = self._reader.dossier(number)
        instrument = self._instruments.instrument(dossier.assessment.instrument_id)
        if not isinstance(setting, PathWish):
            score(instrument.outline, {setting.indicator: setting.level})  # refuses what is unknown
        after = None if is_default(setting, instrument, dossier) else setting
        with self._begin() as work:
            change = Change(work.find(type(setting), *key_of(setting)), after)
            if change.before == change.after:
                return None
            step = work.apply(NewStep(number, Action.WEIGH, (change,)))
            work.commit()
        return step

    def reset(self, assessment_id: int) -> Step | None:
        """Let every step cost its default and open every lock; None where all is so already."""
        settings = self.settings(assessment_id)
        changes = [Change(record, None) for record in (*settings.efforts, *settings.caps)]
        return self._apply(assessment_id, Action.WEIGH, changes)

    def cheapest_path(
        self,
        assessment_id: int,
        wanted: Fraction,
        efforts: Efforts,
        caps: Mapping[int, int] | None = None,
    ) -> CheapestPath:
        """The steps with the least effort to an unrounded index; see the domain's function.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            OutOfReachError: the steps that are allowed do not lead there.
        """
        dossier = self._reader.dossier(assessment_id)
        outline = self._instruments.outline(dossier.assessment.instrument_id)
        return cheapest_path(outline, counting_levels(outline, dossier), wanted, efforts, caps)

    def needs(self, assessment_id: int, number: int, goal: int) -> tuple[Need, ...]:
        """What raising an indicator to a level demands, step by step.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        dossier = self._reader.dossier(assessment_id)
        instrument = self._instruments.instrument(dossier.assessment.instrument_id)
        start = dossier.answer(number).level or instrument.outline.minimum_level
        return needs(instrument.indicator(number), dossier.answer(number).ticks, start, goal)

    def plan(self, assessment_id: int) -> tuple[ActionItem, ...]:
        """The action plan, in the order of the indicators.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        return self._reader.dossier(assessment_id).action_items

    def adopt(self, assessment_id: int, path: CheapestPath) -> Step | None:
        """Make a path the action plan; what was planned for its indicators keeps unit and date."""
        dossier = self._reader.dossier(assessment_id)
        planned = {item.indicator: item for item in dossier.action_items}
        wanted = []
        for climb in path.climbs:
            unit = dossier.answer(climb.indicator).unit
            blank = ActionItem(assessment_id, climb.indicator, climb.goal, unit)
            wanted.append(replace(planned.pop(climb.indicator, blank), level=climb.goal))
        return self._store(dossier, wanted, planned)

    def keep(self, item: ActionItem) -> Step | None:
        """Store one item of the plan; None where nothing is different.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            UnknownIndicatorError: the instrument has no such indicator.
            LevelOutOfRangeError: the instrument has no such level.
        """
        self.what_if(item.assessment_id, {item.indicator: item.level})  # refuses what is unknown
        return self._store(self._reader.dossier(item.assessment_id), [item], ())

    def drop(self, assessment_id: int, numbers: Iterable[int]) -> Step | None:
        """Take indicators off the plan; None where none of them is on it."""
        return self._store(self._reader.dossier(assessment_id), [], tuple(numbers))

    def _store(
        self, dossier: Dossier, wanted: Iterable[ActionItem], dropped: Iterable[int]
    ) -> Step | None:
        here = {key_of(item): item for item in dossier.action_items}
        number = dossier.assessment.id
        changes = [Change(here.get(key_of(item)), item) for item in wanted]
        changes.extend(Change(here.get((number, gone)), None) for gone in dropped)
        return self._apply(number, Action.PLAN, changes)

    def _apply(self, number: int, action: Action, changes: Iterable[Change]) -> Step | None:
        different = tuple(change for change in changes if change.before != change.after)
        if not different:
            return None
        with self._begin() as work:
            step = work.apply(NewStep(number, action, different))
            work.commit()
        return step
