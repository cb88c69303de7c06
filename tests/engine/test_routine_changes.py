"""Changes of the routine, on cases of the routine: what they mean, and how running cases come along."""

import json
from datetime import date, timedelta
from functools import cache

import pytest

from prosesser.definition import Definition
from prosesser.engine import CaseState, canonical, digest, step
from prosesser.engine.errors import AlreadyThere, CaseEnded, MovedOn
from prosesser.engine.messages import (
    ClaimTask,
    CompleteTask,
    DeadlineOverrun,
    DeadlineSet,
    FireTimer,
    MoveCase,
    ProposeDate,
    TaskMoved,
    TaskOpened,
    TaskWithdrawn,
    UndoMove,
)
from prosesser.engine.move_plans import CannotMove, Follows, NeedsChoice
from prosesser.engine.moving import placed, plan_move
from prosesser.engine.outlook import outlook
from prosesser.engine.outlooks import Outlook, Side
from prosesser.engine.placing import NotChosen, WrongPlace
from prosesser.engine.retrace import retrace
from prosesser.engine.retraced import Recorded
from tests import form_files
from tests.engine.routine import Edits, Told, at, routine

REPORT, REVIEW = "statusrapport.1", "vurdering_av_rapport.1"
DEADLINE = "statusrapport_frist"


def writes_the_report() -> Told:
    return Told("hovedlop", lambda state: REPORT in state.tasks)


def reviews_the_report() -> Told:
    return Told("hovedlop", lambda state: REVIEW in state.tasks)


@cache
def three_months() -> Definition:
    return Edits().wait(DEADLINE, '=innflyttet_institusjon + duration("P3M")').publish()


@cache
def calls_the_resident() -> Definition:
    edits = Edits().task("ring_beboeren", beside="statusrapport").end("ringt", beside="statusrapport")
    return edits.flow("boligspor_deles", "ring_beboeren").flow("ring_beboeren", "ringt").publish()


@cache
def checks_quality() -> Definition:
    edits = Edits().task("kvalitetssikring", beside="statusrapport")
    edits.lead("statusrapport_til_vurdering", "kvalitetssikring").flow("kvalitetssikring", "vurdering")
    return edits.publish()


@cache
def the_district_reports() -> Definition:
    return Edits().draw_at("statusrapport", there="vurdering_av_rapport").publish()


@cache
def offers_no_plan() -> Definition:
    return Edits().lead("hva_kartleggingen_viser_til_tilby_ip", "ip_er_tilbudt").remove("tilby_ip").publish()


@cache
def asks_for_goals() -> Definition:
    return Edits().ask("statusrapport", form_files.textfield("beboers_mal", "Mål", required=True)).publish()


def seen(version: Definition, case: Told) -> Outlook:
    found = outlook(routine(), version, case.state, case.history, case.now)
    assert Outlook.from_json(json.loads(json.dumps(found.to_json()))) == found
    return found


def follows(version: Definition, case: Told, *recompute: str) -> Follows:
    plan = plan_move(routine(), version, case.state, case.history, case.now, recompute)
    assert isinstance(plan, Follows)
    return plan


def moved(version: Definition, case: Told, *recompute: str) -> CaseState:
    command = follows(version, case, *recompute).moving("ny rutine")
    return step(version, case.state, command, case.now)[0]


# ---- nothing differs ----


@pytest.mark.parametrize(
    "story", ["hovedlop", "etter_behov", "tilbud_bortfalt", "avbrutt", "ny_bydel", "sen_registrering"]
)
def test_a_journal_retraced_on_its_own_version_is_as_recorded(story: str) -> None:
    case = Told(story)
    again = retrace(routine(), case.history)
    assert [(its.at, its.command, its.events) for its in again.steps] == [
        (row.at, row.command, row.events) for row in case.history
    ]
    assert again.state is not None
    assert canonical(again.state) == canonical(case.state)


def test_a_change_that_the_case_never_meets_is_neutral() -> None:
    assert seen(offers_no_plan(), writes_the_report()).neutral
    assert not seen(three_months(), writes_the_report()).neutral


