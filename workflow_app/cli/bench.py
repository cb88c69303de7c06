"""``somlos bench``: what a step costs."""

import json
from dataclasses import replace
from pathlib import Path

import click

from workflow_app.bench import audit as auditing
from workflow_app.bench.measure import FULL, QUICK
from workflow_app.bench.report import bench as measure
from workflow_app.bench.whatif import bench_whatif
from workflow_app.cli import options

throwaway = click.option(
    "--database",
    metavar="URL",
    help="An empty database that may be thrown away.  [default: a new SQLite file, removed afterwards]",
)
CASES, FEW_CASES = 1000, 16


@click.group(
    invoke_without_command=True,
    epilog="Example: somlos bench --database postgresql://somlos@localhost/bench",
)
@click.option("--quick", is_flag=True, help="Small sizes: shows that it works, measures nothing.")
@throwaway
@options.journey
@click.pass_context
def bench(context: click.Context, database: str | None, journey: Path, *, quick: bool) -> None:
    """Measure the use cases beside the bare database, in one run, and print JSON.

    The figures are described in docs/performance.md. DATABASE_URL is not used: the measurements
    fill the database with tens of thousands of cases.
    """
    if context.invoked_subcommand is None:
        report = measure(database, journey, QUICK if quick else FULL)
        click.echo(json.dumps(report, indent=2))


@bench.command(epilog="Example: somlos bench whatif --database postgresql://somlos@localhost/bench")
@click.option("--quick", is_flag=True, help="Few cases: shows that it works, measures nothing.")
@throwaway
@options.journey
def whatif(database: str | None, journey: Path, *, quick: bool) -> None:
    """Measure what it takes to try a draft on 1,000 cases, on all cores, and print JSON.

    The time is from the run's beginning to its totals; the memory that of all processes together.
    """
    click.echo(json.dumps(bench_whatif(database, journey, FEW_CASES if quick else CASES), indent=2))


@bench.command(epilog="Example: somlos bench audit --cases 200")
@click.option("--quick", is_flag=True, help="Few cases: shows that it works, measures nothing.")
@click.option("--cases", type=click.IntRange(1), help="Cases to verify.  [default: 1000]")
@click.option("--log-rows", type=click.IntRange(1), help="Rows of the access log.  [default: 10000000]")
@throwaway
@options.journey
def audit(
    database: str | None, journey: Path, cases: int | None, log_rows: int | None, *, quick: bool
) -> None:
    """Measure what auditors wait for on cases of 30 events on average, and print JSON.

    The cases are verified on all cores, as `somlos verify --all` does; the memory is that of all
    processes together. Pages of the access log are measured on PostgreSQL only (--database).
    """
    size = auditing.QUICK if quick else auditing.FULL
    size = replace(size, cases=cases or size.cases, log_rows=log_rows or size.log_rows)
    click.echo(json.dumps(auditing.bench_audit(database, journey, size), indent=2))
