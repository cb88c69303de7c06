"""A case made again row by row, with what was asked of its facts on the way.

Every step is made by the engine itself, and checked as `verify` does: from the first row that does not
hold on, nothing is explained.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from prosesser.audit.file import AuditFile
from prosesser.audit.why.errors import Damaged
from prosesser.cases.replay import Replay
from prosesser.cases.verify import Fault, first_fault
from prosesser.definition.model import Definition, Flow
from prosesser.engine.codec import Facts
from prosesser.engine.events import ConditionMet
from prosesser.engine.messages import Command, Event
from prosesser.engine.path import WatchedDraft
from prosesser.engine.state import CaseState, Round, facts_in
from prosesser.engine.step import make
from prosesser.feel import Expression, Value
from prosesser.record import Entry


@dataclass(frozen=True, slots=True)
class Moment:
    """What expressions could read at a point of a row: after its first ``events`` events (None: at its end).

    ``scope`` is the round that is read in, if any.
    """

    sequence: int
    events: int | None
    scope: str | None
    facts: Facts
    rounds: Mapping[str, Round]

    @property
    def known(self) -> Facts:
        """All that can be read: nearer facts over farther."""
        return facts_in(self.facts, self.rounds, self.scope)

    def home(self, name: str) -> str | None:
        """Return the round that a fact is read from; None for the case."""
        scope = self.scope
        while scope is not None and name not in self.rounds[scope].facts:
            scope = self.rounds[scope].outer
        return scope

    @classmethod
    def after(cls, sequence: int, state: CaseState, scope: str | None) -> Self:
        """Return the end of a row."""
        return cls(sequence, None, scope, state.facts, state.rounds)


@dataclass(frozen=True, slots=True)
class Asked:
    """The condition of a flow, as it was asked while a token stood at its gateway."""

    flow: Flow
    moment: Moment


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the journal, made again. ``definition`` is its version.

    ``went`` says from which element tokens went to which, and in which round, in order; ``asked`` are the
    conditions of flows, ``met`` says by the place of ``ConditionMet`` among the events what was known when
    it came true.
    """

    entry: Entry
    before: CaseState | None
    after: CaseState
    went: tuple[tuple[str, str, str | None], ...]
    asked: tuple[Asked, ...]
    met: Mapping[int, Moment]

    @property
    def sequence(self) -> int:
        """The number of the row, from 1."""
        return self.entry.sequence

    @property
    def definition(self) -> Definition:
        """The version that the row was made by."""
        return self.entry.definition

    @property
    def events(self) -> tuple[Event, ...]:
        """What followed."""
        return self.entry.events

    def at_end(self, scope: str | None) -> Moment:
        """Return what could be read when the row was done."""
        return Moment.after(self.sequence, self.after, scope)


@dataclass(frozen=True, slots=True)
class Retold:
    """The rows that came out as they are recorded; ``fault`` is the first thing that did not, if any."""

    rows: tuple[Row, ...]
    fault: Fault | None = None

    def until(self, sequence: int | None) -> tuple[Row, ...]:
        """Return the rows up to one of them (None: all)."""
        return self.rows if sequence is None else self.rows[: max(sequence, 0)]

    def reaches(self, sequence: int | None) -> bool:
        """Whether a row (None: the case as it stands) can be explained."""
        return self.fault is None or (sequence is not None and sequence <= len(self.rows))


def retold(file: AuditFile) -> Retold:
    """Make the case of an auditor again, checked as `verify` does, up to the first row that does not hold.

    Raises `ContentErased`, or `Damaged` where no row holds.
    """
    watch = _Watch(file.stored.journal)
    replay = Replay(file.connection, file.versions, file.require_key(), watch.make)
    fault = first_fault(file.stored, replay)
    held = watch.rows if fault is None or fault.sequence is None else watch.rows[: fault.sequence - 1]
    if fault is not None and not held:
        raise Damaged(row=1, reason=fault.reason)
    return Retold(tuple(held), fault)


class _Watch:
    """Makes the steps of a journal as the engine does, and keeps what was asked in each."""

    def __init__(self, journal: Sequence[Any]) -> None:
        self._journal = journal
        self.rows: list[Row] = []

    def make(
        self, definition: Definition, state: CaseState | None, command: Command, now: datetime
    ) -> tuple[CaseState, tuple[Event, ...]]:
        """Make the step of the next row."""
        sequence, signed = len(self.rows) + 1, self._journal[len(self.rows)]
        draft = _Observed(sequence, definition, state, now)
        after, events = make(draft, state, command)
        entry = Entry(sequence, now, signed.person, signed.unit, command, events, definition)
        self.rows.append(Row(entry, state, after, draft.went, tuple(draft.asked), draft.met(events)))
        return after, events


class _Observed(WatchedDraft):
    """A draft that remembers what its flows and conditional events asked."""

    def __init__(self, sequence: int, definition: Definition, state: CaseState | None, now: datetime) -> None:
        super().__init__(definition, state or CaseState("active"), now)
        self.asked: list[Asked] = []
        self._sequence = sequence
        self._scope: str | None = None
        self._conditions: dict[int, Moment] = {}

    def met(self, events: tuple[Event, ...]) -> dict[int, Moment]:
        """Return what was known at each condition that came true, by the place of its event."""
        return {
            place: self._conditions[place]
            for place, event in enumerate(events)
            if isinstance(event, ConditionMet) and place in self._conditions
        }

    def context(self, round_id: str | None) -> Facts:
        """Return what an expression can read, and remember where it is read."""
        self._scope = round_id
        return super().context(round_id)

    def evaluate(self, expression: Expression, known: Facts, element: str) -> Value:
        """Evaluate an expression; of a conditional event remember what was known."""
        if expression is self.definition.elements[element].condition:
            self._conditions[len(self.events)] = self._moment(self._scope)
        return super().evaluate(expression, known, element)

    def holds(self, flow: Flow, round_id: str | None) -> bool:
        """Tell whether a flow's condition is true, and remember that it was asked."""
        self.asked.append(Asked(flow, self._moment(round_id)))
        return super().holds(flow, round_id)

    def _moment(self, scope: str | None) -> Moment:
        return Moment(self._sequence, len(self.events), scope, dict(self.facts), dict(self.rounds))
