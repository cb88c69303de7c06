"""All files of a revision: listed, downloaded and replaced; what is broken changes nothing."""

import io
from collections.abc import Callable

import pytest

from prosesser.definition.bundle import DIAGRAM, REQUIREMENTS
from prosesser.revisions import Revision
from tests.form_files import form_file, textfield
from tests.web.conftest import BEGINNING, actor
from tests.web.visitor import Seen, Visitor
from workflow_app.web.desk import Desk

CHECKLIST = "checklists/plan_for_oppholdet.json"
BILLION_LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><definitions>&b;</definitions>'


@pytest.fixture
def revision(desk: Desk) -> Revision:
    (version,) = desk.cases.versions.latest()
    return desk.revisions.open(actor("prosesseier"), version.digest, "Nye sjekklister", BEGINNING)


@pytest.fixture
def owner(visit: Callable[..., Visitor]) -> Visitor:
    return visit("prosesseier")


def upload(owner: Visitor, revision: Revision, name: str, content: bytes, **more: str) -> Seen:
    data = {"csrf_token": owner.token(), "utgave": str(revision.edition), **more}
    data["fil"] = (io.BytesIO(content), name)  # type: ignore[assignment]  # a file among the texts
    address = f"/utkast/{revision.id}/filer/last-opp"
    return Seen(owner.client.post(address, data=data, follow_redirects=True), owner)


def now(desk: Desk, revision: Revision) -> Revision:
    return desk.revisions.get(actor("prosesseier"), revision.id, BEGINNING)


def test_every_file_is_listed_and_can_be_downloaded(owner: Visitor, revision: Revision) -> None:
    page = owner.get(f"/utkast/{revision.id}").follow("Filer")
    assert set(revision.bundle) <= set(page.links())
    for path in (DIAGRAM, REQUIREMENTS, CHECKLIST, "stories/hovedlop.yaml"):
        answer = page.follow(path).response
        assert answer.data == revision.bundle[path]
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert owner.get(f"/utkast/{revision.id}/filer/../../etc/passwd").status == 404


def test_a_checklist_is_replaced_and_checked(owner: Visitor, revision: Revision, desk: Desk) -> None:
    changed = revision.bundle[CHECKLIST].replace(b'"title": "', b'"title": "Ny ', 1)
    page = upload(owner, revision, "plan_for_oppholdet.json", changed)
    assert f"«{CHECKLIST}» er lagret" in page.response.get_data(as_text=True)
    assert "Ingen feil i diagram" in page.text
    assert now(desk, revision).bundle == {**revision.bundle, CHECKLIST: changed}


def test_a_form_that_reads_well_is_taken_in_with_what_the_rules_say(
    owner: Visitor, revision: Revision
) -> None:
    form = form_file("reserveplan", textfield("hva_skjer", ""))
    page = upload(owner, revision, "nytt-navn.form", form, sti="forms/reserveplan.form")
    assert "er lagret" in page.response.get_data(as_text=True)
    assert "har ingen ledetekst" in page.text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("henvisning.form", b"{", "ikke gyldig JSON"),
        ("henvisning.form", b"\xff\xfe\x00", "ikke gyldig JSON"),
        (
            "henvisning.form",
            form_file("henvisning", {"type": "html", "id": "x"}),
            "felttypen «html» vises ikke",
        ),
        ("henvisning.form", form_file("noe_annet"), "har id-en «noe_annet»"),
        ("plan_for_oppholdet.json", b'{"id": 1}', "har en verdi som ikke kan brukes"),
        ("requirements.yaml", b"requirements: 5", "ikke YAML med en liste av krav"),
        ("hovedlop.yaml", b"a: [", "ikke gyldig YAML"),
        ("tegning.bpmn", b"<bpmn", "kan ikke leses"),
        ("tegning.bpmn", BILLION_LAUGHS, "kan ikke leses"),
        ("tegning.bpmn", b"<svg/>", "ikke et BPMN-diagram"),
        ("virus.exe", b"MZ", "er ingen fil i en prosess"),
        (".form", b"{}", "er ingen fil i en prosess"),
    ],
)
def test_a_broken_or_hostile_file_changes_nothing(
    name: str, content: bytes, said: str, owner: Visitor, revision: Revision, desk: Desk
) -> None:
    page = upload(owner, revision, name, content)
    assert page.status == 422
    assert said in page.text
    assert now(desk, revision) == revision


def test_a_path_out_of_the_revision_is_no_place_for_a_file(
    owner: Visitor, revision: Revision, desk: Desk
) -> None:
    for path in ("../journey.bpmn", "forms/../../x.form", "forms/a/b.form", "/etc/passwd", "forms/a\nb.form"):
        page = upload(owner, revision, "x.form", form_file("x"), sti=path)
        assert page.status == 422
        assert now(desk, revision) == revision


def test_without_a_file_one_is_asked_for(owner: Visitor, revision: Revision) -> None:
    page = owner.get(f"/utkast/{revision.id}/alle-filer").press("Last opp")
    assert page.status == 422
    assert "Velg en fil først" in page.text


def test_a_file_from_an_older_edition_is_refused(owner: Visitor, revision: Revision, desk: Desk) -> None:
    desk.revisions.save(actor("prosesseier"), revision.id, 1, {"forms/ny.form": form_file("ny")}, BEGINNING)
    page = upload(owner, revision, "plan_for_oppholdet.json", revision.bundle[CHECKLIST])
    assert page.status == 409
