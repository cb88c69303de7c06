"""``somlos move``: running cases go on by another version of their journey."""

import json
import os
import secrets
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from typing import Any

import click

from prosesser.access import SYSTEM
from prosesser.cases import require_in_force
from prosesser.errors import Refused
from prosesser.moves import (
    CHOICE,
    FOLLOWS,
    MOVED,
    Moves,
    PlanTold,
    ReasonMissing,
    VersionUnknown,
    Wanted,
    reason_of,
)
from prosesser.store import Store, moves, runs
from prosesser.store.runs import RunRecord
from workflow_app import installation
from workflow_app.cli import options
from workflow_app.cli.outcome import REFUSED
from workflow_app.clock import Clock
from workflow_app.installation import DatabaseClock
from workflow_app.work import Outcome, Processes, work_on

EXAMPLE = 'Example: somlos move 1a2b3c4d5e6f --recompute statusrapport_frist --reason "Vedtak i juni"'
SHORTEST = 8
"""Characters of a digest that name a version, where only one begins so."""


class RunElsewhere(Refused):
    """Noen andre arbeider med dette nå, eller det ble stanset. Det som er gjort, står. Prøv igjen om litt."""


@click.command(epilog=EXAMPLE)
@click.argument("digest")
@click.option("--recompute", multiple=True, metavar="ELEMENT", help="A deadline to set by the new rule.")
@click.option("--reason", default="", metavar="TEXT", help="Why; stands in each case's history.")
@click.option("--dry-run", is_flag=True, help="Only tell what would happen; needs no reason.")
@click.option("--json", "as_data", is_flag=True, help="Write JSON; null is a count that is hidden.")
@options.database
@click.pass_context
def move(  # noqa: PLR0913 - one parameter an option
    context: click.Context,
    digest: str,
    recompute: tuple[str, ...],
    reason: str,
    database: str,
    *,
    dry_run: bool,
    as_data: bool,
) -> None:
    """Move the running cases to the version DIGEST (at least eight characters of it).

    Cases keep their dates; --recompute names a timer event of the diagram whose dates the new rule
    sets, and may be given several times. Each case is moved by a command of its own; a case that
    needs a choice is left for the pages. A version whose day is to come takes no case before it, but
    --dry-run tells what it would do. What is told is described in docs/moving.md.

    Exits with 0 when every case follows, or was moved; with 1 when one does not.
    """
    why = "" if dry_run else reason_of(reason, ReasonMissing)
    with closing(installation.open_existing(database)) as store:
        clock: Clock = DatabaseClock(store, context.obj)
        versions = installation.cases_of(store, clock).versions
        use, version = Moves(store, versions), _version(store, digest)
        if not dry_run:
            require_in_force(versions, version, clock.now())
        day_to_come = versions.day_to_come(version, clock.now())
        plan = _worked(store, use, use.find_out(SYSTEM, version, clock.now()), clock)
        told = use.overview.plan(SYSTEM, plan.id, clock.now())
        made = None
        if not dry_run and told.count(FOLLOWS) + told.count(CHOICE):
            sources = frozenset(source.version for source in told.sources)
            wanted = Wanted(why, frozenset(recompute), sources)
            made = _worked(store, use, use.begin(SYSTEM, plan.id, wanted, clock.now()), clock)
    data = _plain(told, made, day_to_come)
    click.echo(json.dumps(data, ensure_ascii=False, indent=2) if as_data else _text(told, made, day_to_come))
    done = told.count(FOLLOWS) if made is None else made.outcomes.get(MOVED, 0)
    context.exit(0 if done == told.run.total else REFUSED)


def _version(store: Store, digest: str) -> str:
    """Return the digest of the only version that begins so; raises `VersionUnknown`."""
    with store.read() as connection:
        found = moves.versions_beginning(connection, digest) if len(digest) >= SHORTEST else ()
    if len(found) != 1:
        raise VersionUnknown
    return found[0]


def _worked(store: Store, use: Moves, run: str, clock: Clock) -> RunRecord:
    """Do all cases of a run here; raises `RunElsewhere`."""
    worker = f"move-{os.getpid()}-{secrets.token_hex(4)}"
    with store.maintain() as connection:
        claimed = runs.claim(connection, run, worker, clock.real())
    if not claimed:
        raise RunElsewhere
    record = use.overview.run(SYSTEM, run, clock.now())
    with (
        closing(Processes(store)) as crew,
        click.progressbar(length=record.total, label="Saker", file=sys.stderr) as bar,
    ):
        outcome = work_on(store, record, crew, worker, clock, _shown(bar.update))
    if outcome is not Outcome.DONE:
        raise RunElsewhere
    return use.overview.run(SYSTEM, run, clock.now())


def _shown(update: Callable[[int], None]) -> Callable[[int], bool]:
    known = 0

    def goes_on(done: int) -> bool:
        nonlocal known
        update(done - known)
        known = done
        return True

    return goes_on


def _plain(told: PlanTold, made: RunRecord | None, day_to_come: date | None) -> Mapping[str, Any]:
    rules = (
        {"element": rule.element, "cases": rule.cases, "passed": rule.passed, "agreed": rule.agreed}
        for rule in told.rules
    )
    reasons = (
        {"outcome": outcome, "reason": reason, "element": element, "cases": cases}
        for outcome, reason, element, cases in told.reasons
    )
    return {
        "version": told.run.about,
        "day_to_come": None if day_to_come is None else day_to_come.isoformat(),
        "cases": told.run.total,
        "plan": dict(told.run.outcomes),
        "sources": {source.version: dict(source.outcomes) for source in told.sources},
        "dates": list(rules),
        "reasons": list(reasons),
        "moved": None if made is None else dict(made.outcomes),
    }


def _text(told: PlanTold, made: RunRecord | None, day_to_come: date | None) -> str:
    lines = [f"{told.run.total} cases follow another version than {told.run.about[:12]}."]
    lines += [f"  {outcome}: {number}" for outcome, number in sorted(told.run.outcomes.items())]
    for rule in told.rules:
        cases = "fewer than five" if rule.cases is None else rule.cases
        lines.append(f"The new rule of {rule.element} gives another date in {cases} cases.")
    for outcome, reason, element, cases in told.reasons:
        at = f" at {element}" if element else ""
        lines.append(f"{outcome}, {cases} cases{at}: {reason}")
    if day_to_come is not None:
        lines.append(f"The version is in force from {day_to_come}: cases can be moved to it on that day.")
    if made is None:
        return "\n".join([*lines, "Nothing was changed."])
    return "\n".join([*lines, "Moved:", *(f"  {what}: {n}" for what, n in sorted(made.outcomes.items()))])
