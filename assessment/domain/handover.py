"""An assessment with all that what is written about it needs."""

from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from assessment.domain.dossier import Dossier
from assessment.domain.exchange import ExportKind
from assessment.domain.identity import OFFICIAL
from assessment.domain.package import told
from assessment.domain.planning import PathSettings
from assessment.domain.preferences import Letterhead
from assessment.domain.results import Result
from assessment.domain.years import Years
from indicators.instrument import Instrument

_OWN_WORK = frozenset({ExportKind.WORKBOOK, ExportKind.TABLE, ExportKind.MINUTES})
"""What tells of the self assessment and of nothing else."""
_WHOLE = frozenset(
    {
        ExportKind.REPORT,
        ExportKind.SUMMARY,
        ExportKind.COMPARISON,
        ExportKind.MINUTES,
        ExportKind.CONSENT,
    }
)
"""What tells people the index of the whole assessment."""


@dataclass(frozen=True, slots=True)
class Handover:
    """Everything an exporter needs; ``now`` is the moment printed on it.

    ``years`` are all years of the institution, empty where it is not in the workspace; ``settings``
    is what a person has set for the cheapest path; ``source`` is the file that an institution
    sent, where it is not in the workspace.
    """

    instrument: Instrument
    dossier: Dossier
    result: Result
    letterhead: Letterhead
    now: datetime
    years: Years = field(default_factory=Years)
    settings: PathSettings = field(default_factory=PathSettings)
    source: str = ""

    def index_in(self, kind: ExportKind) -> Fraction:
        """The unrounded index that a file of that kind tells."""
        if kind is ExportKind.PACKAGE:
            return told(self.instrument.outline, self.dossier)[1].index
        return self.result.score.index

    def lacks_index(self, kind: ExportKind) -> bool:
        """Whether that kind would tell the index of a part, which has none of its own."""
        return kind in _WHOLE and bool(self.dossier.assessment.part)

    def lacks_own_work(self, kind: ExportKind) -> bool:
        """Whether that kind would tell of the institution's own work, and there is none."""
        return kind in _OWN_WORK and self.result.stage == OFFICIAL
