"""Lanes, units and contacts follow the facts; open tasks move with what has been claimed."""

from datetime import date

import pytest

from prosesser.engine import StepFailed
from prosesser.engine.messages import (
    ContactsChanged,
    FactsChanged,
    LaneMoved,
    ParticipationEnded,
    TaskMoved,
    UnitChanged,
)
from tests import form_files
from tests.builders import Journey, timer
from tests.engine.play import Play


def meetings() -> Play:
    """Meetings lie with the institution until housing is offered, then with the district."""
    journey = Journey().lane("bydel").lane("institusjon")
    journey.lane("leder", '=if tilbudt != null then "bydel" else "institusjon"')
    journey.form(
        "tilbud", form_files.date("tilbudt"), form_files.textfield("sted"), form_files.textfield("navn")
    )
    journey.prop("enhet.institusjon", "=sted").prop(
        "kontakter.institusjon", "=if navn = null then [] else [navn]"
    )
    journey.start(lane="bydel").parallel("del").task("mote", lane="leder")
    journey.deadline("mote", event=timer(date="=tilbudt")).parallel("sam").end()
    return Play(journey.at("del").task("melde", lane="bydel", form="tilbud").to("sam")).start()


def test_an_open_task_moves_with_its_lane_and_keeps_both_parties_claims() -> None:
    play = meetings().claim("mote.1", "inger").change(tilbudt=date(2026, 2, 1))
    assert play.events[:3] == [
        FactsChanged(("tilbudt",)),
        LaneMoved("leder", "institusjon", "bydel"),
        TaskMoved("mote.1", "institusjon", "bydel"),
    ]
    assert play.assignee("mote.1") is None
    play.claim("mote.1", "bjarne").change(tilbudt=None)
    assert play.assignee("mote.1") == "inger"
    play.release("mote.1").change(tilbudt=date(2026, 2, 1))
    assert play.assignee("mote.1") == "bjarne"


def test_units_and_contacts_are_found_again_when_their_facts_change() -> None:
    play = meetings().change(sted="inst-lilleborg", navn="Kari")
    assert play.happened(UnitChanged) == [UnitChanged("institusjon", None, "inst-lilleborg")]
    assert play.happened(ContactsChanged) == [ContactsChanged("institusjon")]
    assert play.case.units["institusjon"] == "inst-lilleborg"
    assert play.case.contacts["institusjon"] == ["Kari"]
    play.change(sted="inst-lilleborg")
    assert play.events == []


def test_a_lane_that_says_no_party_stops_the_step_where_the_task_is() -> None:
    journey = Journey().lane("bydel").lane("hvem", "=part")
    journey.form("part", form_files.textfield("part"))
    journey.start(lane="bydel").task("a", form="part").task("b", lane="hvem").end()
    play = Play(journey).start()
    with pytest.raises(StepFailed, match="banen sier ikke hvilken part") as failed:
        play.complete("a.1")
    assert failed.value.element == "b"


def test_a_partys_participation_ends_once_where_the_diagram_says_so() -> None:
    journey = Journey().lane("bydel").start().milestone("ferdig", avslutter="bydel")
    play = Play(journey.task("a").end("slutt", avslutter="bydel")).start()
    assert play.happened(ParticipationEnded) == [ParticipationEnded("bydel", "ferdig")]
    assert play.case.ended == {"bydel"}
    assert play.complete("a.1").happened(ParticipationEnded) == []
