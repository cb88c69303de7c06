"""What the parties add to a case and agree on: extra meetings, reports and tasks, and other dates."""

import pytest

from tests.journeys.office import Office
from tests.journeys.people import DISTRICT, INSTITUTION

clause = pytest.mark.clause


@clause("R-minimum", "F4-equal-responsibility")
def test_either_party_adds_a_task_to_the_other_with_a_date_and_it_is_kept_as_the_others_are(
    office: Office,
) -> None:
    office.on("2026-01-05")
    case = office.admits("2026-01-05")
    case.adds(INSTITUTION, "oppgave_bydel", hva="Bestille møbler", frist="2026-01-20")
    assert (case.lies_with("oppgave_bydel"), case.due("oppgave_bydel")) == (DISTRICT, "2026-01-20")
    assert any("Bestille møbler" in line for line in office.inbox(DISTRICT).values())
    office.on("2026-01-21")
    assert case.overdue("oppgave_bydel")
    case.does("oppgave_bydel")
    assert "oppgave_bydel" not in case.open()
    assert office.desk.cases.verify(case.id).fault is None


@clause("R-minimum")
def test_a_task_that_was_added_by_mistake_is_taken_back_with_a_reason_by_who_added_it(office: Office) -> None:
    office.on("2026-01-05")
    case = office.admits("2026-01-05")
    case.adds(DISTRICT, "oppgave_institusjon", hva="Ringe", frist="2026-01-20")
    refused = office.at(INSTITUTION).get(f"/saker/{case.id}/oppgaver/oppgave_institusjon.1/trekk-tilbake")
    assert refused.status == 409
    case.takes_back(DISTRICT, "oppgave_institusjon", "Det er allerede gjort")
    assert "oppgave_institusjon" not in case.open()
    assert "Det er allerede gjort" in case.page().history[0]


@clause("R-minimum", "F2-convener", "F2-meetings-regular", "F2-meetings-housing-topic")
def test_an_extra_meeting_belongs_to_who_summons_and_moves_with_an_allocation(office: Office) -> None:
    office.on("2026-01-05")
    case = office.admits("2026-01-05")
    case.adds(INSTITUTION, "ekstra_mote", hva="Uenighet om bolig", frist="2026-02-10")
    assert case.lies_with("ekstra_mote") == INSTITUTION
    case.is_allocated_a_home("2026-01-05")
    assert case.lies_with("ekstra_mote") == DISTRICT
    office.on("2026-02-10")
    wrong = case.refuses("ekstra_mote", mote_dato="2026-02-10", mote_bolig=" ")
    assert any("Bolig" in sentence for sentence in wrong)
    case.holds(
        "ekstra_mote",
        "2026-02-10",
        avtalte_oppgaver=[{"hva": "Sende søknad", "ansvarlig": "institusjon", "frist": "2026-02-20"}],
    )
    assert (case.lies_with("oppgave_institusjon"), case.due("oppgave_institusjon")) == (
        INSTITUTION,
        "2026-02-20",
    )


@clause("F2.2-extra-reports", "F1-deviation")
def test_an_extra_report_is_made_when_the_other_party_agrees_and_not_otherwise(office: Office) -> None:
    office.on("2026-01-05")
    case = office.admits("2026-01-05")
    case.adds(DISTRICT, "ekstra_rapport", hva="Økonomi", frist="2026-03-01")
    assert "ekstra_rapport" not in case.open()
    assert case.lies_with("svar_institusjon") == INSTITUTION
    case.does("svar_institusjon", forslag_svar="nei", forslag_grunn="Statusrapporten kommer snart")
    assert not {"ekstra_rapport", "svar_institusjon"} & case.open()
    case.adds(INSTITUTION, "ekstra_rapport", hva="Økonomi", frist="2026-03-01")
    assert case.lies_with("svar_bydel") == DISTRICT
    case.does("svar_bydel", forslag_svar="ja")
    assert (case.lies_with("ekstra_rapport"), case.due("ekstra_rapport")) == (INSTITUTION, "2026-03-01")
    case.does("ekstra_rapport")
    assert "ekstra_rapport" not in case.open()


@clause("F1-deviation")
def test_a_date_moves_when_both_agree_and_both_dates_stand_on_the_case(office: Office) -> None:
    office.on("2026-01-05")
    case = office.admits("2026-01-05")
    assert case.proposes(INSTITUTION, "kartlegging", "20.02.2026", "Sykdom").status == 200
    assert case.due("kartlegging") == "2026-02-02"
    assert "Vil heller vente" in case.form("svar_bydel", DISTRICT).text
    case.does("svar_bydel", forslag_svar="ja")
    assert case.due("kartlegging") == "2026-02-20"
    assert "Etter rutinen 02.02.2026" in case.page().seen.text
    case.does("innkalling", mote_avtalt="2026-01-22")  # what the rule counts from has moved
    assert case.due("kartlegging") == "2026-02-20"
    office.on("2026-02-20")
    assert not case.overdue("kartlegging")
    office.on("2026-02-21")
    assert case.overdue("kartlegging")
    assert office.desk.cases.verify(case.id).fault is None


@clause("F1-deviation")
def test_what_is_declined_past_or_a_duty_is_not_agreed_on(office: Office) -> None:
    office.on("2026-01-05")
    case = office.admits("2026-01-05")
    past = case.proposes(DISTRICT, "kartlegging", "01.01.2026")
    assert (past.status, past.errors()) == (422, ["Ny dato kan ikke være før 05.01.2026."])
    case.proposes(DISTRICT, "kartlegging", "20.02.2026")
    again = case.proposes(INSTITUTION, "kartlegging", "25.02.2026")
    assert again.status == 422
    case.does("svar_institusjon", forslag_svar="nei", forslag_grunn="Kan ikke vente")
    assert case.due("kartlegging") == "2026-02-02"
    assert "Kan ikke vente" in " ".join(case.page().history)
