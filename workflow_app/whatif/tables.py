"""The totals of a run as tables of texts; what is hidden stands as such in all of them."""

from datetime import date

from prosesser.definition.forms.written import MONTHS
from prosesser.impact import Number, Totals
from workflow_app.reporting import HIDDEN, Row, Table
from workflow_app.whatif.names import Names
from workflow_app.wording import NO_BREAK, capital, listed, the_party

CHANGES = {"added": "kommer til", "removed": "faller bort", "moved": "flyttes"}
WHOSE = {"added": "for", "removed": "for", "moved": "til"}
OUTCOMES = {"choice": "må ses på", "cannot": "kan ikke følge"}


def tables(totals: Totals, names: Names) -> tuple[Table, ...]:
    """Return all tables that have anything in them."""
    made = (
        _dates(totals, names),
        _tasks(totals, names),
        _work(totals, names),
        _answers(totals, names),
        _stops(totals, names),
        _units(totals, names),
        _clauses(totals, names),
    )
    return tuple(table for table in made if table.rows or table.few)


def _dates(totals: Totals, names: Names) -> Table:
    counted = ("Saker", "Tidligere", "Senere", "Får eller mister dato", "Står åpne", "Ny dato er passert")
    rows = (
        Row(
            names.element(its.element),
            (),
            _cells(totals, its.cases, its.earlier, its.later, its.other, its.open, its.passed),
        )
        for its in totals.dates
    )
    return Table("Datoer som flyttes", "Frist eller ventetid", counted, tuple(rows))


def _tasks(totals: Totals, names: Names) -> Table:
    rows = (
        Row(
            f"{names.element(its.element)}: {CHANGES[its.change]}{_whose(its.change, its.party)}",
            (),
            _cells(totals, its.cases, its.open),
        )
        for its in totals.tasks
    )
    return Table("Oppgaver", "Oppgave", ("Saker", "Ikke gjort ennå"), tuple(rows))


def _whose(change: str, party: str) -> str:
    return f" {WHOSE[change]} {the_party(party)}" if party else ""


def _work(totals: Totals, names: Names) -> Table:
    told = [its for its in totals.work if its.more or its.fewer]
    rows = (
        Row(f"{names.unit(its.unit)}, {_month(its.month)}", (), _cells(totals, its.more, its.fewer))
        for its in told
    )
    columns = ("Saker med mer å gjøre", "Saker med mindre å gjøre")
    small = dict.fromkeys(names.unit(its.unit) for its in totals.work if its not in told)
    few = f"måneder for {listed(list(small))}" if small else ""
    return Table("Arbeid framover", "Enhet og måned", columns, tuple(rows), few)


def _answers(totals: Totals, names: Names) -> Table:
    rows = (
        Row(
            f"{its.label or its.field} ({names.form(its.form)})",
            (),
            _cells(totals, its.recorded, its.open),
        )
        for its in totals.answers
    )
    columns = ("Mangler i det som er gjort", "Må svares på i åpne oppgaver")
    return Table("Svar som trengs", "Spørsmål", columns, tuple(rows))


def _stops(totals: Totals, names: Names) -> Table:
    rows = (
        Row(
            f"{_reason(its.reason)}{f' ({names.element(its.element)})' if its.element else ''}",
            (),
            (OUTCOMES[its.outcome], _exact(its.cases)),
        )
        for its in totals.stops
    )
    return Table("Saker som ikke følger av seg selv", "Hvorfor", ("Hva", "Saker"), tuple(rows))


def _reason(reason: str) -> str:
    return reason or "Saken venter på et sted som utkastet ikke fører til."


def _units(totals: Totals, names: Names) -> Table:
    rows = (
        Row(names.unit(its.unit), (), (capital(its.party.replace("_", " ")), _exact(its.cases)))
        for its in totals.units
    )
    return Table("Saker som berøres, for hver enhet", "Enhet", ("Part", "Saker"), tuple(rows))


def _clauses(totals: Totals, names: Names) -> Table:
    rows = (Row(names.clause(its.clause), (its.clause,), _cells(totals, its.cases)) for its in totals.clauses)
    return Table("Saker som berøres, for hvert krav", "Krav", ("Saker",), tuple(rows))


def _cells(totals: Totals, *counts: Number) -> tuple[str, ...]:
    return tuple(_exact(count) if totals.exact or not count else f"ca. {_exact(count)}" for count in counts)


def _exact(count: Number) -> str:
    return HIDDEN if count is None else f"{count:,}".replace(",", NO_BREAK)


def _month(month: str) -> str:
    first = date.fromisoformat(f"{month}-01")
    return f"{MONTHS[first.month - 1]} {first.year}"
