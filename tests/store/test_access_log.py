"""The access log's chains: one per unit, right with writers at once, and every change of them is found."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, column, insert, table, text

from prosesser.access import CASEWORKER, Action, Actor, Ground
from prosesser.store import MasterKey, Store, open_store, upgrade
from prosesser.store.access_chain import (
    GENESIS,
    LogCut,
    LogFault,
    LogRowChanged,
    LogRowMissing,
    LogRowUnlinked,
    link_of,
)
from prosesser.store.audit import (
    Access,
    accesses,
    chains,
    denied,
    hash_at,
    heads,
    log_access,
    permitted,
    verify_chain,
)
from prosesser.store.database import connect, writer

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
SAGENE, ALNA = "bydel-sagene", "bydel-alna"
WRITERS, EACH = 8, 10
OLDER = table("access_log", *map(column, ("at", "person", "unit", "action", "ground", "permitted")))
"""The log as it was before it was chained."""


def look(unit: str, case: str = "sak-1") -> Access:
    actor = Actor("amina", unit, "bydel", frozenset({CASEWORKER}))
    return permitted(actor, Action.READ_CASE, NOW, case, Ground.HAD_PART, "plan utflyttingsplan")


def faults(store: Store) -> dict[str, tuple[int, type[LogFault]] | None]:
    with store.read() as connection:
        found = {chain: verify_chain(connection, chain) for chain in chains(connection)}
    return {
        chain: None if fault is None else (fault.sequence, type(fault.fault))
        for chain, fault in found.items()
    }


def test_each_unit_has_a_chain_of_its_own_and_its_head_is_the_last_row(store: Store) -> None:
    for unit in (SAGENE, ALNA, SAGENE):
        log_access(store, look(unit))
    log_access(store, denied(Actor("x", SAGENE, None, frozenset()), Action.READ_CASE, NOW, "finnes-ikke"))
    with store.read() as connection:
        known = {chain: (sequence, hashed) for chain, sequence, hashed in heads(connection)}
        assert {chain: sequence for chain, (sequence, _) in known.items()} == {ALNA: 1, SAGENE: 3}
        assert hash_at(connection, SAGENE, 3) == known[SAGENE][1]
        assert hash_at(connection, SAGENE, 4) is None
    assert faults(store) == {ALNA: None, SAGENE: None}


def test_writers_at_once_leave_chains_without_a_gap(store: Store) -> None:
    def write(number: int) -> None:
        for _ in range(EACH):
            log_access(store, look((SAGENE, ALNA)[number % 2], f"sak-{number}"))

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    with store.read() as connection:
        written = {chain: sequence for chain, sequence, _ in heads(connection)}
    assert written == dict.fromkeys((ALNA, SAGENE), WRITERS * EACH // 2)
    assert faults(store) == {ALNA: None, SAGENE: None}


def change(column: str, value: str) -> Callable[[Connection], None]:
    statement = f"UPDATE access_log SET {column} = {value} WHERE sequence = 2"  # noqa: S608 - our own words
    return lambda connection: execute(connection, statement)


def execute(connection: Connection, *statements: str) -> None:
    for statement in statements:
        connection.execute(text(statement))


def insert_between(connection: Connection) -> None:
    execute(
        connection,
        "UPDATE access_log SET sequence = sequence + 100 WHERE sequence >= 2",
        "UPDATE access_log SET sequence = sequence - 99 WHERE sequence > 100",
        "INSERT INTO access_log"
        " (at, person, unit, action, case_id, ground, permitted, sequence, previous, hash)"
        " SELECT at, 'ukjent', unit, action, case_id, ground, permitted, 2, previous, hash"
        " FROM access_log WHERE sequence = 3",
    )


def swap(connection: Connection) -> None:
    execute(
        connection,
        "UPDATE access_log SET sequence = 100 WHERE sequence = 2",
        "UPDATE access_log SET sequence = 2 WHERE sequence = 3",
        "UPDATE access_log SET sequence = 3 WHERE sequence = 100",
    )


TAMPERING: dict[str, tuple[Callable[[Connection], None], int, type[LogFault]]] = {
    "when": (change("at", "0"), 2, LogRowChanged),
    "who": (change("person", "'noen andre'"), 2, LogRowChanged),
    "what case": (change("case_id", "NULL"), 2, LogRowChanged),
    "what of it": (change("what", "''"), 2, LogRowChanged),
    "on what ground": (change("ground", "'role'"), 2, LogRowChanged),
    "in what roles": (change("roles", "'leder'"), 2, LogRowChanged),
    "what was done": (change("action", "'skrive ut'"), 2, LogRowChanged),
    "whether it was permitted": (change("permitted", "NOT permitted"), 2, LogRowChanged),
    "the hash": (change("hash", "previous"), 2, LogRowChanged),
    "removed": (lambda c: execute(c, "DELETE FROM access_log WHERE sequence = 2"), 2, LogRowMissing),
    "inserted": (insert_between, 2, LogRowChanged),
    "reordered": (swap, 2, LogRowUnlinked),
    "cut": (lambda c: execute(c, "DELETE FROM access_log WHERE sequence = 3"), 3, LogCut),
    "emptied": (lambda c: execute(c, "DELETE FROM access_log"), 1, LogCut),
    "without a head": (lambda c: execute(c, "DELETE FROM access_heads"), 1, LogCut),
}


@pytest.mark.parametrize("how", TAMPERING)
def test_every_kind_of_tampering_names_the_first_bad_row(how: str, sqlite_url: str) -> None:
    upgrade(sqlite_url)
    store = open_store(sqlite_url, MasterKey(bytes(32)))
    for _ in range(3):
        log_access(store, look(SAGENE))
    tamper, sequence, fault = TAMPERING[how]
    with store.maintain() as connection:
        execute(connection, *(f"DROP TRIGGER access_log_refuses_{its}" for its in ("update", "delete")))
        tamper(connection)
    assert faults(store) == {SAGENE: (sequence, fault)}
    store.close()


def test_rows_of_an_older_release_are_chained_in_the_order_they_were_written(database_url: str) -> None:
    upgrade(database_url, "0008")
    engine = connect(database_url)
    with writer(engine).begin() as connection:
        for number, unit in enumerate((SAGENE, ALNA, SAGENE)):
            row = {"at": 10 - number, "person": f"p{number}", "unit": unit, "permitted": True}
            connection.execute(insert(OLDER).values(row | {"action": "se sak", "ground": "none"}))
    engine.dispose()
    upgrade(database_url)
    store = open_store(database_url, MasterKey(bytes(32)))
    log_access(store, look(SAGENE))
    with store.read() as connection:
        rows = connection.execute(text("SELECT * FROM access_log WHERE unit = 'bydel-sagene' ORDER BY id"))
        chained = rows.mappings().all()
    assert [(row["person"], row["sequence"]) for row in chained] == [("p0", 1), ("p2", 2), ("amina", 3)]
    assert chained[0]["previous"] == GENESIS
    assert chained[0]["hash"] == link_of(chained[0]).hash() == chained[1]["previous"]
    assert faults(store) == {ALNA: None, SAGENE: None}
    assert [row.person for row in accesses(store)] == ["p2", "p1", "p0", "amina"]
    with pytest.raises(Exception, match="access_log is append-only"), store.maintain() as connection:
        execute(connection, "UPDATE access_log SET person = 'x'")
    store.close()
