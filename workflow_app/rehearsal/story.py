"""A story: how one case goes. What a facts file says, checked against its schema.

The names in the file are Norwegian, as those of the diagram are; docs/simulate.md describes them.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from prosesser.calendar import Duration
from prosesser.errors import Refused
from workflow_app.rehearsal.facts_file import parse, read
from workflow_app.rehearsal.happenings import Addings, Happening, OtherDates, Sendings, Writings
from workflow_app.rehearsal.told import (
    NO_DAY,
    NOT_A_DATE,
    ONE_PACE,
    OUR_RULE,
    Answers,
    Day,
    Order,
    Part,
    Span,
    fault_of,
)

SUFFICIENT_DEPTH = 6


class StoryNotUnderstood(Refused):
    """Faktafilen {file} følger ikke skjemaet: {problems}."""


def _list(value: object) -> object:
    """Let a single entry stand for a list of one."""
    return [value] if isinstance(value, dict) else value


class Pace(Part):
    """When a task is done: so long after it opened, or so long before or after its deadline.

    Without any, on the deadline; a task whose deadline has no date yet, the day after it opened.
    ``order``: what has a higher number happens later on the same day.
    """

    after: Span | None = Field(default=None, alias="etter")
    before_deadline: Span | None = Field(default=None, alias="for_frist")
    after_deadline: Span | None = Field(default=None, alias="etter_frist")
    on: Day | None = Field(default=None, alias="dato")
    order: Order = Field(default=0, alias="rekkefolge")

    @model_validator(mode="after")
    def _at_most_one(self) -> Self:
        if len(self.given) > 1:
            raise fault_of(ONE_PACE)
        if self.order and self.on is None:
            raise fault_of(NO_DAY)
        return self

    @property
    def given(self) -> tuple[Duration | date, ...]:
        """The times that are given: at most one."""
        times = (self.after, self.before_deadline, self.after_deadline, self.on)
        return tuple(time for time in times if time is not None)


class Turn(Pace):
    """How a task goes one of the times it comes up."""

    answers: Answers = Field(default_factory=dict, alias="svar")
    never: bool = Field(default=False, alias="aldri")


Turns = Annotated[tuple[Turn, ...], BeforeValidator(_list), Field(strict=False, min_length=1)]


class Story(Part):
    """How one case goes, from the day it starts.

    ``anything`` may be answered with anything, though it decides.
    ``turns`` by element id: one entry for each time the task comes up, the last again and again.
    """

    start: Day
    end: Day | None = Field(default=None, alias="slutt")
    pace: Pace = Field(default=Pace(), alias="tempo")
    answers: Answers = Field(default_factory=dict, alias="svar")
    anything: tuple[str, ...] = Field(default=(), alias="fritt", strict=False)
    turns: dict[str, Turns] = Field(default_factory=dict, alias="oppgaver")
    messages: Sendings = Field(default=(), alias="meldinger")
    additions: Addings = Field(default=(), alias="tillegg")
    other_dates: OtherDates = Field(default=(), alias="andre_datoer")
    writings: Writings = Field(default=(), alias="planpunkter")

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """All that happens beside the tasks."""
        return (*self.messages, *self.additions, *self.other_dates, *self.writings)

    def turn(self, element: str, ordinal: int) -> Turn:
        """Return how a task goes the ``ordinal``-th time (from 1) it comes up."""
        turns = self.turns.get(element)
        return turns[min(ordinal, len(turns)) - 1] if turns else Turn()


def read_story(path: Path) -> Story:
    """Read a facts file. Raises UnreadableFacts, or StoryNotUnderstood with every fault in it."""
    return _understood(path.name, read(path))


def parse_story(name: str, content: bytes) -> Story:
    """Read a facts file's bytes. Raises UnreadableFacts, or StoryNotUnderstood with every fault in it."""
    return _understood(name, parse(name, content))


def _understood(name: str, data: object) -> Story:
    try:
        return Story.model_validate(data)
    except ValidationError as error:
        faults = [_fault(detail) for detail in error.errors(include_url=False)]
        raise StoryNotUnderstood(file=name, problems="; ".join(faults)) from None


_FAULTS = {
    "missing": "mangler",
    "extra_forbidden": "er ikke et navn som faktafiler har",
    "date_type": NOT_A_DATE,
    "dict_type": "skal være navn med verdier",
    "model_type": "skal være navn med verdier",
    "tuple_type": "skal være en liste",
    "too_short": "er tom",
    "string_type": "skal være tekst",
    "bool_type": "skal være true eller false",
}


def _fault(detail: ErrorDetails) -> str:
    """Say in bokmål where in the file what is wrong; the value itself is not repeated."""
    known = _FAULTS.get(detail["type"], "har en verdi som ikke passer")
    reason = detail["msg"] if detail["type"] == OUR_RULE else known
    path = [str(step) for step in detail["loc"][:SUFFICIENT_DEPTH] if not str(step)[:1].isupper()]
    return f"«{'.'.join(path) or 'filen'}» {reason}"
