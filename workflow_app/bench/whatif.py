"""What it costs to try a draft on many cases: the real journey, its report due a month earlier."""

import os
import resource
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from prosesser.access import SYSTEM
from prosesser.definition import Bundle, load, read_journey
from prosesser.definition.bundle import DIAGRAM
from prosesser.errors import Refused
from prosesser.impact import Draft, Impacts
from prosesser.store import Store, open_store, runs, upgrade
from prosesser.store.journal import Step
from prosesser.store.publications import publish
from prosesser.store.versions import Versions
from workflow_app import installation
from workflow_app.bench.reading import ACTOR, steps_of
from workflow_app.bench.report import MAIN_STORY, BenchNeedsEmptyDatabase, in_a_new_file, played_story
from workflow_app.clock import ManualClock
from workflow_app.rehearsal.story import read_story
from workflow_app.work import Processes, work_on

SHORTEST, LONGEST = 23, 37
"""How many rows the journals have: each length as often as the others, 30 on average."""
FOUR_MONTHS, THREE_MONTHS = (
    b'innflyttet_institusjon + duration("P4M")',
    b'innflyttet_institusjon + duration("P3M")',
)
KIBIBYTES = 1024

Figures = dict[str, float]


class NothingToShorten(Refused):
    """Reisen har ingen frist fire måneder etter innflytting å gjøre til tre. Bruk en reise som har det."""


def bench_whatif(address: str | None, journey: Path, cases: int) -> Figures:
    """Measure on a database that may be thrown away; without an address, on a new SQLite file.

    Raises `BenchNeedsEmptyDatabase` or `NothingToShorten`.
    """
    return in_a_new_file(address, lambda place: _measured(place, journey, cases))


def _measured(address: str, journey: Path, cases: int) -> Figures:
    upgrade(address)
    with closing(open_store(address, installation.NO_KEY)) as store:
        if installation.is_used(store):
            raise BenchNeedsEmptyDatabase
        bundle = read_journey(journey)
        steps = _record(store, bundle, journey / MAIN_STORY, cases)
        began = perf_counter()
        done = _try(store, bundle, steps)
        seconds = perf_counter() - began
    return {
        "cases": done,
        "events": sum(map(_length, range(cases))),
        "seconds": round(seconds, 2),
        "cases_per_s": round(done / seconds, 2),
        "peak_rss_mb": round(_peak() / KIBIBYTES),
    }


def _record(store: Store, bundle: Bundle, story: Path, cases: int) -> Sequence[Step]:
    """Store the cases, each stopped at another row of a story; return all of its rows."""
    definition = load(bundle)
    played = played_story(definition, read_story(story))
    with store.maintain() as connection:
        publish(connection, definition, ACTOR.person, played[0].at)
    steps = steps_of(definition, played)
    for number in range(cases):
        name = f"bench-whatif-{number}"
        with store.write() as transaction:
            transaction.create(name, steps[: _length(number)], subject=b"{}", start_key=name)
    return steps


def _try(store: Store, bundle: Bundle, steps: Sequence[Step]) -> int:
    """Try the draft from its beginning to the totals; return how many cases they are over."""
    versions = Versions(store)
    impacts, clock = Impacts(store, versions), ManualClock(steps[-1].at + timedelta(days=1))
    run = impacts.begin(SYSTEM, _draft(versions, bundle), clock.now(), "bench")
    with store.read() as connection:
        record = runs.find(connection, run)
    if record is not None:
        with closing(Processes(store)) as crew:
            work_on(store, record, crew, "bench", clock)
    result = impacts.run(SYSTEM, run, clock.now()).result
    return 0 if result is None else result.totals.cases


def _draft(versions: Versions, bundle: Bundle) -> Draft:
    if FOUR_MONTHS not in bundle[DIAGRAM]:
        raise NothingToShorten
    (base,) = versions.latest()
    shorter = {**bundle, DIAGRAM: bundle[DIAGRAM].replace(FOUR_MONTHS, THREE_MONTHS)}
    return Draft("bench", 1, base.digest, shorter)


def _length(number: int) -> int:
    return SHORTEST + number % (LONGEST - SHORTEST + 1)


def _peak() -> float:
    """Return the most memory that this process and those it started have had, in KiB, as if all at once."""
    itself, started = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return float(itself + started * (os.cpu_count() or 1))
