"""Reading items of a plan, and going through it: every open item is decided, or nothing is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from prosesser.definition import forms
from prosesser.definition.checklists import CONTINUED, DONE, OPEN, SECTION, STATE, Checklist
from prosesser.definition.forms import FieldError, FormErrors
from prosesser.definition.model import Definition
from prosesser.engine.codec import Answers, Facts
from prosesser.engine.commands import CompleteTask
from prosesser.engine.plan_state import Item, Plan
from prosesser.engine.reading import STRICT, Reading

REVIEW = "gjennomgang"
"""How the paths of errors begin: ``gjennomgang-<item>-<field>``."""

Read = Callable[[str, Answers], Answers]
"""Reads an item's answers strictly, given the section that it stands in."""


def reader(
    definition: Definition, checklist: Checklist, facts: Facts, now: datetime, reading: Reading = STRICT
) -> Read:
    """Return what reads answers to the checklist's form, in a case with these facts; raises `FormErrors`.

    An item that says nothing of its state is open.
    """
    form = definition.forms[checklist.form]

    def read(section: str, answers: Answers) -> Answers:
        values = reading.read(form, answers, {**facts, SECTION: section}, now)
        kept = {key: forms.plain(value) for key, value in values.items()}
        return {**kept, STATE: kept.get(STATE) or OPEN}

    return read


def decided(
    plan: Plan, command: CompleteTask, read: Read, reading: Reading = STRICT
) -> tuple[tuple[Item, Answers], ...]:
    """Return each open item with its answers as they have been decided.

    What the command says of an item goes over what stands in it. A strict reading raises `FormErrors` with
    everything that is wrong: items not decided, decided wrongly, changed since they were seen, or not open.
    """
    errors = list(_gone(plan, command.review))
    found: list[tuple[Item, Answers]] = []
    for item in plan.unfinished():
        try:
            found.append((item, _decided(item, command, read)))
        except FormErrors as wrong:
            errors += wrong.errors
    if errors:
        reading.object_to(errors)
    return tuple(found)


def new_items(name: str, rows: Sequence[Mapping[str, object]], read: Read) -> tuple[tuple[str, Answers], ...]:
    """Return the items that the rows of a list become, each with its section; raises `FormErrors`."""
    errors: list[FieldError] = []
    found: list[tuple[str, Answers]] = []
    for number, row in enumerate(rows):
        section = str(row.get(SECTION))
        answers = {STATE: OPEN, **{key: answer for key, answer in row.items() if key != SECTION}}
        try:
            found.append((section, read(section, answers)))
        except FormErrors as wrong:
            errors += (replace(error, path=f"{name}-{number}-{error.path}") for error in wrong.errors)
    if errors:
        raise FormErrors(tuple(errors))
    return tuple(found)


def _decided(item: Item, command: CompleteTask, read: Read) -> Answers:
    given = command.review.get(item.id, {})
    if command.seen.get(item.id, item.changes) != item.changes:
        raise FormErrors((_about(item.id, "punktet er endret siden du åpnet siden. Se hva som står nå."),))
    if given.get(STATE) not in {DONE, CONTINUED}:
        raise FormErrors((_about(item.id, "velg om det er gjort eller videreføres."),))
    try:
        return read(item.section, {**item.answers, **given})
    except FormErrors as wrong:
        errors = (_about(item.id, error.message, error.path) for error in wrong.errors)
        raise FormErrors(tuple(errors)) from wrong


def _gone(plan: Plan, review: Mapping[str, Answers]) -> Iterator[FieldError]:
    open_items = {item.id for item in plan.unfinished()}
    for item in review:
        if item not in open_items:
            yield _about(item, "punktet er ikke åpent lenger. Se hva som står i planen.")


def _about(item: str, sentence: str, field: str = STATE) -> FieldError:
    title = f"Punkt {item.rpartition('.')[2]}"
    return FieldError(f"{REVIEW}-{item}-{field}", title, f"{title}: {sentence}")
