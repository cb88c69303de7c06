"""Whether a story fits a journey: every element, message and field that it names must be there."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from prosesser.definition.model import Definition, Element
from prosesser.errors import Refused
from workflow_app.rehearsal.happenings import Adding, Happening, OtherDate, Sending, Writing
from workflow_app.rehearsal.story import Story, Turn

Told = TypeVar("Told", Turn, Happening)


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
    told = {
        name: tuple(
            _kept(what, asked)
            for what in getattr(story, name)
            if (asked := _asked(definition, what)) is not None
        )
        for name in ("messages", "additions", "other_dates", "writings")
    }
    answers = {key: answer for key, answer in story.answers.items() if key in everywhere}
    anything = tuple(key for key in story.anything if key in everywhere)
    kept = {"answers": answers, "anything": anything, "turns": turns}
    return story.model_copy(update={**kept, **told})


def _asked(definition: Definition, what: Happening) -> frozenset[str] | None:
    """Return what is asked of something that happens; None where the journey has no place for it."""
    match what:
        case Sending(name=name) if name in definition.messages():
            return frozenset().union(*(keys(definition, one.form) for one in definition.messages()[name]))
        case Adding(element=element):
            found = definition.elements.get(element)
            addition = None if found is None else found.addition
            return None if addition is None else keys(definition, addition.form)
        case OtherDate(element=element):
            events = definition.boundaries(element)
            return frozenset() if any(event.timer and event.timer.negotiable for event in events) else None
        case Writing(plan=plan, section=section) if plan in definition.checklists:
            checklist = definition.checklists[plan]
            return None if checklist.section(section) is None else keys(definition, checklist.form)
    return None


def _kept(part: Told, asked: frozenset[str]) -> Told:
    answers = {key: answer for key, answer in part.answers.items() if key in asked}
    return part.model_copy(update={"answers": answers})


def misfits(story: Story, definition: Definition) -> Iterator[str]:
    """Say what the story names that the journey lacks."""
    asked = {key for form in definition.forms for key in keys(definition, form)}
    for key in sorted({*story.answers, *story.anything} - asked):
        yield f"ingen skjemaer spør om «{key}»"
    for element, turns in story.turns.items():
        found = definition.elements.get(element)
        if found is None or not (found.kind == "userTask" or found.id == definition.start.id):
            yield f"det finnes ingen oppgave med id «{element}»"
            continue
        for turn in turns:
            yield from _unasked(definition, (found,), turn.answers.keys(), element)
    for what in story.happenings:
        yield from _happening_misfits(what, definition)


def _happening_misfits(what: Happening, definition: Definition) -> Iterator[str]:
    asked = _asked(definition, what)
    if asked is None:
        yield NO_PLACE[type(what)].format(**what.model_dump())
        return
    if what.done is not None and what.done not in definition.elements:
        yield f"det finnes ingen oppgave med id «{what.done}»"
    for key in sorted(what.answers.keys() - asked):
        yield f"skjemaet til «{_called(what)}» spør ikke om «{key}»"


NO_PLACE: Mapping[type[Happening], str] = {
    Sending: "ingen venter på meldingen «{name}»",
    Adding: "oppgaven «{element}» kan ikke legges til",
    OtherDate: "oppgaven «{element}» har ingen frist som kan avtales",
    Writing: "planen «{plan}» har ingen del «{section}»",
}


def _called(what: Happening) -> str:
    match what:
        case Sending(name=name):
            return name
        case Adding(element=element) | OtherDate(element=element):
            return element
        case Writing(plan=plan):
            return plan
    return ""


def _unasked(
    definition: Definition, elements: tuple[Element, ...], given: Iterable[str], where: str
) -> Iterator[str]:
    asked = {key for element in elements for key in keys(definition, element.form)}
    for key in sorted(set(given) - asked):
        yield f"skjemaet til «{where}» spør ikke om «{key}»"


def keys(definition: Definition, form: str | None) -> frozenset[str]:
    """Return the keys of a form's fields; none without a form."""
    return frozenset(field.key for field in definition.forms[form].fields()) if form else frozenset()
