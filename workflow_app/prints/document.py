"""A document for the resident: plain words in sections, without any layout.

A page shows it and the typesetter prints it, so both say the same. All text is plain: nothing in
it is read as markup. A newline begins a new line.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

Part = TypeVar("Part")


class PersonName(str):
    """A person's name: many are also names of places, which does not make them less of a name."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands under it; ``link`` is where the page leads from it (``tel:…``), if anywhere."""

    label: str
    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that has happened or comes: when in words, what, and a little more about it."""

    when: str
    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A thing with facts of its own, as an item of a plan or a person to call."""

    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with, in this order, paragraphs, facts, steps and cards under it; any may be none."""

    heading: str
    texts: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    steps: tuple[Step, ...] = ()
    cards: tuple[Card, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands under the heading."""
        return not (self.texts or self.facts or self.steps or self.cards)


@dataclass(frozen=True, slots=True)
class Document:
    """A document: whose and from when (``about``), what it is (``lead``), and its sections.

    ``sender`` stands at the top of each sheet; empty where it would tell where the person lives.
    """

    title: str
    about: tuple[Fact, ...]
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    sender: str = "Oslo kommune"

    def to_json(self) -> dict[str, Any]:
        """Return the document as JSON data."""
        return asdict(self)


def with_texts(part: Part, change: Callable[[str], str]) -> Part:
    """Return a document, or a part of one, with every text in it changed."""
    if isinstance(part, str):
        return change(part)  # type: ignore[return-value] # a text for a text
    if isinstance(part, tuple):
        return tuple(with_texts(one, change) for one in part)  # type: ignore[return-value] # same
    if is_dataclass(part) and not isinstance(part, type):
        changed = {field.name: with_texts(getattr(part, field.name), change) for field in fields(part)}
        return replace(part, **changed)
    return part
