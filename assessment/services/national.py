"""National lists of results, read from a person's own file, kept in her workspace."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path

from assessment.domain.file_errors import WorkbookRefusedError
from assessment.domain.identity import Assessment
from assessment.domain.ranking import (
    ListedResult,
    NationalList,
    NationalPreview,
    Standing,
    list_for,
    standing_in,
)
from assessment.domain.ranking_errors import NotANationalListError
from assessment.domain.recap import Findings, Round, Superseded, Unreadable, recap_of
from assessment.services.ports import Begin, Clock, Instruments, Reader

ReadList = Callable[[Path, Instruments], Findings]
"""Reads a list of results; raises `FileRefusedError` or `WorkbookRefusedError`."""


class NationalLists:
    """Use cases on lists that show an institution among all others."""

    def __init__(
        self, begin: Begin, reader: Reader, instruments: Instruments, read: ReadList, now: Clock
    ) -> None:
        """Remember where lists are kept and who reads them."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments
        self._read = read
        self._now = now

    def lists(self) -> tuple[NationalList, ...]:
        """All lists that are kept, the latest year first.

        Raises:
            StorageError: the workspace cannot be read.
        """
        return self._reader.national_lists()

    def preview(self, path: Path) -> NationalPreview:
        """What a file would bring; nothing is stored.

        Raises:
            FileRefusedError: there is no such file, it cannot be read, or is empty.
            NotANationalListError: it is another table, or none of its lines gives a result.
            StorageError: the workspace cannot be read.
        """
        try:
            found = self._read(path, self._instruments)
        except WorkbookRefusedError as error:
            raise NotANationalListError(path, error.detail.rpartition(": ")[2]) from error
        if not found.submissions:
            # Without an index it says who is expected, which only a recap can use.
            raise NotANationalListError(path, "index" if found.expected else "", found.unreadable)
        instruments = {one.instrument_id for one in found.submissions}
        outlines = {one: self._instruments.outline(one) for one in instruments}
        # A recap decides which line counts where an institution is named twice.
        sorted_out = recap_of(path, found, outlines)
        lists = tuple(self._list(path, shown) for shown in sorted_out.rounds)
        years = {(one.instrument_id, one.year) for one in lists}
        kept = tuple(one for one in self.lists() if (one.instrument_id, one.year) in years)
        doubts = (*found.unreadable, *(_named_twice(one) for one in sorted_out.superseded))
        return NationalPreview(path, lists, kept, doubts)

    def keep(self, lists: Iterable[NationalList]) -> None:
        """Keep lists instead of those of the same instrument and year.

        Raises:
            StorageError: the workspace cannot be written.
        """
        with self._begin() as work:
            for one in lists:
                work.keep_national(one)
            work.commit()

    def remove(self, instrument_id: str, year: int) -> None:
        """Forget the list of a year; `keep` brings it back.

        Raises:
            StorageError: the workspace cannot be written.
        """
        with self._begin() as work:
            work.drop_national(instrument_id, year)
            work.commit()

    def standing(self, assessment: Assessment, index: Fraction) -> Standing | None:
        """Where an institution stands in the list that fits its year; None without a list.

        Raises:
            StorageError: the workspace cannot be read.
        """
        shown = list_for(self.lists(), assessment.instrument_id, assessment.year)
        return None if shown is None else standing_in(shown, assessment, index)

    def _list(self, path: Path, shown: Round) -> NationalList:
        entries = (entry.submission for entry in shown.entries)
        return NationalList(
            instrument_id=shown.outline.id,
            year=shown.year,
            source=path.name,
            imported=self._now(),
            entries=tuple(
                sorted(
                    (
                        ListedResult(one.source.line, one.institution, one.kind, one.index)
                        for one in entries
                    ),
                    key=lambda one: one.line,
                )
            ),
        )


def _named_twice(one: Superseded) -> Unreadable:
    words = f"{one.submission.institution} juga ada di baris {one.counted.source.line}"
    return Unreadable(one.submission.source, "Baris tidak dihitung", words)
