"""Rows of lists, from the database's rows; the subject's name is opened for each."""

import json
from typing import Any

from prosesser.access import Actor
from prosesser.inbox.rows import CaseRow, Name, TaskRow
from prosesser.store import MasterKey
from prosesser.store.instants import date_or_none, from_micros, from_micros_or_none
from prosesser.store.projections import AWAITS_DATE
from prosesser.store.versions import Versions

ERASED = "(slettet)"


def task_row(
    master: MasterKey,
    versions: Versions,
    row: Any,  # noqa: ANN401 - a database row
    actor: Actor,
) -> TaskRow:
    """Return an open task as the actor sees it in a list."""
    due = date_or_none(row.due)
    definition = versions.get(row.definition)
    return TaskRow(
        case=row.case_id,
        task=row.task_id,
        name=row.name,
        title=_title(master, row),
        subject=_subject_name(master, row.case_id, row),
        lane=row.lane or "",
        phase=row.phase,
        party=row.party,
        unit=_name(row.unit, row.unit_name),
        assignee=_name(row.assignee, row.assignee_name),
        due=due,
        rule_due=date_or_none(row.rule_due),
        remind_from=None if due is None else definition.remind_from(row.element, due),
        awaits_date=row.sort_due == AWAITS_DATE,
        overdue=row.overdue,
        opened_at=from_micros(row.opened_at),
        mine=row.assignee == actor.person and row.unit == actor.unit,
        ours=row.unit == actor.unit,
    )


def case_row(master: MasterKey, row: Any) -> CaseRow:  # noqa: ANN401 - a database row
    """Return a case as a list shows it; one whose part has ended shows nothing newer."""
    ended = None if row.lasting else from_micros_or_none(row.ended)
    return CaseRow(
        case=row.id,
        subject=_subject_name(master, row.id, row),
        process=row.process,
        status=row.status,
        next_due=None if ended else date_or_none(row.next_due),
        opened_at=from_micros(row.opened_at),
        changed_at=ended or from_micros(row.changed_at),
        ended=ended,
    )


def _subject_name(master: MasterKey, case: str, row: Any) -> str:  # noqa: ANN401 - a database row
    if row.sealed is None:
        return ERASED
    subject = json.loads(master.case_key(case, row.sealed).open("subject", "", row.subject))
    return str(subject.get("navn", ""))


def _title(master: MasterKey, row: Any) -> str:  # noqa: ANN401 - a database row
    if row.title is None or row.sealed is None:
        return ""
    return master.case_key(row.case_id, row.sealed).open("title", row.task_id, row.title).decode()


def _name(name_id: str | None, name: str | None) -> Name | None:
    return None if name_id is None else Name(name_id, name or name_id)
