"""The state of a running case: what the next step needs to know, and no more.

Immutable and complete in itself: facts that some expression reads, where the tokens are, what
waits for whom. Everything else about a case is in its journal. ``to_json`` is what the store
keeps; ``canonical``, the same as bytes, is what the journal's chain is made over.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import Any, ClassVar, Literal

from prosesser.engine.codec import (
    Answers,
    Code,
    Due,
    Facts,
    canonical_json,
    decode,
    encode,
    optional,
    records,
)
from prosesser.engine.plan_state import Plan

Status = Literal["active", "completed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something of a case with an id: an element's, and how many times it has been there, from 1."""

    id: str

    @property
    def element(self) -> str:
        """The id of the element in the diagram."""
        return self.id.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a party proposes to the other: another date for a deadline, or a task to be added.

    ``timer`` and ``day`` belong to the first, ``element`` and the answers to its form for adding to
    the second. ``reason`` and ``residents_view`` are the proposer's words.
    """

    party: str
    timer: str | None = None
    day: date | None = None
    reason: str = ""
    residents_view: str = ""
    element: str | None = None
    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenTask(Entry):
    """A user task that can be worked on.

    ``claims`` says per party who has taken it: a claim outlives the task's move to the other
    party and back. ``by_default`` are the parties whose claim follows from their contacts: nobody
    has taken, released or given it there. ``scope`` is the round that it belongs to, ``title`` what
    it is about, ``proposal`` what it answers.
    """

    CODES: ClassVar[Mapping[str, Code]] = {"proposal": optional(Proposal)}

    lane: str | None
    party: str
    opened_at: datetime
    scope: str | None = None
    claims: Mapping[str, str] = field(default_factory=dict)
    by_default: frozenset[str] = frozenset()
    title: str = ""
    proposal: Proposal | None = None

    @property
    def assignee(self) -> str | None:
        """Who has the task now, for the party it lies with."""
        return self.claims.get(self.party)


@dataclass(frozen=True, slots=True)
class Timer(Entry):
    """A timer event that waits; a task's deadline when ``deadline`` is true.

    ``due`` is what its expression gives (None: its anchor is not known yet), ``agreed`` the date
    that the parties have agreed on instead. ``fires_at`` is the instant at which it fires: None when
    neither is known, or when a deadline has been overrun and its date has not moved since.
    ``entered`` is when it began to wait: durations count from there.
    """

    entered: datetime
    task: str | None = None
    deadline: bool = False
    scope: str | None = None
    due: Due = None
    fires_at: datetime | None = None
    overrun: Due = None
    agreed: date | None = None

    @property
    def stands(self) -> Due:
        """The date that counts: the agreed one, else the rule's."""
        return self.due if self.agreed is None else self.agreed

    @property
    def overdue(self) -> bool:
        """Whether the deadline as it stands has passed and been marked."""
        return self.overrun is not None and self.overrun == self.stands


@dataclass(frozen=True, slots=True)
class Catch(Entry):
    """An event that waits for a message."""

    name: str
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Round(Entry):
    """One instance of a multi-instance subprocess: its own facts, read before the case's.

    ``outer`` is the round around it, if any.
    """

    facts: Facts
    outer: str | None = None


@dataclass(frozen=True, slots=True)
class CaseState:
    """A case between two steps.

    ``facts`` holds only the facts that the version's expressions read. ``parties`` says which
    party works in each lane, ``units`` which unit each party is, ``contacts`` whom to reach
    there, ``ended`` which parties have done their part. ``ordinals`` counts per element how often
    it has been waited at. ``plans`` are the living documents that something was written in.
    ``tokens`` belongs to ``prosesser.spiff``: JSON that is canonical.
    """

    CODES: ClassVar[Mapping[str, Code]] = {
        "status": (str, str),
        "rounds": records(Round),
        "tasks": records(OpenTask),
        "timers": records(Timer),
        "catches": records(Catch),
        "plans": records(Plan),
        "tokens": (list, tuple),
    }

    status: Status
    facts: Facts = field(default_factory=dict)
    rounds: Mapping[str, Round] = field(default_factory=dict)
    parties: Mapping[str, str | None] = field(default_factory=dict)
    units: Mapping[str, str | None] = field(default_factory=dict)
    contacts: Facts = field(default_factory=dict)
    ended: frozenset[str] = frozenset()
    ordinals: Mapping[str, int] = field(default_factory=dict)
    tasks: Mapping[str, OpenTask] = field(default_factory=dict)
    timers: Mapping[str, Timer] = field(default_factory=dict)
    catches: Mapping[str, Catch] = field(default_factory=dict)
    plans: Mapping[str, Plan] = field(default_factory=dict)
    tokens: tuple[Any, ...] = ()

    @property
    def next_due(self) -> datetime | None:
        """When the next timer fires; None when none will."""
        return min((timer.fires_at for timer in self.timers.values() if timer.fires_at), default=None)

    def due_timers(self, now: datetime) -> tuple[Timer, ...]:
        """Return the timers whose time has come, in the order in which they fire."""
        due = (
            (timer.fires_at, timer.id)
            for timer in self.timers.values()
            if timer.fires_at and timer.fires_at <= now
        )
        return tuple(self.timers[timer] for _, timer in sorted(due))

    def deadlines(self, task: str) -> tuple[Timer, ...]:
        """Return an open task's deadlines, by id."""
        found = (timer for timer in self.timers.values() if timer.deadline and timer.task == task)
        return tuple(sorted(found, key=attrgetter("id")))

    def waiting_for(self, message: str) -> tuple[Catch, ...]:
        """Return the events that wait for a message of that name, by id."""
        found = (catch for catch in self.catches.values() if catch.name == message)
        return tuple(sorted(found, key=attrgetter("id")))

    def facts_in(self, round_id: str | None) -> Facts:
        """Return what an expression reads in a round, nearer facts over farther; in the case for None."""
        return facts_in(self.facts, self.rounds, round_id)

    def parties_of(self, unit: str) -> frozenset[str]:
        """Return the parties that a unit is in the case now."""
        return frozenset(
            party for party, its in self.units.items() if its == unit and party not in self.ended
        )

    def to_json(self) -> dict[str, Any]:
        """Return the state as JSON data."""
        return encode(self)

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> "CaseState":
        """Build a state from what ``to_json`` gave."""
        return decode(CaseState, data)


def facts_in(facts: Facts, rounds: Mapping[str, Round], round_id: str | None) -> Facts:
    """Return the facts of a round over those of the rounds around it, over the case's."""
    if round_id is None:
        return facts
    inner = rounds[round_id]
    return {**facts_in(facts, rounds, inner.outer), **inner.facts}


def canonical(state: CaseState) -> bytes:
    """Return the state's one form as bytes: the same for equal states, whenever and wherever made."""
    return canonical_json(state.to_json())


def digest(state: CaseState) -> str:
    """Return the SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(state)).hexdigest()
