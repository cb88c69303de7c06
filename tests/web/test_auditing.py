"""Auditors at work: the access log, who could see a case, assignments and exports of protected cases."""

import csv
from collections.abc import Callable
from datetime import timedelta

import pytest
from lxml.html import HtmlElement

from prosesser.audit.approvals import VALID, may_export, use
from prosesser.audit.errors import ExportNeedsApproval
from prosesser.store import Store, assignments
from prosesser.store.audit import accesses
from tests.web.conftest import ASSIGNMENT, BEGINNING, NATIONAL_ID, REFERRAL, RESIDENT, Case, actor
from tests.web.visitor import Seen, Visitor
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]
LOG = "/tilsyn/logg"


def rows(seen: Seen) -> list[str]:
    found = seen.tree.xpath("//table[caption[contains(., 'Oppslag')]]//tbody/tr")
    return [words(row) for row in found]


def words(element: HtmlElement) -> str:
    """The words of an element, those of each piece apart."""
    return " ".join(" ".join(element.itertext()).split())


@pytest.fixture
def looked(visit: Visit, case: Case) -> Case:
    """A case that the district has looked at, and that a stranger has tried."""
    visit("bydel").get(case.address)
    visit("fremmed").get(case.address)
    return case


def test_an_auditor_searches_by_case_and_person_without_a_word_of_it_in_the_address(
    looked: Case, visit: Visit, store: Store
) -> None:
    auditor = visit("revisor")
    page = auditor.get("/tilsyn").follow("Tilgangslogg")
    assert "Fremmed Hansen" in page.text
    found = page.press("Søk", {"Sak": f"http://localhost{looked.address}", "Person": "Bydel Hansen"})
    assert (found.path, found.response.request.query_string) == (LOG, b"")
    assert len(rows(found)) == 2
    assert all("Bydel Hansen Saksbehandler, Bydel Gamle Oslo" in row for row in rows(found))
    assert all(RESIDENT in row and "Enheten hadde del i saken" in row for row in rows(found))
    denied = page.press("Søk", {"Bare avviste forsøk": True})
    assert [("Fremmed Hansen" in row, "Avvist" in row) for row in rows(denied)] == [(True, True)]
    last = accesses(store)[-1]
    assert (last.person, last.action, last.what) == ("revisor", "søke i tilgangslogg", "bare avslag")


def test_a_long_log_is_turned_back_and_forth(case: Case, visit: Visit, desk: Desk) -> None:
    for _ in range(60):
        desk.inbox.cases(actor("bydel"), BEGINNING)
    page = visit("revisor").get(LOG)
    assert len(rows(page)) == 50
    older = page.press("Eldre")
    assert 10 <= len(rows(older)) < 50
    newer = older.press("Nyere")
    assert rows(newer)[-1] == rows(page)[-3]  # two searches more
    assert case.id not in older.response.request.query_string.decode()


def test_what_cannot_be_read_is_said_and_nothing_is_lost(looked: Case, visit: Visit) -> None:
    page = visit("revisor").get(LOG)
    for answers, said in (
        ({"Fra dag": "i går"}, "dag.måned.år"),
        ({"Sak": "ikke en sak!"}, "Lim inn adressen"),
        ({"Fra dag": "05.01.2026", "Til og med dag": "04.01.2026"}, "Bytt dem om"),
    ):
        refused = page.press("Søk", {**answers, "Person": "Bydel Hansen"})
        assert refused.status == 422
        assert said in refused.text
        assert refused.tree.xpath("//select[@id='person']/option[@selected]/@value") == ["bydel"]
    assert visit("revisor").post(LOG, [("csrf_token", "x")]).status == 400
    assert looked.id


def test_the_log_is_taken_out_as_files_and_that_is_logged(looked: Case, visit: Visit, store: Store) -> None:
    page = visit("revisor").get(LOG).press("Søk", {"Sak": looked.address})
    found = page.press("Last ned", {"Last ned alle treff som": "CSV, for regneark"})
    assert found.response.headers["Content-Disposition"] == "attachment; filename=tilgangslogg.csv"
    lines = list(csv.DictReader(found.response.get_data(as_text=True)[1:].splitlines(), delimiter=";"))
    assert {line["person"] for line in lines} == {"bydel", "fremmed", "revisor"}
    assert all(RESIDENT not in str(line) and NATIONAL_ID not in str(line) for line in lines)
    cef = page.press("Last ned", {"Last ned alle treff som": "CEF, for loggsystemer"})
    assert all(line.startswith("CEF:0|") for line in cef.response.get_data(as_text=True).splitlines())
    assert [(row.action, row.case, row.what) for row in accesses(store)[-2:]] == [
        ("hente ut tilgangslogg", looked.id, "csv"),
        ("hente ut tilgangslogg", looked.id, "cef"),
    ]


