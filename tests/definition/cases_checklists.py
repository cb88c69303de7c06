"""Right and wrong checklists."""

import json
from collections.abc import Iterable
from typing import Any

from tests.bpmn_steps import PLAIN_FORM
from tests.builders import Journey
from tests.checklist_files import ITEM, RESPONSIBLES, STATES, checklist_file, section
from tests.definition.case import Case, plain
from tests.form_files import Json, date, group, rows, select, textarea, textfield

CATALOGUE = b"requirements:\n- {id: F1, text: Kravet}\n"


def _planned(content: bytes | None = None, *components: Json, **properties: str) -> Journey:
    """A journey with the checklist «plan», and a task with these properties."""
    return (
        Journey()
        .form("punkt", *(components or ITEM))
        .file("checklists/plan.json", checklist_file("plan") if content is None else content)
        .start()
        .task("oppgave", form=properties.pop("form", PLAIN_FORM), said=properties)
        .end()
    )


def _asking(*replacing: Json, without: Iterable[str] = ()) -> Journey:
    """The checklist with an item form in which fields are replaced, added or left out."""
    fields = {field["key"]: field for field in (*ITEM, *replacing)}
    return _planned(None, *(field for key, field in fields.items() if key not in without))


SECTION = select("del", options=("okonomi", "naboskap"), required=True)


def _adding(field: Json, plan: str = "plan") -> Journey:
    """The checklist, and a task whose form has a field that becomes new items."""
    return (
        Journey()
        .form("punkt", *ITEM)
        .form("mote", field)
        .file("checklists/plan.json", checklist_file("plan"))
        .start()
        .task("oppgave", form="mote", said={"punkter.nye": plan})
        .end()
    )


def _described(**more: Any) -> bytes:
    return checklist_file("plan", **more)


