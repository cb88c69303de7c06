"""What the use cases share: the terms they work under, what is submitted, what comes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from prosesser.access import Actor
from prosesser.definition.forms.model import Option
from prosesser.engine.messages import Command, Event
from prosesser.store.versions import Versions

OptionLists = Mapping[str, tuple[Option, ...]]
"""The application's option lists (``valuesKey`` of a form's field) by name."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What the application decides: which options an actor chooses from, whose national ids may be used.

    ``synthetic_only``: this is a demonstration, and no real person's id may enter it. ``outside``
    gives the units that the circular does not cover, by id with their names.
    """

    options: Callable[[Actor], OptionLists]
    synthetic_only: bool
    outside: Callable[[], Mapping[str, str]] = dict


@dataclass(frozen=True, slots=True)
class Terms:
    """The definitions that cases run on, and the application's policy."""

    versions: Versions
    policy: Policy


@dataclass(frozen=True, slots=True)
class Submission:
    """A command, when it was sent, and its idempotency key."""

    command: Command
    now: datetime
    key: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command came to: its place in the case's journal, and what happened."""

    case: str
    sequence: int
    events: tuple[Event, ...]
