"""Play a case: each call is one step, and the state goes through JSON between steps as in the store."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Self

from prosesser.definition import Definition, load
from prosesser.engine import CaseState, canonical, step
from prosesser.engine.messages import (
    AddTask,
    AssignTask,
    CancelCase,
    ChangeFacts,
    ClaimTask,
    Command,
    CompleteTask,
    Event,
    FireTimer,
    ProposeDate,
    ReleaseTask,
    SendMessage,
    Start,
    WithdrawTask,
    command_from_json,
    event_from_json,
)
from prosesser.feel import Value
from tests.builders import Journey

NINE = datetime(2026, 1, 12, 8, 0, tzinfo=UTC)  # a Monday, nine o'clock in Oslo


def through_json(state: CaseState) -> CaseState:
    """Return the state as the store gives it back."""
    return CaseState.from_json(json.loads(json.dumps(state.to_json())))


class Play:
    """A case of a journey, with the clock that the test moves."""

    def __init__(self, journey: Journey | Definition, now: datetime = NINE) -> None:
        self.definition = load(journey.bundle()) if isinstance(journey, Journey) else journey
        self.now = now
        self.state: CaseState | None = None
        self.events: list[Event] = []
        self.history: list[tuple[Command, datetime]] = []

    # ---- steps ----

    def do(self, command: Command) -> Self:
        """Send a command. However it goes, the state that it was given must be as it was."""
        given = self.state
        before = None if given is None else canonical(given)
        assert command_from_json(json.loads(json.dumps(command.to_json()))) == command
        try:
            state, events = step(self.definition, given, command, self.now)
        finally:
            assert before == (None if given is None else canonical(given))
        self.events = list(events)
        self.state = through_json(state)
        assert self.state == state
        assert canonical(self.state) == canonical(state)
        for event in self.events:
            assert event_from_json(json.loads(json.dumps(event.to_json()))) == event
        self.history.append((command, self.now))
        return self

    def start(self, **answers: object) -> Self:
        return self.do(Start(answers))

    def complete(self, *tasks: str, **answers: object) -> Self:
        for task in tasks:
            self.do(CompleteTask(task, answers))
        return self

    def claim(self, task: str, person: str) -> Self:
        return self.do(ClaimTask(task, person))

    def assign(self, task: str, person: str) -> Self:
        return self.do(AssignTask(task, person))

    def release(self, task: str) -> Self:
        return self.do(ReleaseTask(task))

    def fire(self, timer: str) -> Self:
        return self.do(FireTimer(timer))

    def send(self, name: str, catch: str | None = None, **answers: object) -> Self:
        return self.do(SendMessage(name, answers, catch))

    def change(self, **facts: Value) -> Self:
        return self.do(ChangeFacts(facts, "rettet"))

    def add(self, element: str, party: str, **answers: object) -> Self:
        return self.do(AddTask(element, party, answers))

    def withdraw(self, task: str, party: str, reason: str = "ikke bruk for den") -> Self:
        return self.do(WithdrawTask(task, party, reason))

    def propose(self, timer: str, day: str, party: str) -> Self:
        command = ProposeDate(timer, date.fromisoformat(day), party, "ferie", "enig")
        return self.do(command)

    def cancel(self) -> Self:
        return self.do(CancelCase("åpnet ved en feil"))

    # ---- the clock ----

    def on(self, day: str, hour: int = 9) -> Self:
        """Move the clock to a day, at an hour UTC."""
        self.now = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) + timedelta(hours=hour)
        return self

    # ---- what is there ----

    @property
    def case(self) -> CaseState:
        assert self.state is not None
        return self.state

    @property
    def tasks(self) -> list[str]:
        return sorted(self.case.tasks)

    def assignee(self, task: str) -> str | None:
        return self.case.tasks[task].assignee

    @property
    def timers(self) -> Mapping[str, object]:
        return {timer.id: timer.due for timer in self.case.timers.values()}

    @property
    def messages(self) -> list[str]:
        return sorted(catch.name for catch in self.case.catches.values())

    def happened(self, kind: type[Event]) -> list[Event]:
        """Return the last step's events of a kind."""
        return [event for event in self.events if isinstance(event, kind)]
