"""Who changed what: the whole log of an assessment, whether it is whole, and copies of it."""

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from assessment.domain.diagnosis import Symptom
from assessment.domain.errors import storage_error
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.log import LogLine, log_lines
from assessment.services.ports import Examiner, LogWriter, Reader


class Log:
    """Use cases on the log."""

    def __init__(self, reader: Reader, examiner: Examiner, writer: LogWriter) -> None:
        """Remember where it is read from, and who writes copies."""
        self._reader = reader
        self._examiner = examiner
        self._writer = writer

    def lines(self, assessment_id: int) -> tuple[LogLine, ...]:
        """Everything that was changed, the newest first.

        Raises:
            StorageError: the workspace cannot be read.
        """
        return tuple(log_lines(self._reader.steps(assessment_id)))

    def doubts(self) -> tuple[Symptom, ...]:
        """Where the chain of the whole workspace breaks; nothing where it holds.

        Raises:
            StorageError: the workspace cannot be read.
        """
        _entries, symptoms = self._examiner.log()
        return symptoms

    def export(self, lines: Collection[LogLine], target: Path) -> None:
        """Write lines as a table, by suffix, reopened and compared before it is put in place.

        Raises:
            FileRefusedError: no kind of table has that suffix.
            TextTooLongError: a text does not fit the format.
            ExportMismatchError: the file does not hold what it should.
            StorageError: the target cannot be written.
        """
        if target.suffix.lower() not in self._writer.suffixes:
            raise FileRefusedError(target, FileProblem.UNSUPPORTED, target.suffix)
        draft = target.with_name(f".{target.stem}.sebagian{target.suffix}")
        try:
            self._writer.write(draft, lines)
            self._writer.verify(draft, lines)
            draft.replace(target)
        except OSError as error:
            raise storage_error(error, target) from error
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
