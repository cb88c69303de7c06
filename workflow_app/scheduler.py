"""Background time: one job that lets due timers fire, in the server's own process.

Several servers may run it on one database: the store hands each due timer to one of them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from workflow_app import logs
from workflow_app.clock import Clock

INTERVAL_SECONDS = 20
BATCH = 100

log = structlog.get_logger()


class FiresTimers(Protocol):
    """Lets due timers fire; ``prosesser.cases`` does."""

    def fire_due(self, now: datetime, limit: int) -> int:
        """Fire at most ``limit`` timers that are due at ``now``, in due order; return how many were."""


def fire_all_due(cases: FiresTimers, clock: Clock) -> int:
    """Fire timers until none is due any more; return how many were fired."""
    fired = 0
    while batch := cases.fire_due(clock.now(), BATCH):
        fired += batch
    return fired


def tick(cases: FiresTimers, clock: Clock) -> None:
    """Do one run of the job. A run that fails is logged, and the next one tries again."""
    try:
        fired = fire_all_due(cases, clock)
    except Exception as error:  # noqa: BLE001 -- nobody is above it, and the next run must come
        # The error's own text may quote personal data, so its traceback is not logged.
        log.error("timers not fired", kinds=logs.kinds(error), trail=logs.trail(error))  # noqa: TRY400
    else:
        if fired:
            log.info("timers fired", count=fired)


@contextmanager
def running(job: Callable[[], None], seconds: float = INTERVAL_SECONDS) -> Iterator[None]:
    """Run ``job`` at once and then every so many seconds, one at a time, until the block is left.

    Leaving it waits for a run that has begun.
    """
    scheduler = BackgroundScheduler(timezone="UTC", executors={"default": ThreadPoolExecutor(1)})
    scheduler.add_job(job, id="now")
    scheduler.add_job(job, "interval", seconds=seconds, id="timers", max_instances=1, coalesce=True)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=True)
