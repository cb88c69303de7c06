"""A task falls to its party's contact until somebody takes it, and follows when contacts or units change."""

from datetime import date

from prosesser.engine.messages import TaskAssigned, TaskReleased
from tests import form_files
from tests.builders import Journey
from tests.engine.play import Play


def play(**answers: object) -> Play:
    journey = Journey().lane("bydel").lane("institusjon")
    journey.lane("leder", '=if tilbudt != null then "bydel" else "institusjon"')
    fields = [form_files.textfield(name) for name in ("kontakt_bydel", "kontakt_inst", "sted")]
    journey.form("inn", *fields, form_files.date("tilbudt"))
    journey.prop("ansvarlig.bydel", "=kontakt_bydel").prop("ansvarlig.institusjon", "=kontakt_inst")
    journey.prop("enhet.institusjon", "=sted")
    journey.start(form="inn", lane="bydel").task("mote", lane="leder").end()
    return Play(journey).start(sted="inst-a", **answers)


def test_a_task_opens_with_the_partys_contact() -> None:
    case = play(kontakt_inst="inger")
    assert case.assignee("mote.1") == "inger"
    assert case.happened(TaskAssigned) == [TaskAssigned("mote.1", "inger")]


def test_it_goes_to_the_other_partys_contact_with_its_lane() -> None:
    case = play(kontakt_inst="inger", kontakt_bydel="bjarne").change(tilbudt=date(2026, 1, 12))
    assert case.assignee("mote.1") == "bjarne"


def test_a_new_contact_gets_what_the_old_one_had_by_default() -> None:
    case = play(kontakt_inst="inger").change(kontakt_inst="ivar")
    assert case.assignee("mote.1") == "ivar"
    assert play().change(kontakt_inst="ivar").assignee("mote.1") == "ivar"


def test_what_somebody_has_taken_or_laid_back_stays_so() -> None:
    taken = play(kontakt_inst="inger").assign("mote.1", "nina").change(kontakt_inst="ivar")
    assert taken.assignee("mote.1") == "nina"
    laid_back = play(kontakt_inst="inger").release("mote.1").change(kontakt_inst="ivar")
    assert laid_back.assignee("mote.1") is None


def test_nobody_of_the_old_unit_keeps_a_task_of_the_new_one() -> None:
    case = play(kontakt_inst="inger").assign("mote.1", "nina").change(sted="inst-b")
    assert case.happened(TaskReleased) == [TaskReleased("mote.1", "nina")]
    assert case.assignee("mote.1") == "inger"
