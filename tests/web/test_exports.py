"""An auditor takes a case out as a package: told what it is, logged, and never of a protected person."""

import base64
from collections.abc import Callable

import pytest

from prosesser.packages import check, verify
from prosesser.store import Store
from prosesser.store.audit import accesses
from tests.web.conftest import BEGINNING, NATIONAL_ID, PROCESS, REFERRAL, RESIDENT, Case, actor
from tests.web.visitor import Visitor
from workflow_app import anchoring
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]
BUTTON = "Hent revisjonspakken"


@pytest.fixture
def anchored(
    store: Store, desk: Desk, admitted: Case, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> Case:
    """The case, anchored as it stands."""
    monkeypatch.setenv("SOMLOS_SIGNING_KEY", base64.b64encode(b"s" * 32).decode())
    anchoring.anchoring(store, desk.settings.database_url).make(clock.now())
    return admitted


def test_the_auditor_is_told_what_a_package_is_and_gets_one_that_holds(visit: Visit, anchored: Case) -> None:
    page = visit("revisor").get(f"/tilsyn{anchored.address}").follow("Revisjonspakke")
    assert "Alle 2 rader er forankret" in page.text
    root = page.tree.xpath("//code")[0].text_content()
    assert "taushetsbelagte opplysninger" in page.text
    answer = page.press(BUTTON).response
    assert answer.mimetype == "application/zip"
    files = verify.unpack(answer.get_data())
    assert verify.check(files, root).is_whole
    report = check(files)
    assert (report.unchecked, report.root is None) == ([], False)  # nobody said whose key it is
    assert RESIDENT.encode() in files["case.json"]


def test_the_file_is_named_for_what_it_is_and_not_for_whom(visit: Visit, admitted: Case) -> None:
    answer = visit("revisor").get(f"/tilsyn{admitted.address}/uttrekk").press(BUTTON).response
    assert answer.headers["Content-Disposition"] == (
        f"attachment; filename=revisjonspakke-{admitted.id[:8]}.zip"
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert NATIONAL_ID not in str(answer.headers)


def test_without_an_anchor_the_page_says_what_the_package_lacks(visit: Visit, admitted: Case) -> None:
    page = visit("revisor").get(f"/tilsyn{admitted.address}/uttrekk")
    assert "Saken er ikke forankret ennå" in page.text
    report = check(verify.unpack(page.press(BUTTON).response.get_data()))
    assert not report.is_whole


def test_both_looking_and_taking_out_are_logged(visit: Visit, store: Store, admitted: Case) -> None:
    visit("revisor").get(f"/tilsyn{admitted.address}/uttrekk").press(BUTTON)
    said = [row.what for row in accesses(store, admitted.id) if row.what]
    assert said == ["uttrekk: veiledning", "uttrekk: pakke"]


def test_a_protected_person_is_not_handed_out(visit: Visit, desk: Desk) -> None:
    referral = {**REFERRAL, "beboer_adressesperre": "ja"}
    case = desk.cases.start(actor("bydel"), PROCESS, referral, BEGINNING, "p" * 20)
    visitor = visit("revisor")
    page = visitor.get(f"/tilsyn/saker/{case}/uttrekk")
    assert "en annen revisor må godkjenne" in page.text
    assert BUTTON not in page.text
    refused = visitor.post(f"/tilsyn/saker/{case}/uttrekk", [("csrf_token", visitor.token())])
    assert (refused.status, "adressesperre" in refused.text) == (409, True)


def test_a_case_that_does_not_hold_is_not_packed(
    visit: Visit, admitted: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "link_hash", lambda _row: "0" * 64)
    visitor = visit("revisor")
    refused = visitor.post(f"/tilsyn{admitted.address}/uttrekk", [("csrf_token", visitor.token())])
    assert (refused.status, "svarer ikke til journalen sin" in refused.text) == (409, True)


def test_hidden_and_missing_cases_answer_alike(visit: Visit, admitted: Case) -> None:
    visitor = visit("kollega")
    answers = {visitor.get(f"/tilsyn/saker/{case}/uttrekk").text for case in (admitted.id, "finnes-ikke")}
    assert len(answers) == 1
