"""From discharge to the end of the institution's part: it stays reachable, attends, and then leaves."""

import pytest

from tests.journeys.memory import told_once
from tests.journeys.office import DISTRICT, INSTITUTION, Case, Office
from tests.journeys.pages import words

clause = pytest.mark.clause


@told_once
def discharged(office: Office) -> Case:
    """Offered a home on 7 April, discharged on the 15th, not moved yet."""
    case = office.admits("2026-01-05")
    office.on("2026-04-07")
    case.is_offered_a_home("2026-04-07", bolig_bydel=DISTRICT, vedtak_om_booppfolging="nei")
    office.on("2026-04-15")
    case.does("utskriving", utskrevet="2026-04-15", tilgjengelig_til=None)
    return case


@told_once
def moved_in(office: Office) -> Case:
    """Moved in on 4 May, after the discharge, and with the final report sent."""
    case = discharged(office)
    case.does("sluttrapport", sluttrapport_oversendt="2026-04-15")
    office.on("2026-05-04")
    case.does("innflytting_i_bolig", innflyttet_bolig="2026-05-04")
    return case


def resident_reads(case: Case) -> list[str]:
    """What comes next, as the page for the resident tells it."""
    page = case.office.at(DISTRICT).get(f"/saker/{case.id}/beboer")
    return [words(entry) for entry in page.tree.xpath("//section[h2='Dette skjer videre']//li")]


@clause("F3-availability")
def test_the_resident_can_read_until_when_the_institution_is_there_for_them(office: Office) -> None:
    told = "Institusjonen er tilgjengelig for deg fram til denne dagen."
    case = office.admits("2026-01-05")
    case.is_offered_a_home("2026-01-05", bolig_bydel=DISTRICT)
    assert not any(told in entry for entry in resident_reads(case))
    office.on("2026-01-12")
    case.does("utskriving", utskrevet="2026-01-12")
    assert any(told in entry and "9. februar 2026" in entry for entry in resident_reads(case))


@clause("F3-availability")
def test_each_contact_in_the_four_weeks_can_be_noted_by_the_institution(office: Office) -> None:
    case = discharged(office)
    for how in ("telefon", "besok", "hjemmebesok"):
        case.institution_reports(
            "Kontakt i overgangen", overgangskontakt_dato="2026-04-15", overgangskontakt_hvordan=how
        )
    told = case.page().history
    assert "Hvordan? Hjemmebesøk" in told[0]
    assert sum("Registrerte «Kontakt i overgangen»" in entry for entry in told) == 3
    assert "Kontakt i overgangen" not in case.page(DISTRICT).messages


@clause("F3-availability")
def test_nobody_is_discharged_to_a_home_that_has_fallen_through(office: Office) -> None:
    case = office.admits("2026-01-05")
    assert "utskriving" not in case.open()
    case.is_allocated_a_home("2026-01-05")
    assert case.lies_with("utskriving") == INSTITUTION
    case.reports("Tildelingen faller bort", tildeling_bortfalt="2026-01-05")
    assert "utskriving" not in case.open()


@clause("F3-availability-meetings")
def test_the_institutions_absence_from_meetings_of_this_phase_is_recorded(office: Office) -> None:
    case = discharged(office)
    office.on("2026-04-16")
    ends = {"boligspor_bortfaller": "nei", "institusjon_deltar_utover": "nei", "beholder_plass": "nei"}
    case.holds("utflyttingsmote", "2026-04-16", institusjon_til_stede="nei", **ends)
    assert "Var institusjonen til stede? Nei" in case.page().history[0]
    case.holds("boligmote", "2026-04-16", institusjon_til_stede="nei")
    assert "Var institusjonen til stede? Nei" in case.page().history[0]


@clause("F3.3-followup-meeting", "F3.3-followup-meeting-institution", "F3-availability-meetings")
def test_the_follow_up_meeting_comes_with_the_move_and_not_before(office: Office) -> None:
    case = discharged(office)
    assert "oppfolgingsmote" not in case.open()
    moved = moved_in_from(case)
    assert moved.lies_with("oppfolgingsmote") == DISTRICT
    office.on("2026-06-01")
    case.holds("oppfolgingsmote", "2026-06-01", institusjon_til_stede="nei", institusjon_deltar_utover="nei")
    assert "Var institusjonen til stede? Nei" in case.page().history[0]


def moved_in_from(case: Case) -> Case:
    case.office.on("2026-05-04")
    case.does("innflytting_i_bolig", innflyttet_bolig="2026-05-04")
    return case


@clause("F3.3-institution-ends", "F3-followup-responsibility")
def test_the_part_of_the_institution_ends_four_weeks_after_the_move_also_when_discharge_came_first(
    office: Office,
) -> None:
    case = moved_in(office)
    office.on("2026-05-20")
    case.holds("oppfolgingsmote", "2026-05-20", institusjon_deltar_utover="nei")
    office.on("2026-05-31")
    assert not case.page(INSTITUTION).has_ended
    office.on("2026-06-01")
    assert case.page(INSTITUTION).has_ended
    assert not case.page(DISTRICT).has_ended


@clause("F3.3-institution-ends")
def test_the_parties_may_agree_that_the_institution_takes_part_for_longer(office: Office) -> None:
    case = moved_in(office)
    office.on("2026-05-20")
    longer = {"institusjon_deltar_utover": "ja", "institusjon_deltar_til": "2026-07-15"}
    case.holds("oppfolgingsmote", "2026-05-20", **longer)
    office.on("2026-07-15")
    assert not case.page(INSTITUTION).has_ended
    office.on("2026-07-16")
    assert case.page(INSTITUTION).has_ended


@clause("F3.3-institution-ends", "F3.3-final-report")
def test_what_the_institution_owes_it_can_still_send_but_its_part_lasts_until_it_has(office: Office) -> None:
    case = discharged(office)
    moved_in_from(case)
    office.on("2026-05-20")
    case.holds("oppfolgingsmote", "2026-05-20", institusjon_deltar_utover="nei")
    office.on("2026-06-10")
    assert case.overdue("sluttrapport")
    assert not case.page(INSTITUTION).has_ended
    case.does("sluttrapport", sluttrapport_oversendt="2026-06-10")
    assert case.page(INSTITUTION).has_ended
    case.does("mottak_av_sluttrapport", sluttrapport_mottatt="2026-06-10")


@clause("F3-followup-responsibility")
def test_the_district_has_the_primary_responsibility_from_the_discharge_on(office: Office) -> None:
    now = "Oppfølging av beboeren"
    case = office.admits("2026-01-05")
    case.is_offered_a_home("2026-01-05", bolig_bydel=DISTRICT)
    assert case.page().responsible[now] == "Institusjonen: Lilleborg rehabiliteringssenter"
    case.does("utskriving", utskrevet="2026-01-05")
    for unit in (DISTRICT, INSTITUTION):
        assert case.page(unit).responsible[now] == "Bydelen: Bydel Gamle Oslo"
