"""A case from referral to close, as both parties."""

import pytest

from prosesser.access import CaseNotFound, NotAllowed, TaskElsewhere, TaskGone, TaskTaken
from prosesser.cases import (
    DefinitionUnknown,
    KeyReused,
    NotColleague,
    NotOurCase,
    OptionUnknown,
    SyntheticOnly,
)
from prosesser.definition.forms import FormErrors
from prosesser.engine.errors import CaseEnded, MessageNotAwaited
from prosesser.engine.messages import (
    AssignTask,
    CancelCase,
    ChangeFacts,
    ClaimTask,
    CompleteTask,
    ReleaseTask,
    SendMessage,
    Start,
)
from prosesser.store import Store
from tests.cases.world import DAY, MONDAY, REFERRAL, World, people_world


def test_a_case_goes_from_referral_to_close(fresh_world: World) -> None:
    case = fresh_world.admitted()
    assert fresh_world.open_tasks(case) == {"plan.1", "rapport.1"}
    fresh_world.complete("ingrid", case, "plan.1", tekst="Planen")
    fresh_world.complete("berit", case, "rapport.1")
    fresh_world.allocate(case)
    assert fresh_world.open_tasks(case) == set()
    assert fresh_world.cases.fire_due(MONDAY + 2 * DAY).fired == 0
    assert fresh_world.cases.fire_due(MONDAY + 3 * DAY).fired == 1
    fresh_world.complete("berit", case, "avslutt.1", MONDAY + 3 * DAY)
    page = fresh_world.inbox.case_page(fresh_world.actor("berit"), case, MONDAY + 4 * DAY)
    assert page.status == "completed"
    assert fresh_world.cases.verify(case).fault is None


def test_a_task_done_twice_is_refused_and_nothing_changes(world: World) -> None:
    case = world.admitted()
    before = world.cases.verify(case)
    with pytest.raises(TaskGone):
        world.complete("ingrid", case, "innflytting.1", innflyttet="2026-06-02")
    assert world.cases.verify(case) == before


def test_answers_that_the_form_refuses_change_nothing(world: World) -> None:
    case = world.refer()
    before = world.cases.verify(case)
    with pytest.raises(FormErrors):
        world.complete("ingrid", case, "innflytting.1", innflyttet="i går")
    assert world.cases.verify(case) == before


def test_only_the_unit_that_has_the_task_can_do_it(world: World) -> None:
    case = world.refer()
    with pytest.raises(TaskElsewhere):
        world.complete("berit", case, "innflytting.1", innflyttet="2026-06-01")
    with pytest.raises(CaseNotFound):
        world.complete("odd", case, "innflytting.1", innflyttet="2026-06-01")


def test_a_task_that_a_colleague_has_must_be_taken_over_first(world: World) -> None:
    case = world.admitted()
    world.send("ingrid", case, ClaimTask("plan.1", "ingrid"))
    for command in (CompleteTask("plan.1"), ReleaseTask("plan.1")):
        with pytest.raises(TaskTaken):
            world.send("ivar", case, command)
    with pytest.raises(TaskTaken):
        world.cases.save_draft(world.actor("ivar"), case, "plan.1", {}, MONDAY)
    world.send("ivar", case, AssignTask("plan.1", "ivar"))
    world.complete("ivar", case, "plan.1")


def test_a_leader_releases_what_somebody_has(world: World) -> None:
    case, before = world.admitted(), world.inbox.counts(world.actor("ingrid")).mine
    world.send("ingrid", case, ClaimTask("plan.1", "ingrid"))
    assert world.inbox.counts(world.actor("ingrid")).mine == before + 1
    world.send("line", case, ReleaseTask("plan.1"))
    assert world.inbox.counts(world.actor("ingrid")).mine == before
    world.complete("ivar", case, "plan.1")
    assert "plan.1" not in world.open_tasks(case)


def test_nobody_claims_for_another(world: World) -> None:
    case = world.admitted()
    with pytest.raises(NotAllowed):
        world.send("ingrid", case, ClaimTask("plan.1", "ivar"))


@pytest.mark.parametrize("person", ["berit", "odd", "ukjent"])
def test_a_task_is_given_only_to_people_of_its_unit(world: World, person: str) -> None:
    case = world.admitted()
    with pytest.raises(NotColleague):
        world.send("line", case, AssignTask("plan.1", person))


def test_the_same_submission_twice_is_one_step_with_the_same_answer(world: World) -> None:
    case = world.refer()
    command = CompleteTask("innflytting.1", {"innflyttet": "2026-06-01"})
    ingrid = world.actor("ingrid")
    first = world.cases.execute(ingrid, case, command, MONDAY, "nøkkel")
    again = world.cases.execute(ingrid, case, command, MONDAY + DAY, "nøkkel")
    assert again == first
    assert world.cases.verify(case).rows == 2


def test_the_same_key_with_other_answers_is_refused(world: World) -> None:
    case = world.refer()
    ingrid = world.actor("ingrid")
    given = {"innflyttet": "2026-06-01"}
    world.cases.execute(ingrid, case, CompleteTask("innflytting.1", given), MONDAY, "nøkkel")
    changed = CompleteTask("innflytting.1", {"innflyttet": "2026-06-02"})
    with pytest.raises(KeyReused):
        world.cases.execute(ingrid, case, changed, MONDAY, "nøkkel")


