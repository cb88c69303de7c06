"""The replay's page without a script: rows, moments, comparisons, jumps, and what cannot be shown."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from lxml import html
from sqlalchemy import delete, select, text, update

from prosesser.engine.messages import ClaimTask, SaveItem, SetSection
from prosesser.store import Store
from prosesser.store.tables import access_log, case_keys, journal
from tests.web.conftest import BEGINNING, RESIDENT, Case, actor
from tests.web.visitor import Seen, Visitor
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]
PLAN = "utflyttingsplan"


@pytest.fixture
def address(admitted: Case, desk: Desk, clock: ManualClock) -> str:
    """A case that was referred and admitted in January, with deadlines overrun by February."""
    task = next(task for task in _open_tasks(desk, admitted) if task.startswith("plan_for_oppholdet"))
    clock.advance(timedelta(hours=2))
    desk.cases.execute(
        actor("institusjon"), admitted.id, ClaimTask(task, "institusjon"), clock.now(), "t" * 20
    )
    clock.advance(timedelta(days=40))
    desk.cases.fire_due(clock.now())
    return f"/tilsyn{admitted.address}/avspilling"


def _open_tasks(desk: Desk, case: Case) -> list[str]:
    return [row.task for row in desk.inbox.case_page(actor("institusjon"), case.id, BEGINNING).tasks]


def part(page: Seen, name: str) -> str:
    return " ".join(page.tree.xpath(f"//*[@data-part='{name}']")[0].text_content().split())


def test_the_first_row_is_shown_first_with_how_far_it_was_checked(visit: Visit, address: str) -> None:
    page = visit("revisor").get(address)
    assert (page.status, page.heading) == (200, f"Avspilling: {RESIDENT}")
    steps = part(page, "kontroll")
    assert "Stegene er gjort om igjen til rad 1." in steps
    assert "Kjeden er kontrollert til rad" in steps
    assert "Hele journalen er kontrollert" not in steps
    assert "Opprettet saken: «Beboer er henvist»" in part(page, "steg")
    assert "Bydel Hansen, " in part(page, "steg")
    assert "Slik sto saken til" in part(page, "steg")
    assert "Innflytting i institusjon" in part(page, "oppgaver")
    assert "Institusjonen" in part(page, "enheter")
    assert RESIDENT in part(page, "opplysninger")
    assert "Feltet «" in part(page, "opplysninger")
    assert "rad 1" in part(page, "opplysninger")
    assert "Nå hos InstitusjonInnflytting i institusjon" in part(page, "steder")


def test_the_diagram_of_then_stands_in_the_page_with_its_marks(visit: Visit, address: str) -> None:
    page = visit("revisor").get(f"{address}?rad=2")
    [drawing] = page.tree.xpath("//figure//*[local-name()='svg']")
    marks = {group.get("data-id"): group.get("class") for group in drawing.xpath(".//*[@data-id]")}
    assert marks["innflytting"] == "userTask mark-done"
    assert marks["plan_for_oppholdet"] == "userTask mark-active"
    assert not page.tree.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]")
    late = visit("revisor").get(f"{address}?rad=99").tree.xpath("//*[@data-id='plan_for_oppholdet']/@class")
    assert late == ["userTask mark-overdue"]


def test_rows_follow_each_other_by_links(visit: Visit, address: str) -> None:
    page = visit("revisor").get(address)
    assert "Forrige" not in page.links()
    second = page.follow("Neste")
    assert "Fullførte «Innflytting i institusjon»" in part(second, "steg")
    last = second.follow("Siste")
    assert "Neste" not in last.links()
    assert "Hele journalen er kontrollert" in part(last, "kontroll")
    assert "Saken slik den er lagret nå, svarer til det siste steget." in part(last, "kontroll")
    assert "Opprettet saken" in part(last.follow("Første"), "steg")


def test_the_next_overrun_is_a_link_away_and_all_of_them_are_listed(visit: Visit, address: str) -> None:
    page = visit("revisor").get(address).follow("Frist gått ut")
    assert "er gått ut" in part(page, "steg")
    assert "Forfalt" in part(page, "oppgaver")
    listed = page.tree.xpath("//ul[@data-jumps='frist']/li")
    assert len(listed) > 1
    assert all("er gått ut" in line.text_content() for line in listed)


def test_a_moment_leads_to_the_row_that_stood_then(visit: Visit, address: str) -> None:
    visitor = visit("revisor")
    assert "Fullførte" in part(visitor.get(f"{address}?tid=05.01.2026 10.00"), "steg")
    assert "Tok oppgaven" in part(visitor.get(f"{address}?tid=6. januar 2026"), "steg")


@pytest.mark.parametrize("moment", ["i går", "32.01.2026", "05.01.2026 25.00"])
def test_a_moment_that_is_none_is_told(visit: Visit, address: str, moment: str) -> None:
    page = visit("revisor").get(f"{address}?tid={moment}")
    assert page.status == 422
    assert "Skriv datoen som dd.mm.åååå" in page.text
    assert page.tree.xpath("//input[@name='tid']/@value") == [moment]


@pytest.mark.parametrize("row", ["0", "-3", "abc", "1e9", "٣"])
def test_a_row_that_is_none_is_the_first(visit: Visit, address: str, row: str) -> None:
    assert "Opprettet saken" in part(visit("revisor").get(f"{address}?rad={row}"), "steg")


def test_two_rows_are_compared_whichever_comes_first(visit: Visit, address: str) -> None:
    for query in ("rad=1&med=3", "rad=3&med=1"):
        page = visit("revisor").get(f"{address}?{query}")
        assert "Hva som ble annerledes fra rad 1 til rad 3" in page.text
        assert "Ny åpen oppgave hos institusjonen: «Plan for oppholdet»" in page.text
        assert "Ikke lenger åpen: «Innflytting i institusjon»" in page.text
    assert "Ingen forskjell." in visit("revisor").get(f"{address}?rad=2&med=2").text


def test_the_script_gets_all_frames_at_once_alike_what_the_pages_show(
    visit: Visit, address: str, store: Store
) -> None:
    visitor = visit("revisor")
    answer = visitor.client.get(f"{address}/bilder")
    film = json.loads(answer.get_data(as_text=True))
    assert answer.mimetype == "application/json"
    assert "<" not in answer.get_data(as_text=True)
    for row in (1, len(film["frames"])):
        page = visitor.get(f"{address}?rad={row}").tree
        for name, pieces in film["frames"][row - 1]["parts"].items():
            made = "".join(film["fragments"][piece] for piece in pieces)
            shown = page.xpath(f"//*[@data-part='{name}']")[0].text_content()
            assert "".join(shown.split()) == "".join(_words(made).split()), name
    assert set(film["drawings"]) == {frame["digest"] for frame in film["frames"]}
    with store.read() as connection:
        looks = connection.execute(select(access_log.c.what).where(access_log.c.what.like("avspilling%")))
        assert list(looks.scalars()) == ["avspilling: alle rader", "avspilling", "avspilling"]


def _words(fragment: str) -> str:
    return str(html.fragment_fromstring(fragment, create_parent="div").text_content())


@pytest.fixture
def planned(admitted: Case, desk: Desk, clock: ManualClock) -> str:
    """A case whose plan was written in on the next days: an item, a section left out, the item done."""
    bed = {"oppgave": "Kjøpe seng", "ansvarlig": "beboer", "frist": "2026-01-20"}
    commands = (
        ("institusjon", SaveItem(PLAN, "okonomi", "institusjon", bed | {"status": "apen"})),
        ("institusjon", SetSection(PLAN, "naboskap", "institusjon", relevant=False, reason="Bor alene")),
        ("bydel", SaveItem(PLAN, "okonomi", "bydel", bed | {"status": "gjort"}, f"{PLAN}.1", 1)),
    )
    for number, (person, command) in enumerate(commands):
        clock.advance(timedelta(days=1))
        desk.cases.execute(actor(person), admitted.id, command, clock.now(), f"{number}" * 20)
    return f"/tilsyn{admitted.address}/avspilling"


def spaced(page: Seen, name: str) -> str:
    return " ".join(" ".join(page.tree.xpath(f"//*[@data-part='{name}']")[0].itertext()).split())


def test_plans_stand_as_they_did(visit: Visit, planned: str) -> None:
    visitor = visit("revisor")
    before = visitor.get(f"{planned}?rad=2")
    assert "Utflyttingsplan 0 åpne punkter Utkast, ikke fastsatt ennå" in spaced(before, "planer")
    assert spaced(before, "punkter") == "Ingenting er skrevet i planene ennå."
    written = before.follow("Endret plan")
    assert "Sist skrevet i 6. januar 2026" in spaced(written, "planer")
    assert spaced(written, "punkter") == (
        "Punktene i Utflyttingsplan Økonomi 1. Kjøpe seng Åpen Ansvarlig Beboeren Frist Frist om 14 dager "
        "20.01.2026 Skrevet av Institusjon Hansen, Lilleborg rehabiliteringssenter, 06.01.2026, rad 3"
    )
    done = written.follow("Siste")
    assert "1. Kjøpe seng Gjort Ansvarlig Beboeren Frist 20. januar 2026" in spaced(done, "punkter")
    assert "Sist endret av Bydel Hansen, Bydel Gamle Oslo, 08.01.2026, rad 5" in spaced(done, "punkter")
    assert "Naboskap Ikke aktuelt Bor alene" in spaced(done, "punkter")


def test_what_changed_in_plans_is_compared_listed_and_tabled(visit: Visit, planned: str) -> None:
    visitor = visit("revisor")
    page = visitor.get(f"{planned}?rad=3&med=5")
    assert "Endret: Punkt 1 i «Utflyttingsplan», «Kjøpe seng»: Status: Gjort (før: Åpen)" in page.text
    assert "Merket «Naboskap» i «Utflyttingsplan» som ikke aktuelt. Grunn: Bor alene" in page.text
    assert len(page.tree.xpath("//ul[@data-jumps='plan']/li")) == 3
    rows = visitor.get(f"{planned}/tabell").tree.xpath("//tbody/tr")
    assert "Ikke begynt" in rows[1].text_content()
    assert "Utflyttingsplan: 1 åpent punkt, utkast" in rows[2].text_content()


def test_the_script_gets_the_plans_that_the_pages_show(visit: Visit, planned: str) -> None:
    visitor = visit("revisor")
    film = json.loads(visitor.client.get(f"{planned}/bilder").get_data(as_text=True))
    for row in (3, 5):
        parts, page = film["frames"][row - 1]["parts"], visitor.get(f"{planned}?rad={row}")
        for name in ("planer", "punkter"):
            made = "".join(film["fragments"][piece] for piece in parts[name])
            assert "".join(part(page, name).split()) == "".join(_words(made).split())


def test_all_rows_stand_as_a_table(visit: Visit, address: str) -> None:
    page = visit("revisor").get(f"{address}/tabell")
    rows = page.tree.xpath("//tbody/tr")
    assert "Opprettet saken" in rows[0].text_content()
    assert "med frist passert" in rows[-1].text_content()
    assert "Fullførte «Innflytting i institusjon»" in part(page.follow("Rad 2"), "steg")


def _untied(store: Store) -> None:
    """Become whoever owns the database: no trigger stops them."""
    with store.maintain() as connection:
        connection.execute(text("DROP TRIGGER journal_refuses_update"))


def test_from_a_bad_row_on_nothing_is_shown(visit: Visit, address: str, store: Store) -> None:
    _untied(store)
    with store.maintain() as connection:
        connection.execute(update(journal).where(journal.c.sequence == 3).values(person="noen"))
    page = visit("revisor").get(f"{address}?rad=4")
    assert page.status == 200
    assert "Rad 3 stemmer ikke" in part(page, "kontroll")
    assert "Raden er endret etter at den ble skrevet." in part(page, "kontroll")
    assert "Rad 4 og det som kommer etter, kan ikke vises. Du ser rad 2." in page.text
    assert "Neste" not in page.links()
    assert "kontrollert" not in page.tree.xpath("//*[@data-color='success']//text()")
    film = json.loads(visit("revisor").client.get(f"{address}/bilder").get_data(as_text=True))
    assert len(film["frames"]) == 2


def test_a_first_row_that_is_bad_leaves_only_the_verdict(visit: Visit, address: str, store: Store) -> None:
    _untied(store)
    with store.maintain() as connection:
        connection.execute(update(journal).where(journal.c.sequence == 1).values(hash=bytes(32)))
    page = visit("revisor").get(address)
    assert page.status == 200
    assert "Rad 1 stemmer ikke" in page.text
    assert "Ingenting kan vises." in page.text
    assert not page.tree.xpath("//figure")
    assert visit("revisor").get(f"{address}/tabell").status == 200


def test_an_erased_case_says_so(visit: Visit, address: str, store: Store, admitted: Case) -> None:
    with store.maintain() as connection:
        connection.execute(delete(case_keys).where(case_keys.c.case_id == admitted.id))
    page = visit("revisor").get(address)
    assert page.status == 409
    assert "Innholdet i saken er slettet." in page.text


def test_the_case_of_the_audit_leads_to_its_replay(visit: Visit, admitted: Case) -> None:
    page = visit("revisor").get(f"/tilsyn{admitted.address}").follow("Avspilling")
    assert page.heading == f"Avspilling: {RESIDENT}"
