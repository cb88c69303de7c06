"""What is replaced inside SpiffWorkflow, all of it, each with its reason.

A step must give the same result for the same input, whenever and wherever it runs. SpiffWorkflow
takes ids and times from the machine by direct calls; here it gets them from the run it is in.
Outside a run there are none to get: what tries is an error, not a guess.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import count

import SpiffWorkflow.bpmn.specs.event_definitions.timer as spiff_timer
import SpiffWorkflow.task as spiff_task

_now: ContextVar[datetime] = ContextVar("now")
_timestamp: ContextVar[float] = ContextVar("timestamp")  # every change of a task's state asks for it
_ids: ContextVar[Iterator[int]] = ContextVar("ids")


@contextmanager
def run_at(now: datetime) -> Iterator[None]:
    """Let SpiffWorkflow run at an instant, with ids that count from 1."""
    was = _now.set(now), _timestamp.set(now.timestamp()), _ids.set(count(1))
    try:
        yield
    finally:
        _now.reset(was[0])
        _timestamp.reset(was[1])
        _ids.reset(was[2])


def _next_id() -> int:
    return next(_ids.get())


@dataclass(frozen=True, slots=True)
class _Clock:
    """Stands where SpiffWorkflow has the module ``time``."""

    @staticmethod
    def time() -> float:
        return _timestamp.get()


class _Datetime(datetime):
    """Stands where SpiffWorkflow has the class ``datetime``."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override] # a plain datetime will do
        return _now.get().astimezone(tz)


def _no_log_extras(_task: object, _extra: object = None) -> None:
    return None


def install() -> None:
    """Replace, once for the process, what SpiffWorkflow reads from the machine."""
    spiff_task.uuid4 = _next_id  # random ids: tasks are counted within a run
    spiff_task.time = _Clock()  # the machine's clock: every change of a task's state reads it
    spiff_timer.datetime = _Datetime  # the machine's clock again; our timers never ask, but nothing may
    # Log records that nobody reads, built for every change of state, with the data of tasks in them:
    spiff_task.Task.collect_log_extras = _no_log_extras
