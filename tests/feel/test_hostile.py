"""Hostile expressions end fast with a clear refusal; whatever they are, nothing else escapes."""

import inspect
import sys
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prosesser.errors import Refused
from prosesser.feel import (
    FeelBudgetExceeded,
    NotAValue,
    PatternRefused,
    Value,
    evaluate,
    parse,
    print_expression,
)
from prosesser.feel.budget import MAX_NESTING, MAX_SOURCE
from prosesser.feel.codec import NotEncodable, from_json, to_json
from tests.feel.helpers import NOW, run
from tests.feel.strategies import EXPRESSIONS, NAMES, VALUES

LONG = 'for i in 1..14 return if i = 1 then "aaaa" else partial[-1] + partial[-1]'
WIDE = "for i in 1..40 return if i = 1 then [1] else [partial[-1], partial[-1]]"
DEEP = "for i in 1..1000 return if i = 1 then [1] else [partial[-1]]"
MANY = "for i in 1..19999 return i"


@pytest.mark.parametrize(
    "text",
    [
        "1+" * 6000 + "1",
        "1" * (MAX_SOURCE + 1),
        "(" * 200 + "1" + ")" * 200,
        "[" * 200 + "]" * 200,
        "{a:" * 200 + "1" + "}" * 200,
        "-" * 200 + "1",
        "if true then " * 200,
        "1 in (" * 200,
        "(1 or 2 and 3 = 4 + 5 * 6 ** -" * 200 + "1" + ")" * 200,
        "f(" * 200,
        "a[" * 200,
        "a." * 300 + "a",
        "a[1]" * 300,
        "function(x) " * 200 + "1",
        "x instance of " + "list<" * 200 + "number",
        "1 + " * 150 + "1",
    ],
)
def test_deep_or_long_text_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "for i in 1..1000000000 return i",
        "for i in 1..10000, j in 1..10000 return i",
        "every i in 1..1000000000 satisfies true",
        "some i in [1..1000000000] satisfies false",
        'for d in @"0001-01-01"..@"9999-12-31" return d',
        "for i in 1..100 return for j in 1..100 return for k in 1..100 return k",
        "for i in 1..1000 return for j in partial return j",
        LONG.replace("14", "15"),
        f'{{t: ({LONG})[-1], r: for i in 1..19999 return t + "x"}}',
        f"{{t: ({LONG})[-1], r: for i in 1..19999 return upper case(t)}}",
        f"{{t: ({LONG})[-1], r: for i in 1..19999 return [t + t]}}",
        f'{{t: ({LONG})[-1], r: for i in 1..19999 return contains(t, "b")}}',
        f'{{t: ({LONG})[-1], r: string join(for i in 1..100 return t, "-")}}.r',
        f'{{t: ({LONG})[1], r: replace(string join(for i in 1..9000 return t), "a", "bbbbbbbbbbbb")}}.r',
        WIDE,
        f"({WIDE})[-1] = ({WIDE})[-1]",
        f"flatten({WIDE})",
        f"string({WIDE})",
        DEEP,
        f"flatten({DEEP})",
        f"string({DEEP})",
        f"({DEEP})[-1] = ({DEEP})[-1]",
        f"distinct values({DEEP})",
        f"distinct values({MANY})",
        f"concatenate({MANY}, {MANY})",
        f"sort({MANY}, function(a, b) a > b)",
        f"({MANY})[({MANY})[item > 0]]",
        f"for i in 1..20000 return count({MANY})",
        "{f: function(f) f(f), r: f(f)}.r",
        "{f: function(f, n) f(f, n + 1), r: f(f, 1)}.r",
        "for i in 1..10000 return exp(i) + log(i) + sqrt(i)",
        'for i in 1..10000 return add working days(@"2026-01-01", 10000)',
        'for i in 1..10000 return matches("aaaaaaaaaaaa", "(a*)*b")',
    ],
)
def test_an_expression_that_takes_too_much_is_refused(text: str) -> None:
    with pytest.raises(FeelBudgetExceeded, match="Uttrykket krever for mye"):
        run(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('matches(t, "(a+)+$")', False),
        ('matches(t, "(a|aa)+$")', False),
        ('matches(t, "(.*)*x(.*)*y")', False),
        ("10 ** 6000 * 10 ** 6000", None),
        ("exp(1e6000)", None),
        ("2 ** 1e6000", None),
        ("[1, 2][1e6000]", None),
        ('@"P1D" * 1e6000', None),
        ('@"P1M" * 1e6000', None),
        ("substring(t, 1e6000)", ""),
        ("decimal(1, 1e6000)", None),
        ("even(10 ** 6000)", None),
        ("date(1e6000, 1, 1)", None),
        ("time(1, 1, 1e6000)", None),
        ("string length(string(1e6000))", Decimal(6001)),
    ],
)
def test_hostile_values_have_quick_answers(text: str, expected: Value) -> None:
    assert run(text, {"t": "a" * 5000 + "!"}) == expected


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        (r"(a)\\1", "støttes ikke"),
        (r"[a-z-[aeiou]]", "i en tegnklasse"),
        (r"(?=a)", "finnes bare"),
        (r"(?i)a", "finnes bare"),
        (r"(?P<n>a)", "finnes bare"),
        (r"\\bord\\b", "støttes ikke"),
        (r"\\p{IsBasicLatin}", "støttes ikke"),
        (r"\\x41", "støttes ikke"),
        (r"\\Q.\\E", "støttes ikke"),
        (r"a{,3}", "antall"),
        (r"a{x}", "antall"),
        (r"a]", "Skriv"),
        (r"[\\S]", "kan ikke stå"),
        (r"(", "gyldig regulært uttrykk"),
        (r"a**", "gyldig regulært uttrykk"),
        (r"(a{1000}){1000}", "gyldig regulært uttrykk"),
        ("a" * 501, "lengre enn"),
        ("a\\\\", "slutter midt"),
        ("[a", "slutter midt"),
    ],
)
def test_a_pattern_that_cannot_mean_what_it_says_is_refused_also_when_it_is_made_late(
    pattern: str, reason: str
) -> None:
    with pytest.raises(PatternRefused, match=reason):
        run(f'matches("a", "" + "{pattern}")')
    with pytest.raises(Refused, match=reason):
        parse(f'matches("a", "{pattern}")')


