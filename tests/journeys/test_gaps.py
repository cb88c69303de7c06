"""What was not as the routine asks: recorded as it was, flagged, and counted for whose duty it is."""

import pytest

from tests.journeys.memory import told_once
from tests.journeys.office import DISTRICT, INSTITUTION, Case, Office

clause = pytest.mark.clause
DISTRICTS, INSTITUTIONS = "Gjelder: Bydel Gamle Oslo", "Gjelder: Lilleborg rehabiliteringssenter"
"""Whose duty it was."""


def gap(case: Case, clause_text: str) -> str:
    """The gap of one clause, as both parties read it."""
    seen = [
        [told for told in case.page(unit).gaps if clause_text in told] for unit in (DISTRICT, INSTITUTION)
    ]
    assert seen[0] == seen[1]
    (told,) = seen[0]
    return told


@clause("F2.1-first-meeting-district", "F2.1-first-meeting-inputs", "F2.1-clarify-responsibility")
def test_a_first_meeting_without_the_district_or_what_it_needs_is_held_and_flagged(office: Office) -> None:
    case = office.admits("2026-01-05")
    lacking = {"kartlegging_forela": "nei", "plan_utkast_forela": "ja", "avklaringer_avtalt": "nei"}
    case.holds("forste_mote_referat", "2026-01-05", bydel_til_stede="nei", **lacking)
    assert DISTRICTS in gap(case, "Bydelen plikter å delta i første samarbeidsmøte.")
    assert INSTITUTIONS in gap(case, "Til første møte skal kartleggingen være ferdigstilt")
    assert "Første samarbeidsmøte" in gap(case, "hvilket videre ansvar hver instans har")


@clause("F2.1-first-meeting-district", "F2.1-first-meeting-inputs", "F2.1-clarify-responsibility")
def test_the_residents_absence_is_no_breach_and_a_full_meeting_leaves_no_gap(office: Office) -> None:
    case = office.admits("2026-01-05")
    complete = {"kartlegging_forela": "ja", "plan_utkast_forela": "ja", "avklaringer_avtalt": "ja"}
    case.holds("forste_mote_referat", "2026-01-05", beboer_til_stede="nei", **complete)
    assert case.page().gaps == []


@clause("F2-primary-contacts", "F2-district-contacts")
def test_a_resident_without_contact_or_who_was_not_told_is_flagged(office: Office) -> None:
    case = office.refers()
    case.does("innflytting", innflyttet_institusjon="2026-01-05", primarkontakt_tildelt="nei")
    case.does("bydelskontakter", beboer_informert="nei")
    assert INSTITUTIONS in gap(case, "Ved innflytting tildeles beboeren primærkontakter")
    assert DISTRICTS in gap(case, "hvem som er bydelskontakter")


@clause("F2.2-assessment", "F2.2-stay-plan-start", "F2.2-individual-plan", "F2-meetings-housing-topic")
def test_what_was_not_done_in_time_can_be_said_as_it_is(office: Office) -> None:
    case = office.admits("2026-01-05")
    case.does("kartlegging", kartlegging_ferdig="nei", har_ip="nei", ip_tilbudt="nei")
    case.does("plan_for_oppholdet", plan_pabegynt="nei")
    case.does("tilby_ip", ip_tilbudt="nei")
    case.does("innkalling", saksliste_bolig="nei")
    for said in (
        "Før første møte kartlegger institusjonen",
        "Arbeidet med planen for oppholdet skal starte innen 14 dager",
        "skal det gis tilbud om å utarbeide IP",
        "Bolig skal være fast tema",
    ):
        assert gap(case, said)


@clause("F2.2-status-report", "F2.1-housing-meeting")
def test_a_housing_meeting_without_the_report_or_right_after_it_is_held_and_flagged(office: Office) -> None:
    without, early = office.admits("2026-01-05"), office.admits("2026-01-05")
    office.on("2026-05-04")
    without.holds("boligmote", "2026-05-04", statusrapport_forela="nei", soknader_trengs="nei")
    assert INSTITUTIONS in gap(without, "Boligmøte innen fem måneder")
    early.does(
        "statusrapport",
        rapport_utarbeidet="ja",
        rapport_ferdigstilt="2026-04-27",
        rapport_oversendt="2026-04-27",
    )
    early.holds("boligmote", "2026-05-04", statusrapport_forela="ja", soknader_trengs="nei")
    assert "Registrert ved «Boligmøte»" in gap(early, "i god tid før boligmøtet")


@told_once
def offered(office: Office) -> Case:
    case = office.admits("2026-01-05")
    office.on("2026-04-07")
    conditions = {"kommunalt_disponert": "ja", "vilkar_om_oppfolging": "ja", "vedtak_om_booppfolging": "ja"}
    case.is_offered_a_home("2026-04-07", bolig_bydel=DISTRICT, **conditions)
    return case


@clause("F3-cooperation-agreement", "F3-housing-support-contact")
def test_a_move_without_agreement_or_contact_with_support_is_recorded_and_flagged(office: Office) -> None:
    case = offered(office)
    lacking = {"samarbeidsavtale_inngatt": "nei", "booppfolger_kontakt": "nei"}
    case.does("innflytting_i_bolig", innflyttet_bolig="2026-04-07", **lacking)
    assert DISTRICTS in gap(case, "inngår beboeren og bydelen en samarbeidsavtale")
    assert DISTRICTS in gap(case, "bør kontakt med booppfølger etableres")


@clause("F3.1-moveout-meeting-institution", "F3.3-followup-meeting-institution", "F3-availability-meetings")
def test_the_institution_is_missed_where_it_has_to_be(office: Office) -> None:
    case = offered(office)
    absent = {"institusjon_til_stede": "nei", "institusjon_deltar_utover": "nei"}
    case.holds("utflyttingsmote", "2026-04-07", boligspor_bortfaller="nei", **absent)
    assert INSTITUTIONS in gap(case, "Institusjonen plikter å delta i utflyttingsmøtet.")
    case.does("utskriving", utskrevet="2026-04-07")
    case.holds("boligmote", "2026-04-07", institusjon_til_stede="nei", soknader_trengs="nei")
    assert INSTITUTIONS in gap(case, "skal delta i samarbeidsmøter som holdes i denne fasen")
    case.does("innflytting_i_bolig", innflyttet_bolig="2026-04-07")
    case.holds("oppfolgingsmote", "2026-04-07", **absent)
    assert INSTITUTIONS in gap(case, "Institusjonen plikter å delta i oppfølgingsmøtet.")
