"""Where the facts that an expression read came from: who recorded them, when, and in which field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from prosesser.audit.why.deciding import read_in
from prosesser.audit.why.retold import Moment, Row
from prosesser.definition.model import Definition, Element
from prosesser.definition.sentences import Vocabulary, vocabulary
from prosesser.engine.codec import Facts
from prosesser.engine.commands import AddTask, ChangeFacts, CompleteTask, SendMessage, Start
from prosesser.engine.events import FactsChanged, MessageReceived
from prosesser.feel import Expression, Value
from prosesser.record import Entry

Kind: TypeAlias = Literal["answered", "computed", "corrected", "item", "added", "followed"]
ITEM = "item"
"""What a filter calls each of the items that it goes through: no fact."""


@dataclass(frozen=True, slots=True)
class Source:
    """The row that gave a fact its value, with who recorded it.

    ``answered``: a field of a form had the fact's name. ``computed``: the element works it out of the
    answers by ``expression``. ``corrected``: outside any form, with a ``reason``. ``item``: the round
    has it of the list that it goes through. ``added``: it came with the task that was added.
    ``followed``: the engine set it, as a move to another version does. ``element`` is where the form
    was filled in, ``name`` what the row's version calls it.
    """

    kind: Kind
    sequence: int
    at: datetime
    person: str
    unit: str
    element: str | None = None
    name: str = ""
    reason: str = ""
    expression: Expression | None = None


@dataclass(frozen=True, slots=True)
class FactRead:
    """A fact that an expression read. ``source`` is None when nobody has recorded it.

    ``before`` is what it was until then, where it was something else.
    """

    name: str
    label: str
    value: Value
    source: Source | None
    before: "FactRead | None" = None


class Sources:
    """The rows of a case, asked for the sources of its facts."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._words: dict[str, Vocabulary] = {}

    def read(self, expression: Expression, moment: Moment) -> tuple[FactRead, ...]:
        """Return the facts that an expression read, in the order in which it names them.

        A key of a fact that is read ("soknad.type") stands for itself.
        """
        return self.named(dict.fromkeys(self._names(expression, moment.known)), moment)

    def named(self, names: Iterable[str], moment: Moment) -> tuple[FactRead, ...]:
        """Return facts by name, in that order, as they were at a moment."""
        definition = self._rows[moment.sequence - 1].definition
        return tuple(self._fact(definition, name, moment) for name in names)

    def _names(self, expression: Expression, known: Facts) -> Iterator[str]:
        for name in read_in(expression.tree):
            fact = name.partition(".")[0]
            if fact != ITEM and (fact in expression.names or fact in known):
                yield name

    def _fact(self, definition: Definition, read: str, moment: Moment) -> FactRead:
        name, _, key = read.partition(".")
        value = moment.known.get(name)
        if key:
            return self._key(definition, read, value, moment)
        scope = moment.home(name)
        told = self._told(name, scope, moment.sequence, moment.events)
        last = next(told, None)
        label = _label(definition, name)
        if last is None:
            source = None if scope is None else self._of_round(scope, name)
            return FactRead(name, label, value, source)
        return FactRead(name, label, value, _source(last.entry, name), self._before(told, label, name, scope))

    def _key(self, definition: Definition, read: str, whole: Value, moment: Moment) -> FactRead:
        name, _, key = read.partition(".")
        value = whole.get(key) if isinstance(whole, Mapping) else None
        if definition.digest not in self._words:
            self._words[definition.digest] = vocabulary(definition)
        label = self._words[definition.digest].labels.get(key, key)
        return FactRead(read, label, value, self._fact(definition, name, moment).source)

    def _before(self, told: Iterator[Row], label: str, name: str, scope: str | None) -> FactRead | None:
        row = next(told, None)
        if row is None or (scope is not None and scope not in row.after.rounds):
            return None
        value = row.after.facts_in(scope).get(name)
        return FactRead(name, label, value, _source(row.entry, name))

    def _told(self, name: str, scope: str | None, sequence: int, events: int | None) -> Iterator[Row]:
        """Yield the rows that gave a fact a value, the last first."""
        for row in reversed(self._rows[:sequence]):
            seen = row.events[:events] if row.sequence == sequence else row.events
            if any(isinstance(it, FactsChanged) and name in it.names and it.scope == scope for it in seen):
                yield row

    def _of_round(self, scope: str, name: str) -> Source | None:
        """Return the source of what a round began with: an item of a list, or what a task was added with."""
        row = next((row for row in self._rows if scope in row.after.rounds), None)
        if row is None:
            return None
        entry, element = row.entry, row.definition.elements.get(row.after.rounds[scope].element)
        if element is None or element.loop is None:
            return _of(entry, "added", _element(entry))
        lists = self.read(element.loop.collection, row.at_end(row.after.rounds[scope].outer))
        listed = next((fact.source for fact in lists if fact.value), None)
        if name != element.loop.item or listed is None:
            return _of(entry, "followed", element)
        return Source(
            "item", listed.sequence, listed.at, listed.person, listed.unit, listed.element, listed.name
        )


def _label(definition: Definition, name: str) -> str:
    """Return what a version calls a fact; the name in words where only an output sets it."""
    fact = definition.facts.get(name)
    return name.replace("_", " ") if fact is None or fact.label in {"", name} else fact.label


def _source(entry: Entry, name: str) -> Source:
    command = entry.command
    if isinstance(command, ChangeFacts):
        return Source("corrected", entry.sequence, entry.at, entry.person, entry.unit, reason=command.reason)
    element = _element(entry)
    if element is None:
        return _of(entry, "followed", None)
    output = next((output for output in reversed(element.outputs) if output.target == name), None)
    if output is None:
        return _of(entry, "answered", element)
    return _of(entry, "computed", element, output.source)


def _of(entry: Entry, kind: Kind, element: Element | None, expression: Expression | None = None) -> Source:
    return Source(
        kind,
        entry.sequence,
        entry.at,
        entry.person,
        entry.unit,
        None if element is None else element.id,
        "" if element is None else element.name or element.message or "",
        expression=expression,
    )


def _element(entry: Entry) -> Element | None:
    """Return the element whose form a row answers; None when it answers none."""
    elements, command = entry.definition.elements, entry.command
    match command:
        case Start():
            return entry.definition.start
        case CompleteTask():
            return elements[command.task.rpartition(".")[0]]
        case SendMessage():
            caught = next(event.catch for event in entry.events if isinstance(event, MessageReceived))
            return elements[caught.rpartition(".")[0]]
        case AddTask():
            return elements[command.element]
    return None
