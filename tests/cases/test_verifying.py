"""Verification finds whatever was changed behind the application's back, and names the first bad row.

The tampering is that of somebody with all rights on the database.
"""

from dataclasses import fields
from typing import Any

import pytest
from sqlalchemy import Column, Connection, delete, insert, select, update

from prosesser.access import CaseNotFound
from prosesser.cases import Fault
from prosesser.engine.messages import ClaimTask
from prosesser.store import tables
from prosesser.store.journal import Link
from prosesser.store.tables import case_keys, cases, definitions, journal
from prosesser.store.versions import pack
from tests.cases.world import DAY, MONDAY, World

ROWS = 6
LINKED = tuple(field.name for field in fields(Link) if field.name != "case")


@pytest.fixture
def case(unguarded_world: World) -> str:
    """A case with six rows, an open task that somebody has, and a waiting deadline."""
    case = unguarded_world.admitted()
    unguarded_world.allocate(case)
    unguarded_world.complete("berit", case, "rapport.1")
    unguarded_world.send("ingrid", case, ClaimTask("plan.1", "ingrid"), MONDAY + 4 * DAY)
    verdict = unguarded_world.cases.verify(case)
    assert (verdict.rows, verdict.fault, verdict.erased) == (ROWS, None, False)
    return case


def change(world: World, column: Column[str], case: str, **values: object) -> None:
    with world.store.maintain() as connection:
        assert connection.execute(update(column.table).where(column == case).values(values)).rowcount == 1


def change_row(world: World, case: str, sequence: int, **values: object) -> None:
    where = (journal.c.case_id == case) & (journal.c.sequence == sequence)
    with world.store.maintain() as connection:
        assert connection.execute(update(journal).where(where).values(values)).rowcount == 1


def remove_rows(connection: Connection, case: str, *sequences: int) -> None:
    connection.execute(delete(journal).where(journal.c.case_id == case, journal.c.sequence.in_(sequences)))


def rows(connection: Connection, case: str) -> list[dict[str, Any]]:
    found = connection.execute(select(journal).where(journal.c.case_id == case).order_by(journal.c.sequence))
    return [dict(row) for row in found.mappings()]


def fault(world: World, case: str) -> Fault:
    found = world.cases.verify(case).fault
    assert found is not None
    return found


@pytest.mark.parametrize("sequence", [1, 3, ROWS])
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", 0),
        ("person", "noen"),
        ("unit", "inst-b"),
        ("kind", "CancelCase"),
        ("command_key", "annen"),
        ("payload", b"\0" * 80),
        ("payload_commitment", bytes(32)),
        ("state_commitment", bytes(32)),
        ("hash", bytes(32)),
        ("previous", b"\1" * 32),
    ],
)
def test_a_changed_row_is_named(
    unguarded_world: World, case: str, sequence: int, column: str, value: object
) -> None:
    change_row(unguarded_world, case, sequence, **{column: value})
    assert fault(unguarded_world, case).sequence == sequence


@pytest.mark.parametrize("sequence", [1, 2, ROWS - 1])
def test_a_removed_row_is_named(unguarded_world: World, case: str, sequence: int) -> None:
    with unguarded_world.store.maintain() as connection:
        remove_rows(connection, case, sequence)
    assert fault(unguarded_world, case).sequence == sequence


def test_a_removed_last_row_is_missed_by_the_case(unguarded_world: World, case: str) -> None:
    with unguarded_world.store.maintain() as connection:
        remove_rows(connection, case, ROWS)
    expected = f"Saken står på versjon {ROWS}, men journalen slutter på rad {ROWS - 1}."
    assert fault(unguarded_world, case) == Fault(None, expected)


def test_reordered_rows_are_named(unguarded_world: World, case: str) -> None:
    with unguarded_world.store.maintain() as connection:
        third, fourth = rows(connection, case)[2:4]
        remove_rows(connection, case, 3, 4)
        connection.execute(insert(journal), [{**third, "sequence": 4}, {**fourth, "sequence": 3}])
    assert fault(unguarded_world, case).sequence == 3


def test_an_inserted_row_is_named(unguarded_world: World, case: str) -> None:
    with unguarded_world.store.maintain() as connection:
        inserted = {**rows(connection, case)[-1], "sequence": ROWS + 1, "command_key": None}
        connection.execute(insert(journal).values(inserted))
    assert fault(unguarded_world, case).sequence == ROWS + 1


