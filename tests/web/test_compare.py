"""Two versions beside each other: what differs as sentences, and marked in both diagrams."""

import json
from collections.abc import Callable

import pytest

from prosesser.access import PROCESS_OWNER, Actor
from prosesser.definition import Bundle, read_folder
from prosesser.definition.bundle import DIAGRAM
from tests.definition.edits import Edit, drawn, erased, in_field, inserted, moved, timing, within
from tests.web.conftest import BEGINNING, JOURNEY, actor
from tests.web.visitor import Seen, Visitor
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]
OWNER = Actor("prosesseier", "bydel-gamle-oslo", "bydel", frozenset({PROCESS_OWNER}))
SHORTER = drawn(timing("statusrapport_frist", '=innflyttet_institusjon + duration("P3M")'))


def files(*edits: Edit) -> Bundle:
    bundle = read_folder(JOURNEY)
    for edit in edits:
        bundle = edit(bundle)
    return bundle


def revised(desk: Desk, *edits: Edit) -> str:
    """A revision with these edits; its address."""
    (version,) = desk.cases.versions.published(BEGINNING)
    owner = actor("prosesseier")
    revision = desk.revisions.open(owner, version.digest, "Tre måneder", BEGINNING)
    after = files(*edits)
    changed = {
        path: after.get(path)
        for path in {*after, *version.bundle}
        if after.get(path) != version.bundle.get(path)
    }
    desk.revisions.save(owner, revision.id, 1, changed, BEGINNING)
    return f"/utkast/{revision.id}/sammenlign"


def minutes(page: Seen) -> dict[str, list[str]]:
    """The sentences of the list, by heading."""
    found: dict[str, list[str]] = {}
    for group in page.tree.xpath("//ul[contains(@class, 'minutes')]"):
        (heading,) = group.xpath("./preceding-sibling::*[self::h3 or self::h2][1]")
        found[heading.text_content()] = [item.text.strip() for item in group.xpath("./li")]
    return found


def marks(page: Seen) -> list[dict[str, list[str]]]:
    return [json.loads(figure) for figure in page.tree.xpath("//figure/@data-diagram-marks")]


def test_a_revision_is_told_against_the_version_it_began_from(visit: Visit, desk: Desk) -> None:
    page = visit("prosesseier").get(revised(desk, SHORTER))
    assert minutes(page)["Frister og ventetider"] == [
        "Fristen for «Statusrapport» er endret fra 4 måneder til 3 måneder etter innflytting i institusjon."
    ]
    (warning,) = minutes(page)["Dette må begrunnes når utkastet publiseres"]
    assert warning.startswith("Fristen for «Statusrapport» blir kortere")
    assert 'innflyttet_institusjon + duration("P3M")' in page.text
    before, after = marks(page)
    assert before["changed"] == after["changed"] == ["statusrapport", "statusrapport_frist"]
    assert page.tree.xpath("//a[@data-diagram-ids='statusrapport_frist statusrapport']/@href") == [
        "#diagrammer"
    ]
    for address in page.tree.xpath("//figure/@data-diagram-url"):
        assert page.visitor.get(address).response.mimetype == "application/xml"


def test_the_page_is_one_of_the_revisions_pages(visit: Visit, desk: Desk) -> None:
    address = revised(desk, SHORTER)
    page = visit("prosesseier").get(address.removesuffix("/sammenlign")).follow("Sammenlign")
    assert page.path == address
    assert page.heading == "Tre måneder"


def test_what_came_went_and_moved_is_marked_in_the_diagram_that_has_it(visit: Visit, desk: Desk) -> None:
    address = revised(
        desk,
        drawn(
            inserted("boligmote_til_soknader_kan_begynne", "forberedelse", "Forberedelse"),
            erased("ta_imot_saken_frist"),
            within("kartlegging", "bane_bydel"),
        ),
    )
    before, after = marks(visit("prosesseier").get(address))
    assert "forberedelse" in after["added"]
    assert before["added"] == after["removed"] == []
    assert before["removed"] == ["ta_imot_saken_frist"]
    assert "kartlegging" in before["moved"]
    assert "kartlegging" in after["moved"]


