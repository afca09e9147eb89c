"""Who changed what: the whole log of an assessment, whether it is whole, and copies of it."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from assessment.domain.diagnosis import Symptom
from assessment.domain.errors import storage_error
from assessment.domain.exchange import ExportKind, Receipt
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.handover import Handover
from assessment.domain.log import LogLine, log_lines
from assessment.domain.progress import SILENT, Progress
from assessment.services.handover import HandoverDesk
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

    def export(
        self,
        desk: HandoverDesk,
        assessment_id: int,
        lines: Collection[LogLine],
        target: Path,
        progress: Progress = SILENT,
    ) -> Receipt:
        """Write lines as a table, by suffix; verified and receipted like every export of the desk.

        Raises:
            FileRefusedError: no kind of table has that suffix.
            TextTooLongError: a text does not fit the format; a failed receipt is kept.
            ExportMismatchError: the file does not hold what it should; a failed receipt is kept.
            TargetError: the target cannot be written; a failed receipt is kept.
        """
        if target.suffix.lower() not in self._writer.suffixes:
            raise FileRefusedError(target, FileProblem.UNSUPPORTED, target.suffix)
        copy = _Copy(self._writer, lines)
        return desk.hand_over(desk.handover(assessment_id), target, ExportKind.LOG, copy, progress)


@dataclass(frozen=True, slots=True)
class _Copy:
    """Writes lines that were chosen; see `assessment.services.ports.Exporter`."""

    writer: LogWriter
    lines: Collection[LogLine]

    def write(self, path: Path, _handover: Handover, _progress: Progress) -> None:
        try:
            self.writer.write(path, self.lines)
        except OSError as error:
            raise storage_error(error, path) from error

    def verify(self, path: Path, _handover: Handover) -> str:
        self.writer.verify(path, self.lines)
        return f"{len(self.lines)} perubahan cocok"
