"""«Hva om» as pages: tried, followed, cancelled, read and taken out, and what a case's own people see."""

import csv
import io
import json
from collections.abc import Callable

import pytest

from prosesser.access import CASEWORKER, PROCESS_OWNER
from prosesser.definition.bundle import DIAGRAM
from prosesser.revisions import Revision
from prosesser.store import Store, runs
from prosesser.store.directory import Membership, Person
from tests.web.conftest import BEGINNING, Case, actor
from tests.web.visitor import PASSWORD, Seen, Visitor
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk
from workflow_app.work import Alone, Outcome, work_on

Visit = Callable[..., Visitor]
TITLE = "Rapporten etter tre måneder"


@pytest.fixture
def revision(desk: Desk, admitted: Case) -> Revision:  # noqa: ARG001 - the case is there
    """A draft in which the report is due a month earlier, with one case to try it on."""
    (version,) = desk.cases.versions.latest()
    owner = actor("prosesseier")
    opened = desk.revisions.open(owner, version.digest, TITLE, BEGINNING)
    shorter = opened.bundle[DIAGRAM].replace(b'duration("P4M")', b'duration("P3M")')
    return desk.revisions.save(owner, opened.id, 1, {DIAGRAM: shorter}, BEGINNING)


def work(store: Store, clock: ManualClock) -> None:
    """Do what is waiting to be done."""
    with store.maintain() as connection:
        run = runs.take(connection, "w", clock.real())
    assert run is not None
    assert work_on(store, run, Alone(store), "w", clock) is Outcome.DONE


def tried(visit: Visit, revision: Revision, store: Store, clock: ManualClock) -> Seen:
    page = visit("prosesseier").get(f"/utkast/{revision.id}").follow("Hva om")
    page.press("Prøv på 1 sak")
    work(store, clock)
    return page.visitor.get(page.path)


def test_what_will_be_tried_is_said_first(visit: Visit, revision: Revision) -> None:
    page = visit("prosesseier").get(f"/utkast/{revision.id}/hva-om")
    assert page.heading == TITLE
    assert "Ingenting i sakene endres" in page.text
    assert not page.tree.xpath("//progress")


def test_how_far_it_has_come_is_followed_with_and_without_script(
    visit: Visit, revision: Revision, store: Store, clock: ManualClock
) -> None:
    owner = visit("prosesseier")
    page = owner.get(f"/utkast/{revision.id}/hva-om").press("Prøv på 1 sak")
    (bar,) = page.tree.xpath("//progress")
    assert (bar.get("value"), bar.get("max")) == ("0", "1")
    assert page.tree.xpath("//label[@for='fremdrift']/text()") == [
        "0 av 1\N{NO-BREAK SPACE}sak".replace("\N{NO-BREAK SPACE}", " ")
    ]
    (poll,) = page.tree.xpath("//*[@hx-get]")
    assert (poll.get("hx-get"), poll.get("hx-trigger")) == (page.path, "every 2s")
    assert page.tree.xpath("//p[@role='status']")[0].text_content().strip() == "Venter på å begynne."
    assert "Oppdater" in page.links()
    work(store, clock)
    done = page.follow("Oppdater")
    assert not done.tree.xpath("//progress | //*[@hx-get]")
    assert "1 sak er prøvd" in done.text


def test_a_second_press_goes_on_with_the_first(visit: Visit, revision: Revision, desk: Desk) -> None:
    page = visit("prosesseier").get(f"/utkast/{revision.id}/hva-om")
    form = page.form("Prøv på 1 sak")
    form.submit({})
    first = desk.impacts.latest(actor("prosesseier"), revision.id, BEGINNING)
    form.submit({})
    assert desk.impacts.latest(actor("prosesseier"), revision.id, BEGINNING) == first


def test_it_is_cancelled(visit: Visit, revision: Revision) -> None:
    page = visit("prosesseier").get(f"/utkast/{revision.id}/hva-om").press("Prøv på 1 sak").press("Avbryt")
    assert "Kjøringen ble avbrutt. 0 av 1 sak ble prøvd." in page.text
    assert "Prøv på nytt på 1 sak" in page.text


def test_an_owner_without_access_sees_totals_and_nothing_of_the_case(
    visit: Visit, revision: Revision, store: Store, clock: ManualClock, admitted: Case
) -> None:
    page = tried(visit, revision, store, clock)
    assert "Noen saker følger med, og noe blir annerledes. Antallet er skjult." in page.text
    (cells,) = page.tree.xpath("//table[caption='Datoer som flyttes']/tbody/tr")
    assert [cell.text_content() for cell in cells] == [
        "Statusrapport",
        *["skjult", "skjult", "0", "0"],
        *["skjult", "0"],
    ]
    whole = page.response.get_data(as_text=True)
    assert admitted.id not in whole
    assert "Kari" not in whole
    run = page.links()["Last ned tabellene (CSV)"].split("/")[-2]
    address = f"/utkast/{revision.id}/hva-om/{run}/saker"
    assert page.visitor.get(address).status == 403
    assert page.visitor.get(f"{address}/{admitted.id}").status == 404


