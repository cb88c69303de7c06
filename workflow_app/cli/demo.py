"""``somlos demo``: fill a database with invented people."""

from pathlib import Path

import click

from workflow_app.cli import options
from workflow_app.clock import Clock
from workflow_app.demo.create import create
from workflow_app.demo.fill import Filled
from workflow_app.demo.people import AUDITORS, OWNERS, PASSWORD, SUGGESTED
from workflow_app.units import UNITS
from workflow_app.wording import count


@click.command(epilog="Example: somlos demo --cases 100 --database postgresql://somlos@localhost/somlos")
@options.demo_cases
@options.journey
@options.database
@click.pass_obj
def demo(clock: Clock, number: int, journey: Path, database: str) -> None:
    """Fill an empty database with invented people and cases in all phases, some overdue.

    The cases follow the stories in the journey's folder. A database that holds anything is refused.
    """
    filled = create(database, journey, number, clock.real())
    click.echo(made(filled))
    click.echo(logins())


def made(filled: Filled) -> str:
    """Say what was made, and what of the stories could not be."""
    done = (
        f"Laget {count(filled.cases, 'sak', 'saker')} av {count(filled.commands, 'handling', 'handlinger')}."
    )
    return "\n".join([done, *(f"Merk: {note}" for note in filled.notes)])


def logins() -> str:
    """Say whom to log in as."""
    names = {unit.id: unit.name for unit in UNITS}
    rows = [("Brukernavn", "Navn", "Enhet")]
    rows += [(person.id, person.name, names[person.unit]) for person in (*SUGGESTED, *OWNERS, *AUDITORS)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    return "\n".join(
        [
            f"Logg inn med passordet {PASSWORD}, for eksempel som:",
            *(f"  {line}" for line in lines),
            "Prosesseierne endrer rutinen: den ene lager en versjon, den andre godkjenner den.",
            "Revisorene leser sakene i oppdragene sine, og gir hverandre nye.",
        ]
    )