CASES = (
    Case("checklists-are-readable", lambda: _planned(b"{"), _planned, None, "er ikke gyldig JSON"),
    Case(
        "checklists-are-readable",
        lambda: _planned(json.dumps({"id": "plan", "title": "Plan", "sections": []}).encode()),
        _planned,
        None,
        "«checklists/plan.json»: «form» mangler. Fyll det ut.",
    ),
    Case(
        "checklists-are-readable",
        lambda: _planned(_described(sections=[section("a"), {**section("b"), "farge": "rød"}])),
        _planned,
        None,
        "«checklists/plan.json», del 2: «farge» støttes ikke her. Ta det bort.",
    ),
    Case(
        "checklists-are-readable",
        lambda: _planned(checklist_file("annen")),
        _planned,
        None,
        "Gi filen navnet «annen.json», eller rett id-en.",
    ),
    Case(
        "checklists-have-plain-sections",
        lambda: _planned(_described(sections=[])),
        _planned,
        None,
        "den har ingen deler",
    ),
    Case(
        "checklists-have-plain-sections",
        lambda: _planned(_described(sections=[section("a"), section("a")])),
        lambda: _planned(_described(sections=[section("a"), section("b")])),
        None,
        "id-en «a» er brukt på 2 deler",
    ),
    Case(
        "checklists-have-plain-sections",
        lambda: _planned(_described(sections=[section("Økonomi")])),
        lambda: _planned(_described(sections=[section("okonomi")])),
        None,
        "delen kan ikke ha id-en «Økonomi»",
    ),
    Case(
        "checklists-have-plain-sections",
        lambda: _planned(_described(sections=[{**section("a"), "title": " "}])),
        _planned,
        None,
        "delen «a» har ingen tittel",
    ),
    Case(
        "checklists-have-plain-sections",
        lambda: _planned(_described(title="")),
        _planned,
        None,
        "den har ingen tittel",
    ),
    Case(
        "checklists-have-plain-sections",
        lambda: plain().form("punkt", *ITEM).file("checklists/a-b.json", checklist_file("a-b")),
        _planned,
        None,
        "Sjekklisten «a-b»: den kan ikke ha den id-en",
    ),
    Case(
        "checklist-forms-exist",
        lambda: _planned(_described(form="borte")),
        _planned,
        None,
        "skjemaet «borte» finnes ikke. Lagre det som «forms/borte.form».",
    ),
    Case(
        "checklist-forms-are-their-own",
        lambda: _planned(form="punkt"),
        lambda: _planned(form=PLAIN_FORM),
        "oppgave",
        "er for ett punkt i sjekklisten «plan». Gi oppgaven et eget skjema.",
    ),
    Case(
        "item-forms-ask-who-when-and-how-it-stands",
        lambda: _asking(without=("ansvarlig",)),
        _planned,
        None,
        "«ansvarlig» må være en nedtrekksliste som må fylles ut, med andre, beboer, booppfolger, bydel og",
    ),
    Case(
        "item-forms-ask-who-when-and-how-it-stands",
        lambda: _asking(select("ansvarlig", options=RESPONSIBLES)),
        lambda: _asking(select("ansvarlig", options=RESPONSIBLES, required=True)),
        None,
        "«ansvarlig» må være en nedtrekksliste som må fylles ut",
    ),
    Case(
        "item-forms-ask-who-when-and-how-it-stands",
        lambda: _asking(date("frist", subtype="datetime")),
        lambda: _asking(date("frist")),
        None,
        "«frist» må være en dato.",
    ),
    Case(
        "item-forms-ask-who-when-and-how-it-stands",
        lambda: _asking(select("status", options=("apen", "gjort"))),
        lambda: _asking(select("status", options=STATES)),
        None,
        "«status» må være en nedtrekksliste med apen, gjort, utgar og viderefores.",
    ),
    Case(
        "item-forms-ask-who-when-and-how-it-stands",
        lambda: _asking(textfield("oppgave")),
        lambda: _asking(textarea("oppgave", required=True)),
        None,
        "som sier hva punktet er",
    ),
    Case(
        "item-forms-ask-who-when-and-how-it-stands",
        lambda: _asking(select("status", options=STATES, hide='=del = "okonomi"')),
        lambda: _asking(date("frist", hide='=del = "okonomi"')),
        None,
        "«ansvarlig» og «status» kan ikke skjules.",
    ),
    Case(
        "item-forms-ask-who-when-and-how-it-stands",
        lambda: _planned(None, *ITEM[:2], group(*ITEM[2:]) | {"conditional": {"hide": "=oppgave = null"}}),
        lambda: _planned(None, *ITEM[:2], group(*ITEM[2:])),
        None,
        "«ansvarlig» og «status» kan ikke skjules.",
    ),
    Case(
        "item-forms-have-no-lists",
        lambda: _planned(None, *ITEM, rows("steg", textfield("hva"), label="Steg")),
        _planned,
        None,
        "La hver rad i «Steg» være et eget punkt.",
    ),
    Case(
        "item-fields-have-plain-names",
        lambda: _asking(textfield("del")),
        lambda: _asking(textfield("deler")),
        None,
        "et felt kan ikke ha nøkkelen «del»",
    ),
    Case(
        "item-fields-have-plain-names",
        lambda: _asking(textfield("Mål")),
        lambda: _asking(textfield("mal")),
        None,
        "et felt kan ikke ha nøkkelen «Mål»",
    ),
    Case(
        "tasks-name-existing-checklists",
        lambda: _planned(sjekkliste="borte"),
        lambda: _planned(sjekkliste="plan"),
        "oppgave",
        "Sjekklisten «borte» finnes ikke. Lagre den som «checklists/borte.json».",
    ),
    Case(
        "tasks-name-existing-checklists",
        lambda: _planned(gjennomgar="borte"),
        lambda: _planned(gjennomgar="plan", sjekkliste="plan"),
        "oppgave",
        "Sjekklisten «borte» finnes ikke",
    ),
    Case(
        "tasks-name-existing-checklists",
        lambda: _adding(rows("nye", SECTION), plan="borte"),
        lambda: _adding(rows("nye", SECTION)),
        "oppgave",
        "Sjekklisten «borte» finnes ikke",
    ),
    Case(
        "rows-fit-the-items-they-become",
        lambda: _adding(textfield("nye")),
        lambda: _adding(rows("nye", SECTION, textfield("oppgave"))),
        "oppgave",
        "Skjemaet har ingen liste «nye» som kan bli til punkter.",
    ),
    Case(
        "rows-fit-the-items-they-become",
        lambda: _adding(rows("nye", textfield("oppgave"))),
        lambda: _adding(rows("nye", SECTION)),
        "oppgave",
        "den må ha nedtrekkslisten «del», som må fylles ut",
    ),
    Case(
        "rows-fit-the-items-they-become",
        lambda: _adding(rows("nye", select("del", options=("okonomi", "borte"), required=True))),
        lambda: _adding(rows("nye", SECTION)),
        "oppgave",
        "med id-er på deler av sjekklisten",
    ),
    Case(
        "rows-fit-the-items-they-become",
        lambda: _adding(rows("nye", SECTION, textfield("frist"))),
        lambda: _adding(rows("nye", SECTION, date("frist"))),
        "oppgave",
        "«frist» finnes ikke, eller har en annen type, i skjemaet «punkt»",
    ),
    Case(
        "properties-are-known",
        lambda: plain().prop("sjekkliste", "plan"),
        lambda: _planned(sjekkliste="plan"),
        "reise",
        "Egenskapen «sjekkliste» har ingen virkning her. Den hører til på en brukeroppgave.",
    ),
    Case(
        "facts-are-declared",
        lambda: _asking(textfield("merknad", hide="=borte")),
        lambda: _asking(textfield("merknad", hide='=del = "a" or oppgave = null')),
        None,
        "skjemaet «punkt» leser «borte», som ingen fyller ut",
    ),
    Case(
        "clauses-are-known",
        lambda: _planned(_described(krav="F9")).file("requirements.yaml", CATALOGUE),
        lambda: _planned(_described(krav="F1")).file("requirements.yaml", CATALOGUE),
        None,
        "«F9» finnes ikke i requirements.yaml",
    ),
    Case(
        "clauses-are-known",
        lambda: _planned(_described(sections=[{**section("a"), "krav": "F8"}])).file(
            "requirements.yaml", CATALOGUE
        ),
        _planned,
        None,
        "«F8» finnes ikke i requirements.yaml",
    ),
    Case(
        "forms-are-used",
        lambda: plain().form("punkt", *ITEM),
        _planned,
        None,
        "«forms/punkt.form» brukes ikke",
    ),
)
