"""What auditing costs: proving cases against their anchors, and what auditors wait for.

`MEASURES` is the table of what is measured: each returns its figures, and may add to the database.
"""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from prosesser.cases import Anchoring, survey
from prosesser.definition import read_journey
from prosesser.errors import Broken
from prosesser.proof.anchors import Anchors
from prosesser.proof.checking import check
from prosesser.proof.signing import SigningKey
from prosesser.store import Store, open_store, upgrade
from prosesser.store.journal import Step
from workflow_app import installation
from workflow_app.bench.access_log import access_log_pages
from workflow_app.bench.recorded import length, peak_mb, record
from workflow_app.bench.replaying import replay_frames
from workflow_app.bench.report import BenchNeedsEmptyDatabase, in_a_new_file
from workflow_app.work import prove_all

Figures = Mapping[str, float | None]
KEY = SigningKey(bytes(32))
POSTGRESQL = "postgresql"


class NotProven(Broken):
    """Sakene som ble laget for målingen, lar seg ikke bevise."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many cases are verified, rows a replayed case has, and rows the access log has."""

    cases: int
    replay_rows: int
    log_rows: int


FULL = Size(cases=1_000, replay_rows=200, log_rows=10_000_000)
QUICK = Size(cases=16, replay_rows=20, log_rows=1_000)


@dataclass(frozen=True, slots=True)
class Ground:
    """What is measured on: a store with cases, each the first rows of the same ``story``."""

    store: Store
    size: Size
    story: tuple[Step, ...]


Measure = Callable[[Ground], Figures]


def bench_audit(address: str | None, journey: Path, size: Size) -> Figures:
    """Measure on a database that may be thrown away; without an address, on a new SQLite file.

    Raises `BenchNeedsEmptyDatabase` or `NotProven`.
    """
    return in_a_new_file(address, lambda place: _measured(place, journey, size))


def proving(ground: Ground) -> Figures:
    """Prove all cases on all cores, with the anchor that covers them: what ``verify --all`` does."""
    with TemporaryDirectory(prefix="anchors-") as folder:
        anchors = Anchors(Path(folder))
        Anchoring(ground.store, anchors, KEY).make(ground.story[-1].at + timedelta(days=1))
        began = perf_counter()
        checked = check(anchors, {KEY.public.hex()})
        whole = survey(ground.store, checked, None)
        proven = [
            case.anchored is not None and not case.faults
            for case in prove_all(ground.store, whole.tasks, {KEY.public.hex()})
        ]
        seconds = perf_counter() - began
    if whole.faults or not all(proven) or len(proven) != ground.size.cases:
        raise NotProven
    return {
        "cases": len(proven),
        "events": sum(map(length, range(ground.size.cases))),
        "verify_seconds": round(seconds, 2),
        "verify_cases_per_s": round(len(proven) / seconds, 2),
    }


def access_log(ground: Ground) -> Figures:
    """Time the slowest kind of page of a long access log: on PostgreSQL, which fills it; None on SQLite."""
    if ground.store.dialect != POSTGRESQL:
        return {"access_log_page_ms": None}
    pages = access_log_pages(ground.store, ground.size.log_rows)
    return {"access_log_rows": ground.size.log_rows, "access_log_page_ms": max(pages.values())}


MEASURES: tuple[Measure, ...] = (
    proving,
    lambda ground: replay_frames(ground.store, ground.story, ground.size.replay_rows),
    access_log,
    lambda _ground: {"peak_rss_mb": peak_mb()},
)
"""In the order in which they are made and shown; memory last: it is of all of them."""


def _measured(address: str, journey: Path, size: Size) -> Figures:
    upgrade(address)
    with closing(open_store(address, installation.NO_KEY)) as store:
        if installation.is_used(store):
            raise BenchNeedsEmptyDatabase
        story = record(store, read_journey(journey), journey, size.cases)
        ground = Ground(store, size, tuple(story))
        return {name: figure for measure in MEASURES for name, figure in measure(ground).items()}
