"""What an auditor asks the access log for, which rows they may see, and whom its cases are about."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from prosesser.access import SYSTEM_ROLE, Actor
from prosesser.audit.errors import DaysBackwards
from prosesser.calendar import end_of_day, start_of_day
from prosesser.store import Connection, MasterKey, access_search, assignments
from prosesser.store.access_search import Criteria, Scope
from prosesser.store.instants import to_micros


@dataclass(frozen=True, slots=True)
class Question:
    """What is searched for: ids, the action's word, and Oslo days, both included. Empty: everything."""

    case: str = ""
    person: str = ""
    unit: str = ""
    action: str = ""
    first: date | None = None
    last: date | None = None
    denied: bool = False

    def told(self) -> str:
        """Say in words for the log what is searched for, but for the case, which has a column of its own."""
        days = "–".join("" if day is None else day.isoformat() for day in (self.first, self.last))
        parts = {"person": self.person, "enhet": self.unit, "handling": self.action, "dager": days.strip("–")}
        words = [f"{name} {value}" for name, value in parts.items() if value]
        return ", ".join([*words, *(["bare avslag"] if self.denied else [])])

    def criteria(self) -> Criteria:
        """Return what the store looks for; raises `DaysBackwards`."""
        if self.first is not None and self.last is not None and self.first > self.last:
            raise DaysBackwards
        return Criteria(
            case=self.case or None,
            person=self.person or None,
            unit=self.unit or None,
            action=self.action or None,
            since=None if self.first is None else to_micros(start_of_day(self.first)),
            until=None if self.last is None else to_micros(end_of_day(self.last)),
            denied=self.denied,
        )


def scope_of(connection: Connection, actor: Actor, now: datetime) -> Scope:
    """Return which rows of the log an actor may see: all for the system itself."""
    if SYSTEM_ROLE in actor.roles:
        return Scope(None)
    return access_search.scope_of(connection, assignments.in_force(connection, actor.person, now))


def subject_names(connection: Connection, master: MasterKey, ids: Iterable[str]) -> Mapping[str, str]:
    """Return whom cases are about, by case; "" for an erased one; without those that do not exist."""
    return {
        row.id: subject_of(master, row).get("navn", "") for row in access_search.subjects(connection, ids)
    }


def subject_of(master: MasterKey, row: Any) -> Mapping[str, str]:  # noqa: ANN401 - a database row
    """Return what the diagram says of the person of a row of `access_search.subjects`; empty when erased."""
    if row.sealed is None:
        return {}
    key = master.case_key(row.id, row.sealed)
    found: Mapping[str, str] = json.loads(key.open("subject", "", row.subject))
    return found
