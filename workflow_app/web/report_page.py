"""What the page of a report shows: each part with its chart, where it has one, and its table."""

from collections.abc import Iterator
from dataclasses import dataclass

from prosesser.reports import Report, Section
from workflow_app.reporting import Table, Words
from workflow_app.reporting.tables import after, homes, named, proposals, reasons, section_tables, stays
from workflow_app.reporting.words import DECIDED, HOMES
from workflow_app.web.charts import Bars, Spread, bars, spread


@dataclass(frozen=True, slots=True)
class Duties:
    """How one party kept its deadlines, and its gaps."""

    title: str
    chart: Bars
    table: Table
    gaps: Table


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report, arranged. ``homes`` and ``stays`` are as bars and a box above their tables."""

    report: Report
    duties: tuple[Duties, ...]
    proposals: Table
    stays: Table
    spread: Spread | None
    homes: Table
    home_bars: Bars
    reasons: tuple[Table, ...]


def page_of(report: Report, words: Words) -> ReportPage:
    """Arrange a report, the unit's own deadlines first."""
    days = report.stays.days
    lived = [(after(retention), retention.homes) for retention in report.retention]
    return ReportPage(
        report=report,
        duties=tuple(_duties(report, words)),
        proposals=proposals(report),
        stays=stays(report),
        spread=None if days is None else spread(days),
        homes=homes(report),
        home_bars=bars(lived, HOMES),
        reasons=tuple(reasons(report, words)),
    )


def _duties(report: Report, words: Words) -> Iterator[Duties]:
    for section in report.sections:
        table, gaps = section_tables(report, section, words)
        yield Duties(table.title, _chart(section, words), table, gaps)


def _chart(section: Section, words: Words) -> Bars:
    return bars([(named(line, words), line.decided) for line in section.lines], DECIDED)
