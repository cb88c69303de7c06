"""A journal on another version: what people did stands, what timers do is the version's, where it stops."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from prosesser.definition import Definition, load
from prosesser.engine import CaseState
from prosesser.engine.messages import (
    ClaimTask,
    Command,
    CompleteTask,
    DeadlineOverrun,
    FireTimer,
    MessageReceived,
    SaveItem,
    SendMessage,
    Start,
    TaskOpened,
    TimerFired,
)
from prosesser.engine.retrace import retrace
from prosesser.engine.retraced import AnswerMissing, AnswerUnused, CommandSkipped, Recorded, Retraced
from tests.builders import Event, Journey, condition, message, timer
from tests.checklist_files import ITEM, checklist_file
from tests.engine.play import NINE, Play
from tests.form_files import checkbox, number, rows, select, textfield
from tests.form_files import date as date_field


def recorded(play: Play, *commands: Command | str) -> list[Recorded]:
    """Send commands to a case (a text completes that task), and return its journal."""
    history: list[Recorded] = []
    for command in (Start(), *commands):
        add(history, play, CompleteTask(command) if isinstance(command, str) else command)
    return history


def add(history: list[Recorded], play: Play, command: Command) -> None:
    play.do(command)
    row = Recorded(len(history) + 1, play.now, command, tuple(play.events), isinstance(command, FireTimer))
    history.append(row)


def on(version: Journey | Definition, history: list[Recorded], until: datetime | None = None) -> Retraced:
    definition = load(version.bundle()) if isinstance(version, Journey) else version
    return retrace(definition, history, until)


def state_of(retraced: Retraced) -> CaseState:
    assert retraced.stopped is None
    assert retraced.state is not None
    return retraced.state


def plain() -> Journey:
    return Journey().lane("bydel").start()


# ---- answers ----

FORM = (textfield("navn", "Navn"), select("svar", "Svar", options=("a", "b")), number("antall", "Antall"))
ANSWERS = {"navn": "Kari", "svar": "b", "antall": 3}


def asking(*fields: dict[str, object]) -> Journey:
    journey = plain().form("spor", *fields).task("sporsmal", form="spor")
    return (
        journey.choice("g").when("=antall = 3").task("tre").end().at("g").otherwise().task("annet").end("e")
    )


def test_what_was_answered_stands_when_the_form_has_other_options_and_bounds() -> None:
    history = recorded(Play(asking(*FORM)), CompleteTask("sporsmal.1", ANSWERS))
    strict = (textfield("navn", "Navn", maxLength=2), select("svar", "Svar", options=("c", "d")))
    again = on(asking(*strict, number("antall", "Antall", max=2)), history)
    assert state_of(again).tasks.keys() == {"tre.1"}
    assert [its.field for its in again.departures if isinstance(its, AnswerMissing)] == ["navn"]  # unreadable


def test_what_is_asked_now_and_was_not_is_null_and_noted() -> None:
    history = recorded(Play(asking(*FORM)), CompleteTask("sporsmal.1", ANSWERS))
    more = (*FORM, date_field("dag", "Dag", required=True), checkbox("klar", "Klar", required=True))
    again = on(asking(*more), history)
    assert [(its.field, its.label) for its in again.departures if isinstance(its, AnswerMissing)] == [
        ("dag", "Dag"),
        ("klar", "Klar"),
    ]
    assert state_of(again).tasks.keys() == {"tre.1"}


def test_what_nobody_asks_any_more_is_noted_and_not_read() -> None:
    history = recorded(Play(asking(*FORM)), CompleteTask("sporsmal.1", ANSWERS))
    again = on(asking(number("antall", "Antall")), history)
    assert [its.field for its in again.departures if isinstance(its, AnswerUnused)] == ["navn", "svar"]
    hidden = on(asking(textfield("navn", "Navn", hide="=antall = 3"), number("antall")), history)
    assert [its.field for its in hidden.departures if isinstance(its, AnswerUnused)] == ["navn", "svar"]


def test_rows_are_read_one_by_one() -> None:
    def asked(*fields: dict[str, object]) -> Journey:
        return asking(number("antall"), rows("liste", *fields, properties={"minst": 1}))

    given = CompleteTask("sporsmal.1", {"antall": 3, "liste": [{"navn": "a"}, {"navn": "b"}]})
    history = recorded(Play(asked(textfield("navn"))), given)
    again = on(asked(textfield("navn"), textfield("nr", "Nr", required=True)), history)
    assert [its.field for its in again.departures if isinstance(its, AnswerMissing)] == [
        "liste-0-nr",
        "liste-1-nr",
    ]


def test_a_form_that_is_gone_takes_its_answers_with_it() -> None:
    def version(form: str | None) -> Journey:
        journey = plain().form("spor", *FORM).task("a")
        return journey.catch("svar", message("Svar", skjema=form)).task("b", form="spor").end()

    history = recorded(Play(version("spor")), "a.1", SendMessage("Svar", ANSWERS))
    again = on(version(None), history)
    assert state_of(again).tasks.keys() == {"b.1"}
    assert {its.field for its in again.departures if isinstance(its, AnswerUnused)} == ANSWERS.keys()


# ---- what is gone, and what is not open ----


def test_a_task_that_is_gone_is_skipped_and_what_it_told_is_known() -> None:
    def version(*, with_task: bool) -> Journey:
        journey = plain().form("start", number("antall")).form("spor", number("antall"))
        journey.task("forst", form="start")
        if with_task:
            journey.task("sporsmal", form="spor")
        journey.task("b").choice("g").when("=antall = 3").task("tre").end()
        return journey.at("g").otherwise().task("annet").end("e")

    asked = CompleteTask("sporsmal.1", {"antall": 3})
    history = recorded(Play(version(with_task=True)), CompleteTask("forst.1", {"antall": 1}), asked, "b.1")
    again = on(version(with_task=False), history)
    assert again.departures == (CommandSkipped(3, "CompleteTask", "sporsmal", "sporsmal.1"),)
    assert state_of(again).facts == {"antall": Decimal(3)}
    assert state_of(again).tasks.keys() == {"tre.1"}


def test_a_task_that_is_not_open_there_stops_the_case_with_what_it_waits_at() -> None:
    history = recorded(Play(plain().task("a").task("b").end()), "a.1", "b.1")
    again = on(plain().task("a").task("x").task("b").end(), history)
    assert again.stopped is not None
    assert (again.stopped.sequence, again.stopped.element, again.stopped.waits_at) == (3, "b", ("x",))
    assert "ikke åpen" in again.stopped.reason


def test_claims_of_what_is_not_there_are_left_out() -> None:
    history = recorded(
        Play(plain().task("a").task("b").end()), ClaimTask("a.1", "kari"), "a.1", ClaimTask("b.1", "kari")
    )
    again = on(plain().task("b").end(), history[:2])
    assert not again.departures
    assert state_of(on(plain().task("a").task("x").task("b").end(), history)).tasks.keys() == {"x.1"}


def test_a_message_that_is_gone_is_skipped_and_one_that_is_not_awaited_stops() -> None:
    history = recorded(Play(plain().catch("svar", message("Svar")).task("b").end()), SendMessage("Svar"))
    gone = on(plain().task("b").end(), history)
    assert gone.departures == (CommandSkipped(2, "SendMessage", "Svar"),)
    later = on(plain().task("b").catch("svar", message("Svar")).end(), history)
    assert later.stopped is not None
    assert "Svar" in later.stopped.reason


def test_a_message_is_the_same_whatever_the_event_is_called() -> None:
    sent = SendMessage("Svar", catch="svar.1")
    history = recorded(Play(plain().catch("svar", message("Svar")).task("b").end()), sent)
    again = on(plain().catch("svaret", message("Svar")).task("b").end(), history)
    assert MessageReceived("svaret.1", "Svar") in again.steps[1].events


def test_a_step_that_fails_inside_stops_with_its_element_and_reason() -> None:
    form = number("antall")
    history = recorded(
        Play(plain().form("spor", form).task("a", form="spor").task("b").end()), CompleteTask("a.1")
    )
    version = plain().form("spor", form).task("a", form="spor").choice("g")
    version.when("=antall > 3").task("b").end().at("g").otherwise().task("c").end("e")
    again = on(version, history)
    assert again.stopped is not None
    assert (again.stopped.sequence, again.stopped.element) == (2, "g")
    assert again.stopped.reason.startswith("Vilkåret")


def test_a_plan_that_is_gone_is_skipped() -> None:
    planned = plain().form("punkt", *ITEM).file("checklists/plan.json", checklist_file("plan"))
    item = SaveItem("plan", "okonomi", "bydel", {"oppgave": "Kjøpe seng", "ansvarlig": "beboer"})
    history = recorded(Play(planned.task("a", sjekkliste="plan").end()), item, "a.1")
    again = on(plain().task("a").end(), history)
    assert again.departures == (CommandSkipped(2, "SaveItem", "plan"),)
    assert state_of(again).status == "completed"


# ---- timers ----


def waiting(days: int) -> Journey:
    return plain().task("a").catch("vent", timer(duration=f"P{days}D")).task("b").end()


def test_a_timer_of_the_same_instant_fires_when_it_was_recorded_to() -> None:
    play = Play(waiting(3))
    history = recorded(play, "a.1")
    play.now = NINE + timedelta(days=3)  # the scheduler was late
    add(history, play, FireTimer("vent.1"))
    longer = plain().task("a").catch("vent", timer(duration="P3D")).task("x").task("b").end()
    step = on(longer, history).steps[-1]
    assert (step.sequence, step.at, step.row) == (3, play.now, True)
    assert TaskOpened("x.1", "x", "bydel", "bydel") in step.events


def test_a_timer_of_another_instant_fires_at_its_own() -> None:
    play = Play(waiting(3))
    history = recorded(play, "a.1")
    play.now = NINE + timedelta(days=4)
    add(history, play, FireTimer("vent.1"))
    sooner = on(waiting(2), history)
    fired = [its for its in sooner.steps if TimerFired("vent.1") in its.events]
    assert [(its.at.date(), its.row) for its in fired] == [(date(2026, 1, 13), False)]  # 23:00 UTC: the 14th
    later = on(waiting(30), history)
    assert state_of(later).timers.keys() == {"vent.1"}
    assert len(later.steps) == 2


def test_what_falls_due_after_the_last_row_is_waited_for_until_now() -> None:
    history = recorded(Play(waiting(30)), "a.1")
    again = on(waiting(3), history, NINE + timedelta(days=5))
    assert state_of(again).tasks.keys() == {"b.1"}
    assert again.steps[-1].sequence is None
    same = on(waiting(30), history, NINE + timedelta(days=40))  # as late as in the case itself
    assert state_of(same).timers.keys() == {"vent.1"}


def test_a_timer_that_could_not_fire_when_it_was_recorded_is_passed_over() -> None:
    journey = (
        plain()
        .form("spor", number("antall"))
        .task("a", form="spor")
        .parallel("p")
        .catch("vent", timer(duration="P1D"))
    )
    journey.choice("g").when("=antall > 3").end("e1").at("g").otherwise().end("e2").at("p").task("b").task(
        "c"
    ).end()
    play = Play(journey)
    history = recorded(play, "a.1")
    play.now = NINE + timedelta(days=5)  # the timer failed: antall is not known
    for task in ("b.1", "c.1"):
        add(history, play, CompleteTask(task))
    again = on(journey, history)
    assert [its.events for its in again.steps] == [row.events for row in history]
    assert state_of(again) == play.case


def test_timers_that_set_each_other_off_without_end_stop_the_case() -> None:
    history = recorded(Play(plain().task("a").task("b").end()), "a.1", "b.1")
    version = plain().form("spor", number("antall")).task("a", form="spor").choice("g")
    version.catch("vent", timer(duration="P0D")).choice("h").when("=antall = 3").end()
    again = on(version.at("h").otherwise().to("g"), history)
    assert again.stopped is not None
    assert "ring" in again.stopped.reason


def test_a_deadline_that_is_overrun_there_and_not_here_is_marked_at_its_own_instant() -> None:
    def version(days: int) -> Journey:
        return plain().task("a").deadline("a", event=timer(duration=f"P{days}D")).task("b").end()

    play = Play(version(30))
    history = recorded(play)
    play.now = NINE + timedelta(days=10)
    add(history, play, CompleteTask("a.1"))
    again = on(version(3), history)
    assert [type(its.command) for its in again.steps] == [type(history[0].command), FireTimer, CompleteTask]
    assert again.steps[1].events == (DeadlineOverrun("a.1", "a_frist.1", date(2026, 1, 15)),)
    assert again.other_dates == {"a_frist"}


# ---- ids ----


def test_what_has_another_number_there_is_found_by_what_waits() -> None:
    def version(*, with_loop: bool) -> Journey:
        journey = plain().form("spor", checkbox("igjen")).choice("h").task("a", form="spor")
        if with_loop:
            journey.task("mellom")
        journey.choice("g").when("=igjen").to("h")
        return journey.at("g").otherwise().task("b").end()

    again_please = CompleteTask("a.1", {"igjen": True})
    history = recorded(
        Play(version(with_loop=True)),
        again_please,
        "mellom.1",
        CompleteTask("a.2", {"igjen": False}),
        "mellom.2",
    )
    same = on(version(with_loop=False), history)
    assert state_of(same).tasks.keys() == {"b.1"}
    assert not same.names


def test_nothing_of_a_broken_journal_is_raised() -> None:
    history = recorded(Play(plain().task("a").end()), "a.1")
    assert on(plain().task("a").end(), []).state is None
    cut = on(plain().task("a").end(), history[1:])
    assert cut.stopped is not None
    assert cut.state is None


def test_a_case_that_would_have_ended_cannot_follow_what_came_after() -> None:
    history = recorded(Play(plain().task("a").task("b").end()), "a.1", "b.1")
    ended = on(plain().task("a").catch("straks", condition("=true")).end(), history)
    assert ended.stopped is None
    assert ended.departures == (CommandSkipped(3, "CompleteTask", "b", "b.1"),)
    parallel = plain().parallel("p").task("a").end("e1", Event("terminate")).at("p").task("b").end("e2")
    again = on(parallel, history)
    assert again.stopped is not None
    assert again.stopped.sequence == 3
