"""The projections: the rows of tasks, timers and parts that follow from a case's state.

What a task is about tells of the resident: its row is written with the ``title`` sealed.

Derived and rebuildable: a step writes only the rows that changed; `verify` compares them all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from prosesser import calendar
from prosesser.definition.model import Definition
from prosesser.engine.codec import Due
from prosesser.engine.state import CaseState, OpenTask, Timer
from prosesser.store.instants import to_micros, to_micros_or_none
from prosesser.store.keys import CaseKey

AWAITS_DATE = "9999-12-30"
"""Sorts tasks whose deadline waits for a date after those that have one,"""
NO_DEADLINE = "9999-12-31"
"""and before those that have no deadline at all."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows to write and rows to drop, given what stood there before."""

    put: list[Row]
    drop: list[Row]


@dataclass(frozen=True, slots=True)
class Standing:
    """A state, and the version that it is of: projections follow from both."""

    definition: Definition
    state: CaseState


def task_changes(case: str, before: Standing | None, after: Standing) -> Changes:
    """Return what becomes of the rows of the open tasks."""
    stood = {} if before is None else task_rows(case, before.definition, before.state)
    return _changes(stood, task_rows(case, after.definition, after.state))


def timer_changes(case: str, before: Standing | None, after: Standing) -> Changes:
    """Return what becomes of the rows of the waiting timers."""
    stood = {} if before is None else timer_rows(case, before.state)
    return _changes(stood, timer_rows(case, after.state))


def task_rows(case: str, definition: Definition, state: CaseState) -> dict[str, Row]:
    """Return the rows of the open tasks by task id."""
    deadlines: dict[str, list[Timer]] = {}
    for timer in state.timers.values():
        if timer.deadline and timer.task is not None:
            deadlines.setdefault(timer.task, []).append(timer)
    return {
        task.id: _task_row(case, definition, state, task, deadlines.get(task.id, []))
        for task in state.tasks.values()
    }


def sealed(row: Row, key: CaseKey) -> Row:
    """Return a task's row as it is stored."""
    return {**row, "title": row["title"] and key.seal("title", row["task_id"], row["title"].encode())}


def opened(row: Row, key: CaseKey) -> Row:
    """Return a stored task's row as it was projected; raises `Unsealable`."""
    return {**row, "title": row["title"] and key.open("title", row["task_id"], row["title"]).decode()}


def timer_rows(case: str, state: CaseState) -> dict[str, Row]:
    """Return the rows of the waiting timers by timer id."""
    return {
        timer.id: {
            "case_id": case,
            "timer_id": timer.id,
            "task_id": timer.task,
            "due": None if timer.stands is None else timer.stands.isoformat(),
            "fires_at": to_micros_or_none(timer.fires_at),
            "held_version": None,
        }
        for timer in state.timers.values()
    }


def part_changes(row: Row, before: CaseState | None, after: CaseState) -> Changes:
    """Return the parts in the case that begin (to put) and end (to drop) with a row of the journal."""
    had, have = _parts(before), _parts(after)
    begun = [
        {
            "case_id": row["case_id"],
            "unit": unit,
            "party": party,
            "first_sequence": row["sequence"],
            "last_sequence": None,
            "starts_at": row["at"],
            "ends_at": None,
        }
        for unit, party in sorted(have - had)
    ]
    ended = [
        {
            "case_id": row["case_id"],
            "unit_now": unit,
            "party_now": party,
            "sequence": row["sequence"],
            "at": row["at"],
        }
        for unit, party in sorted(had - have)
    ]
    return Changes(put=begun, drop=ended)


def next_due(state: CaseState) -> str | None:
    """Return the nearest deadline of an open task as an ISO date, None without one."""
    dues = (as_date(timer.stands) for timer in state.timers.values() if timer.deadline)
    return min((due.isoformat() for due in dues if due is not None), default=None)


def as_date(due: date | datetime | None) -> date | None:
    """Return the Oslo date of what falls due."""
    return calendar.oslo_date(due) if isinstance(due, datetime) else due


def _changes(before: Mapping[str, Row], after: Mapping[str, Row]) -> Changes:
    return Changes(
        put=[row for name, row in after.items() if before.get(name) != row],
        drop=[row for name, row in before.items() if name not in after],
    )


def _parts(state: CaseState | None) -> set[tuple[str, str]]:
    if state is None:
        return set()
    return {
        (unit, party) for party, unit in state.units.items() if unit is not None and party not in state.ended
    }


def _task_row(
    case: str, definition: Definition, state: CaseState, task: OpenTask, deadlines: list[Timer]
) -> Row:
    due = _earliest(timer.stands for timer in deadlines)
    rule = _earliest(timer.due for timer in deadlines)
    return {
        "case_id": case,
        "task_id": task.id,
        "element": task.element,
        "name": definition.elements[task.element].name,
        "title": task.title or None,
        "lane": None if task.lane is None else definition.lanes[task.lane].name,
        "phase": definition.phase(task.element),
        "party": task.party,
        "unit": state.units.get(task.party),
        "assignee": task.assignee,
        "due": due,
        "rule_due": rule if any(timer.agreed for timer in deadlines) else None,
        "sort_due": due or (AWAITS_DATE if deadlines else NO_DEADLINE),
        "overdue": any(timer.overdue for timer in deadlines),
        "opened_at": to_micros(task.opened_at),
    }


def _earliest(dues: Iterable[Due]) -> str | None:
    return min((day.isoformat() for day in map(as_date, dues) if day is not None), default=None)
