"""The routine's pages: every clause with what realises it, for all who work by it, own it or audit it."""

import json
from collections.abc import Callable

from prosesser.access import PROCESS_OWNER, Actor
from prosesser.definition import read_folder
from prosesser.definition.requirements import read_catalogue
from tests.builders import Journey
from tests.form_files import textfield
from tests.web.conftest import BEGINNING, JOURNEY
from tests.web.visitor import Seen, Visitor
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]

CATALOGUE = read_catalogue(read_folder(JOURNEY))
OWNER = Actor("prosesseier", "bydel-gamle-oslo", "bydel", frozenset({PROCESS_OWNER}))


def realised(page: Seen) -> dict[str, str]:
    """What a page says realises its clause, by where."""
    rows = page.tree.xpath("//main//dl[contains(@class, 'facts')]/div")
    return {row.findtext("dt"): " ".join(row.find("dd").text_content().split()) for row in rows}


def test_the_clauses_stand_in_the_catalogues_order_with_text_who_and_deadline(visit: Visit) -> None:
    page = visit("prosesseier").get("/").follow("Rutinen")
    items = page.tree.xpath("//ol[@class='clauses']/li")
    assert [item.get("id") for item in items] == list(CATALOGUE)
    for item in items:
        assert CATALOGUE[item.get("id")].text in item.text_content()
    report = " ".join(items[list(CATALOGUE).index("F2.2-status-report")].text_content().split())
    assert report.startswith(
        "Fellesskriv 3/2021 §2.2. Institusjonen skal. Senest 4 måneder etter innflytting"
    )
    assert "Statusrapport (oppgave)" in report


def test_whoever_owns_the_process_begins_there(visit: Visit) -> None:
    assert visit("prosesseier").get("/").heading == "Rutinen"
    assert visit("bydel").get("/").heading == "Oppgaver"


def test_a_clause_shows_what_realises_it_as_text_and_marked_on_the_diagram(visit: Visit) -> None:
    page = visit("revisor").get("/rutinen/F2.2-status-report")
    shown = realised(page)
    assert shown["Hvem"] == "Institusjonen skal"
    assert "Frist: 4 måneder etter innflytting" in shown["I diagrammet"]
    assert "Statusrapport, Revidert statusrapport og Ekstra statusrapport: " in shown["I skjemaene"]
    assert "Beboerens egne ønsker" in shown["I skjemaene"]
    (figure,) = page.tree.xpath("//figure")
    marks = json.loads(figure.get("data-diagram-marks"))
    assert {"statusrapport", "statusrapport_frist"} <= set(marks["clause"])
    assert visit("revisor").get(figure.get("data-diagram-url")).status == 200


def test_what_holds_other_steps_is_marked_by_its_edge(visit: Visit) -> None:
    page = visit("revisor").get("/rutinen/F2-convener")
    marks = json.loads(page.tree.xpath("//figure/@data-diagram-marks")[0])
    assert "bane_moteansvarlig" in marks["around"]
    assert "Møteansvarlig (bane)" in realised(page)["I diagrammet"]
    assert "Du ser hvilken enhet som har ansvaret" in realised(page)["I programmet"]


def test_a_recorded_decision_stands_beside_the_deadline(visit: Visit) -> None:
    shown = realised(visit("revisor").get("/rutinen/F3.3-followup-meeting"))
    assert shown["Avgjort lokalt"] == "For sent etter fem uker"


def test_the_pages_of_the_clauses_lead_from_one_to_the_next(visit: Visit) -> None:
    page = visit("institusjon").get("/rutinen").follow(next(iter(CATALOGUE.values())).text)
    seen = [page.path.rpartition("/")[2]]
    while following := next((name for name in page.links() if name.startswith("Neste krav")), None):
        page = page.follow(following)
        assert page.status == 200
        assert CATALOGUE[page.path.rpartition("/")[2]].text in page.text
        seen.append(page.path.rpartition("/")[2])
    assert seen == list(CATALOGUE)


def test_what_is_no_clause_or_no_process_is_not_found(visit: Visit) -> None:
    visitor = visit("prosesseier")
    assert visitor.get("/rutinen/F9-finnes-ikke").status == 404
    assert visitor.get("/rutinen?prosess=finnes_ikke").status == 404


def test_of_several_processes_one_is_chosen(visit: Visit, desk: Desk) -> None:
    catalogue = b'requirements: [{id: X, clause: "F \xc2\xa71", text: "Andre krav."}]'
    other = Journey("annen", "Annen prosess").file("requirements.yaml", catalogue)
    drawn = other.form("f", textfield("a", properties={"krav": "X"})).start().task("a", form="f").end()
    desk.cases.publish(drawn.bundle(), OWNER, BEGINNING)
    page = visit("prosesseier").get("/rutinen").follow("Annen prosess")
    assert "Andre krav." in page.text
    assert page.follow("Andre krav.").heading == "Fellesskriv 3/2021 §1"
