"""Runs by hand: a list of moves that is played anew, told as a story, and said where it no longer fits."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prosesser.definition import Definition
from prosesser.engine.commands import AddTask, CompleteTask, FireTimer, SendMessage, Start
from prosesser.engine.state import digest
from prosesser.errors import Refused
from tests.rehearsal.drafts import edited, journey, lines, lists, small, story
from workflow_app.rehearsal.answers import Occasion, Style, fill
from workflow_app.rehearsal.offers import NotOffered, Offer, offered, offers, start_of
from workflow_app.rehearsal.retell import StoryTooLong, moves_of, story_of
from workflow_app.rehearsal.run import (
    MAX_MOVES,
    Move,
    Run,
    RunTooLong,
    TooFarAhead,
    extended,
    next_event,
    noon,
    passing,
    replay,
)
from workflow_app.rehearsal.simulate import play, tell
from workflow_app.rehearsal.story import parse_story

DAY_ONE = date(2026, 1, 12)
STORIES = sorted(path for path in journey().bundle if path.startswith("stories/"))


def begun(definition: Definition | None = None) -> Run:
    start = Start({"innflyttet": "2026-01-12"})
    return replay(definition or small(), [Move(noon(DAY_ONE), start)])


def done(run: Run, *tasks: str) -> Run:
    for task in tasks:
        run = extended(run, Move(run.next_instant, CompleteTask(task)))
    return run


def random_run(seed: int, attempts: int = 30) -> Run:
    """A case in which anything that is offered is done, anyhow, and time passes."""
    rng = Random(seed)
    values = {name: tuple(one.value for one in options) for name, options in lists().items()}

    def answered(offer: Offer) -> dict[str, object]:
        if offer.form is None:
            return {}
        style = Style(f"{seed}:{rng.random()}", lambda _unit: values, share=rng.random())
        return fill(Occasion(offer.form, offer.facts, offer.now, offer.unit), {}, style)

    start = start_of(journey(), noon(DAY_ONE))
    run = replay(journey(), [Move(start.now, start.command(answered(start)))])
    for _ in range(attempts):
        with suppress(
            Refused, IndexError
        ):  # what is invented need not be true: the form says so, and nothing is done
            if run.state.status == "active":
                run = extended(run, _anything(run, rng, answered))
    return run


def _anything(run: Run, rng: Random, answered: Callable[[Offer], dict[str, object]]) -> Move:
    move = next_event(run)
    usual = [one for one in offers(run) if one.kind != "tillegg" or rng.random() < 0.2]
    if move is not None and (not usual or rng.random() < 0.25):
        return move
    offer = rng.choice(usual)
    return Move(offer.now, offer.command(answered(offer)))


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_a_run_played_anew_is_the_run_as_it_was_played_and_tells_the_same_story(seed: int) -> None:
    run = random_run(seed)
    moves = [Move.from_json(move.to_json()) for move in run.moves]
    again = replay(journey(), moves)
    assert (again.halt, again.now) == (None, run.now)
    assert [digest(step.state) for step in again.steps] == [digest(step.state) for step in run.steps]
    assert [step.events for step in again.steps] == [step.events for step in run.steps]
    plan = play(journey(), parse_story("x.yaml", story_of(run, "En tilfeldig sak")))
    assert list(plan.lines) == lines(run)
    assert plan.status == run.state.status


def test_what_is_due_at_once_by_a_move_comes_with_it() -> None:
    """Seed 262 agrees on the next meeting for the day itself, and on nothing after that."""
    run = random_run(262)
    assert not run.state.due_timers(run.now)
    assert "samarbeidsmote.2" in run.state.tasks
    plan = play(journey(), parse_story("x.yaml", story_of(run, "Neste møte samme dag")))
    assert list(plan.lines) == lines(run)


@pytest.mark.parametrize("path", STORIES)
def test_a_story_becomes_a_run_and_the_run_a_story_that_goes_the_same_way(path: str) -> None:
    told = parse_story(path, journey().bundle[path])
    run = replay(journey(), moves_of(journey(), told))
    expected = tell(journey(), told).plan
    assert run.halt is None
    assert lines(run) == list(expected.lines)
    assert play(journey(), parse_story("x.yaml", story_of(run, "Igjen"))).lines == expected.lines


def test_a_story_is_played_up_to_a_move_and_gone_on_with_by_hand() -> None:
    run = replay(journey(), moves_of(journey(), story(), most=2))
    assert [type(move.command) for move in run.moves] == [Start, CompleteTask]
    assert "statusrapport.1" in run.state.tasks
    assert offered(run, "oppgave", "statusrapport.1").party == "institusjon"


def test_the_clock_goes_to_the_next_deadline_and_lets_it_run_out() -> None:
    run = begun()
    move = next_event(run)
    assert move is not None
    run = extended(run, move)
    assert run.today == date(2026, 5, 13)  # the deadline is 12 May
    assert isinstance(run.steps[-1].command, FireTimer)
    assert run.steps[-1].party is None
    assert run.state.timers["rapport_frist.1"].overdue
    assert next_event(run) is None


@pytest.mark.parametrize("day", [date(2026, 1, 12), date(2026, 1, 11), date(2031, 2, 1), date(2090, 1, 1)])
def test_the_clock_goes_neither_back_nor_too_far(day: date) -> None:
    with pytest.raises(TooFarAhead):
        passing(begun(), noon(day))


def test_moves_of_a_day_keep_their_order_in_a_story() -> None:
    run = begun()
    run = extended(run, Move(run.next_instant, SendMessage("Varsel", {"varslet": "2026-01-10"}, "varsel.1")))
    run = done(run, "rapport.1", "vurdering.1")
    told = story_of(run, "Alt på en dag").decode()
    assert [line.strip() for line in told.splitlines() if "rekkefolge" in line] == [
        "rekkefolge: 2",
        "rekkefolge: 3",
        "rekkefolge: 1",
    ]
    again = replay(small(), moves_of(small(), parse_story("x.yaml", told.encode())))
    assert [move.command for move in again.moves] == [move.command for move in run.moves]


def test_what_was_left_undone_stays_undone_in_the_story() -> None:
    run = begun()
    run = extended(run, passing(run, noon(date(2026, 6, 15))))
    told = parse_story("x.yaml", story_of(run, "Ingenting blir gjort"))
    assert told.end == date(2026, 6, 15)
    (line,) = (line for line in play(small(), told).lines if line.kind == "task")
    assert (line.element, line.done) == ("rapport", None)


def test_a_text_that_looks_like_an_expression_stays_a_text() -> None:
    run = begun()
    run = extended(run, Move(run.next_instant, CompleteTask("rapport.1", {"merknad": '=1 + "æ"\n'})))
    (*_, again) = tell(small(), parse_story("x.yaml", story_of(run, "Tekst"))).steps
    assert isinstance(again.command, CompleteTask)
    assert again.command.answers == {"merknad": '=1 + "æ"\n'}


def test_a_run_that_would_be_no_readable_story_is_not_told() -> None:
    run = begun()
    said = {"merknad": "x" * 4000}
    reports = tuple(Move(run.next_instant, CompleteTask(f"rapport.{n}", said)) for n in range(1, 61))
    with pytest.raises(StoryTooLong):
        story_of(Run(run.definition, run.moves + reports, run.steps, run.now), "Langt")


def test_where_the_draft_no_longer_fits_is_told_and_what_came_before_stands() -> None:
    run = done(begun(), "rapport.1", "vurdering.1")
    changed = replay(small(reviewed_by=None), run.moves)
    assert changed.halt is not None
    assert (changed.halt.number, changed.halt.command) == (2, CompleteTask("vurdering.1"))
    assert changed.halt.reason == "Saken er avsluttet og kan ikke endres."
    assert changed.state.status == "completed"
    stricter = replay(small(asked=True), run.moves)
    assert stricter.halt is not None
    assert stricter.halt.number == 1
    assert "Er det nok?" in stricter.halt.reason
    assert stricter.state.tasks.keys() == {"rapport.1"}
    assert replay(small(asked=True), run.moves[:1]).halt is None


def test_a_run_whose_beginning_no_longer_fits_has_no_steps() -> None:
    run = replay(journey(), begun().moves)
    assert run.halt is not None
    assert (run.halt.number, run.steps) == (0, ())


def test_a_moved_deadline_shows_in_the_run_that_is_played_already() -> None:
    run = replay(journey(), moves_of(journey(), story(), most=2))
    p4m = '=innflyttet_institusjon + duration("P4M")'
    after = replay(edited((p4m, p4m.replace("4", "3"))), run.moves)
    due = {str(one.state.timers["statusrapport_frist.1"].due) for one in (run, after)}
    assert due == {"2026-05-19", "2026-04-19"}


def test_a_run_ends_somewhere() -> None:
    run = begun()
    full = Run(run.definition, run.moves * MAX_MOVES, run.steps, run.now)
    with pytest.raises(RunTooLong):
        extended(full, Move(run.next_instant))


def test_what_is_not_there_is_not_offered() -> None:
    with pytest.raises(NotOffered):
        offered(begun(), "oppgave", "vurdering.1")
    assert list(offers(done(begun(), "rapport.1", "vurdering.1"))) == []


def test_each_party_may_add_what_the_diagram_lets_it() -> None:
    run = replay(journey(), moves_of(journey(), story(), most=4))
    added = {(offer.element.id, offer.party) for offer in offers(run) if offer.kind == "tillegg"}
    assert {("ekstra_mote", "bydel"), ("ekstra_mote", "institusjon")} <= added
    offer = offered(run, "tillegg", "ekstra_mote:bydel")
    assert offer.command({}) == AddTask("ekstra_mote", "bydel", {})
