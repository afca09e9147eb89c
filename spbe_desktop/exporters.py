"""What writes which kind of file; each writer is imported when it is first asked for."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessment.domain.exchange import ExportKind
    from assessment.services.ports import Exporter


def exporter_of(kind: "ExportKind") -> "Exporter":
    """The exporter of files that rest on nothing but an assessment.

    Raises:
        ValueError: packages and folders rest on a workspace.
    """
    from assessment.domain.exchange import ExportKind

    match kind:
        case ExportKind.WORKBOOK:
            from assessment.exchange.workbook import WorkbookExporter

            return WorkbookExporter()
        case ExportKind.PLAN_TABLE:
            from assessment.exchange.plan import PlanTableExporter

            return PlanTableExporter()
        case ExportKind.TABLE:
            from assessment.exchange.tables import CsvExporter

            return CsvExporter()
        case ExportKind.DATA:
            from assessment.exchange.tables import JsonExporter

            return JsonExporter()
        case ExportKind.PACKAGE | ExportKind.PART | ExportKind.EVIDENCE:
            raise ValueError("packages and folders rest on a workspace")
        case _:
            return _printer_of(kind)


def _printer_of(kind: "ExportKind") -> "Exporter":
    """The exporter of a PDF."""
    from assessment.domain.exchange import ExportKind

    match kind:
        case ExportKind.PLAN:
            from assessment.reports.plan import PlanExporter

            return PlanExporter()
        case ExportKind.SUMMARY:
            from assessment.reports.onepage import SummaryExporter

            return SummaryExporter()
        case ExportKind.COMPARISON:
            from assessment.reports.comparison import ComparisonExporter

            return ComparisonExporter()
        case ExportKind.MINUTES | ExportKind.CONSENT:
            from assessment.reports.minutes import ConsentExporter, MinutesExporter

            return MinutesExporter() if kind is ExportKind.MINUTES else ConsentExporter()
        case _:
            from assessment.reports.report import ReportExporter

            return ReportExporter()
