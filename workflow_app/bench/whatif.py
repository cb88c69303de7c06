"""What it costs to try a draft on many cases: the real journey, its report due a month earlier."""

from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from prosesser.access import SYSTEM
from prosesser.definition import Bundle, read_journey
from prosesser.definition.bundle import DIAGRAM
from prosesser.errors import Refused
from prosesser.impact import Draft, Impacts
from prosesser.store import Store, open_store, runs, upgrade
from prosesser.store.journal import Step
from prosesser.store.versions import Versions
from workflow_app import installation
from workflow_app.bench.recorded import length, peak_mb, record
from workflow_app.bench.report import BenchNeedsEmptyDatabase, in_a_new_file
from workflow_app.clock import ManualClock
from workflow_app.work import Processes, work_on

FOUR_MONTHS, THREE_MONTHS = (
    b'innflyttet_institusjon + duration("P4M")',
    b'innflyttet_institusjon + duration("P3M")',
)

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
        steps = record(store, bundle, journey, cases)
        began = perf_counter()
        done = _try(store, bundle, steps)
        seconds = perf_counter() - began
    return {
        "cases": done,
        "events": sum(map(length, range(cases))),
        "seconds": round(seconds, 2),
        "cases_per_s": round(done / seconds, 2),
        "peak_rss_mb": peak_mb(),
    }


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
