"""Living documents: items are written and changed by both parties, adopted and reviewed, and never lost."""

from collections.abc import Mapping
from typing import Any

import pytest

from prosesser.definition.forms import FormErrors
from prosesser.engine import Plan, canonical, digest
from prosesser.engine.errors import (
    CaseEnded,
    ItemChanged,
    NothingReviewed,
    PlanFull,
    UnknownItem,
    UnknownPlan,
    UnknownSection,
)
from prosesser.engine.messages import CompleteTask, ItemSaved, PlanAdopted, SaveItem, SectionSet, SetSection
from prosesser.engine.plans import MAX_ITEMS
from tests.builders import Journey
from tests.checklist_files import ITEM, RESPONSIBLES, checklist_file
from tests.engine.play import Play
from tests.form_files import date, rows, select, textfield

BED = {"oppgave": "Kjøpe seng", "ansvarlig": "beboer"}
SAVED: dict[str, object] = {**BED, "tiltak": None, "frist": None, "status": "apen", "skrevet_av": []}
WROTE = select("skrevet_av", "Skrevet av", options=("beboer", "bydel"), type="checklist")

NEW = rows(
    "nye",
    select("del", "Del", options=("okonomi", "naboskap"), required=True),
    textfield("oppgave", "Oppgave"),
    select("ansvarlig", "Ansvarlig", options=RESPONSIBLES),
)


def journey() -> Journey:
    """The plan is written during «opphold», adopted by «mote» and gone through by «oppfolging»."""
    moved = 'del = "naboskap" and innflyttet != null'
    return (
        Journey()
        .form("flytting", date("innflyttet"))
        .form("oppfolging", NEW)
        .form("punkt", *ITEM, WROTE, textfield("nabo", "Nabo", hide=f"=not({moved})", required=True))
        .file("checklists/plan.json", checklist_file("plan"))
        .start()
        .task("opphold", form="flytting")
        .task("mote", sjekkliste="plan")
        .task("oppfolging", form="oppfolging", said={"gjennomgar": "plan", "punkter.nye": "plan"})
        .task("sist")
        .end()
    )


@pytest.fixture
def play() -> Play:
    return Play(journey()).start()


def save(play: Play, answers: Mapping[str, object] = BED, section: str = "okonomi", **more: Any) -> Play:
    return play.do(SaveItem("plan", section, more.pop("party", "bydel"), answers, **more))


def plan(play: Play) -> Plan:
    return play.case.plans["plan"]


def errors(play: Play, command: CompleteTask | SaveItem | SetSection) -> list[tuple[str, str]]:
    with pytest.raises(FormErrors) as refused:
        play.do(command)
    return [(error.path, error.message) for error in refused.value.errors]


def reviewing(play: Play) -> Play:
    """Two items, and the task that goes through them open."""
    save(save(play), {**BED, "oppgave": "Hilse på", "frist": "2026-02-01"}, "naboskap")
    return play.complete("opphold.1", "mote.1")


def test_an_item_is_written_as_soon_as_the_case_runs(play: Play) -> None:
    save(play)
    assert play.events == [ItemSaved("plan", "plan.1", "okonomi", SAVED, "bydel")]
    item = plan(play).items["plan.1"]
    assert (item.section, item.answers, item.changes, item.number) == ("okonomi", SAVED, 1, 1)
    assert (item.begun, item.changed, item.unfinished) == (play.now, play.now, True)


def test_a_plan_that_nobody_wrote_in_leaves_the_state_as_it_was(play: Play) -> None:
    assert "plans" not in play.case.to_json()
    assert digest(play.case) == digest(Play(journey()).start().case)


