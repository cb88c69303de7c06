"""What the database cannot tell of itself: cut, put back, removed or written anew, found by the anchors.

The tampering is that of somebody with all rights on the database, and with the keys that it needs: the
case alone looks sound afterwards, wherever that is possible.
"""

from dataclasses import fields
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from prosesser.access import AUDITOR, Action, Actor, Ground
from prosesser.cases import Anchoring
from prosesser.proof.anchors import Anchors
from prosesser.proof.errors import AnchorTaken, AnchorUnreadable, ClockBehind
from prosesser.proof.heads import Heads
from prosesser.proof.signing import SigningKey
from prosesser.store.audit import hash_at, log_access, permitted
from prosesser.store.journal import Link
from prosesser.store.tables import access_heads, access_log, case_keys, cases, definitions, journal
from prosesser.store.versions import pack
from tests.cases.world import DAY, MONDAY
from tests.proof.conftest import KEY, ROWS, Archive

UNIT = "revisjonen"
LINKED = tuple(field.name for field in fields(Link) if field.name != "case")


@pytest.fixture
def case(archive: Archive) -> str:
    return archive.anchored()


def looks_sound(archive: Archive, case: str) -> bool:
    """Whether the case by itself holds: its chain, every step made again, and all that is derived."""
    return archive.world.cases.verify(case).fault is None


def first_fault(archive: Archive, case: str) -> tuple[int | None, str]:
    fault = archive.prove(case).faults[0]
    return fault.sequence, fault.reason


def chain_anew(archive: Archive, case: str, sequence: int, **changed: object) -> None:
    """Change a row, and chain all rows and the case's own anew."""
    with archive.world.store.maintain() as connection:
        head = bytes(32)
        query = select(journal).where(journal.c.case_id == case).order_by(journal.c.sequence)
        for row in [dict(row) for row in connection.execute(query).mappings()]:
            row.update(changed if row["sequence"] == sequence else {}, previous=head)
            head = row["hash"] = Link(case=case, **{name: row[name] for name in LINKED}).hash()
            where = (journal.c.case_id == case) & (journal.c.sequence == row["sequence"])
            connection.execute(update(journal).where(where).values(row))
        connection.execute(update(cases).where(cases.c.id == case).values(head=head))


def test_an_untouched_case_is_anchored_to_its_last_row(archive: Archive, case: str) -> None:
    proven = archive.prove(case)
    assert (proven.rows, proven.faults) == (ROWS, ())
    assert proven.anchored is not None
    assert proven.anchored.sequence == ROWS


def test_rows_after_the_last_anchor_are_told_apart(archive: Archive, case: str) -> None:
    archive.world.complete("ingrid", case, "plan.1", MONDAY + 5 * DAY)
    proven = archive.prove(case)
    assert proven.faults == ()
    assert proven.anchored is not None
    assert (proven.anchored.sequence, proven.rows) == (ROWS, ROWS + 1)


def test_a_case_that_is_not_anchored_yet_says_so(archive: Archive) -> None:
    proven = archive.prove(archive.world.admitted())
    assert (proven.faults, proven.anchored) == ((), None)


def test_a_case_put_back_to_an_earlier_day_looks_sound_but_its_anchored_rows_are_missed(
    archive: Archive,
) -> None:
    case = archive.world.admitted()
    archive.world.allocate(case)
    archive.anchor()
    before = archive.rows(case)
    archive.world.complete("berit", case, "rapport.1")
    archive.anchor()
    archive.put_back(case, before)
    assert looks_sound(archive, case)
    sequence, reason = first_fault(archive, case)
    assert sequence == 4
    assert "forankret til rad 4" in reason


def test_a_tail_cut_off_is_named_by_its_first_missing_row(archive: Archive, case: str) -> None:
    with archive.world.store.maintain() as connection:
        connection.execute(delete(journal).where(journal.c.case_id == case, journal.c.sequence > 4))
    assert first_fault(archive, case)[0] == 5


def test_a_removed_case_is_still_asked_for(archive: Archive, case: str) -> None:
    archive.put_back(case, {})
    assert case in {task.case for task in archive.survey().tasks}
    sequence, reason = first_fault(archive, case)
    assert (sequence, "Saken er borte" in reason) == (1, True)


