"""A checklist as the rest of the system reads it: apart from the case's facts, and named by its tasks."""

import pytest

from prosesser.definition import Definition, load
from prosesser.definition.checklists import heading
from tests.builders import Journey
from tests.checklist_files import ITEM, checklist_file, section
from tests.form_files import date, number, textfield


@pytest.fixture(scope="module")
def definition() -> Definition:
    return load(
        Journey()
        .form("start", date("innflyttet"), number("oppgave"), date("ubrukt"))
        .form("punkt", *ITEM, textfield("merknad", hide="=innflyttet = null or status = null"))
        .file(
            "checklists/plan.json", checklist_file("plan", krav="F1", sections=[section("a", krav="F2 F1")])
        )
        .file("requirements.yaml", b"requirements:\n- {id: F1}\n- {id: F2}\n")
        .start(form="start")
        .task("oppgave", sjekkliste="plan")
        .task("mote", gjennomgar="plan")
        .end()
        .bundle()
    )


def test_what_an_item_is_asked_is_no_fact_of_the_case(definition: Definition) -> None:
    assert definition.facts["oppgave"].type == "number"
    assert definition.facts.keys().isdisjoint({"tiltak", "ansvarlig", "frist", "status"})


def test_a_case_remembers_what_the_form_of_an_item_reads(definition: Definition) -> None:
    assert definition.expression_facts == {"innflyttet"}


def test_a_task_says_which_checklist_it_adopts_and_which_it_goes_through(definition: Definition) -> None:
    said = {name: (task.adopts, task.reviews) for name, task in definition.elements.items()}
    assert (said["oppgave"], said["mote"], said["reise"]) == (("plan", None), (None, "plan"), (None, None))


def test_a_checklist_names_the_clauses_of_its_sections_too(definition: Definition) -> None:
    checklist = definition.checklists["plan"]
    assert checklist.clauses == ("F1", "F2")
    assert checklist.section("a") == checklist.sections[0]
    assert checklist.section("b") is None


def test_an_item_is_called_by_the_first_text_that_must_be_filled_in(definition: Definition) -> None:
    form = definition.forms["punkt"]
    assert heading(form, {"oppgave": "Kjøpe seng", "tiltak": "Nå"}) == "Kjøpe seng"
    assert heading(form, {"tiltak": "Nå"}) == ""
