"""``somlos assign``: the first assignment to audit, which no auditor can give."""

from contextlib import closing
from datetime import date, datetime

import click

from prosesser.access import SYSTEM
from prosesser.audit.assigning import Assigning, Wanted
from prosesser.store.assignments import Selection
from workflow_app import installation
from workflow_app.cli import options
from workflow_app.clock import Clock
from workflow_app.installation import DatabaseClock

DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    epilog='Example: somlos assign rune.revisor --purpose "Tilsyn" --until 2027-12-31 --unit bydel-sagene'
)
@click.argument("person")
@click.option("--purpose", required=True, metavar="TEXT", help="What it is for.")
@click.option("--until", required=True, type=DAY, metavar="DAY", help="Its last day, in Oslo.")
@click.option("--unit", "units", multiple=True, metavar="UNIT", help="Has or had a part; can be repeated.")
@click.option("--opened-from", type=DAY, metavar="DAY", help="The case was opened on it or after.")
@click.option("--opened-until", type=DAY, metavar="DAY", help="The case was opened on it or before.")
@click.option("--process", default="", metavar="KEY", help="The process of the cases.")
@click.option("--case", "cases", multiple=True, metavar="ID", help="A case; can be repeated.")
@options.database
@click.pass_obj
def assign(  # noqa: PLR0913 - one argument an option
    clock: Clock,
    /,
    person: str,
    database: str,
    *,
    purpose: str,
    until: datetime,
    units: tuple[str, ...],
    opened_from: datetime | None,
    opened_until: datetime | None,
    process: str,
    cases: tuple[str, ...],
) -> None:
    """Let an auditor read cases, from now until a day; all that is named has to hold for a case.

    Without a selection it is all cases. Later assignments are given by one auditor to another.
    """
    selection = Selection(
        units=units,
        opened_from=_date(opened_from),
        opened_until=_date(opened_until),
        cases=cases,
        process=process,
    )
    with closing(installation.open_existing(database)) as store:
        now = DatabaseClock(store, clock).now()
        given = Assigning(store).give(SYSTEM, Wanted(person, purpose, selection, until.date()), now)
    click.echo(f"Oppdraget {given.id} er gitt til {given.person}.")


def _date(day: datetime | None) -> date | None:
    return None if day is None else day.date()