def test_a_case_whose_own_row_alone_is_removed_is_asked_for_without_anchors(archive: Archive) -> None:
    case = archive.world.admitted()
    rows = archive.rows(case)
    archive.put_back(case, {})
    if archive.world.store.address.startswith("sqlite"):  # PostgreSQL keeps what refers to a row together
        with archive.world.store.driver() as driver:
            driver.execute("PRAGMA foreign_keys = OFF")
            driver.execute("INSERT INTO case_keys VALUES (?, ?)", (case, rows["case_keys"][0]["sealed"]))
            driver.execute("PRAGMA foreign_keys = ON")
        assert case in {task.case for task in archive.survey().tasks}
        assert "Saksraden er borte" in first_fault(archive, case)[1]
        with archive.world.store.maintain() as connection:
            connection.execute(delete(case_keys).where(case_keys.c.case_id == case))


@pytest.mark.parametrize(("changed", "first_bad"), [(2, 1), (5, 4)])
def test_a_chain_written_anew_looks_sound_but_is_not_what_was_anchored(
    archive: Archive, case: str, changed: int, first_bad: int
) -> None:
    chain_anew(archive, case, changed, person="en.annen")
    assert looks_sound(archive, case)
    sequence, reason = first_fault(archive, case)
    assert sequence == first_bad  # the first row after the last one that is as it was anchored
    assert "annen enn den som ble forankret" in reason


def test_a_later_anchor_does_not_cover_up_what_was_done_before_it(archive: Archive, case: str) -> None:
    chain_anew(archive, case, 2, person="en.annen")
    made = archive.anchor(MONDAY + DAY)
    assert case in made.contradicting
    assert first_fault(archive, case)[0] == 1
    heads = archive.anchors.heads_at(max(archive.anchors.numbers()))
    assert heads.cases[case][1] == ROWS  # the head that was anchored stays in the tree


def test_a_clock_that_went_backwards_is_told_by_its_rows(archive: Archive) -> None:
    case = archive.world.admitted()
    archive.world.allocate(case, MONDAY + DAY)
    chain_anew(archive, case, 3, at=0)
    told = [(fault.sequence, fault.reason) for fault in archive.prove(case).faults]
    assert (3, "Klokka gikk bakover mellom rad 2 og 3.") in told


def test_a_key_that_is_gone_needs_a_certificate(archive: Archive, case: str) -> None:
    with archive.world.store.maintain() as connection:
        connection.execute(delete(case_keys).where(case_keys.c.case_id == case))
    assert looks_sound(archive, case)
    assert first_fault(archive, case) == (
        None,
        "Nøkkelen til saken er borte, og det finnes ikke noe slettebevis.",
    )


def test_a_spoilt_key_is_a_fault_of_its_case_alone(archive: Archive, case: str) -> None:
    with archive.world.store.maintain() as connection:
        connection.execute(update(case_keys).where(case_keys.c.case_id == case).values(sealed=b"\0" * 92))
    assert "Nøkkelen til saken er endret" in first_fault(archive, case)[1]


@pytest.mark.parametrize("content", [b"ikke en pakke", pack({"journey.bpmn": b"<definitions/>"})])
def test_changed_bytes_of_a_version_are_found_in_its_cases_and_by_themselves(
    archive: Archive, case: str, content: bytes
) -> None:
    where = definitions.c.digest == archive.world.cases.versions.latest()[0].digest
    with archive.world.store.maintain() as connection:
        bundle = connection.execute(select(definitions.c.bundle).where(where)).scalar()
        connection.execute(update(definitions).where(where).values(bundle=content))
    told, faults = first_fault(archive, case), archive.survey().faults
    with archive.world.store.maintain() as connection:
        connection.execute(update(definitions).where(where).values(bundle=bundle))
    assert told == (1, "Prosessdefinisjonen er endret etter at den ble publisert.")
    assert any("borte eller endret etter at den ble publisert" in fault for fault in faults)


