"""Whether a story fits a journey: every element, message and field that it names must be there."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from prosesser.definition.model import Definition, Element
from prosesser.errors import Refused
from workflow_app.rehearsal.story import Sending, Story, Turn

Told = TypeVar("Told", Turn, Sending)


class StoryDoesNotFit(Refused):
    """Faktafilen passer ikke til prosessen: {problems}."""


def require_fit(story: Story, definition: Definition) -> None:
    """Refuse a story with names that the journey does not have, all of them at once."""
    problems = tuple(misfits(story, definition))
    if problems:
        raise StoryDoesNotFit(problems="; ".join(problems))


def fitted(story: Story, definition: Definition) -> Story:
    """Return the story without what the journey lacks: for journeys that were edited after it was told."""
    everywhere = {key for form in definition.forms for key in keys(definition, form)}
    turns = {
        element: tuple(_kept(turn, keys(definition, definition.elements[element].form)) for turn in turns)
        for element, turns in story.turns.items()
        if element in definition.elements
    }
    messages = tuple(
        _kept(sending, keys(definition, definition.messages()[sending.name][0].form))
        for sending in story.messages
        if sending.name in definition.messages()
    )
    answers = {key: answer for key, answer in story.answers.items() if key in everywhere}
    return story.model_copy(update={"answers": answers, "turns": turns, "messages": messages})


def _kept(part: Told, asked: frozenset[str]) -> Told:
    answers = {key: answer for key, answer in part.answers.items() if key in asked}
    return part.model_copy(update={"answers": answers})


def misfits(story: Story, definition: Definition) -> Iterator[str]:
    """Say what the story names that the journey lacks."""
    asked = {key for form in definition.forms for key in keys(definition, form)}
    for key in story.answers.keys() - asked:
        yield f"ingen skjemaer spør om «{key}»"
    for element, turns in story.turns.items():
        found = definition.elements.get(element)
        if found is None or not (found.kind == "userTask" or found.id == definition.start.id):
            yield f"det finnes ingen oppgave med id «{element}»"
            continue
        for turn in turns:
            yield from _unasked(definition, (found,), turn.answers.keys(), element)
    for sending in story.messages:
        yield from _message_misfits(sending, definition)


def _message_misfits(sending: Sending, definition: Definition) -> Iterator[str]:
    catching = definition.messages().get(sending.name)
    if catching is None:
        yield f"ingen venter på meldingen «{sending.name}»"
        return
    if sending.done is not None and sending.done not in definition.elements:
        yield f"det finnes ingen oppgave med id «{sending.done}»"
    yield from _unasked(definition, catching, sending.answers.keys(), sending.name)


def _unasked(
    definition: Definition, elements: tuple[Element, ...], given: Iterable[str], where: str
) -> Iterator[str]:
    asked = {key for element in elements for key in keys(definition, element.form)}
    for key in sorted(set(given) - asked):
        yield f"skjemaet til «{where}» spør ikke om «{key}»"


def keys(definition: Definition, form: str | None) -> frozenset[str]:
    """Return the keys of a form's fields; none without a form."""
    return frozenset(field.key for field in definition.forms[form].fields()) if form else frozenset()
