"""The pages to move running cases, read and filled in as a process owner does."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.web.conftest import BEGINNING, RESIDENT, Case, actor
from tests.web.drawing import TALK, with_talk_before
from tests.web.moving import DEADLINE, publish_shorter, work_on
from tests.web.visitor import Seen, Visitor
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk

Visit = Callable[..., Visitor]
PLAN = "plan_for_oppholdet"


@pytest.fixture
def owner(visit: Visit) -> Visitor:
    return visit("prosesseier")


@pytest.fixture
def shorter(admitted: Case, desk: Desk) -> str:  # noqa: ARG001 - one case is admitted
    """The address of moving cases to a version whose status report is due earlier; one case is admitted."""
    return f"/versjoner/{publish_shorter(desk, BEGINNING)}/flytt"


@pytest.fixture
def talk(admitted: Case, desk: Desk) -> str:  # noqa: ARG001 - one case is admitted
    """The same to a version with a talk before what the case is at."""
    bundle = with_talk_before(desk.cases.versions.latest()[0].bundle, PLAN)
    return f"/versjoner/{desk.cases.publish(bundle, actor('prosesseier'), BEGINNING)}/flytt"


def planned(owner: Visitor, desk: Desk, address: str) -> Seen:
    owner.get(address).press("Lag en plan")
    work_on(desk)
    return owner.get(address)


def moved(owner: Visitor, desk: Desk, address: str, **choices: object) -> Seen:
    seen = planned(owner, desk, address).press(
        "Flytt sakene", {"Hvorfor flyttes sakene?": "Rapporten trengs tidligere"}, **choices
    )
    work_on(desk)
    return owner.get(seen.path)


def due(visit: Visit) -> str:
    """The row of the status report in the institution's list of tasks."""
    rows = visit("institusjon").get("/oppgaver?visning=enhetens").tree.xpath("//tbody/tr")
    return next(text for text in (str(row.text_content()) for row in rows) if "Statusrapport" in text)


def test_the_plan_tells_what_would_happen_before_anything_does(
    owner: Visitor, desk: Desk, shorter: str, admitted: Case
) -> None:
    before = desk.cases.verify(admitted.id)
    first = owner.get(shorter)
    assert "1 sak som pågår, følger en annen versjon" in first.text
    waiting = first.press("Lag en plan")
    assert "Venter på å begynne" in waiting.text
    work_on(desk)
    page = owner.get(shorter)
    assert "1 sak følger med." in page.text
    assert "Fristen for «Statusrapport»" in page.text
    assert "Fra «4 måneder etter innflytting" in page.text
    assert "til «3 måneder etter innflytting" in page.text
    assert "Gjelder færre enn fem saker." in page.text
    assert desk.cases.verify(admitted.id) == before


def test_the_order_needs_a_reason_and_keeps_what_was_chosen(owner: Visitor, desk: Desk, shorter: str) -> None:
    again = planned(owner, desk, shorter).press("Flytt sakene", {}, **{f"regel-{DEADLINE}": "ny"})
    assert again.status == 422
    assert "Skriv hvorfor sakene flyttes" in again.text
    (chosen,) = again.tree.xpath("//input[@type='radio'][@checked]/@value")
    assert chosen == "ny"


def test_dates_are_kept_unless_they_are_to_be_set_anew(
    owner: Visitor, desk: Desk, shorter: str, visit: Visit
) -> None:
    assert "05.05.2026" in due(visit)
    moved(owner, desk, shorter)
    assert "05.05.2026" in due(visit)


def test_the_caseworkers_list_changes_when_they_are(
    owner: Visitor, desk: Desk, shorter: str, admitted: Case, visit: Visit
) -> None:
    run = moved(owner, desk, shorter, **{f"regel-{DEADLINE}": "ny"})
    assert "1 sak er flyttet." in run.text
    assert "05.04.2026" in due(visit)
    page = visit("institusjon").get(admitted.address)
    assert "Saken følger fra nå versjon" in page.text
    assert "Grunn: Rapporten trengs tidligere" in page.text
    assert "Flyttet hit fra versjon" in page.text
    assert "Prosesseier Hansen" in page.text
    assert desk.cases.verify(admitted.id).fault is None


