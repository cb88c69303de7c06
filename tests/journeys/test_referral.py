"""Who the routine is for, and what the district says when it refers somebody."""

import pytest

from tests.journeys.office import INSTITUTION, OUTSIDE, Office

clause = pytest.mark.clause


@clause("F1-scope-institution")
def test_a_stay_at_an_institution_outside_the_circular_is_refused_with_the_explanation(
    office: Office,
) -> None:
    (said,) = office.does_not_refer(institusjon=OUTSIDE)
    assert "Vardeheim avlastning" in said
    assert "fellesskriv" in said.lower()
    assert "Følges rutinen etter avtale mellom bydelen og institusjonen?" in said


@clause("F1-scope-institution")
def test_both_parties_may_record_that_they_follow_the_routine_by_agreement(office: Office) -> None:
    case = office.refers(institusjon=OUTSIDE, felles_avtale="ja")
    assert case.lies_with("innflytting") == OUTSIDE
    moved_in = {"innflyttet_institusjon": "2026-01-05", "primarkontakt_tildelt": "ja"}
    case.does("innflytting", **moved_in, felles_avtale_bekreftet="ja")
    assert case.page().gaps == []
    unconfirmed = office.refers(institusjon=OUTSIDE, felles_avtale="ja")
    unconfirmed.does("innflytting", **moved_in, felles_avtale_bekreftet="nei")
    assert "Gjelder Velferdsetatens rusinstitusjoner" in unconfirmed.page().gaps[0]


@clause("F1-scope-institution")
def test_a_stay_that_is_expected_to_be_short_is_asked_about_and_recorded(office: Office) -> None:
    (said,) = office.does_not_refer(forventet_varighet="inntil_60_dager", kort_opphold_grunn=None)
    assert "Hvorfor følges rutinen likevel?" in said
    case = office.refers(forventet_varighet="inntil_60_dager", kort_opphold_grunn="Kan bli forlenget")
    assert "Kan bli forlenget" in case.page(INSTITUTION).history[0]


@clause("F1-scope-person")
def test_the_referral_says_whether_an_own_home_is_the_goal_and_asks_nothing_about_abstinence(
    office: Office,
) -> None:
    assert office.does_not_refer(mal_egen_bolig=None) == [
        "Velg et svar på «Har beboeren som mål å flytte til egen bolig?»."
    ]
    case = office.refers(mal_egen_bolig="ja")
    assert "Har beboeren som mål å flytte til egen bolig? Ja" in case.page(INSTITUTION).history[0]
    for form in office.desk.cases.versions.latest()[0].forms.values():
        asked = " ".join(field.label.lower() for field in form.fields())
        assert "rusfri" not in asked


@clause("F2-referral")
def test_the_district_assesses_the_right_to_the_stay_before_it_refers(office: Office) -> None:
    assert office.does_not_refer(rett_til_opphold=None, rett_vurdering=None) == [
        "Velg et svar på «Har bydelen vurdert at beboeren har rett til oppholdet?».",
        "Vurdering av rett til opphold må fylles ut.",
    ]
    assert office.refers(rett_til_opphold="ja").page().gaps == []
    without = office.refers(rett_til_opphold="nei")
    (gap,) = without.page().gaps
    assert "Bydelen henviser etter å ha vurdert at beboeren har rett til oppholdet." in gap
    assert "Gjelder: Bydelen" in gap
    assert without.lies_with("innflytting") == INSTITUTION


@clause("F2-referral-housing")
def test_plans_for_a_home_may_be_none_and_what_is_left_empty_shows_as_missing(office: Office) -> None:
    assert office.refers(bolig_planer_finnes="ingen").page().gaps == []
    told = office.refers(
        bolig_planer_finnes="ja", bolig_planer="Søke i Gamle Oslo", bolig_vurderinger="Liten"
    )
    assert "Planer for egnet bolig Søke i Gamle Oslo" in told.page(INSTITUTION).history[0]
    (gap,) = office.refers(bolig_planer_finnes=None, bolig_vurderinger=None).page().gaps
    assert "vurderinger og eventuelle planer for egnet bolig" in gap
