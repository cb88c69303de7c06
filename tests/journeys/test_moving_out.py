"""From an allocation or an offer to the end: meetings change hands, the overlap is kept, the case closes."""

import pytest

from tests.journeys.memory import told_once
from tests.journeys.office import DISTRICT, INSTITUTION, Case, Office

clause = pytest.mark.clause
PLAIN_HOME = {
    "bolig_bydel": DISTRICT,
    "kommunalt_disponert": "nei",
    "vilkar_om_oppfolging": "nei",
    "vedtak_om_booppfolging": "nei",
}
"""A home in the district itself, without conditions or support."""
OFFER = "2026-04-01"  # the Wednesday before Easter


@told_once
def offered(office: Office) -> Case:
    """A case with an offer on the Wednesday before Easter, before the report and with a move planned."""
    case = office.admits("2026-01-05")
    case.does("innkalling")
    office.on("2026-01-22")
    case.holds("forste_mote_referat", "2026-01-22")
    office.on(OFFER)
    case.is_offered_a_home(OFFER, planlagt_innflytting="2026-05-01", **PLAIN_HOME)
    return case


@clause("F2-convener")
def test_an_allocation_moves_open_and_later_meetings_to_the_district_and_nothing_else(office: Office) -> None:
    case = office.admits("2026-01-05")
    assert case.lies_with("innkalling") == INSTITUTION
    case.reports("Bolig tildelt", bolig_tildelt="2026-01-05")
    assert case.lies_with("innkalling") == DISTRICT
    assert case.lies_with("kartlegging") == INSTITUTION
    case.does("innkalling")
    assert case.lies_with("forste_mote_referat") == DISTRICT
    assert case.due("forste_mote_referat") == "2026-02-02"


@clause("F2-convener")
def test_housing_can_be_allocated_again(office: Office) -> None:
    case = office.admits("2026-01-05")
    case.reports("Bolig tildelt", bolig_tildelt="2026-01-05")
    office.on("2026-02-05")
    case.reports("Bolig tildelt", bolig_tildelt="2026-02-04")
    assert ("Bolig tildelt", "2026-02-04") in case.page().dates


@clause("F3.1-moveout-meeting", "F1-scope-housing", "R-transition")
def test_the_move_out_meeting_is_due_five_working_days_after_the_offer(office: Office) -> None:
    case = offered(office)
    assert case.lies_with("utflyttingsmote") == DISTRICT
    assert case.due("utflyttingsmote") == "2026-04-13"  # Easter: five working days are twelve days


@clause("F3.1-moveout-meeting")
def test_the_move_out_meeting_is_never_due_after_the_move(office: Office) -> None:
    case = offered(office)
    office.on("2026-04-07")
    case.does("innflytting_i_bolig", innflyttet_bolig="2026-04-07")
    assert case.due("utflyttingsmote") == "2026-04-07"


@clause(
    "F3.1-moveout-meeting-institution", "F3.2-moveout-plan", "F3.2-moveout-plan-sections", "F3-keep-place"
)
def test_after_the_meeting_the_district_writes_the_move_out_plan(office: Office) -> None:
    case = offered(office)
    office.on("2026-04-08")
    case.holds("utflyttingsmote", "2026-04-08", institusjon_til_stede="nei", boligspor_bortfaller="nei")
    assert case.lies_with("utflyttingsplan") == DISTRICT
    case.does("utflyttingsplan")
    assert {"innflytting_i_bolig", "utskriving"} <= case.open()


@clause("F2.2-status-report", "F2.1-housing-meeting")
def test_the_report_lapses_only_by_the_parties_joint_decision(office: Office) -> None:
    case = offered(office)
    assert case.due("statusrapport") == "2026-05-05"
    office.on("2026-04-08")
    case.holds("utflyttingsmote", "2026-04-08", boligspor_bortfaller="ja", soknader_trengs="nei")
    assert "statusrapport" not in case.open()


