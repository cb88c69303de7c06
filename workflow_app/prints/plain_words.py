"""What the diagram says to the resident of an element (``klarsprak``), filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from prosesser.definition.dialect import NOT_SAID, TITLE_PLACE
from prosesser.definition.model import Element
from prosesser.feel import Expression, Value, evaluate


@dataclass(frozen=True, slots=True)
class Occasion:
    """An element as it waits or happened: with the title of its task, and what its expressions read then."""

    element: Element
    known: Mapping[str, Value]
    now: datetime
    title: str = ""


def waiting(occasion: Occasion) -> str | None:
    """Return what the resident reads of an element that waits; None where the resident need not.

    A task that the diagram has no words for is called by its name: nothing that is to happen is hidden
    by an oversight.
    """
    element = occasion.element
    otherwise = element.name if element.kind == "userTask" else None
    return _filled(otherwise if element.plain is None else element.plain, occasion)


def done(occasion: Occasion) -> str | None:
    """Return what the resident reads of an element that is done; None where the diagram has no words."""
    return _filled(occasion.element.plain_done, occasion)


def _filled(said: Expression | str | None, occasion: Occasion) -> str | None:
    text = evaluate(said, occasion.known, now=occasion.now) if isinstance(said, Expression) else said
    if not isinstance(text, str) or text in {"", NOT_SAID}:
        return None
    return text.replace(TITLE_PLACE, occasion.title or occasion.element.name)
