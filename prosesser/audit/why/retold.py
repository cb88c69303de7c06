"""A case made again row by row, with what was asked of its facts on the way.

Every step is made by the engine itself, and compared with what is recorded: from the first row that
comes out otherwise on, nothing is explained.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from prosesser.audit.file import AuditFile
from prosesser.audit.why.errors import Damaged
from prosesser.definition.model import Definition, Flow
from prosesser.engine.codec import Facts
from prosesser.engine.events import ConditionMet, Event
from prosesser.engine.path import WatchedDraft
from prosesser.engine.state import CaseState, Round, canonical, facts_in
from prosesser.engine.step import make
from prosesser.errors import Broken, SomlosError
from prosesser.feel import Expression, Value
from prosesser.record import Entry
from prosesser.store.journal import read_state

SameState = Callable[[int, bytes], bool]
"""Tells whether a row (its sequence) was recorded with this state (canonical bytes)."""


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
    """The rows that came out as they are recorded; ``fault`` is the first that did not, if any."""

    rows: tuple[Row, ...]
    fault: int | None = None

    def until(self, sequence: int | None) -> tuple[Row, ...]:
        """Return the rows up to one of them (None: all)."""
        return self.rows if sequence is None else self.rows[: max(sequence, 0)]


def retold(entries: Iterable[Entry], same_state: SameState) -> Retold:
    """Make a journal again, the oldest row first, up to the first that comes out otherwise."""
    rows: list[Row] = []
    state: CaseState | None = None
    for entry in entries:
        row = _made(entry, state)
        if row is None or not same_state(entry.sequence, canonical(row.after)):
            return Retold(tuple(rows), entry.sequence)
        rows.append(row)
        state = row.after
    return Retold(tuple(rows))


def retold_case(file: AuditFile) -> Retold:
    """Make the case of an auditor again, also against the states that its rows were recorded with.

    Raises `ContentErased`, or `Damaged` where a row cannot be read.
    """
    commit, rows = file.require_key().commit, file.stored.journal
    try:
        entries = file.entries()
    except Broken as error:
        raise Damaged from error
    return retold(entries, lambda place, state: commit("state", state) == rows[place - 1].state_commitment)


def _made(entry: Entry, state: CaseState | None) -> Row | None:
    """Make a row again; None when it cannot be, or comes out otherwise than recorded."""
    draft = _Observed(entry, state)
    try:
        after, events = make(draft, state, entry.command)
    except (SomlosError, LookupError, TypeError, ValueError):
        return None
    if events != entry.events:
        return None
    again = read_state(canonical(after))  # as the next step found it
    return Row(entry, state, again, draft.went, tuple(draft.asked), draft.met(events))


class _Observed(WatchedDraft):
    """A draft that remembers what its flows and conditional events asked."""

    def __init__(self, entry: Entry, state: CaseState | None) -> None:
        super().__init__(entry.definition, state or CaseState("active"), entry.at)
        self.asked: list[Asked] = []
        self._sequence = entry.sequence
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
