"""A stay that ends before there is a home: broken off, transferred, or because the resident has died."""

import pytest

from tests.journeys.memory import told_once
from tests.journeys.office import DISTRICT, INSTITUTION, Case, Office

clause = pytest.mark.clause
ENDED = "Oppholdet avsluttes uten bolig"
APPLICATION = {
    "type": "kommunal_bolig",
    "utarbeides_av": "bydel",
    "bidrag_avtalt": "nei",
    "egen_rapport": "nei",
}


@told_once
def applied(office: Office) -> Case:
    """A case with two applications agreed on, one of them in work."""
    case = office.admits("2026-01-05")
    office.on("2026-05-29")
    both = [APPLICATION, {**APPLICATION, "type": "startlan"}]
    case.holds("boligmote", "2026-05-29", soknader_trengs="ja", soknader=both)
    return case


@told_once
def broken_off(office: Office) -> Case:
    case = applied(office)
    office.on("2026-06-03")
    case.institution_reports(ENDED, avslutning_grunn="avbrutt", utskrevet="2026-06-01", tilgjengelig_til=None)
    return case


@clause("J-interrupted")
def test_a_stay_can_be_broken_off_at_any_time_with_a_reason_and_open_meetings_are_withdrawn(
    office: Office,
) -> None:
    for party in (DISTRICT, INSTITUTION):
        case = office.admits("2026-01-05")
        assert "forste_mote_referat" in case.open()
        report = case.reports if party == DISTRICT else case.institution_reports
        report(ENDED, avslutning_grunn="overfort", utskrevet="2026-01-05", avslutning_begrunnelse="Sykehus")
        assert case.open() == {"sluttrapport_uten_bolig"}
        assert "Grunn Sykehus" in " ".join(case.page().history)


@clause("J-interrupted")
def test_each_agreed_application_is_asked_about(office: Office) -> None:
    case = broken_off(office)
    rows = [row for row in case.page().tasks if row.element == "avklar_soknad"]
    assert [row.unit for row in rows] == [DISTRICT, DISTRICT]
    case.does("avklar_soknad", soknad_videre="trekkes")
    case.does("avklar_soknad", soknad_videre="fortsetter", soknad_videre_av="bydel")
    assert "avklar_soknad" not in case.open()


@clause("J-interrupted", "F3.3-final-report")
def test_the_final_report_is_owed_within_three_weeks_of_discharge_here_too(office: Office) -> None:
    case = broken_off(office)
    assert case.lies_with("sluttrapport_uten_bolig") == INSTITUTION
    assert case.due("sluttrapport_uten_bolig") == "2026-06-22"
    case.does("sluttrapport_uten_bolig", sluttrapport_oversendt="2026-06-03")
    assert case.lies_with("mottak_uten_bolig") == DISTRICT
    case.does("mottak_uten_bolig", sluttrapport_mottatt="2026-06-03")
    assert "mottak_uten_bolig" not in case.open()


@clause("J-interrupted", "F3-availability", "F3.3-institution-ends", "F3-followup-responsibility")
def test_the_institution_is_available_for_four_weeks_and_then_its_part_ends(office: Office) -> None:
    case = broken_off(office)
    case.does("sluttrapport_uten_bolig", sluttrapport_oversendt="2026-06-03")
    case.does("mottak_uten_bolig")
    for _ in range(2):
        case.does("avklar_soknad", soknad_videre="ferdig")
    office.on("2026-06-28")
    assert not case.page(INSTITUTION).has_ended
    case.institution_reports(
        "Kontakt i overgangen", overgangskontakt_dato="2026-06-28", overgangskontakt_hvordan="telefon"
    )
    office.on("2026-06-29")
    assert case.page(INSTITUTION).has_ended
    assert (case.open(), case.lies_with("avslutt_saken")) == ({"avslutt_saken"}, DISTRICT)
    case.does("avslutt_saken")
    assert case.page().status == "Avsluttet"


@clause("J-interrupted", "F3.3-institution-ends")
def test_on_death_only_a_final_report_may_remain_and_that_by_choice(office: Office) -> None:
    with_report, without = applied(office), office.admits("2026-01-05")
    died = {"avslutning_grunn": "dod", "utskrevet": "2026-05-29"}
    with_report.reports(ENDED, **died, skriv_sluttrapport="ja")
    assert with_report.open() == {"sluttrapport_uten_bolig"}
    with_report.does("sluttrapport_uten_bolig", sluttrapport_oversendt="2026-05-29")
    assert with_report.page(INSTITUTION).has_ended
    without.reports(ENDED, **died, skriv_sluttrapport="nei")
    assert without.open() == {"avslutt_saken"}
    assert without.page(INSTITUTION).has_ended
