"""A case is replayed as far as it can be proved, and what it shows comes from the steps made again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import delete, update

from prosesser.access import SYSTEM, Action
from prosesser.audit import AuditFile, Audits, ContentErased
from prosesser.audit.replaying import Look, Replaying, Replays, readable, row_at
from prosesser.audit.replaying_changes import changes
from prosesser.audit.replaying_frames import Known
from prosesser.audit.replaying_jumps import Jump
from prosesser.definition import NotRunnable
from prosesser.engine.messages import ChangeFacts, ClaimTask, CompleteTask, ProposeDate
from prosesser.store import versions as versions_module
from prosesser.store.tables import case_keys, cases, definitions, journal
from prosesser.store.versions import Versions, pack
from tests.cases.test_moving import move, publish, undo
from tests.cases.versions import sooner
from tests.cases.world import DAY, MONDAY, World

AGREED = MONDAY.date().replace(day=29)


@contextmanager
def opened(world: World, case: str) -> Iterator[AuditFile]:
    with Audits(world.store, Versions(world.store)).open(SYSTEM, Action.REPLAY_CASE, case, MONDAY) as file:
        yield file


def look(world: World, case: str, row: int = 100) -> Look:
    with opened(world, case) as file:
        return Replaying(file).look(file, row)


def known(found: Look, row: int) -> dict[str, Known]:
    frame = found.at(row)
    assert frame is not None
    return {name: its for (_, name), its in frame.facts.items()}


@pytest.fixture
def case(unguarded_world: World) -> str:
    """Seven rows: referred, admitted, another date proposed and agreed on, taken, corrected, overrun."""
    world = unguarded_world
    case = world.admitted()
    world.send("ingrid", case, ProposeDate("plan_frist.1", AGREED, "institusjon", "Ferie", "Enig"))
    world.send("berit", case, CompleteTask("svar_bydel.1", {"forslag_svar": "ja"}), MONDAY + DAY)
    world.send("ingrid", case, ClaimTask("plan.1", "ingrid"), MONDAY + 2 * DAY)
    world.send("lars", case, ChangeFacts({"institusjon": "inst-b"}, "Feil hus"), MONDAY + 3 * DAY)
    world.complete("berit", case, "rapport.1", MONDAY + 40 * DAY, tekst="Ferdig")
    return case


def test_steps_are_made_again_only_as_far_as_somebody_looks(unguarded_world: World, case: str) -> None:
    with opened(unguarded_world, case) as file:
        replaying = Replaying(file)
        first = replaying.look(file, 1)
        assert (first.checked.linked, first.checked.repeated, first.checked.whole) == (file.rows, 1, False)
        again = replaying.look(file, 3)
        assert again.frames[0] is first.frames[0]
        assert [frame.row.sequence for frame in again.frames] == [1, 2, 3]
        last = replaying.look(file, file.rows)
        assert (last.checked.repeated, last.checked.whole, last.checked.fault) == (file.rows, True, None)


def test_a_fact_says_which_field_of_which_step_it_comes_from(unguarded_world: World, case: str) -> None:
    found = look(unguarded_world, case)
    name = known(found, 1)["navn"]
    assert (name.value, name.origin, name.form, name.element) == (
        "Kari Test",
        "answered",
        "henvisning",
        "henvist",
    )
    assert (name.row.sequence, name.row.person, name.row.unit) == (1, "berit", "bydel-a")
    assert "innflyttet" not in known(found, 1)
    assert known(found, 2)["innflyttet"].row.person == "ingrid"
    corrected = known(found, len(found.frames))["institusjon"]
    assert (corrected.value, corrected.origin, corrected.row.person) == ("inst-b", "corrected", "lars")
    assert known(found, 5)["institusjon"].value == "inst-a"
    told = known(found, len(found.frames))["tekst"]
    assert told.value == "Ferdig"
    assert "tekst" not in found.frames[-1].state.facts  # no expression reads it: the state forgets it


def test_jumps_lead_to_overruns_handovers_deviations_and_versions(unguarded_world: World, case: str) -> None:
    version = publish(unguarded_world, sooner())
    move(unguarded_world, case, version)
    undo(unguarded_world, case, version)
    with opened(unguarded_world, case) as file:
        landings = Replaying(file).landings
        assert len(readable(file)) == 2
        last = file.rows
    rows = {kind: [one.sequence for one in landings if kind in one.kinds] for kind in Jump}
    assert rows[Jump.DEVIATION] == [4]
    assert rows[Jump.HANDOVER] == [6]
    assert len(rows[Jump.OVERRUN]) == 1
    assert rows[Jump.VERSION] == [last - 1, last]
    assert 1 not in {
        row for its in rows.values() for row in its
    }  # whose part was unknown got it; nobody lost it
    found = look(unguarded_world, case)
    assert found.checked.whole
    assert [frame.definition.digest == version for frame in found.frames[-3:]] == [False, True, False]


def test_two_moments_are_compared(unguarded_world: World, case: str) -> None:
    found = look(unguarded_world, case)
    before, after = found.at(2), found.at(len(found.frames))
    assert before is not None
    assert after is not None
    seen = changes(before, after)
    assert {task.id for task in seen.ended} == {"rapport.1"}
    assert [(moved.timer.id, str(moved.before), str(moved.timer.stands)) for moved in seen.moved] == [
        ("plan_frist.1", "2026-06-15", "2026-06-29")
    ]
    assert [timer.id for timer in seen.overrun] == ["plan_frist.1"]
    taken = found.at(5)
    assert taken is not None
    passed = changes(before, taken).passed
    assert [(one.task.id, one.person) for one in passed] == [("plan.1", (None, "ingrid"))]
    assert seen.units == (("institusjon", "inst-a", "inst-b"),)
    assert {(fact.known.name, fact.gone) for fact in seen.facts} >= {("institusjon", False), ("tekst", False)}
    assert not seen.nothing
    assert changes(before, before).nothing


@pytest.mark.parametrize("column", ["at", "person", "payload", "state_commitment", "hash"])
def test_nothing_is_shown_from_the_first_bad_row_on(unguarded_world: World, case: str, column: str) -> None:
    values = {
        "at": 0,
        "person": "noen",
        "payload": b"\0" * 80,
        "state_commitment": bytes(32),
        "hash": bytes(32),
    }
    change = update(journal).where(journal.c.case_id == case, journal.c.sequence == 4)
    with unguarded_world.store.maintain() as connection:
        connection.execute(change.values({column: values[column]}))
    found = look(unguarded_world, case)
    assert found.checked.fault is not None
    assert (found.checked.fault.sequence, len(found.frames), found.checked.repeated) == (4, 3, 3)
    assert not found.checked.whole
    last = found.at(7)
    assert last is not None
    assert last.row.sequence == 3


def test_a_journal_that_was_cut_is_said_on_every_frame(unguarded_world: World, case: str) -> None:
    with opened(unguarded_world, case) as file:
        rows = file.rows
    with unguarded_world.store.maintain() as connection:
        connection.execute(delete(journal).where(journal.c.case_id == case, journal.c.sequence == rows))
    first = look(unguarded_world, case, 1)
    assert first.checked.fault is not None
    assert first.checked.fault.sequence is None
    assert "slutter på rad" in first.checked.fault.reason


def test_a_case_that_does_not_agree_with_its_last_step_is_not_whole(
    unguarded_world: World, case: str
) -> None:
    with unguarded_world.store.maintain() as connection:
        connection.execute(update(cases).where(cases.c.id == case).values(status="cancelled"))
    assert (
        look(unguarded_world, case, 2).checked.fault is None
    )  # that far nothing is wrong, and it says how far
    found = look(unguarded_world, case)
    assert (found.checked.fault is not None, found.checked.whole) == (True, False)


def test_a_version_with_other_bytes_stops_the_replay_at_its_first_row(unguarded_world: World) -> None:
    world = unguarded_world
    version = publish(world, sooner())
    case = world.admitted()
    move(world, case, version)
    bundle = dict(world.cases.versions.get(version).bundle)
    bundle["journey.bpmn"] = bundle["journey.bpmn"].replace(b"P7D", b"P8D")
    with world.store.maintain() as connection:
        stored = connection.execute(definitions.select().where(definitions.c.digest == version)).one().bundle
        connection.execute(
            update(definitions).where(definitions.c.digest == version).values(bundle=pack(bundle))
        )
    found = look(world, case)
    with world.store.maintain() as connection:
        connection.execute(update(definitions).where(definitions.c.digest == version).values(bundle=stored))
    assert found.checked.fault is not None
    assert (found.checked.fault.sequence, len(found.frames)) == (3, 2)


def test_a_version_that_cannot_be_used_any_more_is_named(
    unguarded_world: World,
    case: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def form_is_gone(_bundle: object) -> None:
        raise NotRunnable(())

    monkeypatch.setattr(versions_module, "load", form_is_gone)
    found = look(unguarded_world, case)
    assert found.frames == ()
    assert found.checked.fault is not None
    assert found.checked.fault.sequence == 1
    with opened(unguarded_world, case) as file:
        assert readable(file) == ()


def test_a_replay_is_kept_only_while_all_that_is_stored_stays_as_it_was(
    unguarded_world: World, case: str
) -> None:
    replays = Replays(size=1)
    with opened(unguarded_world, case) as file:
        kept = replays.of(file)
        assert replays.of(file) is kept
    with unguarded_world.store.maintain() as connection:
        row = (journal.c.case_id == case) & (journal.c.sequence == 2)
        connection.execute(update(journal).where(row).values(payload=b"\0" * 80))
    with opened(unguarded_world, case) as file:
        again = replays.of(file)
        assert again is not kept
        assert len(again.look(file, 7).frames) == 1
    other = unguarded_world.admitted()
    with opened(unguarded_world, other) as file:
        replays.of(file)
    with opened(unguarded_world, case) as file:
        assert replays.of(file) is not again  # one at a time: the other case took its place


def test_an_erased_case_has_nothing_to_replay(unguarded_world: World, case: str) -> None:
    replays = Replays()
    with opened(unguarded_world, case) as file:
        replays.of(file)
    with unguarded_world.store.maintain() as connection:
        connection.execute(delete(case_keys).where(case_keys.c.case_id == case))
    with pytest.raises(ContentErased), opened(unguarded_world, case) as file:
        replays.of(file)


def test_a_moment_is_the_row_that_stood_then(unguarded_world: World, case: str) -> None:
    with opened(unguarded_world, case) as file:
        stored = file.stored
    assert row_at(stored, MONDAY - DAY) == 1
    assert row_at(stored, MONDAY) == 3
    assert row_at(stored, MONDAY + DAY - timedelta(seconds=1)) == 3
    assert row_at(stored, MONDAY + 2 * DAY) == 5
    assert row_at(stored, MONDAY + 400 * DAY) == len(stored.journal)
    # A clock that went backwards: what came after a later row had not happened yet.
    ahead = [
        SimpleNamespace(sequence=row.sequence, at=row.at + (10**15 if row.sequence == 4 else 0))
        for row in stored.journal
    ]
    assert row_at(replace(stored, journal=ahead), MONDAY + 30 * DAY) == 3  # type: ignore[arg-type]  # rows enough
