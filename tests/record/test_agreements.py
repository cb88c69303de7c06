"""What the parties propose to each other, and which date then counts."""

from datetime import date
from random import Random

import pytest

from prosesser.engine.messages import Command, CompleteTask, ProposeDate
from prosesser.errors import Refused
from prosesser.record import Side, Standing
from prosesser.store.projections import as_date
from tests.engine import test_additions, test_agreed_dates
from tests.record.journaled import PERSON, UNIT, Journaled

RULE, AGREED = date(2026, 2, 9), date(2026, 3, 1)
LATER = date(2027, 1, 1)


def proposed() -> Journaled:
    """The institution has proposed the first of March for its report."""
    play = Journaled(test_agreed_dates.journey()).start(innflyttet="2026-01-12")
    return play.propose("rapport_frist.1", "2026-03-01", "institusjon")


def agreed() -> Journaled:
    return proposed().on("2026-02-01").complete("svar_bydel.1", forslag_svar="ja", forslag_grunn="greit")


def report(play: Journaled) -> Standing:
    return play.record.duties[0].standing(LATER)


def test_a_proposal_tells_what_was_proposed_why_and_what_stood() -> None:
    play = proposed()
    (proposal,) = play.record.proposals
    assert (proposal.by, proposal.person) == (Side("institusjon", "enhet-institusjon"), PERSON)
    assert (proposal.name, proposal.timer) == ("rapport", "rapport_frist.1")
    assert proposal.side == Side("institusjon", "enhet-institusjon")
    assert (proposal.rule, proposal.stood, proposal.day) == (RULE, RULE, AGREED)
    assert (proposal.reason, proposal.residents_view) == ("ferie", "enig")
    assert proposal.answer is None
    assert play.record.deviations == ()


def test_an_agreed_date_counts_and_the_rules_date_stays() -> None:
    play = agreed()
    duty = play.record.duties[0]
    assert (duty.rule, duty.agreed, duty.stands) == (RULE, AGREED, AGREED)
    (deviation,) = play.record.deviations
    assert deviation.answer is not None
    assert (deviation.answer.how, deviation.answer.person, deviation.answer.unit) == ("agreed", PERSON, UNIT)
    assert (deviation.answer.reason, deviation.answer.at) == ("greit", play.now)
    assert deviation.at < deviation.answer.at


@pytest.mark.parametrize(
    ("done", "standing"),
    [
        ("2026-02-09", Standing.ON_TIME),
        ("2026-02-10", Standing.BY_AGREEMENT),
        ("2026-03-01", Standing.BY_AGREEMENT),
        ("2026-03-02", Standing.LATE),
    ],
)
def test_kept_by_agreement_is_apart_from_on_time_and_from_late(done: str, standing: Standing) -> None:
    assert report(agreed().on(done).complete("rapport.1")) == standing


def test_days_over_count_from_the_agreed_date() -> None:
    play = agreed()
    assert play.record.duties[0].overrun_days(date(2026, 3, 3)) == 2
    assert play.on("2026-03-04").complete("rapport.1").record.duties[0].overrun_days(LATER) == 3


def test_done_by_the_rules_date_is_on_time_though_an_earlier_one_was_agreed() -> None:
    play = Journaled(test_agreed_dates.journey()).start(innflyttet="2026-01-12")
    play.propose("rapport_frist.1", "2026-01-20", "institusjon").complete("svar_bydel.1", forslag_svar="ja")
    assert play.record.duties[0].standing(date(2026, 1, 21)) == Standing.OVERDUE
    assert report(play.on("2026-02-09").complete("rapport.1")) == Standing.ON_TIME


def test_a_corrected_fact_moves_the_rules_date_and_leaves_the_agreed_one() -> None:
    duty = agreed().change(innflyttet=date(2026, 1, 15)).record.duties[0]
    assert (duty.rule, duty.agreed) == (date(2026, 2, 12), AGREED)


