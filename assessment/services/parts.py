"""Parts: indicators given to a colleague, and brought back by merging."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from assessment.domain.conflicts import (
    UNDECIDED,
    Authors,
    Conflict,
    Decisions,
    Touch,
    rebased_touches,
    touches_of,
)
from assessment.domain.dossier import Dossier
from assessment.domain.errors import UnknownIndicatorError
from assessment.domain.exchange import Receipt
from assessment.domain.merge_errors import NoIndicatorsError, PartUnknownError, UndecidedError
from assessment.domain.merging import Merge, merge
from assessment.domain.package import Manifest, PartFile, rebased
from assessment.domain.progress import SILENT, Progress
from assessment.domain.records import Document, TextState
from assessment.domain.steps import Action, Change, NewStep, Step
from assessment.services.locks import applied
from assessment.services.package import Packages
from assessment.services.ports import Begin, Instruments, Reader, UnitOfWork


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What merging a part would do: ``merge`` with every conflict open."""

    part: PartFile
    assessment_id: int
    merge: Merge
    trusted: bool

    @property
    def manifest(self) -> Manifest:
        """Who gave the part back, when, and which indicators are in it."""
        return self.part.manifest


class Parts:
    """Use cases on parts; a colleague opens one with `Packages.take_over`."""

    def __init__(
        self, begin: Begin, reader: Reader, instruments: Instruments, packages: Packages
    ) -> None:
        """Remember where things are stored and who reads packages."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments
        self._packages = packages

    def give(
        self,
        assessment_id: int,
        numbers: Collection[int],
        target: Path,
        *,
        password: str = "",
        progress: Progress = SILENT,
    ) -> Receipt:
        """Write a part with these indicators; raises what `Packages.export` raises.

        Raises:
            NoIndicatorsError: there are none.
            UnknownIndicatorError: the instrument has no such indicator.
        """
        assessment = self._reader.dossier(assessment_id).assessment
        known = self._instruments.outline(assessment.instrument_id).numbers
        if not numbers:
            raise NoIndicatorsError
        for number in sorted(numbers):
            if number not in known:
                raise UnknownIndicatorError(number, len(known))
        return self._packages.export(
            assessment_id, target, password=password, part=numbers, progress=progress
        )

    def preview(self, path: Path, password: str = "", progress: Progress = SILENT) -> MergePreview:
        """What merging the part would change here; nothing is stored.

        Raises what `Packages.read_part` raises.

        Raises:
            PartUnknownError: the assessment that it belongs to is not here.
        """
        part = self._packages.read_part(path, password, progress)
        wanted = part.theirs.assessment
        for overview in self._reader.overviews():
            if overview.assessment.uid == wanted.uid:
                number = overview.assessment.id
                found = self._merged(part, number, UNDECIDED)
                trusted = part.manifest.fingerprint in self._reader.trusted()
                return MergePreview(part, number, found, trusted)
        raise PartUnknownError(path, wanted.institution, wanted.year)

    def merge(
        self,
        preview: MergePreview,
        decisions: Decisions = UNDECIDED,
        progress: Progress = SILENT,
    ) -> Step | None:
        """Merge a part in one step, as it stands here now; None when it changes nothing.

        Its new documents are stored first. What was approved here stays unless a person decides
        otherwise.

        Raises:
            UndecidedError: other conflicts are left, or came up since the preview.
            StageFinalError: a decision would change a final stage.
            PackageRefusedError: the file has changed since the preview.
            StorageError: something cannot be stored; nothing is merged.
            CancelledError: the person asked to stop; nothing is merged.
        """
        part, number = preview.part, preview.assessment_id
        found = self._merged(part, number, decisions)
        if left := undecided(found, decisions):
            raise UndecidedError(part.path, left)
        if not found.changes:
            return None
        added = {
            change.record.sha256
            for change in found.changes
            if change.before is None and isinstance(change.record, Document)
        }
        files = [file for file in part.files if file.sha256 in added]
        with (
            self._packages.stored(part.path, part.password, files, progress),
            self._begin() as work,
        ):
            step = applied(work, NewStep(number, Action.MERGE, found.changes))
            _keep_names(work, part.theirs, step.changes)
            work.commit()
        return step

    def _merged(self, part: PartFile, number: int, decisions: Decisions) -> Merge:
        ours = self._reader.dossier(number)
        here = {document.sha256: document for document in self._reader.documents()}
        theirs = rebased(part.theirs, number)
        known = tuple(here[one.sha256] for one in theirs.documents if one.sha256 in here)
        used = {document.sha256 for document in ours.documents}
        manifest = part.manifest
        return merge(
            self._instruments.outline(ours.assessment.instrument_id),
            rebased(part.base, number),
            replace(
                ours,
                documents=(*ours.documents, *(one for one in known if one.sha256 not in used)),
            ),
            replace(theirs, documents=tuple(_unread(one) for one in theirs.documents)),
            manifest.part,
            decisions=decisions,
            authors=Authors(
                ours=touches_of(self._reader.steps(number)),
                theirs=rebased_touches(part.authors, number),
                sender=Touch(manifest.signer, manifest.created),
            ),
        )


def undecided(found: Merge, decisions: Decisions) -> tuple[Conflict, ...]:
    """The conflicts that a person still has to decide: approved ones stay as they are here."""
    return tuple(one for one in found.conflicts if one not in decisions and not one.approved)


def _unread(document: Document) -> Document:
    """A document whose text is still to be read here."""
    return replace(document, text_state=TextState.UNKNOWN)


def _keep_names(work: UnitOfWork, theirs: Dossier, changes: Iterable[Change]) -> None:
    """Remember what else documents are called: in the part, or here until now."""
    before = (change.before for change in changes)
    for document in (*theirs.documents, *(one for one in before if isinstance(one, Document))):
        stored = work.find(Document, document.sha256)
        if stored is not None and stored.name != document.name:
            work.add_name(document.sha256, document.name)
