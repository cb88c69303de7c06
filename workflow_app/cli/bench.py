"""``somlos bench``: what a step costs."""

import json
from pathlib import Path

import click

from workflow_app.bench.measure import FULL, QUICK
from workflow_app.bench.report import bench as measure
from workflow_app.cli import options


@click.command(epilog="Example: somlos bench --database postgresql://somlos@localhost/bench")
@click.option("--quick", is_flag=True, help="Small sizes: shows that it works, measures nothing.")
@click.option(
    "--database",
    metavar="URL",
    help="An empty database that may be thrown away.  [default: a new SQLite file, removed afterwards]",
)
@options.journey
def bench(database: str | None, journey: Path, *, quick: bool) -> None:
    """Measure the use cases beside the bare database, in one run, and print JSON.

    The figures are described in docs/performance.md. DATABASE_URL is not used: the measurements
    fill the database with tens of thousands of cases.
    """
    report = measure(database, journey, QUICK if quick else FULL)
    click.echo(json.dumps(report, indent=2))