def rechain(world: World, case: str, **changed: object) -> None:
    """Change the third row and chain all rows anew, up to the case's head."""
    with world.store.maintain() as connection:
        head = bytes(32)
        for row in rows(connection, case):
            row.update(changed if row["sequence"] == 3 else {}, previous=head)
            head = row["hash"] = Link(case=case, **{name: row[name] for name in LINKED}).hash()
            where = (journal.c.case_id == case) & (journal.c.sequence == row["sequence"])
            connection.execute(update(journal).where(where).values(row))
        connection.execute(update(cases).where(cases.c.id == case).values(head=head))


def test_a_changed_row_whose_chain_was_mended_fails_when_made_again(
    unguarded_world: World, case: str
) -> None:
    rechain(unguarded_world, case)
    assert unguarded_world.cases.verify(case).fault is None  # nothing changed: the same chain
    rechain(unguarded_world, case, kind="CompleteTask")
    assert fault(unguarded_world, case).sequence == 3


def test_changed_definition_bytes_are_found(unguarded_world: World, case: str) -> None:
    bundle = dict(unguarded_world.cases.versions.latest()[0].bundle)
    digest = unguarded_world.cases.versions.latest()[0].digest
    changed = {**bundle, "journey.bpmn": bundle["journey.bpmn"].replace(b"P14D", b"P40D")}
    change(unguarded_world, definitions.c.digest, digest, bundle=pack(changed))
    found = fault(unguarded_world, case)
    change(unguarded_world, definitions.c.digest, digest, bundle=pack(bundle))
    assert found == Fault(1, "Prosessdefinisjonen er endret etter at den ble publisert.")
    assert unguarded_world.cases.verify(case).fault is None


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("cases", {"version": 4}),
        ("cases", {"head": bytes(32)}),
        ("cases", {"state": b"\0" * 40}),
        ("cases", {"subject": b"\0" * 40}),
        ("cases", {"status": "completed"}),
        ("cases", {"next_due": "2020-01-01"}),
        ("cases", {"opened_at": 0}),
        ("cases", {"changed_at": 0}),
        ("cases", {"started_by": "noen"}),
        ("cases", {"start_key": "annen"}),
        ("tasks", {"unit": "inst-b"}),
        ("tasks", {"assignee": "odd"}),
        ("tasks", {"due": "2020-01-01"}),
        ("tasks", {"overdue": True}),
        ("tasks", {"task_id": "plan.2"}),
        ("timers", {"fires_at": 0}),
        ("timers", {"timer_id": "plan_frist.2"}),
    ],
)
def test_a_changed_derived_row_is_found(
    unguarded_world: World, case: str, table: str, values: dict[str, Any]
) -> None:
    changed = tables.metadata.tables[table]
    change(unguarded_world, changed.c["id" if table == "cases" else "case_id"], case, **values)
    assert fault(unguarded_world, case).sequence is None


@pytest.mark.parametrize("table", ["tasks", "timers", "participations"])
def test_a_removed_derived_row_is_found(unguarded_world: World, case: str, table: str) -> None:
    removed = tables.metadata.tables[table]
    with unguarded_world.store.maintain() as connection:
        connection.execute(delete(removed).where(removed.c.case_id == case))
    assert fault(unguarded_world, case) == Fault(None, f"Tabellen «{table}» svarer ikke til journalen.")


def test_an_added_part_in_the_case_is_found(unguarded_world: World, case: str) -> None:
    part = {"case_id": case, "unit": "inst-b", "party": "institusjon", "first_sequence": 1, "starts_at": 0}
    with unguarded_world.store.maintain() as connection:
        connection.execute(insert(tables.participations).values(part))
    assert fault(unguarded_world, case).sequence is None


def test_a_held_timer_is_no_fault(unguarded_world: World, case: str) -> None:
    change(unguarded_world, tables.timers.c.case_id, case, held_version=ROWS)
    assert unguarded_world.cases.verify(case).fault is None


def test_an_erased_case_keeps_a_chain_that_holds(unguarded_world: World, case: str) -> None:
    with unguarded_world.store.maintain() as connection:
        connection.execute(delete(case_keys).where(case_keys.c.case_id == case))
    verdict = unguarded_world.cases.verify(case)
    assert (verdict.rows, verdict.fault, verdict.erased) == (ROWS, None, True)
    change_row(unguarded_world, case, 2, person="noen")
    assert fault(unguarded_world, case).sequence == 2


def test_an_unknown_case_is_not_found(unguarded_world: World) -> None:
    with pytest.raises(CaseNotFound):
        unguarded_world.cases.verify("ukjent")
