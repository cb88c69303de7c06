"""Filling in forms without JavaScript: errors, rows, drafts, hidden fields, and sending twice."""

from collections.abc import Callable
from datetime import date

import pytest

from prosesser.definition.forms import Form
from prosesser.engine.commands import ClaimTask, CompleteTask
from tests.web.conftest import BEGINNING, NATIONAL_ID, RESIDENT, Case, actor
from tests.web.visitor import Seen, Visitor
from workflow_app.web.desk import Desk
from workflow_app.web.forms.sheet import Sheet

Visit = Callable[..., Visitor]

CONTACT = {
    "primarkontakter-0-navn": "Line Prestvik",
    "primarkontakter-0-telefon": "400 00 002",
    "primarkontakter-0-fra_dato": "5.1.26",
}
ADMITTED = {"Innflyttingsdato": "5. januar 2026", "Har beboeren fått primærkontakt?": "Ja"}
REFERRED = {
    "Navn": RESIDENT,
    "Fødselsnummer": NATIONAL_ID,
    "Har bydelen vurdert at beboeren har rett til oppholdet?": "Ja",
    "Vurdering av rett til opphold": "Vurdert.",
    "Har beboeren som mål å flytte til egen bolig?": "Ja",
    "Institusjon": "Lilleborg rehabiliteringssenter",
    "Forventet varighet": "Over 60 dager",
}
DISTRICT_CONTACT = {
    "bydelskontakter-0-navn": "Jon Bakke",
    "bydelskontakter-0-telefon": "40000001",
    "bydelskontakter-0-fra_dato": "05012026",
}
COMPLETE = "Fullfør oppgaven"


def task_page(visit: Visit, case: Case) -> Seen:
    return visit("institusjon").get(case.task_address)


def names(page: Seen) -> list[str]:
    """The contacts' names, row by row."""
    fields = page.tree.xpath("//fieldset[contains(@class, 'row')]//input[contains(@name, '-navn')]")
    return [field.get("value") for field in fields]


def opened(page: Seen) -> Seen:
    """Say yes to the primary contact, so that the list of them shows."""
    return page.press("Vis feltene som følger av svarene", ADMITTED)


def test_a_referral_becomes_a_case(visit: Visit) -> None:
    started = visit("bydel").get("/saker/ny").press("Opprett saken", REFERRED | {}, **DISTRICT_CONTACT)
    assert started.errors() == []
    assert started.heading == RESIDENT
    assert "Saken er opprettet" in started.text
    assert "Innflytting i institusjon" in started.text


def test_the_own_district_is_chosen_beforehand(visit: Visit) -> None:
    form = visit("bydel").get("/saker/ny").tree
    assert form.xpath("//select[@name='henvisende_bydel']/option[@selected]/@value") == ["bydel-gamle-oslo"]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"Fødselsnummer": "123"}, "Fødselsnummer må ha 11 siffer."),
        ({"Fødselsnummer": "01010112345"}, "Fødselsnummer har en tastefeil"),
        ({"Fødselsnummer": "17054026641"}, "Dette er en demo: bruk bare syntetiske fødselsnumre"),
        ({"Henvisende bydel": "Bydel Sagene"}, "Enheten din blir ikke part i saken."),
        ({"Navn": "x" * 201}, "Navn kan ha høyst 200 tegn."),
        ({"Institusjon": "Velg"}, "Velg et svar på Institusjon."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    answer: dict[str, str], sentence: str, visit: Visit
) -> None:
    page = visit("bydel").get("/saker/ny")
    wrong = page.press("Opprett saken", REFERRED | answer, **DISTRICT_CONTACT)
    assert wrong.status == 422
    assert any(error.startswith(sentence) for error in wrong.errors()), wrong.errors()
    assert wrong.tree.xpath("//input[@name='bydelskontakter-0-navn']/@value") == ["Jon Bakke"]
    assert wrong.tree.xpath("//textarea[@name='rett_vurdering']/text()")[0].strip() == "Vurdert."
    assert visit("bydel").get("/saker").text.startswith("Saker Bydel Gamle Oslo har ingen saker ennå")


