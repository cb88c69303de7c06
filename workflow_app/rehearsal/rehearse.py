"""Plays a story on the engine itself, with a clock of its own and without a database."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from prosesser.calendar import oslo_date
from prosesser.definition.checklists import DONE, SECTION, STATE
from prosesser.definition.forms import FormErrors
from prosesser.definition.model import ADDED_BY, Definition, Element
from prosesser.engine.codec import Answers, Facts
from prosesser.engine.messages import (
    AddTask,
    Command,
    CompleteTask,
    Event,
    FireTimer,
    ProposeDate,
    SendMessage,
    Start,
)
from prosesser.engine.path import followed
from prosesser.engine.plan_commands import SaveItem
from prosesser.engine.state import CaseState
from prosesser.errors import Refused, SomlosError
from workflow_app.rehearsal.answers import Occasion, Style, fill, require_asked
from workflow_app.rehearsal.expressions import resolved
from workflow_app.rehearsal.happenings import Adding, OtherDate, Sending, Writing
from workflow_app.rehearsal.player import Happen, Move, Player, Work, ordinal
from workflow_app.wording import long_date

MAX_STEPS = 600
"""Steps of a case, timers included: a few seconds, and ten where a loop makes the case grow and grow."""


class EndlessStory(Refused):
    """Saken er ikke ferdig etter {steps} steg. Se etter en løkke, eller sett slutt i faktafilen."""


class MoveRefused(Refused):
    """«{name}» kunne ikke gjøres {day}: {reason}"""  # noqa: D400 - ends with a sentence


class NoDate(Refused):
    """«{told}» er ingen dato. Skriv ny_dato som 2026-01-31, eller som et uttrykk som gir en dato."""


@dataclass(frozen=True, slots=True)
class Played:
    """One step of a story: who did what when, what it came to. ``party`` None: the system.

    ``passed`` are the elements that tokens left in it.
    """

    at: datetime
    party: str | None
    command: Command
    state: CaseState
    events: tuple[Event, ...]
    passed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """Where answers are given: the facts there, when, by which unit; no two places are alike."""

    facts: Facts
    now: datetime
    unit: str | None
    place: str


class Rehearsal:
    """One case, from its start form on, step by step."""

    def __init__(self, definition: Definition, player: Player, style: Style) -> None:
        self._definition = definition
        self._player = player
        self._style = style

    def play(self, until: datetime) -> Iterator[Played]:
        """Yield the steps up to an instant. Raises `ChoiceOpen`, `MoveRefused` or `EndlessStory`."""
        played = self._start()
        for _ in range(MAX_STEPS):
            yield played
            following = self._next(played, until)
            if following is None:
                return
            played = following
        raise EndlessStory(steps=MAX_STEPS)

    def _start(self) -> Played:
        start, now = self._definition.start, self._player.start
        party = party_of_start(self._definition)
        given = self._player.story.turn(start.id, 1).answers
        answers = self._answers(start.form, given, Setting({}, now, None, "start"))
        return self._step(start, now, party, Start(answers), None)

    def _next(self, played: Played, until: datetime) -> Played | None:
        state = played.state
        move = self._player.next_move(state, played.at)
        due = state.next_due
        if due is not None and due <= until and (move is None or due <= move.at):
            return self._fire(state, max(due, played.at))
        if move is None or move.at > until:
            return None
        self._player.made(move)
        return self._make(move, state)

    def _fire(self, state: CaseState, now: datetime) -> Played:
        timer = state.due_timers(now)[0]
        return self._step(self._definition.element(timer.element), now, None, FireTimer(timer.id), state)

    def _make(self, move: Move, state: CaseState) -> Played:
        if isinstance(move, Work):
            return self._work(move, state)
        match move.what:
            case Sending() as sending:
                return self._send(move, sending, state)
            case Adding() as adding:
                return self._add(move, adding, state)
            case OtherDate() as other:
                return self._propose(move, other, state)
            case Writing() as writing:
                return self._write(move, writing, state)
        raise TypeError(type(move.what))

    def _work(self, move: Work, state: CaseState) -> Played:
        task = move.task
        element = self._definition.element(task.element)
        given = self._player.story.turn(task.element, ordinal(task)).answers
        setting = Setting(state.facts_in(task.scope), move.at, unit_of(state, task.party), task.id)
        answers = self._answers(element.form, given, setting)
        command = CompleteTask(task.id, answers, review_of(element, state))
        return self._step(element, move.at, task.party, command, state)

    def _add(self, move: Happen, adding: Adding, state: CaseState) -> Played:
        element = self._definition.element(adding.element)
        form = None if element.addition is None else element.addition.form
        answers = self._answers(form, adding.answers, self._setting(move, state, adding.party))
        return self._step(element, move.at, adding.party, AddTask(element.id, adding.party, answers), state)

    def _propose(self, move: Happen, other: OtherDate, state: CaseState) -> Played:
        day = _date(resolved({"ny_dato": other.day}, state.facts, move.at)["ny_dato"])
        deadlines = (
            timer
            for task in state.tasks.values()
            if task.element == other.element
            for timer in state.deadlines(task.id)
        )
        timer = next(deadlines, None)
        element = self._definition.element(other.element)
        command = ProposeDate(
            "" if timer is None else timer.id, day, other.party, other.reason, other.residents_view
        )
        return self._step(element, move.at, other.party, command, state)

    def _write(self, move: Happen, writing: Writing, state: CaseState) -> Played:
        checklist = self._definition.checklists[writing.plan]
        setting = self._setting(move, state, writing.party)
        setting = replace(setting, facts={**setting.facts, SECTION: writing.section})
        answers = self._answers(checklist.form, writing.answers, setting)
        command = SaveItem(writing.plan, writing.section, writing.party, answers)
        return self._step(self._definition.process, move.at, writing.party, command, state)

    def _setting(self, move: Happen, state: CaseState, party: str) -> Setting:
        facts = {**state.facts, ADDED_BY: party}
        return Setting(facts, move.at, unit_of(state, party), f"{move.number}.{move.at.isoformat()}")

    def _send(self, move: Happen, sending: Sending, state: CaseState) -> Played:
        name, given = sending.name, sending.answers
        waiting = state.waiting_for(name)
        catch = next((one for one in waiting if sending.catch in {None, one.id}), None)
        element = self._definition.element(catch.element) if catch else self._definition.messages()[name][0]
        party = sender(element, state)
        facts = state.facts_in(catch.scope if catch else None)
        setting = Setting(facts, move.at, unit_of(state, party), f"{name}.{move.at.isoformat()}")
        answers = self._answers(element.form, given, setting)
        command = SendMessage(name, answers, catch.id if catch else sending.catch)
        return self._step(element, move.at, party, command, state)

    def _answers(self, form: str | None, given: Answers, setting: Setting) -> dict[str, object]:
        if form is None:
            return {}
        occasion = Occasion(self._definition.forms[form], setting.facts, setting.now, setting.unit)
        style = replace(self._style, seed=f"{self._style.seed}:{setting.place}")
        answers = fill(occasion, {**self._player.story.answers, **given}, style)
        require_asked(occasion, given, answers)
        return answers

    def _step(
        self, element: Element, now: datetime, party: str | None, command: Command, before: CaseState | None
    ) -> Played:
        try:
            state, events, passed = followed(self._definition, before, command, now)
        except Refused as refusal:
            name, day = element.name or element.id, long_date(oslo_date(now))
            raise MoveRefused(name=name, day=day, reason=reason_of(refusal)) from refusal
        return Played(now, party, command, state, events, passed)


def _date(told: object) -> date:
    try:
        return date.fromisoformat(str(told))
    except ValueError:
        raise NoDate(told=told) from None


def reason_of(error: SomlosError) -> str:
    """Say why a step was not made; of a form, what is wrong with each field."""
    if isinstance(error, FormErrors):
        return " ".join(wrong.message for wrong in error.errors)
    return str(error)


def review_of(element: Element, state: CaseState) -> dict[str, Answers]:
    """Say of every open item of the plan that a task goes through that it is done."""
    plan = state.plans.get(element.reviews or "")
    return {} if plan is None else {item.id: {STATE: DONE} for item in plan.unfinished()}


def party_of_start(definition: Definition) -> str | None:
    """Return the party that starts a case, where the diagram tells."""
    lane = definition.lanes.get(definition.start.lane or "")
    return lane.party if lane is not None and isinstance(lane.party, str) else None


def unit_of(state: CaseState, party: str | None) -> str | None:
    """Return the unit that a party is in the case."""
    return None if party is None else state.units.get(party)


def sender(element: Element, state: CaseState) -> str | None:
    """Return the party that sends a message: the first that may and that is in the case."""
    there = [party for party, unit in state.units.items() if unit is not None and party not in state.ended]
    may = element.senders or tuple(sorted(there))
    return next((party for party in may if party in there), None)
