"""Giving assignments: by one auditor to another, never to oneself; the first comes from the command line."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from prosesser.access import AUDITOR, Action, Actor, Ground, NotAllowed, may
from prosesser.audit.errors import (
    AssignmentOver,
    AssignmentUnknown,
    DaysBackwards,
    NotAnAuditor,
    NotAnEnd,
    NotToOneself,
    PurposeMissing,
    ReasonMissing,
)
from prosesser.calendar import end_of_day
from prosesser.store import Store, assignments
from prosesser.store.assignments import Assignment, Selection
from prosesser.store.audit import denials_logged, log_access, permitted
from prosesser.store.directory import Directory

LONGEST_TEXT = 500
LONGEST_DAYS = 731
MOST_CASES = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """An assignment to give: to whom, what for, of which cases, and its last day in Oslo."""

    person: str
    purpose: str
    selection: Selection
    until: date


class Assigning:
    """Who is to audit what, in one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._directory = Directory(store)

    def all(self, actor: Actor, now: datetime) -> tuple[Assignment, ...]:
        """Return all assignments there ever were, the newest first; raises `NotAllowed`."""
        self._require(actor, now)
        with self._store.read() as connection:
            found = assignments.all_given(connection)
        self._log(actor, now, "alle oppdrag")
        return found

    def receivers(self, actor: Actor, now: datetime) -> tuple[tuple[str, str], ...]:
        """Return whom the actor may give an assignment: (id, name), by name; raises `NotAllowed`."""
        self._require(actor, now)
        auditors = self._directory.with_role(AUDITOR, now)
        return tuple((person.id, person.name) for person in auditors if person.id != actor.person)

    def give(self, actor: Actor, wanted: Wanted, now: datetime) -> Assignment:
        """Give an assignment, in force from now.

        Raises `NotAllowed`, `NotToOneself`, `NotAnAuditor`, `PurposeMissing`, `DaysBackwards` or `NotAnEnd`.
        """
        self._require(actor, now)
        if wanted.person == actor.person:
            raise NotToOneself
        if wanted.person not in {person.id for person in self._directory.with_role(AUDITOR, now)}:
            raise NotAnAuditor
        given = Assignment(
            id=secrets.token_urlsafe(9),
            person=wanted.person,
            purpose=_written(wanted.purpose, PurposeMissing(longest=LONGEST_TEXT)),
            selection=checked(wanted.selection),
            given_by=actor.person,
            given_at=now,
            start=now,
            end=_end(wanted.until, now),
        )
        with self._store.maintain() as connection:
            assignments.give(connection, given)
        self._log(actor, now, f"gitt: {given.id}")
        return given

    def end(self, actor: Actor, assignment: str, reason: str, now: datetime) -> None:
        """End an assignment before its time.

        Raises `NotAllowed`, `AssignmentUnknown`, `AssignmentOver` or `ReasonMissing`.
        """
        self._require(actor, now)
        why = _written(reason, ReasonMissing(longest=LONGEST_TEXT))
        with self._store.maintain() as connection:
            found = {given.id: given for given in assignments.all_given(connection)}.get(assignment)
            if found is None:
                raise AssignmentUnknown
            if found.ended is not None or found.end <= now:
                raise AssignmentOver
            assignments.end(connection, assignment, actor.person, why, now)
        self._log(actor, now, f"avsluttet: {assignment}")

    def _require(self, actor: Actor, now: datetime) -> None:
        with denials_logged(self._store, actor, Action.GIVE_ASSIGNMENT, now):
            if not may(actor, Action.GIVE_ASSIGNMENT):
                raise NotAllowed

    def _log(self, actor: Actor, now: datetime, what: str) -> None:
        log_access(self._store, permitted(actor, Action.GIVE_ASSIGNMENT, now, None, Ground.NONE, what))


def checked(selection: Selection) -> Selection:
    """Return a selection without repetitions; raises `DaysBackwards`."""
    first, last = selection.opened_from, selection.opened_until
    if first is not None and last is not None and first > last:
        raise DaysBackwards
    return Selection(
        units=_once(selection.units),
        opened_from=first,
        opened_until=last,
        cases=_once(selection.cases)[:MOST_CASES],
        process=selection.process,
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _end(until: date, now: datetime) -> datetime:
    end = end_of_day(until)
    if not now < end <= now + timedelta(days=LONGEST_DAYS):
        raise NotAnEnd(days=LONGEST_DAYS - 1)
    return end


def _written(text: str, missing: PurposeMissing | ReasonMissing) -> str:
    """Return a text in one line as it is kept; raises ``missing`` when it is empty or too long."""
    written = " ".join(text.replace("\0", " ").split())
    if not 0 < len(written) <= LONGEST_TEXT:
        raise missing
    return written
