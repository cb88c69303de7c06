"""What the tests of FEEL share: one instant, and expectations written with plain Python numbers."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from prosesser.calendar import MonthsDuration
from prosesser.feel import Range, Value, evaluate, parse

NOW = datetime(2026, 5, 17, 22, 30, tzinfo=UTC)  # 00:30 of 18 May in Oslo


# Rows of a function: an expression, and its value with plain ints for numbers.
Table = dict[str, list[tuple[str, object]]]


def run(text: str, variables: Mapping[str, Value] | None = None) -> Value:
    """Evaluate an expression that knows the names of its variables."""
    known = variables or {}
    return evaluate(parse(text, known), known, now=NOW)


def n(number: int | str) -> Decimal:
    return Decimal(number)


def value(expected: object) -> Value:
    """Turn the ints of an expectation into numbers of FEEL."""
    if isinstance(expected, int) and not isinstance(expected, bool):
        return Decimal(expected)
    if isinstance(expected, list):
        return [value(item) for item in expected]
    if isinstance(expected, dict):
        return {key: value(item) for key, item in expected.items()}
    assert expected is None or isinstance(
        expected, bool | str | Decimal | date | time | timedelta | MonthsDuration | Range
    )
    return expected


def same(actual: Value, expected: Value) -> bool:
    """Compare strictly: true is not 1, a date is not a date and time, key order is no matter."""
    if type(actual) is not type(expected):
        return False
    if isinstance(actual, list) and isinstance(expected, list):
        return len(actual) == len(expected) and all(map(same, actual, expected))
    if isinstance(actual, dict) and isinstance(expected, dict):
        return actual.keys() == expected.keys() and all(same(actual[key], expected[key]) for key in actual)
    if isinstance(actual, datetime) and isinstance(expected, datetime):
        return actual == expected and actual.utcoffset() == expected.utcoffset()
    return actual == expected
