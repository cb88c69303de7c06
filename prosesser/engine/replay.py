"""A case executed again from its recorded commands."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from prosesser.definition.model import Definition
from prosesser.engine.commands import Command
from prosesser.engine.events import Event
from prosesser.engine.state import CaseState
from prosesser.engine.step import step


def replay(
    definition: Definition, commands: Iterable[tuple[Command, datetime]]
) -> Iterator[tuple[CaseState, tuple[Event, ...]]]:
    """Yield what each command led to, in order; what ``step`` raises comes through where it happens."""
    state: CaseState | None = None
    for command, now in commands:
        state, events = step(definition, state, command, now)
        yield state, events
