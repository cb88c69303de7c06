"""What has to be in place by the move: support, agreement, a plan for hard days, and a place that is kept."""

import pytest

from tests.journeys.memory import told_once
from tests.journeys.office import DISTRICT, INSTITUTION, Case, Office

clause = pytest.mark.clause
MOVE = "2026-05-01"


@told_once
def offered_with_conditions(office: Office) -> Case:
    """A municipal home, given on condition of follow-up and with a decision on housing support."""
    return offered(office, kommunalt_disponert="ja", vilkar_om_oppfolging="ja", vedtak_om_booppfolging="ja")


@told_once
def offered_without(office: Office) -> Case:
    return offered(office, kommunalt_disponert="nei", vilkar_om_oppfolging="ja", vedtak_om_booppfolging="nei")


def offered(office: Office, **home: object) -> Case:
    case = office.admits("2026-01-05")
    office.on("2026-04-07")
    case.is_offered_a_home("2026-04-07", planlagt_innflytting=MOVE, bolig_bydel=DISTRICT, **home)
    return case


def met(case: Case, **answers: object) -> None:
    """The move-out meeting is held on 8 April."""
    case.office.on("2026-04-08")
    agreed = {"boligspor_bortfaller": "nei", "institusjon_deltar_utover": "nei", "beholder_plass": "nei"}
    case.holds("utflyttingsmote", "2026-04-08", **{**agreed, **answers})


@clause("F3-housing-support-contact")
def test_a_decision_on_housing_support_asks_for_contact_by_the_planned_move(office: Office) -> None:
    case = offered_with_conditions(office)
    assert case.lies_with("kontakt_med_booppfolger") == DISTRICT
    assert case.due("kontakt_med_booppfolger") == MOVE
    case.does("kontakt_med_booppfolger", booppfolger_kontaktet="2026-04-07")
    assert "kontakt_med_booppfolger" not in case.open()


@clause("F3-housing-support-contact")
def test_the_contact_is_due_on_the_day_of_the_move_itself_when_that_comes_first(office: Office) -> None:
    case = offered_with_conditions(office)
    office.on("2026-04-20")
    case.does(
        "innflytting_i_bolig",
        innflyttet_bolig="2026-04-20",
        booppfolger_kontakt="nei",
        samarbeidsavtale_inngatt="nei",
    )
    assert case.due("kontakt_med_booppfolger") == "2026-04-20"
    assert "Var det etablert kontakt med booppfølger? Nei" in case.page().history[0]


@clause("F3-housing-support-contact")
def test_without_a_decision_on_support_no_contact_is_asked_for(office: Office) -> None:
    assert "kontakt_med_booppfolger" not in offered_without(office).open()


@clause("F3-housing-support-contact")
def test_support_that_is_decided_in_the_move_out_meeting_asks_for_contact_too(office: Office) -> None:
    case = offered_without(office)
    met(case, nytt_vedtak_om_booppfolging="ja")
    assert case.due("kontakt_med_booppfolger") == MOVE


@clause("F3-cooperation-agreement")
def test_follow_up_as_a_condition_of_a_municipal_home_asks_for_an_agreement_by_the_move(
    office: Office,
) -> None:
    case = offered_with_conditions(office)
    assert (case.lies_with("samarbeidsavtale"), case.due("samarbeidsavtale")) == (DISTRICT, MOVE)
    office.on("2026-04-10")
    case.does("samarbeidsavtale", avtale_inngatt="ja", avtale_inngatt_beboer="2026-04-10")
    assert "samarbeidsavtale" not in case.open()


@clause("F3-cooperation-agreement")
def test_a_home_that_the_municipality_does_not_dispose_of_needs_no_agreement(office: Office) -> None:
    assert "samarbeidsavtale" not in offered_without(office).open()


@clause("F3-cooperation-agreement")
def test_a_move_without_the_agreement_is_recorded_as_it_was(office: Office) -> None:
    case = offered_with_conditions(office)
    office.on("2026-04-20")
    case.does("innflytting_i_bolig", innflyttet_bolig="2026-04-20", samarbeidsavtale_inngatt="nei")
    assert case.due("samarbeidsavtale") == "2026-04-20"
    assert "Var samarbeidsavtale inngått? Nei" in case.page().history[0]


@clause("F3.2-contingency-plan")
def test_a_plan_in_case_the_measures_do_not_suffice_is_considered_before_the_move(office: Office) -> None:
    case = offered_without(office)
    assert case.lies_with("vurdering_av_reserveplan") == DISTRICT
    assert case.due("vurdering_av_reserveplan") == MOVE
    case.does("vurdering_av_reserveplan", reserveplan_lages="ja")
    assert case.lies_with("reserveplan") == DISTRICT
    case.does("reserveplan", reserveplan_inngar_i=["ip"])
    assert "reserveplan" not in case.open()
    assert "Planen inngår i" in case.page().history[0]


@clause("F3.2-contingency-plan")
def test_that_no_such_plan_is_made_is_recorded_with_the_reason(office: Office) -> None:
    case = offered_without(office)
    assert case.refuses("vurdering_av_reserveplan", reserveplan_lages="nei", reserveplan_begrunnelse=None)
    case.does("vurdering_av_reserveplan", reserveplan_lages="nei", reserveplan_begrunnelse="Har IP")
    assert not {"vurdering_av_reserveplan", "reserveplan"} & case.open()
    assert "Begrunnelse Har IP" in case.page().history[0]


KEPT = {
    "plass_grunn": "Trenger tid",
    "plass_omfang": "Hele døgnet",
    "plass_til": "2026-05-15",
    "plass_betaling": "ja",
}


@clause("F3-keep-place")
def test_discharge_follows_the_end_of_a_place_that_is_kept(office: Office) -> None:
    case = offered_without(office)
    assert case.due("utskriving") is None
    met(case, beholder_plass="plass", **KEPT)
    assert case.due("utskriving") == "2026-05-15"
    assert case.lies_with("utflyttingsplan") == DISTRICT  # the district convenes all the same
    office.on("2026-05-15")
    case.does("utskriving", plass_avsluttet="ja", utskrevet="2026-05-15")
    assert case.due("sluttrapport") == "2026-06-05"


@clause("F3-keep-place")
def test_a_day_place_does_not_move_the_discharge(office: Office) -> None:
    case = offered_without(office)
    met(case, beholder_plass="dagplass", **KEPT)
    assert case.due("utskriving") is None
    case.does("utskriving", utskrevet="2026-04-08")


@clause("F3-keep-place")
def test_a_place_is_kept_for_a_reason_to_an_extent_until_a_day_and_somebody_pays(office: Office) -> None:
    case = offered_without(office)
    office.on("2026-04-08")
    nothing = dict.fromkeys(KEPT)
    said = case.refuses(
        "utflyttingsmote",
        mote_dato="2026-04-08",
        boligspor_bortfaller="nei",
        institusjon_deltar_utover="nei",
        beholder_plass="plass",
        **nothing,
    )
    assert len(said) == len(KEPT)
    assert case.lies_with("utskriving") == INSTITUTION
