"""What answers show beside their facts: gaps, the day of the deed, messages that are not taken now."""

from datetime import date

import pytest

from prosesser.engine.errors import MessageNotAwaited
from prosesser.engine.messages import GapFound, MessageReceived, TaskCompleted
from tests import form_files
from tests.builders import Event, Journey, Scope
from tests.engine.play import Play

MET = (
    form_files.select("bydel_til_stede", options=("ja", "nei"), type="radio"),
    form_files.date("mote_dato"),
)


def meeting() -> Play:
    journey = (
        Journey().form("mote", *MET).file("requirements.yaml", b"requirements:\n- {id: F1, text: Kravet}\n")
    )
    journey.start().task(
        "mote", form="mote", said={"mangel.F1": '=bydel_til_stede = "nei"', "utfort": "=mote_dato"}
    )
    return Play(journey.end()).start()


def test_an_absence_is_recorded_and_blocks_nothing() -> None:
    case = meeting().complete("mote.1", bydel_til_stede="nei", mote_dato="2026-01-10")
    assert case.happened(GapFound) == [GapFound("F1", "mote")]
    assert case.case.status == "completed"


@pytest.mark.parametrize("answers", [{"bydel_til_stede": "ja"}, {}])
def test_what_is_kept_or_not_answered_is_no_gap(answers: dict[str, object]) -> None:
    assert meeting().complete("mote.1", **answers).happened(GapFound) == []


def test_a_task_is_done_on_the_day_that_its_answers_tell() -> None:
    case = meeting().complete("mote.1", bydel_til_stede="ja", mote_dato="2026-01-10")
    assert case.happened(TaskCompleted) == [TaskCompleted("mote.1", date(2026, 1, 10))]
    assert meeting().complete("mote.1").happened(TaskCompleted) == [TaskCompleted("mote.1", None)]


def test_a_message_is_taken_only_while_it_applies() -> None:
    journey = Journey().form("inn", form_files.date("utskrevet")).form("tekst", form_files.textarea("tekst"))
    inner = Scope().start("s").task("arbeid").task("utskriving", form="inn").task("siste").end("e")
    journey.start().sub("del", inner)
    told = {"part": "bydel", "skjema": "tekst", "gjelder_nar": "=utskrevet != null"}
    contact = Event("message", message="Kontakt", properties=told)
    journey.boundary("kontakt", "del", contact, interrupting=False).end("notert")
    case = Play(journey.at("del").end()).start().complete("arbeid.1")
    with pytest.raises(MessageNotAwaited):
        case.send("Kontakt")
    case.complete("utskriving.1", utskrevet="2026-01-10").send("Kontakt", tekst="Ringte")
    assert case.happened(MessageReceived)
    assert case.send("Kontakt", tekst="Kom innom").happened(MessageReceived)
