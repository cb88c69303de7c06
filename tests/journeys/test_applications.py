"""Applications for housing: who prepares them, what the institution contributes, and by when."""

import pytest

from tests.journeys.memory import told_once
from tests.journeys.office import DISTRICT, INSTITUTION, Case, Office

clause = pytest.mark.clause
MUNICIPAL = {
    "type": "kommunal_bolig",
    "utarbeides_av": "bydel",
    "bidrag_avtalt": "nei",
    "egen_rapport": "nei",
}


@told_once
def before_the_housing_meeting(office: Office) -> Case:
    case = office.admits("2026-01-05")
    office.on("2026-05-29")
    return case


def agreed(office: Office, *applications: dict[str, str]) -> Case:
    """A case with these applications agreed in the housing meeting of 29 May."""
    case = before_the_housing_meeting(office)
    case.holds("boligmote", "2026-05-29", soknader_trengs="ja", soknader=list(applications))
    return case


@clause("F2.2-applications")
def test_the_housing_meeting_lies_with_the_institution_and_is_due_in_five_months(office: Office) -> None:
    case = before_the_housing_meeting(office)
    assert (case.lies_with("boligmote"), case.due("boligmote")) == (INSTITUTION, "2026-06-05")
    case.holds("boligmote", "2026-05-29", soknader_trengs="nei")
    assert not {"boligmote", "soknad_bydel", "soknad_institusjon"} & case.open()


@clause("F2.2-applications")
def test_prepared_is_what_the_deadline_asks_and_what_comes_of_it_is_noted_beside(office: Office) -> None:
    case = agreed(office, MUNICIPAL, {**MUNICIPAL, "type": "startlan", "utarbeides_av": "institusjon"})
    office.on("2026-07-06")
    assert case.overdue("soknad_bydel")
    assert case.overdue("soknad_institusjon")
    case.does("soknad_bydel", soknad_utarbeidet="ja", soknad_utarbeidet_dato="2026-07-01", soknad_sendt="nei")
    case.does(
        "soknad_institusjon", soknad_utarbeidet="nei", soknad_ikke_utarbeidet_grunn="Trengs ikke lenger"
    )
    assert not {"soknad_bydel", "soknad_institusjon"} & case.open()
    told = case.page().history
    assert "Hvorfor ikke? Trengs ikke lenger" in told[0]
    assert "Utarbeidet 01.07.2026" in told[1]


@clause("F2.2-applications-contribute")
def test_what_the_institution_agreed_to_contribute_to_the_districts_application_is_a_task(
    office: Office,
) -> None:
    case = agreed(office, {**MUNICIPAL, "bidrag_avtalt": "ja"})
    assert case.lies_with("bidrag_til_soknad") == INSTITUTION
    case.does("bidrag_til_soknad", bidrag_dokumentasjon="ja")
    assert "bidrag_til_soknad" not in case.open()
    case.does("soknad_bydel", soknad_dokumentasjon="ja")


@clause("F2.2-applications-contribute")
def test_no_contribution_is_asked_for_where_none_was_agreed(office: Office) -> None:
    assert not {"bidrag_til_soknad", "egen_rapport"} & agreed(office, MUNICIPAL).open()


@clause("F2.2-application-report")
def test_a_report_to_go_with_an_application_is_the_institutions_and_due_two_weeks_before_it(
    office: Office,
) -> None:
    case = agreed(
        office,
        {**MUNICIPAL, "egen_rapport": "ja"},
        {**MUNICIPAL, "utarbeides_av": "institusjon", "egen_rapport": "nei"},
    )
    assert (case.lies_with("egen_rapport"), case.due("egen_rapport")) == (INSTITUTION, "2026-06-21")
    case.does("egen_rapport", egen_rapport_ferdig="2026-05-29")
    assert "egen_rapport" not in case.open()
    case.does("soknad_bydel", soknad_egen_rapport="ja")
    case.does("soknad_institusjon", soknad_egen_rapport="trengs_ikke")
    assert "Er egen rapport fra institusjonen lagt ved? Ja" in " ".join(case.page().history)
    assert case.lies_with("kartlegging") == INSTITUTION
    assert case.lies_with("bydelskontakter") == DISTRICT