# ---- four months become three ----


def test_a_shorter_deadline_moves_the_date_of_who_still_writes() -> None:
    found = seen(three_months(), writes_the_report())
    (change,) = found.dates
    assert (change.element, change.task, change.party) == (DEADLINE, REPORT, "institusjon")
    assert (change.due_from, change.due_to) == (date(2026, 5, 19), date(2026, 4, 19))
    assert change.open
    assert not change.passed
    assert (found.verdict, found.differs_at) == ("follows", 2)


def test_a_report_that_came_within_four_months_would_have_been_late_within_three() -> None:
    found = seen(three_months(), reviews_the_report())
    (change,) = found.dates
    assert change.passed
    assert not change.open
    late = [
        (its.at.date(), event)
        for its in retrace(three_months(), reviews_the_report().history).steps
        for event in its.events
        if isinstance(event, DeadlineOverrun)
    ]
    overrun = DeadlineOverrun(REPORT, f"{DEADLINE}.1", date(2026, 4, 19))
    assert late == [(date(2026, 4, 19), overrun)]  # 22:00 UTC: the day after has begun in Oslo


def test_a_running_case_keeps_its_date_unless_the_owner_says_otherwise() -> None:
    case = writes_the_report()
    kept = moved(three_months(), case).timers[f"{DEADLINE}.1"]
    assert kept == case.state.timers[f"{DEADLINE}.1"]
    anew = moved(three_months(), case, DEADLINE).timers[f"{DEADLINE}.1"]
    assert anew.due == date(2026, 4, 19)
    assert anew.fires_at == kept.fires_at.replace(month=4)  # type: ignore[union-attr] # it has a date
    (change,) = follows(three_months(), case).dates
    assert (change.due_from, change.due_to) == (date(2026, 5, 19), date(2026, 4, 19))


def test_a_date_that_the_parties_have_agreed_on_stands() -> None:
    case = writes_the_report()
    day = case.now + timedelta(days=1)
    proposal = ProposeDate(f"{DEADLINE}.1", date(2026, 6, 30), "bydel", "ferie", "enig")
    go_on(case, proposal)
    case.now = day
    (answer,) = (task.id for task in case.state.tasks.values() if task.proposal is not None)
    go_on(case, CompleteTask(answer, {"forslag_svar": "ja"}))
    assert case.state.timers[f"{DEADLINE}.1"].agreed == date(2026, 6, 30)
    after = moved(three_months(), case, DEADLINE).timers[f"{DEADLINE}.1"]
    assert (after.due, after.agreed) == (date(2026, 4, 19), date(2026, 6, 30))
    assert after.stands == date(2026, 6, 30)
    (change,) = follows(three_months(), case).dates
    assert change.agreed == date(2026, 6, 30)


def test_a_deadline_that_has_passed_by_the_new_rule_is_overdue_at_once() -> None:
    case = writes_the_report()
    case.now = at("2026-05-01")
    plan = follows(three_months(), case, DEADLINE)
    overrun = [event for event in plan.events if isinstance(event, DeadlineOverrun)]
    assert overrun == [DeadlineOverrun(REPORT, f"{DEADLINE}.1", date(2026, 4, 19))]
    assert moved(three_months(), case, DEADLINE).timers[f"{DEADLINE}.1"].overdue
    (change,) = follows(three_months(), case).dates
    assert change.passed


def test_an_overdue_task_stays_overdue_when_its_date_is_kept() -> None:
    case = writes_the_report()
    case.now = at("2026-05-25")
    go_on(case, FireTimer(f"{DEADLINE}.1"))
    kept = moved(three_months(), case).timers[f"{DEADLINE}.1"]
    assert kept.overdue
    assert kept == case.state.timers[f"{DEADLINE}.1"]


# ---- a task more, a task less, a task elsewhere ----


