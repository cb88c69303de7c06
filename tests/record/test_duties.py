"""How a deadline ended, or stands: kept, late, lapsed, not needed, open."""

from dataclasses import replace
from datetime import date

import pytest

from prosesser.engine.messages import ChangeFacts
from prosesser.record import Since, Standing
from tests import form_files
from tests.builders import Event, Journey, Scope, condition, message, timer
from tests.record.journaled import Journaled

DUE = date(2026, 2, 1)
HOME_FOUND = replace(condition("=funnet = true"), properties={"bortfall": "bolig_funnet"})
ENDED = condition("=avsluttet = true")
CATALOGUE = b"requirements: [{id: A}, {id: B}]"
FACTS = (form_files.date("anker"), form_files.checkbox("funnet"), form_files.checkbox("avsluttet"))


def journey(deadline: Event | None = None) -> Journey:
    """One task with a deadline, in a lane whose party follows from a fact."""
    drawn = (
        Journey()
        .form("fakta", *FACTS)
        .lane("bydel")
        .lane("leder", '=if funnet = true then "bydel" else "inst"')
    )
    drawn.file("requirements.yaml", CATALOGUE).prop("enhet.inst", '="enhet-inst"').start(lane="bydel").task(
        "rapport", form="fakta", lane="leder", krav="A B"
    )
    return drawn.deadline("rapport", event=deadline or timer(date="=anker", krav="B")).end()


def interrupted(event: Event) -> Journey:
    """A task that an event on its edge withdraws; then the case goes on."""
    drawn = (
        Journey().lane("bydel").form("fakta", *FACTS).start().choice("igjen").task("rapport", form="fakta")
    )
    drawn.deadline("rapport", event=timer(date="=anker")).boundary("avbrudd", "rapport", event)
    drawn.at("rapport").choice("videre").task("slutten", form="fakta").end().at("avbrudd").to("videre")
    return drawn


def opened(deadline: Event | None = None) -> Journaled:
    return Journaled(journey(deadline)).start().change(anker=DUE)


def test_a_duty_tells_what_who_and_by_when() -> None:
    duty = opened().duty
    assert (duty.task, duty.element, duty.name, duty.deadline) == (
        "rapport.1",
        "rapport",
        "rapport",
        "rapport_frist",
    )
    assert (duty.party, duty.unit) == ("inst", "enhet-inst")
    assert (duty.clauses, duty.task_clauses) == (("B",), ("A", "B"))
    assert (duty.rule, duty.stands, duty.is_open, duty.done_on) == (DUE, DUE, True, None)


def test_a_deadline_that_names_no_clause_counts_for_those_of_its_task() -> None:
    assert opened(timer(date="=anker")).duty.clauses == ("A", "B")


@pytest.mark.parametrize(
    ("done", "standing", "over"),
    [
        ("2026-01-31", Standing.ON_TIME, 0),
        ("2026-02-01", Standing.ON_TIME, 0),
        ("2026-02-02", Standing.LATE, 1),
        ("2026-03-01", Standing.LATE, 28),
    ],
)
def test_done_by_its_date_is_on_time_and_after_it_late(done: str, standing: Standing, over: int) -> None:
    play = opened().on(done).complete("rapport.1")
    assert play.duty.done_on == date.fromisoformat(done)
    assert play.duty.standing(date(2027, 1, 1)) == standing
    assert play.duty.overrun_days(date(2027, 1, 1)) == over


def test_the_day_is_oslos() -> None:
    play = opened().on("2026-02-01", hour=23).complete("rapport.1")  # past midnight in Oslo
    assert play.duty.done_on == date(2026, 2, 2)


@pytest.mark.parametrize(
    ("day", "standing", "over"),
    [(date(2026, 2, 1), Standing.OPEN, 0), (date(2026, 2, 2), Standing.OVERDUE, 1)],
)
def test_an_open_duty_is_overdue_when_its_day_is_over(day: date, standing: Standing, over: int) -> None:
    assert opened().duty.standing(day) == standing
    assert opened().duty.overrun_days(day) == over


def test_what_waits_for_its_date_is_open_and_when_done_on_time() -> None:
    play = Journaled(journey()).start()
    assert (play.duty.rule, play.duty.standing(date(2099, 1, 1))) == (None, Standing.OPEN)
    assert play.complete("rapport.1").duty.standing(DUE) == Standing.ON_TIME


