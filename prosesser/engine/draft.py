"""A case while one step works on it: a copy of its state, and the events so far.

The draft is also the host of the run that moves the tokens: it answers what they ask of the
facts. Nothing of it is seen outside unless the step succeeds.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from prosesser.definition.model import CASE_SCOPE, LOOP_COUNTER, Definition, Element, Flow
from prosesser.engine.codec import Facts
from prosesser.engine.errors import StepFailed
from prosesser.engine.events import Event, FactsChanged
from prosesser.engine.reading import STRICT, Reading
from prosesser.engine.state import CaseState, Catch, OpenTask, Proposal, Round, Status, Timer, facts_in
from prosesser.errors import Refused
from prosesser.feel import Expression, Value, evaluate
from prosesser.spiff import Run, Token


class Draft:
    """The working copy; an attribute is the one of ``CaseState`` with the same name.

    Beside them: the ``events`` so far, the facts ``changed``, the ``proposals`` by the task that
    answers them before it has opened, the parties that have become another unit (``moved_units``), and
    the instants that timers are to be ``counted`` from whatever is known of them, and which of these
    have been ``overrun``.

    ``reading`` decides how answers are read. ``resting`` is a run that stands where the state's tokens
    are: it is taken up instead of planting them again, and None from then on.
    """

    def __init__(
        self,
        definition: Definition,
        state: CaseState,
        now: datetime,
        reading: Reading = STRICT,
        resting: Run | None = None,
    ) -> None:
        self.definition = definition
        self.now = now
        self.reading = reading
        self._run: Run | None = None
        self.resting: Run | None = None
        self.become(state)
        self.events: list[Event] = []
        self.changed: set[str] = set()
        self.proposals: dict[str, Proposal] = {}
        self.moved_units: set[str] = set()
        self.counted: Mapping[str, datetime] = {}
        self.overrun: frozenset[str] = frozenset()
        self.resting = resting

    def become(self, state: CaseState) -> None:
        """Become another state, whole."""
        self.status: Status = state.status
        self.facts: dict[str, Value] = dict(state.facts)
        self.rounds: dict[str, Round] = dict(state.rounds)
        self.parties: dict[str, str | None] = dict(state.parties)
        self.units: dict[str, str | None] = dict(state.units)
        self.contacts: dict[str, Value] = dict(state.contacts)
        self.ended: set[str] = set(state.ended)
        self.ordinals: dict[str, int] = dict(state.ordinals)
        self.tasks: dict[str, OpenTask] = dict(state.tasks)
        self.timers: dict[str, Timer] = dict(state.timers)
        self.catches: dict[str, Catch] = dict(state.catches)
        self.plans = dict(state.plans)
        self.plant(state.tokens)

    def plant(self, tokens: tuple[Token, ...]) -> None:
        """Put the tokens elsewhere."""
        self._tokens = tokens
        self.resting, self._run = None, None

    # ---- tokens ----

    @property
    def moved(self) -> bool:
        """Whether anything happened that the rest of the case has to settle after."""
        return self.status == "active" and (self._run is not None or bool(self.changed))

    @property
    def run(self) -> Run:
        """The run over the case's tokens, taken up when it is first needed."""
        if self._run is None:
            resting, self.resting = self.resting, None
            self._run = Run.resume(self.definition, self._tokens, self) if resting is None else resting
            self._run.serve(self)
        return self._run

    @property
    def rests(self) -> Run | None:
        """The run that stands where the tokens are, for the next step; None when there is none."""
        return self.resting if self._run is None else self._run

    def begin(self) -> None:
        """Start the process."""
        self._run = Run.start(self.definition, self)

    def close(self, status: Status) -> None:
        """End the case: nothing waits any more."""
        self.status = status
        self.rounds, self.tasks, self.timers, self.catches = {}, {}, {}, {}
        self.plant(())

    def freeze(self) -> CaseState:
        """Return the state that the draft has become."""
        return self.standing_at(self._tokens if self._run is None else self._run.tokens())

    def standing_at(self, tokens: tuple[Token, ...]) -> CaseState:
        """Return the state that the draft has become, with these for its tokens."""
        return CaseState(
            status=self.status,
            facts=self.facts,
            rounds=self.rounds,
            parties=self.parties,
            units=self.units,
            contacts=self.contacts,
            ended=frozenset(self.ended),
            ordinals=self.ordinals,
            tasks=self.tasks,
            timers=self.timers,
            catches=self.catches,
            plans=self.plans,
            tokens=tokens,
        )

    # ---- facts ----

    def context(self, round_id: str | None) -> Mapping[str, Value]:
        """Return what an expression can read: the case's facts, and nearer ones over them."""
        return facts_in(self.facts, self.rounds, round_id)

    def evaluate(self, expression: Expression, known: Facts, element: str) -> Value:
        """Evaluate an expression that stands at an element; StepFailed when it takes too much."""
        try:
            return evaluate(expression, known, now=self.now)
        except Refused as refused:
            raise StepFailed(element=element, reason=str(refused)) from refused

    def keep_rounds(self, rounds: Collection[str]) -> None:
        """Forget the rounds that have ended."""
        self.rounds = {key: value for key, value in self.rounds.items() if key in rounds}

    def reads_change(self, expression: Expression) -> frozenset[str]:
        """Return the facts that the expression reads and that this step has changed."""
        return (expression.names | expression.item_names) & self.changed

    def set_facts(self, facts: Facts, round_id: str | None) -> None:
        """Take in new values, each where its fact lives; what no expression reads is not kept."""
        for home, named in self._homes(facts, round_id).items():
            known = self.facts if home is None else dict(self.rounds[home].facts)
            names = tuple(sorted(name for name in named if known.get(name) != facts[name]))
            if not names:
                continue
            known.update((name, facts[name]) for name in names)
            for name in names:
                if known[name] is None:
                    del known[name]  # null and not there are the same to every expression
            if home is not None:
                self.rounds[home] = replace(self.rounds[home], facts=known)
            self.changed.update(names)
            self.events.append(FactsChanged(names, home))

    def _homes(self, facts: Facts, round_id: str | None) -> dict[str | None, list[str]]:
        homes: dict[str | None, list[str]] = {}
        for name in sorted(facts.keys() & self.definition.expression_facts):
            homes.setdefault(self._home(name, round_id), []).append(name)
        return homes

    def _home(self, name: str, round_id: str | None) -> str | None:
        """Return the round that a fact lives in; None for the case."""
        fact = self.definition.facts.get(name)
        while fact is not None and fact.scope != CASE_SCOPE and round_id is not None:
            if self.rounds[round_id].element == fact.scope:
                return round_id
            round_id = self.rounds[round_id].outer
        return None

    # ---- what tokens ask (prosesser.spiff.Host) ----

    def holds(self, flow: Flow, round_id: str | None) -> bool:
        """Tell whether a flow's condition is true; StepFailed when it is neither true nor false."""
        if flow.condition is None:
            return True
        value = self.evaluate(flow.condition, self.context(round_id), flow.source)
        if not isinstance(value, bool):
            reason = f"vilkåret «{flow.name or flow.condition.text}» er verken oppfylt eller ikke oppfylt"
            raise StepFailed(element=flow.source, reason=reason)
        return value

    def next_ordinal(self, element: str) -> int:
        """Count that an element is waited at once more, from 1."""
        ordinal = self.ordinals.get(element, 0) + 1
        self.ordinals[element] = ordinal
        return ordinal

    def open_rounds(self, element: Element, round_id: str | None) -> list[str]:
        """Open a round for each item of the element's list as it is now."""
        items = self._items(element, round_id)
        return [self._open_round(element, number, item, round_id) for number, item in enumerate(items, 1)]

    def _items(self, element: Element, round_id: str | None) -> Iterable[Value]:
        known = self.context(round_id)
        items = None if element.loop is None else self.evaluate(element.loop.collection, known, element.id)
        if not isinstance(items, list | tuple):
            raise StepFailed(element=element.id, reason="det som skal gjentas for hver, er ingen liste")
        return items

    def _open_round(self, element: Element, number: int, item: Value, outer: str | None) -> str:
        facts: dict[str, Value] = {LOOP_COUNTER: Decimal(number)}
        if element.loop is not None and element.loop.item is not None:
            facts[element.loop.item] = item
        return self.open_round(element.id, facts, outer)

    def open_round(self, element: str, facts: Facts, outer: str | None) -> str:
        """Open a round of a subprocess with facts of its own, and return its id."""
        round_id = f"{element}.{self.next_ordinal(element)}"
        self.rounds[round_id] = Round(round_id, facts, outer)
        return round_id