def test_the_case_tells_who_could_see_it_why_and_who_did(looked: Case, visit: Visit) -> None:
    page = visit("revisor").get(f"/tilsyn/saker/{looked.id}").follow("Innsyn")
    assert "Bydel Gamle Oslo hadde del i saken som bydel fra 5. januar 2026 kl. 09.00." in page.text
    (called,) = page.tree.xpath("//dt[.='Bydel Hansen']/following-sibling::dd")
    assert called.text_content() == "Saksbehandler her siden 5. januar 2026."
    assert "Tilsynsoppdraget «Tilsyn med fristene i 2026» fra Medrevisor Hansen gjaldt fra" in page.text
    assert "Prosesseier Hansen" not in page.text
    assert len(rows(page)) == 4  # the stranger, the district twice, and the way here
    visitor = visit("revisor")
    before = visitor.get(f"{page.path}?fra=5.1.2026&til=5.1.2026&kl=8")
    assert "Hvem kunne se saken 5. januar 2026 kl. 08.00 Ingen kunne se saken da." in before.text
    assert visitor.get(f"{page.path}?fra=4.1.2026&til=5.1.2026&kl=8").status == 422
    assert visitor.get(f"{page.path}?fra=5.1.2026&til=4.1.2026").status == 422


def test_patterns_are_told_with_numbers_and_a_reason_that_may_be_good(
    looked: Case, visit: Visit, clock: ManualClock
) -> None:
    clock.advance(timedelta(hours=14))  # 23.00
    for _ in range(3):
        visit("institusjon").get(looked.address)
    page = visit("revisor").get("/tilsyn").follow("Mønstre i tilgangsloggen")
    (table,) = page.tree.xpath("//table[caption='Uvanlige tidspunkter']")
    assert "Institusjon Hansen 6 oppslag, 1 dag" in " ".join(table.text_content().split())
    assert "Kan ha en god grunn: Institusjonene har vakt hele døgnet." in page.text
    assert len([row for row in rows(page.press("Se i loggen")) if "Se sak" in row]) == 6
    assert visit("revisor").get(f"{LOG}/monstre?fra=1.1.2020").status == 422


def test_an_auditor_gives_another_an_assignment_and_ends_it(
    case: Case, visit: Visit, store: Store, clock: ManualClock
) -> None:
    clock.advance(timedelta(hours=1))
    assert "Du har ingen oppdrag nå" in visit("medrevisor").get("/tilsyn").text
    auditor = visit("revisor")
    form = auditor.get("/tilsyn").follow("Tilsynsoppdrag").follow("Gi et oppdrag")
    assert form.tree.xpath("//select[@id='hvem']/option/@value") == ["", "medrevisor"]
    answers = {
        "Til hvem": "Medrevisor Hansen",
        "Hva skal oppdraget brukes til?": "Kontroll av henvisninger",
        "Varer til og med dag": "31.01.2026",
        "Enheter som har eller hadde del i saken": ["Bydel Gamle Oslo"],
        "Enkeltsaker": case.address,
    }
    given = form.press("Gi oppdraget", answers)
    assert "Oppdraget er gitt." in given.response.get_data(as_text=True)
    assert "1 enkeltsak, saker der Bydel Gamle Oslo har eller hadde del" in given.text
    assert RESIDENT in visit("medrevisor").get("/tilsyn").text
    ended = given.press("Avslutt", {"Hvorfor avsluttes det?": "Ferdig"})
    assert "Avsluttet før tiden" in ended.text
    assert visit("medrevisor").get(f"/tilsyn/saker/{case.id}").status == 404
    said = [row.what.split(":")[0] for row in accesses(store) if row.action == "gi tilsynsoppdrag"]
    assert [word for word in said if word != "alle oppdrag"] == ["gitt", "avsluttet"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Bare revisorer kan få oppdrag"),
        ({"hvem": "revisor"}, "Du kan ikke gi deg selv et oppdrag"),
        ({"hvem": "bydel"}, "Bare revisorer kan få oppdrag"),
        ({"hvem": "medrevisor"}, "Skriv hva oppdraget skal brukes til"),
        ({"hvem": "medrevisor", "formal": "x"}, "Oppdraget må vare til en dag fram i tid"),
        ({"hvem": "medrevisor", "formal": "x", "til": "04.01.2026"}, "fram i tid"),
        ({"hvem": "medrevisor", "formal": "x", "til": "04.01.2029"}, "fram i tid"),
        ({"hvem": "medrevisor", "formal": "x", "til": "1.2.2026", "saker": "nei!"}, "Lim inn adressen"),
    ],
)
def test_an_assignment_that_cannot_be_given_is_not(
    answers: dict[str, str], said: str, visit: Visit, store: Store
) -> None:
    page = visit("revisor").get("/tilsyn/oppdrag/nytt").form("Gi oppdraget").submit({}, **answers)
    assert page.status == 422
    (link,) = page.tree.xpath("//div[@id='feil']/a")
    assert said in link.text_content()
    assert page.tree.xpath("//*[@id=$id]", id=link.get("href")[1:])
    with store.read() as connection:
        assert [one.id for one in assignments.all_given(connection)] == [ASSIGNMENT.id]