def test_a_revision_without_changes_says_so(visit: Visit, desk: Desk) -> None:
    page = visit("prosesseier").get(revised(desk))
    assert "Ingen forskjeller." in page.text
    assert minutes(page) == {}


def test_what_is_only_drawn_otherwise_stands_apart(visit: Visit, desk: Desk) -> None:
    page = visit("prosesseier").get(revised(desk, drawn(moved("boligmote", 4085, 1101))))
    assert "Ingen forskjeller i hvordan saker går." in page.text
    assert "Dette har ingen virkning på saker: «Boligmøte»." in page.text


def test_a_revision_with_errors_is_compared_as_far_as_it_can_be_read(visit: Visit, desk: Desk) -> None:
    broken = drawn(timing("statusrapport_frist", "=innflyttet_institusjon +"))
    page = visit("prosesseier").get(revised(desk, broken, in_field("kartlegging", "har_ip", label="IP?")))
    assert "feil og kan ikke brukes slik. Det som lar seg lese, er sammenlignet." in page.text
    assert minutes(page)["Skjemaer"] == [
        "Feltet «Har beboeren individuell plan?» i «Kartlegging» heter nå «IP?»."
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<bpmn", "kan ikke leses"),
        (
            b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"/>',
            "prosess",
        ),
    ],
    ids=["no XML", "no process"],
)
def test_a_revision_that_cannot_be_read_says_what_is_wrong(
    visit: Visit, desk: Desk, content: bytes, says: str
) -> None:
    page = visit("prosesseier").get(revised(desk, lambda bundle: {**bundle, DIAGRAM: content}))
    assert page.status == 200
    assert "kan ikke sammenlignes før dette er rettet" in page.text
    assert says in page.text
    assert page.tree.xpath("//figure") == []


def test_two_versions_of_the_database_are_compared_either_way(visit: Visit, desk: Desk) -> None:
    (old,) = desk.cases.versions.published(BEGINNING)
    desk.cases.publish(files(SHORTER), OWNER, BEGINNING)
    new = next(one for one in desk.cases.versions.known() if one.digest != old.digest)
    page = visit("revisor").get(f"/versjoner/{new.digest}/sammenlign?med={old.digest}")
    assert "endret fra 4 måneder til 3 måneder" in page.text
    back = page.follow("Bytt fra og til")
    assert "endret fra 3 måneder til 4 måneder" in back.text
    chosen = visit("bydel").get(f"/versjoner/{new.digest}/sammenlign")
    assert "endret fra 4 måneder til 3 måneder" in chosen.text
    assert "begrunnes" not in chosen.text


def test_the_only_version_has_nothing_to_be_compared_with(visit: Visit, desk: Desk) -> None:
    (version,) = desk.cases.versions.published(BEGINNING)
    page = visit("bydel").get(f"/versjoner/{version.digest}/sammenlign")
    assert "Det finnes ingen annen versjon å sammenligne med ennå." in page.text


def test_a_change_of_a_clause_leads_to_the_clause(visit: Visit, desk: Desk) -> None:
    page = visit("prosesseier").get(revised(desk, drawn(erased("statusrapport_frist"))))
    clause = page.follow("Les kravet F2.2-status-report")
    assert clause.path == "/rutinen/F2.2-status-report"
    assert clause.status == 200


def test_what_is_no_version_is_not_found(visit: Visit, desk: Desk) -> None:
    (version,) = desk.cases.versions.published(BEGINNING)
    visitor = visit("prosesseier")
    assert visitor.get("/versjoner/abc/sammenlign").status == 404
    assert visitor.get(f"/versjoner/{version.digest}/sammenlign?med=abc").status == 404
    assert visitor.get("/utkast/finnes-ikke/sammenlign").status == 404


@pytest.mark.parametrize("person", ["bydel", "revisor"])
def test_revisions_are_compared_by_process_owners_only(visit: Visit, desk: Desk, person: str) -> None:
    assert visit(person).get(revised(desk, SHORTER)).status == 403
