"""Whether a story fits a journey: every element, message and field that it names must be there."""

from collections.abc import Iterable, Iterator

from prosesser.definition.model import Definition, Element
from prosesser.errors import Refused
from workflow_app.rehearsal.story import Sending, Story


class StoryDoesNotFit(Refused):
    """Faktafila passer ikke til prosessen: {problems}."""


def require_fit(story: Story, definition: Definition) -> None:
    """Refuse a story with names that the journey does not have, all of them at once."""
    problems = tuple(misfits(story, definition))
    if problems:
        raise StoryDoesNotFit(problems="; ".join(problems))


def misfits(story: Story, definition: Definition) -> Iterator[str]:
    """Say what the story names that the journey lacks."""
    asked = {key for form in definition.forms.values() for key in keys(definition, form.id)}
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
