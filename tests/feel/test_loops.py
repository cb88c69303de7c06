"""Loops, quantifiers and functions that an expression defines (DMN 1.5, 10.3.2.13 and 10.3.2.14)."""

from datetime import date

import pytest

from prosesser.feel import Value
from tests.feel.helpers import n, run, same, value

VARIABLES: dict[str, Value] = {"a": n(10), "b": n(3)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for i in [1, 2] return i * 10", [10, 20]),
        ("for i in 1..3 return i", [1, 2, 3]),
        ("for i in 3..1 return i", [3, 2, 1]),
        ("for i in -1..1 return i", [-1, 0, 1]),
        ("for i in 1..b return i", [1, 2, 3]),
        ("for i in [1..3] return i", [1, 2, 3]),
        ("for i in (1..3] return i", [2, 3]),
        ("for i in [1..3) return i", [1, 2]),
        ("for i in 1..2, j in [10, 20] return i + j", [11, 21, 12, 22]),
        ("for i in [[1, 2], [3]], j in i return j", [1, 2, 3]),
        ("for i in 1..4 return if i <= 2 then 1 else partial[-1] + partial[-2]", [1, 1, 2, 3]),
        ("for i in 1..3 return count(partial)", [0, 1, 2]),
        ("for i in 1..2 return partial", [[], [[]]]),
        ("for i in 5 return i", [5]),
        ("for i in [] return i", []),
        ("for i in null return i", None),
        ("for i in 1..null return i", None),
        ("for i in 1..2.5 return i", None),
        (
            'for d in @"2026-02-28"..@"2026-03-02" return d',
            [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2)],
        ),
        ("for x y in [1] return x y + 1", [2]),
        ("some x in [1, 2] satisfies x > 1", True),
        ("some x in [1, 2] satisfies x > 2", False),
        ("some x in [1, null] satisfies x > 2", None),
        ("some x in [3, null] satisfies x > 2", True),
        ("some x in [] satisfies true", False),
        ("some x in 1..3, y in 1..3 satisfies x + y = 6", True),
        ("every x in [1, 2] satisfies x > 0", True),
        ("every x in [1, 2] satisfies x > 1", False),
        ("every x in [1, null] satisfies x > 0", None),
        ("every x in [0, null] satisfies x > 0", False),
        ("every x in [] satisfies false", True),
        ("every x in null satisfies true", None),
    ],
)
def test_loops_go_through_lists_and_ranges(text: str, expected: object) -> None:
    assert same(run(text, VARIABLES), value(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(function(x) x + 1)(2)", 3),
        ("{f: function(x, y) x - y, r: f(5, 3)}.r", 2),
        ("{f: function(x, y) x - y, r: f(y: 5, x: 3)}.r", -2),
        ("{f: function(x) x, r: f(1, 2)}.r", None),
        ("{f: function(x) x, r: f(z: 1)}.r", None),
        ("{f: function(x: number) x, r: f(1)}.r", 1),
        ('{f: function(x: number) x, r: f("a")}.r', None),
        ("{f: function() a, r: f()}.r", 10),
        ("{f: 1, r: f(1)}.r", None),
        ("sort([3, 1, 2], function(x, y) x > y)", [3, 2, 1]),
        ("{count: function(l) 99, r: count([])}.r", 99),
    ],
)
def test_an_expression_can_define_functions(text: str, expected: object) -> None:
    assert same(run(text, VARIABLES), value(expected))
