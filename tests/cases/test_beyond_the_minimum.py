"""What parties add to a case and agree on: within their access, sealed, and proved like all else."""

import pytest
from sqlalchemy import select

from prosesser.access import CaseNotFound, NotAllowed
from prosesser.cases import UnitNotCovered
from prosesser.engine.errors import UnknownAddition
from prosesser.engine.messages import AddTask, CompleteTask, ProposeDate, WithdrawTask
from prosesser.store.tables import tasks
from tests.cases.world import MONDAY, World

ABOUT = "Ringe om gjelden"
ORDER = {"hva": ABOUT, "frist": "2026-06-20"}


def added(world: World) -> str:
    case = world.admitted()
    world.send("ingrid", case, AddTask("ekstra", "institusjon", ORDER))
    return case


def test_a_party_adds_a_task_to_the_other_and_its_title_is_read_by_those_who_may(world: World) -> None:
    case = added(world)
    rows = [row for row in world.inbox.case_page(world.actor("berit"), case, MONDAY).tasks if row.title]
    assert [(row.task, row.title, row.unit and row.unit.id) for row in rows] == [
        ("ekstra.1", ABOUT, "bydel-a")
    ]
    assert world.inbox.task(world.actor("berit"), case, "ekstra.1", MONDAY).row.title == ABOUT
    assert world.cases.verify(case).fault is None


def test_what_a_task_is_about_stands_sealed_in_the_database(world: World) -> None:
    case = added(world)
    with world.store.read() as connection:
        titles = connection.execute(select(tasks.c.title).where(tasks.c.case_id == case)).scalars().all()
    assert [title for title in titles if title is not None]
    assert not any(ABOUT.encode() in title for title in titles if title)


def test_a_title_that_was_changed_in_the_database_is_found(fresh_world: World) -> None:
    case = added(fresh_world)
    with fresh_world.store.maintain() as connection:
        connection.execute(tasks.update().where(tasks.c.task_id == "ekstra.1").values(title=b"noe annet"))
    fault = fresh_world.cases.verify(case).fault
    assert fault is not None
    assert "tasks" in fault.reason


def test_only_who_has_a_part_adds_and_proposes(world: World) -> None:
    case = world.admitted()
    for command in (
        AddTask("ekstra", "bydel", ORDER),
        ProposeDate("plan_frist.1", MONDAY.date(), "bydel", "a", "b"),
        WithdrawTask("plan.1", "bydel", "a"),
    ):
        for person in ("siv", "ragna"):
            with pytest.raises(CaseNotFound):
                world.send(person, case, command)


def test_nobody_speaks_for_the_other_party(world: World) -> None:
    case = world.admitted()
    with pytest.raises(NotAllowed):
        world.send("ingrid", case, AddTask("ekstra", "bydel", ORDER))
    with pytest.raises(NotAllowed):
        world.send("ingrid", case, ProposeDate("plan_frist.1", MONDAY.date(), "bydel", "a", "b"))


def test_what_can_be_added_and_agreed_on_stands_on_the_case(world: World) -> None:
    case = world.admitted()
    page = world.inbox.case_page(world.actor("ingrid"), case, MONDAY)
    assert [(offer.element.id, offer.party) for offer in page.additions] == [("ekstra", "institusjon")]
    assert page.negotiable == {"plan.1": "plan_frist.1"}
    with pytest.raises(UnknownAddition):
        world.inbox.addition(world.actor("ingrid"), case, "svar_bydel", MONDAY)


def test_an_agreed_date_stands_in_the_list_with_the_rules_date_beside_it(world: World) -> None:
    case = world.admitted()
    proposal = ProposeDate("plan_frist.1", MONDAY.date().replace(day=29), "institusjon", "Ferie", "Enig")
    world.send("ingrid", case, proposal)
    world.send("berit", case, CompleteTask("svar_bydel.1", {"forslag_svar": "ja"}))
    rows = world.inbox.case_page(world.actor("ingrid"), case, MONDAY).tasks
    plan = next(row for row in rows if row.task == "plan.1")
    assert (str(plan.due), str(plan.rule_due)) == ("2026-06-29", "2026-06-15")
    assert world.cases.verify(case).fault is None


def test_a_unit_that_the_circular_does_not_cover_needs_both_parties_agreement(world: World) -> None:
    with pytest.raises(UnitNotCovered, match="Utenfor er ikke omfattet av fellesskriv 3/2021") as refusal:
        world.refer(institusjon="inst-utenfor")
    assert "60 dager. Velg en annen institusjon, eller svar ja på «Er begge" in str(refusal.value)
    with pytest.raises(UnitNotCovered):
        world.refer(institusjon="inst-utenfor", avtale="nei")
    assert world.refer(institusjon="inst-utenfor", avtale="ja")
