"""What people read: lists in order and in pages, the case page, the timeline, and what ends with a part."""

from datetime import date

import pytest

from prosesser.access import CaseNotFound, TaskElsewhere
from prosesser.engine.messages import ClaimTask, CompleteTask, FireTimer, TaskOpened
from prosesser.inbox.case_view import MessageNotWaiting
from tests.cases.world import DAY, MONDAY, World


def test_tasks_are_sorted_by_deadline_and_those_without_come_last(fresh_world: World) -> None:
    for day in (3, 1, 2):
        fresh_world.refer(MONDAY + day * DAY)
    case = fresh_world.admitted(MONDAY)
    fresh_world.complete("ingrid", case, "plan.1")
    berit, ingrid = fresh_world.actor("berit"), fresh_world.actor("ingrid")
    dues = [row.due for row in fresh_world.inbox.unit(ingrid, MONDAY).rows]
    assert dues == [date(2026, 6, day) for day in (16, 17, 18)]
    assert [row.due for row in fresh_world.inbox.unit(berit, MONDAY).rows] == [None]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_all_pages_together_hold_each_task_once_and_in_order(fresh_world: World, size: int) -> None:
    for day in (5, 1, 3, 1, 2, 4, 1):
        fresh_world.refer(MONDAY + day * DAY)
    ingrid, inbox = fresh_world.actor("ingrid"), fresh_world.inbox
    whole = inbox.unit(ingrid, MONDAY, size=100).rows
    assert [row.due for row in whole] == sorted(row.due for row in whole if row.due)
    first = inbox.unit(ingrid, MONDAY, page=1, size=size)
    pages = [inbox.unit(ingrid, MONDAY, page=number, size=size) for number in range(1, first.last + 1)]
    assert [row for page in pages for row in page.rows] == list(whole)
    assert {page.total for page in pages} == {7}


def test_a_page_beyond_the_last_is_the_last_and_one_before_the_first_the_first(fresh_world: World) -> None:
    for _ in range(3):
        fresh_world.refer()
    ingrid = fresh_world.actor("ingrid")
    assert fresh_world.inbox.unit(ingrid, MONDAY, page=99, size=2).number == 2
    assert fresh_world.inbox.unit(ingrid, MONDAY, page=-1, size=2).number == 1
    assert fresh_world.inbox.mine(ingrid, MONDAY, page=3).rows == ()


def test_a_row_tells_who_what_and_by_when(world: World) -> None:
    case = world.admitted()
    world.send("ingrid", case, ClaimTask("plan.1", "ingrid"))
    page = world.inbox.case_page(world.actor("ivar"), case, MONDAY)
    (row,) = (row for row in page.tasks if row.task == "plan.1")
    assert (row.subject, row.name, row.lane, row.party) == ("Kari Test", "plan", "Institusjon", "institusjon")
    assert row.unit is not None
    assert (row.unit.id, row.unit.name) == ("inst-a", "Inst-A")
    assert row.assignee is not None
    assert (row.assignee.id, row.assignee.name) == ("ingrid", "Ingrid")
    assert (row.due, row.overdue, row.mine, row.ours) == (date(2026, 6, 15), False, False, True)


def test_the_case_page_tells_how_the_case_stands(world: World) -> None:
    case = world.admitted()
    page = world.inbox.case_page(world.actor("berit"), case, MONDAY)
    assert (page.subject, page.national_id) == ("Kari Test", "21883649874")
    assert (page.process, page.status, page.opened_at, page.ended) == ("Reisen", "active", MONDAY, None)
    assert page.phase == ("Institusjon", "Bydel")
    assert [(part.party, part.unit.id) for part in page.parts] == [
        ("bydel", "bydel-a"),
        ("institusjon", "inst-a"),
    ]
    assert [(key.label, key.value) for key in page.dates] == [("Innflyttet", date(2026, 6, 1))]
    assert [offer.name for offer in page.messages] == ["Bolig tildelt"]
    assert (page.may_cancel, page.may_change_facts) == (False, False)
    assert world.inbox.case_page(world.actor("ingrid"), case, MONDAY).messages == ()
    assert world.inbox.case_page(world.actor("lars"), case, MONDAY).may_cancel


