"""Results of an assessment for Hasil: score, comparison with the year before, charts."""

from assessment.domain.charts import ChartImage
from assessment.domain.identity import Assessment, Overview
from assessment.domain.names import name_key
from assessment.domain.results import Result, StageResult, result_of, stage_results
from assessment.domain.years import Year, Years, year_of
from assessment.services.assessments import previous_of
from assessment.services.ports import ChartDrawer, ChartKind, Instruments, Reader
from indicators.errors import InstrumentError, UnknownInstrumentError


class Results:
    """Use cases on scores; nothing is stored."""

    def __init__(self, reader: Reader, instruments: Instruments, drawer: ChartDrawer) -> None:
        """Remember where answers come from and who draws."""
        self._reader = reader
        self._instruments = instruments
        self._drawer = drawer

    def result(self, assessment_id: int, stage: str | None = None) -> Result:
        """The result of a stage, or else of the one whose index is told.

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

    def years(self, assessment_id: int) -> Years:
        """All years of the institution that the assessment is of, whatever the instrument.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        assessment = self._reader.dossier(assessment_id).assessment
        return years_of(self._reader, self._instruments, assessment)

    def trend(self, years: Years, size: tuple[int, int], scale: float, theme: str) -> ChartImage:
        """The index over the years in pixels; ``size`` is in logical pixels."""
        return self._drawer.draw_trend(years, size, scale, theme)

    def chart(
        self, chart: ChartKind, result: Result, size: tuple[int, int], scale: float, theme: str
    ) -> ChartImage:
        """A chart of a result in pixels; ``size`` is in logical pixels."""
        return self._drawer.draw(chart, result, size, scale, theme)


def years_of(reader: Reader, instruments: Instruments, assessment: Assessment) -> Years:
    """All years of the institution, however its name is written; one assessment for a year.

    Of two in the same year that are not the given one, the last edited counts.
    """
    key = name_key(assessment.institution)
    found: dict[int, Overview] = {}
    for overview in reader.overviews():  # last edited first
        other = overview.assessment
        if name_key(other.institution) == key and other.year != assessment.year:
            found.setdefault(other.year, overview)
        elif other.id == assessment.id:
            found[other.year] = overview
    documents = reader.documents()
    entries: list[Year] = []
    locked: list[Assessment] = []
    for _, overview in sorted(found.items()):
        other = overview.assessment
        try:
            instrument = instruments.instrument(other.instrument_id)
            averages = instruments.averages(instrument.id)
        except (InstrumentError, UnknownInstrumentError):
            locked.append(other)  # Beranda says what is wrong with it
            continue
        dossier = reader.dossier(other.id)
        edited = None if overview.edited is None else overview.edited.date()
        entries.append(year_of(instrument, dossier, averages, edited, documents))
    return Years(assessment.year, tuple(entries), tuple(locked))
