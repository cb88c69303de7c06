"""How often, and for how long, tokens waited at the elements of one version: from the journal alone.

Tasks, timers and messages tell in the journal when they begin and end to wait. What does not wait
(gateways, milestones) and what waits without telling (conditions, subprocesses) is told by ``paths``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from prosesser.engine.events import (
    Event,
    MessageArmed,
    MessageReceived,
    TaskCompleted,
    TaskOpened,
    TaskWithdrawn,
    TimerFired,
    TimerSet,
)
from prosesser.record import Entry

_BEGINS = {TaskOpened: "task", TimerSet: "timer", MessageArmed: "catch"}
_ENDS = {TaskCompleted: "task", TimerFired: "timer", MessageReceived: "catch", TaskWithdrawn: "task"}


@dataclass(frozen=True, slots=True)
class Stay:
    """A token that waited at an element; ``done``: what it waited for happened. ``until`` None: it waits."""

    element: str
    since: datetime
    until: datetime | None
    done: bool


def stays(entries: Sequence[Entry], version: str) -> Iterator[Stay]:
    """Yield the stays that ended in rows made by a version, and those that last when it is the case's."""
    waiting: dict[str, datetime] = {}
    for entry in entries:
        for event in entry.events:
            key = _key(event)
            if type(event) in _BEGINS:
                waiting.setdefault(key, entry.at)
            elif type(event) in _ENDS and key in waiting:
                since = waiting.pop(key)
                if entry.definition.digest == version:
                    yield Stay(_element(key), since, entry.at, not isinstance(event, TaskWithdrawn))
    last = entries[-1] if entries else None
    if last is not None and last.definition.digest == version:
        yield from (Stay(_element(key), since, None, done=False) for key, since in waiting.items())


def _key(event: Event) -> str:
    """Return the id of what waits: element, full stop, ordinal."""
    attribute = _BEGINS.get(type(event)) or _ENDS.get(type(event), "")
    return str(getattr(event, attribute, ""))


def _element(key: str) -> str:
    return key.rpartition(".")[0]
