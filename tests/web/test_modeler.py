"""The page that edits a diagram: what it is delivered with, and a diagram brought in as a file."""

from collections.abc import Callable
from typing import Any

import pytest

from prosesser.definition.bundle import DIAGRAM
from prosesser.definition.dialect import EXTENSIONS, PROPERTIES
from tests.web.conftest import BEGINNING, actor
from tests.web.test_protection import POLICY
from tests.web.visitor import Visitor
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]

EDGE = "grensen"


@pytest.fixture
def revision(desk: Desk) -> str:
    (version,) = desk.cases.versions.latest()
    return desk.revisions.open(actor("prosesseier"), version.digest, "Etter tre måneder", BEGINNING).id


@pytest.fixture
def owner(visit: Visit) -> Visitor:
    return visit("prosesseier")


@pytest.fixture
def words(owner: Visitor, revision: str) -> dict[str, Any]:
    return dict(owner.client.get(f"/utkast/{revision}/ordbok.json").get_json())


def brought_in(owner: Visitor, revision: str, content: bytes, edition: int = 1) -> tuple[int, str]:
    """Send the form by hand: the test client would leave a temporary file open behind a large one."""
    start = f"--{EDGE}\r\nContent-Disposition: form-data; name="
    fields = {"csrf_token": owner.token(), "utgave": str(edition)}
    text = "".join(f'{start}"{name}"\r\n\r\n{value}\r\n' for name, value in fields.items())
    file = f'{start}"fil"; filename="rutinen.bpmn"\r\nContent-Type: application/xml\r\n\r\n'
    answered = owner.client.post(
        f"/utkast/{revision}/diagram",
        data=f"{text}{file}".encode() + content + f"\r\n--{EDGE}--\r\n".encode(),
        content_type=f"multipart/form-data; boundary={EDGE}",
    )
    return answered.status_code, answered.get_data(as_text=True)


def standing(desk: Desk, revision: str) -> bytes:
    return desk.revisions.get(actor("prosesseier"), revision, BEGINNING).bundle[DIAGRAM]


def test_the_editor_is_a_page_of_the_revision(owner: Visitor, revision: str) -> None:
    page = owner.get(f"/utkast/{revision}").follow("Diagram")
    assert page.path == f"/utkast/{revision}/diagram"
    assert page.tree.xpath("//script[contains(@src, 'modeler.js')]")
    assert page.tree.xpath("//link[contains(@href, 'modeler.css')]")
    assert "JavaScript" in page.text


def test_only_the_editors_page_lets_libraries_style(owner: Visitor, revision: str) -> None:
    page = owner.get(f"/utkast/{revision}/diagram")
    (nonce,) = page.tree.xpath("//script/@nonce")
    styles = f"; style-src 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'"
    assert page.response.headers["Content-Security-Policy"] == POLICY + styles
    (another,) = owner.get(f"/utkast/{revision}/diagram").tree.xpath("//script/@nonce")
    assert another != nonce
    for path in (f"/utkast/{revision}", f"/utkast/{revision}/ordbok.json", "/utkast"):
        assert owner.get(path).response.headers["Content-Security-Policy"] == POLICY


def test_the_dictionary_holds_what_runs_and_nothing_that_is_refused(words: dict[str, Any]) -> None:
    assert words["elements"]["userTask"] == "brukeroppgave"
    assert "serviceTask" not in words["elements"]
    assert words["events"]["endEvent"] == ["none", "terminate"]
    assert words["extensions"] == {name: its.treatment.value for name, its in EXTENSIONS.items()}


def test_the_dictionary_explains_every_property_of_the_dialect(words: dict[str, Any]) -> None:
    explained = {each["name"]: each for each in words["properties"]}
    assert set(explained) == set(PROPERTIES)
    assert explained["virkedag"]["values"] == ["forrige", "neste", "nei"]
    assert explained["mangel."]["family"]
    assert all(each["meaning"] for each in explained.values())


def test_the_dictionary_names_what_the_revision_has(words: dict[str, Any], revision: str) -> None:
    facts = {each["name"]: each for each in words["facts"]}
    assert facts["innflyttet_institusjon"] == {
        "name": "innflyttet_institusjon",
        "label": "Innflytting i institusjon",
        "type": "date",
        "scope": "case",
    }
    assert {"id": "F2.2-status-report", "clause": "F §2.2"}.items() <= next(
        each for each in words["clauses"] if each["id"] == "F2.2-status-report"
    ).items()
    report = next(each for each in words["forms"] if each["id"] == "statusrapport")
    assert report["address"] == f"/utkast/{revision}/skjema/statusrapport"
    assert words["parties"] == ["bydel", "institusjon", "ny_bydel"]
    assert "add working days" in {each["name"] for each in words["functions"]}


def test_the_dictionary_of_a_broken_draft_still_has_its_tables(
    owner: Visitor, revision: str, desk: Desk
) -> None:
    desk.revisions.save(actor("prosesseier"), revision, 1, {DIAGRAM: b"<bpmn"}, BEGINNING)
    answer = owner.client.get(f"/utkast/{revision}/ordbok.json").get_json()
    assert answer["facts"] == answer["parties"] == []
    assert answer["elements"]


def test_a_diagram_is_brought_in(owner: Visitor, revision: str, desk: Desk) -> None:
    changed = standing(desk, revision).replace(b'duration("P4M")', b'duration("P3M")')
    status, _ = brought_in(owner, revision, changed)
    assert status == 303
    assert standing(desk, revision) == changed
    assert "Diagrammet er hentet inn." in owner.get(f"/utkast/{revision}/diagram").response.get_data(
        as_text=True
    )


HOSTILE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
DEEP = b"<a>" * 200 + b"</a>" * 200


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Velg filen som skal hentes inn"),
        (b"PK\x03\x04", "ikke gyldig XML"),
        (b"<html/>", "ikke et BPMN-diagram"),
        (
            b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>',
            "ikke et BPMN-diagram",
        ),
        (HOSTILE, "DOCTYPE"),
        (DEEP, "dypere enn"),
        (b"<a>" + b" " * 2_100_000 + b"</a>", "større enn 2 MB"),
        (b'<?xml version="1.0" encoding="finnes-ikke"?><a/>', "«rutinen.bpmn» kan ikke leses"),
    ],
    ids=["none", "a zip", "no diagram", "no process", "hostile", "deep", "large", "encoding"],
)
def test_a_file_that_is_none_is_refused_in_words_and_changes_nothing(
    owner: Visitor, revision: str, desk: Desk, content: bytes, says: str
) -> None:
    before = standing(desk, revision)
    status, text = brought_in(owner, revision, content)
    assert status == 422
    assert says in text
    assert standing(desk, revision) == before


def test_a_diagram_is_not_brought_in_over_what_somebody_else_saved(
    owner: Visitor, revision: str, desk: Desk
) -> None:
    desk.revisions.save(actor("prosesseier"), revision, 1, {"forms/ny.form": b"{}"}, BEGINNING)
    before = standing(desk, revision)
    status, text = brought_in(owner, revision, before + b" ")
    assert status == 409
    assert "lagret av noen" in text
    assert standing(desk, revision) == before


def test_a_diagram_in_another_encoding_is_read_as_it_declares(
    owner: Visitor, revision: str, desk: Desk
) -> None:
    text = standing(desk, revision).decode()
    other = text.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"').encode("latin-1", "xmlcharrefreplace")
    brought_in(owner, revision, other)
    read = owner.client.get(f"/utkast/{revision}/filer").get_json()["files"][DIAGRAM]
    assert 'name="Møteansvarlig"' in read
