"""Evidence as pages and as files: counts with small ones hidden, the cases behind them, and what leaves."""

import csv
import io
from collections.abc import Callable

import pytest
from lxml import etree

from prosesser.engine.commands import CompleteTask
from prosesser.store import Store
from prosesser.store.audit import accesses
from tests.engine.fill import filled
from tests.web.conftest import (
    ADMITTED,
    BEGINNING,
    NATIONAL_ID,
    PROCESS,
    REFERRAL,
    REPORTED,
    RESIDENT,
    Case,
    actor,
)
from tests.web.visitor import Seen, Visitor
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]
PAGES = ("/tilsyn/prosess", "/tilsyn/prosess/ventetid", "/tilsyn/prosess/diagram", "/tilsyn/prosess/forlop")
PLAN = "Plan for oppholdet"


def row(page: Seen, heading: str) -> dict[str, str]:
    """Return the cells of a row of the first table that has it, by column."""
    found, *_ = page.tree.xpath("//tbody/tr[th[.//text()[normalize-space()=$name]]]", name=heading)
    return {cell.get("data-label"): " ".join(cell.text_content().split()) for cell in found.xpath("./td")}


def events(page: Seen) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content(page).decode("utf-8-sig")), delimiter=";"))


def content(page: Seen) -> bytes:
    """Return a file that was answered, which is gone then."""
    with page.response as response:
        return response.get_data()


@pytest.fixture
def protected(desk: Desk) -> Case:
    """A case of somebody whose address is protected."""
    answers = {**REFERRAL, "beboer_adressesperre": "ja"}
    case = desk.cases.start(actor("bydel"), PROCESS, answers, BEGINNING, "p" * 20)
    desk.cases.execute(
        actor("institusjon"), case, CompleteTask("innflytting.1", ADMITTED), BEGINNING, "q" * 20
    )
    return Case(case)


@pytest.mark.usefixtures("reported")
def test_what_nobody_did_in_time_is_missing_and_its_cases_are_a_link_away(visit: Visit) -> None:
    page = visit("revisor").get("/tilsyn").follow("Prosessdata: samsvar, ventetid, diagram og forløp")
    assert (page.status, page.heading) == (200, "Samsvar med rutinen")
    assert f"{REPORTED} saker" in page.text
    told = row(page, PLAN)
    assert (told["Mangler"], told["I tide"], told["I alt"]) == (f"{REPORTED}", "0", f"{REPORTED}")
    behind = page.follow(PLAN)
    assert behind.heading == "Frister i sakene"
    assert f"{REPORTED} frister" in behind.text
    late = behind.follow("Mangler")
    assert len(late.tree.xpath("//tbody/tr")) == REPORTED
    first = late.tree.xpath("//tbody/tr")[0]
    assert [" ".join(cell.text_content().split()) for cell in first.xpath("./td")][2:] == [
        "19.01.2026",
        "–",
        "åpen",
        "Mangler",
        "168",
    ]
    assert late.follow(RESIDENT).status == 200
    assert behind.follow("I tide").tree.xpath("//tbody/tr") == []


@pytest.mark.usefixtures("reported")
def test_small_counts_are_on_no_page(desk: Desk, visit: Visit) -> None:
    """Three of seven plans are made late: neither the three nor the other four can be read."""
    now = desk.now()
    for case in desk.cases.all_cases()[:3]:
        task = desk.inbox.task(actor("institusjon"), case, "plan_for_oppholdet.1", now)
        assert task.form is not None
        answers = filled(task.form, task.facts, now, {})  # type: ignore[arg-type] # values of facts
        command = CompleteTask("plan_for_oppholdet.1", answers)
        desk.cases.execute(actor("institusjon"), case, command, now, f"p{case}"[:30])
    auditor = visit("revisor")
    told = row(auditor.get(PAGES[0]), PLAN)
    assert (told["For sent"], told["Mangler"], told["I alt"]) == ("skjult", "skjult", "7")
    assert told["Dager for sent (median)"] == "skjult"
    assert PLAN in auditor.get(PAGES[1]).text.partition("Færre enn fem, og derfor ikke vist:")[2]
    drawn = row(auditor.get(PAGES[2]), PLAN)
    assert (drawn["Gått videre"], drawn["Venter nå"]) == ("færre enn 5", "færre enn 5")


@pytest.mark.usefixtures("reported")
def test_the_diagram_stands_beside_its_table(visit: Visit) -> None:
    page = visit("revisor").get(PAGES[2])
    moved_in = row(page, "Innflytting i institusjon")
    assert (moved_in["Gått videre"], moved_in["Dager (median)"]) == ("ca. 5", "0")
    (label,) = page.tree.xpath("//*[@data-label='innflytting' and contains(@class, 'label')]")
    assert label.text_content() == "5 · 0 d"
    (flow,) = page.tree.xpath("//tbody/tr[th='Beboer er henvist']/td[@data-label='Gått']")
    assert flow.text_content() == "ca. 5"
    assert "style=" not in page.response.get_data(as_text=True)


