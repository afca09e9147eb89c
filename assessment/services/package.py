"""Packages: given out, checked, and taken over as an assessment of one's own."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from assessment.domain.conflicts import UNTOLD, Touches, touches_of, touches_within
from assessment.domain.dossier import Dossier
from assessment.domain.errors import AssessmentExistsError
from assessment.domain.exchange import ExportKind, Receipt
from assessment.domain.identity import SELF, Assessment, Record, part_numbers
from assessment.domain.package import (
    Counts,
    Manifest,
    Package,
    PackagedFile,
    PartFile,
    aspects_within,
    limited,
    part_text,
    rebased,
)
from assessment.domain.package_errors import PackageProblem, PackageRefusedError
from assessment.domain.progress import SILENT, Progress
from assessment.domain.results import result_of
from assessment.domain.steps import Action, Change, NewStep, Step, StepKind
from assessment.services.assessments import new_uid
from assessment.services.handover import HandoverDesk
from assessment.services.package_ports import PackageFiles
from assessment.services.ports import Begin, Clock, ContentStore, Instruments, Reader, UnitOfWork
from assessment.services.storing import kept_or_gone
from assessment.services.takeover import freshly_named
from indicators.outline import Outline


@dataclass(frozen=True, slots=True)
class Verified:
    """A package that was found whole: what it says, and whose signature it bears."""

    path: Path
    manifest: Manifest
    trusted: bool

    @property
    def fingerprint(self) -> str:
        """The key that signed it."""
        return self.manifest.fingerprint

    @property
    def index(self) -> str:
        """The unrounded index, computed again from the levels."""
        return self.manifest.index

    @property
    def counts(self) -> Counts:
        """How much is in it."""
        return self.manifest.counts


@dataclass(frozen=True, slots=True)
class PackagePreview:
    """A package that could be taken over; ``assessment_id`` is that of one already here."""

    package: Package
    assessment_id: int | None
    trusted: bool


class Packages:
    """Use cases on packages."""

    def __init__(
        self,
        begin: Begin,
        reader: Reader,
        instruments: Instruments,
        desk: HandoverDesk,
        store: ContentStore,
        files: PackageFiles,
        now: Clock,
    ) -> None:
        """Remember who writes and reads what."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments
        self._desk = desk
        self._store = store
        self._files = files
        self._now = now

    def export(
        self,
        assessment_id: int,
        target: Path,
        *,
        password: str = "",
        part: Collection[int] = (),
        progress: Progress = SILENT,
    ) -> Receipt:
        """Write a package, or a part with some indicators only; verify it, keep a receipt.

        An assessment that is itself a part leaves as one, with the records it came with.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            FileRefusedError: a stored document is missing or damaged; a failed receipt is kept.
            StorageError: the target cannot be written; a failed receipt is kept.
            TextTooLongError: a text does not fit the workbook; a failed receipt is kept.
            ExportMismatchError: something reads back differently; a failed receipt is kept.
            CancelledError: the person asked to stop; nothing is left behind.
        """
        handover = self._desk.handover(assessment_id)
        whole = handover.dossier
        numbers = tuple(sorted(part)) or part_numbers(whole.assessment)
        base, authors = None, UNTOLD
        if numbers:
            outline = handover.instrument.outline
            base = _part_of(outline, self._begun(whole), numbers)
            dossier = _part_of(outline, whole, numbers)
            authors = self._authors(base, dossier)
            result = result_of(handover.instrument, dossier)
            handover = replace(handover, dossier=dossier, result=result)
        exporter = self._files.exporter(password=password, base=base, authors=authors)
        kind = ExportKind.PART if numbers else ExportKind.PACKAGE
        return self._desk.hand_over(handover, target, kind, exporter, progress)

    def verify(self, path: Path, password: str = "", progress: Progress = SILENT) -> Verified:
        """Check every byte of a package: files, hashes, counts, index, signature.

        Raises:
            FileRefusedError: there is no such file, or it cannot be read.
            PackageRefusedError: something about it is wrong; says what and where.
            WrongPasswordError: it needs a password, or another one.
            UnknownInstrumentError: its instrument is not here.
        """
        manifest = self._files.read(path, password, self._instruments, progress).manifest
        return Verified(path, manifest, self._trusts(manifest.fingerprint))

    def preview(
        self, path: Path, password: str = "", progress: Progress = SILENT
    ) -> PackagePreview:
        """What would be taken over; nothing is stored. Raises what `verify` raises."""
        package = self._files.read(path, password, self._instruments, progress)
        here = self._match(package.dossier.assessment)
        return PackagePreview(package, here, self._trusts(package.manifest.fingerprint))

    def read_part(self, path: Path, password: str = "", progress: Progress = SILENT) -> PartFile:
        """A part that was given out here, or came from here; raises what `verify` raises.

        Raises:
            PackageRefusedError: it is wrong, or a whole package.
        """
        package = self._files.read(path, password, self._instruments, progress)
        if package.base is None:
            raise PackageRefusedError(path, PackageProblem.NOT_A_PART)
        files = package.manifest.evidence
        return PartFile(
            path,
            package.manifest,
            package.base,
            package.dossier,
            files,
            password,
            package.authors,
        )

    def take_over(self, preview: PackagePreview, progress: Progress = SILENT) -> Step:
        """Make an assessment of a package, to score it again; a part of it, to work on it.

        All documents are stored first, each content once; then all records in one step.

        Raises:
            AssessmentExistsError: there is one for that institution and year.
            PackageRefusedError: the file has changed since the preview.
            StorageError: something cannot be stored; nothing is taken over.
            CancelledError: the person asked to stop; nothing is taken over.
        """
        package = preview.package
        arrived = package.dossier.assessment
        if self._match(arrived) is not None:
            raise AssessmentExistsError(arrived.institution, arrived.year)
        manifest = package.manifest
        with (
            self.stored(package.path, package.password, manifest.evidence, progress),
            self._begin() as work,
        ):
            changes = tuple(Change(None, record) for record in self._arrived(work, package))
            number = work.next_assessment_id()
            step = work.apply(NewStep(number, Action.IMPORT, changes, StepKind.BEGIN))
            work.commit()
        return step

    def trust(self, fingerprint: str, name: str) -> None:
        """Trust a key from now on, under the name of its owner."""
        with self._begin() as work:
            work.trust(fingerprint, name)
            work.commit()

    @contextmanager
    def stored(
        self, path: Path, password: str, files: Iterable[PackagedFile], progress: Progress = SILENT
    ) -> Iterator[None]:
        """Documents of a package are in the store; an error in the block takes new ones out.

        Raises:
            PackageRefusedError: the file has changed since it was read.
            FileRefusedError: a document is of a kind that proves nothing.
            StorageError: the store cannot be written.
            CancelledError: the person asked to stop.
        """
        wanted = tuple(files)
        with (
            kept_or_gone(self._store, self._reader) as added,
            TemporaryDirectory() as folder,
            self._files.unpack(path, password) as unpack,
        ):
            for done, file in enumerate(wanted):
                progress.step(done, len(wanted), file.name)
                target = Path(folder, f"{done}{PurePath(file.name).suffix}")
                unpack(file, target, SILENT)
                added.append(self._store.add(target, SILENT))
                target.unlink()
            progress.step(len(wanted), len(wanted))
            yield

    def _trusts(self, fingerprint: str) -> bool:
        return fingerprint in self._reader.trusted()

    def _match(self, wanted: Assessment) -> int | None:
        here = [overview.assessment for overview in self._reader.overviews()]
        for assessment in here:
            named = assessment.institution.casefold() == wanted.institution.casefold()
            if assessment.uid == wanted.uid or (named and assessment.year == wanted.year):
                return assessment.id
        return None

    def _begun(self, dossier: Dossier) -> Dossier:
        """A part as it came; anything else as it is now."""
        assessment = dossier.assessment
        if not (assessment.origin and assessment.part):
            return dossier
        *_, first = self._reader.steps(assessment.id)
        # The library had some of the documents before, so that they are not in the step.
        documents = (Change(None, document) for document in self._reader.documents())
        return Dossier(assessment).after((*documents, *first.changes), first.id)

    def _authors(self, base: Dossier, dossier: Dossier) -> Touches:
        """Who last changed what of a part since it came."""
        steps = self._reader.steps(dossier.assessment.id)
        since = (step for step in steps if step.id > base.revision)
        return touches_within(touches_of(since), base, dossier)

    def _arrived(self, work: UnitOfWork, package: Package) -> Iterator[Record]:
        """The records under the identifiers that they get here."""
        manifest = package.manifest
        dossier = rebased(package.dossier, work.next_assessment_id())
        arrived = dossier.assessment
        outcome = dossier.outcome(SELF)
        if not manifest.part:
            outcome = replace(outcome, final=True)
        yield replace(
            arrived,
            uid=new_uid() if self._is_taken(work, arrived) else arrived.uid,
            created=self._now(),
            origin=manifest.fingerprint,
        )
        known = {document.sha256 for document in self._reader.documents()}
        yield from (entry for entry in dossier.documents if entry.sha256 not in known)
        yield from dossier.answers
        yield from dossier.attachments
        yield from (freshly_named(work, entry) for entry in dossier.citations)
        yield from dossier.aspect_notes
        yield from (entry for entry in dossier.outcomes if entry.stage != SELF)
        if outcome.final:
            yield outcome
        yield from dossier.waivers
        yield from dossier.action_items
        yield from dossier.step_efforts
        yield from dossier.level_caps
        yield from dossier.path_wishes

    def _is_taken(self, work: UnitOfWork, arrived: Assessment) -> bool:
        """Whether one that was removed here keeps that identifier, for undo brings it back."""
        others = (work.find(Assessment, number) for number in range(1, arrived.id))
        return arrived.uid in {"", *(other.uid for other in others if other)}


def _part_of(outline: Outline, dossier: Dossier, numbers: Collection[int]) -> Dossier:
    """What a dossier says about some indicators and the aspects they make up, marked as a part."""
    marked = replace(dossier.assessment, part=part_text(numbers))
    aspects = aspects_within(outline, numbers)
    return replace(limited(dossier, numbers, aspects), assessment=marked)
