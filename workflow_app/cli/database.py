"""Commands that look after a database: ``tick`` and ``db``."""

from contextlib import closing

import click

from prosesser.store import upgrade as upgrade_schema
from workflow_app import anchoring, installation
from workflow_app.cli import options
from workflow_app.cli.outcome import Refusal
from workflow_app.clock import Clock
from workflow_app.installation import DatabaseClock
from workflow_app.scheduler import fire_all_due
from workflow_app.wording import count


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
    Keep a copy of it elsewhere: without the key nobody can read the cases. The same goes for the key
    that anchors are signed with.
    """
    installation.make_room(database)
    upgrade_schema(database)
    installation.prepare_key(database, installation.key_file(database))
    anchoring.prepare_key(database)
    click.echo("Databasen er oppdatert.")
    click.echo(f"Hovednøkkel: {installation.key_place(database)}")
    click.echo(f"Signeringsnøkkel: {anchoring.key_place(database)}")


@db.command(epilog="Example: somlos db sweep --database sqlite:///var/somlos.db")
@options.database
def sweep(database: str) -> None:
    """Let the bytes of deleted keys leave the database's files, after an erasure that could not.

    Exits with 1 when others use the database: stop the servers, and try again.
    """
    with closing(installation.open_existing(database)) as store:
        swept = store.sweep()
    if not swept:
        message = "Databasen er i bruk, så den er ikke ryddet. Stans tjenerne, og prøv igjen."
        raise Refusal(message)
    click.echo("Databasen er ryddet.")
