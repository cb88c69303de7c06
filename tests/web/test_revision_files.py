"""The files of a revision as an editor reads, checks and saves them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from prosesser.access import PROCESS_OWNER
from prosesser.definition.bundle import DIAGRAM
from prosesser.store.directory import Membership, Person
from tests.web.conftest import BEGINNING, actor
from tests.web.visitor import PASSWORD, Visitor
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]

FOUR_MONTHS, THREE_MONTHS = 'duration("P4M")', 'duration("P3M")'


@dataclass(frozen=True)
class Editor:
    """An editor's page of a revision, by what it asks the server."""

    visitor: Visitor
    address: str

    def read(self) -> dict[str, Any]:
        return dict(self.visitor.client.get(f"{self.address}/filer").get_json())

    def post(self, path: str, body: object) -> tuple[int, dict[str, Any]]:
        headers = {"X-CSRFToken": self.visitor.token()}
        answered = self.visitor.client.post(f"{self.address}/{path}", json=body, headers=headers)
        return answered.status_code, dict(answered.get_json())

    def save(self, edition: int, files: Mapping[str, str | None]) -> tuple[int, dict[str, Any]]:
        return self.post("filer", {"edition": edition, "files": files})


@pytest.fixture
def address(desk: Desk) -> str:
    (version,) = desk.cases.versions.latest()
    revision = desk.revisions.open(actor("prosesseier"), version.digest, "Etter tre måneder", BEGINNING)
    return f"/utkast/{revision.id}"


@pytest.fixture
def editor(visit: Visit, address: str) -> Editor:
    return Editor(visit("prosesseier"), address)


@pytest.fixture
def another(visit: Visit, address: str, desk: Desk) -> Editor:
    """The same revision before another process owner."""
    desk.directory.add_person(Person("eier2", "Ane Eier"), PASSWORD)
    membership = Membership("eier2", "bydel-gamle-oslo", frozenset({PROCESS_OWNER}), BEGINNING)
    desk.directory.add_membership(membership)
    return Editor(visit("eier2"), address)


def test_what_is_saved_stands_there_as_the_next_edition(editor: Editor) -> None:
    before = editor.read()
    changed = before["files"][DIAGRAM].replace(FOUR_MONTHS, THREE_MONTHS)
    status, saved = editor.save(before["edition"], {DIAGRAM: changed})
    assert status == 200
    assert saved["edition"] == before["edition"] + 1
    assert saved["at"] == "kl. 09.00"
    assert editor.read()["files"][DIAGRAM] == changed


def test_a_file_is_taken_away_and_another_added(editor: Editor) -> None:
    form = editor.read()["files"]["forms/statusrapport.form"]
    editor.save(1, {"forms/statusrapport.form": None, "forms/ny.form": form})
    files = editor.read()["files"]
    assert "forms/statusrapport.form" not in files
    assert files["forms/ny.form"] == form


def test_who_saves_over_anothers_edition_hears_whose_and_when(
    editor: Editor, another: Editor, clock: ManualClock
) -> None:
    clock.advance(timedelta(minutes=3))
    another.save(1, {"forms/ny.form": "{}"})
    status, answer = editor.save(1, {DIAGRAM: "<x/>"})
    assert status == 409
    assert {**answer, "problem": ""} == {"problem": "", "by": "Ane Eier", "at": "kl. 09.03", "edition": 2}
    assert "<x/>" not in editor.read()["files"][DIAGRAM]
    assert editor.save(answer["edition"], {"forms/ny.form": None})[0] == 200


def test_a_diagram_with_faults_is_saved_with_what_is_wrong(editor: Editor) -> None:
    diagram = editor.read()["files"][DIAGRAM]
    status, saved = editor.save(1, {DIAGRAM: diagram.replace(FOUR_MONTHS, 'duration("P4M"')})
    assert status == 200
    wrong = next(each for each in saved["findings"] if each["rule"] == "expressions-are-valid")
    assert (wrong["severity"], wrong["element"]) == ("error", "statusrapport_frist")
    assert wrong["name"] == "Frist: 4 måneder etter innflytting"