def test_an_item_that_was_opened_as_it_stands_is_changed_by_either_party(play: Play) -> None:
    save(play).on("2026-02-03")
    save(play, {**BED, "status": "gjort"}, party="institusjon", item="plan.1", seen=1)
    item = plan(play).items["plan.1"]
    assert (item.state, item.changes, item.party, item.unfinished) == ("gjort", 2, "institusjon", False)
    assert item.begun < item.changed == play.now


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_an_item_that_was_changed_since_it_was_opened_is_not_overwritten(play: Play, seen: int) -> None:
    save(save(play), {**BED, "oppgave": "Kjøpe to senger"}, item="plan.1", seen=1)
    before = canonical(play.case)
    with pytest.raises(ItemChanged):
        save(play, {**BED, "oppgave": "Låne seng"}, item="plan.1", seen=seen)
    assert canonical(play.case) == before


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({}, ["oppgave", "ansvarlig"]),
        ({**BED, "ansvarlig": ""}, ["ansvarlig"]),
        ({**BED, "ansvarlig": "naboen"}, ["ansvarlig"]),
        ({**BED, "frist": "2026-02-30"}, ["frist"]),
        ({**BED, "status": "slettet"}, ["status"]),
        ({**BED, "ukjent": "x"}, ["ukjent"]),
        ({**BED, "nabo": "Per"}, ["nabo"]),
    ],
)
def test_an_item_is_read_strictly_by_its_form(
    play: Play, answers: dict[str, object], wrong: list[str]
) -> None:
    found = errors(play, SaveItem("plan", "okonomi", "bydel", answers))
    assert [path for path, _ in found] == wrong
    assert play.case.plans == {}


def test_the_form_reads_the_section_and_the_facts_of_the_case(play: Play) -> None:
    save(play, section="naboskap")
    play.complete("opphold.1", innflyttet="2026-01-12")
    assert errors(play, SaveItem("plan", "naboskap", "bydel", BED)) == [("nabo", "Nabo må fylles ut.")]
    save(play, {**BED, "nabo": "Per"}, "naboskap")
    assert plan(play).items["plan.2"].answers["nabo"] == "Per"


def test_only_what_the_journey_defines_can_be_written_in(play: Play) -> None:
    with pytest.raises(UnknownPlan):
        play.do(SaveItem("annen", "okonomi", "bydel", BED))
    with pytest.raises(UnknownSection):
        save(play, section="borte")
    with pytest.raises(UnknownSection):
        play.do(SetSection("plan", "borte", "bydel", relevant=True))
    with pytest.raises(UnknownItem):
        save(play, item="plan.1", seen=1)


def test_a_plan_does_not_grow_without_end(play: Play) -> None:
    for _ in range(MAX_ITEMS):
        save(play)
    with pytest.raises(PlanFull):
        save(play)
    save(play, {**BED, "status": "utgar"}, item="plan.300", seen=1)
    assert len(plan(play).items) == MAX_ITEMS


def test_a_section_is_left_out_with_a_reason_and_an_item_takes_it_in_again(play: Play) -> None:
    play.do(SetSection("plan", "naboskap", "bydel", relevant=False, reason=" Bor alene på landet "))
    assert play.events == [SectionSet("plan", "naboskap", relevant=False, reason="Bor alene på landet")]
    assert plan(play).left_out == {"naboskap": "Bor alene på landet"}
    save(play, section="naboskap")
    assert play.events[0] == SectionSet("plan", "naboskap")
    assert plan(play).left_out == {}


def test_a_section_is_taken_in_again_by_itself(play: Play) -> None:
    play.do(SetSection("plan", "naboskap", "bydel", relevant=False, reason="Nei"))
    play.do(SetSection("plan", "naboskap", "bydel", relevant=True, reason="som ikke lenger gjelder"))
    assert (plan(play).left_out, play.events) == ({}, [SectionSet("plan", "naboskap")])


@pytest.mark.parametrize("reason", ["", "  ", "\u200b", "x" * 4001])
def test_a_section_is_not_left_out_without_a_reason(play: Play, reason: str) -> None:
    found = errors(play, SetSection("plan", "naboskap", "bydel", relevant=False, reason=reason))
    assert [path for path, _ in found] == ["grunn"]


