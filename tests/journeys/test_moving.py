"""A process owner has the status report due after three months instead of four, and cases come along."""

import pytest

from prosesser.access import PROCESS_OWNER
from prosesser.store.directory import Membership, Person
from tests.journeys.office import DISTRICT, INSTITUTION, Case, Office
from tests.journeys.town import LONG_AGO, OWNER
from tests.movers import work
from tests.web.moving import DEADLINE, shorter
from tests.web.visitor import PASSWORD, Seen, Visitor


@pytest.fixture
def case(office: Office) -> Case:
    """A case in February, with work done, a task taken and a form begun."""
    case = office.admits("2026-01-05")
    case.does("plan_for_oppholdet")
    office.at(INSTITUTION).get("/oppgaver?visning=enhetens").press("Ta oppgaven Statusrapport")
    return case


@pytest.fixture
def owner(office: Office, case: Case) -> Visitor:
    """The process owner, logged in: has no part in any case. Comes after what the office may remember."""
    assert case.id
    directory = office.desk.directory
    directory.add_person(Person("petra", "Petra Prosess"), PASSWORD)
    directory.add_membership(Membership("petra", DISTRICT, frozenset({PROCESS_OWNER}), LONG_AGO))
    visitor = Visitor(office.app.test_client())
    visitor.log_in("petra")
    return visitor


def moved(office: Office, owner: Visitor, **choices: str) -> Seen:
    """The process owner publishes the version, looks at the plan, and lets the cases come along."""
    published = office.desk.cases.versions.latest()[0]
    version = office.desk.cases.publish(shorter(published.bundle), OWNER, office.calendar.now())
    owner.get(f"/versjoner/{version}/flytt").press("Lag en plan")
    work(office.store, office.calendar.now)
    plan = owner.get(f"/versjoner/{version}/flytt")
    assert "Fristen for «Statusrapport»" in plan.text
    run = plan.press("Flytt sakene", {"Hvorfor flyttes sakene?": "Rapporten trengs tidligere"}, **choices)
    work(office.store, office.calendar.now)
    office.screens.clear()
    return owner.get(run.path)


def everything_else(case: Case, unit: str) -> list[str]:
    """The open tasks as the case's page shows them, but the status report's line."""
    lines = case.page(unit).tasks
    return sorted(line.line.text_content() for line in lines if line.element != "statusrapport")


@pytest.mark.parametrize("unit", [DISTRICT, INSTITUTION])
def test_the_inbox_changes_when_the_date_is_set_anew_and_nothing_else_does(
    unit: str, office: Office, owner: Visitor, case: Case
) -> None:
    inbox, others = office.inbox(unit), everything_else(case, unit)
    run = moved(office, owner, **{f"regel-{DEADLINE}": "ny"})
    assert "1 sak er flyttet." in run.text
    after = office.inbox(unit)
    changed = {name for name in inbox.keys() | after.keys() if inbox.get(name) != after.get(name)}
    assert changed == ({"Statusrapport"} if unit == INSTITUTION else set())
    assert everything_else(case, unit) == others
    if unit == INSTITUTION:
        assert "05.05.2026" in inbox["Statusrapport"]
        assert "05.04.2026" in after["Statusrapport"]
        assert "deg" in after["Statusrapport"]  # who had taken it has it
    assert office.desk.cases.verify(case.id).fault is None


def test_the_inbox_stays_as_it_is_when_the_dates_are_kept(office: Office, owner: Visitor, case: Case) -> None:
    inbox = office.inbox(INSTITUTION)
    moved(office, owner)
    assert office.inbox(INSTITUTION) == inbox
    assert office.desk.cases.verify(case.id).fault is None


def test_the_moved_case_goes_on_by_the_new_version(office: Office, owner: Visitor, case: Case) -> None:
    moved(office, owner, **{f"regel-{DEADLINE}": "ny"})
    office.on("2026-04-06")
    assert case.overdue("statusrapport")
    case.does("statusrapport")
    assert "statusrapport" not in case.open()
    assert office.desk.cases.verify(case.id).fault is None


def test_a_case_that_is_put_back_has_its_old_date(office: Office, owner: Visitor, case: Case) -> None:
    inbox = office.inbox(INSTITUTION)
    run = moved(office, owner, **{f"regel-{DEADLINE}": "ny"})
    asked = run.follow("Angre flyttingen av sak 1")
    asked.press("Angre flyttingen", {"Hvorfor angres flyttingen?": "Feil versjon"})
    assert office.inbox(INSTITUTION) == inbox
    assert office.desk.cases.verify(case.id).fault is None