@pytest.fixture
def protected(desk: Desk) -> Case:
    """A case about a person whose address is protected."""
    referral = {**REFERRAL, "beboer_adressesperre": "ja"}
    return Case(desk.cases.start(actor("bydel"), "institusjon_bolig", referral, BEGINNING, "p" * 20))


def test_a_protected_case_is_exported_once_when_another_auditor_has_approved_the_reason(
    protected: Case, visit: Visit, store: Store, desk: Desk
) -> None:
    with store.maintain() as connection:
        assignments.give(connection, replaced("oppdrag-2"))
    hub = visit("revisor").get(f"/tilsyn/saker/{protected.id}")
    form = hub.follow("Be om uttrekk med en grunn")
    assert form.press("Send forespørselen").status == 422
    asked = form.press("Send forespørselen", {"Hvorfor trenger du uttrekket?": "Klage til Statsforvalteren"})
    assert "Venter på svar" in asked.text
    assert asked.press("Send forespørselen", {"Hvorfor trenger du uttrekket?": "Igjen"}).status == 422
    own = visit("revisor").get("/tilsyn/godkjenninger")
    assert "Din forespørsel" in own.text
    assert not own.tree.xpath("//button[@value='godkjenn']")
    page = visit("medrevisor").get("/tilsyn/godkjenninger")
    assert "Klage til Statsforvalteren" in page.text
    assert page.press("Godkjenn").status == 422
    answered = page.press("Godkjenn", {"Grunn for svaret": "Klagen er registrert"})
    assert "Godkjent av Medrevisor Hansen" in answered.text
    approved = desk.now()
    with store.maintain() as connection:
        assert may_export(connection, protected.id, "medrevisor", approved) is None
        assert may_export(connection, protected.id, "revisor", approved + VALID) is None
        approval = may_export(connection, protected.id, "revisor", approved + VALID - timedelta(seconds=1))
        assert approval is not None
        assert approval.approved_by == "medrevisor"
        use(connection, approval, approved)
        assert may_export(connection, protected.id, "revisor", approved) is None
        with pytest.raises(ExportNeedsApproval):
            use(connection, approval, approved)
    log = [(row.person, row.action, row.what) for row in accesses(store, protected.id)]
    assert ("revisor", "hente ut sak", "ber om uttrekk") in log
    assert ("medrevisor", "godkjenne uttrekk", "godkjenner uttrekk") in log


def test_who_asks_cannot_answer_and_others_cannot_see_that_somebody_asked(
    protected: Case, visit: Visit, desk: Desk
) -> None:
    request = desk.approvals.ask(actor("revisor"), protected.id, "Klage", BEGINNING)
    for person, status in (("revisor", 422), ("medrevisor", 404)):
        visitor = visit(person)
        data = [("csrf_token", visitor.token()), ("svar", "godkjenn"), ("grunn", "x")]
        assert visitor.post(f"/tilsyn/godkjenninger/{request.id}", data).status == status
    assert "Klage" not in visit("medrevisor").get("/tilsyn/godkjenninger").text


def test_a_case_without_a_protected_address_needs_no_approval(case: Case, visit: Visit) -> None:
    assert "godkjenning" not in visit("revisor").get(f"/tilsyn/saker/{case.id}").links()
    assert "uten godkjenning" in visit("revisor").get(f"/tilsyn/saker/{case.id}/godkjenning").text


def replaced(number: str) -> assignments.Assignment:
    """The assignment over all cases, given to the other auditor."""
    return assignments.Assignment(
        id=number,
        person="medrevisor",
        purpose=ASSIGNMENT.purpose,
        selection=ASSIGNMENT.selection,
        given_by="revisor",
        given_at=ASSIGNMENT.given_at,
        start=ASSIGNMENT.start,
        end=ASSIGNMENT.end,
    )
