"""Living documents as pages: read by section, written item by item; nothing typed is lost or overwritten."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from prosesser.definition import load, read_folder
from prosesser.engine import Item, Plan
from prosesser.engine.messages import CancelCase, SaveItem
from tests.web.conftest import BEGINNING, JOURNEY, RESIDENT, Case, actor
from tests.web.visitor import Seen, Visitor
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk
from workflow_app.web.plans import document

Visit = Callable[..., Visitor]

PLAN = "utflyttingsplan"
BED = {"Oppgave": "Kjøpe seng", "Ansvarlig": "Beboeren", "Frist": "20. januar 2026"}
SAVE = "Lagre punktet"


def plan_page(visit: Visit, case: Case, person: str = "institusjon", plan: str = PLAN) -> Seen:
    return visit(person).get(f"{case.address}/planer/{plan}")


def written(visit: Visit, case: Case, **answers: str) -> Seen:
    """The plan once the institution has written an item in its part on money."""
    page = plan_page(visit, case).follow("Legg til punkt i Økonomi")
    return page.press(SAVE, {**BED, **answers})


def item(page: Seen, number: int) -> str:
    """The words of an item in a plan."""
    return " ".join(" ".join(page.tree.get_element_by_id(f"punkt-{number}").itertext()).split())


def sections(page: Seen) -> list[str]:
    return [" ".join(title.text_content().split()) for title in page.tree.xpath("//main//section/h2[@id]")]


def test_the_case_leads_to_its_plans(visit: Visit, admitted: Case) -> None:
    page = visit("bydel").get(admitted.address)
    assert "Utflyttingsplan 0 åpne punkter" in page.text
    assert page.follow("Plan for oppholdet").heading == "Plan for oppholdet"


def test_a_plan_is_open_from_the_beginning_with_all_its_sections(visit: Visit, case: Case) -> None:
    page = plan_page(visit, case, "bydel")
    assert sections(page) == [
        "Kontaktpersoner",
        "Oppgaver før innflytting",
        "Gjøremål i boligen",
        "Økonomi",
        "Naboskap",
        "Aktiviteter og kontakt med andre",
        "Rusmestring",
        "Overgangsavtale med institusjonen",
    ]
    assert "vedlegg 1 til fellesskrivet er ikke blant kildene våre" in page.text
    assert "Utkast, ikke fastsatt ennå" in page.text
    assert page.text.count("Ingen punkter ennå.") == 8


def test_an_item_is_written_and_stands_in_its_section(visit: Visit, admitted: Case) -> None:
    page = written(visit, admitted)
    assert (page.status, page.path) == (200, f"{admitted.address}/planer/{PLAN}")
    assert "Punktet er lagret." in page.text
    said = "1. Kjøpe seng Åpen Endre punkt 1 Ansvarlig Beboeren Frist Frist om 15 dager 20.01.2026"
    assert item(page, 1) == said
    assert "1 åpent punkt" in page.text


def test_a_contact_person_is_asked_about_by_name_and_contact_information(
    visit: Visit, admitted: Case
) -> None:
    form = plan_page(visit, admitted).follow("Legg til punkt i Kontaktpersoner")
    wrong = form.press(SAVE)
    assert wrong.errors() == [
        "Navn må fylles ut.",
        "Kontaktinformasjon må fylles ut.",
        "Velg et svar på Ansvarlig.",
    ]
    reached = {"Navn": "Line Prestvik", "Kontaktinformasjon": "40000002", "Ansvarlig": "Institusjonen"}
    assert item(wrong.press(SAVE, reached), 1).startswith("1. Line Prestvik Åpen")


def test_an_item_without_a_responsible_party_or_with_an_impossible_date_is_refused(
    visit: Visit, admitted: Case
) -> None:
    page = plan_page(visit, admitted).follow("Legg til punkt i Naboskap")
    wrong = page.press(SAVE, {"Oppgave": "Hilse på", "Frist": "31.02.2026"})
    assert wrong.status == 422
    assert [error.split(" må ")[0] for error in wrong.errors()] == ["Velg et svar på Ansvarlig.", "Frist"]
    assert wrong.tree.xpath("//input[@name='oppgave']/@value") == ["Hilse på"]
    assert wrong.tree.xpath("//input[@name='frist']/@value") == ["31.02.2026"]
    assert wrong.tree.findtext(".//title").startswith("Feil: Nytt punkt, Naboskap")
    assert "Ingen har skrevet i planen ennå." in plan_page(visit, admitted).text


def test_the_plan_for_the_stay_asks_what_the_routine_asks(visit: Visit, admitted: Case) -> None:
    page = plan_page(visit, admitted, plan="plan_for_oppholdet").follow("Legg til punkt i Bolig")
    wrong = page.press(SAVE)
    assert len(wrong.errors()) == 6
    page = wrong.press(
        SAVE,
        {
            "Mål": "Egen leilighet\nmed balkong",
            "Tiltak": "Søke kommunal bolig",
            "Er det viktig for å bo godt?": "Ja",
            "Gir det sosial tilhørighet?": "Nei",
            "Ansvarlig": "Institusjonen",
            "Hvem var med og skrev punktet?": ["Beboeren", "Institusjonen"],
        },
    )
    assert "Begynt sammen med beboeren 5. januar 2026" in page.text
    assert "Hvem var med og skrev punktet? Beboeren, Institusjonen" in item(page, 1)


def test_an_item_is_changed_by_the_other_party_and_tells_who_changed_what(
    visit: Visit, admitted: Case
) -> None:
    written(visit, admitted)
    opened = plan_page(visit, admitted, "bydel").follow("Endre punkt 1")
    assert opened.tree.xpath("//input[@name='frist']/@value") == ["20.01.2026"]
    page = opened.press(SAVE, {"Ansvarlig": "Bydelen", "Status": "Gjort"})
    assert item(page, 1).startswith(
        "1. Kjøpe seng Gjort Endre punkt 1 Ansvarlig Bydelen Frist 20. januar 2026"
    )
    history = page.follow("Endre punkt 1").text.partition("Historikk")[2]
    assert "Bydel Hansen, Bydel Gamle Oslo Ansvarlig: Bydelen (før: Beboeren)" in history
    assert "Status: Gjort (før: Åpen)" in history
    assert history.index("Endret punkt 1") < history.index("Skrev et punkt")


def test_a_change_that_somebody_else_made_meanwhile_is_shown_and_not_overwritten(
    visit: Visit, admitted: Case
) -> None:
    written(visit, admitted)
    late = plan_page(visit, admitted, "bydel").follow("Endre punkt 1")
    plan_page(visit, admitted).follow("Endre punkt 1").press(SAVE, {"Oppgave": "Kjøpe seng og stol"})
    refused = late.press(SAVE, {"Oppgave": "Låne seng"})
    assert refused.status == 409
    assert refused.errors()[0].startswith("Punktet er endret siden du åpnet det.")
    assert "Dette står i punktet nå Kjøpe seng og stol Åpen" in refused.text
    assert refused.tree.xpath("//input[@name='oppgave']/@value") == ["Låne seng"]
    assert item(refused.press(SAVE), 1).startswith("1. Låne seng")


def test_an_error_does_not_hide_that_somebody_changed_the_item(visit: Visit, admitted: Case) -> None:
    written(visit, admitted)
    late = plan_page(visit, admitted, "bydel").follow("Endre punkt 1")
    plan_page(visit, admitted).follow("Endre punkt 1").press(SAVE, {"Oppgave": "Kjøpe stol"})
    wrong = late.press(SAVE, {"Frist": "i morgen"})
    assert wrong.status == 422
    assert wrong.press(SAVE, {"Frist": ""}).status == 409


def test_the_same_item_sent_twice_is_written_once(visit: Visit, admitted: Case) -> None:
    form = plan_page(visit, admitted).follow("Legg til punkt i Økonomi")
    form.press(SAVE, BED)
    again = form.press(SAVE, BED)
    assert (again.status, "1 åpent punkt" in again.text) == (200, True)


def test_overdue_items_say_so_on_the_plan_and_the_case(
    visit: Visit, admitted: Case, clock: ManualClock
) -> None:
    written(visit, admitted)
    clock.advance(timedelta(days=31))
    assert "Forfalt for 16 dager siden" in item(plan_page(visit, admitted), 1)
    assert "Utflyttingsplan 1 åpent punkt 1 forfalt" in visit("bydel").get(admitted.address).text


def test_a_section_is_left_out_with_a_reason_and_taken_in_again(visit: Visit, admitted: Case) -> None:
    question = plan_page(visit, admitted).follow("Merk som ikke aktuelt Naboskap")
    wrong = question.press("Lagre")
    assert (wrong.status, wrong.errors()) == (422, ["«Hvorfor er den ikke aktuell?» må fylles ut."])
    left_out = wrong.press("Lagre", {"Hvorfor er den ikke aktuell?": "Bor på et småbruk"})
    assert "«Naboskap» er merket som ikke aktuelt." in left_out.text
    assert "Ikke aktuelt Bor på et småbruk" in left_out.text
    taken_in = left_out.follow("Merk som aktuelt igjen Naboskap").press("Lagre")
    assert "«Naboskap» er aktuelt igjen." in taken_in.text
    assert "småbruk" not in taken_in.text.partition("Rusmestring")[0]


def test_a_section_with_open_items_is_not_left_out(visit: Visit, admitted: Case) -> None:
    written(visit, admitted)
    question = plan_page(visit, admitted).follow("Merk som ikke aktuelt Økonomi")
    wrong = question.press("Lagre", {"Hvorfor er den ikke aktuell?": "Nei"})
    assert wrong.errors() == ["Delen har åpne punkter. Sett dem til «Gjort» eller «Utgår» først."]
    assert wrong.tree.xpath("//textarea[@name='grunn']/text()")[0].strip() == "Nei"


def test_what_was_written_is_told_in_the_history_of_case_and_plan(visit: Visit, admitted: Case) -> None:
    written(visit, admitted)
    said = "Punkt 1 i «Utflyttingsplan», «Kjøpe seng»: Åpen. Ansvarlig: Beboeren. Frist: 20. januar 2026"
    for page in (visit("bydel").get(admitted.address), plan_page(visit, admitted, "bydel")):
        assert said in page.text
        assert "Skrev et punkt i «Utflyttingsplan», Økonomi" in page.text


def test_an_auditor_finds_no_plan_on_the_pages_of_the_units(visit: Visit, admitted: Case) -> None:
    written(visit, admitted)
    for address in (
        f"{admitted.address}/planer/{PLAN}",
        f"{admitted.address}/planer/{PLAN}/deler/okonomi/nytt-punkt",
        f"{admitted.address}/planer/{PLAN}/deler/okonomi",
    ):
        assert visit("revisor").get(address).status == 404


def test_a_plan_of_a_case_that_one_may_not_see_does_not_exist(visit: Visit, admitted: Case) -> None:
    hidden = plan_page(visit, admitted, "fremmed")
    missing = visit("fremmed").get(f"/saker/{'0' * 32}/planer/{PLAN}")
    assert (hidden.status, hidden.text) == (404, missing.text)


@pytest.mark.parametrize(
    "address",
    [
        "planer/annen",
        f"planer/{PLAN}/deler/borte",
        f"planer/{PLAN}/deler/borte/nytt-punkt",
        f"planer/{PLAN}/punkter/1",
        f"planer/{PLAN}/punkter/x",
        f"planer/{PLAN}/versjoner/1",
    ],
)
def test_what_is_not_there_is_not_found(visit: Visit, admitted: Case, address: str) -> None:
    assert visit("bydel").get(f"{admitted.address}/{address}").status == 404


def test_a_closed_case_keeps_its_plans_for_reading(visit: Visit, admitted: Case, desk: Desk) -> None:
    written(visit, admitted)
    leader = actor("bydelsleder")
    desk.cases.execute(leader, admitted.id, CancelCase("Feil"), BEGINNING, "x" * 20)
    page = plan_page(visit, admitted)
    assert "Kjøpe seng" in page.text
    assert "Legg til punkt" not in page.text


def test_what_was_typed_is_given_back_when_the_case_was_closed_meanwhile(
    visit: Visit, admitted: Case, desk: Desk
) -> None:
    form = plan_page(visit, admitted).follow("Legg til punkt i Økonomi")
    desk.cases.execute(actor("bydelsleder"), admitted.id, CancelCase("Feil"), BEGINNING, "x" * 20)
    late = form.press(SAVE, BED)
    assert (late.status, late.heading) == (403, "Du kan ikke skrive i planen nå")
    assert "Kjøpe seng" in late.text.partition("Dette hadde du skrevet")[2]


def test_an_item_of_a_plan_changed_behind_the_page_is_found_out_by_its_count(
    visit: Visit, admitted: Case, desk: Desk
) -> None:
    """What the hidden field says is believed only if it is the count that stands."""
    written(visit, admitted)
    opened = plan_page(visit, admitted, "bydel").follow("Endre punkt 1")
    for count in ("", "x", "-1", "2", "99999999999"):
        assert opened.press(SAVE, **{f"sett-{PLAN}.1": count}).status == 409
    command = SaveItem(PLAN, "okonomi", "bydel", {"oppgave": "Ny", "ansvarlig": "beboer", "status": "apen"})
    desk.cases.execute(actor("bydel"), admitted.id, command, BEGINNING, "y" * 20)
    assert opened.press(SAVE).status == 200


def test_items_of_a_section_that_the_journey_no_longer_has_are_still_shown() -> None:
    definition = load(read_folder(JOURNEY))
    checklist = definition.checklists[PLAN]
    item = Item(f"{PLAN}.1", "borte", {"oppgave": "Kjøpe seng"}, BEGINNING, BEGINNING, "bydel")
    shown = document(
        checklist, definition.forms[checklist.form], Plan(PLAN, {item.id: item}), {}, BEGINNING.date()
    )
    assert [view.title for view in shown.strays] == ["Kjøpe seng"]
    assert not shown.is_empty


def test_every_page_tells_whose_plan_it_is(visit: Visit, admitted: Case) -> None:
    page = plan_page(visit, admitted)
    assert page.tree.findtext(".//title").startswith(f"Utflyttingsplan: {RESIDENT}")
