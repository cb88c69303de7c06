"""Housing allocated, offered or found, in any order, and lost again: who convenes, and what comes back."""

import pytest

from tests.journeys.memory import told_once
from tests.journeys.office import DISTRICT, INSTITUTION, Case, Office

clause = pytest.mark.clause
MEETINGS = ("innkalling", "forste_mote_referat", "boligmote")
FALLEN_THROUGH = "Tilbudet faller bort eller blir avslått"


def conveners(case: Case) -> set[str]:
    """The units that the open meetings lie with."""
    return {case.lies_with(meeting) for meeting in MEETINGS}


@clause("F2-convener")
def test_an_offer_or_a_home_that_the_resident_found_moves_the_meetings_to_the_district(
    office: Office,
) -> None:
    for reported_by, what in ((DISTRICT, "tilbudt"), (INSTITUTION, "funnet")):
        case = office.admits("2026-01-05")
        assert conveners(case) == {INSTITUTION}
        office.on("2026-01-20")
        report = case.reports if reported_by == DISTRICT else case.institution_reports
        report("Bolig tilbudt eller funnet", bolig_hva=what, bolig_tilbudt="2026-01-19", bolig_bydel=DISTRICT)
        assert conveners(case) == {DISTRICT}
        assert case.lies_with("kartlegging") == INSTITUTION


@clause("F2-convener")
def test_the_meetings_return_to_the_institution_when_the_allocation_falls_through(office: Office) -> None:
    case = office.admits("2026-01-05")
    case.is_allocated_a_home("2026-01-05")
    case.is_offered_a_home("2026-01-05", bolig_bydel=DISTRICT)
    case.reports("Tildelingen faller bort", tildeling_bortfalt="2026-01-05")
    assert conveners(case) == {DISTRICT}  # an offer stands
    case.reports(FALLEN_THROUGH, tilbud_bortfalt="2026-01-05")
    assert conveners(case) == {INSTITUTION}


@clause("F2-convener")
def test_after_discharge_the_meetings_stay_with_the_district_though_the_offer_falls_through(
    office: Office,
) -> None:
    case = office.admits("2026-01-05")
    case.is_allocated_a_home("2026-01-05")
    case.does("utskriving", utskrevet="2026-01-05")
    case.reports("Tildelingen faller bort", tildeling_bortfalt="2026-01-05")
    assert conveners(case) == {DISTRICT}


@clause("F1-scope-housing")
def test_every_kind_of_home_can_be_allocated_and_offered(office: Office) -> None:
    for kind in ("selvstendig_med", "selvstendig_uten", "annen"):
        case = office.admits("2026-01-05")
        case.is_allocated_a_home("2026-01-05", boligtype=kind)
        case.is_offered_a_home("2026-01-05", boligtype=kind, bolig_bydel=DISTRICT)
        assert {"utflyttingsmote", "innflytting_i_bolig", "utskriving"} <= case.open()


@told_once
def lapsed(office: Office) -> Case:
    """A case whose report and housing meeting have lapsed because a home was offered."""
    case = office.admits("2026-01-05")
    office.on("2026-03-02")
    case.is_offered_a_home("2026-03-02", bolig_bydel=DISTRICT, vedtak_om_booppfolging="nei")
    office.on("2026-03-04")
    case.holds("utflyttingsmote", "2026-03-04", boligspor_bortfaller="ja", soknader_trengs="nei")
    return case


@clause("F2.2-status-report", "F2.1-housing-meeting", "F2-convener")
def test_what_lapsed_for_an_offer_is_back_with_its_dates_when_the_offer_is_declined(office: Office) -> None:
    case = lapsed(office)
    assert not {"statusrapport", "boligmote"} & case.open()
    office.on("2026-03-09")
    case.reports(FALLEN_THROUGH, tilbud_bortfalt_hva="avslatt", tilbud_bortfalt="2026-03-09")
    assert (case.due("statusrapport"), case.due("boligmote")) == ("2026-05-05", "2026-06-05")
    assert case.lies_with("boligmote") == INSTITUTION
    assert not {"utflyttingsplan", "innflytting_i_bolig"} & case.open()
    case.is_offered_a_home("2026-03-09", bolig_bydel=DISTRICT)
    assert "utflyttingsmote" in case.open()


@clause("F2.1-housing-meeting")
def test_a_meeting_that_lapsed_is_needed_no_more_once_the_resident_has_moved_in(office: Office) -> None:
    case = lapsed(office)
    office.on("2026-04-01")
    case.does("innflytting_i_bolig", innflyttet_bolig="2026-04-01")
    assert not {"statusrapport", "boligmote"} & case.open()


@clause("F3.1-moveout-meeting")
def test_a_meeting_before_the_offer_can_be_given_the_status_of_move_out_meeting(office: Office) -> None:
    case = office.admits("2026-01-05")
    office.on("2026-01-22")
    case.holds(
        "forste_mote_referat",
        "2026-01-22",
        har_status_utflyttingsmote="ja",
        boligspor_bortfaller="nei",
        institusjon_deltar_utover="nei",
    )
    case.is_offered_a_home("2026-01-22", bolig_bydel=DISTRICT)
    assert "utflyttingsmote" not in case.open()
    assert "utflyttingsplan" in case.open()


@clause("F3.1-moveout-meeting")
def test_a_regular_or_a_housing_meeting_held_after_the_offer_can_take_the_move_out_meetings_place(
    office: Office,
) -> None:
    for meeting, more in (("samarbeidsmote", {"boligspor_bortfaller": "nei"}), ("boligmote", {})):
        case = office.admits("2026-01-05")
        office.on("2026-03-06")
        case.is_offered_a_home("2026-03-06", bolig_bydel=DISTRICT)
        assert case.lies_with("utflyttingsmote") == DISTRICT
        ends = {"institusjon_deltar_utover": "nei", "beholder_plass": "nei"}
        case.holds(meeting, "2026-03-06", har_status_utflyttingsmote="ja", **ends, **more)
        assert "utflyttingsmote" not in case.open()
        assert "utflyttingsplan" in case.open()


@clause("F2.1-first-meeting")
def test_a_first_meeting_that_was_held_without_a_summons_needs_none_any_more(office: Office) -> None:
    case = office.admits("2026-01-05")
    assert (case.lies_with("innkalling"), case.due("innkalling")) == (INSTITUTION, "2026-01-19")
    case.holds("forste_mote_referat", "2026-01-05")
    assert not {"innkalling", "forste_mote_referat"} & case.open()
