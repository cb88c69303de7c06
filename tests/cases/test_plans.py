"""Living documents as use cases: who may write when, what is proved of them, and what policy forbids."""

from datetime import timedelta

import pytest

from prosesser.access import NotAllowed
from prosesser.cases import KeyReused
from prosesser.cases.intake import filled_in
from prosesser.engine.errors import ItemChanged, UnknownPlan
from prosesser.engine.messages import CompleteTask, SaveItem, SetSection
from prosesser.inbox import PlanPage
from tests.cases.world import BED, DAY, MONDAY, World


def test_both_parties_write_in_the_plan_and_its_history_is_proved(world: World) -> None:
    case = world.admitted()
    world.write("ingrid", case)
    world.write("berit", case, MONDAY + DAY, oppgave="Søke startlån")
    done = SaveItem("tiltak", "okonomi", "bydel", {**BED, "status": "gjort"}, "tiltak.1", 1)
    world.send("berit", case, done, MONDAY + 2 * DAY)
    world.send("ingrid", case, SetSection("tiltak", "naboskap", "institusjon", relevant=False, reason="Nei"))
    verdict = world.cases.verify(case)
    assert (verdict.fault, verdict.rows) == (None, 6)


def test_two_who_opened_the_same_item_do_not_overwrite_each_other(world: World) -> None:
    case = world.admitted()
    world.write("ingrid", case)
    opened = SaveItem("tiltak", "okonomi", "bydel", {**BED, "ansvarlig": "bydel"}, "tiltak.1", 1)
    world.send("berit", case, opened)
    with pytest.raises(ItemChanged):
        world.send("lars", case, opened)


def test_an_item_sent_twice_is_written_once(world: World) -> None:
    case = world.admitted()
    command = SaveItem("tiltak", "okonomi", "institusjon", BED)
    actor = world.actor("ingrid")
    first = world.cases.execute(actor, case, command, MONDAY, "samme-nøkkel")
    again = world.cases.execute(actor, case, command, MONDAY + timedelta(minutes=1), "samme-nøkkel")
    assert first == again
    other = SaveItem("tiltak", "okonomi", "institusjon", {**BED, "oppgave": "Noe annet"})
    with pytest.raises(KeyReused):
        world.cases.execute(actor, case, other, MONDAY, "samme-nøkkel")


def test_who_has_done_its_part_writes_no_more(world: World) -> None:
    case = world.admitted()
    world.allocate(case)
    world.cases.fire_due(MONDAY + 4 * DAY)
    with pytest.raises(NotAllowed):
        world.write("ingrid", case, MONDAY + 4 * DAY)
    world.write("berit", case, MONDAY + 4 * DAY)


def titles(page: PlanPage) -> list[object]:
    return [item.answers["oppgave"] for item in page.plan.in_section("okonomi")]


def test_who_has_done_its_part_reads_the_plan_as_it_was_then(world: World) -> None:
    case = world.admitted()
    world.write("ingrid", case)
    world.allocate(case)
    world.cases.fire_due(MONDAY + 4 * DAY)
    later = MONDAY + 5 * DAY
    world.write("berit", case, later, oppgave="Søke startlån")
    changed = SaveItem("tiltak", "okonomi", "bydel", {**BED, "oppgave": "Låne seng"}, "tiltak.1", 1)
    world.send("berit", case, changed, later)
    then = world.inbox.plan(world.actor("ingrid"), case, "tiltak", later)
    assert (titles(then), then.party) == (["Kjøpe seng"], None)
    assert (then.ended, then.facts) == (MONDAY + 4 * DAY, {})
    assert [row.person.id for row in then.history] == ["ingrid"]
    now = world.inbox.plan(world.actor("berit"), case, "tiltak", later)
    assert (titles(now), now.party, now.ended) == (["Låne seng", "Søke startlån"], "bydel", None)
    for person, unfinished in {"berit": 2, "ingrid": 0}.items():
        (summary,) = world.inbox.case_page(world.actor(person), case, later).plans
        assert summary.unfinished == unfinished


def test_a_version_is_the_plan_as_it_was_adopted(world: World) -> None:
    case = world.admitted()
    world.write("ingrid", case)
    done = {"tiltak.1": {"status": "viderefores", "tiltak": "Etter flyttingen"}}
    world.send("berit", case, CompleteTask("rapport.1", {}, done), MONDAY + DAY)
    world.write("ingrid", case, MONDAY + 2 * DAY, oppgave="Søke startlån")
    actor, today = world.actor("ingrid"), MONDAY + 3 * DAY
    first = world.inbox.plan(actor, case, "tiltak", today, version=1)
    (item,) = first.plan.items.values()
    assert (item.answers["tiltak"], item.changed) == ("Etter flyttingen", MONDAY + DAY)
    assert (first.version, first.party) == (1, None)
    assert titles(world.inbox.plan(actor, case, "tiltak", today)) == ["Kjøpe seng", "Søke startlån"]
    for version in (0, 2):
        with pytest.raises(UnknownPlan):
            world.inbox.plan(actor, case, "tiltak", today, version)


def test_the_policy_sees_the_answers_of_items_and_of_reviews(world: World) -> None:
    case = world.admitted()
    definition = world.cases.versions.latest()[0]
    state = world.inbox.task(world.actor("berit"), case, "rapport.1", MONDAY).state
    (form, answers), *more = filled_in(definition, state, SaveItem("tiltak", "okonomi", "bydel", BED))
    assert (form.id, answers, more) == ("punkt", BED, [])
    reviewed = list(filled_in(definition, state, CompleteTask("rapport.1", {}, {"tiltak.1": BED})))
    assert [form.id for form, _ in reviewed] == ["tekst", "punkt"]
