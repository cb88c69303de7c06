"""What auditors ask the access log for, read from a posted form: what is searched for is in no address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask import request

from prosesser.audit.could_see import Time
from prosesser.audit.errors import DaysBackwards
from prosesser.audit.log import Turn
from prosesser.audit.questions import Question
from prosesser.calendar import OSLO, end_of_day, oslo_date, start_of_day
from prosesser.definition.forms.written import read_date, read_time
from prosesser.errors import Refused
from prosesser.store.access_search import Spot
from workflow_app.web.requests import LONGEST_ID, NUL

_CASE = re.compile(r"(?:.*/saker/)?([A-Za-z0-9_-]{1,100})(?:[/?#].*)?")
_TURN = re.compile(r"([en])-([0-9]{1,18})-([0-9]{1,18})")
_INSTANT = timedelta(microseconds=1)


class NotADay(Refused):
    """Skriv datoen som dag.måned.år, for eksempel 03.03.2026."""


class NotATime(Refused):
    """Skriv klokkeslettet som timer.minutter, for eksempel 13.00, og bare når du spør om én dag."""


class NotACase(Refused):
    """Lim inn adressen til saken, eller den siste delen av den."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a question about one case, and the time of day where it is about a moment."""

    first: date
    last: date
    at: time | None = None

    @property
    def time(self) -> Time:
        """The time that it is, in UTC."""
        if self.at is not None:
            moment = datetime.combine(self.first, self.at, OSLO)
            return Time(moment, moment)
        return Time(start_of_day(self.first), end_of_day(self.last) - _INSTANT)


def posted_question() -> Question:
    """Return what was asked for; raises `NotADay` or `NotACase`."""
    form = request.form
    return Question(
        case=case_id(form.get("sak", "")),
        person=_id(form, "person"),
        unit=_id(form, "enhet"),
        action=_id(form, "handling"),
        first=day(form.get("fra", "")),
        last=day(form.get("til", "")),
        denied=form.get("avslag") == "ja",
    )


def asked_turn() -> Turn | None:
    """Return which page of the log was turned to; None for the newest."""
    match = _TURN.fullmatch(request.values.get("sted", ""))
    return None if match is None else Turn(Spot(int(match[2]), int(match[3])), newer=match[1] == "n")


def turn_text(turn: Turn) -> str:
    """Write a turn as `asked_turn` reads it."""
    return f"{'n' if turn.newer else 'e'}-{turn.spot.at}-{turn.spot.id}"


def asked_period(opened: datetime, now: datetime) -> Period:
    """Return the days in the address (``?fra=&til=&kl=``), else from the case's first day until today.

    Raises `NotADay`, `NotATime` or `DaysBackwards`.
    """
    first = day(request.args.get("fra", "")) or oslo_date(opened)
    last = day(request.args.get("til", "")) or oslo_date(now)
    clock = request.args.get("kl", "").strip()
    at = read_time(clock) if clock else None
    if isinstance(at, str) or (at is not None and first != last):
        raise NotATime
    if first > last:
        raise DaysBackwards
    return Period(first, last, at)


def day(text: str) -> date | None:
    """Read a day; None for an empty field. Raises `NotADay`."""
    if not text.strip():
        return None
    found = read_date(text)
    if isinstance(found, str):
        raise NotADay
    return found


def case_id(text: str) -> str:
    """Return the id of a case from it or its address; "" for an empty field. Raises `NotACase`."""
    if not text.strip():
        return ""
    match = _CASE.fullmatch(text.strip())
    if match is None:
        raise NotACase
    return match[1]


def _id(form: Mapping[str, str], name: str) -> str:
    text = form.get(name, "").strip()[:LONGEST_ID]
    return "" if NUL in text else text
