"""How it went: what the district records three, six and twelve months after the move."""

import pytest

from tests.journeys.memory import told_once
from tests.journeys.office import DISTRICT, INSTITUTION, Case, Office
from tests.journeys.test_moving_out import moved_out

clause = pytest.mark.clause
ASKED = {"utfall_3": "2026-08-01", "utfall_6": "2026-11-01", "utfall_12": "2027-05-01"}


@told_once
def settled(office: Office) -> Case:
    """A case that was closed in June, six weeks after the move of 1 May."""
    case = moved_out(office)
    office.on("2026-06-15")
    case.does("avslutt_saken")
    return case


@clause("R-outcome")
def test_the_district_is_asked_three_six_and_twelve_months_after_the_move(office: Office) -> None:
    case = settled(office)
    assert case.open() == set()
    for task, day in ASKED.items():
        office.on(day)
        assert (case.open(), case.lies_with(task)) == ({task}, DISTRICT)
        case.does(task, utfall="bor_fortsatt", lagt_inn_pa_nytt="nei")
    assert case.page().status == "Avsluttet"


@clause("R-outcome")
def test_two_weeks_are_given_each_time(office: Office) -> None:
    case = settled(office)
    office.on("2027-05-02")
    dues = {task: case.due(task) for task in ASKED}
    assert dues == {"utfall_3": "2026-08-15", "utfall_6": "2026-11-15", "utfall_12": "2027-05-15"}


@clause("R-outcome")
def test_of_a_home_that_was_lost_it_is_recorded_why_and_whether_the_resident_was_readmitted(
    office: Office,
) -> None:
    case = settled(office)
    office.on("2026-08-01")
    lost = {"utfall": "mistet", "lagt_inn_pa_nytt": "ja"}
    assert case.refuses("utfall_3", **lost, utfall_arsak=None)
    case.does("utfall_3", **lost, utfall_arsak="okonomisk")
    told = case.page().history[0]
    assert "Hvorfor mistet beboeren boligen? Økonomisk mislighold" in told
    assert "Er beboeren lagt inn på institusjon på nytt? Ja" in told


@clause("R-outcome")
def test_nothing_more_is_asked_about_a_resident_who_has_died(office: Office) -> None:
    case = settled(office)
    office.on("2026-08-01")
    case.does("utfall_3", utfall="dod")
    assert case.page().status == "Avsluttet"
    office.on("2027-05-01")
    assert case.open() == set()


@clause("R-outcome")
def test_outcomes_are_no_business_of_the_institution(office: Office) -> None:
    case = settled(office)
    before = case.page(INSTITUTION).history
    office.on("2026-08-01")
    case.does("utfall_3", utfall="flyttet", lagt_inn_pa_nytt="nei")
    assert case.page(INSTITUTION).history == before
