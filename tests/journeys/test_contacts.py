"""Who the contacts are, and what happens when they change."""

import pytest

from tests.journeys.office import DISTRICT, INSTITUTION, Case, Office

clause = pytest.mark.clause
PRIMARY = [{"navn": "Per Primær", "telefon": "40000004"}]
DISTRICTS = [{"navn": "Bodil Bydel", "telefon": "40000005"}]


@clause("F2-primary-contacts", "F4-equal-responsibility")
def test_another_primary_contact_is_told_to_the_district_with_the_reason(office: Office) -> None:
    case = office.admits("2026-01-05")
    case.institution_reports("Ny primærkontakt", primarkontakter=PRIMARY, kontaktskifte_grunn="Sluttet")
    assert "Per Primær" in case.page().contacts("institusjon")
    assert "Hvorfor skiftes kontakten? Sluttet" in case.page().history[0]
    assert "Er beboeren informert?" in case.page().history[0]
    assert case.lies_with("ny_primarkontakt") == DISTRICT
    case.does("ny_primarkontakt", kontaktskifte_kjent="2026-01-05")
    assert "ny_primarkontakt" not in case.open()


@clause("F2-district-contacts", "F4-equal-responsibility")
def test_another_district_contact_is_told_to_the_institution_with_the_day_the_resident_was_told(
    office: Office,
) -> None:
    case = office.admits("2026-01-05")
    told = {"kontaktskifte_beboer_informert": "ja", "kontaktskifte_beboer_dato": "2026-01-05"}
    case.reports("Ny bydelskontakt", bydelskontakter=DISTRICTS, **told)
    assert "Bodil Bydel" in case.page(INSTITUTION).contacts("bydel")
    assert "Dato beboeren ble informert 05.01.2026" in case.page(INSTITUTION).history[0]
    assert case.lies_with("ny_bydelskontakt") == INSTITUTION
    case.does("ny_bydelskontakt", kontaktskifte_kjent="2026-01-05")
    assert "ny_bydelskontakt" not in case.open()


@clause("F2-primary-contacts", "F2-district-contacts")
def test_contacts_change_only_at_their_own_party_and_for_a_reason(office: Office) -> None:
    case = office.admits("2026-01-05")
    assert "Ny primærkontakt" not in case.page(DISTRICT).messages
    assert "Ny bydelskontakt" not in case.page(INSTITUTION).messages
    assert case.does_not_report("Ny bydelskontakt", bydelskontakter=DISTRICTS, kontaktskifte_grunn=None) == [
        "«Hvorfor skiftes kontakten?» må fylles ut."
    ]


def assignees(case: Case, unit: str) -> dict[str, str]:
    """Who has each open task of a unit, by task."""
    return {row.element: row.assignee for row in case.page(unit).tasks if row.unit == unit}


@clause("F2-primary-contacts")
def test_the_institutions_tasks_fall_to_the_primary_contact_and_follow_when_the_contact_changes(
    office: Office,
) -> None:
    case = office.refers()
    contact = {"primarkontakt_tildelt": "ja", "primarkontakter": [{"person": "ivar", "telefon": "40000006"}]}
    case.does("innflytting", innflyttet_institusjon="2026-01-05", **contact)
    had = assignees(case, INSTITUTION)
    assert set(had.values()) == {"Ivar"}
    assert "Kartlegging" in office.inbox(INSTITUTION)
    another = [{"person": "iselin", "telefon": "40000007"}]
    case.institution_reports("Ny primærkontakt", primarkontakter=another, kontaktskifte_grunn="Permisjon")
    assert assignees(case, INSTITUTION) == dict.fromkeys(had, "Iselin")


@clause("F2-primary-contacts")
def test_a_task_that_somebody_took_stays_theirs_when_the_contact_changes(office: Office) -> None:
    case = office.refers()
    contact = {"primarkontakt_tildelt": "ja", "primarkontakter": [{"person": "ivar", "telefon": "40000006"}]}
    case.does("innflytting", innflyttet_institusjon="2026-01-05", **contact)
    case.takes_over("kartlegging")
    another = [{"person": "iselin", "telefon": "40000007"}]
    case.institution_reports("Ny primærkontakt", primarkontakter=another, kontaktskifte_grunn="Permisjon")
    has = assignees(case, INSTITUTION)
    assert has["kartlegging"] == "deg"
    assert has["plan_for_oppholdet"] == "Iselin"


@clause("F2-district-contacts")
def test_the_districts_tasks_fall_to_the_district_contact_and_the_institution_reads_who_that_is(
    office: Office,
) -> None:
    case = office.admits("2026-01-05", bydelskontakter=[{"person": "bjarne", "telefon": "40000008"}])
    assert case.row("bydelskontakter", DISTRICT).assignee == "Bjarne"
    assert "40000008" in case.page(INSTITUTION).contacts("bydel")