def test_an_instant_counts_as_its_oslo_day() -> None:
    event = timer(date='=date and time("2026-02-01T23:30:00Z")')
    assert opened(event).duty.rule == date(2026, 2, 2)


def test_a_corrected_anchor_moves_the_rules_date_while_the_task_is_open() -> None:
    play = opened().change(anker=date(2026, 3, 1))
    assert play.duty.rule == date(2026, 3, 1)
    play.complete("rapport.1", anker="2026-04-01")
    assert play.duty.rule == date(2026, 3, 1)


def test_a_duty_counts_for_whoever_had_the_task_when_it_was_done() -> None:
    play = opened().change(funnet=True)
    assert (play.duty.party, play.duty.unit) == ("bydel", "enhet-bydel")
    play.complete("rapport.1", funnet=False)
    assert (play.duty.party, play.duty.unit) == ("bydel", "enhet-bydel")


def test_a_task_that_a_found_home_withdraws_has_lapsed() -> None:
    play = Journaled(interrupted(HOME_FOUND)).start().change(anker=DUE).on("2026-03-01").change(funnet=True)
    duty = play.duty
    assert duty.standing(date(2026, 4, 1)) == Standing.LAPSED
    assert duty.overrun_days(date(2026, 4, 1)) == 0
    assert duty.close is not None
    assert (duty.close.because, duty.close.day, duty.done_on) == ("avbrudd", date(2026, 3, 1), None)
    assert play.record.lapsed == (duty,)


def test_a_task_that_something_else_withdraws_is_not_needed() -> None:
    play = Journaled(interrupted(ENDED)).start().change(anker=DUE).change(avsluttet=True)
    assert play.duty.standing(DUE) == Standing.NOT_NEEDED
    assert play.record.lapsed == ()


def test_a_cancelled_case_needs_none_of_its_open_tasks() -> None:
    play = opened().cancel()
    assert play.duty.standing(DUE) == Standing.NOT_NEEDED
    assert [happening.kind for happening in play.record.happenings] == [
        "started",
        "unit",
        "unit",
        "cancelled",
    ]


def test_what_lapsed_and_came_back_has_not_lapsed() -> None:
    drawn = (
        Journey().lane("bydel").form("fakta", *FACTS).start().choice("igjen").task("rapport", form="fakta")
    )
    drawn.deadline("rapport", event=timer(date="=anker")).boundary("bortfalt", "rapport", HOME_FOUND)
    drawn.at("bortfalt").catch("tilbake", condition("=funnet = false")).to("igjen").at("rapport").end()
    play = Journaled(drawn).start().change(anker=DUE).change(funnet=True)
    assert [duty.task for duty in play.record.lapsed] == ["rapport.1"]
    play.change(funnet=False)
    assert play.record.lapsed == ()
    assert [(duty.task, duty.rule) for duty in play.record.open_duties] == [("rapport.2", DUE)]


def test_what_happened_is_told_in_the_diagrams_words() -> None:
    drawn = Journey().lane("bydel").start().parallel("del").task("rapport").parallel("sam").end()
    drawn.at("del").catch("tilbudt", message("Bolig tilbudt")).milestone("ferdig", avslutter="bydel").to(
        "sam"
    )
    play = Journaled(drawn).start().send("Bolig tilbudt").complete("rapport.1")
    told = [(told.kind, told.name, told.party, told.sequence) for told in play.record.happenings]
    assert told == [
        ("started", "start", None, 1),
        ("unit", "", "bydel", 1),
        ("received", "Bolig tilbudt", None, 2),
        ("part_ended", "ferdig", "bydel", 2),
        ("completed", "rapport", "bydel", 3),
        ("ended", "", None, 3),
    ]


def test_facts_are_known_from_when_they_first_got_a_value() -> None:
    play = opened()
    first = Since(play.journal[1].at, 2)
    play.on("2026-03-01").change(anker=date(2026, 5, 1))
    assert play.record.known_since["anker"] == first


def test_a_journal_that_begins_in_the_middle_leaves_out_what_began_before() -> None:
    inner = Scope().start("s").task("en").deadline("en", event=timer(duration="P1D")).end("e")
    play = Journaled(
        Journey()
        .lane("bydel")
        .start()
        .sub("del", inner)
        .task("to")
        .deadline("to", event=timer(duration="P2D"))
        .end()
    )
    play.start().complete("en.1").do(ChangeFacts({}, "ingen"))
    later = Journaled(play.definition)
    later.journal = play.journal[1:]
    assert [duty.task for duty in later.record.duties] == ["to.1"]