def test_unknown_flags_of_a_pattern_are_refused() -> None:
    with pytest.raises(Refused, match="s, m, i, x og q"):
        parse('matches("a", "a", "z")')


@pytest.mark.parametrize(
    "value",
    [1, 1.5, object(), {1: "a"}, [1], {"a": b"x"}, (1,), Decimal("NaN"), Decimal("Infinity"), {"a", "b"}],
)
def test_what_is_no_value_of_feel_is_a_fault_of_ours(value: Value) -> None:
    with pytest.raises(NotAValue):
        evaluate(parse("x"), {"x": value}, now=NOW)
    assert evaluate(parse("y"), {"x": value}, now=NOW) is None


@settings(max_examples=200)
@given(EXPRESSIONS, st.lists(VALUES, min_size=4, max_size=4))
def test_any_expression_over_any_values_has_a_value_or_is_refused(text: str, values: list[Value]) -> None:
    with suppress(Refused):
        result = evaluate(parse(text, NAMES), dict(zip(NAMES, values, strict=True)), now=NOW)
        with suppress(NotEncodable):
            assert repr(from_json(to_json(result))) == repr(result)


def test_a_variable_that_holds_itself_is_refused() -> None:
    cycle: list[Value] = []
    cycle.append(cycle)
    with pytest.raises(FeelBudgetExceeded):
        run("x", {"x": cycle})


def shallow(call: Callable[[], Value], frames: int) -> Value:
    """Call from so deep in the stack, as a web server and an engine would."""
    return call() if not frames else shallow(call, frames - 1)


@pytest.mark.parametrize(
    "text",
    [
        "(1 or 2 and 3 = 4 + 5 * 6 ** -" * 13 + "1" + ")" * 13,
        "[" * (MAX_NESTING - 1) + "1" + "]" * (MAX_NESTING - 1),
        "1 + " * 98 + "1",
        "for i in 1 return " * (MAX_NESTING - 1) + "1",
        "{f: function(x, f) if x > 40 then x else f(x + 1, f), r: f(1, f)}.r",
        f"string(({DEEP.replace('1000', '30')})[-1])",
        f"({DEEP.replace('1000', '30')})[-1] = ({DEEP.replace('1000', '30')})[-1]",
    ],
)
def test_the_deepest_allowed_expressions_leave_room_on_the_stack(text: str) -> None:
    room = sys.getrecursionlimit() - _frames_in_use()
    assert room > 600

    def whole() -> Value:
        expression = parse(text)
        assert parse(print_expression(expression)) == expression
        try:
            return evaluate(expression, {}, now=NOW)
        except FeelBudgetExceeded:
            return None

    shallow(whole, room - 600)


def _frames_in_use() -> int:
    return len(inspect.stack(context=0))
