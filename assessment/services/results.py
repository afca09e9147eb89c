"""Results of an assessment for Hasil: score, comparison with the year before, charts."""

from assessment.domain.charts import ChartImage
from assessment.domain.records import SELF
from assessment.domain.results import Result, StageResult, result_of, stage_results
from assessment.services.assessments import previous_of
from assessment.services.ports import ChartDrawer, ChartKind, Instruments, Reader


class Results:
    """Use cases on scores; nothing is stored."""

    def __init__(self, reader: Reader, instruments: Instruments, drawer: ChartDrawer) -> None:
        """Remember where answers come from and who draws."""
        self._reader = reader
        self._instruments = instruments
        self._drawer = drawer

    def result(self, assessment_id: int, stage: str = SELF) -> Result:
        """The result of a stage.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        dossier = self._reader.dossier(assessment_id)
        instrument = self._instruments.instrument(dossier.assessment.instrument_id)
        previous = previous_of(self._reader, dossier.assessment)
        averages = self._instruments.averages(instrument.id)
        return result_of(instrument, dossier, previous, stage, averages)

    def stages(self, assessment_id: int) -> tuple[StageResult, ...]:
        """The results of all stages that were reached, each with what it changed.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        dossier = self._reader.dossier(assessment_id)
        outline = self._instruments.outline(dossier.assessment.instrument_id)
        return stage_results(outline, dossier)

    def chart(
        self, chart: ChartKind, result: Result, size: tuple[int, int], scale: float, theme: str
    ) -> ChartImage:
        """A chart of a result in pixels; ``size`` is in logical pixels."""
        return self._drawer.draw(chart, result, size, scale, theme)