def test_the_same_referral_twice_is_one_case(fresh_world: World) -> None:
    berit = fresh_world.actor("berit")
    first = fresh_world.cases.start(berit, "reise", REFERRAL, MONDAY, "nøkkel")
    assert fresh_world.cases.start(berit, "reise", REFERRAL, MONDAY + DAY, "nøkkel") == first
    assert fresh_world.cases.all_cases() == (first,)
    with pytest.raises(KeyReused):
        fresh_world.cases.start(berit, "reise", {**REFERRAL, "navn": "Ola"}, MONDAY, "nøkkel")
    other = fresh_world.cases.start(fresh_world.actor("bjarne"), "reise", REFERRAL, MONDAY, "nøkkel")
    assert other != first


def test_a_message_is_sent_only_by_the_party_that_the_diagram_names(world: World) -> None:
    case = world.admitted()
    with pytest.raises(NotAllowed):
        world.send("ingrid", case, SendMessage("Bolig tildelt"))
    world.send("berit", case, SendMessage("Bolig tildelt"))
    with pytest.raises(MessageNotAwaited):
        world.send("berit", case, SendMessage("Bolig tildelt"))


def test_facts_are_corrected_and_cases_cancelled_by_leaders_with_a_part(world: World) -> None:
    case = world.admitted()
    with pytest.raises(NotAllowed):
        world.send("ingrid", case, CancelCase("Feil"))
    world.send("line", case, ChangeFacts({"navn": "Kari Rettet"}, "Skrivefeil"))
    world.send("lars", case, CancelCase("Opprettet ved en feil"))
    assert world.inbox.case_page(world.actor("berit"), case, MONDAY).status == "cancelled"
    assert world.cases.verify(case).fault is None
    with pytest.raises(CaseEnded):
        world.send("lars", case, CancelCase("Igjen"))


def test_a_corrected_name_shows_in_lists(fresh_world: World) -> None:
    case = fresh_world.admitted()
    fresh_world.send("line", case, ChangeFacts({"navn": "Kari Rettet"}, "Skrivefeil"))
    assert fresh_world.inbox.case_page(fresh_world.actor("berit"), case, MONDAY).subject == "Kari Rettet"
    assert fresh_world.inbox.unit(fresh_world.actor("berit"), MONDAY).rows[0].subject == "Kari Rettet"
    assert fresh_world.cases.verify(case).fault is None


@pytest.mark.parametrize("person", ["ingrid", "petra", "ragna", "rolf"])
def test_only_staff_of_the_party_that_begins_can_start(world: World, person: str) -> None:
    with pytest.raises(NotAllowed):
        world.cases.start(world.actor(person), "reise", REFERRAL, MONDAY, "nøkkel")


def test_a_unit_starts_only_cases_that_it_has_a_part_in(fresh_world: World) -> None:
    with pytest.raises(NotOurCase):
        fresh_world.refer(henvisende_bydel="bydel-b")
    assert fresh_world.cases.all_cases() == ()


def test_an_unknown_process_is_refused(world: World) -> None:
    with pytest.raises(DefinitionUnknown):
        world.cases.start(world.actor("berit"), "ukjent", {}, MONDAY, "nøkkel")


def test_a_choice_outside_the_list_is_refused(world: World) -> None:
    with pytest.raises(OptionUnknown, match="Institusjon"):
        world.refer(institusjon="bydel-a")


def test_start_and_timers_are_no_commands_for_a_running_case(world: World) -> None:
    case = world.refer()
    with pytest.raises(NotAllowed):
        world.send("lars", case, Start(REFERRAL))


def test_a_demonstration_accepts_only_synthetic_ids(store: Store) -> None:
    world = people_world(store, synthetic_only=True)
    with pytest.raises(SyntheticOnly):
        world.refer(fodselsnummer="01010012356")
    world.refer()


def test_only_process_owners_publish(world: World) -> None:
    for person in ("berit", "lars", "ragna"):
        with pytest.raises(NotAllowed):
            world.cases.publish({}, world.actor(person), MONDAY)


def test_new_cases_start_on_the_new_version_and_running_ones_keep_theirs(fresh_world: World) -> None:
    cases, inbox = fresh_world.cases, fresh_world.inbox
    berit, petra = fresh_world.actor("berit"), fresh_world.actor("petra")
    case = fresh_world.refer()
    old = inbox.case_page(berit, case, MONDAY).definition
    bundle = dict(cases.versions.get(old).bundle)
    bundle["journey.bpmn"] = bundle["journey.bpmn"].replace(b"Reisen", b"Den nye reisen")
    new = cases.publish(bundle, petra, MONDAY + DAY)
    assert new != old
    fresh_world.complete("ingrid", case, "innflytting.1", innflyttet="2026-06-01")
    assert inbox.case_page(berit, case, MONDAY).definition == old
    assert inbox.case_page(berit, fresh_world.refer(MONDAY + DAY), MONDAY).definition == new
    assert [offer.name for offer in inbox.startable(berit, MONDAY + DAY)] == ["Den nye reisen"]
    cases.publish(cases.versions.get(old).bundle, petra, MONDAY + 2 * DAY)
    assert [offer.name for offer in inbox.startable(berit, MONDAY + 2 * DAY)] == ["Reisen"]


def test_time_in_a_case_never_runs_backwards(world: World) -> None:
    case = world.admitted()
    world.complete("ingrid", case, "plan.1", MONDAY - DAY)
    rows = world.inbox.timeline(world.actor("ingrid"), case, MONDAY)
    assert [row.at for row in rows] == [MONDAY, MONDAY, MONDAY]
