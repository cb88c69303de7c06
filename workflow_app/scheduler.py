"""Background time: one job that lets due timers fire, in the server's own process.

Several servers may run it on one database: the store hands each due timer to one of them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from prosesser.cases import Cases, Fired
from workflow_app import logs
from workflow_app.clock import Clock, SystemClock

INTERVAL_SECONDS = 20

log = structlog.get_logger()


def fire_all_due(cases: Cases, clock: Clock) -> Fired:
    """Let timers fire until none is due any more; one that failed waits until its case has moved."""
    total = Fired(0, 0)
    while (batch := cases.fire_due(clock.now())) != Fired(0, 0):
        total = Fired(total.fired + batch.fired, total.failed + batch.failed)
    return total


def tick(cases: Cases, clock: Clock) -> None:
    """Do one run of the job. A run that fails is logged, and the next one tries again."""
    try:
        fired = fire_all_due(cases, clock)
    except Exception as error:  # noqa: BLE001 - nobody is above it, and the next run must come
        told = {"kinds": logs.kinds(error), "trail": logs.trail(error)}
        log.error("timers not fired", **told)  # noqa: TRY400 - an error's own text may quote personal data
    else:
        if fired != Fired(0, 0):
            log.info("timers fired", fired=fired.fired, failed=fired.failed)


@contextmanager
def running(job: Callable[[], None], seconds: float = INTERVAL_SECONDS) -> Iterator[None]:
    """Run ``job`` at once and then every so many seconds, one at a time, until the block is left.

    Leaving it waits for a run that has begun.
    """
    scheduler = BackgroundScheduler(timezone="UTC", executors={"default": ThreadPoolExecutor(1)})
    scheduler.add_job(
        job,
        "interval",
        seconds=seconds,
        next_run_time=SystemClock().real(),
        misfire_grace_time=None,  # late is better than not at all
        coalesce=True,
        max_instances=1,
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=True)
