"""``somlos whatif``: what a draft would do in the recorded cases."""

import json
import os
import secrets
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import click

from prosesser.access import SYSTEM
from prosesser.definition import digest, load, read_journey
from prosesser.errors import Refused
from prosesser.impact import CANNOT, CHOICE, UNREADABLE, Draft, Impact, Impacts
from prosesser.store import Store, revisions, runs
from prosesser.store.directory import Directory
from prosesser.store.versions import Versions
from workflow_app import installation
from workflow_app.cli import options
from workflow_app.cli.outcome import REFUSED, Unusable
from workflow_app.clock import Clock
from workflow_app.installation import DatabaseClock
from workflow_app.whatif import Names, as_text
from workflow_app.whatif.files import plain
from workflow_app.work import Outcome, Processes, work_on

OF_NO_REVISION = 0


class NoSuchDraft(Unusable):
    """Ends the command: what was named is neither a file nor a revision."""


class RunLost(Refused):
    """Kjøringen ble avbrutt av noen andre. Det som er prøvd, står i databasen."""


@click.command(epilog="Example: somlos whatif my-draft/ --database sqlite:///var/somlos.db --json")
@click.argument("draft")
@options.database
@click.option("--json", "as_data", is_flag=True, help="Write the totals as JSON.")
@click.option("--cases", "listed", is_flag=True, help="Add each case's id and outcome.")
@click.pass_context
def whatif(context: click.Context, draft: str, database: str, *, as_data: bool, listed: bool) -> None:
    """Show what a draft would do in the recorded cases, open and ended; none of them is changed.

    DRAFT is a diagram, a journey's folder, or the id of a draft in the database. The totals are
    exact and hold no personal data: this is for whoever runs the database. What is told is
    described in docs/whatif.md.

    Exits with 0 when every running case follows; with 1 when one needs a choice, cannot follow or
    could not be read, or the draft has errors; with 2 when DRAFT is not there or cannot be read.
    """
    with closing(installation.open_existing(database)) as store:
        clock: Clock = DatabaseClock(store, context.obj)
        versions = installation.cases_of(store, clock).versions
        impacts = Impacts(store, versions)
        impact = _tried(store, impacts, _draft(store, versions, draft), clock)
        cases = _outcomes(store, impact) if listed else {}
        names = None if impact.result is None else Names.of(impact.result, _units(store))
    if as_data:
        more = {"cases": cases} if listed else {}
        click.echo(json.dumps({**plain(impact), **more}, ensure_ascii=False, indent=2))
    elif names is not None:
        click.echo(as_text(impact, names))
        click.echo("".join(f"\n{case}: {outcome}" for case, outcome in cases.items()), nl=bool(cases))
    context.exit(0 if _all_follow(impact) else REFUSED)


def _draft(store: Store, versions: Versions, wanted: str) -> Draft:
    path = Path(wanted)
    if path.exists():
        bundle = read_journey(path)
        key = load(bundle).key
        base = next((known.digest for known in versions.latest() if known.key == key), None)
        if base is None:
            message = f"Databasen har ingen publisert versjon av prosessen «{key}»."
            raise NoSuchDraft(message)
        return Draft(digest(bundle), OF_NO_REVISION, base, bundle)
    with store.read() as connection:
        found = revisions.find(connection, wanted)
    if found is None:
        message = f"«{wanted}» er verken en fil, en mappe eller et utkast i databasen."
        raise NoSuchDraft(message)
    return Draft(found.id, found.edition, found.base, found.bundle)


def _tried(store: Store, impacts: Impacts, draft: Draft, clock: Clock) -> Impact:
    worker = f"whatif-{os.getpid()}-{secrets.token_hex(4)}"
    run = impacts.begin(SYSTEM, draft, clock.now(), worker)
    with store.read() as connection:
        record = runs.find(connection, run)
    if record is None:
        raise RunLost
    try:
        with (
            closing(Processes(store)) as crew,
            click.progressbar(length=record.total, label="Saker", file=sys.stderr) as bar,
        ):
            outcome = work_on(store, record, crew, worker, clock, _shown(bar.update))
    except KeyboardInterrupt:
        impacts.cancel(SYSTEM, run, clock.now())
        raise
    if outcome is not Outcome.DONE:
        raise RunLost
    return impacts.run(SYSTEM, run, clock.now())


def _shown(update: Callable[[int], None]) -> Callable[[int], bool]:
    known = 0

    def goes_on(done: int) -> bool:
        nonlocal known
        update(done - known)
        known = done
        return True

    return goes_on


def _outcomes(store: Store, impact: Impact) -> dict[str, str]:
    with store.read() as connection:
        return {its.case: its.outcome for its in runs.results(connection, impact.run.id)}


def _units(store: Store) -> dict[str, str]:
    return {unit.id: unit.name for unit in Directory(store).units()}


def _all_follow(impact: Impact) -> bool:
    if impact.result is None:
        return False
    return not any(impact.result.totals.running[outcome] for outcome in (CHOICE, CANNOT, UNREADABLE))
