"""Our engine over one and the same run: its tasks are never written out, pruned or read back."""

from datetime import datetime

from prosesser.definition import Definition
from prosesser.engine import CaseState
from prosesser.engine.draft import Draft
from prosesser.engine.messages import Command, Event
from prosesser.engine.step import apply
from prosesser.spiff import Host, Run
from prosesser.spiff.workflow import Case

Place = tuple[str, tuple[int, ...]]
"""A waiting element, and the numbers of the rounds around it, outermost first."""


class LastingRun(Run):
    """A run that outlives its steps, and notes where something was fired."""

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        self.fired: list[Place] = []

    def serve(self, host: Host) -> None:
        super().serve(host)
        self.fired.clear()

    def fire(self, key: str) -> None:
        self.fired.append(next(place for place, its_key in self.places() if its_key == key))
        super().fire(key)

    def places(self) -> list[tuple[Place, str]]:
        """Return every waiting place with its key."""
        return [((token.element, self._numbers(token.round_id)), token.key) for token in self.waiting()]

    def _numbers(self, round_id: str | None) -> tuple[int, ...]:
        if round_id is None:
            return ()
        draft = self._case.host
        assert isinstance(draft, Draft)
        found = draft.rounds[round_id]
        number = found.facts.get("loopCounter", found.id.rpartition(".")[2])
        return (*self._numbers(found.outer), int(str(number)))


class LastingDraft(Draft):
    """A draft whose run is that of the steps before."""

    def __init__(
        self, definition: Definition, state: CaseState, now: datetime, run: LastingRun | None
    ) -> None:
        super().__init__(definition, state, now)
        self._run = self.lasting = run
        if run is not None:
            run.serve(self)

    def begin(self) -> None:
        self._run = self.lasting = LastingRun.start(self.definition, self)


class Unpruned:
    """A case of it; to be used within one ``run_at``."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.state = CaseState("active")
        self.run: LastingRun | None = None

    def step(self, command: Command, now: datetime) -> list[Event]:
        """Apply a command that is known to succeed."""
        draft = LastingDraft(self.definition, self.state, now, self.run)
        apply(draft, command)
        self.state = draft.freeze()
        self.run = draft.lasting
        return draft.events
