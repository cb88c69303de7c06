"""How a difference becomes a sentence, and what values are called in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prosesser.definition.diff.model import Change, Group, Kind, Subject
from prosesser.definition.diff.sides import Side
from prosesser.definition.model import Element
from prosesser.definition.requirements import Deadline
from prosesser.definition.sentences import condition_words, day_words, text_words
from prosesser.definition.words import capital, deadline_rule, the_party
from prosesser.feel import Expression

ONE_SENTENCE = 120
"""How many characters before and after may have together to stand in one sentence."""

Value = object
Written = Callable[[Value, Side], str]


@dataclass(frozen=True, slots=True)
class Place:
    """What a change is told of: the ids and names that all its changes share."""

    subject: Subject
    id: str
    name: str
    elements: tuple[str, ...] = ()

    def change(self, kind: Kind, group: Group, what: str, words: str, *, texts: tuple[str, str]) -> Change:
        """Return a change of this; ``texts`` are what stood there before and after."""
        before, after = texts
        return Change(
            kind, self.subject, group, self.id, self.name, what, before, after, capital(words), self.elements
        )


@dataclass(frozen=True, slots=True)
class Trait:
    """How a difference in one trait is told.

    ``what`` begins the sentence, with ``{name}`` for what has the trait; ``write`` says a value in words.
    """

    group: Group
    what: str
    write: Written


def place_of(side: Side, element: Element, *also: str) -> Place:
    """Return what the changes of a step, or of the process, are told of."""
    subject: Subject = "process" if element.kind == "process" else "step"
    return Place(subject, element.id, side.step(element.id), (element.id, *also))


def told(
    place: Place, trait: Trait, what: str, before: tuple[Value, Side], after: tuple[Value, Side]
) -> Iterator[Change]:
    """Yield the change of a trait, if it differs. A value of None or nothing is not there."""
    if before[0] == after[0]:
        return
    was, now = (trait.write(value, side) if _is_there(value) else "" for value, side in (before, after))
    words = said(trait.what.format(name=place.name), was, now)
    yield place.change("changed", trait.group, what, words, texts=(raw(before[0]), raw(after[0])))


def said(what: str, was: str, now: str) -> str:
    """Say that something came, went or became another."""
    if not was:
        return f"{what} er lagt til: {now}."
    if not now:
        return f"{what} er tatt bort. Før: {was}."
    if len(was) + len(now) > ONE_SENTENCE:
        return f"{what} er endret. Før: {was}. Nå: {now}."
    return f"{what} er endret fra {was} til {now}."


def _is_there(value: Value) -> bool:
    return value is not None and value not in ((), "")


def raw(value: Value) -> str:
    """Return a value as text, as it stands in the files."""
    if isinstance(value, Expression):
        return value.text
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, Deadline):
        return deadline_rule(value)
    if isinstance(value, tuple):
        return " ".join(map(raw, value))
    return str(value)


def text(value: Value, side: Side) -> str:
    """Write a text in quotes; of an expression, the texts that it gives and when."""
    return text_words(value, side.words, _quoted) if isinstance(value, Expression) else _quoted(raw(value))


def _quoted(value: str) -> str:
    return f"«{value}»"


def number(value: Value, _side: Side) -> str:
    """Write a number."""
    return raw(value).replace(".", ",")


def condition(value: Value, side: Side) -> str:
    """Write a condition as what has to hold."""
    return f"at {condition_words(value, side.words)}" if isinstance(value, Expression) else text(value, side)


def day(value: Value, side: Side) -> str:
    """Write a day."""
    return day_words(value, side.words) if isinstance(value, Expression) else text(value, side)


def parties(value: Value, side: Side) -> str:
    """Write the parties' names; of an expression, which party when."""
    if isinstance(value, Expression):
        return text_words(value, side.words, the_party)
    named = value if isinstance(value, tuple) else (value,)
    return " og ".join(the_party(str(party)) for party in named)


def steps(value: Value, side: Side) -> str:
    """Write steps by their names."""
    ids = value if isinstance(value, tuple) else (value,)
    return " og ".join(side.step(str(element)) for element in ids)
