"""Beyond the minimum: meetings, reports and tasks that the parties add to a running case."""

import pytest

from tests.journeys.memory import told_once
from tests.journeys.office import DISTRICT, INSTITUTION, Case, Office
from tests.journeys.test_moving_out import moved_out

clause = pytest.mark.clause
BOTH_MAY = {"Ekstra møte", "Ekstra statusrapport", "Oppgave (bydel)", "Oppgave (institusjon)"}
CLARIFY = [
    {"hva": "Sjekke ventelisten", "ansvarlig": "bydel"},
    {"hva": "Hente gamle husleiekvitteringer", "ansvarlig": "institusjon"},
    {"hva": "Snakke med huseieren", "ansvarlig": "andre"},
]


def titles(case: Case, element: str) -> list[str]:
    return [row.title for row in case.page().tasks if row.element == element]


@clause("R-minimum", "F4-equal-responsibility")
def test_either_party_adds_tasks_for_either_with_a_date_and_they_are_worked_like_any_other(
    office: Office,
) -> None:
    case = office.admits("2026-01-05")
    for unit in (DISTRICT, INSTITUTION):
        assert set(case.page(unit).additions) == BOTH_MAY
    case.adds(DISTRICT, "oppgave_institusjon", hva="Bestille legetime", frist="2026-01-12")
    case.adds(INSTITUTION, "oppgave_bydel", hva="Sjekke ventelisten", frist="2026-01-16")
    assert titles(case, "oppgave_institusjon") == ["Bestille legetime"]
    assert (case.lies_with("oppgave_institusjon"), case.due("oppgave_institusjon")) == (
        INSTITUTION,
        "2026-01-12",
    )
    assert (case.lies_with("oppgave_bydel"), case.due("oppgave_bydel")) == (DISTRICT, "2026-01-16")
    assert any("Bestille legetime" in line for line in office.inbox(INSTITUTION).values())
    office.on("2026-01-13")
    assert case.overdue("oppgave_institusjon")
    case.does("oppgave_institusjon", oppgave_gjort="ja", oppgave_gjort_dato="2026-01-09")
    case.does("oppgave_bydel", oppgave_gjort="nei", oppgave_ikke_grunn="Ikke lenger aktuelt")
    assert "Hvorfor ikke? Ikke lenger aktuelt" in case.page(INSTITUTION).history[0]


@clause("R-minimum", "F2-meetings-regular", "F4-equal-responsibility")
def test_an_extra_meeting_belongs_to_whoever_convenes_and_counts_as_the_last_meeting(office: Office) -> None:
    case = office.admits("2026-01-05")
    case.adds(DISTRICT, "ekstra_mote", hva="Økonomi", frist="2026-02-16")
    assert (case.lies_with("ekstra_mote"), case.due("ekstra_mote")) == (INSTITUTION, "2026-02-16")
    case.is_allocated_a_home("2026-01-05")
    assert case.lies_with("ekstra_mote") == DISTRICT
    office.on("2026-02-16")
    case.holds("ekstra_mote", "2026-02-16", ekstra_rapport_avtalt="nei")
    office.on("2026-04-15")
    assert "samarbeidsmote" not in case.open()
    office.on("2026-04-16")
    assert "samarbeidsmote" in case.open()


@clause("F2-meetings-housing-topic")
def test_housing_is_a_topic_of_an_extra_meeting_too(office: Office) -> None:
    case = office.admits("2026-01-05")
    case.adds(INSTITUTION, "ekstra_mote", hva="Økonomi", frist="2026-01-05")
    (said,) = case.refuses(
        "ekstra_mote", mote_dato="2026-01-05", ekstra_rapport_avtalt="nei", mote_bolig=None
    )
    assert "Bolig: hva ble tatt opp og avklart?" in said


@clause("F3.1-moveout-meeting-institution", "F3-availability-meetings")
def test_the_institutions_absence_from_an_extra_meeting_counts_where_it_has_to_be_there(
    office: Office,
) -> None:
    case = office.admits("2026-01-05")
    case.adds(DISTRICT, "ekstra_mote", hva="Flyttingen", frist="2026-01-05")
    case.is_allocated_a_home("2026-01-05")
    case.does("utskriving", utskrevet="2026-01-05")
    status = {"har_status_utflyttingsmote": "ja", "boligspor_bortfaller": "nei", "beholder_plass": "nei"}
    absent = {
        "institusjon_til_stede": "nei",
        "institusjon_deltar_utover": "nei",
        "ekstra_rapport_avtalt": "nei",
    }
    case.holds("ekstra_mote", "2026-01-05", **status, **absent)
    gaps = " ".join(case.page().gaps)
    assert "Institusjonen plikter å delta i utflyttingsmøtet." in gaps
    assert "Institusjonen skal delta i samarbeidsmøter som holdes i denne fasen." in gaps