@pytest.mark.usefixtures("reported")
def test_ways_are_compared_by_the_steps_chosen(visit: Visit) -> None:
    page = visit("revisor").get(PAGES[3])
    way = row(page, "Institusjon")
    assert way == {"Status": "Pågår", "Saker": "7", "Andel": "100 %", "Dager (median)": "182"}
    by_task = page.follow("Hver oppgave og melding, i rekkefølge")
    assert row(by_task, "Innflytting i institusjon")["Saker"] == "7"


@pytest.mark.usefixtures("reported")
def test_a_selection_stays_from_page_to_page_and_names_no_case(visit: Visit, desk: Desk) -> None:
    page = visit("revisor").get(PAGES[0])
    narrowed = visit("revisor").get(f"{PAGES[0]}?enhet=bydel-gamle-oslo&fra=1.1.2026&til=&prosess=&versjon=")
    chosen = "Bydel Gamle Oslo; opprettet fra 1. januar 2026"
    assert chosen in narrowed.text
    assert f"{REPORTED} saker" in narrowed.text
    assert narrowed.tree.xpath("//input[@type='checkbox' and @checked]/@value") == ["bydel-gamle-oslo"]
    waits = narrowed.follow("Ventetid")
    assert chosen in waits.text
    elsewhere = visit("revisor").get(f"{PAGES[1]}?enhet=bydel-sagene")
    assert "0 saker" in elsewhere.text
    for seen in (page, narrowed, waits):
        assert not [case for case in desk.cases.all_cases() if case in seen.response.get_data(as_text=True)]


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("asked", ["fra=i%20går", "til=31.02.2026", "enhet=%00", "versjon=" + "x" * 200])
def test_what_is_no_selection_is_refused_with_what_to_do(asked: str, visit: Visit) -> None:
    for path in PAGES:
        page = visit("revisor").get(f"{path}?{asked}")
        assert page.status == 422
        assert "Velg enheter, datoer, prosess og versjon i skjemaet" in page.text


@pytest.mark.parametrize(
    "path", ["/tilsyn/prosess/forlop?steg=alt", "/tilsyn/prosess/frister?krav=A&utfall=annet"]
)
def test_what_there_is_none_of_is_refused(path: str, visit: Visit) -> None:
    assert visit("revisor").get(path).status == 422


def test_nothing_to_tell_is_said(visit: Visit) -> None:
    for path in PAGES:
        page = visit("revisor").get(f"{path}?versjon=ukjent")
        assert page.status == 200
        assert "0 saker" in page.text


@pytest.mark.usefixtures("reported")
def test_the_events_are_taken_out_as_shown(visit: Visit, desk: Desk, store: Store) -> None:
    page = visit("revisor").get(PAGES[0])
    answer = page.form("Last ned CSV").submit({})
    assert answer.response.headers["Content-Disposition"] == "attachment; filename=hendelser-2026-07-06.csv"
    rows = events(answer)
    assert {its["case"] for its in rows} == set(desk.cases.all_cases())
    assert {its["person"] for its in rows} == {"ansatt-1", "ansatt-2"}
    text = content(answer).decode()
    assert RESIDENT not in text
    assert NATIONAL_ID not in text
    named = events(page.form("Last ned CSV").submit({"Ansatte": "Med brukernavn"}))
    assert {its["person"] for its in named} == {"bydel", "institusjon"}
    log = etree.fromstring(content(page.form("Last ned XES").submit({})))
    assert len(log.findall("{*}trace")) == REPORTED
    taken = [its for its in accesses(store) if its.action == "hente ut sak"]
    assert len(taken) == 3 * REPORTED


@pytest.mark.usefixtures("reported")
def test_a_protected_case_stays_and_that_is_said(protected: Case, visit: Visit, store: Store) -> None:
    auditor = visit("revisor")
    answer = auditor.get(PAGES[0]).form("Last ned CSV").submit({})
    *rows, last = events(answer)
    assert protected.id not in {its["case"] for its in rows}
    assert last["activity"].startswith("Saker som ikke er med: 1 har adressesperre")
    alone = auditor.get(f"/tilsyn/saker/{protected.id}/hendelser.xes")
    assert (alone.status, "adressesperre" in alone.text) == (409, True)
    assert protected.id not in {its.case for its in accesses(store) if its.what == "hendelser som csv"}


def test_one_case_is_taken_out_from_its_page(admitted: Case, visit: Visit) -> None:
    auditor = visit("revisor")
    page = auditor.get(f"/tilsyn/saker/{admitted.id}")
    rows = events(page.follow("CSV"))
    assert {its["case"] for its in rows} == {admitted.id}
    assert etree.fromstring(content(page.follow("XES"))).tag == "{http://www.xes-standard.org/}log"
    assert auditor.get(f"/tilsyn/saker/{admitted.id}/hendelser.txt").status == 404


def test_a_hidden_case_and_none_are_answered_alike(admitted: Case, visit: Visit, clock: ManualClock) -> None:
    stranger = visit("fremmed")
    pages = [stranger.get(f"/tilsyn/saker/{case}/hendelser.csv") for case in (admitted.id, "finnes-ikke")]
    assert [page.status for page in pages] == [404, 404]
    assert pages[0].text == pages[1].text
    assert clock.now() == BEGINNING