def test_what_is_not_saved_is_checked_and_changes_nothing(editor: Editor) -> None:
    before = editor.read()
    broken = before["files"][DIAGRAM].replace("=innflyttet_institusjon +", "=ukjent_dag +")
    status, answer = editor.post("kontroll", {"files": {DIAGRAM: broken}})
    assert status == 200
    assert "facts-are-declared" in {each["rule"] for each in answer["findings"]}
    assert editor.read() == {**before, "token": editor.read()["token"]}
    assert [
        each for each in editor.post("kontroll", {"files": {}})[1]["findings"] if each["severity"] == "error"
    ] == []


def test_the_facts_follow_the_unsaved_forms(editor: Editor) -> None:
    form = editor.read()["files"]["forms/statusrapport.form"].replace("rapport_oversendt", "sendt_bydelen")
    _, answer = editor.post("kontroll", {"files": {"forms/statusrapport.form": form}})
    assert "sendt_bydelen" in {fact["name"] for fact in answer["facts"]}


@pytest.mark.parametrize(
    "diagram",
    ["", "<bpmn", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'],
    ids=["empty", "broken", "hostile"],
)
def test_what_is_no_diagram_is_a_finding(editor: Editor, diagram: str) -> None:
    status, answer = editor.post("kontroll", {"files": {DIAGRAM: diagram}})
    assert status == 200
    (finding,) = answer["findings"]
    assert "kan ikke leses" in finding["message"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"edition": "1", "files": {}},
        {"edition": 1, "files": {DIAGRAM: 1}},
        {"edition": 1, "files": {}, "more": 1},
        {"edition": 1, "files": {"/etc/passwd": "x"}},
        {"edition": 1, "files": {"forms/../x.form": "x"}},
        {"edition": 1, "files": {DIAGRAM: "\ud800"}},
    ],
)
def test_nonsense_is_refused_in_words(editor: Editor, body: object) -> None:
    before = editor.read()
    status, answer = editor.post("filer", body)
    assert status == 422
    assert answer["problem"]
    assert editor.read()["edition"] == before["edition"]


def test_a_diagram_larger_than_a_form_may_be_is_taken(editor: Editor) -> None:
    diagram = editor.read()["files"][DIAGRAM]
    assert editor.save(1, {DIAGRAM: diagram + " " * 1_200_000})[0] == 200
    status, answer = editor.save(2, {DIAGRAM: diagram + " " * 2_000_000})
    assert status == 409
    assert "større enn" in answer["problem"]


def test_a_post_needs_its_token(editor: Editor) -> None:
    answered = editor.visitor.client.post(f"{editor.address}/filer", json={"edition": 1, "files": {}})
    assert answered.status_code == 400


def test_a_closed_revision_says_so(editor: Editor, desk: Desk) -> None:
    desk.revisions.discard(actor("prosesseier"), editor.address.rpartition("/")[2], BEGINNING)
    status, answer = editor.save(1, {"forms/ny.form": "{}"})
    assert status == 404
    assert "finnes ikke" in answer["problem"]


def test_two_with_the_same_revision_open_hear_of_each_other(
    editor: Editor, another: Editor, clock: ManualClock
) -> None:
    assert editor.post("til-stede", {"window": "a"})[1] == {"others": []}
    assert another.post("til-stede", {"window": "b"})[1] == {"others": ["Prosesseier Hansen"]}
    assert editor.post("til-stede", {"window": "a"})[1] == {"others": ["Ane Eier"]}
    clock.advance(timedelta(minutes=2))
    assert editor.post("til-stede", {"window": "a"})[1] == {"others": []}


def test_ones_own_other_window_is_told_apart(editor: Editor) -> None:
    editor.post("til-stede", {"window": "a"})
    (other,) = editor.post("til-stede", {"window": "b"})[1]["others"]
    assert other.startswith("Du selv")
