"""Equality, order and membership in three-valued logic (DMN 1.5, tables 42, 53 and 55): None is null."""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType

from prosesser.calendar import MonthsDuration
from prosesser.feel.arithmetic import time_offset
from prosesser.feel.budget import Run
from prosesser.feel.values import Range, Value

Logical = bool | None

_FRAMES = 2  # how deep one level of a nested value counts
_PLAIN = frozenset((bool, Decimal, str, date, timedelta, MonthsDuration))
_ORDERED = frozenset((Decimal, str, date, time, datetime, timedelta, MonthsDuration))

ORDERINGS: Mapping[str, Callable[..., bool]] = MappingProxyType(
    {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
)


def equal(left: Value, right: Value, run: Run) -> Logical:
    """Compare deeply; values of different types have no answer, except that null equals only itself."""
    if left is None or right is None:
        return left is right
    kind = type(left)
    if kind is type(right) and kind in _PLAIN:
        return left == right
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return _equal_all(left, right, run)
    if kind is not type(right):
        return None
    return _equal_special(left, right, run)


def _equal_special(left: Value, right: Value, run: Run) -> Logical:
    if isinstance(left, datetime) and isinstance(right, datetime):
        return _same_instant(left, right)
    if isinstance(left, time) and isinstance(right, time):
        return _same_time(left, right)
    if isinstance(left, dict) and isinstance(right, dict):
        if left.keys() != right.keys():
            return False
        return _equal_all(list(left.values()), [right[key] for key in left], run)
    if isinstance(left, Range) and isinstance(right, Range):
        included = (left.start_included, left.end_included) == (right.start_included, right.end_included)
        return included and _equal_all((left.start, left.end), (right.start, right.end), run)
    return None


def _equal_all(left: Sequence[Value], right: Sequence[Value], run: Run) -> bool:
    run.charge(1 + len(left))
    if len(left) != len(right):
        return False
    run.enter(_FRAMES)
    same = all(equal(a, b, run) is True for a, b in zip(left, right, strict=True))
    run.leave(_FRAMES)
    return same


def _same_instant(left: datetime, right: datetime) -> bool:
    if left.tzinfo is None or right.tzinfo is None:
        return left.tzinfo is right.tzinfo and left == right
    return left.astimezone(UTC) == right.astimezone(UTC)


def _same_time(left: time, right: time) -> bool:
    zones = (left.tzinfo, right.tzinfo)
    if None in (left.utcoffset(), right.utcoffset()):
        return zones[0] is zones[1] and left == right
    return left == right


def ordered(symbol: str, left: Value, right: Value) -> Logical:
    """Compare two values of one ordered type with < <= > >=; other pairs have no answer."""
    if type(left) is not type(right) or type(left) not in _ORDERED:
        return None
    try:
        return ORDERINGS[symbol](_sortable(left), _sortable(right))
    except (TypeError, ValueError, OverflowError):  # a local time against one with an offset
        return None


def _sortable(value: Value) -> object:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC)
    if isinstance(value, time):
        time_offset(value)
    return value


def conjunction(results: Iterable[Logical]) -> Logical:
    """Return false if any result is, else null if any is, else true."""
    unknown = False
    for result in results:
        if result is False:
            return False
        unknown = unknown or result is None
    return None if unknown else True


def disjunction(results: Iterable[Logical]) -> Logical:
    """Return true if any result is, else null if any is, else false."""
    unknown = False
    for result in results:
        if result is True:
            return True
        unknown = unknown or result is None
    return None if unknown else False


def in_range(value: Value, interval: Range) -> Logical:
    """Tell whether a value lies in an interval."""
    above = below = True if value is not None else None
    if interval.start is not None:
        above = ordered(">=" if interval.start_included else ">", value, interval.start)
    if interval.end is not None:
        below = ordered("<=" if interval.end_included else "<", value, interval.end)
    return conjunction((above, below))


def belongs(value: Value, candidate: Value, run: Run) -> Logical:
    """Answer `value in candidate`: in an interval, in a list (or an interval in it), or equal."""
    if isinstance(candidate, Range) and not isinstance(value, Range):
        return in_range(value, candidate)
    if isinstance(candidate, list | tuple):
        run.charge(len(candidate))
        return equal(value, candidate, run) is True or any(
            belongs(value, item, run) is True if isinstance(item, Range) else equal(value, item, run) is True
            for item in candidate
        )
    return equal(value, candidate, run)
