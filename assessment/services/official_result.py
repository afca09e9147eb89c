"""Taking over official results: read, compare with what adds up, store what a person confirmed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assessment.domain.errors import InstitutionNameError, YearOutOfRangeError
from assessment.domain.identity import OFFICIAL, Assessment, InstitutionKind, Record, State
from assessment.domain.names import name_key
from assessment.domain.official_result import (
    Doubt,
    OfficialResult,
    PagePicture,
    doubtful_rows,
    doubts_of,
)
from assessment.domain.official_result_errors import LevelsUnconfirmedError
from assessment.domain.passages import Box
from assessment.domain.progress import SILENT, Progress
from assessment.domain.records import (
    Answer,
    AspectNote,
    Document,
    DocumentKind,
    DocumentStatus,
    StageOutcome,
    TextState,
    key_of,
)
from assessment.domain.scoring import Score, score
from assessment.domain.steps import Action, Change, NewStep, Step
from assessment.services.assessments import LONGEST_NAME, new_uid
from assessment.services.evidence import clean_name
from assessment.services.locks import applied
from assessment.services.ports import (
    Begin,
    Clock,
    ContentStore,
    Instruments,
    OfficialResults,
    Reader,
    StoredFile,
    UnitOfWork,
)
from assessment.services.starting import beginning
from assessment.services.storing import kept_or_gone
from indicators.instrument import Instrument


@dataclass(frozen=True, slots=True)
class OfficialPreview:
    """What taking over a report would do.

    ``assessment_id`` is None where the assessment would be begun; ``targets`` are those of that
    year that it may belong to. ``doubts`` are those of the levels as they were read, ``rows`` the
    indicators that a person has to confirm because of them.
    """

    result: OfficialResult
    instrument: Instrument
    assessment_id: int | None
    targets: tuple[Assessment, ...]
    doubts: tuple[Doubt, ...]
    rows: frozenset[int]
    score: Score


class OfficialResultDesk:
    """Use cases on official results."""

    def __init__(
        self,
        begin: Begin,
        reader: Reader,
        instruments: Instruments,
        reports: OfficialResults,
        store: ContentStore,
        now: Clock,
    ) -> None:
        """Remember who reads and where things are stored."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments
        self._reports = reports
        self._store = store
        self._now = now

    def read(
        self, path: Path, progress: Progress = SILENT, year: int | None = None
    ) -> OfficialResult:
        """What a report says, of its own year or of one that a person names; nothing is stored.

        Raises:
            FileRefusedError: the file cannot be read, or is another document.
            CancelledError: the person asked to stop.
        """
        return self._reports.read(path, self._instruments.outlines(), progress, year)

    def preview(
        self, path: Path, progress: Progress = SILENT, year: int | None = None
    ) -> OfficialPreview:
        """What taking over a report would do; nothing is stored.

        Raises:
            FileRefusedError: the file cannot be read, or is another document.
            CancelledError: the person asked to stop.
        """
        result = self.read(path, progress, year)
        targets = self._targets(result)
        instrument = self._instruments.instrument(result.instrument_id)
        doubts = doubts_of(instrument.outline, result, result.levels)
        return OfficialPreview(
            result=result,
            instrument=instrument,
            assessment_id=_match(result.institution, targets),
            targets=targets,
            doubts=doubts,
            rows=doubtful_rows(instrument.outline, doubts),
            score=score(instrument.outline, result.levels),
        )

    def again(
        self, preview: OfficialPreview, year: int, progress: Progress = SILENT
    ) -> OfficialPreview:
        """The preview of the same report for the year that a person has named.

        Raises:
            FileRefusedError: the file cannot be read, or has no table for that year.
            CancelledError: the person asked to stop.
        """
        fresh, said = self.preview(preview.result.path, progress, year), preview.result
        fresh = replace(fresh, result=replace(fresh.result, kind_clear=said.kind_clear))
        return self.named(fresh, said.institution or fresh.result.institution, said.kind)

    def named(
        self, preview: OfficialPreview, institution: str, kind: InstitutionKind | None = None
    ) -> OfficialPreview:
        """The preview for an institution that a person has put right: its name, and what it is."""
        result = replace(
            preview.result,
            institution=" ".join(institution.split()),
            kind=kind or preview.result.kind,
        )
        return replace(
            preview,
            result=result,
            assessment_id=_match(result.institution, preview.targets),
            doubts=doubts_of(preview.instrument.outline, result, result.levels),
        )

    def years(self) -> range:
        """The years that a report may be about, by all instruments that can be read."""
        spans = [outline.valid_years for outline in self._instruments.outlines()]
        first = min(span[0] for span in spans)
        return range(first, max(self._now().year + 1, *(span[1] for span in spans)) + 1)

    def recorded(self, preview: OfficialPreview) -> dict[int, int]:
        """The official levels that the assessment has already and that would be replaced."""
        if preview.assessment_id is None:
            return {}
        return self._reader.dossier(preview.assessment_id).levels(OFFICIAL)

    def remaining(self, preview: OfficialPreview, levels: Mapping[int, int]) -> tuple[Doubt, ...]:
        """What still does not add up with the levels that a person has given so far."""
        return doubts_of(preview.instrument.outline, preview.result, levels)

    def picture(self, path: Path, page: int, width: int, area: Box | None = None) -> PagePicture:
        """A page of a report, or a strip of it, painted that wide.

        Raises:
            FileRefusedError: the file is no sound PDF, or has no such page.
        """
        return self._reports.picture(path, page, area, width)

    def apply(
        self,
        preview: OfficialPreview,
        levels: Mapping[int, int],
        progress: Progress = SILENT,
        *,
        confirmed: bool = False,
    ) -> Step | None:
        """Store a report as the official stage of its assessment, in one step that can be undone.

        The assessment is begun where it is missing. None when everything is stored already.

        Args:
            preview: what was read.
            levels: a level for every indicator.
            progress: told of the file.
            confirmed: whether a person has looked at every row that was doubtful.

        Raises:
            LevelsUnconfirmedError: levels are missing, or something does not add up and nobody
                has confirmed it.
            UnknownIndicatorError: a number that the instrument does not have.
            LevelOutOfRangeError: a level outside the instrument's range.
            InstitutionNameError: the report's institution is not known.
            YearOutOfRangeError: the instrument is not meant for that year.
            FileRefusedError: the file is gone.
            StorageError: it cannot be stored; nothing is.
        """
        self._check(preview, levels, confirmed=confirmed)
        with kept_or_gone(self._store, self._reader) as added:
            stored = self._store.add(preview.result.path, progress)
            added.append(stored)
            return self._record(preview, levels, stored)

    def _record(
        self, preview: OfficialPreview, levels: Mapping[int, int], stored: StoredFile
    ) -> Step | None:
        result = preview.result
        with self._begin() as work:
            number = preview.assessment_id
            if number is None:
                number = work.next_assessment_id()
                work.apply(beginning(self._new(number, result)))
            records = (
                *_answers(number, levels),
                *_notes(number, result),
                _outcome(number, result, stored),
            )
            changes = tuple(_changes(work, records))
            if work.find(Document, stored.sha256) is None:
                changes = (Change(None, self._document(result, stored)), *changes)
            if not changes:
                return None
            step = applied(work, NewStep(number, Action.RECORD_OFFICIAL, changes))
            work.commit()
        return step

    def _check(
        self, preview: OfficialPreview, levels: Mapping[int, int], *, confirmed: bool
    ) -> None:
        result, outline = preview.result, preview.instrument.outline
        if not 0 < len(result.institution) <= LONGEST_NAME:
            raise InstitutionNameError(result.institution)
        first, last = outline.valid_years[0], max(outline.valid_years[1], self._now().year + 1)
        if not first <= result.year <= last:
            raise YearOutOfRangeError(result.year, first, last)
        doubts = doubts_of(outline, result, levels)
        missing = tuple(number for number in outline.numbers if number not in levels)
        if missing or (not confirmed and (doubts or levels != result.levels)):
            raise LevelsUnconfirmedError(result.path, doubts, missing)

    def _targets(self, result: OfficialResult) -> tuple[Assessment, ...]:
        """The assessments of that year by the same instrument."""
        known = (overview.assessment for overview in self._reader.overviews())
        measured = (result.year, result.instrument_id)
        return tuple(entry for entry in known if (entry.year, entry.instrument_id) == measured)

    def _new(self, number: int, result: OfficialResult) -> Assessment:
        return Assessment(
            id=number,
            uid=new_uid(),
            instrument_id=result.instrument_id,
            institution=result.institution,
            kind=result.kind,
            year=result.year,
            created=self._now(),
            cycle=result.cycle,
        )

    def _document(self, result: OfficialResult, stored: StoredFile) -> Document:
        return Document(
            sha256=stored.sha256,
            name=clean_name(result.path.name),
            size=stored.size,
            added=self._now(),
            kind=DocumentKind.REPORT,
            year=result.year,
            about=f"Hasil Evaluasi SPBE {result.institution}",
            pages=stored.pages,
            status=DocumentStatus.ENACTED,
            text_state=TextState.UNKNOWN,
        )


