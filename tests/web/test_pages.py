"""What the pages say: the inbox, a case, its history, and that every field has a name."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask, render_template_string
from lxml.html import HtmlElement

from prosesser.definition import read_folder
from prosesser.definition.form_files import read_forms
from prosesser.definition.forms import Form
from tests.web.conftest import BEGINNING, JOURNEY, NATIONAL_ID, RESIDENT, Case
from tests.web.visitor import Seen, Visitor
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk
from workflow_app.web.forms.sheet import Sheet

Visit = Callable[..., Visitor]

FORMS = read_forms(read_folder(JOURNEY))[0]
FORM_LABELS = {field.key: field.label for field in FORMS["innflytting"].fields()}


def row_of(page: Seen, task: str) -> str:
    rows = page.tree.xpath("//tbody/tr[th//a[text()=$task]]", task=task)
    return " ".join(rows[0].text_content().split())


@pytest.mark.usefixtures("admitted")
def test_the_inbox_counts_and_sorts_by_deadline(visit: Visit) -> None:
    page = visit("institusjon").get("/oppgaver?visning=enhetens")
    assert [link.text_content().split() for link in page.tree.xpath("//ul[@class='filters']//a")] == [
        ["Mine", "oppgaver", "0"],
        ["Enhetens", "oppgaver", "6"],
        ["Ufordelte", "6"],
    ]
    dates = page.tree.xpath("//tbody//time/@datetime")
    assert dates == sorted(dates)


@pytest.mark.parametrize(
    ("days", "tag"),
    [
        (10, "Påminnelse: frist om 4 dager"),
        (13, "Påminnelse: frist i morgen"),
        (14, "Påminnelse: frist i dag"),
        (15, "Forfalt i går"),
        (17, "Forfalt for 3 dager siden"),
    ],
)
@pytest.mark.usefixtures("admitted")
def test_a_deadline_is_told_in_words(days: int, tag: str, visit: Visit, clock: ManualClock) -> None:
    clock.advance(timedelta(days=days))
    page = visit("institusjon").get("/oppgaver?visning=ufordelte")
    assert tag in row_of(page, "Plan for oppholdet")
    assert "19.01.2026" in row_of(page, "Plan for oppholdet")


@pytest.mark.usefixtures("case")
def test_a_task_is_taken_and_laid_back_from_the_list(visit: Visit) -> None:
    visitor = visit("institusjon")
    taken = visitor.get("/oppgaver?visning=ufordelte").press("Ta oppgaven")
    assert "Du har tatt oppgaven." in taken.text
    mine = visitor.get("/oppgaver")
    assert "deg" in row_of(mine, "Innflytting i institusjon")
    back = mine.press("Legg tilbake")
    assert "Oppgaven ligger hos enheten igjen." in back.text
    assert "Du har ingen oppgaver nå" in back.text


@pytest.mark.parametrize("page", ["0", "-1", "2", "999999", "x", "1" * 30, "²"])
@pytest.mark.usefixtures("case")
def test_a_page_number_that_is_none_shows_a_page_all_the_same(page: str, visit: Visit) -> None:
    assert visit("bydel").get(f"/saker?side={page}").heading == "Saker"


def test_the_case_page_tells_who_does_what_by_when(visit: Visit, admitted: Case, desk: Desk) -> None:
    facts = desk.cases.versions.latest()[0].facts
    page = visit("bydel").get(admitted.address)
    assert page.heading == RESIDENT
    for told in (
        f"{NATIONAL_ID[:6]}\N{NO-BREAK SPACE}{NATIONAL_ID[6:]}",
        "Ansvarlig nå",
        f"{facts['innflyttet_institusjon'].label} 5. januar 2026",
        "Kontakter hos institusjonen Navn Line Prestvik Telefon 40000002",
        "Bolig tildelt",
    ):
        assert " ".join(told.split(" ")) in spaced(page), told


def test_only_who_may_send_a_message_is_offered_it(visit: Visit, admitted: Case) -> None:
    district = visit("bydel").get(admitted.address).links()
    institution = visit("institusjon").get(admitted.address).links()
    assert {"Bolig tildelt", "Bolig tilbudt eller funnet"} <= set(district)
    assert "Bolig tildelt" not in institution
    assert "Bolig tilbudt eller funnet" in institution


def test_a_message_is_registered_and_moves_the_meetings(
    visit: Visit, admitted: Case, clock: ManualClock
) -> None:
    clock.advance(timedelta(days=30))
    form = visit("bydel").get(admitted.address).follow("Bolig tildelt")
    assert form.heading == "Registrer: Bolig tildelt"
    assert form.press("Registrer").status == 422
    fields = form.tree.xpath("//form[@id='skjema']//input | //form[@id='skjema']//select")
    answered = form.press("Registrer", {}, **dict(_plausible(fields)))
    assert answered.errors() == []
    assert "«Bolig tildelt» er registrert." in answered.text
    assert "Møteansvarlig Bydel Gamle Oslo" in spaced(answered)


def _plausible(fields: list[HtmlElement]) -> Iterator[tuple[str, str]]:
    """A first option, a date, or a text for each field."""
    for field in fields:
        name, kind = field.get("name"), field.get("type")
        if field.tag == "select":
            yield name, field.xpath("./option[@value!='']/@value")[0]
        elif kind == "radio":
            yield name, field.xpath("ancestor::fieldset[1]//input[@type='radio']/@value")[0]
        elif kind == "text":
            is_date = "for eksempel 05.06.2026" in field.getparent().text_content()
            yield name, "20.01.2026" if is_date else "Leilighet"


def test_the_history_says_who_did_what_and_shows_answers_by_label(visit: Visit, admitted: Case) -> None:
    history = visit("bydel").get(admitted.address).tree.xpath("//ol[contains(@class, 'timeline')]/li")
    newest = " ".join(history[0].text_content().split())
    assert "Fullførte «Innflytting i institusjon»" in newest
    assert "Institusjon Hansen, Lilleborg rehabiliteringssenter" in newest
    assert "Frist for «Plan for oppholdet»: 19. januar 2026" in newest
    answers = {
        row.findtext("dt"): " ".join(row.find("dd").text_content().split())
        for row in history[0].xpath(".//details/div/dl/div")
    }
    assert answers[FORM_LABELS["innflyttet_institusjon"]] == "05.01.2026"
    assert answers[FORM_LABELS["primarkontakt_tildelt"]] == "Ja"


def test_the_task_page_gives_the_deadline_with_its_rule_and_what_the_routine_says(
    visit: Visit, admitted: Case
) -> None:
    page = visit("institusjon").get(f"{admitted.address}/oppgaver/plan_for_oppholdet.1")
    assert "14 dager" in page.text
    assert "Frist om 14 dager 19.01.2026" in page.text
    assert "Fellesskriv 3/2021 §2.2" in page.text


def test_the_diagram_marks_where_the_case_is(
    visit: Visit, admitted: Case, clock: ManualClock, desk: Desk
) -> None:
    clock.advance(timedelta(days=16))
    desk.cases.fire_due(clock.now())
    figure = visit("bydel").get(admitted.address).tree.xpath("//figure")[0]
    assert json.loads(figure.get("data-diagram-marks")) == {
        "active": ["boligmote", "bydelskontakter", "forste_mote_referat", "kartlegging", "statusrapport"],
        "overdue": ["innkalling", "plan_for_oppholdet"],
        "done": ["innflytting"],
    }
    diagram = visit("bydel").client.get(figure.get("data-diagram-url"))
    assert diagram.mimetype == "application/xml"
    assert diagram.get_data() == (JOURNEY / "journey.bpmn").read_bytes()


def test_a_diagram_that_is_no_version_of_ours_is_not_found(visit: Visit) -> None:
    assert visit("bydel").get(f"/prosesser/{'0' * 64}/diagram.bpmn").status == 404


def test_the_auditor_reads_the_case_by_assignment_alone(visit: Visit, admitted: Case) -> None:
    assert visit("revisor").get(admitted.address).status == 404
    page = visit("revisor").get("/").follow(RESIDENT)
    assert page.heading == RESIDENT
    assert not page.tree.xpath("//main//form")


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_every_field_of_every_form_has_a_name_of_its_own(form: Form, app: Flask) -> None:
    sheet = Sheet(form, {}, {"bydeler": (), "institusjoner": (), "ansatte": (), "enheter": ()}, BEGINNING)
    macro = "{% from 'forms/form.html' import form with context %}{{ form(filled, 'Fullfør') }}"
    with app.test_request_context():
        page = render_template_string(f"<main>{macro}</main>", filled=sheet.opened())
    shown = Seen(app.response_class(page), None)  # type: ignore[arg-type]  # nobody visits it
    labels = shown.tree.xpath("//label/@for")
    fields = shown.tree.xpath("//input[not(@type='hidden')]/@id | //select/@id | //textarea/@id")
    assert sorted(labels) == sorted(fields)
    ids = Counter(shown.tree.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []
    for fieldset in shown.tree.xpath("//fieldset"):
        assert fieldset.xpath("string(legend)").strip()


def spaced(page: Seen) -> str:
    """The main part's words with a space between elements."""
    return re.sub(r"[^\S\N{NO-BREAK SPACE}]+", " ", " ".join(page.tree.xpath("//main//text()")))
