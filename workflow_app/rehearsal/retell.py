"""A run and a story are two ways to tell how a case goes: from one to the other and back.

A run tells every move with all of its answers, a story leaves to the draft what it does not mention.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import yaml

from prosesser.calendar import add_months, end_of_day, oslo_date
from prosesser.definition.model import Definition
from prosesser.engine.codec import Answers
from prosesser.engine.commands import (
    AddTask,
    Command,
    CompleteTask,
    FireTimer,
    ProposeDate,
    SendMessage,
    Start,
)
from prosesser.engine.events import TaskOpened
from prosesser.engine.plan_commands import SaveItem
from prosesser.errors import Refused
from prosesser.feel.lexer import quote
from workflow_app.rehearsal.choices import deciding, spelled_out
from workflow_app.rehearsal.facts_file import MAX_BYTES
from workflow_app.rehearsal.fitting import fitted
from workflow_app.rehearsal.player import Player
from workflow_app.rehearsal.rehearse import Rehearsal
from workflow_app.rehearsal.run import A_MOMENT, MAX_MOVES, Move, Run, noon
from workflow_app.rehearsal.simulate import LONGEST_MONTHS, style_of
from workflow_app.rehearsal.story import Story

NEVER = {"aldri": True}

Told = dict[str, Any]


class NothingToTell(Refused):
    """Dette trekket kan ikke lagres i et scenario: {kind}."""


class StoryTooLong(Refused):
    """Prøvekjøringen er for lang til å bli et scenario: over {most} kB. Kort ned tekstene i skjemaene."""


def moves_of(definition: Definition, story: Story, most: int = MAX_MOVES) -> tuple[Move, ...]:
    """Return the first moves of a story as it goes on a definition, at most ``most`` of them.

    Raises what playing it refuses. Where a story is told to its end, the clock stands there at last.
    """
    kept = fitted(story, definition)
    until = end_of_day(kept.end or add_months(kept.start, LONGEST_MONTHS))
    moves: list[Move] = []
    for played in Rehearsal(definition, Player(kept), style_of(definition, kept)).play(until):
        if not isinstance(played.command, FireTimer):
            earliest = moves[-1].at + A_MOMENT if moves else played.at
            moves.append(Move(max(played.at, earliest), played.command))
        if len(moves) == most:
            return tuple(moves)
    if kept.end is not None and noon(kept.end) > moves[-1].at:
        moves.append(Move(noon(kept.end)))
    return tuple(moves)


def story_of(run: Run, about: str) -> bytes:
    """Return a run as a story file whose first line says what it is about; raises `StoryTooLong`."""
    teller = _Teller(run.definition)
    for move in run.moves:
        if move.command is not None:
            teller.tell(move.at, move.command)
    written = yaml.dump(teller.told(run), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=110)
    content = f"# {' '.join(about.split())}\n{written}".encode()
    if len(content) > MAX_BYTES:
        raise StoryTooLong(most=MAX_BYTES // 1000)
    return content


class _Plain(yaml.SafeDumper):
    """YAML without aliases, which facts files may not have."""

    def ignore_aliases(self, _data: object) -> bool:
        """Write everything out."""
        return True


class _Teller:
    """Collects what was done into the parts of a story."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._decides = deciding(definition)
        self._turns: dict[str, dict[int, Told]] = {}
        self._lists: dict[str, list[Told]] = {}

    def tell(self, at: datetime, command: Command) -> None:
        """Tell one move."""
        match command:
            case Start(answers=answers):
                start = self._definition.start
                self._turns[start.id] = {1: self._answered({}, start.form, answers)}
            case CompleteTask(task=task, answers=answers):
                element, _, number = task.rpartition(".")
                form = self._definition.elements[element].form
                self._turns.setdefault(element, {})[int(number)] = self._answered(_on(at), form, answers)
            case _:
                name, told = self._happening(at, command)
                self._lists.setdefault(name, []).append(told)

    def told(self, run: Run) -> Told:
        """Return the story."""
        for step in run.steps:
            for event in step.events:
                if isinstance(event, TaskOpened):
                    self._turns.setdefault(event.element, {})
        story: Told = {"start": oslo_date(run.moves[0].at).isoformat()}
        if run.state.status == "active":
            story["slutt"] = run.today.isoformat()
        return {**story, "oppgaver": self._all_turns(run), **self._lists}

    def _all_turns(self, run: Run) -> Told:
        """Return the turns by element: one for each time the task came up, those left undone too."""
        told: Told = {}
        for element, turns in self._turns.items():
            times = max([*turns, run.state.ordinals.get(element, 0)])
            numbered = [turns.get(number, NEVER) for number in range(1, times + 1)]
            told[element] = numbered[0] if len(numbered) == 1 else numbered
        return told

    def _happening(self, at: datetime, command: Command) -> tuple[str, Told]:
        match command:
            case SendMessage(name=name, answers=answers, catch=catch):
                form = self._catching(command)
                told = {"navn": name, **({"venter": catch} if catch else {}), **_on(at)}
                return "meldinger", self._answered(told, form, answers)
            case AddTask(element=element, party=party, answers=answers):
                addition = self._definition.elements[element].addition
                form = None if addition is None else addition.form
                told = {"oppgave": element, "part": party, **_on(at)}
                return "tillegg", self._answered(told, form, answers)
            case ProposeDate(timer=timer, day=day, party=party, reason=reason, residents_view=view):
                task = self._definition.elements[timer.rpartition(".")[0]].attached_to
                words = {"ny_dato": day.isoformat(), "grunn": reason, "beboers_syn": view}
                return "andre_datoer", {"oppgave": task, "part": party, **_on(at), **words}
            case SaveItem(plan=plan, section=section, party=party, answers=answers):
                form = self._definition.checklists[plan].form
                told = {"plan": plan, "del": section, "part": party, **_on(at)}
                return "planpunkter", self._answered(told, form, answers)
        raise NothingToTell(kind=command.kind)

    def _catching(self, command: SendMessage) -> str | None:
        if command.catch is not None:
            return self._definition.elements[command.catch.rpartition(".")[0]].form
        return self._definition.messages()[command.name][0].form

    def _answered(self, told: Told, form: str | None, answers: Answers) -> Told:
        """Add the answers, those left blank too where that decides: a story may not leave them open."""
        if form is None:
            return told
        given = {key: _literal(answer) for key, answer in answers.items()}
        written = spelled_out(self._definition.forms[form], given, self._decides)
        return {**told, "svar": written} if written else told


def _on(at: datetime) -> Told:
    day = oslo_date(at)
    order = int((at - noon(day)).total_seconds())
    return {"dato": day.isoformat(), **({"rekkefolge": order} if order else {})}


def _literal(answer: object) -> object:
    """Return an answer as a story writes it: a text that begins as an expression does is told as one."""
    if isinstance(answer, Mapping):
        return {key: _literal(item) for key, item in answer.items()}
    if isinstance(answer, list | tuple):
        return [_literal(item) for item in answer]
    return f"={quote(answer)}" if isinstance(answer, str) and answer.startswith("=") else answer
