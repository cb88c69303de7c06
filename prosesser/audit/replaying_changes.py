"""What changed between two moments of a case."""

from collections.abc import Iterator
from dataclasses import dataclass

from prosesser.audit.replaying_frames import Frame, Known, Place
from prosesser.audit.replaying_plans import PlanChanges, plan_changes
from prosesser.engine.codec import Due
from prosesser.engine.state import OpenTask, Status, Timer
from prosesser.feel import Value


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline whose date that counts is another."""

    timer: Timer
    before: Due


@dataclass(frozen=True, slots=True)
class Passed:
    """An open task that lies with another party or person, each None where nobody has it."""

    task: OpenTask
    party: tuple[str, str]
    person: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that became known, changed (``before``), or is no longer known (``known`` is what it was)."""

    place: Place
    known: Known
    before: Known | None
    gone: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different at the later moment; each list is empty where nothing is.

    ``units``: party, the unit before and after. ``contacts``: parties with other contacts than before.
    ``version`` and ``status``: whether they are others.
    """

    opened: tuple[OpenTask, ...]
    ended: tuple[OpenTask, ...]
    moved: tuple[Moved, ...]
    overrun: tuple[Timer, ...]
    passed: tuple[Passed, ...]
    facts: tuple[Fact, ...]
    units: tuple[tuple[str, str | None, str | None], ...]
    contacts: tuple[tuple[str, Value], ...]
    plans: tuple[PlanChanges, ...]
    version: bool
    status: Status | None

    @property
    def nothing(self) -> bool:
        """Whether the two moments are alike in all that is told here."""
        lists = (self.opened, self.ended, self.moved, self.overrun, self.passed, self.facts)
        return not any((*lists, self.units, self.contacts, self.plans, self.version, self.status))


def changes(before: Frame, after: Frame) -> Changes:
    """Compare two moments of the same case, the earlier one first."""
    old, new = before.state, after.state
    parties = sorted(old.units.keys() | new.units.keys())
    reached = sorted(old.contacts.keys() | new.contacts.keys())
    return Changes(
        opened=tuple(new.tasks[task] for task in sorted(new.tasks.keys() - old.tasks.keys())),
        ended=tuple(old.tasks[task] for task in sorted(old.tasks.keys() - new.tasks.keys())),
        moved=tuple(_moved(before, after)),
        overrun=tuple(_overrun(before, after)),
        passed=tuple(_passed(before, after)),
        facts=tuple(_facts(before, after)),
        units=tuple(
            (party, old.units.get(party), new.units.get(party))
            for party in parties
            if old.units.get(party) != new.units.get(party)
        ),
        contacts=tuple(
            (party, new.contacts.get(party))
            for party in reached
            if old.contacts.get(party) != new.contacts.get(party)
        ),
        plans=tuple(plan_changes(before.plans, after.plans)),
        version=before.definition.digest != after.definition.digest,
        status=new.status if new.status != old.status else None,
    )


def _moved(before: Frame, after: Frame) -> Iterator[Moved]:
    for key, timer in sorted(after.state.timers.items()):
        known = before.state.timers.get(key)
        if known is not None and timer.task is not None and known.stands != timer.stands:
            yield Moved(timer, known.stands)


def _overrun(before: Frame, after: Frame) -> Iterator[Timer]:
    for key, timer in sorted(after.state.timers.items()):
        known = before.state.timers.get(key)
        if timer.deadline and timer.overdue and (known is None or not known.overdue):
            yield timer


def _passed(before: Frame, after: Frame) -> Iterator[Passed]:
    for key, task in sorted(after.state.tasks.items()):
        known = before.state.tasks.get(key)
        if known is not None and (known.party, known.assignee) != (task.party, task.assignee):
            yield Passed(task, (known.party, task.party), (known.assignee, task.assignee))


def _facts(before: Frame, after: Frame) -> Iterator[Fact]:
    for place, known in after.facts.items():
        old = before.facts.get(place)
        if old is None or old.value != known.value:
            yield Fact(place, known, old, gone=False)
    for place, known in before.facts.items():
        if place not in after.facts:
            yield Fact(place, known, None, gone=True)