def _match(institution: str, targets: tuple[Assessment, ...]) -> int | None:
    """The assessment of that institution, however its name is written."""
    key = name_key(institution)
    return next((entry.id for entry in targets if key and name_key(entry.institution) == key), None)


def _answers(number: int, levels: Mapping[int, int]) -> Iterator[Answer]:
    for indicator, level in sorted(levels.items()):
        yield Answer(number, indicator, OFFICIAL, level, state=State.APPROVED)


def _notes(number: int, result: OfficialResult) -> Iterator[AspectNote]:
    for text in result.texts:
        if text.strengths or text.weaknesses:
            yield AspectNote(number, text.aspect, text.strengths, text.weaknesses, OFFICIAL)


def _outcome(number: int, result: OfficialResult, stored: StoredFile) -> StageOutcome:
    printed = result.index if result.index is not None else result.headline
    return StageOutcome(
        assessment_id=number,
        stage=OFFICIAL,
        final=True,
        recommendation=result.recommendation,
        printed_index="" if printed is None else f"{printed:.2f}",
        source=stored.sha256,
    )


def _changes(work: UnitOfWork, records: tuple[Record, ...]) -> Iterator[Change]:
    for record in records:
        before = work.find(type(record), *key_of(record))
        if before != record:
            yield Change(before, record)
