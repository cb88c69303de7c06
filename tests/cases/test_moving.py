"""A running case goes on by another version: nothing of what people did is lost, and it verifies."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from sqlalchemy import update

from prosesser.access import NotAllowed
from prosesser.cases import (
    ChoiceNeeded,
    DraftLost,
    Fault,
    KeyReused,
    Moving,
    NothingToUndo,
    Order,
)
from prosesser.cases.recorded import read_recorded, state_before
from prosesser.cases.run import Run
from prosesser.engine.errors import AlreadyThere, CaseEnded, MovedOn
from prosesser.engine.messages import CancelCase, ClaimTask, MoveCase, UndoMove
from prosesser.engine.move_plans import CannotMove, Follows, NeedsChoice
from prosesser.engine.placing import NeverMeets, WrongPlace
from prosesser.engine.state import digest
from prosesser.store.tables import cases
from tests.builders import Journey
from tests.cases.test_at_once import at_once
from tests.cases.test_verifying import rechain
from tests.cases.versions import renamed, sooner, talk_first, with_more, without_plan
from tests.cases.world import DAY, MONDAY, World

TWO_WEEKS, ONE_WEEK = date(2026, 6, 15), date(2026, 6, 8)
DEADLINE = "plan_frist"


def publish(world: World, drawn: Journey) -> str:
    """Publish a version, and let new cases start on the old one again: tests share the world."""
    before = world.cases.versions.latest()[0].bundle
    digest = world.cases.publish(drawn.bundle(), world.actor("petra"), MONDAY)
    world.cases.publish(before, world.actor("petra"), MONDAY)
    return digest


def moving(world: World) -> Moving:
    return Moving(world.store, world.cases.versions)


def order(world: World, version: str, **more: object) -> Order:
    return replace(Order(version, "Ny rutine", world.new_key()), **more)  # type: ignore[arg-type] # fields of an order


def move(world: World, case: str, version: str, **more: object) -> None:
    moving(world).move(world.actor("petra"), case, order(world, version, **more), MONDAY)


def undo(world: World, case: str, version: str) -> None:
    moving(world).undo(world.actor("petra"), case, order(world, version), MONDAY)


def is_whole(world: World, case: str) -> bool:
    return world.cases.verify(case).fault is None


def due(world: World, case: str, task: str) -> date | None:
    page = world.inbox.case_page(world.actor("ingrid"), case, MONDAY)
    return next(row.due for row in page.tasks if row.task == task)


def state(world: World, case: str) -> object:
    """What the case is, but for its place in the journal."""
    page = world.inbox.case_page(world.actor("ingrid"), case, MONDAY)
    return replace(page, versions=())


def test_a_case_that_is_moved_keeps_its_dates_claims_and_drafts(world: World) -> None:
    case, ingrid = world.admitted(), world.actor("ingrid")
    world.send("ingrid", case, ClaimTask("plan.1", "ingrid"))
    world.cases.save_draft(ingrid, case, "plan.1", {"tekst": "Begynt"}, MONDAY)
    world.write("berit", case)
    before = world.inbox.case_page(ingrid, case, MONDAY)
    plan = world.inbox.plan(ingrid, case, "tiltak", MONDAY).plan
    version = publish(world, sooner())
    move(world, case, version)
    after = world.inbox.case_page(ingrid, case, MONDAY)
    assert after.definition == version
    assert replace(after, definition=before.definition, versions=before.versions) == before
    task = world.inbox.task(ingrid, case, "plan.1", MONDAY)
    assert (task.row.due, task.draft) == (TWO_WEEKS, {"tekst": "Begynt"})
    assert world.inbox.plan(ingrid, case, "tiltak", MONDAY).plan == plan
    assert is_whole(world, case)


def test_a_changed_rule_is_used_only_where_the_owner_says_so(world: World) -> None:
    kept, anew, version = world.admitted(), world.admitted(), publish(world, sooner())
    plan = moving(world).plan(kept, version, MONDAY).plan
    assert isinstance(plan, Follows)
    assert [(change.element, change.due_from, change.due_to) for change in plan.dates] == [
        (DEADLINE, TWO_WEEKS, ONE_WEEK)
    ]
    move(world, kept, version)
    move(world, anew, version, recompute=frozenset({DEADLINE}))
    assert (due(world, kept, "plan.1"), due(world, anew, "plan.1")) == (TWO_WEEKS, ONE_WEEK)
    assert is_whole(world, kept)
    assert is_whole(world, anew)


def test_the_journal_says_who_moved_the_case_and_why(world: World) -> None:
    case, version = world.admitted(), publish(world, sooner())
    move(world, case, version)
    row = world.inbox.timeline(world.actor("ingrid"), case, MONDAY)[0]
    assert isinstance(row.command, MoveCase)
    assert (row.person.id, row.unit and row.unit.id, row.command.reason) == ("petra", "bydel-a", "Ny rutine")
    assert row.definition.digest == version


def test_work_goes_on_after_a_move_and_all_of_it_verifies(world: World) -> None:
    case = world.admitted()
    move(world, case, publish(world, with_more()))
    world.complete("ingrid", case, "plan.1")
    assert "samtale.1" in world.open_tasks(case)
    world.complete("ingrid", case, "samtale.1")
    world.allocate(case)
    assert is_whole(world, case)


def test_an_undone_move_leaves_the_case_as_it_was(world: World) -> None:
    case, version = world.admitted(), publish(world, sooner())
    before = state(world, case)
    move(world, case, version, recompute=frozenset({DEADLINE}))
    undo(world, case, version)
    assert state(world, case) == before
    assert is_whole(world, case)
    world.complete("ingrid", case, "plan.1")
    assert is_whole(world, case)


def test_a_case_can_be_moved_again_after_an_undone_move(world: World) -> None:
    case, version = world.admitted(), publish(world, sooner())
    move(world, case, version)
    undo(world, case, version)
    move(world, case, version)
    assert world.inbox.case_page(world.actor("berit"), case, MONDAY).definition == version
    assert is_whole(world, case)


def test_what_has_happened_since_keeps_a_move_from_being_undone(world: World) -> None:
    case, version = world.admitted(), publish(world, sooner())
    move(world, case, version)
    world.send("ingrid", case, ClaimTask("plan.1", "ingrid"))
    with pytest.raises(MovedOn):
        undo(world, case, version)
    assert is_whole(world, case)


def test_there_is_nothing_to_undo_in_a_case_that_was_not_moved(world: World) -> None:
    case, version = world.admitted(), publish(world, sooner())
    with pytest.raises(NothingToUndo):
        undo(world, case, version)


def test_a_step_that_is_gone_gives_way_to_what_comes_instead(world: World) -> None:
    case, version = world.admitted(), publish(world, without_plan())
    move(world, case, version)
    assert {"samtale.1", "rapport.1"} == world.open_tasks(case)
    assert is_whole(world, case)
    undo(world, case, version)
    assert {"plan.1", "rapport.1"} == world.open_tasks(case)
    assert is_whole(world, case)


def test_where_a_case_stands_that_the_version_would_not_have_led_to_somebody_chooses(world: World) -> None:
    case, version = world.admitted(), publish(world, talk_first())
    plan = moving(world).plan(case, version, MONDAY).plan
    assert isinstance(plan, NeedsChoice)
    place = next(place for place in plan.places if place.waits == "plan.1")
    assert place.stays
    assert "samtale" in place.candidates
    with pytest.raises(ChoiceNeeded):
        move(world, case, version)
    move(world, case, version, choices={"plan.1": "samtale"})
    assert {"samtale.1", "rapport.1"} == world.open_tasks(case)
    assert is_whole(world, case)
    world.complete("ingrid", case, "samtale.1")
    assert "plan.2" in world.open_tasks(case)
    assert is_whole(world, case)


def test_a_case_may_stay_at_a_step_that_somebody_chooses_for_it(world: World) -> None:
    case, version = world.admitted(), publish(world, talk_first())
    move(world, case, version, choices={"plan.1": "plan"})
    assert {"plan.1", "rapport.1"} == world.open_tasks(case)
    assert due(world, case, "plan.1") == TWO_WEEKS
    assert is_whole(world, case)


@pytest.mark.parametrize(
    ("choices", "refusal"),
    [
        ({"plan.1": "finnes_ikke"}, WrongPlace),
        ({"plan.1": "etter_behov"}, WrongPlace),
        ({"plan.1": "samtale", "oppdiktet.1": "samtale"}, WrongPlace),
        ({"oppdiktet.1": "samtale"}, WrongPlace),
        ({"plan.1": "avslutt"}, NeverMeets),
    ],
)
def test_a_token_is_put_only_where_the_case_can_wait(
    world: World, choices: dict[str, str], refusal: type[Exception]
) -> None:
    case, version = world.admitted(), publish(world, talk_first())
    before = world.cases.verify(case)
    with pytest.raises(refusal):
        move(world, case, version, choices=choices)
    assert world.cases.verify(case) == before


def test_a_form_that_somebody_has_begun_is_not_thrown_away(world: World) -> None:
    case, version, ingrid = world.admitted(), publish(world, without_plan()), world.actor("ingrid")
    world.cases.save_draft(ingrid, case, "plan.1", {"tekst": "Begynt"}, MONDAY)
    plan = moving(world).plan(case, version, MONDAY).plan
    assert isinstance(plan, CannotMove)
    assert plan.element == "plan"
    with pytest.raises(DraftLost):
        move(world, case, version)
    assert world.inbox.task(ingrid, case, "plan.1", MONDAY).draft == {"tekst": "Begynt"}
    world.complete("ingrid", case, "plan.1")
    move(world, case, version)
    assert is_whole(world, case)


def test_what_is_due_happens_by_the_version_that_the_case_has_followed(world: World) -> None:
    case, version = world.admitted(), publish(world, sooner())
    later = MONDAY + 20 * DAY
    moving(world).move(
        world.actor("petra"), case, order(world, version, recompute=frozenset({DEADLINE})), later
    )
    page = world.inbox.case_page(world.actor("ingrid"), case, later)
    plan = next(row for row in page.tasks if row.task == "plan.1")
    assert (plan.due, plan.overdue) == (ONE_WEEK, True)
    assert is_whole(world, case)


def test_only_a_process_owner_moves_cases(world: World) -> None:
    case, version = world.admitted(), publish(world, sooner())
    for person in ("berit", "lars", "ragna", "ingrid", "line", "rolf"):
        for use in (moving(world).move, moving(world).undo):
            with pytest.raises(NotAllowed):
                use(world.actor(person), case, order(world, version), MONDAY)
    with pytest.raises(NotAllowed):
        world.send("berit", case, MoveCase(left="x", reason=""))


def test_a_case_is_moved_once_however_often_it_is_asked(world: World) -> None:
    case, version = world.admitted(), publish(world, sooner())
    asked = order(world, version)
    petra = world.actor("petra")
    first = moving(world).move(petra, case, asked, MONDAY)
    assert moving(world).move(petra, case, asked, MONDAY) == first
    with pytest.raises(KeyReused):
        moving(world).move(petra, case, replace(asked, reason="En annen"), MONDAY)
    with pytest.raises(AlreadyThere):
        move(world, case, version)


def test_a_closed_case_stays_where_it_is(world: World) -> None:
    case, version = world.admitted(), publish(world, sooner())
    world.send("lars", case, CancelCase("Feil"))
    with pytest.raises(CaseEnded):
        move(world, case, version)


def test_a_renamed_step_has_its_new_name_in_the_list_of_tasks(world: World) -> None:
    case, version = world.admitted(), publish(world, renamed())
    move(world, case, version)
    page = world.inbox.case_page(world.actor("ingrid"), case, MONDAY)
    assert "Tiltaksplanen" in {row.name for row in page.tasks}
    assert is_whole(world, case)


def test_verification_finds_a_case_that_was_put_on_another_version(unguarded_world: World) -> None:
    world = unguarded_world
    case, version = world.admitted(), publish(world, sooner())
    with world.store.maintain() as connection:
        connection.execute(update(cases).where(cases.c.id == case).values(definition=version))
    assert not is_whole(world, case)


def test_a_row_of_another_version_that_no_move_led_to_is_found(unguarded_world: World) -> None:
    world = unguarded_world
    case, version = world.admitted(), publish(world, sooner())
    world.send("ingrid", case, ClaimTask("plan.1", "ingrid"))
    assert is_whole(world, case)
    rechain(world, case, definition=version)
    with world.store.maintain() as connection:
        connection.execute(update(cases).where(cases.c.id == case).values(definition=version))
    expected = Fault(3, "Raden er gjort etter en annen versjon av rutinen enn saken følger.")
    assert world.cases.verify(case).fault == expected


def test_an_undo_that_does_not_give_back_what_was_is_found(world: World) -> None:
    case, version, petra = world.admitted(), publish(world, sooner()), world.actor("petra")
    move(world, case, version)
    found = read_recorded(world.store, case)
    assert found.last_move is not None
    before = state_before(found, world.cases.versions)
    forged = replace(before, tasks={**before.tasks, "plan.1": replace(before.tasks["plan.1"], title="Annet")})
    with world.store.write() as tx:
        record = tx.load(case)
        assert record is not None
        run = Run(world.cases.versions.get(version), record.state, record.changed_at)
        run.definition = world.cases.versions.get(found.last_move.left)
        assert run.step(petra, UndoMove(digest(record.state), "", forged), MONDAY) is not None
        tx.append(record, run.began_with, run.steps)
    expected = Fault(4, "Angringen gjør ikke saken til det den var før flyttingen.")
    assert world.cases.verify(case).fault == expected


def test_a_case_that_is_worked_on_at_the_same_moment_is_moved_as_it_has_become(fresh_world: World) -> None:
    world = fresh_world
    version, petra = publish(world, sooner()), world.actor("petra")
    for _ in range(3):
        case = world.admitted()
        moves = partial(moving(world).move, petra, case, order(world, version), MONDAY)
        results = at_once(moves, partial(world.complete, "ingrid", case, "plan.1"))
        assert not [result for result in results if isinstance(result, Exception)]
        assert "plan.1" not in world.open_tasks(case)
        assert world.inbox.case_page(world.actor("berit"), case, MONDAY).definition == version
        assert is_whole(world, case)


def test_of_two_who_move_a_case_at_once_one_does(fresh_world: World) -> None:
    world = fresh_world
    case, version, petra = world.admitted(), publish(world, sooner()), world.actor("petra")
    moves = [partial(moving(world).move, petra, case, order(world, version), MONDAY) for _ in range(2)]
    refused = [result for result in at_once(*moves) if isinstance(result, Exception)]
    assert [type(result) for result in refused] == [AlreadyThere]
    assert is_whole(world, case)