@clause("F3.3-followup-meeting", "F3.3-followup-meeting-institution", "F3-housing-support-contact")
def test_the_follow_up_meeting_is_late_only_after_five_weeks(office: Office) -> None:
    case = offered(office)
    office.on("2026-05-04")
    case.does("innflytting_i_bolig", innflyttet_bolig="2026-05-01")
    assert case.lies_with("oppfolgingsmote") == DISTRICT
    assert case.due("oppfolgingsmote") == "2026-06-05"


@clause("F3.3-final-report", "F3-followup-responsibility", "F3-availability-meetings")
def test_discharge_can_come_before_the_move_and_starts_the_final_report(office: Office) -> None:
    case = offered(office)
    office.on("2026-04-10")
    case.does("utskriving", utskrevet="2026-04-09")
    assert case.lies_with("sluttrapport") == INSTITUTION
    assert case.due("sluttrapport") == "2026-04-30"
    assert "samarbeidsmote" not in case.open()
    case.does("sluttrapport")
    assert case.lies_with("mottak_av_sluttrapport") == DISTRICT


@clause("F3-availability", "F3.3-institution-ends")
def test_the_institution_takes_part_until_four_weeks_after_the_later_of_move_and_discharge(
    office: Office,
) -> None:
    case = moved_out(office)
    office.on("2026-06-11")
    assert not case.page(INSTITUTION).has_ended
    office.on("2026-06-12")
    assert case.page(INSTITUTION).has_ended
    assert not case.page(DISTRICT).has_ended


@clause("F3.3-institution-ends")
def test_what_comes_after_its_part_the_institution_does_not_see(office: Office) -> None:
    case = moved_out(office)
    office.on("2026-06-12")
    before = case.page(INSTITUTION).history
    office.on("2026-06-15")
    case.does("avslutt_saken")
    assert case.page(INSTITUTION).history == before
    assert len(case.page(DISTRICT).history) > len(before)


@clause("F3-followup-responsibility", "R-outcome")
def test_the_district_closes_the_case_and_its_history_proves_itself(office: Office) -> None:
    case = moved_out(office)
    office.on("2026-06-15")
    assert case.open() == {"avslutt_saken"}
    assert case.lies_with("avslutt_saken") == DISTRICT
    case.does("avslutt_saken")
    assert case.open() == set()
    for day, outcome in (("2026-08-01", "utfall_3"), ("2026-11-01", "utfall_6"), ("2027-05-01", "utfall_12")):
        office.on(day)
        assert case.open() == {outcome}
        case.does(outcome, utfall="bor_fortsatt")
    assert case.page().status == "Avsluttet"
    assert office.desk.cases.verify(case.id).fault is None


def test_the_case_tells_its_dates_in_order(office: Office) -> None:
    case = offered(office)
    assert case.page().dates == [
        ("Innflytting i institusjon", "2026-01-05"),
        ("Første samarbeidsmøte", "2026-01-22"),
        ("Siste møte der alle tre var med", "2026-01-22"),
        ("Bolig tilbudt eller funnet", "2026-04-01"),
        ("Planlagt innflytting i bolig", "2026-05-01"),
    ]


@told_once
def moved_out(office: Office) -> Case:
    """All that is owed is done: moved in on 1 May, discharged on 15 May, met on 29 May."""
    case = offered(office)
    office.on("2026-04-08")
    case.holds("utflyttingsmote", "2026-04-08", boligspor_bortfaller="ja", soknader_trengs="nei")
    case.does("utflyttingsplan", institusjon_deltar_utover="nei")
    case.does("vurdering_av_reserveplan", reserveplan_lages="nei")
    case.does("kartlegging", har_ip="ja", parorende_aktuelt="nei")
    for task in ("plan_for_oppholdet", "bydelskontakter"):
        case.does(task)
    office.on("2026-05-01")
    case.does("innflytting_i_bolig", innflyttet_bolig="2026-05-01")
    office.on("2026-05-15")
    case.does("utskriving", utskrevet="2026-05-15", tilgjengelig_til=None)
    case.does("sluttrapport")
    case.does("mottak_av_sluttrapport")
    office.on("2026-05-29")
    case.holds("oppfolgingsmote", "2026-05-29", institusjon_deltar_utover="nei")
    return case
