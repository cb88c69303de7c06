"""Patterns in the access log that an auditor looks for: numbers with a reason to look, never a verdict.

`THRESHOLDS` is the one table of what makes a finding.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from types import MappingProxyType
from typing import Any

from prosesser.access import SYSTEM, Action
from prosesser.audit.errors import PeriodTooLong
from prosesser.audit.questions import Question, subject_of
from prosesser.calendar import is_working_day, oslo_time
from prosesser.store import Connection, MasterKey, access_patterns, access_search, queries
from prosesser.store.access_search import Criteria, Scope
from prosesser.store.instants import from_micros

LONGEST_DAYS = 93
LISTS = (Action.LIST_TASKS.value, Action.LIST_CASES.value)


class Pattern(Enum):
    """What is looked for."""

    OWN_NAME = "own_name"
    OUTSIDE_TASKS = "outside_tasks"
    AFTER_PART = "after_part"
    UNUSUAL_HOURS = "unusual_hours"
    LISTS_ONLY = "lists_only"
    DENIALS = "denials"


THRESHOLDS: Mapping[Pattern, Mapping[str, int]] = MappingProxyType(
    {
        Pattern.OWN_NAME: {"looks": 1},
        # cases seen in which the person neither has a task nor has written anything
        Pattern.OUTSIDE_TASKS: {"cases": 10},
        # looks so many days or more after the part of the person's unit ended
        Pattern.AFTER_PART: {"looks": 3, "days": 30},
        # looks before and after these hours in Oslo, or on a day that is no working day
        Pattern.UNUSUAL_HOURS: {"looks": 5, "from": 6, "to": 22},
        # lists and searches, and at most one case opened for so many of them
        Pattern.LISTS_ONLY: {"lists": 20, "per_case": 10},
        Pattern.DENIALS: {"looks": 5},
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one person did that somebody may want to ask about.

    ``numbers`` are those that the pattern counts; ``case`` where it is about one.
    """

    pattern: Pattern
    person: str
    numbers: Mapping[str, int]
    first: datetime
    last: datetime
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What is looked through: a connection, whose rows, and which."""

    connection: Connection
    master: MasterKey
    scope: Scope
    wanted: Criteria


def patterns(
    connection: Connection, master: MasterKey, scope: Scope, question: Question
) -> tuple[Finding, ...]:
    """Return what is found in the days asked about, in the rows of a scope.

    By pattern, the most first. Raises `PeriodTooLong` and `DaysBackwards`.
    """
    if question.first is None or question.last is None or _days(question) > LONGEST_DAYS:
        raise PeriodTooLong(days=LONGEST_DAYS)
    seen = Seen(connection, master, scope, question.criteria())
    found = (finding for search in SEARCHES for finding in search(seen))
    return tuple(finding for finding in found if finding.person != SYSTEM.person)


def _days(question: Question) -> int:
    if question.first is None or question.last is None:
        return 0
    return (question.last - question.first).days + 1


def _own_name(seen: Seen) -> Iterator[Finding]:
    """Yield who looked at a case about somebody of their own name, or whose id they log in by.

    The directory holds no national ids of its own, so a user name that is one is all there is to compare.
    """
    rows = access_patterns.seen_by(seen.connection, seen.scope, seen.wanted)
    names = queries.person_names(seen.connection)
    subjects = {
        row.id: subject_of(seen.master, row)
        for row in access_search.subjects(seen.connection, {row.case_id for row in rows})
    }
    for row in rows:
        subject = subjects.get(row.case_id, {})
        own, told = _words(names.get(row.person, "")), _words(subject.get("navn", ""))
        if (own and own == told) or row.person == subject.get("fodselsnummer"):
            yield _finding(Pattern.OWN_NAME, row, {"looks": row.looks}, row.case_id)


def _words(name: str) -> frozenset[str]:
    """Return the words of a name, so that their order does not matter."""
    return frozenset(name.casefold().replace(",", " ").split())


def _outside_tasks(seen: Seen) -> Iterator[Finding]:
    least = THRESHOLDS[Pattern.OUTSIDE_TASKS]["cases"]
    rows = access_patterns.outside_tasks(seen.connection, seen.scope, seen.wanted, least)
    for row in sorted(rows, key=lambda row: -row.cases):
        yield _finding(Pattern.OUTSIDE_TASKS, row, {"cases": row.cases, "looks": row.looks})


def _after_part(seen: Seen) -> Iterator[Finding]:
    limits = THRESHOLDS[Pattern.AFTER_PART]
    later = timedelta(days=limits["days"]) // timedelta(microseconds=1)
    rows = access_patterns.after_part(seen.connection, seen.scope, seen.wanted, later, limits["looks"])
    for row in sorted(rows, key=lambda row: -row.looks):
        yield _finding(Pattern.AFTER_PART, row, {"looks": row.looks, "cases": row.cases})


def _unusual_hours(seen: Seen) -> Iterator[Finding]:
    counted: dict[str, list[tuple[datetime, int]]] = {}
    for row in access_patterns.by_hour(seen.connection, seen.scope, seen.wanted):
        begins = from_micros(row.hour * access_patterns.HOUR)
        if is_unusual(begins):
            counted.setdefault(row.person, []).append((begins, row.looks))
    for person, hours in counted.items():
        looks = sum(number for _, number in hours)
        if looks >= THRESHOLDS[Pattern.UNUSUAL_HOURS]["looks"]:
            numbers = {"looks": looks, "days": len({oslo_time(begins).date() for begins, _ in hours})}
            yield Finding(Pattern.UNUSUAL_HOURS, person, numbers, hours[0][0], hours[-1][0])


def is_unusual(instant: datetime) -> bool:
    """Whether an instant is at night in Oslo, at a weekend or on a public holiday."""
    limits, local = THRESHOLDS[Pattern.UNUSUAL_HOURS], oslo_time(instant)
    return not (limits["from"] <= local.hour < limits["to"] and is_working_day(local.date()))


def _lists_only(seen: Seen) -> Iterator[Finding]:
    limits = THRESHOLDS[Pattern.LISTS_ONLY]
    rows = access_patterns.lists_and_cases(seen.connection, seen.scope, seen.wanted, LISTS, limits["lists"])
    for row in sorted(rows, key=lambda row: -row.lists):
        if row.cases * limits["per_case"] <= row.lists:
            yield _finding(Pattern.LISTS_ONLY, row, {"lists": row.lists, "cases": row.cases})


def _denials(seen: Seen) -> Iterator[Finding]:
    least = THRESHOLDS[Pattern.DENIALS]["looks"]
    rows = access_patterns.denials(seen.connection, seen.scope, seen.wanted, least)
    for row in sorted(rows, key=lambda row: -row.looks):
        yield _finding(Pattern.DENIALS, row, {"looks": row.looks, "cases": row.cases})


def _finding(pattern: Pattern, row: Any, numbers: Mapping[str, int], case: str | None = None) -> Finding:  # noqa: ANN401 - a database row
    return Finding(pattern, row.person, numbers, from_micros(row.first), from_micros(row.last), case)


SEARCHES = (_own_name, _outside_tasks, _after_part, _unusual_hours, _lists_only, _denials)
