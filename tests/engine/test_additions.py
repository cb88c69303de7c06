"""Tasks that are added to a running case behave like the diagram's, and hold it open until they are done."""

from datetime import date

import pytest

from prosesser.engine.errors import NotAdded, NotOpen, NotProposer, ReasonMissing, UnknownAddition
from prosesser.engine.messages import (
    DeadlineOverrun,
    ProposalAnswered,
    ProposalMade,
    TaskAdded,
    TaskAssigned,
    TaskCompleted,
    TaskMoved,
    TaskOpened,
    TaskWithdrawn,
)
from tests import form_files
from tests.builders import Journey, Scope, message, timer
from tests.engine.play import Play

LEADER = '=if tilbudt != null then "bydel" else "institusjon"'
ORDER = (
    form_files.textfield("hva"),
    form_files.date("frist", required=True),
    form_files.textfield("person"),
)
PARTIES = ("bydel", "institusjon")
MINUTES = form_files.rows(
    "avtalt",
    form_files.textfield("hva"),
    form_files.select("ansvarlig", options=("bydel", "institusjon", "beboer"), type="radio"),
    form_files.date("frist"),
)


def extras() -> Scope:
    box = Scope().added("oppgave_bydel", lane="bydel", skjema="bestilling", tittel="=hva")
    box.deadline("oppgave_bydel", event=timer(date="=frist"))
    box.added("oppgave_inst", lane="institusjon", skjema="bestilling", tittel="=hva", assignee="=person")
    box.deadline("oppgave_inst", event=timer(date="=frist"))
    box.added("mote", lane="leder", skjema="bestilling", part="bydel")
    box.added("rapport", lane="institusjon", skjema="bestilling", avtales="ja")
    box.added("svar_bydel", lane="bydel", form="svar", svarer_pa="forslag")
    return box.added("svar_inst", lane="institusjon", form="svar", svarer_pa="forslag")


def journey() -> Journey:
    """A stay with a task, minutes and a box of tasks to add; then a last task."""
    made = Journey().lane("bydel").lane("leder", LEADER).lane("institusjon")
    made.form("bestilling", *ORDER).form("tilbud", form_files.date("tilbudt")).form("referat", MINUTES)
    made.form(
        "svar",
        form_files.select("forslag_svar", options=("ja", "nei"), type="radio", required=True),
        form_files.textarea("forslag_grunn"),
    )
    stay = (
        Scope()
        .start("s")
        .parallel("del")
        .task("arbeid", lane="bydel", form="tilbud")
        .parallel("sam")
        .end("e")
    )
    stay.at("del").task(
        "referat", lane="bydel", form="referat", said={"oppgaver.avtalt": "oppgave_bydel oppgave_inst"}
    ).to("sam")
    stay.ad_hoc("etter_behov", extras())
    made.start(lane="bydel").sub("opphold", stay)
    made.boundary("brutt", "opphold", message("Brutt")).end("brutt_slutt")
    return made.at("opphold").task("siste", lane="bydel").end()


def play() -> Play:
    return Play(journey()).start()


def test_a_party_adds_a_task_with_a_title_and_a_deadline() -> None:
    case = play().add("oppgave_bydel", "institusjon", hva="Ringe", frist="2026-01-20")
    assert case.happened(TaskAdded) == [TaskAdded("oppgave_bydel.1", "institusjon")]
    opened = case.happened(TaskOpened)
    assert opened == [
        TaskOpened("oppgave_bydel.1", "oppgave_bydel", "bydel", "bydel", "etter_behov.1", "Ringe")
    ]
    task = case.case.tasks["oppgave_bydel.1"]
    assert (task.title, task.party) == ("Ringe", "bydel")
    assert case.timers["oppgave_bydel_frist.1"] == date(2026, 1, 20)
    case.on("2026-01-20", 23).fire("oppgave_bydel_frist.1")
    assert case.happened(DeadlineOverrun)
    case.complete("oppgave_bydel.1")
    assert case.happened(TaskCompleted) == [TaskCompleted("oppgave_bydel.1")]
    assert case.tasks == ["arbeid.1", "referat.1"]


def test_any_number_are_open_at_once_each_with_its_own_facts() -> None:
    case = play().add("oppgave_bydel", "bydel", hva="En", frist="2026-01-20")
    case.add("oppgave_bydel", "bydel", hva="To", frist="2026-01-25")
    assert {task.title for task in case.case.tasks.values()} == {"", "En", "To"}
    assert case.timers["oppgave_bydel_frist.2"] == date(2026, 1, 25)
    case.complete("oppgave_bydel.1")
    assert case.timers["oppgave_bydel_frist.2"] == date(2026, 1, 25)
    assert [round_.facts["hva"] for round_ in case.case.rounds.values()] == ["To"]


def test_an_added_task_holds_the_part_open_that_it_was_added_to() -> None:
    case = play().add("oppgave_bydel", "bydel", hva="En", frist="2026-01-20")
    case.complete("arbeid.1", "referat.1")
    assert case.tasks == ["oppgave_bydel.1"]
    assert case.complete("oppgave_bydel.1").tasks == ["siste.1"]