def test_a_process_owner_reads_no_name_and_finds_no_way_into_the_case(
    owner: Visitor, desk: Desk, shorter: str, admitted: Case
) -> None:
    run = moved(owner, desk, shorter)
    body = run.response.get_data(as_text=True)
    assert "Sak 1 av 1" in run.text
    assert RESIDENT not in body
    assert admitted.id not in body


def test_a_moved_case_is_put_back_where_it_was(
    owner: Visitor, desk: Desk, shorter: str, admitted: Case, visit: Visit
) -> None:
    before = visit("bydel").get(admitted.address).text.partition("Historikk")[0]
    run = moved(owner, desk, shorter, **{f"regel-{DEADLINE}": "ny"})
    assert "Flyttingen er angret" in run.press("Angre flyttingen").text
    assert visit("bydel").get(admitted.address).text.partition("Historikk")[0] == before
    assert desk.cases.verify(admitted.id).fault is None


def test_all_of_a_move_is_undone(owner: Visitor, desk: Desk, shorter: str) -> None:
    undoing = moved(owner, desk, shorter).press("Angre alle som kan angres")
    work_on(desk)
    page = owner.get(undoing.path)
    assert "1 sak er som før flyttingen." in page.text
    assert "Angring" in owner.get(shorter).text


def test_a_plan_that_is_stopped_can_be_made_again(
    owner: Visitor, desk: Desk, shorter: str, clock: ManualClock
) -> None:
    stopped = owner.get(shorter).press("Lag en plan").press("Stans")
    assert "Planen ble stanset." in stopped.text
    clock.advance(timedelta(minutes=1))
    stopped.press("Lag planen på nytt")
    work_on(desk)
    assert "1 sak følger med." in owner.get(shorter).text


def test_somebody_chooses_where_a_case_is_to_stand(
    owner: Visitor, desk: Desk, talk: str, admitted: Case, visit: Visit
) -> None:
    plan = planned(owner, desk, talk)
    assert "1 sak trenger at noen velger" in plan.text
    run = plan.press("Flytt sakene", {"Hvorfor flyttes sakene?": "Samtale først"})
    work_on(desk)
    choice = owner.get(run.path).follow("Velg hvor saken skal stå: sak 1")
    assert "Saken er ved «Plan for oppholdet»" in choice.text
    assert RESIDENT not in choice.response.get_data(as_text=True)
    again = choice.press("Flytt saken hit")
    assert again.status == 422
    assert "Velg hvor saken skal stå i stedet for «Plan for oppholdet»" in again.text
    wrong = choice.press("Flytt saken hit", {}, **{f"plass-{PLAN}.1": "innflytting"})
    assert wrong.status == 422
    done = choice.press("Flytt saken hit", {}, **{f"plass-{PLAN}.1": TALK})
    assert "Flyttet" in done.text
    page = visit("institusjon").get(admitted.address)
    assert "Forberedende samtale" in page.text
    assert desk.cases.verify(admitted.id).fault is None


@pytest.mark.parametrize("path", ["", "/finnes-ikke", "/finnes-ikke/saker/1"])
def test_what_is_not_there_is_not_found(path: str, owner: Visitor) -> None:
    assert owner.get(f"/versjoner/{'0' * 64}/flytt{path}").status == 404


def test_a_move_to_one_version_is_not_found_under_another(
    owner: Visitor, desk: Desk, shorter: str, talk: str
) -> None:
    run = moved(owner, desk, shorter).path.rpartition("/")[2]
    assert owner.get(f"{talk}/{run}").status == 404
    assert owner.get(f"{talk}/{run}/saker/1").status == 404
