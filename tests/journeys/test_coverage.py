"""What the routine asks is in the diagram and its forms, and nothing there claims a clause in secret.

Two tables are held against the files: ``clauses.yaml`` (clause -> elements -> fields, both ways) and
``fields.yaml`` (what each form has to ask).
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from prosesser.definition import examine, load, read_folder
from workflow_app.coverage.matrix import Row, matrix
from workflow_app.coverage.shown import shown_by

JOURNEY = Path("bpmn/institusjon-bolig")
TABLES = Path(__file__).parent

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
ZEEBE = "{http://camunda.org/schema/zeebe/1.0}"

OF_A_PLAN = ("F3.2-moveout-plan-early",)
"""Clauses that a living document alone realises."""

MEETINGS = (
    "forste_samarbeidsmote",
    "samarbeidsmote",
    "boligmote",
    "utflyttingsmote",
    "oppfolgingsmote",
    "ekstra_mote",
)
EVERY_MEETING = {
    "Møtetype": "mote_type",
    "Dato*": "mote_dato",
    "Innkalt av*": "mote_innkalt_av",
    "Innkalte*": "mote_innkalte",
    "Til stede*": "beboer_til_stede bydel_til_stede institusjon_til_stede",
    "Andre til stede": "andre_til_stede",
    "Fravær (hvem, grunn)": "fravar fravar.hvem fravar.grunn",
    "Bolig*": "mote_bolig",
    "Avtalte oppgaver": "avtalte_oppgaver",
    "Hva, ansvarlig*": "avtalte_oppgaver.hva avtalte_oppgaver.ansvarlig",
    "Frist": "avtalte_oppgaver.frist",
    "Behov for flere møter": "flere_moter",
    "Neste møte": "neste_mote",
}
"""Attendance is required: a blank would leave the answer of the meeting before standing."""

MATRIX = matrix(load(read_folder(JOURNEY)), shown_by())
ROWS = MATRIX.rows

Json = Mapping[str, Any]
Clauses = dict[str, dict[str, Any]]


def table(name: str) -> Any:
    return yaml.safe_load((TABLES / name).read_text(encoding="utf-8"))


def diagram() -> etree._ElementTree:
    return etree.parse(JOURNEY / "journey.bpmn")


def form(name: str) -> Json:
    schema: Json = json.loads((JOURNEY / "forms" / f"{name}.form").read_text(encoding="utf-8"))
    return schema


def properties(name: str) -> Iterator[etree._Element]:
    return (holder for holder in diagram().iter(f"{ZEEBE}property") if holder.get("name") == name)


def forms_in_use() -> dict[str, Json]:
    names = {holder.get("formId", "") for holder in diagram().iter(f"{ZEEBE}formDefinition")}
    names |= {holder.get("value", "") for holder in properties("skjema")}
    return {name: form(name) for name in sorted(names)}


def sections(checklist: str) -> set[str]:
    text = (JOURNEY / "checklists" / f"{checklist}.json").read_text(encoding="utf-8")
    return {section["id"] for section in json.loads(text)["sections"]}


def fields(components: list[Json], rows_of: str = "") -> Iterator[tuple[str, Json]]:
    """Yield every field by its key; a list's rows as ``list.key``."""
    for component in components:
        key = component.get("key") or component.get("path")
        if key:
            yield rows_of + key, component
        inside = f"{key}." if component["type"] == "dynamiclist" else rows_of
        yield from fields(component.get("components", []), inside)


def elements_by_clause() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for holder in properties("krav"):
        element_id = str(next(holder.iterancestors(f"{BPMN}extensionElements")).xpath("string(../@id)"))
        for clause in holder.get("value", "").split():
            found.setdefault(clause, set()).add(element_id)
    return found


def fields_by_clause() -> dict[str, dict[str, set[str]]]:
    found: dict[str, dict[str, set[str]]] = {}
    for name, schema in forms_in_use().items():
        for key, component in fields(schema["components"]):
            for clause in component.get("properties", {}).get("krav", "").split():
                found.setdefault(clause, {}).setdefault(name, set()).add(key)
    return found


def catalogue() -> dict[str, Json]:
    requirements = yaml.safe_load((JOURNEY / "requirements.yaml").read_text(encoding="utf-8"))["requirements"]
    return {requirement["id"]: requirement for requirement in requirements}


def test_each_clause_is_realised_in_the_diagram_or_beside_it() -> None:
    realised = set(table("clauses.yaml"))
    assert realised | {*OF_A_PLAN} == set(catalogue())
    assert not realised & {*OF_A_PLAN}


def test_the_diagram_names_the_clauses_of_the_table_on_the_same_elements() -> None:
    expected = {clause: set(row["elements"].split()) for clause, row in table("clauses.yaml").items()}
    assert elements_by_clause() == expected


def test_the_forms_name_the_clauses_of_the_table_on_the_same_fields() -> None:
    expected = {
        clause: {name: set(keys.split()) for name, keys in row["fields"].items()}
        for clause, row in table("clauses.yaml").items()
        if "fields" in row
    }
    assert fields_by_clause() == expected


def test_each_form_of_the_folder_is_used() -> None:
    items = {
        json.loads(path.read_text(encoding="utf-8"))["form"] for path in (JOURNEY / "checklists").iterdir()
    }
    assert set(forms_in_use()) | items == {path.stem for path in (JOURNEY / "forms").iterdir()}


def test_every_task_and_deadline_names_its_clauses() -> None:
    named = set().union(*elements_by_clause().values())
    asked = {step.get("id") for kind in ("userTask", "boundaryEvent") for step in diagram().iter(BPMN + kind)}
    assert asked <= named


def asked_fields() -> Iterator[tuple[str, str, str]]:
    """Yield form, what it has to ask (with * where required), and one field of those that ask it."""
    for name, asked in table("fields.yaml").items():
        for what, keys in asked.items():
            yield from ((name, what, key) for key in keys.split())
    for name in MEETINGS:
        for what, keys in EVERY_MEETING.items():
            yield from ((name, what, key) for key in keys.split())


@pytest.mark.parametrize(("name", "what", "key"), list(asked_fields()))
def test_a_form_asks_what_the_routine_asks(name: str, what: str, key: str) -> None:
    if key.startswith("→"):
        assert diagram().find(f".//*[@id='{key[1:]}']//{BPMN}timeDate") is not None
        return
    if "§" in key:
        checklist, section = key.split("§")
        assert section in sections(checklist)
        return
    *elsewhere, key = key.split("/")
    found = dict(fields(form(elsewhere[0] if elsewhere else name)["components"]))
    assert key in found
    if what.endswith("*"):
        assert is_required(found[key]), f"{name}: {what}"


def is_required(component: Json) -> bool:
    if component["type"] == "dynamiclist":
        return int(component.get("properties", {}).get("minst", 0)) >= 1
    return component.get("validate", {}).get("required") is True


def test_a_fact_has_one_type_wherever_it_is_asked() -> None:
    types: dict[str, set[tuple[str, str | None]]] = {}
    for schema in forms_in_use().values():
        for key, component in fields(schema["components"]):
            types.setdefault(key, set()).add((component["type"], component.get("subtype")))
    assert {key: kinds for key, kinds in types.items() if len(kinds) > 1} == {}


def test_the_definition_has_no_errors() -> None:
    assert examine(read_folder(JOURNEY)).errors == ()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_clause_is_realised_and_shown_and_its_deadline_counted_as_the_catalogue_says(row: Row) -> None:
    assert row.problems == ()


def test_nothing_names_a_clause_that_the_catalogue_does_not_have() -> None:
    assert MATRIX.problems == ()
