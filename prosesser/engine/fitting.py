"""Commands of a journal, fitted to a version that they were not recorded on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from prosesser.definition.forms.errors import Wrong
from prosesser.definition.forms.model import InputField
from prosesser.definition.forms.typed import typed
from prosesser.definition.model import CASE_SCOPE, Definition, Element
from prosesser.engine.codec import Answers
from prosesser.engine.commands import (
    AddTask,
    AssignTask,
    ChangeFacts,
    ClaimTask,
    Command,
    CompleteTask,
    ProposeDate,
    ReleaseTask,
    SendMessage,
    Start,
    WithdrawTask,
)
from prosesser.engine.facts import fits
from prosesser.engine.naming import Naming
from prosesser.engine.plan_commands import SaveItem, SetSection
from prosesser.engine.retraced import Recorded
from prosesser.engine.state import CaseState
from prosesser.errors import Refused
from prosesser.feel import Value

ABOUT_WORKERS = (ClaimTask, ReleaseTask, AssignTask)
ABOUT_PLANS = (SaveItem, SetSection)


class NotOpenThere(Refused):
    """Oppgaven er ikke åpen på dette tidspunktet etter den nye versjonen."""


class NotAwaitedThere(Refused):
    """Saken venter ikke på meldingen «{name}» på dette tidspunktet etter den nye versjonen."""


class EndedThere(Refused):
    """Saken ville allerede vært avsluttet etter den nye versjonen."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A command as the version takes it; ``gone`` names what it is about where that is not in the version.

    ``unused`` are the answers and reviews that nobody asks for, by field.
    """

    command: Command | None
    gone: str | None = None
    unused: tuple[str, ...] = ()


def fitted(definition: Definition, state: CaseState, command: Command, naming: Naming) -> Fitted:
    """Fit a command to a version and the case's state on it.

    Raises `NotOpenThere`, `NotAwaitedThere` or `EndedThere` when what it is about is in the version, and
    does not wait.
    """
    fit = _FITS.get(type(command))
    return Fitted(command) if fit is None else fit(definition, state, command, naming)


def known_facts(definition: Definition, answers: Answers) -> dict[str, Value]:
    """Return the facts of the case that answers tell, read as the version's own forms declare them."""
    found: dict[str, Value] = {}
    for name in sorted(answers.keys() & definition.facts.keys()):
        fact = definition.facts[name]
        if fact.scope != CASE_SCOPE:
            continue
        for form in fact.forms:
            field = next((field for field in definition.forms[form].fields() if field.key == name), None)
            if isinstance(field, InputField) and (value := _typed(field, answers[name])) is not None:
                found[name] = value
                break
    return found


def known_by(definition: Definition, history: Iterable[Recorded]) -> dict[str, Value]:
    """Return what a journal tells last of the case's facts that the version's expressions read."""
    known: dict[str, Value] = {}
    for row in history:
        command = row.command
        if isinstance(command, Start | CompleteTask | SendMessage):
            known.update(known_facts(definition, command.answers))
        elif isinstance(command, ChangeFacts):
            known.update({name: its for name, its in command.facts.items() if fits(definition, name, its)})
    return {
        name: its for name, its in known.items() if name in definition.expression_facts and its is not None
    }


def _typed(field: InputField, answer: object) -> Value:
    try:
        return typed(field, answer)
    except Wrong:
        return None


def _completing(definition: Definition, state: CaseState, command: CompleteTask, naming: Naming) -> Fitted:
    element = _user_task(definition, command.task)
    if element is None:
        return Fitted(None, _element(command.task))
    task = naming.of(command.task, state.tasks, state.ordinals)
    if task not in state.tasks:
        raise _not_open(state)
    fits_form, unused = _asked(element, command.answers)
    reviewed = command.review if element.reviews is not None else {}
    unused += tuple(sorted(command.review.keys() - reviewed.keys()))
    return Fitted(replace(command, task=task, answers=fits_form, review=reviewed), unused=unused)


def _with_task(
    definition: Definition,
    state: CaseState,
    command: ClaimTask | ReleaseTask | AssignTask | WithdrawTask,
    naming: Naming,
) -> Fitted:
    if _user_task(definition, command.task) is None:
        return Fitted(None, _element(command.task))
    task = naming.of(command.task, state.tasks, state.ordinals)
    if task not in state.tasks:
        raise _not_open(state)
    return Fitted(replace(command, task=task))


def _sending(definition: Definition, state: CaseState, command: SendMessage, naming: Naming) -> Fitted:
    catching = definition.messages().get(command.name)
    if catching is None:
        return Fitted(None, command.name)
    named = {catch.id: catch for catch in state.waiting_for(command.name)}
    if not named:
        raise NotAwaitedThere(name=command.name) if state.status == "active" else EndedThere
    catch = None if command.catch is None else naming.of(command.catch, named, state.ordinals)
    if catch not in named:
        catch = next(iter(named)) if len(named) == 1 else None
    element = definition.elements[named[catch].element] if catch is not None else catching[0]
    answers, unused = _asked(element, command.answers)
    return Fitted(replace(command, catch=catch, answers=answers), unused=unused)


def _proposing(definition: Definition, state: CaseState, command: ProposeDate, naming: Naming) -> Fitted:
    element = definition.elements.get(_element(command.timer))
    if element is None or element.timer is None or not element.timer.deadline:
        return Fitted(None, _element(command.timer))
    timer = naming.of(command.timer, state.timers, state.ordinals)
    if timer not in state.timers:
        raise _not_open(state)
    return Fitted(replace(command, timer=timer))


def _adding(definition: Definition, _: CaseState, command: AddTask, __: Naming) -> Fitted:
    element = definition.elements.get(command.element)
    gone = element is None or element.addition is None or element.addition.form is None
    return Fitted(None, command.element) if gone else Fitted(command)


def _planning(definition: Definition, _: CaseState, command: SaveItem | SetSection, __: Naming) -> Fitted:
    checklist = definition.checklists.get(command.plan)
    there = checklist is not None and checklist.section(command.section) is not None
    return Fitted(command) if there else Fitted(None, command.plan)


def _changing(definition: Definition, _: CaseState, command: ChangeFacts, __: Naming) -> Fitted:
    facts = {name: value for name, value in command.facts.items() if fits(definition, name, value)}
    gone = ", ".join(sorted(command.facts.keys() - facts.keys()))
    return Fitted(replace(command, facts=facts) if facts else None, gone or None)


def _asked(element: Element, answers: Answers) -> tuple[Answers, tuple[str, ...]]:
    """Return the answers that can be given where something is asked; none where nothing is."""
    return (answers, ()) if element.form is not None else ({}, tuple(sorted(answers)))


def _not_open(state: CaseState) -> Refused:
    return NotOpenThere() if state.status == "active" else EndedThere()


def _user_task(definition: Definition, task: str) -> Element | None:
    element = definition.elements.get(_element(task))
    return element if element is not None and element.kind == "userTask" else None


def _element(entry: str) -> str:
    return entry.rpartition(".")[0]


_FITS: Mapping[type[Command], Callable[[Definition, CaseState, Any, Naming], Fitted]] = {
    CompleteTask: _completing,
    ClaimTask: _with_task,
    ReleaseTask: _with_task,
    AssignTask: _with_task,
    WithdrawTask: _with_task,
    SendMessage: _sending,
    ProposeDate: _proposing,
    AddTask: _adding,
    ChangeFacts: _changing,
    SaveItem: _planning,
    SetSection: _planning,
}
"""How each command that is about something of the version is fitted."""
