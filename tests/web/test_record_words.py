"""How the routine was followed, as the case page tells it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from flask import Flask, render_template

from prosesser.engine.commands import CompleteTask
from tests.builders import Journey, condition, timer
from tests.engine import test_agreed_dates
from tests.engine.fill import filled
from tests.form_files import checkbox
from tests.record.journaled import PERSON, UNIT, Journaled
from tests.record.test_gaps import meeting
from tests.web.conftest import Case, actor
from tests.web.visitor import Visitor
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk
from workflow_app.web.glossary import Glossary
from workflow_app.web.record_words import Deviation, Told, in_words

UNITS = {UNIT: "Bydel Bjerke", "enhet-institusjon": "Furuly"}


def words(play: Journaled) -> Told:
    return in_words(play.record, Glossary(play.definition, UNITS, {PERSON: "Ida Aas"}, {}))


def proposed() -> Journaled:
    play = Journaled(test_agreed_dates.journey()).start(innflyttet="2026-01-12")
    return play.propose("rapport_frist.1", "2026-03-01", "institusjon")


def deviation(play: Journaled) -> Deviation:
    (found,) = words(play).deviations
    return found


def test_an_agreed_date_is_told_with_the_rules_date_both_persons_and_the_reasons() -> None:
    play = proposed().on("2026-01-15").complete("svar_bydel.1", forslag_svar="ja", forslag_grunn="greit")
    told = deviation(play)
    assert (told.name, told.rule, told.day, told.is_agreed) == (
        "rapport",
        date(2026, 2, 9),
        date(2026, 3, 1),
        True,
    )
    assert told.tag.text == "Avtalt"
    assert told.lines == (
        ("Foreslått av", "Ida Aas, Furuly, 12. januar 2026"),
        ("Grunn", "ferie"),
        ("Beboerens syn", "enig"),
        ("Besvart av", "Ida Aas, Bydel Bjerke, 15. januar 2026"),
        ("Svar", "greit"),
    )


def test_a_proposal_says_that_it_waits_was_declined_or_taken_back() -> None:
    assert deviation(proposed()).tag.text == "Venter på svar"
    assert deviation(proposed().complete("svar_bydel.1", forslag_svar="nei")).tag.text == "Avslått"
    taken_back = deviation(proposed().withdraw("svar_bydel.1", "institusjon"))
    assert taken_back.tag.text.startswith("Trukket")
    assert "Besvart av" not in dict(taken_back.lines)


def test_a_gap_is_told_with_whom_it_counts_for() -> None:
    (told,) = words(meeting("I").complete("mote.1", fravar=True)).shortfalls
    assert (told.clause, told.place, told.day, told.counts_for) == ("I", "mote", date(2026, 1, 12), "Furuly")


def test_what_lapsed_because_a_home_was_found_is_named() -> None:
    home_found = replace(condition("=funnet = true"), properties={"bortfall": "bolig_funnet"})
    drawn = Journey().lane("bydel").form("fakta", checkbox("funnet")).start().task("rapport", form="fakta")
    drawn.deadline("rapport", event=timer(duration="P3D")).boundary("bortfalt", "rapport", home_found).end(
        "b"
    )
    told = words(Journaled(drawn.at("rapport").end()).start().change(funnet=True))
    assert told.lapsed == "«rapport»"
    assert [settled.tag.text for settled in told.settled] == ["Bortfalt: bolig funnet"]


def test_the_partial_shows_all_of_it(app: Flask) -> None:
    play = proposed().complete("svar_bydel.1", forslag_svar="ja").on("2026-03-03").complete("rapport.1")
    with app.test_request_context():
        page = render_template("case/record.html", record=words(play))
        empty = render_template("case/record.html", record=words(Journaled(play.definition)))
    assert all(
        text in page for text in ("Avtalt frist", "1. mars 2026", "9. februar 2026", "2 dager for sent")
    )
    assert not empty.strip()


def test_the_case_page_shows_deadlines_that_were_kept_and_not(
    admitted: Case, desk: Desk, clock: ManualClock, visit: Callable[..., Visitor]
) -> None:
    assert "Frister som er avgjort" not in visit("bydel").get(admitted.address).text
    clock.advance(timedelta(days=16))
    page = desk.inbox.task(actor("institusjon"), admitted.id, "innkalling.1", clock.now())
    assert page.form is not None
    answers = filled(page.form, page.facts, clock.now(), {})  # type: ignore[arg-type] # values of facts
    command = CompleteTask("innkalling.1", answers)
    desk.cases.execute(actor("institusjon"), admitted.id, command, clock.now(), "b" * 20)
    text = visit("bydel").get(admitted.address).text
    assert "Frister som er avgjort Vis 1 frist" in text
    assert "19.01.2026" in text
    assert "2 dager for sent" in text
