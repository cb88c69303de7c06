"""A home in another district: consent first, then its housing support, then a handover that it answers."""

import pytest

from tests.journeys.memory import told_once
from tests.journeys.office import DISTRICT, INSTITUTION, OTHER_DISTRICT, Case, Office

clause = pytest.mark.clause
CONTACT = [{"navn": "Siv Sagene", "telefon": "40000003"}]


@told_once
def offered_elsewhere(office: Office) -> Case:
    """A home in the other district, to move to on 1 May."""
    case = office.admits("2026-01-05")
    office.on("2026-04-07")
    case.is_offered_a_home(
        "2026-04-07",
        bolig_bydel=OTHER_DISTRICT,
        planlagt_innflytting="2026-05-01",
        vedtak_om_booppfolging="nei",
    )
    return case


@told_once
def consented(office: Office) -> Case:
    case = offered_elsewhere(office)
    case.does("samtykke_til_ny_bydel", ny_bydel=OTHER_DISTRICT, samtykke_ny_bydel="ja")
    return case


@clause("F3-new-district")
def test_nobody_in_the_new_district_sees_the_case_before_the_resident_consents(office: Office) -> None:
    case = offered_elsewhere(office)
    assert case.lies_with("samtykke_til_ny_bydel") == DISTRICT
    assert not case.is_seen_by(OTHER_DISTRICT)
    case.does("samtykke_til_ny_bydel", ny_bydel=OTHER_DISTRICT, samtykke_ny_bydel="ja")
    assert case.is_seen_by(OTHER_DISTRICT)
    assert case.lies_with("involver_booppfolger") == OTHER_DISTRICT
    case.does("involver_booppfolger", ny_booppfolger_involvert="ja")
    assert "involver_booppfolger" not in case.open()


@clause("F3-new-district")
def test_without_consent_the_case_stays_and_consent_can_be_given_later(office: Office) -> None:
    case = offered_elsewhere(office)
    case.does("samtykke_til_ny_bydel", ny_bydel=OTHER_DISTRICT, samtykke_ny_bydel="nei")
    assert not {"involver_booppfolger", "overforing"} & case.open()
    assert not case.is_seen_by(OTHER_DISTRICT)
    case.reports("Beboeren samtykker likevel", samtykke_dato="2026-04-07")
    assert case.lies_with("involver_booppfolger") == OTHER_DISTRICT


@clause("F3-new-district", "P-handover")
def test_a_move_without_consent_leaves_the_responsibility_where_it_was(office: Office) -> None:
    case = offered_elsewhere(office)
    case.does("samtykke_til_ny_bydel", ny_bydel=OTHER_DISTRICT, samtykke_ny_bydel="nei")
    office.on("2026-05-01")
    case.does("innflytting_i_bolig", innflyttet_bolig="2026-05-01")
    assert "Beboeren samtykker likevel" not in case.page().messages
    assert case.lies_with("oppfolgingsmote") == DISTRICT


@clause("F3-new-district", "P-handover")
def test_a_home_in_the_own_district_asks_for_neither_consent_nor_handover(office: Office) -> None:
    case = office.admits("2026-01-05")
    case.is_offered_a_home("2026-01-05", bolig_bydel=DISTRICT)
    assert not {"samtykke_til_ny_bydel", "overforing", "ta_imot_saken"} & case.open()


@clause("P-handover")
def test_the_responsibility_changes_only_when_the_new_district_has_accepted(office: Office) -> None:
    case = consented(office)
    assert case.lies_with("overforing") == DISTRICT
    office.on("2026-04-10")
    case.does("overforing", overfort_dato="2026-04-10")
    assert case.lies_with("ta_imot_saken") == OTHER_DISTRICT
    assert case.due("ta_imot_saken") == "2026-04-24"
    assert case.lies_with("utflyttingsmote") == DISTRICT
    case.does("ta_imot_saken", mottak_svar="ja", overtatt_dato="2026-04-10", bydelskontakter=CONTACT)
    assert case.row("utflyttingsmote", OTHER_DISTRICT).unit == OTHER_DISTRICT
    assert "Siv Sagene" in case.page(INSTITUTION).contacts("bydel")


@clause("P-handover")
def test_a_handover_that_is_returned_with_a_reason_leaves_the_case_with_the_referring_district(
    office: Office,
) -> None:
    case = consented(office)
    case.does("overforing", overfort_dato="2026-04-07")
    assert case.refuses("ta_imot_saken", mottak_svar="nei", retur_grunn=None)
    case.does("ta_imot_saken", mottak_svar="nei", retur_grunn="Boligen ligger ikke hos oss")
    assert case.lies_with("overforing") == DISTRICT
    assert case.lies_with("utflyttingsmote") == DISTRICT
    assert "Hvorfor sendes saken tilbake? Boligen ligger ikke hos oss" in " ".join(case.page().history)


@clause("P-handover")
def test_what_the_referring_district_has_begun_to_write_is_not_lost_by_the_handover(office: Office) -> None:
    case = consented(office)
    case.drafts("utflyttingsmote", mote_bolig="Beboeren gleder seg til å flytte.")
    case.does("overforing", overfort_dato="2026-04-07")
    case.does("ta_imot_saken", mottak_svar="ja", bydelskontakter=CONTACT)
    assert "Beboeren gleder seg" in case.form("utflyttingsmote", OTHER_DISTRICT).text
