"""Receipts as people keep them: a text, and a code that holds the same text."""

from collections.abc import Callable

from assessment.domain.exchange import Receipt
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
