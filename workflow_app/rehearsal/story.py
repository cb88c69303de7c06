"""A story: how one case goes. What a facts file says, checked against its schema.

The names in the file are Norwegian, as those of the diagram are; docs/simulate.md describes them.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from prosesser.calendar import Duration, NotADuration, parse_duration
from prosesser.errors import Refused
from workflow_app.rehearsal.facts_file import read

OUR_RULE: Final = "ours"
NOT_A_DATE = "skal være en dato, for eksempel 2026-01-31"
ONE_PACE = "skal ha bare én av dato, etter, for_frist og etter_frist"
ONE_TIME = "skal ha enten dato eller etter"
NO_ANCHOR = "skal ha fra bare sammen med etter"
SUFFICIENT_DEPTH = 6


class StoryNotUnderstood(Refused):
    """Faktafilen {file} følger ikke skjemaet: {problems}."""


def _fault_of(reason: str) -> PydanticCustomError:
    """Return an error of our own rules, in our own words."""
    return PydanticCustomError(OUR_RULE, "{reason}", {"reason": reason.rstrip(".")})


def _iso_date(value: object) -> object:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise _fault_of(NOT_A_DATE) from None


def _iso_duration(value: object) -> object:
    try:
        return parse_duration(value) if isinstance(value, str) else value
    except NotADuration as error:
        raise _fault_of(str(error)) from None


def _list(value: object) -> object:
    """Let a single entry stand for a list of one."""
    return [value] if isinstance(value, dict) else value


Day = Annotated[date, BeforeValidator(_iso_date)]
Span = Annotated[Duration, BeforeValidator(_iso_duration)]
Answers = dict[str, Any]
"""Field key -> answer as JSON; a text that begins with "=" is FEEL, evaluated when it is given."""


class Part(BaseModel):
    """Anything in a story: immutable, strict, and closed to what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)


class Pace(Part):
    """When a task is done: so long after it opened, or so long before or after its deadline.

    Without any, on the deadline; a task whose deadline has no date yet, the day after it opened.
    """

    after: Span | None = Field(default=None, alias="etter")
    before_deadline: Span | None = Field(default=None, alias="for_frist")
    after_deadline: Span | None = Field(default=None, alias="etter_frist")
    on: Day | None = Field(default=None, alias="dato")

    @model_validator(mode="after")
    def _at_most_one(self) -> Self:
        if len(self.given) > 1:
            raise _fault_of(ONE_PACE)
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


class Sending(Part):
    """A message that is sent: on a date, or so long after the start or after a task was done."""

    name: str = Field(alias="navn")
    on: Day | None = Field(default=None, alias="dato")
    after: Span | None = Field(default=None, alias="etter")
    done: str | None = Field(default=None, alias="fra")
    answers: Answers = Field(default_factory=dict, alias="svar")

    @model_validator(mode="after")
    def _one_time(self) -> Self:
        if (self.on is None) == (self.after is None):
            raise _fault_of(ONE_TIME)
        if self.on is not None and self.done is not None:
            raise _fault_of(NO_ANCHOR)
        return self


Turns = Annotated[tuple[Turn, ...], BeforeValidator(_list), Field(strict=False, min_length=1)]
Sendings = Annotated[tuple[Sending, ...], Field(strict=False)]


class Story(Part):
    """How one case goes, from the day it starts.

    ``turns`` by element id: one entry for each time the task comes up, the last again and again.
    """

    start: Day
    end: Day | None = Field(default=None, alias="slutt")
    pace: Pace = Field(default=Pace(), alias="tempo")
    answers: Answers = Field(default_factory=dict, alias="svar")
    turns: dict[str, Turns] = Field(default_factory=dict, alias="oppgaver")
    messages: Sendings = Field(default=(), alias="meldinger")

    def turn(self, element: str, ordinal: int) -> Turn:
        """Return how a task goes the ``ordinal``-th time (from 1) it comes up."""
        turns = self.turns.get(element)
        return turns[min(ordinal, len(turns)) - 1] if turns else Turn()


def read_story(path: Path) -> Story:
    """Read a facts file. Raises UnreadableFacts, or StoryNotUnderstood with every fault in it."""
    data = read(path)
    try:
        return Story.model_validate(data)
    except ValidationError as error:
        faults = [_fault(detail) for detail in error.errors(include_url=False)]
        raise StoryNotUnderstood(file=path.name, problems="; ".join(faults)) from None


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