def test_a_section_with_open_items_is_not_left_out(play: Play) -> None:
    save(play)
    left_out = SetSection("plan", "okonomi", "bydel", relevant=False, reason="Nei")
    sentence = "Delen har åpne punkter. Sett dem til «Gjort» eller «Utgår» først."
    assert errors(play, left_out) == [("aktuell", sentence)]
    save(play, {**BED, "status": "utgar"}, item="plan.1", seen=1)
    assert play.do(left_out).case.plans["plan"].left_out == {"okonomi": "Nei"}


def test_items_of_a_section_come_as_they_were_written_and_dropped_ones_last(play: Play) -> None:
    for _ in range(11):
        save(play)
    save(play, {**BED, "status": "utgar"}, item="plan.2", seen=1)
    assert [item.number for item in plan(play).in_section("okonomi")] == [1, *range(3, 12), 2]
    assert [item.number for item in plan(play).unfinished()] == [1, *range(3, 12)]


def test_a_plan_is_begun_when_the_resident_has_written_in_it(play: Play) -> None:
    save(play)
    assert plan(play).begun is None
    save(play.on("2026-01-20"), {**BED, "skrevet_av": ["bydel", "beboer"]})
    begun = play.now
    save(play.on("2026-01-30"), {**BED, "skrevet_av": ["beboer"]})
    save(play, {**BED, "status": "gjort", "skrevet_av": ["beboer"]}, item="plan.2", seen=1)
    assert plan(play).begun == begun


def test_a_task_adopts_the_plan_as_it_stands_empty_or_not(play: Play) -> None:
    play.complete("opphold.1", "mote.1")
    assert play.events[1] == PlanAdopted("plan", "mote.1", 1)
    assert (plan(play).versions, plan(play).items) == (1, {})


def test_every_open_item_has_to_be_decided(play: Play) -> None:
    reviewing(play)
    done = {"plan.1": {"status": "gjort"}}
    assert errors(play, CompleteTask("oppfolging.1", {}, done)) == [
        ("gjennomgang-plan.2-status", "Punkt 2: velg om det er gjort eller videreføres.")
    ]
    assert play.tasks == ["oppfolging.1"]


@pytest.mark.parametrize("state", ["apen", "utgar", "", None, 1])
def test_an_item_is_decided_by_being_done_or_continued(play: Play, state: object) -> None:
    reviewing(play)
    review: dict[str, dict[str, object]] = {"plan.1": {"status": state}, "plan.2": {"status": "gjort"}}
    found = errors(play, CompleteTask("oppfolging.1", {}, review))
    assert [path for path, _ in found] == ["gjennomgang-plan.1-status"]


def test_what_is_continued_can_get_another_person_date_and_measure(play: Play) -> None:
    reviewing(play)
    continued: dict[str, object] = {
        "status": "viderefores",
        "ansvarlig": "bydel",
        "frist": "2026-05-01",
        "tiltak": "Hjelpe",
    }
    review: dict[str, dict[str, object]] = {"plan.1": {"status": "gjort"}, "plan.2": continued}
    play.do(CompleteTask("oppfolging.1", {}, review, {"plan.1": 1, "plan.2": 1}))
    assert play.happened(ItemSaved) == [
        ItemSaved("plan", "plan.1", "okonomi", {**SAVED, "status": "gjort"}, "bydel"),
        ItemSaved("plan", "plan.2", "naboskap", {**SAVED, "oppgave": "Hilse på", **continued}, "bydel"),
    ]
    assert [item.id for item in plan(play).unfinished()] == ["plan.2"]
    assert play.tasks == ["sist.1"]


def test_what_is_wrong_with_a_decision_is_said_of_the_item_and_the_field(play: Play) -> None:
    reviewing(play)
    wrong = {"status": "viderefores", "ansvarlig": "", "frist": "i morgen"}
    found = errors(play, CompleteTask("oppfolging.1", {}, {"plan.1": wrong, "plan.2": {"status": "gjort"}}))
    assert [path for path, _ in found] == ["gjennomgang-plan.1-ansvarlig", "gjennomgang-plan.1-frist"]
    assert found[0][1] == "Punkt 1: Velg et svar på Ansvarlig."


