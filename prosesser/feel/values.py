"""The values of FEEL as plain Python values, and their types (DMN 1.5, 10.3.2.2 and 10.3.2.3)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from prosesser.calendar import MonthsDuration
from prosesser.feel.errors import NotAValue


@dataclass(frozen=True, slots=True)
class Range:
    """An interval. An end that is None is open to that side: no bound."""

    start: "Value"
    end: "Value"
    start_included: bool = True
    end_included: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function that the expression itself defines; it never leaves an evaluation."""

    parameters: tuple[str, ...]
    call: Callable[[Sequence["Value"]], "Value"]


# Lists are exactly list or tuple, contexts exactly dict: other sequences and mappings are no values of FEEL.
Value: TypeAlias = (
    bool
    | Decimal
    | str
    | date
    | time
    | datetime
    | MonthsDuration
    | timedelta
    | Sequence["Value"]
    | Mapping[str, "Value"]
    | Range
    | Function
    | None
)

TYPE_NAMES: Mapping[type, str] = MappingProxyType(
    {
        type(None): "Null",
        bool: "boolean",
        Decimal: "number",
        str: "string",
        date: "date",
        time: "time",
        datetime: "date and time",
        MonthsDuration: "years and months duration",
        timedelta: "days and time duration",
        list: "list",
        tuple: "list",
        dict: "context",
        Range: "range",
        Function: "function",
    }
)

CONTAINERS = frozenset((list, tuple, dict, Range))


def type_of(value: Value) -> str:
    """Return FEEL's name for the type of a value; what is no value of FEEL is our fault."""
    name = TYPE_NAMES.get(type(value))
    if name is None:
        raise NotAValue(type=type(value).__name__)
    return name


def as_list(value: Value) -> Sequence[Value]:
    """Return a list as it is and anything else as a list of one (10.3.2.9.4)."""
    return value if isinstance(value, list | tuple) else [value]
