"""A plausible answer to any field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import singledispatch
from random import Random

from prosesser.calendar import OSLO, oslo_date
from prosesser.definition.forms.model import (
    Checkbox,
    Checklist,
    Choice,
    Datetime,
    InputField,
    Number,
    Textarea,
    Textfield,
)
from prosesser.errors import Refused
from prosesser.feel import Value
from workflow_app.rehearsal import words

MEETING_HOUR = time(13)
HIGHEST_COUNT = 10
YES_SHARE = 0.6
MOST_TICKED = 2


class CannotInvent(Refused):
    """Feltet «{label}» kan ikke fylles ut av seg selv: {reason}. Gi svaret i faktafilen: {fact}."""


@dataclass(frozen=True, slots=True)
class Leeway:
    """What an answer is made from: chance, the application's lists, the instant, a date's bounds."""

    rng: Random
    options: Mapping[str, Sequence[str]]
    now: datetime
    earliest: Value = None
    latest: Value = None


@singledispatch
def invent(asked: InputField, around: Leeway) -> object:
    """Return an answer that the field accepts. Raises `CannotInvent`."""
    raise NotImplementedError(type(asked))


@invent.register(Textfield)
def _(asked: Textfield, around: Leeway) -> str:
    if asked.properties.format == "fodselsnummer":
        return words.national_id(around.rng)
    if asked.properties.format == "telefon":
        return words.phone_number(around.rng)
    if "epost" in asked.key:
        return words.mail_address(around.rng)
    is_name = "navn" in f"{asked.key} {asked.label}".lower()
    return _fitted(asked, words.full_name(around.rng) if is_name else words.line(around.rng))


@invent.register(Textarea)
def _(asked: Textarea, around: Leeway) -> str:
    said = words.own_words(around.rng) if asked.properties.egne_ord else words.paragraph(around.rng)
    return _fitted(asked, said)


@invent.register(Number)
def _(asked: Number, around: Leeway) -> int:
    low = int((asked.rules.min or Decimal(0)).to_integral_value("ROUND_CEILING"))
    high = asked.rules.max if asked.rules.max is not None else low + HIGHEST_COUNT
    return around.rng.randint(low, max(low, int(min(high, Decimal(low + HIGHEST_COUNT)))))


@invent.register(Checkbox)
def _(asked: Checkbox, around: Leeway) -> bool:
    return asked.rules.required or around.rng.random() < YES_SHARE


@invent.register(Choice)
def _(asked: Choice, around: Leeway) -> object:
    return around.rng.choice(_values(asked, around))


@invent.register(Checklist)
def _(asked: Checklist, around: Leeway) -> list[str]:
    values = list(dict.fromkeys(_values(asked, around)))
    ticked = around.rng.sample(values, around.rng.randint(1, min(MOST_TICKED, len(values))))
    return [value for value in values if value in ticked]


@invent.register(Datetime)
def _(asked: Datetime, around: Leeway) -> str:
    if asked.subtype == "time":
        return MEETING_HOUR.isoformat()
    day = _within(oslo_date(around.now), _day(around.earliest), _day(around.latest))
    if asked.subtype == "date":
        return day.isoformat()
    return datetime.combine(day, MEETING_HOUR, OSLO).isoformat()


def _within(day: date, earliest: date | None, latest: date | None) -> date:
    if earliest is not None:
        day = max(day, earliest)
    return day if latest is None else min(day, latest)


def _day(bound: Value) -> date | None:
    if isinstance(bound, datetime):
        return oslo_date(bound) if bound.tzinfo else bound.date()
    return bound if isinstance(bound, date) else None


def _values(asked: Choice, around: Leeway) -> list[str]:
    own = [option.value for option in asked.values]
    values = own or list(around.options.get(asked.values_key or "", ()))
    if not values:
        raise CannotInvent(label=asked.label or asked.key, fact=asked.key, reason="listen er tom")
    return values


def _fitted(asked: Textfield | Textarea, text: str) -> str:
    """Stretch or cut a text to the field's bounds."""
    rules = asked.rules
    if rules.pattern is not None:
        raise CannotInvent(label=asked.label or asked.key, fact=asked.key, reason="det har et mønster")
    while rules.min_length is not None and len(text) < rules.min_length:
        text = f"{text} {text}"
    return text[: rules.max_length].rstrip() if rules.max_length else text
