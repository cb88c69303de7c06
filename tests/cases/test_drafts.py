"""Drafts: kept encrypted, for whoever has the task, until it is done."""

import pytest
from sqlalchemy import select

from prosesser.access import CaseNotFound, TaskElsewhere, TaskGone
from prosesser.store.tables import drafts
from tests.cases.world import MONDAY, World


def stored(world: World) -> list[bytes]:
    with world.store.read() as connection:
        return list(connection.execute(select(drafts.c.content)).scalars())


def test_a_draft_is_read_back_and_replaced_by_the_next(fresh_world: World) -> None:
    case, ingrid = fresh_world.admitted(), fresh_world.actor("ingrid")
    assert fresh_world.inbox.task(ingrid, case, "plan.1", MONDAY).draft is None
    for draft in ({"tekst": ["halv"]}, {"tekst": ["mer"]}):
        fresh_world.cases.save_draft(ingrid, case, "plan.1", draft, MONDAY)
        assert fresh_world.inbox.task(fresh_world.actor("ivar"), case, "plan.1", MONDAY).draft == draft
    assert len(stored(fresh_world)) == 1
    assert b"mer" not in stored(fresh_world)[0]


def test_a_draft_is_gone_when_the_task_is_done(fresh_world: World) -> None:
    case, ingrid = fresh_world.admitted(), fresh_world.actor("ingrid")
    fresh_world.cases.save_draft(ingrid, case, "plan.1", {"tekst": ["halv"]}, MONDAY)
    fresh_world.complete("ingrid", case, "plan.1")
    assert stored(fresh_world) == []


def test_a_draft_survives_claims_and_other_tasks(fresh_world: World) -> None:
    case, ingrid = fresh_world.admitted(), fresh_world.actor("ingrid")
    fresh_world.cases.save_draft(ingrid, case, "plan.1", {"tekst": ["halv"]}, MONDAY)
    fresh_world.complete("berit", case, "rapport.1")
    assert fresh_world.inbox.task(ingrid, case, "plan.1", MONDAY).draft == {"tekst": ["halv"]}


def test_drafts_are_no_way_around_access(fresh_world: World) -> None:
    case = fresh_world.admitted()
    with pytest.raises(TaskElsewhere):
        fresh_world.cases.save_draft(fresh_world.actor("berit"), case, "plan.1", {}, MONDAY)
    with pytest.raises(CaseNotFound):
        fresh_world.cases.save_draft(fresh_world.actor("odd"), case, "plan.1", {}, MONDAY)
    with pytest.raises(TaskGone):
        fresh_world.cases.save_draft(fresh_world.actor("ingrid"), case, "innflytting.1", {}, MONDAY)
    assert stored(fresh_world) == []


def test_a_draft_leaves_no_trace_in_the_journal(fresh_world: World) -> None:
    case = fresh_world.admitted()
    before = fresh_world.cases.verify(case)
    fresh_world.cases.save_draft(fresh_world.actor("ingrid"), case, "plan.1", {"tekst": ["halv"]}, MONDAY)
    assert fresh_world.cases.verify(case) == before