def test_the_page_says_which_edition_and_that_the_draft_has_changed_since(
    visit: Visit, revision: Revision, desk: Desk, store: Store, clock: ManualClock
) -> None:
    page = tried(visit, revision, store, clock)
    assert "på utgave 2 av utkastet" in page.text
    assert "endret siden" not in page.text
    desk.revisions.save(actor("prosesseier"), revision.id, 2, {"forms/ny.form": b"{}"}, BEGINNING)
    assert "Utkastet er endret siden, til utgave 3" in page.visitor.get(page.path).text


def test_the_files_have_what_the_page_has_and_nothing_hidden(
    visit: Visit, revision: Revision, store: Store, clock: ManualClock
) -> None:
    page = tried(visit, revision, store, clock)
    answer = page.follow("Last ned tabellene (CSV)").response
    told = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))
    assert {row["Utgave"] for row in told} == {"2"}
    report = {row["Kolonne"]: row["Verdi"] for row in told if row["Rad"] == "Statusrapport"}
    assert report["Saker"] == "skjult"
    figures = json.loads(page.follow("Last ned tallene (JSON)").response.get_data())
    assert (figures["done"], figures["totals"]["exact"]) == (1, False)
    assert figures["totals"]["dates"][0]["cases"] is None


def test_a_draft_with_errors_is_not_tried_and_says_what_to_put_right(
    visit: Visit, revision: Revision, desk: Desk
) -> None:
    broken = revision.bundle[DIAGRAM].replace(b'duration("P3M")', b'duration("P3M"')
    desk.revisions.save(actor("prosesseier"), revision.id, 2, {DIAGRAM: broken}, BEGINNING)
    page = visit("prosesseier").get(f"/utkast/{revision.id}/hva-om").press("Prøv på 1 sak")
    assert page.status == 422
    assert "Utkastet kan ikke prøves før dette er rettet" in page.text
    assert page.tree.xpath("//*[@role='alert']//li")


def test_without_cases_there_is_nothing_to_try(visit: Visit, desk: Desk) -> None:
    (version,) = desk.cases.versions.latest()
    opened = desk.revisions.open(actor("prosesseier"), version.digest, TITLE, BEGINNING)
    page = visit("prosesseier").get(f"/utkast/{opened.id}/hva-om").press("Prøv på 0 saker")
    assert page.status == 422
    assert "ingenting å prøve utkastet på" in page.text


def test_who_has_a_part_in_a_case_sees_what_would_happen_in_it(
    visit: Visit, revision: Revision, store: Store, clock: ManualClock, admitted: Case
) -> None:
    run = tried(visit, revision, store, clock).links()["Last ned tabellene (CSV)"].split("/")[-2]
    address = f"/utkast/{revision.id}/hva-om/{run}/saker"
    listed = visit("bydel").get(address)
    assert "Følger, noe blir annerledes" in listed.text
    page = listed.follow("Kari Ulvmo")
    assert "Saken følger med, og noe blir annerledes." in page.text
    assert "Statusrapport: 5. mai 2026 blir 5. april 2026." in page.text
    assert page.follow("Gå til saken").path == admitted.address
    assert visit("fremmed").get(address).text.endswith("Enheten din har ikke del i noen av sakene.")
    assert visit("fremmed").get(f"{address}/{admitted.id}").status == 404


def test_an_owner_who_is_a_caseworker_too_finds_the_cases_from_the_totals(
    visit: Visit, revision: Revision, store: Store, clock: ManualClock, desk: Desk
) -> None:
    both = frozenset({CASEWORKER, PROCESS_OWNER})
    desk.directory.add_person(Person("dobbel", "Dobbel Hansen"), PASSWORD)
    desk.directory.add_membership(Membership("dobbel", "bydel-gamle-oslo", both, BEGINNING))
    page = tried(visit, revision, store, clock)
    assert "Se sakene som enheten din har del i" not in page.links()
    seen = visit("dobbel").get(page.path).follow("Se sakene som enheten din har del i")
    assert "Kari Ulvmo" in seen.links()
    assert seen.follow("Hva om").heading == TITLE


def test_a_run_of_another_draft_is_not_found_at_this_one(
    visit: Visit, revision: Revision, desk: Desk
) -> None:
    owner = actor("prosesseier")
    other = desk.revisions.open(owner, revision.base, "Et annet", BEGINNING)
    page = visit("prosesseier").get(f"/utkast/{revision.id}/hva-om").press("Prøv på 1 sak")
    cancel = page.form("Avbryt").form.get("action")
    run = cancel.split("/")[-2]
    for name in ("tabeller.csv", "tall.json"):
        assert page.visitor.get(f"/utkast/{other.id}/hva-om/{run}/{name}").status == 404
        assert page.visitor.get(f"/utkast/{other.id}/hva-om/finnes-ikke/{name}").status == 404
