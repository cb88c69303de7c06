"""A report as tables of texts: what is hidden stands as such in all of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from prosesser.reports import Lateness, Line, Report, RequirementLine, Retention, Section
from workflow_app.reporting.words import (
    DECIDED,
    HOMES,
    OPEN,
    Words,
    number,
    percent,
)
from workflow_app.wording import count, listed

NONE = "ingen"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it is about, the ids of the clauses if any, and a text for each column."""

    heading: str
    clauses: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``heading`` is what its rows are, ``few`` names those of which there is too little to show."""

    title: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    few: str = ""


def tables(report: Report, words: Words) -> tuple[Table, ...]:
    """Return all tables of a report that have anything in them."""
    found = [table for section in report.sections for table in section_tables(report, section, words)]
    found += [proposals(report), stays(report), homes(report), *reasons(report, words)]
    return tuple(table for table in found if table.rows or table.few)


def section_tables(report: Report, section: Section, words: Words) -> tuple[Table, Table]:
    """Return the tables of a party's deadlines and gaps."""
    whose = words.section(section.party, report.unit, own=section.own)
    shown = [line for line in section.lines if line.tells]
    few = [named(line, words) for line in section.lines if not line.tells]
    deadlines = Table(
        title=whose,
        heading="Frist",
        columns=(
            *DECIDED.values(),
            "Avgjort i alt",
            "Dager for sent (median)",
            "Dager for sent (lengst)",
            *OPEN.values(),
        ),
        rows=tuple(Row(named(line, words), line.clauses, tuple(_deadline_cells(line))) for line in shown),
        few=listed(few),
    )
    gaps = Table(
        title=words.gaps(section.party, report.unit, own=section.own),
        heading="Krav",
        columns=("Ganger registrert",),
        rows=tuple(
            Row(words.clause(gap.clause), (gap.clause,), (number(gap.count),)) for gap in section.gaps
        ),
    )
    return deadlines, gaps


def proposals(report: Report) -> Table:
    """Return the table of answered proposals."""
    line = report.proposals
    row = Row("Forslag om annen frist", (), _cells(line))
    rows = (row,) if line.total != 0 else ()
    return Table("Avtaler om andre frister", "Besvart i perioden", ("Avtalt", "Avslått", "I alt"), rows)


def stays(report: Report) -> Table:
    """Return the table of lengths of stay."""
    found, days = report.stays, report.stays.days
    quartiles = (None, None, None) if days is None else (days.lower, days.median, days.upper)
    row = Row("Avsluttede opphold", (), (number(found.count), *map(number, quartiles)))
    columns = ("Antall", "Dager (nedre kvartil)", "Dager (median)", "Dager (øvre kvartil)")
    return Table("Oppholdenes lengde", "Opphold", columns, (row,) if found.count != 0 else ())


def homes(report: Report) -> Table:
    """Return the table of how residents live months after moving in."""
    told = [retention for retention in report.retention if retention.homes.total != 0]
    return Table(
        title="Bosituasjon etter innflytting i egen bolig",
        heading="Tid etter innflytting",
        columns=(*HOMES.values(), "I alt", "Lagt inn på nytt", "Frister holdt i sakene (median)"),
        rows=tuple(_home_row(retention) for retention in told),
    )


def reasons(report: Report, words: Words) -> Iterator[Table]:
    """Yield a table of why homes were lost, for each time after moving in."""
    for retention in report.retention:
        parts = retention.reasons.parts
        if parts and retention.homes.parts["mistet"] is not None:
            columns = (*map(words.answer, parts), "I alt")
            row = Row(after(retention), (), _cells(retention.reasons))
            yield Table("Hvorfor boliger er mistet", "Tid etter innflytting", columns, (row,))


def named(line: RequirementLine, words: Words) -> str:
    """Name the tasks of a line of deadlines; of advice that it is no more than that."""
    advice = " (råd, ikke plikt)" if words.is_advice(line.clauses) else ""
    return f"{listed(list(line.names))}{advice}"


def after(retention: Retention) -> str:
    """Say how long after moving in: "3 måneder"."""
    return count(retention.months, "måned", "måneder")


def _home_row(retention: Retention) -> Row:
    again = number(retention.readmitted.parts["ja"])
    return Row(after(retention), (), (*_cells(retention.homes), again, percent(retention.kept)))


def _cells(line: Line) -> tuple[str, ...]:
    return tuple(map(number, (*line.parts.values(), line.total)))


def _deadline_cells(line: RequirementLine) -> Iterable[str]:
    yield from _cells(line.decided)
    yield from _lateness(line.decided.parts["late"], line.lateness)
    yield from map(number, line.open.parts.values())


def _lateness(late: int | None, lateness: Lateness | None) -> tuple[str, str]:
    if lateness is None:
        return (NONE, NONE) if late == 0 else (number(None), number(None))
    return number(lateness.median), number(lateness.worst)
