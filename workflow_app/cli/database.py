"""Commands that look after a database: ``verify``, ``tick`` and ``db``."""

from collections.abc import Iterator
from contextlib import closing

import click

from prosesser.cases import Cases, Verdict
from prosesser.store import upgrade as upgrade_schema
from workflow_app import installation
from workflow_app.cli import options
from workflow_app.cli.outcome import REFUSED
from workflow_app.clock import Clock
from workflow_app.installation import DatabaseClock
from workflow_app.scheduler import fire_all_due
from workflow_app.wording import count


@click.command(epilog="Example: somlos verify --all")
@click.argument("case", required=False)
@click.option("--all", "every", is_flag=True, help="Check every case.")
@options.database
@click.pass_context
def verify(context: click.Context, case: str | None, database: str, *, every: bool) -> None:
    """Prove a case's history: check the chain and make every step again.

    Exits with 0 when everything agrees, and 1 when something does not, naming the first bad row.
    """
    if (case is None) == (not every):
        message = "name a CASE, or use --all"
        raise click.UsageError(message)
    with closing(installation.open_existing(database)) as store:
        verdicts = list(_verdicts(installation.cases_of(store, context.obj), case))
    for verdict in verdicts:
        click.echo(_written(verdict))
    faults = sum(verdict.fault is not None for verdict in verdicts)
    rows = sum(verdict.rows for verdict in verdicts)
    total = f"{count(len(verdicts), 'sak', 'saker')} og {count(rows, 'rad', 'rader')}"
    click.echo(f"{total} kontrollert, {faults} med feil")
    click.echo("Kjeden er ikke kontrollert mot et anker utenfor databasen.")
    context.exit(REFUSED if faults else 0)


def _verdicts(cases: Cases, case: str | None) -> Iterator[Verdict]:
    for wanted in cases.all_cases() if case is None else (case,):
        yield cases.verify(wanted)


def _written(verdict: Verdict) -> str:
    if verdict.fault is None:
        extent = "kjeden stemmer, innholdet er slettet" if verdict.erased else "stemmer"
        return f"{verdict.case}: {extent} ({count(verdict.rows, 'rad', 'rader')})"
    place = "etter siste rad" if verdict.fault.sequence is None else f"rad {verdict.fault.sequence}"
    return f"{verdict.case}: FEIL, {place}: {verdict.fault.reason}"


@click.command(epilog="Example: somlos tick --database postgresql://somlos@localhost/somlos")
@options.database
@click.pass_obj
def tick(clock: Clock, database: str) -> None:
    """Let every timer that is due fire, once, and stop.

    The server does the same by itself; this is for a machine that runs jobs its own way.
    """
    with closing(installation.open_existing(database)) as store:
        cases_clock = DatabaseClock(store, clock)
        fired = fire_all_due(installation.cases_of(store, cases_clock), cases_clock)
    click.echo(
        f"{count(fired.fired, 'frist eller ventetid', 'frister og ventetider')} utløst, {fired.failed} feilet"
    )


@click.group
def db() -> None:
    """Look after the database's schema."""


@db.command(epilog="Example: somlos db upgrade --database sqlite:///var/somlos.db")
@options.database
def upgrade(database: str) -> None:
    """Bring the database to this version's schema; an empty one gets it whole.

    Without a master key in the environment, a key file is made beside a database that has none.
    Keep a copy of it elsewhere: without the key nobody can read the cases.
    """
    installation.make_room(database)
    upgrade_schema(database)
    installation.prepare_key(database, installation.key_file(database))
    click.echo("Databasen er oppdatert.")
    click.echo(f"Hovednøkkel: {installation.key_place(database)}")