def test_a_decision_does_not_overwrite_what_was_changed_since_it_was_seen(play: Play) -> None:
    reviewing(play)
    save(play, {**BED, "ansvarlig": "bydel"}, item="plan.1", seen=1)
    review = {"plan.1": {"status": "gjort"}, "plan.2": {"status": "gjort"}}
    found = errors(play, CompleteTask("oppfolging.1", {}, review, {"plan.1": 1, "plan.2": 1}))
    sentence = "Punkt 1: punktet er endret siden du åpnet siden. Se hva som står nå."
    assert found == [("gjennomgang-plan.1-status", sentence)]
    play.do(CompleteTask("oppfolging.1", {}, review, {"plan.1": 2, "plan.2": 1}))
    assert plan(play).items["plan.1"].answers["ansvarlig"] == "bydel"


def test_a_decision_about_what_is_not_open_is_refused(play: Play) -> None:
    reviewing(play)
    review = {f"plan.{number}": {"status": "gjort"} for number in (1, 2, 3)}
    found = errors(play, CompleteTask("oppfolging.1", {}, review))
    assert found == [
        (
            "gjennomgang-plan.3-status",
            "Punkt 3: punktet er ikke åpent lenger. Se hva som står i planen.",
        )
    ]


def test_rows_of_the_form_become_items_that_are_decided_next_time(play: Play) -> None:
    reviewing(play)
    review = {f"plan.{number}": {"status": "gjort"} for number in (1, 2)}
    row = {"oppgave": "Besøke naboen", "ansvarlig": "bydel"}
    play.do(CompleteTask("oppfolging.1", {"nye": [{**row, "del": "naboskap"}]}, review))
    assert play.happened(ItemSaved)[-1] == ItemSaved("plan", "plan.3", "naboskap", {**SAVED, **row}, "bydel")
    assert [item.id for item in plan(play).unfinished()] == ["plan.3"]


def test_a_row_takes_a_section_in_again(play: Play) -> None:
    play.complete("opphold.1", "mote.1")
    play.do(SetSection("plan", "naboskap", "bydel", relevant=False, reason="Nei"))
    play.complete("oppfolging.1", nye=[{**BED, "del": "naboskap"}])
    assert plan(play).left_out == {}


def test_a_row_that_the_form_of_an_item_does_not_take_is_refused_where_it_stands(play: Play) -> None:
    play.complete("opphold.1", innflyttet="2026-01-12").complete("mote.1")
    written = [{**BED, "del": "okonomi"}, {**BED, "del": "naboskap"}]
    found = errors(play, CompleteTask("oppfolging.1", {"nye": written}))
    assert found == [("nye-1-nabo", "Nabo må fylles ut.")]


def test_rows_do_not_make_a_plan_grow_without_end(play: Play) -> None:
    play.complete("opphold.1", "mote.1")
    for _ in range(MAX_ITEMS):
        save(play, {**BED, "status": "gjort"})
    with pytest.raises(PlanFull):
        play.complete("oppfolging.1", nye=[{**BED, "del": "okonomi"}])


def test_a_task_that_goes_through_no_plan_takes_no_decisions(play: Play) -> None:
    save(play)
    with pytest.raises(NothingReviewed):
        play.do(CompleteTask("opphold.1", {}, {"plan.1": {"status": "gjort"}}))


def test_an_ended_case_keeps_its_plans_and_takes_no_more(play: Play) -> None:
    reviewing(play)
    review = {f"plan.{number}": {"status": "gjort"} for number in (1, 2)}
    play.do(CompleteTask("oppfolging.1", {}, review)).complete("sist.1")
    assert play.case.status == "completed"
    assert plan(play).items.keys() == {"plan.1", "plan.2"}
    with pytest.raises(CaseEnded):
        save(play)
