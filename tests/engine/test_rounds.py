"""Multi-instance subprocesses: a round per item, with facts of its own."""

from decimal import Decimal

import pytest

from prosesser.engine import StepFailed
from prosesser.engine.errors import FactOfRound, UnknownFact, WrongType
from prosesser.engine.messages import FactsChanged, TaskOpened, TaskWithdrawn
from tests import form_files
from tests.builders import Journey, Scope, message
from tests.engine.play import Play


def applications(*, sequential: bool = False) -> Journey:
    """One application per agreed one; who takes it and what comes of it is each round's own."""
    each = (
        Scope()
        .start("i")
        .choice("hvem")
        .when('=soknad.part = "bydel"')
        .task("sok_b", form="svar", lane="bydel")
    )
    each.choice("m").choice("om").when('=utfall = "nei"').task("klage", lane="bydel").end("i_slutt")
    each.at("hvem").otherwise().task("sok_i", form="svar", lane="institusjon").to("m")
    each.at("om").otherwise().end("i_slutt2")
    journey = Journey().lane("bydel").lane("institusjon")
    journey.form("avtale", form_files.rows("soknader", form_files.textfield("part")))
    journey.form("svar", form_files.textfield("utfall"))
    journey.start(lane="bydel").task("mote", form="avtale")
    journey.sub("soknad_for_hver", each, each="=soknader", item="soknad", sequential=sequential, lane="bydel")
    return journey.task("etter").end()


def agreed(*parties: str, sequential: bool = False) -> Play:
    play = Play(applications(sequential=sequential)).start()
    return play.complete("mote.1", soknader=[{"part": party} for party in parties])


def test_rounds_open_in_the_order_of_the_list_each_with_its_item() -> None:
    play = agreed("bydel", "institusjon", "bydel")
    assert play.happened(TaskOpened) == [
        TaskOpened("sok_b.1", "sok_b", "bydel", "bydel", "soknad_for_hver.1"),
        TaskOpened("sok_b.2", "sok_b", "bydel", "bydel", "soknad_for_hver.3"),
        TaskOpened("sok_i.1", "sok_i", "institusjon", "institusjon", "soknad_for_hver.2"),
    ]
    facts = play.case.rounds["soknad_for_hver.2"].facts
    assert facts == {"soknad": {"part": "institusjon"}, "loopCounter": Decimal(2)}


def test_what_a_round_answers_stays_in_the_round() -> None:
    play = agreed("bydel", "bydel").complete("sok_b.2", utfall="nei")
    assert play.happened(FactsChanged) == [FactsChanged(("utfall",), "soknad_for_hver.2")]
    assert play.tasks == ["klage.1", "sok_b.1"]
    assert "utfall" not in play.case.facts
    assert play.complete("sok_b.1", utfall="ja").tasks == ["klage.1"]
    assert set(play.case.rounds) == {"soknad_for_hver.2"}
    assert play.complete("klage.1").tasks == ["etter.1"]
    assert play.case.rounds == {}


def test_rounds_one_after_the_other_keep_the_list_as_it_was() -> None:
    play = agreed("bydel", "institusjon", sequential=True)
    assert (play.tasks, set(play.case.rounds)) == (["sok_b.1"], {"soknad_for_hver.1", "soknad_for_hver.2"})
    play.change(soknader=[]).complete("sok_b.1", utfall="ja")
    assert play.tasks == ["sok_i.1"]
    assert play.complete("sok_i.1", utfall="ja").tasks == ["etter.1"]


def test_an_empty_list_has_no_rounds() -> None:
    assert agreed().tasks == ["etter.1"]


def test_what_is_no_list_stops_the_step() -> None:
    journey = Journey().lane("bydel").form("f", form_files.number("antall")).start().task("a", form="f")
    inner = Scope().start("i").task("b").end("i_slutt")
    play = Play(journey.sub("hver", inner, each="=antall").end()).start()
    with pytest.raises(StepFailed, match="ingen liste") as failed:
        play.complete("a.1", antall=2)
    assert failed.value.element == "hver"


def test_an_interrupting_event_takes_back_every_round() -> None:
    inner = Scope().start("i").task("b").end("i_slutt")
    journey = Journey().lane("bydel").start().sub("hver", inner, each="=[1, 2, 3]").end()
    journey.boundary("stans", "hver", message("Stans")).end("stanset")
    play = Play(journey).start().complete("b.2").send("Stans")
    assert play.happened(TaskWithdrawn) == [TaskWithdrawn("b.1", "stans"), TaskWithdrawn("b.3", "stans")]
    assert play.case.status == "completed"


def test_rounds_within_rounds_read_both_items() -> None:
    innermost = Scope().start("j").choice("v").when("=ytre = indre").task("lik").end("j_slutt")
    innermost.at("v").otherwise().end("j_slutt2")
    inner = Scope().start("i").sub("indre_hver", innermost, each="=[1, 2]", item="indre").end("i_slutt")
    journey = Journey().lane("bydel").start().sub("ytre_hver", inner, each="=[1, 2]", item="ytre").end()
    play = Play(journey).start()
    assert play.tasks == ["lik.1", "lik.2"]
    assert [play.case.tasks[task].scope for task in play.tasks] == ["indre_hver.1", "indre_hver.4"]
    assert play.case.rounds["indre_hver.4"].outer == "ytre_hver.2"


def test_only_known_facts_of_the_case_are_corrected_and_with_their_types() -> None:
    play = agreed("bydel")
    with pytest.raises(UnknownFact):
        play.change(ukjent="x")
    with pytest.raises(FactOfRound):
        play.change(utfall="ja")
    with pytest.raises(WrongType):
        play.change(soknader="bydel")
    with pytest.raises(WrongType):
        play.change(soknader=["bydel"])
