"""What one expression may cost, so that a hostile one ends fast with a refusal."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import cast

from prosesser.feel.errors import FeelBudgetExceeded, NotAValue
from prosesser.feel.values import CONTAINERS, TYPE_NAMES, Range, Value

MAX_SOURCE = 10_000  # characters of an expression
MAX_NESTING = 40  # brackets and branches inside each other, as written
MAX_DEPTH = 100  # nodes above each other in the tree: bounds every recursion over it
MAX_STEPS = 200_000  # nodes evaluated, items walked, and what built-in functions count for
MAX_TEXT = 50_000  # characters of a string that an expression makes
MAX_ITEMS = 20_000  # items of a list that an expression makes
MAX_VALUE_DEPTH = 40  # lists and contexts inside each other


class Run:
    """One evaluation: its instant and what is left of its budget."""

    __slots__ = ("depth", "now", "steps")

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.steps = MAX_STEPS
        self.depth = 0

    def charge(self, steps: int) -> None:
        """Take steps from the budget."""
        self.steps -= steps
        if self.steps < 0:
            raise FeelBudgetExceeded(what=f"mer enn {MAX_STEPS} regnesteg")

    def enter(self, depth: int) -> None:
        """Go into a function body of that depth; the caller leaves it again."""
        self.depth += depth
        if self.depth > MAX_DEPTH:
            raise FeelBudgetExceeded(what="funksjoner som kaller hverandre i for mange ledd")

    def leave(self, depth: int) -> None:
        """Come back from a function body."""
        self.depth -= depth

    def inspect(self, value: Value) -> Value:
        """Return the value, once it is known to be made of FEEL's types and within the budget."""
        if type(value) in CONTAINERS:
            self._inspect_container(value, 1)
        else:
            _inspect_scalar(value)
        return value

    def _inspect_container(self, value: Value, depth: int) -> None:
        if depth > MAX_VALUE_DEPTH:
            raise FeelBudgetExceeded(what=f"lister i mer enn {MAX_VALUE_DEPTH} nivåer")
        parts = _parts(value)
        self.charge(len(parts))
        for part in parts:
            if type(part) in CONTAINERS:
                self._inspect_container(part, depth + 1)
            else:
                _inspect_scalar(part)


def _inspect_scalar(value: Value) -> None:
    kind = type(value)
    if kind not in TYPE_NAMES:
        raise NotAValue(type=kind.__name__)
    if kind is Decimal and not cast("Decimal", value).is_finite():
        raise NotAValue(type=f"tallet {value}")


def _parts(value: Value) -> Sequence[Value]:
    if isinstance(value, dict):
        if any(type(key) is not str for key in value):
            raise NotAValue(type="context med nøkler som ikke er tekst")
        return list(value.values())
    if isinstance(value, Range):
        return (value.start, value.end)
    return value if isinstance(value, list | tuple) else ()


def check_text(length: int) -> None:
    """Refuse to make a string that is too long; called before it is made."""
    if length > MAX_TEXT:
        raise FeelBudgetExceeded(what=f"en tekst på mer enn {MAX_TEXT} tegn")


def check_items(length: int) -> None:
    """Refuse to make a list that is too long; called before it is made."""
    if length > MAX_ITEMS:
        raise FeelBudgetExceeded(what=f"en liste med mer enn {MAX_ITEMS} elementer")
