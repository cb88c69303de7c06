"""The page shown to the resident and the prints over HTTP: what they hold, and for whom."""

from collections.abc import Callable

import pytest

from prosesser.store import Store
from prosesser.store.audit import accesses
from tests.prints.home import ADDRESS, KIN, Home, refer
from tests.prints.reading import Paper
from tests.web.conftest import NATIONAL_ID, RESIDENT
from tests.web.visitor import Seen, Visitor
from workflow_app.units import UNITS
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]

PRINTS = {
    "/beboer/utskrift": "din-oversikt.pdf",
    "/planer/flytteplan/utskrift": "flytteplan.pdf",
    "/rapporter/rapport/utskrift": "rapporten-om-deg.pdf",
}
DOCUMENTS = ("/beboer", *PRINTS)

NEVER = (NATIONAL_ID, f"{NATIONAL_ID[:6]} {NATIONAL_ID[6:]}", ADDRESS, "Storgata", KIN)
NEVER_WHEN_PROTECTED = (
    *(unit.name for unit in UNITS),
    "Gamle Oslo",
    "Lilleborg",
    "Kirkegata",
    "@",
    "leilighet",
)


def words(seen: Seen) -> str:
    """What a person reads on a page or a print; what a PDF says of itself too."""
    if seen.response.mimetype != "application/pdf":
        return seen.text
    paper = Paper(seen.response.data)
    return f"{paper.text} {paper.reader.metadata} {seen.response.headers['Content-Disposition']}"


@pytest.mark.parametrize("path", DOCUMENTS)
def test_no_document_holds_a_national_id_the_homes_address_or_the_next_of_kin(
    path: str, home: Home, visit: Visit
) -> None:
    shown = words(visit("bydel").get(home.address + path))
    assert RESIDENT in shown
    assert [secret for secret in NEVER if secret.lower() in shown.lower()] == []


@pytest.mark.parametrize("path", DOCUMENTS)
def test_no_document_tells_where_a_protected_person_lives_or_is_looked_after(
    path: str, protected_home: Home, visit: Visit
) -> None:
    shown = words(visit("institusjon").get(protected_home.address + path)).lower()
    assert [secret for secret in (*NEVER, *NEVER_WHEN_PROTECTED) if secret.lower() in shown] == []
    assert "oslo kommune" not in shown


@pytest.mark.parametrize("path", DOCUMENTS)
def test_the_rules_for_protected_persons_have_something_to_hide(path: str, home: Home, visit: Visit) -> None:
    shown = words(visit("bydel").get(home.address + path))
    told = [secret for secret in NEVER_WHEN_PROTECTED if secret in shown]
    assert told or path == "/planer/flytteplan/utskrift"


def test_the_page_alone_says_that_the_address_is_protected(
    protected_home: Home, home: Home, visit: Visit
) -> None:
    visitor = visit("bydel")
    page = visitor.get(f"{protected_home.address}/beboer")
    assert "Adressen din er sperret" in page.text
    assert "sperret" not in visitor.get(f"{home.address}/beboer").text
    assert "sperret" not in Paper(visitor.get(f"{protected_home.address}/beboer/utskrift").response.data).text


def test_the_page_and_the_print_say_the_same(home: Home, visit: Visit) -> None:
    visitor = visit("bydel")
    page = visitor.get(f"{home.address}/beboer").tree
    paper = Paper(visitor.get(f"{home.address}/beboer/utskrift").response.data).text
    said = [
        " ".join(text.split()) for text in page.xpath("//main//text()[not(ancestor::h1)]") if text.strip()
    ]
    assert len(said) > 30
    assert [text for text in said if text not in paper] == []


def test_the_page_shows_nothing_of_the_office(home: Home, visit: Visit) -> None:
    page = visit("bydel").get(f"{home.address}/beboer")
    whole = page.response.get_data(as_text=True)
    for word in ("Oppgaver", "Logg ut", "Bydel Hansen", "internt", "versjon"):
        assert word not in whole
    assert set(page.links()) >= {"Skriv ut", "Tilbake til saken", "40000001", "+47 400 00 002"}


