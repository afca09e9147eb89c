"""The evidence folder on its way out: copied, read again, compared, and only then in place."""

import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from assessment.domain.errors import storage_error
from assessment.domain.evidence_folder import (
    INDEX_PDF,
    INDEX_WORKBOOK,
    OWN_NAMES,
    PART_SIZE,
    SUMS,
    FolderFile,
    FolderIndex,
    folder_files,
)
from assessment.domain.exchange import ExportKind, Receipt
from assessment.domain.file_errors import (
    ExportMismatchError,
    FileProblem,
    FileRefusedError,
    TargetError,
)
from assessment.domain.progress import SILENT, Progress
from assessment.domain.scoring import exact, score
from assessment.domain.stages import counting_levels
from assessment.services.ports import (
    Begin,
    Clock,
    ContentStore,
    IndexWriter,
    Instruments,
    Reader,
)
from indicators.errors import SpbeError

_CHUNK = 1 << 20


class EvidenceFolder:
    """Writes all evidence of an assessment into a folder, each content once."""

    def __init__(
        self,
        begin: Begin,
        reader: Reader,
        instruments: Instruments,
        store: ContentStore,
        writers: Callable[[], tuple[IndexWriter, IndexWriter]],
        now: Clock,
    ) -> None:
        """Remember who writes what; ``writers`` gives the one of the workbook, then of the PDF."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments
        self._store = store
        self._writers = writers
        self._now = now

    def export(
        self,
        assessment_id: int,
        target: Path,
        progress: Progress = SILENT,
        *,
        part_size: int = PART_SIZE,
    ) -> Receipt:
        """Write the folder, verify it by hashing everything again, and keep a receipt.

        A folder of that name that was made here is replaced once the new one is verified; beside
        any other one the new folder gets a number.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            FileRefusedError: a stored file is missing or damaged; a failed receipt is kept.
            TargetError: the target cannot be written; a failed receipt is kept.
            ExportMismatchError: something reads back differently; a failed receipt is kept.
            CancelledError: the person asked to stop; nothing is left behind.
        """
        dossier = self._reader.dossier(assessment_id)
        instrument = self._instruments.instrument(dossier.assessment.instrument_id)
        files = folder_files(dossier, instrument.outline.numbers, part_size)
        index = FolderIndex(instrument, dossier, files, self._now())
        place = _free(target.absolute())
        blank = _blank(index, place)
        try:
            receipt = self._write(blank, index, progress)
        except SpbeError as error:
            self._keep(replace(blank, failure=type(error).__name__))
            raise
        self._keep(receipt)
        return receipt

    def _write(self, blank: Receipt, index: FolderIndex, progress: Progress) -> Receipt:
        target = blank.path
        draft = target.with_name(f".{target.name}.sebagian")
        try:
            shutil.rmtree(draft, ignore_errors=True)  # left over from a crash
            draft.mkdir(parents=True)
            self._copy_files(draft, index.files, progress)
            sums = self._write_index(draft, index)
            _put_in_place(draft, target)
        except OSError as error:
            raise TargetError.of(storage_error(error, target), target) from error
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        uses = sum(len(file.labels) for file in index.files)
        return replace(
            blank,
            sha256=hashlib.sha256(sums).hexdigest(),
            size=sum(file.document.size for file in index.files),
            summary=f"{len(index.files)} berkas untuk {uses} bukti cocok",
        )

    def _copy_files(self, draft: Path, files: Sequence[FolderFile], progress: Progress) -> None:
        for done, file in enumerate(files):
            document = file.document
            place = draft / file.path
            place.parent.mkdir(exist_ok=True)

            def step(done: int = done, name: str = file.name) -> None:
                progress.step(done, len(files), name)

            step()
            source = self._store.path_of(document.sha256)
            if not source.is_file():
                raise FileRefusedError(Path(document.name), FileProblem.MISSING)
            if _copy(source, place, step) != document.sha256:
                raise FileRefusedError(Path(document.name), FileProblem.DAMAGED)
            if _digest(place, step) != document.sha256:
                raise ExportMismatchError(place, file.name)
        progress.step(len(files), len(files))

    def _write_index(self, draft: Path, index: FolderIndex) -> bytes:
        """Index and hashes; gives the content of the list of hashes."""
        names = (INDEX_WORKBOOK, INDEX_PDF)
        for name, writer in zip(names, self._writers(), strict=True):
            writer.write(draft / name, index)
            writer.verify(draft / name, index)
        hashes = [(file.document.sha256, str(file.path)) for file in index.files]
        hashes += [(_digest(draft / name), name) for name in names]
        content = "".join(f"{sha256}  {path}\n" for sha256, path in hashes).encode()
        (draft / SUMS).write_bytes(content)
        return content

    def _keep(self, receipt: Receipt) -> None:
        with self._begin() as work:
            work.add_receipt(receipt)
            work.commit()


def _blank(index: FolderIndex, place: Path) -> Receipt:
    """The receipt before anything is written."""
    dossier = index.dossier
    standing = score(index.instrument.outline, counting_levels(index.instrument.outline, dossier))
    return Receipt(
        dossier.assessment.id,
        index.now,
        ExportKind.EVIDENCE,
        place,
        "",
        0,
        "",
        index=exact(standing.index),
        revision=dossier.revision,
    )


def _copy(source: Path, target: Path, step: Callable[[], None]) -> str:
    """Copy a file to the disk; gives the hash of what was read."""
    digest = hashlib.sha256()
    with source.open("rb") as reader, target.open("xb") as writer:
        while chunk := reader.read(_CHUNK):
            digest.update(chunk)
            writer.write(chunk)
            step()
        writer.flush()
        os.fsync(writer.fileno())
    return digest.hexdigest()


def _digest(path: Path, step: Callable[[], None] = lambda: None) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as reader:
        while chunk := reader.read(_CHUNK):
            digest.update(chunk)
            step()
    return digest.hexdigest()


def _put_in_place(draft: Path, target: Path) -> None:
    """Swap the folders; the old one comes back where the new one cannot take its place."""
    if not target.exists():
        draft.rename(target)
        return
    old = target.with_name(f".{target.name}.lama")
    shutil.rmtree(old, ignore_errors=True)
    target.rename(old)
    try:
        draft.rename(target)
    except OSError:
        with suppress(OSError):
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _free(target: Path) -> Path:
    """The target, or beside a folder that holds other things the next name that is free."""
    candidate, number = target, 1
    while (candidate.exists() or candidate.is_symlink()) and not _is_ours(candidate):
        number += 1
        candidate = target.with_name(f"{target.name} ({number})")
    return candidate


def _is_ours(folder: Path) -> bool:
    """Whether a folder holds what was written here and nothing else; only such is replaced."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        found = {
            path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()
        }
    except (OSError, UnicodeDecodeError):
        return False
    listed = {line.partition("  ")[2] for line in lines}
    return not folder.is_symlink() and found <= listed | OWN_NAMES
