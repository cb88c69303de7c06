"""Output mappings read the facts of the case, and of what their own form asks only what was answered."""

from datetime import date as day

from tests.builders import Journey, timer
from tests.engine.play import Play
from tests.form_files import date


def meetings() -> Play:
    """Two meetings with the same form; the date that was agreed last is what the wait counts from."""
    journey = (
        Journey()
        .lane("bydel")
        .form("referat", date("neste_mote"))
        .start()
        .task("forste", form="referat", outputs={"avtalt": "=neste_mote"})
        .task("andre", form="referat", outputs={"avtalt": "=neste_mote"})
        .catch("vent", timer(date="=avtalt"))
        .end()
    )
    return Play(journey).start()


def test_an_answer_reaches_the_fact_that_an_output_makes_of_it() -> None:
    play = meetings().complete("forste.1", neste_mote="2026-03-02")
    assert play.case.facts == {"avtalt": day(2026, 3, 2)}


def test_what_was_asked_and_not_answered_is_null_to_an_output_whatever_was_answered_before() -> None:
    play = meetings().complete("forste.1", neste_mote="2026-03-02").complete("andre.1")
    assert play.case.facts.get("avtalt") is None
    assert play.case.timers["vent.1"].due is None