def test_a_new_task_beside_the_report_opens_in_the_running_case() -> None:
    case = writes_the_report()
    found = seen(calls_the_resident(), case)
    (added,) = found.added
    assert (added.element, added.open) == ("ring_beboeren", True)
    assert added.side_to == Side("institusjon", "inst-solbakketunet")
    plan = follows(calls_the_resident(), case)
    assert [event.task for event in plan.events if isinstance(event, TaskOpened)] == ["ring_beboeren.1"]
    after = moved(calls_the_resident(), case)
    assert after.tasks["ring_beboeren.1"].opened_at == case.now
    assert after.tasks.keys() - case.state.tasks.keys() == {"ring_beboeren.1"}


def test_a_case_that_has_ended_could_not_have_ended_without_the_new_task() -> None:
    found = seen(calls_the_resident(), Told("hovedlop"))
    assert found.ended
    assert found.verdict == "cannot"
    assert found.stopped is not None
    assert found.stopped.element == "avslutt_saken"
    assert "ring_beboeren" in found.stopped.waits_at


def test_a_task_that_is_removed_leaves_what_was_recorded_of_it() -> None:
    case = Told("etter_behov", lambda state: "tilby_ip.1" in state.tasks)
    found = seen(offers_no_plan(), case)
    assert [(its.element, its.open) for its in found.removed] == [("tilby_ip", True)]
    plan = follows(offers_no_plan(), case)
    assert [event.task for event in plan.events if isinstance(event, TaskWithdrawn)] == ["tilby_ip.1"]
    done = seen(offers_no_plan(), Told("etter_behov"))
    assert [(its.about, its.task) for its in done.skipped] == [("tilby_ip", "tilby_ip.1")]
    assert done.verdict == "follows"


def test_a_task_that_changes_lanes_goes_to_the_other_party_and_keeps_who_had_it() -> None:
    case = writes_the_report()
    go_on(case, ClaimTask(REPORT, "kari"))
    (change,) = seen(the_district_reports(), case).moved
    assert (change.side_from, change.side_to) == (
        Side("institusjon", "inst-solbakketunet"),
        Side("bydel", "bydel-stovner"),
    )
    plan = follows(the_district_reports(), case)
    assert TaskMoved(REPORT, "institusjon", "bydel") in plan.events
    task = moved(the_district_reports(), case).tasks[REPORT]
    assert task.claims["institusjon"] == "kari"
    assert task.opened_at == case.state.tasks[REPORT].opened_at


# ---- a form that asks for more ----


def test_a_new_required_field_is_needed_of_who_writes_and_was_missing_of_who_wrote() -> None:
    (needed,) = seen(asks_for_goals(), writes_the_report()).needed
    assert (needed.task, needed.field, needed.label) == (REPORT, "beboers_mal", "Mål")
    found = seen(asks_for_goals(), reviews_the_report())
    assert [(its.task, its.field) for its in found.missing] == [(REPORT, "beboers_mal")]
    assert found.verdict == "follows"
    assert not found.added


# ---- past an inserted task ----


def test_a_case_that_is_past_an_inserted_task_needs_a_choice() -> None:
    case = reviews_the_report()
    plan = plan_move(routine(), checks_quality(), case.state, case.history, case.now)
    assert isinstance(plan, NeedsChoice)
    assert plan.ahead == (REVIEW,)
    place = next(place for place in plan.places if place.waits == REVIEW)
    assert place.stays
    assert "felles_kartlegging" in place.candidates


def test_it_can_stay_where_it_is() -> None:
    case = reviews_the_report()
    command, events = placed(routine(), checks_quality(), case.state, case.history, {}, case.now)
    assert [type(event).__name__ for event in events] == ["CaseMoved"]
    after, _ = step(checks_quality(), case.state, command, case.now)
    assert after.tasks == case.state.tasks
    assert after.timers == case.state.timers
    assert after.catches == case.state.catches


def test_or_wait_elsewhere_in_the_same_part() -> None:
    case = reviews_the_report()
    there = {REVIEW: "felles_kartlegging"}
    command, events = placed(routine(), checks_quality(), case.state, case.history, there, case.now)
    assert TaskWithdrawn(REVIEW, None) in events
    after, _ = step(checks_quality(), case.state, command, case.now)
    assert "felles_kartlegging.1" in after.tasks
    assert any(timer.task == "felles_kartlegging.1" for timer in after.timers.values())


