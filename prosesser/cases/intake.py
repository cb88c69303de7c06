"""What the application's policy asks of answers, before the engine reads them.

The engine checks answers against their form; what it cannot know are the application's option
lists, and whether this is a demonstration.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from prosesser.access import Actor
from prosesser.cases.errors import OptionUnknown, SyntheticOnly, UnitNotCovered
from prosesser.cases.terms import Policy
from prosesser.definition.forms.model import (
    AnyComponent,
    Choice,
    DynamicList,
    Form,
    InputField,
    Textfield,
    fields_of,
)
from prosesser.definition.model import Definition
from prosesser.definition.national_id import is_synthetic
from prosesser.engine.codec import Answers
from prosesser.engine.messages import (
    AddTask,
    CaseMoved,
    Command,
    CompleteTask,
    Event,
    FactsChanged,
    MoveUndone,
    SaveItem,
    SendMessage,
)
from prosesser.engine.state import CaseState
from prosesser.feel import evaluate

Given = Iterator[tuple[InputField, object]]
Filled = tuple[Form, Answers]
"""A form, and the answers to it."""


def filled_in(definition: Definition, state: CaseState, command: Command) -> Iterator[Filled]:
    """Yield the forms that a command to a running case answers; the engine refuses what it does not know."""
    if isinstance(command, SaveItem):
        yield from _filled(definition, _item_form(definition, command.plan), command.answers)
    elif isinstance(command, AddTask | CompleteTask | SendMessage):
        yield from _filled(definition, _form_of(definition, state, command), command.answers)
    if isinstance(command, CompleteTask):
        reviewed = definition.elements[state.tasks[command.task].element].reviews
        for answers in command.review.values():
            yield from _filled(definition, _item_form(definition, reviewed or ""), answers)


def _filled(definition: Definition, form: str | None, answers: Answers) -> Iterator[Filled]:
    if form is not None:
        yield definition.forms[form], answers


def _item_form(definition: Definition, plan: str) -> str | None:
    checklist = definition.checklists.get(plan)
    return None if checklist is None else checklist.form


def _form_of(
    definition: Definition, state: CaseState, command: AddTask | CompleteTask | SendMessage
) -> str | None:
    if isinstance(command, AddTask):
        added = definition.elements.get(command.element)
        return None if added is None or added.addition is None else added.addition.form
    if isinstance(command, CompleteTask):
        return definition.elements[state.tasks[command.task].element].form
    waiting = (catch for catch in state.waiting_for(command.name) if command.catch in {None, catch.id})
    return next((definition.elements[catch.element].form for catch in waiting), None)


def check_answers(policy: Policy, actor: Actor, form: Form, answers: Answers) -> None:
    """Refuse answers outside the application's lists, and real persons' ids in a demonstration.

    Raises `OptionUnknown`, `SyntheticOnly` or `UnitNotCovered`.
    """
    given = list(_given(form.components, answers))
    if policy.synthetic_only:
        _refuse_real_ids(given)
    if any(isinstance(field, Choice) and field.values_key for field, _ in given):
        _refuse_unknown_options(policy, actor, given)
    _refuse_uncovered_units(policy, form, given)


def subject(definition: Definition, state: CaseState, now: datetime) -> bytes:
    """Return what the diagram says of the case's person (``navn``, ``fodselsnummer``) as JSON."""
    values = {
        name: evaluate(expression, state.facts, now=now) for name, expression in definition.subject.items()
    }
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    return json.dumps(texts, ensure_ascii=False).encode()


def tells_of_subject(definition: Definition, events: Iterable[Event]) -> bool:
    """Whether facts changed that say who the case's person is, or the version by which they say it."""
    names = {name for expression in definition.subject.values() for name in expression.names}
    return any(
        isinstance(event, CaseMoved | MoveUndone)
        or (isinstance(event, FactsChanged) and not names.isdisjoint(event.names))
        for event in events
    )


def _given(components: tuple[AnyComponent, ...], answers: Mapping[str, object]) -> Given:
    """Yield each answered field with its answer, in rows of lists too; misshapen answers are the form's."""
    for field in fields_of(components):
        answer = answers.get(field.key)
        if answer is None:
            continue
        if isinstance(field, DynamicList):
            for row in answer if isinstance(answer, list | tuple) else ():
                if isinstance(row, Mapping):
                    yield from _given(field.components, row)
        else:
            yield field, answer


def _refuse_real_ids(given: Iterable[tuple[InputField, object]]) -> None:
    for field, answer in given:
        is_id = isinstance(field, Textfield) and field.properties.format == "fodselsnummer"
        if is_id and answer != "" and not is_synthetic(str(answer)):
            raise SyntheticOnly


def _refuse_uncovered_units(policy: Policy, form: Form, given: Iterable[tuple[InputField, object]]) -> None:
    """Refuse a unit that the circular does not cover, unless the parties follow it by agreement (F §1)."""
    answers = {field.key: answer for field, answer in given}
    for field, answer in given:
        exception = field.properties.unntak
        if not exception or answers.get(exception) == "ja":
            continue
        unit = policy.outside().get(str(answer))
        if unit is not None:
            labels = (asked.label for asked in form.fields() if asked.key == exception)
            raise UnitNotCovered(unit=unit, exception=next(labels, exception))


def _refuse_unknown_options(policy: Policy, actor: Actor, given: Iterable[tuple[InputField, object]]) -> None:
    lists = policy.options(actor)
    for field, answer in given:
        if not isinstance(field, Choice) or field.values_key is None:
            continue
        known = {option.value for option in lists.get(field.values_key, ())}
        chosen = answer if isinstance(answer, list | tuple) else [answer]
        if any(value not in known for value in chosen if value != ""):
            raise OptionUnknown(field=field.label)