def test_without_changes_no_anchor_is_made(archive: Archive, case: str) -> None:
    before = archive.anchors.numbers()
    made = archive.anchor()
    assert made.anchor is None
    assert case not in made.contradicting
    assert archive.anchors.numbers() == before


def test_a_clock_behind_the_last_anchor_makes_none(archive: Archive, case: str) -> None:
    archive.world.complete("ingrid", case, "plan.1", MONDAY + 5 * DAY)
    with pytest.raises(ClockBehind):
        archive.anchor(MONDAY - DAY)


@pytest.mark.usefixtures("case")
def test_a_second_server_has_the_anchors_of_the_first(
    archive: Archive, tmp_path_factory: pytest.TempPathFactory
) -> None:
    second = Anchors(tmp_path_factory.mktemp("annen"))
    made = Anchoring(archive.world.store, second, KEY).make(MONDAY + DAY)
    assert made.anchor is None
    assert second.numbers() == archive.anchors.numbers()
    assert second.content(2) == archive.anchors.content(2)


@pytest.mark.usefixtures("case")
def test_a_copy_that_we_have_not_signed_is_not_written_out(
    archive: Archive, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stranger = Anchoring(
        archive.world.store, Anchors(tmp_path_factory.mktemp("fremmed")), SigningKey(bytes(32))
    )
    with pytest.raises(AnchorUnreadable, match="ikke signert av oss"):
        stranger.make(MONDAY + DAY)


class Meanwhile(Anchors):
    """Lets another server make its anchor after this one has begun."""

    def __init__(self, folder: Path, other: Anchoring) -> None:
        super().__init__(folder)
        self._other = other

    def heads_at(self, number: int) -> Heads:
        self._other.make(MONDAY + DAY)
        return super().heads_at(number)


def test_two_servers_at_once_make_one_anchor_and_both_have_it(
    archive: Archive, case: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    archive.world.complete("ingrid", case, "plan.1", MONDAY + 5 * DAY)
    store, second = archive.world.store, Anchors(tmp_path_factory.mktemp("annen"))
    other = Anchoring(store, second, KEY)
    with pytest.raises(AnchorTaken):
        Anchoring(store, Meanwhile(archive.anchors.folder, other), KEY).make(MONDAY + DAY)
    assert archive.anchor(MONDAY + DAY).anchor is None
    assert second.numbers() == archive.anchors.numbers()
    anchored = archive.prove(case).anchored
    assert anchored is not None
    assert anchored.sequence == ROWS + 1


def test_the_access_log_is_anchored_with_the_cases(archive: Archive) -> None:
    store = archive.world.store
    looked(archive, "en", "to")
    made = archive.anchor(MONDAY + DAY).anchor
    assert made is not None
    with store.read() as connection:
        assert made.log == ((UNIT, 2, (hash_at(connection, UNIT, 2) or b"").hex()),)
    looked(archive, "tre")
    assert not log_faults(archive)
    for anew in (["en"], ["en", "noe annet", "tre"]):
        forget_looks(archive)
        looked(archive, *anew)
        assert log_faults(archive) == [
            f"Tilgangsloggen for {UNIT}: rad 2 er ikke den som ble forankret (anker {made.number})."
        ]
        assert UNIT in archive.anchor(MONDAY + DAY).contradicting
    forget_looks(archive)
    looked(archive, "en", "to", "tre")
    assert not log_faults(archive)


def looked(archive: Archive, *whats: str) -> None:
    actor = Actor("revisor", UNIT, None, frozenset({AUDITOR}))
    for what in whats:
        look = permitted(actor, Action.AUDIT_CASES, MONDAY, None, Ground.ASSIGNED, what)
        log_access(archive.world.store, look)


def forget_looks(archive: Archive) -> None:
    """Take a unit's whole chain away: what is logged after that begins it anew."""
    with archive.world.store.maintain() as connection:
        connection.execute(delete(access_log).where(access_log.c.unit == UNIT))
        connection.execute(delete(access_heads).where(access_heads.c.chain == UNIT))


def log_faults(archive: Archive) -> list[str]:
    return [fault for fault in archive.survey().faults if "Tilgangsloggen" in fault]
