"""Which parts read and write recaps; each is imported when it is first asked for."""

from collections.abc import Sequence

from assessment.services.ports import Exporter
from assessment.services.recap import BenchmarkWriter, RecapReader, RecapTools, RecapWriter


def recap_tools() -> RecapTools:
    """The readers of all kinds of files, and the writers."""
    return RecapTools(_readers, _writer, _benchmark, _report)


def _readers() -> Sequence[RecapReader]:
    from assessment.documents.official_result import OfficialResultReader
    from assessment.exchange.recap_reader import RecapFiles
    from assessment.services.recap_official import OfficialSubmissions

    return RecapFiles(), OfficialSubmissions(OfficialResultReader())


def _writer(suffix: str) -> RecapWriter | None:
    from assessment.exchange.recap_tables import RecapCsv, RecapJson, RecapWorkbook

    match suffix:
        case ".xlsx":
            return RecapWorkbook()
        case ".csv":
            return RecapCsv()
        case ".json":
            return RecapJson()
        case ".pdf":
            from assessment.reports.recap_report import RecapReport

            return RecapReport()
        case _:
            return None


def _benchmark() -> BenchmarkWriter:
    from assessment.reports.benchmark import BenchmarkPdf

    return BenchmarkPdf()


def _report() -> Exporter:
    from assessment.reports.report import ReportExporter

    return ReportExporter()
