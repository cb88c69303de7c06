"""On random histories every explanation gives what happened, at every row of the journal."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from prosesser.audit.why import Retold, overview, retold, why_choice, why_date, why_task
from prosesser.calendar import oslo_date
from prosesser.engine.events import DeadlineSet
from prosesser.record import Entry
from tests.record.test_walks import random_walk, real_walk

SEEDS = range(14)
CHOSEN_BETWEEN = {"exclusiveGateway", "inclusiveGateway", "eventBasedGateway", "boundaryEvent"}


@pytest.fixture(scope="module")
def journal() -> list[Entry]:
    """The journal of a case of the real journey."""
    *_, play = real_walk(3)
    return play.journal


def told(journal: list[Entry]) -> Retold:
    return retold(journal, lambda _sequence, _state: True)


def explained(history: Retold) -> Counter[str]:
    """Explain everything at every row; return how often each kind of element was chosen at."""
    for row in history.rows:
        for timer in row.after.timers.values():
            why = why_date(history, timer.id, row.sequence)
            assert (why.agrees, why.due, why.timer) == (True, timer.due, timer)
        for task in row.after.tasks.values():
            where = why_task(history, task.id, row.sequence)
            assert (where.agrees, where.party.value) == (True, task.party)
    choices = overview(history).choices
    for choice in choices:
        went = [target for source, target, _ in history.rows[choice.entry.sequence - 1].went]
        assert choice.agrees, choice
        assert {flow.target.id for flow in choice.taken} <= set(went) | {choice.element.id} or choice.first
        assert choice in why_choice(history, choice.element.id, choice.entry.sequence)
    return Counter(choice.element.kind for choice in choices)


def test_on_random_journeys_the_explained_date_party_and_way_are_the_recorded_ones() -> None:
    kinds: Counter[str] = Counter()
    for seed in SEEDS:
        *_, play = random_walk(seed)
        history = told(play.journal)
        assert history.fault is None
        kinds += explained(history)
    assert set(kinds) >= CHOSEN_BETWEEN


def test_on_the_real_journey_too(journal: list[Entry]) -> None:
    history = told(journal)
    assert history.fault is None
    explained(history)


def test_from_a_row_whose_outcome_was_changed_nothing_is_explained(journal: list[Entry]) -> None:
    place, event = next(
        (place, event)
        for place, entry in enumerate(journal)
        for event in entry.events
        if isinstance(event, DeadlineSet) and event.due is not None
    )
    later = replace(event, due=oslo_date(journal[-1].at) + timedelta(days=1000))
    entry = journal[place]
    forged = replace(entry, events=tuple(later if it is event else it for it in entry.events))
    history = told([*journal[:place], forged, *journal[place + 1 :]])
    assert (history.fault, len(history.rows)) == (place + 1, place)


def test_a_state_that_was_changed_is_found_too(journal: list[Entry]) -> None:
    history = retold(journal, lambda sequence, _state: sequence != 5)
    assert (history.fault, len(history.rows)) == (5, 4)


def test_a_date_that_the_rule_does_not_give_is_not_explained_as_if_it_did(journal: list[Entry]) -> None:
    """As a row would be whose content and outcome had both been changed, and the engine with them."""
    history = told(journal)
    row = next(row for row in history.rows if any(its.due for its in row.after.timers.values()))
    timer = next(its for its in row.after.timers.values() if its.due)
    forged = replace(timer, due=oslo_date(journal[-1].at) + timedelta(days=1000))
    after = replace(row.after, timers={**row.after.timers, timer.id: forged})
    rows = (*history.rows[: row.sequence - 1], replace(row, after=after))
    assert why_date(history, timer.id, row.sequence).agrees
    assert not why_date(Retold(rows), timer.id).agrees


def test_a_way_that_the_conditions_do_not_give_is_not_explained_as_if_they_did(journal: list[Entry]) -> None:
    history = told(journal)
    choice = next(its for its in overview(history).choices if its.element.kind == "inclusiveGateway")
    row = history.rows[choice.entry.sequence - 1]
    gateway = choice.element.id
    elsewhere = next(flow.target.id for flow in choice.flows if not flow.taken)
    went = tuple((a, elsewhere if a == gateway else b, scope) for a, b, scope in row.went)
    rows = (*history.rows[: row.sequence - 1], replace(row, went=went))
    assert not any(its.agrees for its in why_choice(Retold(rows), gateway))