@told_once
def another_report_proposed(office: Office) -> Case:
    case = office.admits("2026-01-05")
    case.adds(INSTITUTION, "ekstra_rapport", hva="Har helsen endret seg?", frist="2026-03-02")
    return case


@clause("F2.2-extra-reports")
def test_another_report_is_agreed_on_by_the_other_party_before_it_is_a_task(office: Office) -> None:
    case = another_report_proposed(office)
    assert "ekstra_rapport" not in case.open()
    assert case.lies_with("svar_bydel") == DISTRICT
    case.does("svar_bydel", forslag_svar="ja")
    assert titles(case, "ekstra_rapport") == ["Har helsen endret seg?"]
    assert (case.lies_with("ekstra_rapport"), case.due("ekstra_rapport")) == (INSTITUTION, "2026-03-02")
    case.does("ekstra_rapport", rapport_utarbeidet="ja", rapport_ferdigstilt="2026-01-05")
    assert "ekstra_rapport" not in case.open()


@clause("F2.2-extra-reports")
def test_a_report_that_the_district_asks_for_is_answered_by_the_institution(office: Office) -> None:
    case = office.admits("2026-01-05")
    case.adds(DISTRICT, "ekstra_rapport", hva="Har økonomien endret seg?", frist="2026-03-02")
    assert case.lies_with("svar_institusjon") == INSTITUTION
    case.does("svar_institusjon", forslag_svar="nei", forslag_grunn="Den siste sier nok.")
    assert "ekstra_rapport" not in case.open()


@clause("F2.2-extra-reports")
def test_reports_agreed_on_in_a_meeting_are_tasks_at_once(office: Office) -> None:
    case = office.admits("2026-01-05")
    office.on("2026-07-06")
    another = [{"hva": "Er anbefalingen fortsatt riktig?", "frist": "2026-08-03"}]
    case.holds(
        "samarbeidsmote",
        "2026-07-06",
        anbefaling_dekkende="nei",
        ekstra_rapport_avtalt="ja",
        ekstra_rapporter=another,
    )
    assert titles(case, "ekstra_rapport") == ["Er anbefalingen fortsatt riktig?"]
    assert case.due("ekstra_rapport") == "2026-08-03"


@clause("F2.1-clarify-responsibility")
def test_each_clarification_of_the_first_meeting_becomes_a_task_of_the_party_that_took_it(
    office: Office,
) -> None:
    case = office.admits("2026-01-05")
    case.holds("forste_mote_referat", "2026-01-05", avklaringer_avtalt="ja", bolig_avklaringer=CLARIFY)
    assert titles(case, "oppgave_bydel") == ["Sjekke ventelisten"]
    assert titles(case, "oppgave_institusjon") == ["Hente gamle husleiekvitteringer"]
    assert case.lies_with("oppgave_bydel") == DISTRICT
    assert case.lies_with("oppgave_institusjon") == INSTITUTION


@clause("R-minimum")
def test_what_was_added_and_is_not_needed_is_taken_back_with_a_reason_by_its_own_party(
    office: Office,
) -> None:
    case = office.admits("2026-01-05")
    case.adds(DISTRICT, "ekstra_mote", hva="Økonomi", frist="2026-02-16")
    assert not case.row("ekstra_mote", INSTITUTION).offers("Trekk tilbake")
    case.takes_back(DISTRICT, "ekstra_mote", "Avklart på telefon.")
    assert "ekstra_mote" not in case.open()
    assert "Avklart på telefon." in case.page(INSTITUTION).history[0]


@clause("R-minimum")
def test_an_added_task_keeps_the_case_open_until_it_is_done(office: Office) -> None:
    case = moved_out(office)
    case.adds(DISTRICT, "oppgave_bydel", hva="Følge til legen", frist="2026-06-01")
    office.on("2026-06-15")
    assert case.open() == {"oppgave_bydel"}
    case.does("oppgave_bydel", oppgave_gjort="ja")
    assert case.open() == {"avslutt_saken"}


@clause("R-minimum")
def test_what_was_added_to_a_stay_is_withdrawn_when_the_stay_ends_without_a_home(office: Office) -> None:
    case = office.admits("2026-01-05")
    case.adds(DISTRICT, "oppgave_bydel", hva="Følge til visning", frist="2026-02-02")
    died = {"avslutning_grunn": "dod", "utskrevet": "2026-01-05", "skriv_sluttrapport": "nei"}
    case.reports("Oppholdet avsluttes uten bolig", **died)
    assert case.open() == {"avslutt_saken"}
