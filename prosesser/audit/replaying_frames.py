"""A case as it stood after one row of its journal: what the step made again led to, and what was known."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal, TypeAlias

from prosesser.audit.replaying_plans import Plans, plans_after
from prosesser.audit.signed import Signed
from prosesser.definition.model import ADDED_BY, LOOP_COUNTER, Definition
from prosesser.engine.asked import Answering, form_answered
from prosesser.engine.messages import ChangeFacts, Command, CompleteTask, Event, SendMessage, Start
from prosesser.engine.path import Watched
from prosesser.engine.state import CaseState
from prosesser.feel import Value

Place: TypeAlias = tuple[str | None, str]
"""A fact's round (None: the case) and its name."""

Origin = Literal["answered", "worked_out", "corrected"]
INTERNAL = frozenset({LOOP_COUNTER, ADDED_BY})
"""What the engine keeps beside what people say."""


@dataclass(frozen=True, slots=True)
class Known:
    """A fact as it was known: its value, and how it came to be.

    ``row`` is what gave it its value. ``origin``: answered in a form (``form``, at ``element``;
    ``answer`` as it was written), worked out in the step, or corrected outside any form.
    ``definition`` is the row's version: the fact's label is that one's.
    """

    name: str
    value: Value
    row: Signed
    origin: Origin
    definition: Definition
    element: str | None = None
    form: str | None = None
    answer: object = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A case as a row left it.

    ``been`` are the elements that tokens have left or rest at, until then; ``facts`` all that was known,
    also what no expression reads, ``plans`` the living documents. ``backwards``: by its own time the row is
    older than the one before.
    """

    row: Signed
    definition: Definition
    command: Command
    events: tuple[Event, ...]
    state: CaseState
    been: AbstractSet[str]
    facts: Mapping[Place, Known]
    plans: Plans
    backwards: bool


def next_frame(
    before: Frame | None, row: Signed, definition: Definition, command: Command, step: Watched
) -> Frame:
    """Return the case as a row's step left it, given how the row before left it."""
    been = frozenset(() if before is None else before.been)
    return Frame(
        row=row,
        definition=definition,
        command=command,
        events=step.events,
        state=step.state,
        been=been.union(step.passed, resting(definition, step.state)),
        facts=_known(before, _Source(row, definition, command), step),
        plans=plans_after(
            {} if before is None else before.plans, row, definition, step.events, step.state.plans
        ),
        backwards=before is not None and row.at < before.row.at,
    )


def resting(definition: Definition, state: CaseState) -> Iterator[str]:
    """Yield the elements that tokens rest at; an event on an edge is only armed until it happens."""
    for entry in (*state.tasks.values(), *state.timers.values(), *state.catches.values()):
        element = definition.elements.get(entry.element)
        if element is not None and element.attached_to is None:
            yield element.id


@dataclass(frozen=True, slots=True)
class _Source:
    """The step that facts come from."""

    row: Signed
    definition: Definition
    command: Command

    @property
    def answers(self) -> Mapping[str, object]:
        """What was answered in the step's form."""
        return self.command.answers if isinstance(self.command, Answering) else {}

    def known(self, name: str, value: Value) -> Known:
        """Return a fact that this step gave its value."""
        answered = name in self.answers
        return Known(
            name=name,
            value=value,
            row=self.row,
            origin=self._origin(answered=answered),
            definition=self.definition,
            element=self._element(),
            form=self._form() if answered else None,
            answer=self.answers.get(name),
        )

    def _origin(self, *, answered: bool) -> Origin:
        if answered:
            return "answered"
        return "corrected" if isinstance(self.command, ChangeFacts) else "worked_out"

    def _form(self) -> str | None:
        return form_answered(self.definition, self.command) if isinstance(self.command, Answering) else None

    def _element(self) -> str | None:
        match self.command:
            case CompleteTask():
                return self.command.task.rpartition(".")[0]
            case SendMessage(catch=str(catch)):
                return catch.rpartition(".")[0]
            case Start():
                return self.definition.start.id
        return None


def _known(before: Frame | None, source: _Source, step: Watched) -> Mapping[Place, Known]:
    """Return what is known after a step: what was stated in it, and what else the state holds by then."""
    known = {} if before is None else dict(before.facts)
    for home, facts in step.stated:
        for name, value in facts.items():
            _set(known, source, (home, name), value)
    kept = dict(_kept(step.state))
    for place, value in kept.items():
        if place not in known or known[place].value != value:
            _set(known, source, place, value)
    for place in _forgotten(before, step.state, kept):
        known.pop(place, None)
    return known


def _set(known: dict[Place, Known], source: _Source, place: Place, value: Value) -> None:
    if value is None:
        known.pop(place, None)
    elif place not in known or known[place].value != value or place[1] in source.answers:
        known[place] = source.known(place[1], value)


def _kept(state: CaseState) -> Iterator[tuple[Place, Value]]:
    """Yield the facts that the state itself holds."""
    for home, facts in ((None, state.facts), *((one.id, one.facts) for one in state.rounds.values())):
        for name, value in facts.items():
            if name not in INTERNAL:
                yield (home, name), value


def _forgotten(before: Frame | None, state: CaseState, kept: Mapping[Place, Value]) -> Iterator[Place]:
    """Yield what the state held and holds no more, though its round goes on: it was cleared."""
    for place, _ in () if before is None else _kept(before.state):
        home, _name = place
        if place not in kept and (home is None or home in state.rounds):
            yield place
