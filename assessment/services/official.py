"""The official wording beside ours: read from a person's own PDFs, kept in her workspace."""

from pathlib import Path

from assessment.domain.official import OfficialPart, OfficialSource, OfficialText
from assessment.domain.progress import SILENT, Progress
from assessment.services.ports import Begin, Instruments, OfficialTexts, Reader
from indicators.outline import Outline


class OfficialWording:
    """Use cases on the official texts of the instruments at hand."""

    def __init__(
        self, begin: Begin, reader: Reader, instruments: Instruments, texts: OfficialTexts
    ) -> None:
        """Remember where texts are kept and who reads them."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments
        self._texts = texts

    def sources(self) -> tuple[OfficialSource, ...]:
        """Both sources of every instrument that names them, and what of them is kept.

        Raises:
            StorageError: the workspace cannot be read.
        """
        found = []
        for outline in self._instruments.outlines():
            kept = self._reader.official_texts(outline.id)
            found += [
                _source(outline, part, kept) for part in OfficialPart if _title(outline, part)
            ]
        return tuple(found)

    def read(
        self, instrument_id: str, part: OfficialPart, path: Path, progress: Progress = SILENT
    ) -> OfficialSource:
        """Read a source and keep its texts instead of earlier ones.

        Raises:
            UnknownInstrumentError: there is no such instrument.
            FileRefusedError: the file cannot be read, or is another document.
            StorageError: the workspace cannot be written.
            CancelledError: the person asked to stop; what was kept before stays.
        """
        outline = self._instruments.outline(instrument_id)
        texts = self._texts.read(path, part, outline, progress)
        self._keep(instrument_id, part, texts)
        return _source(outline, part, texts)

    def remove(self, instrument_id: str, part: OfficialPart) -> None:
        """Forget the texts of one source.

        Raises:
            StorageError: the workspace cannot be written.
        """
        self._keep(instrument_id, part, ())

    def _keep(
        self, instrument_id: str, part: OfficialPart, texts: tuple[OfficialText, ...]
    ) -> None:
        with self._begin() as work:
            work.keep_official(instrument_id, part, texts)
            work.commit()


def _title(outline: Outline, part: OfficialPart) -> str:
    return outline.regulation if part is OfficialPart.CRITERIA else outline.guideline


def _source(
    outline: Outline, part: OfficialPart, texts: tuple[OfficialText, ...]
) -> OfficialSource:
    mine = [text for text in texts if text.part is part]
    places = {(text.indicator, text.level) for text in mine}
    return OfficialSource(
        instrument_id=outline.id,
        part=part,
        title=_title(outline, part),
        file=mine[0].source if mine else "",
        indicators=len(outline.numbers),
        levels=len(outline.levels),
        missing=tuple(
            (number, level)
            for number in outline.numbers
            for level in outline.levels
            if (number, level) not in places
        ),
    )
