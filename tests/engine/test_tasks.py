"""Tasks open, are claimed, done and withdrawn; what is not possible is refused and changes nothing."""

import pytest

from prosesser.engine.errors import (
    CaseAlreadyStarted,
    CaseEnded,
    CaseNotStarted,
    NaiveInstant,
    TaskDone,
    TaskNotTaken,
    TaskTaken,
    UnknownTask,
)
from prosesser.engine.messages import (
    CaseCancelled,
    CaseCompleted,
    CaseStarted,
    TaskAssigned,
    TaskClaimed,
    TaskCompleted,
    TaskOpened,
    TaskReleased,
    TaskWithdrawn,
    UnitChanged,
)
from tests.builders import Event, Journey, Scope, message
from tests.engine.play import Play


def two_tasks() -> Play:
    journey = Journey().lane("bydel").start().task("forst").task("sist").end()
    return Play(journey)


def test_a_case_starts_with_its_first_task_and_its_unit() -> None:
    play = two_tasks().start()
    assert play.events == [
        CaseStarted(),
        UnitChanged("bydel", None, "enhet-bydel"),
        TaskOpened("forst.1", "forst", "bydel", "bydel"),
    ]


def test_a_task_done_opens_the_next_and_the_last_ends_the_case() -> None:
    play = two_tasks().start().complete("forst.1")
    assert play.events == [TaskCompleted("forst.1"), TaskOpened("sist.1", "sist", "bydel", "bydel")]
    play.complete("sist.1")
    assert play.events == [TaskCompleted("sist.1"), CaseCompleted()]
    assert (play.case.status, play.case.tokens, play.tasks) == ("completed", (), [])


def test_a_task_is_done_once() -> None:
    play = two_tasks().start().complete("forst.1")
    with pytest.raises(TaskDone):
        play.complete("forst.1")


@pytest.mark.parametrize("task", ["forst.2", "sist.1", "ukjent.1", "forst", "forst.0", "forst.x", ""])
def test_a_task_that_has_not_been_opened_is_unknown(task: str) -> None:
    with pytest.raises(UnknownTask):
        two_tasks().start().complete(task)


def test_a_case_starts_once_and_before_everything_else() -> None:
    with pytest.raises(CaseNotStarted):
        two_tasks().complete("forst.1")
    with pytest.raises(CaseAlreadyStarted):
        two_tasks().start().start()


def test_an_instant_without_a_time_zone_is_no_instant() -> None:
    play = two_tasks()
    play.now = play.now.replace(tzinfo=None)
    with pytest.raises(NaiveInstant):
        play.start()


def test_an_ended_case_takes_no_more() -> None:
    play = two_tasks().start().complete("forst.1", "sist.1")
    with pytest.raises(CaseEnded):
        play.cancel()


def test_a_task_is_claimed_by_one_and_only_released_when_taken() -> None:
    play = two_tasks().start().claim("forst.1", "ida")
    assert play.events == [TaskClaimed("forst.1", "ida")]
    assert play.assignee("forst.1") == "ida"
    with pytest.raises(TaskTaken):
        play.claim("forst.1", "ole")
    assert play.claim("forst.1", "ida").events == []
    assert play.release("forst.1").events == [TaskReleased("forst.1", "ida")]
    with pytest.raises(TaskNotTaken):
        play.release("forst.1")


def test_a_leader_gives_a_task_to_another() -> None:
    play = two_tasks().start().claim("forst.1", "ida").assign("forst.1", "ole")
    assert play.events == [TaskAssigned("forst.1", "ole")]
    assert play.assignee("forst.1") == "ole"


def test_a_cancelled_case_withdraws_everything() -> None:
    play = two_tasks().start().cancel()
    assert play.events == [TaskWithdrawn("forst.1", None), CaseCancelled("åpnet ved en feil")]
    assert (play.case.status, play.case.tokens, play.case.tasks) == ("cancelled", (), {})


def test_a_withdrawn_task_says_which_event_ended_it() -> None:
    inner = Scope().start("i").parallel("del").task("a").parallel("sam").end("i_slutt")
    inner.at("del").task("b").to("sam")
    journey = Journey().lane("bydel").start().sub("forlop", inner).task("etter").end()
    journey.boundary("avbrutt", "forlop", message("Avbrudd")).task("avvikling").end("slutt2")
    play = Play(journey).start()
    assert play.tasks == ["a.1", "b.1"]
    play.complete("a.1").send("Avbrudd")
    assert play.happened(TaskWithdrawn) == [TaskWithdrawn("b.1", "avbrutt")]
    assert play.tasks == ["avvikling.1"]
    with pytest.raises(TaskDone):
        play.complete("b.1")


def test_a_terminate_end_takes_back_the_rest_of_its_scope_only() -> None:
    inner = Scope().start("i").parallel("del").task("a").end("stopp", Event("terminate"))
    inner.at("del").task("b").end("i_slutt")
    journey = Journey().lane("bydel").start().parallel("ut").sub("forlop", inner).parallel("inn").end()
    journey.at("ut").task("c").to("inn")
    play = Play(journey).start().complete("a.1")
    assert play.happened(TaskWithdrawn) == [TaskWithdrawn("b.1", "stopp")]
    assert play.tasks == ["c.1"]
    assert play.complete("c.1").case.status == "completed"
