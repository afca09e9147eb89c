"""Receipts as people keep them: a text, and a code that holds the same text."""

from collections.abc import Callable
from pathlib import Path

from assessment.domain.errors import storage_error
from assessment.domain.exchange import Receipt
from assessment.domain.file_errors import TargetError
from assessment.domain.receipts import receipt_text
from assessment.services.ports import Reader


class Receipts:
    """Use cases on receipts; they are listed by `HandoverDesk.receipts`."""

    def __init__(self, reader: Reader, code: Callable[[str], bytes]) -> None:
        """Remember who reads, and what makes a picture (SVG) of a text."""
        self._reader = reader
        self._code = code

    def text(self, receipt: Receipt) -> str:
        """What proves the export.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        return receipt_text(receipt, self._reader.dossier(receipt.assessment_id).assessment)

    def code(self, receipt: Receipt) -> bytes:
        """The same text as a QR code (SVG).

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        return self._code(self.text(receipt))

    def save(self, receipt: Receipt, target: Path) -> None:
        """Write the text into a file; the code where its name ends in ``.svg``.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            TargetError: the file cannot be written.
        """
        picture = target.suffix.lower() == ".svg"
        content = self.code(receipt) if picture else self.text(receipt).encode()
        try:
            target.write_bytes(content)
        except OSError as error:
            raise TargetError.of(storage_error(error, target), target) from error
