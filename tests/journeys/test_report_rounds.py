"""The status report, and what follows when it does not tell the district enough."""

import pytest

from tests.journeys.memory import told_once
from tests.journeys.office import DISTRICT, INSTITUTION, Case, Office

clause = pytest.mark.clause
WRITTEN = {"rapport_utarbeidet": "ja"}
NOT_ENOUGH = {"tilstrekkelig_boform": "nei", "tilstrekkelig_oppfolging": "ja"}
AGREED = {"rapport_videre": "revidert_rapport"}


@told_once
def reported(office: Office) -> Case:
    """A case with the report sent on 20 April."""
    case = office.admits("2026-01-05")
    office.on("2026-01-22")
    case.holds("forste_mote_referat", "2026-01-22")
    office.on("2026-04-20")
    case.does("statusrapport", **WRITTEN, rapport_ferdigstilt="2026-04-17", rapport_oversendt="2026-04-20")
    return case


@clause("F2.2-report-insufficient")
def test_the_district_reviews_the_report_within_fourteen_days_of_getting_it(office: Office) -> None:
    case = reported(office)
    assert (case.lies_with("vurdering_av_rapport"), case.due("vurdering_av_rapport")) == (
        DISTRICT,
        "2026-05-04",
    )
    case.does("vurdering_av_rapport", tilstrekkelig_boform="ja", tilstrekkelig_oppfolging="ja")
    assert not {"felles_kartlegging", "revidert_rapport"} & case.open()


@clause("F2.2-report-insufficient", "F2.1-housing-meeting")
def test_an_insufficient_report_leads_to_a_joint_mapping_that_the_housing_meeting_does_not_wait_for(
    office: Office,
) -> None:
    case = reported(office)
    office.on("2026-04-24")
    case.does("vurdering_av_rapport", rapport_vurdert="2026-04-23", **NOT_ENOUGH)
    assert case.lies_with("felles_kartlegging") == INSTITUTION
    assert case.due("felles_kartlegging") == "2026-05-07"
    case.holds("boligmote", "2026-04-24", statusrapport_forela="ja", soknader_trengs="nei")
    assert "felles_kartlegging" in case.open()


@clause("F2.2-report-insufficient", "F2.2-status-report")
def test_the_report_is_revised_by_the_agreed_date_and_reviewed_again_for_as_many_rounds_as_it_takes(
    office: Office,
) -> None:
    case = reported(office)
    for deadline in ("2026-05-15", "2026-06-15"):
        case.does("vurdering_av_rapport", **NOT_ENOUGH)
        case.does("felles_kartlegging", **AGREED, revidert_rapport_frist=deadline)
        assert (case.lies_with("revidert_rapport"), case.due("revidert_rapport")) == (INSTITUTION, deadline)
        office.on(deadline)
        case.does("revidert_rapport", **WRITTEN, rapport_ferdigstilt=deadline, rapport_oversendt=deadline)
    assert case.due("vurdering_av_rapport") == "2026-06-29"
    case.does("vurdering_av_rapport", tilstrekkelig_boform="ja", tilstrekkelig_oppfolging="ja")
    assert "vurdering_av_rapport" not in case.open()
    rounds = [told for told in case.page().history if "Fullførte «Vurdering av rapport»" in told]
    assert len(rounds) == 3


@clause("F2.2-report-insufficient")
def test_the_parties_may_agree_to_take_the_causes_up_in_the_housing_meeting_instead(office: Office) -> None:
    case = reported(office)
    case.does("vurdering_av_rapport", **NOT_ENOUGH)
    case.does("felles_kartlegging", rapport_videre="boligmote")
    assert "revidert_rapport" not in case.open()


@clause("F2.2-status-report")
def test_wishes_and_assessment_are_both_required_in_a_report_that_is_written(office: Office) -> None:
    case = office.admits("2026-01-05")
    missing = case.refuses("statusrapport", **WRITTEN, beboers_onsker=None, faglige_vurderinger=None)
    assert missing == [
        "Beboerens egne ønsker må fylles ut.",
        "Institusjonens faglige vurderinger må fylles ut.",
    ]
