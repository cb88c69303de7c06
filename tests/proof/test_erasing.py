"""Lawful erasure: nobody can read the case any more, its chain still holds, and a certificate tells."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from prosesser.access import SYSTEM, Action, CaseNotFound, NotAllowed
from prosesser.audit import Audits
from prosesser.audit.errors import ContentErased
from prosesser.cases import CaseOpen, ErasedAlready, Erasing, ErasureOrder, ReasonNeeded
from prosesser.engine.messages import CancelCase
from prosesser.inbox.lists import ERASED
from prosesser.proof.certificates import Certificate, read_certificate
from prosesser.proof.signing import SigningKey
from prosesser.store import tables, upgrade
from prosesser.store.audit import accesses
from prosesser.store.erasures import certificate_of
from prosesser.store.transaction import CaseErased
from tests.cases.conftest import opened
from tests.cases.world import DAY, MONDAY, people_world
from tests.proof.conftest import KEY, OURS, Archive

ORDER = ErasureOrder("personvernforordningen artikkel 17", "Bydelsdirektøren", "Drift")
LATER = MONDAY + 400 * DAY
ROWS = 3
FAULT = "Slettebeviset er ikke signert med nøkkelen vi kjenner, eller gjelder en annen journal."


@pytest.fixture
def erasing(archive: Archive) -> Erasing:
    return Erasing(archive.world.store, lambda: KEY)


@pytest.fixture
def case(archive: Archive) -> str:
    """A case that was cancelled, with everything that may hold content of it; it is anchored."""
    case = archive.world.admitted()
    draft = {"tekst": "Et utkast"}
    archive.world.cases.save_draft(archive.world.actor("ingrid"), case, "plan.1", draft, MONDAY)
    archive.world.send("lars", case, CancelCase("Feil"))
    run = {"id": f"run-{case}", "kind": "whatif", "about": "r", "terms": "{}", "status": "done", "total": 1}
    with archive.world.store.maintain() as connection:
        connection.execute(insert(tables.runs).values(run | {"person": "petra", "started_at": 0}))
        result = {"run": run["id"], "case_id": case, "outcome": "follows", "content": b"forseglet"}
        connection.execute(insert(tables.run_cases).values(result))
    archive.anchor()
    return case


def erased(archive: Archive, erasing: Erasing, case: str) -> Certificate:
    """Erase, and return the certificate as the database keeps it."""
    made = erasing.erase(SYSTEM, case, ORDER, LATER)
    assert made.swept
    with archive.world.store.read() as connection:
        kept = certificate_of(connection, case)
    assert kept == made.certificate.content()
    return made.certificate


def of_case(archive: Archive, table: str, case: str) -> list[Any]:
    rows = tables.metadata.tables[table]
    with archive.world.store.read() as connection:
        return list(connection.execute(select(rows).where(rows.c.case_id == case)))


def test_what_held_content_is_gone_and_the_chain_is_as_it_was(
    archive: Archive, erasing: Erasing, case: str
) -> None:
    before = of_case(archive, "journal", case)
    certificate = erased(archive, erasing, case)
    assert of_case(archive, "journal", case) == before
    assert {table: of_case(archive, table, case) for table in ("case_keys", "drafts", "tasks", "timers")} == {
        "case_keys": [],
        "drafts": [],
        "tasks": [],
        "timers": [],
    }
    assert [row.content for row in of_case(archive, "run_cases", case)] == [None]
    with archive.world.store.read() as connection:
        row = connection.execute(select(tables.cases).where(tables.cases.c.id == case)).one()
    assert (row.state, row.subject) == (b"", b"")
    assert (certificate.rows, certificate.head) == (ROWS, before[-1].hash.hex())


def test_the_certificate_says_what_why_and_by_whom_and_is_signed(
    archive: Archive, erasing: Erasing, case: str
) -> None:
    certificate = erased(archive, erasing, case)
    assert (certificate.case, certificate.at) == (case, LATER)
    assert (certificate.basis, certificate.decided_by, certificate.performed_by) == (
        ORDER.basis,
        ORDER.decided_by,
        ORDER.performed_by,
    )
    assert read_certificate(certificate.content()) == certificate
    assert certificate.holds(OURS)
    for changed in (replace(certificate, basis="annet"), replace(certificate, signature="x")):
        assert not changed.holds(OURS)
    assert not certificate.holds({SigningKey(bytes(32)).public.hex()})


def test_the_erased_case_is_proven_and_one_with_a_forged_certificate_is_not(
    archive: Archive, erasing: Erasing, case: str
) -> None:
    certificate = erased(archive, erasing, case)
    proven = archive.prove(case)
    assert (proven.erased, proven.faults, proven.rows) == (True, (), ROWS)
    assert proven.anchored is not None
    stranger = replace(certificate, basis="ingen", key=SigningKey(bytes(32)).public.hex())
    forgeries = (stranger.signed_by(SigningKey(bytes(32))), replace(certificate, rows=2).signed_by(KEY))
    for content in (*(forged.content() for forged in forgeries), b"ikke et bevis"):
        with archive.world.store.maintain() as connection:
            where = tables.erasures.c.case_id == case
            connection.execute(update(tables.erasures).where(where).values(certificate=content))
        assert [fault.reason for fault in archive.prove(case).faults] == [FAULT]


def test_no_byte_of_the_key_is_left_in_the_files(sqlite_url: str, tmp_path: Path) -> None:
    upgrade(sqlite_url)
    with opened(sqlite_url) as store:
        world = people_world(store)
        case = world.refer()
        world.send("lars", case, CancelCase("Feil"))
        with store.read() as connection:
            key = connection.execute(select(tables.case_keys.c.sealed)).scalar_one()
        assert any(key in file.read_bytes() for file in tmp_path.iterdir())
        assert Erasing(store, lambda: KEY).erase(SYSTEM, case, ORDER, LATER).swept
        assert not any(key[:16] in file.read_bytes() for file in tmp_path.iterdir())


def test_a_file_in_use_is_swept_later(sqlite_url: str) -> None:
    upgrade(sqlite_url)
    with opened(sqlite_url) as store, store.driver() as reader:
        reader.execute("PRAGMA busy_timeout = 0")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM cases").fetchone()
        with store.driver() as other:
            other.execute("PRAGMA busy_timeout = 0")
        assert not store.sweep()
        reader.execute("ROLLBACK")
        assert store.sweep()


def test_it_is_logged_and_lists_and_reads_say_so(archive: Archive, erasing: Erasing, case: str) -> None:
    erased(archive, erasing, case)
    world, berit = archive.world, archive.world.actor("berit")
    assert [(row.action, row.person) for row in accesses(world.store, case)][-1] == ("slette sak", "system")
    assert [row.subject for row in world.inbox.cases(berit, LATER, size=1000).rows if row.case == case] == [
        ERASED
    ]
    with pytest.raises(CaseErased):
        world.inbox.case_page(berit, case, LATER)
    with pytest.raises(CaseNotFound):
        world.inbox.case_page(world.actor("siv"), case, LATER)
    audits = Audits(world.store, world.cases.versions)
    with audits.open(SYSTEM, Action.AUDIT_CASE, case, LATER) as file:
        assert (file.key, file.subject, file.rows) == (None, {}, ROWS)
        with pytest.raises(ContentErased):
            file.entries()


def test_an_erased_case_is_not_erased_again_and_takes_nothing_more(
    archive: Archive, erasing: Erasing, case: str
) -> None:
    first = erased(archive, erasing, case)
    with pytest.raises(ErasedAlready):
        erasing.erase(SYSTEM, case, ORDER, LATER + timedelta(days=1))
    with archive.world.store.read() as connection:
        assert certificate_of(connection, case) == first.content()
    with pytest.raises(CaseErased):
        archive.world.send("lars", case, CancelCase("Feil"))


def test_what_cannot_be_erased_is_refused_and_left_as_it_is(
    archive: Archive, erasing: Erasing, case: str
) -> None:
    with pytest.raises(CaseOpen):
        erasing.erase(SYSTEM, archive.world.admitted(), ORDER, LATER)
    with pytest.raises(CaseNotFound):
        erasing.erase(SYSTEM, "ukjent", ORDER, LATER)
    with pytest.raises(ReasonNeeded):
        erasing.erase(SYSTEM, case, replace(ORDER, basis=" "), LATER)
    for person in ("lars", "petra", "ragna"):
        with pytest.raises(NotAllowed):
            erasing.erase(archive.world.actor(person), case, ORDER, LATER)
    assert archive.world.cases.verify(case).fault is None
    assert not archive.prove(case).erased