@pytest.mark.parametrize("choice", [{REVIEW: "kvalitetssikring"}, {"innflytting.1": "statusrapport"}])
def test_but_not_in_another_part_and_only_what_waits(choice: dict[str, str]) -> None:
    case = reviews_the_report()
    with pytest.raises(WrongPlace):
        placed(routine(), checks_quality(), case.state, case.history, choice, case.now)


def test_what_has_no_place_has_to_be_chosen_for() -> None:
    case = writes_the_report()
    gone = (
        Edits()
        .lead("rapport_skrives_til_statusrapport", "vurdering")
        .lead("statusrapport_er_bortfalt_til_statusrapport_trengs_ikke", "statusrapport_trengs_ikke")
    )
    version = gone.remove("statusrapport").remove("statusrapport_er_bortfalt")
    version = version.remove("statusrapport_er_tilbake").remove("statusrapport_trengs_ikke")
    version.remove("uten_statusrapport")
    with pytest.raises(NotChosen):
        placed(routine(), version.publish(), case.state, case.history, {}, case.now)


# ---- the command itself ----


def test_a_move_is_undone_until_something_has_happened() -> None:
    case = writes_the_report()
    after = moved(calls_the_resident(), case)
    undo = UndoMove(digest(after), "feil versjon", case.state)
    back, events = step(routine(), after, undo, case.now)
    assert canonical(back) == canonical(case.state)
    assert TaskWithdrawn("ring_beboeren.1", None) in events
    later, _ = step(calls_the_resident(), after, ClaimTask("ring_beboeren.1", "kari"), case.now)
    with pytest.raises(MovedOn):
        step(routine(), later, undo, case.now)


def test_an_undone_move_tells_what_is_open_again_and_due_when() -> None:
    case = Told("etter_behov", lambda state: "tilby_ip.1" in state.tasks)
    after = moved(offers_no_plan(), case)
    _, events = step(routine(), after, UndoMove(digest(after), "feil", case.state), case.now)
    assert [event.task for event in events if isinstance(event, TaskOpened)] == ["tilby_ip.1"]
    shorter = moved(three_months(), writes_the_report(), DEADLINE)
    before = writes_the_report()
    _, events = step(routine(), shorter, UndoMove(digest(shorter), "feil", before.state), before.now)
    assert [event.due for event in events if isinstance(event, DeadlineSet)] == [date(2026, 5, 19)]


def test_a_case_does_not_move_to_where_it_is_or_after_its_end() -> None:
    case, done = writes_the_report(), Told("hovedlop")
    command = follows(three_months(), case).moving("ny rutine")
    with pytest.raises(AlreadyThere):
        step(routine(), case.state, command, case.now)
    with pytest.raises(CaseEnded):
        step(three_months(), done.state, command, done.now)
    assert isinstance(plan_move(routine(), three_months(), done.state, done.history, done.now), CannotMove)


def test_a_case_that_has_moved_is_seen_and_moved_again_from_its_start() -> None:
    case = writes_the_report()
    plan = follows(three_months(), case, DEADLINE)
    go_on(case, plan.moving("ny rutine"), three_months())
    again = retrace(three_months(), case.history, case.now)
    assert again.stopped is None
    assert again.state is not None
    assert again.state.timers == case.state.timers
    back = plan_move(three_months(), routine(), case.state, case.history, case.now, [DEADLINE])
    assert isinstance(back, Follows)
    state, _ = step(routine(), case.state, back.moving("angrer"), case.now)
    assert canonical(state) == canonical(writes_the_report().state)


def go_on(case: Told, command: object, version: Definition | None = None) -> None:
    """Let something more happen in a case."""
    assert isinstance(command, MoveCase | ClaimTask | ProposeDate | CompleteTask | FireTimer)
    case.state, events = step(version or routine(), case.state, command, case.now)
    case.history.append(Recorded(len(case.history) + 1, case.now, command, events))
