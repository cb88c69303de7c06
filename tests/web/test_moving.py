"""The pages to move running cases, read and filled in as a process owner does."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from prosesser.calendar import oslo_date
from prosesser.engine.messages import ClaimTask
from prosesser.store import Store
from tests.movers import publish_from
from tests.web.conftest import BEGINNING, RESIDENT, Case, actor
from tests.web.drawing import TALK, with_talk_before
from tests.web.moving import DEADLINE, publish_shorter, work_on
from tests.web.moving import shorter as shorter_of
from tests.web.visitor import Seen, Visitor
from workflow_app.clock import ManualClock
from workflow_app.web.desk import Desk
from workflow_app.wording import long_date

Visit = Callable[..., Visitor]
PLAN = "plan_for_oppholdet"
WHY_UNDONE = {"Hvorfor angres flyttingen?": "Feil versjon"}


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
    undoing = run.follow("Angre flyttingen av sak 1").press("Angre flyttingen", WHY_UNDONE)
    assert "Flyttingen er angret" in undoing.text
    assert "Feil versjon" in undoing.text
    assert visit("bydel").get(admitted.address).text.partition("Historikk")[0] == before
    assert desk.cases.verify(admitted.id).fault is None


def test_the_history_of_a_case_says_why_its_move_was_undone(
    owner: Visitor, desk: Desk, shorter: str, admitted: Case, visit: Visit
) -> None:
    asked = moved(owner, desk, shorter).follow("Angre flyttingen av sak 1")
    assert RESIDENT not in asked.text
    asked.press("Angre flyttingen", WHY_UNDONE)
    history = visit("institusjon").get(admitted.address).text.partition("Historikk")[2]
    assert "er slik den var før flyttingen. Grunn: Feil versjon" in history


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501], ids=["none", "blank", "too long"])
def test_a_move_is_not_undone_until_somebody_says_why(
    owner: Visitor, desk: Desk, shorter: str, admitted: Case, reason: str
) -> None:
    run = moved(owner, desk, shorter)
    before = desk.cases.verify(admitted.id)
    for page, button in (
        (run.follow("Angre flyttingen av sak 1"), "Angre flyttingen"),
        (run, "Angre alle som kan angres"),
    ):
        again = page.press(button, {"Hvorfor angres flyttingen?": reason})
        assert again.status == 422
        assert "Skriv hvorfor flyttingen angres" in again.text
        assert again.form(button).form.fields["grunn"] == reason
        assert str(again.tree.findtext(".//title")).startswith("Feil: ")
    assert desk.cases.verify(admitted.id) == before


def test_a_move_that_cannot_be_undone_is_not_asked_about(
    owner: Visitor, desk: Desk, shorter: str, admitted: Case
) -> None:
    run = moved(owner, desk, shorter)
    asked = run.follow("Angre flyttingen av sak 1")
    desk.cases.execute(
        actor("institusjon"), admitted.id, ClaimTask(f"{PLAN}.1", "institusjon"), desk.now(), "tatt"
    )
    later = owner.get(asked.path)
    assert (later.status, "Det har skjedd noe i saken etter flyttingen" in later.text) == (409, True)
    assert "Angre flyttingen av sak 1" not in owner.get(run.path).links()


def test_all_of_a_move_is_undone(owner: Visitor, desk: Desk, shorter: str) -> None:
    undoing = moved(owner, desk, shorter).press("Angre alle som kan angres", WHY_UNDONE)
    work_on(desk)
    page = owner.get(undoing.path)
    assert "1 sak er som før flyttingen." in page.text
    assert "Grunn: Feil versjon" in page.text
    assert "Angring" in owner.get(shorter).text


def test_cases_wait_for_the_day_of_a_version_that_is_published_ahead(
    owner: Visitor, desk: Desk, admitted: Case, clock: ManualClock, store: Store, visit: Visit
) -> None:
    day = oslo_date(BEGINNING) + timedelta(days=3)
    bundle = shorter_of(desk.cases.versions.latest()[0].bundle)
    version = publish_from(store, bundle, day, BEGINNING)
    address = f"/versjoner/{version}/flytt"
    before = desk.cases.verify(admitted.id)
    page = planned(owner, desk, address)
    assert f"Versjonen gjelder fra {long_date(day)}." in page.text
    assert "1 sak følger med." in page.text
    assert "Fristen for «Statusrapport»: fra «4 måneder etter innflytting" in page.text
    assert "Flytt sakene" not in page.text
    (plan,) = desk.moves.overview.runs(actor("prosesseier"), version, desk.now())
    token = [("csrf_token", owner.token()), ("grunn", "Nytt"), ("fra", admitted.id)]
    refused = owner.post(f"{address}/{plan.id}/begynn", token)
    assert refused.status == 409
    assert "Saker kan flyttes til den fra og med den dagen." in refused.text
    assert desk.cases.verify(admitted.id) == before
    clock.advance(timedelta(days=3))
    owner = visit("prosesseier")
    run = owner.get(address).press("Flytt sakene", {"Hvorfor flyttes sakene?": "Rapporten trengs tidligere"})
    work_on(desk)
    assert "1 sak er flyttet." in owner.get(run.path).text


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
