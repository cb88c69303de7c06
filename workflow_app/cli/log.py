"""``somlos log``: the access log, as a file."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from prosesser.access import SYSTEM
from prosesser.audit.log import AccessLogs
from prosesser.audit.questions import Question
from workflow_app import installation
from workflow_app.cli import options
from workflow_app.clock import Clock
from workflow_app.installation import DatabaseClock
from workflow_app.reporting.access_files import FORMATS
from workflow_app.wording import count

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def log() -> None:
    """Take the access log out of the database."""


@log.command(epilog="Example: somlos log export --format cef --from 2026-03-01 -o mars.cef")
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="csv", show_default=True)
@click.option("--from", "first", type=DAY, metavar="DAY", help="The first day, in Oslo.  [default: all]")
@click.option("--until", "last", type=DAY, metavar="DAY", help="The last day, in Oslo.  [default: all]")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE")
@options.database
@click.pass_obj
def export(
    clock: Clock, form: str, first: datetime | None, last: datetime | None, output: Path, database: str
) -> None:
    """Write the access log to a file, the oldest row first; that is logged too.

    CEF is for systems that gather logs, CSV for people. The fields are told in docs/access.md.
    """
    days = [None if day is None else day.date() for day in (first, last)]
    with closing(installation.open_existing(database)) as store:
        now = DatabaseClock(store, clock).now()
        question = Question(first=days[0], last=days[1])
        rows = AccessLogs(store).export(SYSTEM, question, now, form)
        written = 0
        with output.open("w", encoding="utf-8", newline="") as file:
            for line in FORMATS[form].write(rows):
                file.write(line)
                written += 1
    heading = int(form == "csv")
    click.echo(f"Skrev {count(written - heading, 'rad', 'rader')} til {output}.")