def test_a_declined_proposal_keeps_its_reason_and_changes_nothing() -> None:
    play = proposed().complete("svar_bydel.1", forslag_svar="nei", forslag_grunn="haster")
    (proposal,) = play.record.proposals
    assert proposal.answer is not None
    assert (proposal.answer.how, proposal.answer.reason) == ("declined", "haster")
    assert (play.record.duties[0].agreed, play.record.deviations) == (None, ())


def test_a_proposal_whose_task_is_done_meanwhile_is_withdrawn() -> None:
    (proposal,) = proposed().complete("rapport.1").record.proposals
    assert proposal.answer is not None
    assert proposal.answer.how == "withdrawn"


def test_a_proposal_that_is_taken_back_keeps_the_reason() -> None:
    (proposal,) = proposed().withdraw("svar_bydel.1", "institusjon", "feil dato").record.proposals
    assert proposal.answer is not None
    assert (proposal.answer.how, proposal.answer.reason) == ("withdrawn", "feil dato")


def test_a_second_agreement_tells_what_stood_before_it() -> None:
    play = agreed().propose("rapport_frist.1", "2026-03-15", "bydel")
    proposal = play.record.proposals[-1]
    assert (proposal.rule, proposal.stood, proposal.by.party) == (RULE, AGREED, "bydel")


def test_added_tasks_have_duties_with_what_they_are_about() -> None:
    play = Journaled(test_additions.journey()).start()
    play.add("oppgave_bydel", "institusjon", hva="Ringe", frist="2026-01-20")
    (duty,) = play.record.duties
    assert (duty.name, duty.title, duty.rule, duty.party) == (
        "oppgave_bydel",
        "Ringe",
        date(2026, 1, 20),
        "bydel",
    )
    assert duty.added
    play.withdraw("oppgave_bydel.1", "institusjon")
    assert play.record.duties[0].standing(LATER) == Standing.NOT_NEEDED
    added = [told for told in play.record.happenings if told.kind == "added"]
    assert [(told.name, told.party) for told in added] == [("oppgave_bydel", "institusjon")]


def test_a_task_that_is_proposed_waits_for_an_answer() -> None:
    play = Journaled(test_additions.journey()).start()
    play.add("rapport", "bydel", hva="Ekstra rapport", frist="2026-01-20")
    (proposal,) = play.record.proposals
    assert (proposal.name, proposal.timer, proposal.day) == ("rapport", None, None)
    play.complete(proposal.task, forslag_svar="ja")
    assert play.record.proposals[0].answer is not None
    assert play.record.deviations == ()


def test_the_record_agrees_with_the_state_however_dates_are_agreed_on() -> None:
    proposals = 0
    for seed in range(40):
        random = Random(seed)
        play = Journaled(test_agreed_dates.journey()).start(innflyttet="2026-01-12")
        for _ in range(25):
            if play.case.status != "active":
                break
            _try(play, random)
            told = {duty.timer: (duty.rule, duty.agreed) for duty in play.record.open_duties}
            stands = {
                timer.id: (as_date(timer.due), timer.agreed)
                for timer in play.case.timers.values()
                if timer.deadline
            }
            assert told == stands
            waiting = {proposal.task for proposal in play.record.proposals if proposal.answer is None}
            assert waiting == {task.id for task in play.case.tasks.values() if task.proposal is not None}
        proposals += len(play.record.proposals)
    assert proposals > 100


def _try(play: Journaled, random: Random) -> None:
    moves: list[Command] = [
        CompleteTask(task, {"forslag_svar": random.choice(["ja", "nei"])})
        for task in play.tasks
        if task.startswith("svar")
    ]
    day = date(2026, random.randint(1, 4), random.randint(1, 28))
    moves += [
        ProposeDate("rapport_frist.1", day, random.choice(["bydel", "institusjon"]), "ferie", "enig")
    ] * 3
    moves += [CompleteTask("slutt_rapport.1", {}), CompleteTask("rapport.1", {})]
    try:
        if random.random() < 0.2:
            play.change(innflyttet=day)
        play.do(random.choice(moves[:4] if random.random() < 0.95 else moves))
    except Refused:
        return