def test_a_message_is_offered_while_it_waits(world: World) -> None:
    case, berit = world.admitted(), world.actor("berit")
    offer = world.inbox.message(berit, case, "Bolig tildelt", MONDAY)
    assert (offer.element.id, offer.form is not None) == ("tildelt", True)
    with pytest.raises(MessageNotWaiting):
        world.inbox.message(world.actor("ingrid"), case, "Bolig tildelt", MONDAY)
    world.allocate(case)
    with pytest.raises(MessageNotWaiting):
        world.inbox.message(berit, case, "Bolig tildelt", MONDAY)


def test_the_task_page_carries_the_form_and_the_facts(world: World) -> None:
    case = world.admitted()
    page = world.inbox.task(world.actor("ingrid"), case, "plan.1", MONDAY)
    assert page.form is not None
    assert (page.form.id, page.may_complete) == ("tekst", True)
    assert page.facts["innflyttet"] == date(2026, 6, 1)
    world.send("ingrid", case, ClaimTask("plan.1", "ingrid"))
    assert not world.inbox.task(world.actor("ivar"), case, "plan.1", MONDAY).may_complete


def test_the_timeline_tells_what_was_done_newest_first(world: World) -> None:
    case = world.admitted()
    newest, oldest = world.inbox.timeline(world.actor("berit"), case, MONDAY)
    assert (newest.sequence, newest.person.name, newest.at) == (2, "Ingrid", MONDAY)
    assert newest.command == CompleteTask("innflytting.1", {"innflyttet": "2026-06-01"})
    opened = {event.task for event in newest.events if isinstance(event, TaskOpened)}
    assert opened == {"plan.1", "rapport.1"}
    assert oldest.sequence == 1


def ended(world: World) -> str:
    """A case in which the institution's part ended on the fourth day, and its plan is still open."""
    case = world.admitted()
    world.allocate(case)
    world.complete("berit", case, "rapport.1", MONDAY + 4 * DAY)
    return case


def test_a_part_ends_where_the_diagram_says(world: World) -> None:
    page = world.inbox.case_page(world.actor("berit"), ended(world), MONDAY + 5 * DAY)
    assert [(part.unit.id, part.end) for part in page.parts] == [
        ("bydel-a", None),
        ("inst-a", MONDAY + 4 * DAY),
    ]


def test_what_a_unit_owes_stays_and_it_sees_nothing_newer(world: World) -> None:
    case, ingrid = ended(world), world.actor("ingrid")
    page = world.inbox.case_page(ingrid, case, MONDAY + 5 * DAY)
    assert [task.task for task in page.tasks] == ["plan.1"]
    assert (page.phase, page.dates, page.messages, page.responsible) == ((), (), (), ())
    assert page.ended == MONDAY + 4 * DAY
    before = world.inbox.timeline(ingrid, case, MONDAY)
    assert isinstance(before[0].command, FireTimer)
    world.complete("ingrid", case, "plan.1", MONDAY + 6 * DAY)
    assert world.inbox.timeline(ingrid, case, MONDAY) == before
    assert world.inbox.case_page(ingrid, case, MONDAY).tasks == ()
    assert len(world.inbox.timeline(world.actor("berit"), case, MONDAY)) == len(before) + 2
    with pytest.raises(TaskElsewhere):
        world.inbox.task(ingrid, case, "avslutt.1", MONDAY)


def test_a_unit_that_never_had_a_part_still_finds_nothing(world: World) -> None:
    with pytest.raises(CaseNotFound):
        world.inbox.timeline(world.actor("odd"), ended(world), MONDAY)


def test_a_finished_case_is_listed_after_those_with_deadlines(fresh_world: World) -> None:
    done = fresh_world.admitted()
    fresh_world.allocate(done)
    fresh_world.complete("berit", done, "rapport.1", MONDAY + 4 * DAY)
    fresh_world.complete("ingrid", done, "plan.1", MONDAY + 4 * DAY)
    fresh_world.complete("berit", done, "avslutt.1", MONDAY + 4 * DAY)
    running = fresh_world.refer()
    rows = fresh_world.inbox.cases(fresh_world.actor("ingrid"), MONDAY).rows
    assert [(row.case, row.status, row.ended) for row in rows] == [
        (running, "active", None),
        (done, "completed", MONDAY + 4 * DAY),
    ]