def test_each_error_leads_to_a_field_that_is_marked_and_told(visit: Visit, case: Case) -> None:
    wrong = task_page(visit, case).press(COMPLETE)
    assert wrong.status == 422
    assert wrong.tree.findtext(".//title").startswith("Feil: ")
    targets = [link.get("href").removeprefix("#") for link in wrong.tree.xpath("//section[@id='feil']//a")]
    assert targets == ["felt-innflyttet_institusjon", "felt-primarkontakt_tildelt"]
    for target in targets:
        field = wrong.tree.get_element_by_id(target)
        assert field.get("aria-invalid") == "true"
    told = wrong.tree.get_element_by_id(targets[0]).get("aria-describedby").split()
    assert [wrong.tree.get_element_by_id(text).tag for text in told] == ["p", "p"]


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("innflyttet_institusjon", "i går", "Innflyttingsdato må skrives som dag, måned og år"),
        ("innflyttet_institusjon", "32.01.2026", "Innflyttingsdato må skrives som dag, måned og år"),
        ("innflyttet_institusjon", "06.01.2026", "Innflyttingsdato"),
        ("primarkontakt_tildelt", "kanskje", "Velg"),
        ("helt_ukjent", "x", "Skjemaet har ikke dette feltet."),
        ("primarkontakter-0-ukjent", "x", "Skjemaet har ikke dette feltet."),
    ],
)
def test_a_post_that_no_form_of_ours_makes_is_refused_and_changes_nothing(
    field: str, text: str, sentence: str, visit: Visit, case: Case, desk: Desk
) -> None:
    page = task_page(visit, case).press(COMPLETE, ADMITTED | {}, **CONTACT, **{field: text})
    assert page.status == 422
    assert any(sentence in error for error in page.errors()), page.errors()
    assert case.task in desk.inbox.task(actor("institusjon"), case.id, case.task, BEGINNING).row.task


def test_answers_decide_which_fields_are_shown(visit: Visit, case: Case) -> None:
    page = task_page(visit, case)
    assert not page.tree.xpath("//*[@id='felt-primarkontakter']")
    shown = opened(page)
    assert shown.status == 200
    assert shown.tree.xpath("//*[@id='felt-primarkontakter']")
    assert shown.tree.xpath("//input[@name='innflyttet_institusjon']/@value") == ["05.01.2026"]


def test_a_group_without_a_visible_field_shows_no_heading() -> None:
    hidden = {"type": "textfield", "id": "f", "key": "f", "label": "Felt", "conditional": {"hide": "=true"}}
    form = {"id": "s", "components": [{"type": "group", "id": "g", "label": "Tom", "components": [hidden]}]}
    sheet = Sheet(Form.model_validate(form), {}, {}, BEGINNING)
    assert sheet.opened().nodes == ()


def test_a_hidden_field_that_was_answered_is_shown_so_that_it_can_be_emptied(
    visit: Visit, case: Case
) -> None:
    page = opened(task_page(visit, case))
    answers = {"Har beboeren fått primærkontakt?": "Nei"}
    wrong = page.press(COMPLETE, answers, primarkontakter_navn=None, **CONTACT)
    assert "Primærkontakter gjelder ikke med de andre svarene. Tøm feltet." in wrong.errors()
    assert wrong.tree.xpath("//*[@id='felt-primarkontakter']")


def test_rows_are_added_and_removed_by_buttons_and_keep_what_was_typed(visit: Visit, case: Case) -> None:
    page = opened(task_page(visit, case)).press("Legg til rad", **CONTACT)
    assert page.status == 200
    assert page.tree.xpath("//fieldset[contains(@class, 'row')]/@id") == [
        "felt-primarkontakter-0",
        "felt-primarkontakter-1",
    ]
    assert page.tree.xpath("//*[@autofocus]/@id") == ["felt-primarkontakter-1"]
    typed = page.press("Legg til rad", **{"primarkontakter-1-navn": "Tarik"})
    fewer = typed.press("Fjern rad 1 fra Primærkontakter")
    assert fewer.tree.xpath(
        "//input[starts-with(@name, 'primarkontakter-') and contains(@name, '-navn')]/@value"
    ) == [
        "Tarik",
        "",
    ]
    assert fewer.tree.xpath("//*[@autofocus]/@id") == ["felt-primarkontakter"]


def test_a_list_that_comes_into_view_begins_with_a_row_and_can_be_emptied(visit: Visit, case: Case) -> None:
    page = opened(task_page(visit, case))
    assert names(page) == [""]
    emptied = page.press("Fjern rad 1 fra Primærkontakter")
    assert names(emptied) == []
    assert "Ingen rader ennå." in emptied.text
    wrong = emptied.press(COMPLETE)
    assert wrong.errors() == ["Primærkontakter må ha minst én rad."]


