"""What the parts of a story are made of: dates, durations and answers as a facts file writes them."""

from datetime import date
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from prosesser.calendar import Duration, NotADuration, parse_duration

SECONDS_LEFT = 8 * 3600
"""What is left of the day after the latest hour at which stories are played."""

OUR_RULE: Final = "ours"
NOT_A_DATE = "skal være en dato, for eksempel 2026-01-31"
ONE_PACE = "skal ha bare én av dato, etter, for_frist og etter_frist"
ONE_TIME = "skal ha enten dato eller etter"
NO_DAY = "skal ha rekkefolge bare sammen med dato"
NO_ANCHOR = "skal ha fra bare sammen med etter"


def fault_of(reason: str) -> PydanticCustomError:
    """Return an error of our own rules, in our own words."""
    return PydanticCustomError(OUR_RULE, "{reason}", {"reason": reason.rstrip(".")})


def _iso_date(value: object) -> object:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise fault_of(NOT_A_DATE) from None


def _iso_duration(value: object) -> object:
    try:
        return parse_duration(value) if isinstance(value, str) else value
    except NotADuration as error:
        raise fault_of(str(error)) from None


Day = Annotated[date, BeforeValidator(_iso_date)]
Span = Annotated[Duration, BeforeValidator(_iso_duration)]
Order = Annotated[int, Field(ge=0, le=SECONDS_LEFT)]
"""The place of something among what happens on the same day: seconds after the hour of the story."""

Answers = dict[str, Any]
"""Field key -> answer as JSON; a text that begins with "=" is FEEL, evaluated when it is given."""


class Part(BaseModel):
    """Anything in a story: immutable, strict, and closed to what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)
