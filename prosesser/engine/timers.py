"""Timers and deadlines of a case: set when their token comes, and again when their facts change."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from prosesser.engine import deadlines
from prosesser.engine.draft import Draft
from prosesser.engine.errors import StepFailed
from prosesser.engine.events import DeadlineOverrun, DeadlineSet, TimerSet
from prosesser.engine.state import Timer
from prosesser.spiff import Waiting


def settle(draft: Draft, waiting: Mapping[str, Waiting]) -> None:
    """Drop timers whose token is gone, set new ones, and move those whose facts have changed."""
    for gone in draft.timers.keys() - waiting.keys():
        del draft.timers[gone]
    for token in waiting.values():
        rule = draft.definition.elements[token.element].timer
        if rule is None:
            continue
        known, entered = draft.timers.get(token.key), draft.counted.get(token.key)
        if known is None:
            task = draft.run.activity_of(token.key)
            new = Timer(token.key, entered or draft.now, task, rule.deadline, token.round_id)
            _announce(draft, _timed(draft, new), new, ())
        elif entered is not None:
            _time_again(draft, known, replace(known, entered=entered), ())
        elif because := draft.reads_change(rule.expression):
            _time_again(draft, known, known, because)
    _mark_overrun(draft)


def _time_again(draft: Draft, known: Timer, counted: Timer, because: Collection[str]) -> None:
    timed = _timed(draft, counted)
    if (timed.due, timed.fires_at) != (known.due, known.fires_at):
        _announce(draft, timed, known, because)
    else:
        draft.timers[timed.id] = timed


def _mark_overrun(draft: Draft) -> None:
    """Mark the deadlines that another version has seen overrun already: what follows from it is there."""
    for name in sorted(draft.overrun & draft.timers.keys()):
        timer = draft.timers[name]
        if timer.deadline and timer.task is not None and timer.stands is not None:
            draft.timers[name] = replace(timer, fires_at=None, overrun=timer.stands)
            draft.events.append(DeadlineOverrun(timer.task, timer.id, timer.stands))


def _timed(draft: Draft, timer: Timer) -> Timer:
    """Return the timer with the time that its expression gives now."""
    rule = draft.definition.elements[timer.element].timer
    assert rule is not None  # noqa: S101 - timers are made of elements that have one
    value = draft.evaluate(rule.expression, draft.context(timer.scope), timer.element)
    try:
        due = deadlines.due(rule, value, timer.entered)
    except deadlines.NoTime:
        reason = f"«{rule.expression.text}» gir verken dato, tidspunkt eller varighet"
        raise StepFailed(element=timer.element, reason=reason) from None
    stands = due if timer.agreed is None else timer.agreed
    marked = stands is not None and stands == timer.overrun
    return replace(timer, due=due, fires_at=None if marked else deadlines.fires_at(rule, stands))


def _announce(draft: Draft, timer: Timer, before: Timer, because: Collection[str]) -> None:
    draft.timers[timer.id] = timer
    facts = tuple(sorted(because))
    if timer.deadline and timer.task is not None:
        draft.events.append(DeadlineSet(timer.task, timer.id, timer.due, before.due, facts, timer.agreed))
    else:
        draft.events.append(TimerSet(timer.id, timer.fires_at, before.fires_at, facts))
