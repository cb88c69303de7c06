"""When things happen in a story: turns, paces, working days, and messages after tasks."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from prosesser.engine.state import CaseState, OpenTask, Timer
from workflow_app.rehearsal.player import Happen, Player, Work
from workflow_app.rehearsal.story import Story

MONDAY = datetime(2026, 3, 2, 7, tzinfo=UTC)
DUE = date(2026, 3, 20)


def story(**parts: Any) -> Story:
    return Story.model_validate({"start": "2026-03-02", **parts})


def state(*numbers: int, due: date | None = DUE) -> CaseState:
    tasks = {f"rapport.{n}": OpenTask(f"rapport.{n}", None, "bydel", MONDAY) for n in numbers}
    timers = {
        f"frist.{n}": Timer(f"frist.{n}", MONDAY, task=f"rapport.{n}", deadline=True, due=due)
        for n in numbers
    }
    return CaseState("active", tasks=tasks, timers=timers)


def day_of(told: Story, at: CaseState | None = None) -> date:
    move = Player(told).next_move(at or state(1), MONDAY)
    assert move is not None
    return move.at.date()


@pytest.mark.parametrize(
    ("pace", "expected"),
    [
        ({}, DUE),
        ({"etter": "P2D"}, date(2026, 3, 4)),
        ({"etter": "P3M"}, date(2026, 6, 2)),
        ({"for_frist": "P3D"}, date(2026, 3, 17)),
        ({"etter_frist": "P4D"}, date(2026, 3, 24)),
        ({"etter_frist": "P1M"}, date(2026, 4, 20)),
        ({"dato": "2026-03-14"}, date(2026, 3, 14)),
    ],
)
def test_a_pace_gives_the_day(pace: dict[str, str], expected: date) -> None:
    assert day_of(story(oppgaver={"rapport": pace})) == expected
    assert day_of(story(tempo=pace)) == expected


def test_work_that_would_fall_on_a_day_off_is_done_on_the_working_day_before() -> None:
    assert day_of(story(oppgaver={"rapport": {"etter": "P12D"}})) == date(2026, 3, 13)  # not Saturday 14th


def test_but_never_before_the_task_was_there() -> None:
    told = story(oppgaver={"rapport": {"for_frist": "P60D"}})
    assert day_of(told) == MONDAY.date()


def test_without_a_date_for_the_deadline_work_is_done_the_next_day() -> None:
    assert day_of(story(), state(1, due=None)) == date(2026, 3, 3)


def test_each_time_a_task_comes_up_has_a_turn_of_its_own_and_the_last_repeats() -> None:
    told = story(oppgaver={"rapport": [{"etter": "P1D"}, {"etter": "P7D"}]})
    assert day_of(told, state(1)) == date(2026, 3, 3)
    assert day_of(told, state(2)) == date(2026, 3, 9)
    assert day_of(told, state(9)) == date(2026, 3, 9)


def test_a_task_that_is_never_done_gives_no_move() -> None:
    assert Player(story(oppgaver={"rapport": {"aldri": True}})).next_move(state(1), MONDAY) is None


def test_a_message_follows_the_task_that_it_names() -> None:
    told = story(meldinger=[{"navn": "Tildelt", "fra": "rapport", "etter": "P3D"}])
    player = Player(told)
    work = player.next_move(state(1), MONDAY)
    assert isinstance(work, Work)
    player.made(work)
    send = player.next_move(state(), work.at)
    assert isinstance(send, Happen)
    assert send.at.date() == date(2026, 3, 23)
    player.made(send)
    assert player.next_move(state(), send.at) is None


def test_at_the_same_instant_tasks_come_before_messages() -> None:
    told = story(oppgaver={"rapport": {"etter": "P1D"}}, meldinger=[{"navn": "Tildelt", "etter": "P1D"}])
    assert isinstance(Player(told).next_move(state(1), MONDAY), Work)


def test_the_clock_never_goes_back() -> None:
    later = datetime(2026, 6, 1, tzinfo=UTC)
    move = Player(story(meldinger=[{"navn": "Tildelt", "dato": "2026-03-05"}])).next_move(state(), later)
    assert move is not None
    assert move.at == later
