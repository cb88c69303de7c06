"""What the assessment brings to light: an individual plan to offer, and people close to the resident."""

import pytest

from tests.journeys.office import DISTRICT, INSTITUTION, Office

clause = pytest.mark.clause
CLOSE = {
    "parorende_aktuelt": "ja",
    "parorende_hvem": "Søsteren",
    "parorende_hvordan": "Møter på institusjonen",
}


@clause("F2.2-individual-plan")
def test_where_there_is_no_individual_plan_the_district_offers_one_and_notes_the_answer(
    office: Office,
) -> None:
    case = office.admits("2026-01-05")
    case.does("kartlegging", har_ip="nei", ip_tilbudt="nei")
    assert case.lies_with("tilby_ip") == DISTRICT
    case.does("tilby_ip", ip_tilbudt="ja", ip_tilbudt_dato="2026-01-05", ip_svar="nei")
    assert "tilby_ip" not in case.open()
    assert "Beboerens svar Nei" in case.page(INSTITUTION).history[0]


@clause("F2.2-individual-plan")
def test_whoever_has_an_individual_plan_or_was_offered_one_is_not_offered_another(office: Office) -> None:
    has_one, was_offered = office.admits("2026-01-05"), office.admits("2026-01-05")
    has_one.does("kartlegging", har_ip="ja")
    was_offered.does("kartlegging", har_ip="nei", ip_tilbudt="ja")
    assert "tilby_ip" not in has_one.open() | was_offered.open()


@clause("F2-next-of-kin")
def test_people_close_to_the_resident_are_involved_by_the_institution_when_the_resident_consents(
    office: Office,
) -> None:
    case = office.admits("2026-01-05")
    case.does("kartlegging", **CLOSE, parorende_samtykke="ja")
    assert case.lies_with("involver_parorende") == INSTITUTION
    case.does("involver_parorende", parorende_involvert="ja", parorende_involvert_dato="2026-01-05")
    assert "involver_parorende" not in case.open()


@clause("F2-next-of-kin")
def test_without_the_residents_consent_nobody_is_involved_until_it_is_taken_up_again(office: Office) -> None:
    case = office.admits("2026-01-05")
    case.does("kartlegging", **CLOSE, parorende_samtykke="nei")
    assert not {"involver_parorende", "involver_parorende_senere"} & case.open()
    office.on("2026-04-14")
    case.reports("Pårørende tas opp", parorende_samtykket="2026-04-13")
    assert case.lies_with("involver_parorende_senere") == INSTITUTION
    case.does("involver_parorende_senere", parorende_involvert="nei")
    case.institution_reports("Pårørende tas opp", parorende_samtykket="2026-04-14")
    assert "involver_parorende_senere" in case.open()


@clause("F2.2-assessment")
def test_the_assessment_lies_with_the_institution_and_covers_what_the_circular_names(office: Office) -> None:
    case = office.admits("2026-01-05")
    assert case.lies_with("kartlegging") == INSTITUTION
    office.on("2026-02-03")
    assert case.overdue("kartlegging")
    asked = (
        "betalingshistorikk",
        "inntekt",
        "gjeld",
        "helse",
        "familie_og_nettverk",
        "sysselsetting",
        "har_ip",
    )
    assert case.refuses("kartlegging", **dict.fromkeys(asked)) == [
        "Betalingshistorikk må fylles ut.",
        "Inntekt må fylles ut.",
        "Gjeld må fylles ut.",
        "Helse må fylles ut.",
        "Familieforhold og nettverk må fylles ut.",
        "Sysselsetting må fylles ut.",
        "Velg et svar på «Har beboeren individuell plan?».",
    ]
    case.does("kartlegging", kartlegging_beboer_deltok="ja", kartlegging_bydel_deltok="ja")
    assert "Deltok bydelen? Ja" in case.page().history[0]