def test_nothing_is_added_to_a_part_that_is_over() -> None:
    case = play().complete("arbeid.1", "referat.1")
    with pytest.raises(NotOpen):
        case.add("oppgave_bydel", "bydel", hva="En", frist="2026-01-20")


def test_added_tasks_are_withdrawn_when_the_part_is_interrupted() -> None:
    case = play().add("oppgave_bydel", "bydel", hva="En", frist="2026-01-20").send("Brutt")
    assert TaskWithdrawn("oppgave_bydel.1", "brutt") in case.events
    assert case.case.status == "completed"


def test_a_meeting_that_was_added_moves_with_its_lane() -> None:
    case = play().add("mote", "bydel", frist="2026-01-20")
    assert case.case.tasks["mote.1"].party == "institusjon"
    case.complete("arbeid.1", tilbudt="2026-01-12")
    assert case.happened(TaskMoved) == [TaskMoved("mote.1", "institusjon", "bydel")]


def test_who_is_named_when_a_task_is_added_has_it() -> None:
    case = play().add("oppgave_inst", "institusjon", hva="En", frist="2026-01-20", person="inger")
    assert case.assignee("oppgave_inst.1") == "inger"
    assert case.happened(TaskAssigned) == [TaskAssigned("oppgave_inst.1", "inger")]


@pytest.mark.parametrize("element", ["arbeid", "finnes_ikke", "svar_bydel"])
def test_only_what_the_diagram_offers_can_be_added(element: str) -> None:
    with pytest.raises(UnknownAddition):
        play().add(element, "bydel")


def test_only_the_parties_that_the_diagram_names_add_a_task() -> None:
    with pytest.raises(NotProposer):
        play().add("mote", "institusjon", frist="2026-01-20")


def test_the_party_that_added_a_task_takes_it_back_with_a_reason() -> None:
    case = play().add("oppgave_bydel", "institusjon", hva="En", frist="2026-01-20")
    with pytest.raises(NotProposer):
        case.withdraw("oppgave_bydel.1", "bydel")
    with pytest.raises(ReasonMissing):
        case.withdraw("oppgave_bydel.1", "institusjon", " ")
    case.withdraw("oppgave_bydel.1", "institusjon")
    assert case.happened(TaskWithdrawn) == [TaskWithdrawn("oppgave_bydel.1", None)]
    assert case.tasks == ["arbeid.1", "referat.1"]
    assert case.case.timers == {}


def test_a_task_of_the_diagram_is_not_taken_back() -> None:
    with pytest.raises(NotAdded):
        play().withdraw("arbeid.1", "bydel")


def test_rows_of_minutes_become_tasks_of_the_party_that_they_name() -> None:
    rows = [
        {"hva": "Bestille", "ansvarlig": "bydel", "frist": "2026-01-20"},
        {"hva": "Ringe", "ansvarlig": "institusjon", "frist": "2026-01-21"},
        {"hva": "Tenke", "ansvarlig": "beboer", "frist": None},
    ]
    case = play().complete("referat.1", avtalt=rows)
    titles = {task.id: task.title for task in case.case.tasks.values() if task.title}
    assert titles == {"oppgave_bydel.1": "Bestille", "oppgave_inst.1": "Ringe"}
    assert case.timers["oppgave_inst_frist.1"] == date(2026, 1, 21)
    assert case.happened(TaskAdded) == [
        TaskAdded("oppgave_bydel.1", "bydel"),
        TaskAdded("oppgave_inst.1", "bydel"),
    ]


def test_minutes_that_end_the_part_still_leave_their_tasks() -> None:
    rows = [{"hva": "Bestille", "ansvarlig": "bydel", "frist": "2026-01-20"}]
    case = play().complete("arbeid.1").complete("referat.1", avtalt=rows)
    assert case.tasks == ["oppgave_bydel.1"]


@pytest.mark.parametrize(("proposer", "answering"), [("bydel", "svar_inst"), ("institusjon", "svar_bydel")])
def test_what_has_to_be_agreed_is_the_other_partys_task_to_answer(proposer: str, answering: str) -> None:
    case = play().add("rapport", proposer, hva="Om økonomi", frist="2026-02-01")
    task = f"{answering}.1"
    assert case.happened(ProposalMade) == [ProposalMade(task, proposer, None, "rapport")]
    assert case.tasks == sorted(["arbeid.1", "referat.1", task])
    case.complete(task, forslag_svar="ja")
    assert case.happened(ProposalAnswered) == [ProposalAnswered(task, agreed=True)]
    assert case.tasks == ["arbeid.1", "rapport.1", "referat.1"]


def test_what_is_declined_does_not_happen() -> None:
    case = play().add("rapport", "bydel", hva="Om økonomi", frist="2026-02-01")
    case.complete("svar_inst.1", forslag_svar="nei", forslag_grunn="Rapporten er ny")
    assert case.happened(ProposalAnswered) == [ProposalAnswered("svar_inst.1", agreed=False)]
    assert case.tasks == ["arbeid.1", "referat.1"]


def test_a_proposal_is_taken_back_by_the_party_that_made_it() -> None:
    case = play().add("rapport", "bydel", hva="Om økonomi", frist="2026-02-01")
    assert case.withdraw("svar_inst.1", "bydel").tasks == ["arbeid.1", "referat.1"]
