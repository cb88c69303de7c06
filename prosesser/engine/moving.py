"""Whether a running case can go on by another version, and by which command.

It follows when its journal can be retraced there, everything that it waits at was reached there too
or is gone from the version, and the command makes of it what retracing did, apart from what is kept.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from prosesser.definition.model import Definition
from prosesser.engine.errors import CaseEnded
from prosesser.engine.events import Event
from prosesser.engine.fitting import known_by
from prosesser.engine.matching import Matched, match
from prosesser.engine.move_commands import MoveCase
from prosesser.engine.move_plans import CannotMove, DateChange, Follows, MovePlan, NeedsChoice
from prosesser.engine.placing import CannotWaitThere, PlacingRefused, place, places_of
from prosesser.engine.retrace import retrace
from prosesser.engine.retraced import Recorded, Retraced, Stopped
from prosesser.engine.state import CaseState, Timer
from prosesser.engine.step import step
from prosesser.engine.tracer import said
from prosesser.errors import SomlosError
from prosesser.spiff import places, renamed

DIFFERS = "Saken ville ikke blitt lik den samme saken etter den nye versjonen."


def plan_move(
    before: Definition,
    after: Definition,
    state: CaseState,
    history: Sequence[Recorded],
    now: datetime,
    recompute: Collection[str] = (),
) -> MovePlan:
    """Plan a case's move from the version that it follows to another; nothing is raised.

    The case keeps the dates that it has, except for the timer events of the diagram that ``recompute``
    names: these are what the new version's rules give, as if they had been in force from the start.
    """
    retraced = retrace(after, history, now, lambda element: element not in recompute)
    return plan_retraced(before, after, state, retraced, now)


def plan_retraced(
    before: Definition, after: Definition, state: CaseState, retraced: Retraced, now: datetime
) -> MovePlan:
    """Plan the move of a case whose journal has been retraced on the new version by ``now``.

    Dates that retracing kept are kept.
    """
    if state.status != "active":
        return CannotMove(str(CaseEnded()))
    if retraced.stopped is not None or retraced.state is None:
        return _by_hand(before, after, state, retraced.stopped, ())
    matched = match(state, retraced.state, retraced.names)
    ahead = tuple(_ahead(after, state, retraced.state, matched))
    if ahead:
        return _by_hand(before, after, state, None, ahead)
    return _follow(before, after, state, retraced.state, matched, now)


def placed(
    before: Definition,
    after: Definition,
    state: CaseState,
    history: Sequence[Recorded],
    choices: Mapping[str, str],
    now: datetime,
) -> tuple[MoveCase, tuple[Event, ...]]:
    """Return the command that puts a case where somebody has chosen, without a reason yet, and its events.

    ``choices`` gives by what waits (`Place.waits`) the element to wait at instead; what is not chosen for
    stays. Raises `PlacingRefused`, also where the case could not go on from there.
    """
    tokens, ordinals = place(before, after, state, choices)
    told = known_by(after, history)
    kept = {name: value for name, value in state.facts.items() if name in after.expression_facts}
    new = {name: value for name, value in told.items() if name not in before.expression_facts}
    command = MoveCase(
        left=before.digest,
        reason="",
        tokens=tuple(tokens),
        rounds=state.rounds,
        facts={**new, **kept},
        ordinals=ordinals,
        ended=state.ended,
    )
    try:
        _, events = step(after, state, command, now)
    except SomlosError as error:
        element = str(error.details.get("element") or after.key)
        raise CannotWaitThere(element=element, reason=said(error)) from error
    return command, events


def _ahead(after: Definition, state: CaseState, retraced: CaseState, matched: Matched) -> Iterator[str]:
    """Yield what the case waits at and has come to, and the version has but never came to."""
    for key, _ in places(state.tokens):
        element, _, ordinal = key.rpartition(".")
        there = after.elements.get(element)
        if there is None or there.attached_to is not None or key in matched.known or there.loop is not None:
            continue
        if int(ordinal) > retraced.ordinals.get(element, 0):
            yield key


def _by_hand(
    before: Definition,
    after: Definition,
    state: CaseState,
    stopped: Stopped | None,
    ahead: tuple[str, ...],
) -> MovePlan:
    sequence = None if stopped is None else stopped.sequence
    try:
        return NeedsChoice(places_of(before, after, state), stopped, ahead)
    except PlacingRefused as refused:
        return CannotMove(str(refused), sequence, refused.element)


def _follow(
    before: Definition,
    after: Definition,
    state: CaseState,
    retraced: CaseState,
    matched: Matched,
    now: datetime,
) -> MovePlan:
    counted = dict(_counted(state, retraced, matched))
    overrun = (matched.name(timer.id) for timer in retraced.timers.values() if timer.overdue)
    command = MoveCase(
        left=before.digest,
        reason="",
        tokens=tuple(renamed(retraced.tokens, matched.name)),
        rounds=matched.rounds(retraced.rounds),
        facts=retraced.facts,
        ordinals=matched.ordinals,
        ended=retraced.ended,
        counted=counted,
        overrun=frozenset(overrun) & counted.keys(),
    )
    try:
        moved, events = step(after, state, command, now)
        dates = tuple(_changes(after, state, command, retraced, matched, now))
    except SomlosError as error:
        return CannotMove(said(error), None, getattr(error, "element", None))
    if _essence(moved, {}) != _essence(retraced, matched.names) or any(
        task.proposal is not None and matched.name(task.id) not in state.tasks
        for task in retraced.tasks.values()
    ):
        return CannotMove(DIFFERS)
    return Follows(command, dates, events)


def _counted(state: CaseState, retraced: CaseState, matched: Matched) -> Iterator[tuple[str, datetime]]:
    """Yield the timers that are new to the case, and those whose date retracing did not keep."""
    for timer in retraced.timers.values():
        known = state.timers.get(matched.name(timer.id))
        if known is None or not _same_date(known, timer):
            yield matched.name(timer.id), timer.entered


def _same_date(known: Timer, timer: Timer) -> bool:
    return known.due == timer.due or (not timer.deadline and known.fires_at == timer.fires_at)


def _changes(
    after: Definition,
    state: CaseState,
    command: MoveCase,
    retraced: CaseState,
    matched: Matched,
    now: datetime,
) -> Iterator[DateChange]:
    """Yield the dates that are kept and that the version's rules would set otherwise."""
    kept = {
        matched.name(timer.id): timer.entered
        for timer in retraced.timers.values()
        if matched.name(timer.id) not in command.counted
    }
    if not kept:
        return
    anew, _ = step(after, state, replace(command, counted={**command.counted, **kept}), now)
    for name in sorted(kept):
        known, timer = state.timers[name], anew.timers[name]
        if timer.due == known.due:
            continue
        passed = timer.overdue or (timer.fires_at is not None and timer.fires_at <= now)
        yield DateChange(
            name, timer.element, timer.task, known.due, timer.due, kept[name], passed, known.agreed
        )


def _essence(state: CaseState, names: Mapping[str, str]) -> object:
    """Return what decides how a case goes on, apart from what a move keeps: claims, dates, plans, titles."""

    def named(key: str | None) -> str | None:
        return key if key is None else names.get(key, key)

    return (
        state.status,
        state.facts,
        {named(key): (its.facts, named(its.outer)) for key, its in state.rounds.items()},
        state.parties,
        state.units,
        state.contacts,
        state.ended,
        {named(key): (task.lane, task.party, named(task.scope)) for key, task in state.tasks.items()},
        {
            named(key): (named(timer.task), timer.deadline, named(timer.scope))
            for key, timer in state.timers.items()
        },
        {named(key): (catch.name, named(catch.scope)) for key, catch in state.catches.items()},
        sorted((named(key) or "", named(around)) for key, around in places(state.tokens)),
    )