@pytest.mark.parametrize(
    "button", ["fjern primarkontakter-99", "fjern x-0", "legg-til x", "legg-til", "tull", ""]
)
def test_a_button_that_is_not_there_shows_the_form_as_it_was(button: str, visit: Visit, case: Case) -> None:
    page = opened(task_page(visit, case)).press("Legg til rad", handling=button, **CONTACT)
    assert page.status == 200
    assert page.tree.xpath("//input[@name='primarkontakter-0-navn']/@value") == ["Line Prestvik"]


def test_a_draft_is_kept_right_or_wrong_for_whoever_opens_the_task(visit: Visit, case: Case) -> None:
    page = opened(task_page(visit, case))
    more = CONTACT | {"primarkontakter-0-telefon": "vet ikke"}
    saved = page.press("Lagre utkast", {"Innflyttingsdato": "i forrige uke"}, **more)
    assert saved.status == 200
    assert "Utkastet er lagret." in saved.text
    again = visit("institusjon").get(case.task_address)
    assert again.tree.xpath("//input[@name='innflyttet_institusjon']/@value") == ["i forrige uke"]
    assert again.tree.xpath("//input[@name='primarkontakter-0-telefon']/@value") == ["vet ikke"]


def test_a_completed_task_leads_to_the_case_with_a_confirmation(visit: Visit, case: Case, desk: Desk) -> None:
    done = opened(task_page(visit, case)).press(COMPLETE, **CONTACT)
    assert done.path == case.address
    assert "Du har fullført «Innflytting i institusjon»." in done.text
    page = desk.inbox.case_page(actor("bydel"), case.id, BEGINNING)
    assert ("innflyttet_institusjon", date(2026, 1, 5)) in {(day.fact, day.value) for day in page.dates}


def test_the_same_form_sent_twice_is_one_step(visit: Visit, case: Case, desk: Desk) -> None:
    page = opened(task_page(visit, case))
    first = page.press(COMPLETE, **CONTACT)
    second = page.press(COMPLETE, **CONTACT)
    assert first.path == second.path == case.address
    assert second.status == 200
    completed = [
        row.command
        for row in desk.inbox.timeline(actor("institusjon"), case.id, BEGINNING)
        if isinstance(row.command, CompleteTask)
    ]
    assert len(completed) == 1


def test_a_draft_of_a_task_that_was_just_completed_is_given_back(visit: Visit, case: Case) -> None:
    page = opened(task_page(visit, case))
    page.press(COMPLETE, **CONTACT)
    late = page.press("Lagre utkast", **{**CONTACT, "primarkontakter-0-navn": "En annen"})
    assert late.status == 409
    assert "En annen" in late.text.partition("Dette hadde du skrevet")[2]


def test_a_task_that_somebody_else_completed_meanwhile_says_so_and_leads_to_the_case(
    visit: Visit, case: Case
) -> None:
    late = opened(task_page(visit, case))
    opened(task_page(visit, case)).press(COMPLETE, **CONTACT)
    refused = late.press(COMPLETE, **CONTACT)
    assert refused.status == 409
    assert "Oppgaven er ikke åpen lenger" in refused.text
    assert "Line Prestvik" in refused.text.partition("Dette hadde du skrevet")[2]
    assert refused.follow("Til saken").heading == RESIDENT


def test_a_colleagues_task_can_be_taken_over_before_it_is_completed(
    visit: Visit, case: Case, desk: Desk
) -> None:
    page = opened(task_page(visit, case))
    claim = ClaimTask(case.task, "begge")
    desk.cases.execute(
        actor("begge").__class__("begge", "inst-lilleborg", "institusjon", frozenset({"leder"})),
        case.id,
        claim,
        BEGINNING,
        "c" * 20,
    )
    taken = page.press(COMPLETE, **CONTACT)
    assert taken.status == 409
    assert "En kollega har oppgaven" in taken.text
    assert "Line Prestvik" in taken.text.partition("Dette hadde du skrevet")[2]
    wrong = page.press(COMPLETE, {"Innflyttingsdato": "31.02.2026"}, **CONTACT)
    assert wrong.status == 409  # nobody puts a form right that is not theirs to send
    over = visit("institusjon").get(case.task_address)
    assert "Begge Hansen har denne oppgaven" in over.text
    assert "Du har tatt over oppgaven." in over.press("Ta over oppgaven").text
