"""Living documents as use cases: who may write when, what is proved of them, and what policy forbids."""

from datetime import timedelta

import pytest

from prosesser.access import NotAllowed
from prosesser.cases import KeyReused
from prosesser.cases.intake import filled_in
from prosesser.engine.errors import ItemChanged
from prosesser.engine.messages import CompleteTask, SaveItem, SetSection
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


def test_the_policy_sees_the_answers_of_items_and_of_reviews(world: World) -> None:
    case = world.admitted()
    definition = world.cases.versions.published()[0]
    state = world.inbox.task(world.actor("berit"), case, "rapport.1", MONDAY).state
    (form, answers), *more = filled_in(definition, state, SaveItem("tiltak", "okonomi", "bydel", BED))
    assert (form.id, answers, more) == ("punkt", BED, [])
    reviewed = list(filled_in(definition, state, CompleteTask("rapport.1", {}, {"tiltak.1": BED})))
    assert [form.id for form, _ in reviewed] == ["tekst", "punkt"]
