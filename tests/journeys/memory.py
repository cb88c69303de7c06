"""Stories that several tests begin with: played once in a town, and read back after that."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

from tests.web.standing import StandingApp

if TYPE_CHECKING:
    from tests.journeys.office import Case, Office

Story = Callable[["Office"], "Case"]


@dataclass(frozen=True)
class Moment:
    """An office's database as it stood, on which day, and the case that the story is about."""

    database: Path
    now: datetime
    case: str


@dataclass
class Memory:
    """What a town's offices share: stories that were told there, and the cookies of who is logged in."""

    folder: Path
    app: StandingApp
    moments: dict[str, Moment | BaseException] = field(default_factory=dict)
    logins: dict[str, str] = field(default_factory=dict)

    def keep(self, name: str, database: Path, now: datetime, case: str) -> None:
        copied = self.folder / f"moment{len(self.moments)}.db"
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copied)) as target:
            source.backup(target)
        self.moments[name] = Moment(copied, now, case)


def told_once(story: Story) -> Story:
    """Mark a story that tests begin with, in an office where nothing has happened yet."""

    @wraps(story)
    def told(office: "Office") -> "Case":
        return once(office, f"{story.__module__}.{story.__qualname__}", story)

    return told


def once(office: "Office", name: str, story: Story) -> "Case":
    """Play a story in an office, or go to where it came to when it was played in the town before."""
    assert not office.has_worked, f"{name} is a story to begin with"
    name = f"{name} {office.calendar.now():%Y-%m-%d}"
    memory = office.memory
    known = memory.moments.get(name)
    if isinstance(known, Moment):
        return office.goes_to(known)
    if known is not None:
        raise known
    try:
        case = story(office)
    except Exception as error:
        memory.moments[name] = error
        raise
    memory.keep(name, office.database, office.calendar.now(), case.id)
    return case
