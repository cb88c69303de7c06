"""Agreed deviations: another date for a deadline, proposed by one party and answered by the other."""

import pytest

from tests.journeys.memory import told_once
from tests.journeys.office import DISTRICT, INSTITUTION, Case, Office

clause = pytest.mark.clause
OTHER = "Foreslå en annen dato"


@told_once
def proposed(office: Office) -> Case:
    """The institution proposes 5 June for the status report, which is due on 5 May."""
    case = office.admits("2026-01-05")
    office.on("2026-04-20")
    case.proposes(INSTITUTION, "statusrapport", "05.06.2026", "Beboeren har vært innlagt.")
    return case


@clause("F1-deviation")
def test_a_proposal_is_a_task_of_the_other_party_and_moves_nothing_until_it_is_answered(
    office: Office,
) -> None:
    case = proposed(office)
    assert (case.lies_with("svar_bydel"), case.due("svar_bydel")) == (DISTRICT, "2026-05-04")
    assert case.due("statusrapport") == "2026-05-05"
    (told,) = case.page(INSTITUTION).deviations
    assert "Venter på svar" in told
    office.on("2026-05-05")
    assert case.overdue("svar_bydel")


@clause("F1-deviation")
def test_on_agreement_the_deadline_moves_and_all_that_was_said_stays(office: Office) -> None:
    case = proposed(office)
    office.on("2026-04-22")
    case.does("svar_bydel", forslag_svar="ja")
    for unit in (DISTRICT, INSTITUTION):
        (told,) = case.page(unit).deviations
        for said in (
            "5. mai 2026",
            "5. juni 2026",
            "Beboeren har vært innlagt.",
            "Vil heller vente",
            "Ingrid",
            "Berit",
            "Avtalt",
        ):
            assert said in told
    row = case.row("statusrapport", INSTITUTION)
    assert (row.due, row.rule) == ("2026-06-05", "Avtalt. Etter rutinen 05.05.2026")
    office.on("2026-05-06")
    assert not case.overdue("statusrapport")
    office.on("2026-06-06")
    assert case.overdue("statusrapport")


@clause("F1-deviation")
def test_the_other_party_may_decline_with_a_reason(office: Office) -> None:
    case = proposed(office)
    assert case.refuses("svar_bydel", forslag_svar="nei", forslag_grunn=None)
    case.does("svar_bydel", forslag_svar="nei", forslag_grunn="Boligen haster.")
    assert case.due("statusrapport") == "2026-05-05"
    (told,) = case.page(INSTITUTION).deviations
    assert "Avslått" in told
    assert "Boligen haster." in told


@clause("F1-deviation")
def test_an_agreed_date_is_not_lost_when_the_fact_that_the_rule_counts_from_changes(office: Office) -> None:
    case = office.admits("2026-01-05")
    case.proposes(DISTRICT, "kartlegging", "20.02.2026")
    assert (case.lies_with("svar_institusjon"), case.due("svar_institusjon")) == (INSTITUTION, "2026-01-19")
    case.does("svar_institusjon", forslag_svar="ja")
    case.does("innkalling", mote_avtalt="2026-01-22")
    row = case.row("kartlegging", DISTRICT)
    assert (row.due, row.rule) == ("2026-02-20", "Avtalt. Etter rutinen 22.01.2026")


@clause("F1-deviation")
def test_duties_after_discharge_and_answers_owed_are_not_agreed_away(office: Office) -> None:
    case = office.admits("2026-01-05")
    case.is_allocated_a_home("2026-01-05")
    case.does("utskriving", utskrevet="2026-01-05")
    case.proposes(INSTITUTION, "statusrapport", "05.06.2026")
    for fixed in ("sluttrapport", "svar_bydel"):
        assert not case.row(fixed, INSTITUTION).offers(OTHER)
        assert not case.row(fixed, DISTRICT).offers(OTHER)
    case.does("svar_bydel", forslag_svar="ja")
    assert {"statusrapport", "forste_mote_referat"} <= case.open()


@clause("F1-deviation")
def test_a_date_that_has_passed_or_does_not_exist_is_refused_in_words_and_nothing_typed_is_lost(
    office: Office,
) -> None:
    case = office.admits("2026-01-05")
    office.on("2026-01-12")
    for day in ("11.01.2026", "31.02.2026", ""):
        refused = case.proposes(INSTITUTION, "statusrapport", day, "Fordi det haster ikke.")
        assert refused.status == 422
        assert "Ny dato" in refused.errors()[0]
        assert "Fordi det haster ikke." in refused.text
    assert case.page().deviations == []


@clause("F1-deviation")
def test_a_proposal_can_be_taken_back_by_whoever_made_it(office: Office) -> None:
    case = proposed(office)
    assert not case.row("svar_bydel", DISTRICT).offers("Trekk tilbake")
    case.takes_back(INSTITUTION, "svar_bydel", "Rapporten er snart ferdig.")
    assert "svar_bydel" not in case.open()
    assert case.due("statusrapport") == "2026-05-05"
    assert case.row("statusrapport", INSTITUTION).offers(OTHER)


@clause("F1-deviation")
def test_what_was_added_has_dates_that_can_be_agreed_on_again(office: Office) -> None:
    case = office.admits("2026-01-05")
    for unit, element, answer in (
        (DISTRICT, "oppgave_bydel", "svar_institusjon"),
        (INSTITUTION, "oppgave_institusjon", "svar_bydel"),
        (INSTITUTION, "ekstra_mote", "svar_bydel"),
    ):
        case.adds(unit, element, hva="Avklare husleie", frist="2026-02-02")
        case.proposes(unit, element, "16.02.2026")
        case.does(answer, forslag_svar="ja")
        assert case.row(element, unit).rule == "Avtalt. Etter rutinen 02.02.2026"
