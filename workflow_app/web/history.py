"""The journal in words: the rows of a case's timeline, with what was answered in each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from prosesser.access import SYSTEM
from prosesser.definition.forms import Line, display
from prosesser.engine import commands
from prosesser.engine.asked import Answering, form_answered
from prosesser.inbox import TimelineRow
from workflow_app.web.command_words import headline
from workflow_app.web.event_words import consequence
from workflow_app.web.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the timeline, in words."""

    at: datetime
    who: str
    what: str
    consequences: tuple[str, ...]
    answers: tuple[Line, ...]


def entries(timeline: Iterable[TimelineRow], words: Glossary) -> tuple[Entry, ...]:
    """Return the rows of a timeline in words, in the same order; each in those of its own version."""
    return tuple(_entry(row, words.at(row.definition)) for row in timeline)


def _entry(row: TimelineRow, words: Glossary) -> Entry:
    return Entry(
        at=row.at,
        who=_actor(row),
        what=headline(row.command, words),
        consequences=tuple(filter(None, (consequence(event, words) for event in row.events))),
        answers=answers(row.command, words),
    )


def _actor(row: TimelineRow) -> str:
    if row.person.id == SYSTEM.person:
        return "Sømløs"
    return f"{row.person.name}, {row.unit.name}" if row.unit else row.person.name


def answers(command: commands.Command, words: Glossary) -> tuple[Line, ...]:
    """Return what was answered in a command's form, by label; nothing when it has none."""
    if not isinstance(command, Answering):
        return ()
    form = form_answered(words.definition, command)
    return display(words.definition.forms[form], command.answers, words.options) if form else ()
