"""The parties agree on another date for a deadline: the timer moves, and keeps what was agreed."""

from datetime import UTC, date, datetime

import pytest

from prosesser.engine.errors import (
    AlreadyProposed,
    DateInPast,
    DateNotKnown,
    DateStands,
    NotNegotiable,
    UnknownTimer,
)
from prosesser.engine.messages import DateAgreed, DeadlineOverrun, DeadlineSet, TaskWithdrawn
from tests import form_files
from tests.builders import Journey, Scope, timer
from tests.engine.play import Play


def journey() -> Journey:
    """A report due four weeks after admission, which may be agreed; a final report, which may not."""
    made = Journey().lane("bydel").lane("institusjon")
    made.form("inn", form_files.date("innflyttet"))
    made.form(
        "svar",
        form_files.select("forslag_svar", options=("ja", "nei"), type="radio", required=True),
        form_files.textarea("forslag_grunn"),
    )
    box = Scope().added("svar_bydel", lane="bydel", form="svar", svarer_pa="forslag")
    box.added("svar_inst", lane="institusjon", form="svar", svarer_pa="forslag")
    due = '=innflyttet + duration("P28D")'
    made.start(form="inn", lane="bydel").parallel("del").task("rapport", lane="institusjon")
    made.deadline("rapport", event=timer(date=due, kan_avtales="ja")).parallel("sam").end()
    made.at("del").task("slutt_rapport", lane="institusjon")
    made.deadline("slutt_rapport", event=timer(date=due)).to("sam")
    return made.ad_hoc("etter_behov", box)


def play(**answers: object) -> Play:
    return Play(journey()).start(**(answers or {"innflyttet": "2026-01-12"}))


def agreed() -> Play:
    case = play().propose("rapport_frist.1", "2026-03-01", "institusjon")
    return case.complete("svar_bydel.1", forslag_svar="ja")


def test_on_agreement_the_deadline_moves_and_the_rules_date_is_told() -> None:
    case = agreed()
    assert case.happened(DateAgreed) == [
        DateAgreed("rapport.1", "rapport_frist.1", date(2026, 2, 9), date(2026, 3, 1))
    ]
    moved = case.case.timers["rapport_frist.1"]
    assert (moved.due, moved.stands) == (date(2026, 2, 9), date(2026, 3, 1))
    assert moved.fires_at == datetime(2026, 3, 1, 23, tzinfo=UTC)


def test_until_it_is_answered_nothing_moves() -> None:
    case = play().propose("rapport_frist.1", "2026-03-01", "institusjon")
    assert case.case.timers["rapport_frist.1"].stands == date(2026, 2, 9)
    case.complete("svar_bydel.1", forslag_svar="nei")
    assert case.case.timers["rapport_frist.1"].agreed is None


def test_a_changed_fact_moves_the_rules_date_and_not_the_agreed_one() -> None:
    case = agreed().change(innflyttet=date(2026, 1, 15))
    assert case.case.timers["rapport_frist.1"].due == date(2026, 2, 12)
    assert case.case.timers["rapport_frist.1"].stands == date(2026, 3, 1)
    moved = [event for event in case.happened(DeadlineSet) if isinstance(event, DeadlineSet)]
    assert {event.timer: event.agreed for event in moved} == {
        "rapport_frist.1": date(2026, 3, 1),
        "slutt_rapport_frist.1": None,
    }


def test_an_overrun_deadline_is_no_longer_overdue_when_a_later_date_is_agreed() -> None:
    case = play().on("2026-02-10").fire("rapport_frist.1")
    late = case.case
    case.propose("rapport_frist.1", "2026-02-20", "institusjon").complete("svar_bydel.1", forslag_svar="ja")
    assert [state.timers["rapport_frist.1"].overdue for state in (late, case.case)] == [True, False]
    case.on("2026-02-21").fire("rapport_frist.1")
    assert case.happened(DeadlineOverrun) == [
        DeadlineOverrun("rapport.1", "rapport_frist.1", date(2026, 2, 20))
    ]


def test_an_agreed_date_can_be_agreed_again() -> None:
    case = agreed().propose("rapport_frist.1", "2026-03-15", "bydel")
    case.complete("svar_inst.1", forslag_svar="ja")
    assert case.case.timers["rapport_frist.1"].stands == date(2026, 3, 15)


def test_a_proposal_ends_with_the_task_that_it_is_about() -> None:
    case = play().propose("rapport_frist.1", "2026-03-01", "institusjon").complete("rapport.1")
    assert TaskWithdrawn("svar_bydel.1", None) in case.events
    assert case.tasks == ["slutt_rapport.1"]


def test_a_date_that_has_passed_before_it_was_answered_is_not_agreed() -> None:
    case = play().propose("rapport_frist.1", "2026-01-20", "institusjon").on("2026-01-21")
    with pytest.raises(DateInPast):
        case.complete("svar_bydel.1", forslag_svar="ja")
    assert case.complete("svar_bydel.1", forslag_svar="nei").tasks == ["rapport.1", "slutt_rapport.1"]


@pytest.mark.parametrize(
    ("deadline", "day", "refusal"),
    [
        ("rapport_frist.1", "2026-01-11", DateInPast),
        ("rapport_frist.1", "2026-02-09", DateStands),
        ("slutt_rapport_frist.1", "2026-03-01", NotNegotiable),
        ("rapport_frist.2", "2026-03-01", UnknownTimer),
    ],
)
def test_what_cannot_be_agreed_is_not_proposed(deadline: str, day: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        play().propose(deadline, day, "institusjon")


def test_one_proposal_at_a_time() -> None:
    case = play().propose("rapport_frist.1", "2026-03-01", "institusjon")
    with pytest.raises(AlreadyProposed):
        case.propose("rapport_frist.1", "2026-03-02", "bydel")


def test_a_deadline_without_a_date_has_nothing_to_agree_on() -> None:
    with pytest.raises(DateNotKnown):
        play(innflyttet=None).propose("rapport_frist.1", "2026-03-01", "bydel")
