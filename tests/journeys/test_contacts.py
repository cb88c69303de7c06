"""Who the contacts are, and what happens when they change."""

import pytest

from tests.journeys.office import DISTRICT, INSTITUTION, Office

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
