"""A process owner's pages: the list of revisions, a new one, and where it stands."""

from collections.abc import Callable

import pytest

from prosesser.definition.bundle import DIAGRAM
from tests.web.conftest import BEGINNING, actor
from tests.web.visitor import Seen, Visitor
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]
TITLE = "Rapporten etter tre måneder"


def opened(visit: Visit) -> Seen:
    page = visit("prosesseier").get("/").follow("Utkast")
    return page.press("Lag utkastet", {"Hva skal endres?": TITLE})


def test_a_process_owner_opens_a_revision_and_finds_it_again(visit: Visit) -> None:
    page = opened(visit)
    assert page.heading == TITLE
    assert "Ingen feil i diagram" in page.text
    assert page.follow("Utkast").follow(TITLE).heading == TITLE


def test_a_revision_without_a_name_is_asked_for_one(visit: Visit) -> None:
    page = visit("prosesseier").get("/utkast").press("Lag utkastet")
    assert page.status == 422
    assert "Gi utkastet et navn" in page.text


def test_what_keeps_a_revision_from_running_stands_on_its_page(visit: Visit, desk: Desk) -> None:
    page = opened(visit)
    revision = page.path.rpartition("/")[2]
    owner = actor("prosesseier")
    diagram = desk.revisions.get(owner, revision, BEGINNING).bundle[DIAGRAM]
    broken = diagram.replace(b'duration("P4M")', b'duration("P4M"')
    desk.revisions.save(owner, revision, 1, {DIAGRAM: broken}, BEGINNING)
    page = page.visitor.get(page.path)
    assert "må rettes før utkastet kan brukes" in page.text
    desk.revisions.save(owner, revision, 2, {DIAGRAM: b"<bpmn"}, BEGINNING)
    assert page.visitor.get(page.path).tree.xpath("//p[@class='ds-alert']")


def test_a_revision_is_put_away(visit: Visit) -> None:
    page = opened(visit).press("Forkast utkastet")
    assert page.heading == "Utkast"
    assert "er forkastet" in page.response.get_data(as_text=True)
    assert TITLE not in page.links()


def test_the_diagram_of_a_revision_can_be_fetched(visit: Visit, desk: Desk) -> None:
    page = opened(visit)
    (version,) = desk.cases.versions.latest()
    assert page.visitor.get(f"{page.path}/diagram.bpmn").response.data == version.bundle[DIAGRAM]


@pytest.mark.parametrize("person", ["bydel", "bydelsleder", "institusjon", "revisor"])
def test_nobody_else_has_to_do_with_revisions(visit: Visit, person: str) -> None:
    address = opened(visit).path
    visitor = visit(person)
    assert "Utkast" not in visitor.get("/").links()
    for path in ("/utkast", address, f"{address}/diagram.bpmn"):
        assert visitor.get(path).status == 403


def test_a_revision_that_does_not_exist_is_not_found(visit: Visit) -> None:
    assert visit("prosesseier").get("/utkast/finnes-ikke").status == 404