@pytest.mark.parametrize(("path", "name"), PRINTS.items())
def test_a_print_is_kept_nowhere_and_its_file_names_nobody(
    path: str, name: str, home: Home, visit: Visit
) -> None:
    seen = visit("bydel").get(home.address + path)
    assert seen.status == 200
    assert seen.response.mimetype == "application/pdf"
    assert seen.response.headers["Content-Disposition"] == f'inline; filename="{name}"'
    assert seen.response.headers["Cache-Control"] == "no-store"
    paper = Paper(seen.response.data)
    assert paper.catalog["/Lang"] == "nb-NO"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in paper.content
    assert paper.reader.metadata is not None
    assert RESIDENT not in str(paper.reader.metadata)


def test_what_people_write_is_text_on_the_page_and_on_paper(desk: Desk, visit: Visit) -> None:
    home = refer(desk)
    home.moves_in()
    evil = '<script>alert(1)</script> {{ 7 * 7 }} #panic("x") = Overskrift'
    home.reports(onsker=evil)
    visitor = visit("bydel")
    page = visitor.get(f"{home.address}/beboer")
    assert evil in page.text
    assert page.tree.xpath("//main//script") == []
    for path in ("/beboer/utskrift", "/rapporter/rapport/utskrift"):
        assert evil in Paper(visitor.get(home.address + path).response.data).text


def test_the_case_page_leads_to_what_can_be_shown_and_printed(desk: Desk, visit: Visit) -> None:
    home = refer(desk)
    visitor = visit("bydel")
    handouts = {"Vis oversikten sammen med beboeren", "Skriv ut oversikten", "Skriv ut «Flytteplan»"}
    assert offered(visitor.get(home.address)) == handouts
    home.goes_all_the_way()
    assert offered(visitor.get(home.address)) == handouts | {"Skriv ut «Rapporten om deg»"}
    for name in handouts:
        assert visitor.get(home.address).follow(name).status == 200
    assert visit("revisor").get(home.address).status == 404


def test_a_unit_whose_part_has_ended_is_not_offered_what_it_no_longer_knows(home: Home, visit: Visit) -> None:
    home.moves_home()
    visitor = visit("institusjon")
    assert offered(visitor.get(home.address)) == {"Skriv ut «Flytteplan»", "Skriv ut «Rapporten om deg»"}
    for path in ("/beboer", "/beboer/utskrift"):
        refused = visitor.get(home.address + path)
        assert refused.status == 403
        assert "Enhetens del i saken er avsluttet" in refused.text
    assert visitor.get(f"{home.address}/rapporter/rapport/utskrift").status == 200


def offered(page: Seen) -> set[str]:
    links = page.tree.xpath("//section[@aria-labelledby='til-beboeren']//a")
    return {" ".join(link.text_content().split()) for link in links}


@pytest.mark.parametrize("path", ["/planer/finnes_ikke/utskrift", "/rapporter/mote/utskrift"])
def test_what_is_no_document_is_not_found(path: str, home: Home, visit: Visit) -> None:
    assert visit("bydel").get(home.address + path).status == 404


def test_what_is_not_written_yet_is_said(desk: Desk, visit: Visit) -> None:
    home = refer(desk)
    refused = visit("bydel").get(f"{home.address}/rapporter/rapport/utskrift")
    assert refused.status == 409
    assert "«Rapporten om deg» er ikke skrevet ennå" in refused.text


def test_what_is_too_long_to_print_is_said(home: Home, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflow_app.prints.press.CHARACTERS", 100)
    refused = visit("bydel").get(f"{home.address}/beboer/utskrift")
    assert refused.status == 409
    assert "for langt til å skrives ut" in refused.text


def test_a_busy_press_is_said(home: Home, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflow_app.prints.press.PATIENCE_SECONDS", 0.01)
    monkeypatch.setattr("workflow_app.prints.press.free", _NoneFree())
    assert visit("bydel").get(f"{home.address}/beboer/utskrift").status == 503


class _NoneFree:
    def acquire(self, timeout: float) -> bool:
        return timeout < 0


def test_every_view_and_print_is_a_row_of_the_access_log(home: Home, visit: Visit, store: Store) -> None:
    visitor = visit("bydel")
    before = len(accesses(store, home.case))
    for path in DOCUMENTS:
        visitor.get(home.address + path)
    visit("fremmed").get(f"{home.address}/beboer")
    rows = [(row.person, row.action, row.permitted) for row in accesses(store, home.case)[before:]]
    assert sorted(rows) == [
        ("bydel", "skrive ut", True),
        ("bydel", "skrive ut", True),
        ("bydel", "skrive ut", True),
        ("bydel", "vise for beboer", True),
        ("fremmed", "vise for beboer", False),
    ]
