"""``somlos report``: how the routine was followed in a unit's cases."""

from contextlib import closing

import click

from prosesser.access import SYSTEM, SYSTEM_ROLE, Actor
from prosesser.reports import Asked, NotAPeriod, Period, Reports
from prosesser.store.directory import Directory
from workflow_app import installation
from workflow_app.cli import options
from workflow_app.clock import Clock
from workflow_app.installation import DatabaseClock
from workflow_app.reporting import as_json, as_text, words_of


@click.command(epilog="Example: somlos report --unit bydel-gamle-oslo --period 2026H1 --json")
@click.option("--unit", required=True, metavar="UNIT", help="The unit's id.")
@click.option("--period", "code", metavar="PERIOD", help="A half-year that is over.  [default: the last one]")
@click.option("--json", "as_data", is_flag=True, help="Write JSON; null is a count that is hidden.")
@options.database
@click.pass_obj
def report(clock: Clock, unit: str, code: str | None, database: str, *, as_data: bool) -> None:
    """Write a unit's report for a half-year, with small counts hidden.

    It holds what the unit itself owes, so the reports of several units may be put beside one another.
    What is counted is described in docs/report.md.
    """
    with closing(installation.open_existing(database)) as store:
        now = DatabaseClock(store, clock).now()
        versions = installation.cases_of(store, clock).versions
        reports = Reports(store, versions)
        actor = Actor(SYSTEM.person, unit, None, frozenset({SYSTEM_ROLE}))
        period = Period.read(code) if code else next(iter(reports.periods(actor, unit, now)), None)
        if period is None:
            raise NotAPeriod
        made = reports.report(actor, Asked(unit, period), now)
        units = {known.id: known.name for known in Directory(store).units()}
        words = words_of(versions.published(now), units)
    click.echo(as_json(made) if as_data else as_text(made, words))
