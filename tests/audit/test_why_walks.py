"""On random histories every explanation gives what happened, at every row of the journal."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from prosesser.access import SYSTEM, Action
from prosesser.audit import Audits
from prosesser.audit.why import Retold, overview, retold, why_choice, why_date, why_task
from prosesser.calendar import oslo_date
from prosesser.cases.verify import Fault
from prosesser.engine.events import DeadlineSet
from prosesser.engine.state import canonical
from prosesser.store import MasterKey, Store, open_store, upgrade
from prosesser.store.journal import Step
from prosesser.store.versions import Versions
from tests.engine.play import Play
from tests.record.journaled import Journaled
from tests.record.test_walks import random_walk, real_walk
from tests.replaying.histories import record

SEEDS = range(14)
CHANGED = 5
"""A row whose state is written otherwise than it was."""
CHOSEN_BETWEEN = {"exclusiveGateway", "inclusiveGateway", "eventBasedGateway", "boundaryEvent"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path_factory.mktemp('why') / 'somlos.db'}"
    upgrade(url)
    store = open_store(url, MasterKey(bytes(range(32))))
    yield store
    store.close()


@pytest.fixture(scope="module")
def played() -> Journaled:
    """A case of the real journey."""
    *_, play = real_walk(3)
    return play


@pytest.fixture(scope="module")
def real(store: Store, played: Journaled) -> Retold:
    """The case of the real journey, made again."""
    return told(store, played)


def told(
    store: Store, played: Journaled, written: Callable[[Step, int], Step] = lambda step, _row: step
) -> Retold:
    """Write a case's journal to the store, and make the case again from there."""
    commands = [(entry.command, entry.at) for entry in played.journal]
    case = record(store, Play(played.definition), commands, written).case
    with Audits(store, Versions(store)).open(SYSTEM, Action.REPLAY_CASE, case, commands[-1][1]) as file:
        return retold(file)


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


def test_on_random_journeys_the_explained_date_party_and_way_are_the_recorded_ones(store: Store) -> None:
    kinds: Counter[str] = Counter()
    for seed in SEEDS:
        *_, play = random_walk(seed)
        history = told(store, play)
        assert history.fault is None
        assert [row.events for row in history.rows] == [entry.events for entry in play.journal]
        kinds += explained(history)
    assert set(kinds) >= CHOSEN_BETWEEN


def test_on_the_real_journey_too(real: Retold) -> None:
    assert real.fault is None
    explained(real)


def test_from_a_row_whose_outcome_was_changed_nothing_is_explained(store: Store, played: Journaled) -> None:
    row, event = next(
        (entry.sequence, event)
        for entry in played.journal
        for event in entry.events
        if isinstance(event, DeadlineSet) and event.due is not None
    )
    later = replace(event, due=oslo_date(played.journal[-1].at) + timedelta(days=1000))

    def forged(step: Step, its_row: int) -> Step:
        events = tuple(later if it == event else it for it in step.events)
        return replace(step, events=events) if its_row == row else step

    history = told(store, played, forged)
    assert history.fault == Fault(row, "Hendelsene blir andre når steget gjøres om igjen.")
    assert len(history.rows) == row - 1


def test_a_state_that_was_changed_is_found_too(store: Store, played: Journaled) -> None:
    def forged(step: Step, row: int) -> Step:
        other = replace(step.state, status="cancelled")
        return replace(step, canonical=canonical(other)) if row == CHANGED else step

    history = told(store, played, forged)
    assert history.fault == Fault(CHANGED, "Tilstanden blir en annen når steget gjøres om igjen.")
    assert len(history.rows) == CHANGED - 1


def test_a_date_that_the_rule_does_not_give_is_not_explained_as_if_it_did(
    real: Retold, played: Journaled
) -> None:
    """As a row would be whose content and outcome had both been changed, and the engine with them."""
    row = next(row for row in real.rows if any(its.due for its in row.after.timers.values()))
    timer = next(its for its in row.after.timers.values() if its.due)
    forged = replace(timer, due=oslo_date(played.journal[-1].at) + timedelta(days=1000))
    after = replace(row.after, timers={**row.after.timers, timer.id: forged})
    rows = (*real.rows[: row.sequence - 1], replace(row, after=after))
    assert why_date(real, timer.id, row.sequence).agrees
    assert not why_date(Retold(rows), timer.id).agrees


def test_a_way_that_the_conditions_do_not_give_is_not_explained_as_if_they_did(real: Retold) -> None:
    choice = next(its for its in overview(real).choices if its.element.kind == "inclusiveGateway")
    row = real.rows[choice.entry.sequence - 1]
    gateway = choice.element.id
    elsewhere = next(flow.target.id for flow in choice.flows if not flow.taken)
    went = tuple((a, elsewhere if a == gateway else b, scope) for a, b, scope in row.went)
    rows = (*real.rows[: row.sequence - 1], replace(row, went=went))
    assert not any(its.agrees for its in why_choice(Retold(rows), gateway))
