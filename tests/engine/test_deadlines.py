"""Deadlines and timers count from facts, move with them, and never fire early."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from prosesser.engine import StepFailed
from prosesser.engine.errors import TimerNotDue, UnknownTimer
from prosesser.engine.messages import (
    DeadlineOverrun,
    DeadlineSet,
    FactsChanged,
    TaskOpened,
    TimerFired,
    TimerSet,
)
from tests import form_files
from tests.builders import Event, Journey, Scope, timer
from tests.engine.play import NINE, Play


def with_deadline(event: Event) -> Journey:
    journey = Journey().lane("bydel").form("dato", form_files.date("anker"))
    return journey.start().task("rapport", form="dato").deadline("rapport", event=event).end()


def waiting_for(event: Event) -> Journey:
    journey = Journey().lane("bydel").form("dato", form_files.date("anker"))
    journey.start().parallel("del").catch("vent", event).parallel("sam").end()
    return journey.at("del").task("annet", form="dato").to("sam")


def test_a_deadline_whose_anchor_is_unknown_waits_for_its_date() -> None:
    play = Play(with_deadline(timer(date='=anker + duration("P4M")'))).start()
    assert play.happened(DeadlineSet) == [DeadlineSet("rapport.1", "rapport_frist.1", None)]
    assert play.case.next_due is None
    with pytest.raises(TimerNotDue):
        play.fire("rapport_frist.1")


def test_a_deadline_is_set_and_moved_by_the_facts_it_counts_from() -> None:
    play = Play(with_deadline(timer(date='=anker + duration("P4M")'))).start()
    play.change(anker=date(2026, 1, 31))
    assert play.events == [
        FactsChanged(("anker",)),
        DeadlineSet("rapport.1", "rapport_frist.1", date(2026, 5, 31), None, ("anker",)),
    ]
    play.change(anker=date(2025, 10, 31))
    assert play.happened(DeadlineSet) == [
        DeadlineSet("rapport.1", "rapport_frist.1", date(2026, 2, 28), date(2026, 5, 31), ("anker",))
    ]
    play.change(anker=None)
    assert play.timers == {"rapport_frist.1": None}


def test_a_deadline_is_overrun_when_its_day_is_over_in_oslo_and_the_task_stays() -> None:
    play = Play(with_deadline(timer(date="=anker"))).start().change(anker=date(2026, 3, 28))
    assert play.case.next_due == datetime(2026, 3, 28, 23, 0, tzinfo=UTC)  # summer time begins on the 29th
    play.now = play.case.next_due - timedelta(microseconds=1)
    with pytest.raises(TimerNotDue):
        play.fire("rapport_frist.1")
    play.now = play.now + timedelta(microseconds=1)
    assert play.fire("rapport_frist.1").events == [
        DeadlineOverrun("rapport.1", "rapport_frist.1", date(2026, 3, 28))
    ]
    assert play.tasks == ["rapport.1"]
    assert play.case.deadlines("rapport.1")[0].overdue
    assert play.case.next_due is None


def test_a_corrected_date_lifts_the_mark_and_arms_the_deadline_again() -> None:
    play = Play(with_deadline(timer(date="=anker"))).start().change(anker=date(2026, 1, 1))
    play.fire("rapport_frist.1").change(anker=date(2026, 2, 1))
    assert not play.case.deadlines("rapport.1")[0].overdue
    assert play.on("2026-02-02").fire("rapport_frist.1").happened(DeadlineOverrun)
    play.change(anker=date(2026, 2, 1))
    assert play.events == []
    with pytest.raises(TimerNotDue):
        play.fire("rapport_frist.1")


def test_what_is_registered_late_keeps_its_true_dates() -> None:
    play = Play(with_deadline(timer(date="=anker"))).start().change(anker=date(2024, 2, 29))
    assert play.timers == {"rapport_frist.1": date(2024, 2, 29)}
    assert [due.id for due in play.case.due_timers(play.now)] == ["rapport_frist.1"]


@pytest.mark.parametrize(
    ("event", "due"),
    [
        (timer(duration="P14D"), date(2026, 1, 26)),
        (timer(duration="P4W"), date(2026, 2, 9)),
        (timer(duration="P1M"), date(2026, 2, 12)),
        (timer(duration="P0D"), date(2026, 1, 12)),
        (timer(duration="PT36H"), NINE + timedelta(hours=36)),
        (timer(duration='=duration("P14D")'), date(2026, 1, 26)),
        (timer(date='=date("2026-05-17")'), date(2026, 5, 17)),
        (timer(date='=date("2026-05-17")', virkedag="forrige"), date(2026, 5, 15)),
        (timer(date='=date("2026-05-16")', virkedag="neste"), date(2026, 5, 18)),
        (timer(date='=date and time("2026-05-17T12:00:00+02:00")'), datetime(2026, 5, 17, 10, tzinfo=UTC)),
        (timer(date='=date and time("2026-05-17T12:00:00")'), datetime(2026, 5, 17, 10, tzinfo=UTC)),
        (timer(date="=null"), None),
    ],
)
def test_what_a_deadline_is_due(event: Event, due: object) -> None:
    assert Play(with_deadline(event)).start().timers == {"rapport_frist.1": due}


def test_a_duration_counts_from_the_oslo_date_on_which_the_task_opened() -> None:
    play = Play(with_deadline(timer(duration="P14D")), now=datetime(2026, 6, 1, 22, 30, tzinfo=UTC))
    assert play.start().timers == {"rapport_frist.1": date(2026, 6, 16)}


def test_a_waiting_timer_fires_as_its_day_begins_in_oslo() -> None:
    play = Play(waiting_for(timer(date="=anker"))).start()
    assert play.happened(TimerSet) == [TimerSet("vent.1", None)]
    play.change(anker=date(2026, 7, 1))
    begins = datetime(2026, 6, 30, 22, 0, tzinfo=UTC)
    assert play.happened(TimerSet) == [TimerSet("vent.1", begins, None, ("anker",))]
    play.now = begins - timedelta(seconds=1)
    with pytest.raises(TimerNotDue):
        play.fire("vent.1")
    play.now = begins
    assert play.fire("vent.1").events == [TimerFired("vent.1")]
    with pytest.raises(UnknownTimer):
        play.fire("vent.1")


def test_a_timer_that_gives_no_time_stops_the_step() -> None:
    with pytest.raises(StepFailed, match="verken dato") as failed:
        Play(with_deadline(timer(date='="i morgen"'))).start()
    assert failed.value.element == "rapport_frist"


def test_a_deadline_with_a_flow_opens_more_work_and_leaves_the_task() -> None:
    journey = with_deadline(timer(duration="P1D"))
    journey.at("rapport_frist").task("purring").end("purret")
    play = Play(journey).start().on("2026-01-14").fire("rapport_frist.1")
    assert play.happened(TaskOpened) == [TaskOpened("purring.1", "purring", "bydel", "bydel")]
    play.complete("rapport.1")
    assert (play.tasks, play.timers) == (["purring.1"], {})
    assert play.complete("purring.1").case.status == "completed"


def test_two_timers_of_one_event_based_gateway_have_times_of_their_own() -> None:
    journey = Journey().lane("bydel").start().race("valg").catch("kort", timer(duration="P1D"))
    journey.task("a").end("a_slutt")
    journey.at("valg").catch("lang", timer(duration="P9D")).task("b").end("b_slutt")
    play = Play(journey).start()
    assert play.timers == {"kort.1": date(2026, 1, 13), "lang.1": date(2026, 1, 21)}
    assert play.on("2026-01-13").fire("kort.1").tasks == ["a.1"]
    assert play.timers == {}


def test_a_timer_inside_a_round_counts_from_the_rounds_own_facts() -> None:
    inner = Scope().start("i").task("sok").deadline("sok", event=timer(date="=rad.frist")).end("i_slutt")
    journey = Journey().lane("bydel").form("liste", form_files.rows("rader", form_files.date("frist")))
    journey.start().task("avtal", form="liste").sub("hver", inner, each="=rader", item="rad").end()
    play = Play(journey).start().change(rader=[{"frist": date(2026, 2, 1)}, {"frist": date(2026, 3, 1)}])
    play.complete("avtal.1", rader=[{"frist": "2026-02-01"}, {"frist": "2026-03-01"}])
    assert play.timers == {"sok_frist.1": date(2026, 2, 1), "sok_frist.2": date(2026, 3, 1)}
    assert play.case.rounds["hver.2"].facts["loopCounter"] == Decimal(2)
