"""What holds for every meeting: housing is a topic of each, and who was there is written down."""

import pytest

from tests.journeys.case import HELD
from tests.journeys.memory import told_once
from tests.journeys.office import DISTRICT, Case, Office

clause = pytest.mark.clause
TOPIC = "Bolig: hva ble tatt opp og avklart?"


@told_once
def with_every_meeting_open(office: Office) -> Case:
    """Late in April nothing has been met about, a home is offered, and the resident has moved."""
    case = office.admits("2026-01-05")
    office.on("2026-04-20")
    case.is_offered_a_home("2026-04-20", bolig_bydel=DISTRICT, vedtak_om_booppfolging="nei")
    case.does("innflytting_i_bolig", innflyttet_bolig="2026-04-20")
    return case


@clause("F2-meetings-housing-topic")
def test_no_meeting_is_recorded_without_what_was_said_about_housing(office: Office) -> None:
    case = with_every_meeting_open(office)
    for meeting in (
        "forste_mote_referat",
        "samarbeidsmote",
        "boligmote",
        "utflyttingsmote",
        "oppfolgingsmote",
    ):
        (said,) = case.refuses(meeting, mote_dato="2026-04-20", mote_bolig=None)
        assert TOPIC in said
        case.holds(meeting, "2026-04-20", mote_bolig="Vi snakket om leiligheten.")
        assert f"{TOPIC} Vi snakket om leiligheten." in case.page().history[0]


@clause("F2-meetings-housing-topic")
def test_a_summons_says_whether_housing_is_on_the_agenda(office: Office) -> None:
    case = office.admits("2026-01-05")
    (said,) = case.refuses("innkalling", saksliste_bolig=None)
    assert "Står bolig på sakslisten?" in said
    case.does("innkalling", saksliste_bolig="ja")
    assert "Står bolig på sakslisten? Ja" in case.page().history[0]


@clause("F3-new-district")
def test_the_move_out_meeting_says_whether_housing_support_from_the_new_district_is_involved(
    office: Office,
) -> None:
    case = with_every_meeting_open(office)
    case.holds("utflyttingsmote", "2026-04-20", booppfolger_ny_bydel="ikke_aktuelt")
    assert "Er booppfølger fra ny bydel involvert? Ikke aktuelt" in case.page().history[0]


@clause("F2-meetings-regular")
def test_past_six_months_without_a_home_each_meeting_asks_whether_the_recommendation_still_holds(
    office: Office,
) -> None:
    case = office.admits("2026-01-05")
    office.on("2026-07-06")
    early = {"mote_dato": "2026-07-01", "anbefaling_dekkende": None, "ekstra_rapport_avtalt": "nei"}
    case.does("samarbeidsmote", **HELD, **early)
    office.on("2026-09-01")
    late = {"mote_dato": "2026-09-01", "ekstra_rapport_avtalt": "nei", "ekstra_rapport_ikke_grunn": None}
    (unasked,) = case.refuses("samarbeidsmote", **HELD, **late, anbefaling_dekkende=None)
    assert "Er anbefalingen fortsatt dekkende?" in unasked
    (reason,) = case.refuses("samarbeidsmote", **HELD, **late, anbefaling_dekkende="nei")
    assert "Hvorfor avtales ingen ny rapport?" in reason
    case.holds("samarbeidsmote", "2026-09-01", anbefaling_dekkende="ja", ekstra_rapport_avtalt="nei")
