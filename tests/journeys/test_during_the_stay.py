"""From referral to applications: what each party owes during the stay, and by when."""

import pytest

from tests.journeys.memory import told_once
from tests.journeys.office import DISTRICT, INSTITUTION, Case, Office

clause = pytest.mark.clause


@clause("F2-referral", "F2-primary-contacts")
def test_a_case_begins_with_the_districts_referral_and_the_institution_appoints_contacts(
    office: Office,
) -> None:
    case = office.refers()
    assert case.open() == {"innflytting"}
    assert case.lies_with("innflytting") == INSTITUTION
    case.does(
        "innflytting",
        innflyttet_institusjon="2026-01-05",
        primarkontakt_tildelt="ja",
        primarkontakter=[{"navn": "Pia Primær", "telefon": "21 80 21 80"}],
    )
    assert "Pia Primær" in case.page().contacts("institusjon")


@clause("F2-district-contacts")
def test_the_district_says_who_its_contacts_are_and_the_institution_sees_it(office: Office) -> None:
    case = office.admits("2026-01-05")
    assert case.lies_with("bydelskontakter") == DISTRICT
    case.does("bydelskontakter", bydelskontakter=[{"navn": "Beate Bydel", "telefon": "21 80 21 81"}])
    assert "Beate Bydel" in case.page(INSTITUTION).contacts("bydel")


@clause("F2.2-stay-plan-start", "F2.2-stay-plan")
def test_work_on_the_plan_starts_within_fourteen_days(office: Office) -> None:
    case = office.admits("2026-01-05")
    assert case.lies_with("plan_for_oppholdet") == INSTITUTION
    assert case.due("plan_for_oppholdet") == "2026-01-19"
    office.on("2026-01-19")
    assert not case.overdue("plan_for_oppholdet")
    office.on("2026-01-20")
    assert case.overdue("plan_for_oppholdet")
    case.does("plan_for_oppholdet")
    assert "plan_for_oppholdet" not in case.open()


@clause("F2.1-first-meeting")
def test_the_first_meeting_is_held_within_four_weeks(office: Office) -> None:
    office.on("2026-02-02")
    case = office.admits("2026-01-31")
    case.does("innkalling", mote_avtalt="2026-02-20")
    assert case.lies_with("forste_mote_referat") == INSTITUTION
    assert case.due("forste_mote_referat") == "2026-02-28"


@clause("F2.2-assessment", "F2.1-first-meeting-inputs", "F2.2-individual-plan", "F2-next-of-kin")
def test_the_assessment_is_due_on_the_day_of_the_first_meeting_when_that_is_agreed(office: Office) -> None:
    case = office.admits("2026-01-05")
    assert case.due("kartlegging") == "2026-02-02"
    case.does("innkalling", mote_avtalt="2026-01-22")
    assert case.due("kartlegging") == "2026-01-22"


@clause("F2.1-first-meeting-inputs", "F2.1-first-meeting-district", "F2.1-clarify-responsibility")
def test_a_meeting_held_without_assessment_plan_or_district_can_be_recorded(office: Office) -> None:
    case = office.admits("2026-01-05")
    office.on("2026-01-22")
    case.does("innkalling")
    case.holds(
        "forste_mote_referat",
        "2026-01-22",
        kartlegging_forela="nei",
        plan_utkast_forela="nei",
        bydel_til_stede="nei",
    )
    assert {"kartlegging", "plan_for_oppholdet", "statusrapport"} <= case.open()


@clause("F2.2-status-report", "F2.2-report-insufficient", "F2.1-housing-meeting")
def test_the_report_is_due_in_four_months_and_neither_review_nor_housing_meeting_waits_for_the_other(
    office: Office,
) -> None:
    case = office.admits("2026-01-05")
    case.does("innkalling")
    office.on("2026-01-22")
    case.holds("forste_mote_referat", "2026-01-22")
    assert case.lies_with("statusrapport") == INSTITUTION
    assert case.due("statusrapport") == "2026-05-05"
    office.on("2026-05-04")
    case.does(
        "statusrapport",
        rapport_utarbeidet="ja",
        rapport_ferdigstilt="2026-05-04",
        rapport_oversendt="2026-05-04",
    )
    assert case.lies_with("vurdering_av_rapport") == DISTRICT
    assert case.due("vurdering_av_rapport") == "2026-05-18"
    assert case.lies_with("boligmote") == INSTITUTION
    assert case.due("boligmote") == "2026-06-05"


@clause("F2.2-applications", "F2.2-applications-contribute", "F2.2-application-report")
def test_each_agreed_application_is_a_task_of_the_party_that_took_it(office: Office) -> None:
    case = report_sent(office)
    office.on("2026-06-01")
    agreed = [
        {"type": "kommunal_bolig", "utarbeides_av": "bydel"},
        {"type": "ruspoliklinikk", "utarbeides_av": "institusjon"},
    ]
    case.holds("boligmote", "2026-06-01", soknader_trengs="ja", soknader=agreed)
    assert (case.lies_with("soknad_bydel"), case.due("soknad_bydel")) == (DISTRICT, "2026-07-05")
    assert (case.lies_with("soknad_institusjon"), case.due("soknad_institusjon")) == (
        INSTITUTION,
        "2026-07-05",
    )
    case.does("soknad_bydel")
    case.does("soknad_institusjon")
    assert not {"soknad_bydel", "soknad_institusjon"} & case.open()


@clause("F2-meetings-regular", "F2-meetings-housing-topic")
def test_two_months_after_a_meeting_of_the_three_the_next_is_called_and_two_weeks_more_are_given(
    office: Office,
) -> None:
    case = office.admits("2026-01-05")
    case.does("innkalling")
    office.on("2026-01-22")
    case.holds("forste_mote_referat", "2026-01-22")
    office.on("2026-03-21")
    assert "samarbeidsmote" not in case.open()
    office.on("2026-03-22")
    assert case.due("samarbeidsmote") == "2026-04-05"
    case.holds("samarbeidsmote", "2026-03-22")
    assert "samarbeidsmote" not in case.open()
    office.on("2026-05-22")
    assert "samarbeidsmote" in case.open()


@clause("F1-scope-institution", "F1-scope-person", "F2-referral-housing")
def test_a_case_registered_late_counts_from_the_true_date_and_says_what_has_passed(office: Office) -> None:
    office.on("2026-03-02")
    case = office.admits("2026-01-05")
    assert case.due("plan_for_oppholdet") == "2026-01-19"
    assert case.overdue("plan_for_oppholdet")
    assert not case.overdue("bydelskontakter")


def test_a_reader_sees_which_parts_of_the_journey_have_open_work(office: Office) -> None:
    case = office.refers()
    assert case.page().phase == "Institusjon"
    case.does("innflytting", innflyttet_institusjon="2026-01-05")
    assert case.page().phase == "Opphold, Boligspor"
    assert "Opphold" in office.inbox(INSTITUTION)["Kartlegging"]
    case.is_offered_a_home("2026-01-05", bolig_bydel=DISTRICT)
    assert case.page().phase == "Opphold, Boligspor, Utflytting, Utskriving og overgang"


@told_once
def report_sent(office: Office) -> Case:
    case = office.admits("2026-01-05")
    case.does("innkalling")
    office.on("2026-01-22")
    case.holds("forste_mote_referat", "2026-01-22")
    office.on("2026-05-04")
    case.does("statusrapport", rapport_utarbeidet="ja", rapport_ferdigstilt="2026-05-04")
    return case
