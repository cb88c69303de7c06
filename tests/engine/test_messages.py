"""Messages are received where they are waited for, by exactly one event, as often as it waits."""

import pytest

from prosesser.engine.errors import MessageAmbiguous, MessageNotAwaited, NothingAsked
from prosesser.engine.messages import MessageArmed, MessageReceived, TaskOpened
from tests.builders import Journey, Scope, message
from tests.engine.play import Play


def inner(name: str = "i") -> Scope:
    return Scope().start(f"{name}_start").task(f"{name}_a").end(f"{name}_slutt")


def test_a_message_is_received_only_while_it_is_waited_for() -> None:
    journey = Journey().lane("bydel").start().task("a").catch("ventet", message("Svar")).end()
    play = Play(journey).start()
    with pytest.raises(MessageNotAwaited):
        play.send("Svar")
    play.complete("a.1")
    assert play.happened(MessageArmed) == [MessageArmed("ventet.1", "Svar")]
    with pytest.raises(MessageNotAwaited):
        play.send("Annet")
    with pytest.raises(NothingAsked):
        play.send("Svar", tekst="noe")
    assert play.send("Svar").events[0] == MessageReceived("ventet.1", "Svar")
    assert play.case.status == "completed"


def test_a_non_interrupting_message_comes_any_number_of_times() -> None:
    journey = Journey().lane("bydel").start().sub("forlop", inner()).end()
    journey.boundary("melding", "forlop", message("Nytt"), interrupting=False).task("les").end("lest")
    play = Play(journey).start()
    for number in (1, 2, 3):
        play.send("Nytt")
        assert play.happened(TaskOpened) == [TaskOpened(f"les.{number}", "les", "bydel", "bydel")]
        assert play.messages == ["Nytt"]
    play.complete("i_a.1")
    assert play.messages == []
    assert play.complete("les.2", "les.1", "les.3").case.status == "completed"


def test_an_interrupting_message_comes_once() -> None:
    journey = Journey().lane("bydel").start().sub("forlop", inner()).end()
    play = Play(journey.boundary("stans", "forlop", message("Stans")).task("b").end("b_slutt")).start()
    play.send("Stans")
    assert (play.tasks, play.messages) == (["b.1"], [])


def test_a_receive_task_waits_for_its_message() -> None:
    journey = Journey().lane("bydel").start().receive("mottak", message("Svar")).end()
    play = Play(journey).start()
    assert (play.tasks, play.messages) == ([], ["Svar"])
    assert play.send("Svar").case.status == "completed"


def test_a_message_that_several_wait_for_goes_to_the_one_that_is_named() -> None:
    each = Scope().start("i").catch("svar", message("Svar")).task("a").end("i_slutt")
    journey = Journey().lane("bydel").start().sub("hver", each, each="=[1, 2]").end()
    play = Play(journey).start()
    with pytest.raises(MessageAmbiguous):
        play.send("Svar")
    with pytest.raises(MessageNotAwaited):
        play.send("Svar", catch="svar.3")
    play.send("Svar", catch="svar.2")
    assert play.case.tasks["a.1"].scope == "hver.2"
    assert play.messages == ["Svar"]
    play.send("Svar")
    assert play.case.tasks["a.2"].scope == "hver.1"


def test_the_event_that_comes_first_ends_the_others_of_its_gateway() -> None:
    journey = Journey().lane("bydel").start().race("valg").catch("ja", message("Ja")).task("a")
    journey.end().at("valg").catch("nei", message("Nei")).task("b").end("b_slutt")
    play = Play(journey).start()
    assert play.messages == ["Ja", "Nei"]
    play.send("Nei")
    assert (play.tasks, play.messages) == (["b.1"], [])
