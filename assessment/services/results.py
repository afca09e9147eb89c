"""Results of an assessment for Hasil: score, comparison with the year before, charts."""

from assessment.domain.charts import ChartImage
from assessment.domain.results import Result, result_of
from assessment.services.assessments import previous_of
from assessment.services.ports import ChartDrawer, ChartKind, Instruments, Reader


class Results:
    """Use cases on scores; nothing is stored."""

    def __init__(self, reader: Reader, instruments: Instruments, drawer: ChartDrawer) -> None:
        """Remember where answers come from and who draws."""
        self._reader = reader
        self._instruments = instruments
        self._drawer = drawer

    def result(self, assessment_id: int) -> Result:
        """The result of the self assessment.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        dossier = self._reader.dossier(assessment_id)
        instrument = self._instruments.instrument(dossier.assessment.instrument_id)
        return result_of(instrument, dossier, previous_of(self._reader, dossier.assessment))

    def chart(
        self, chart: ChartKind, result: Result, size: tuple[int, int], scale: float, theme: str
    ) -> ChartImage:
        """A chart of a result in pixels; ``size`` is in logical pixels."""
        return self._drawer.draw(chart, result, size, scale, theme)
