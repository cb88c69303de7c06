"""Three-valued logic, comparison and membership, by table and by law (DMN 1.5, tables 42, 50 to 55)."""

import operator
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosesser.feel import Value
from tests.feel.helpers import run, same, value

TRUTHS = st.sampled_from([True, False, None])
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**6), max_value=10**6)
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, st.text(max_size=3), st.dates(), st.timedeltas())


@pytest.mark.parametrize(
    ("left", "right", "conjunction", "disjunction"),
    [
        ("true", "true", True, True),
        ("true", "false", False, True),
        ("true", "null", None, True),
        ("false", "true", False, True),
        ("false", "false", False, False),
        ("false", "null", False, None),
        ("null", "true", None, True),
        ("null", "false", False, None),
        ("null", "null", None, None),
        ("1", "true", None, True),
        ("1", "false", False, None),
        ('"true"', "true", None, True),
    ],
)
def test_and_and_or_follow_the_table(
    left: str, right: str, *, conjunction: bool | None, disjunction: bool | None
) -> None:
    assert run(f"{left} and {right}") is conjunction
    assert run(f"{left} or {right}") is disjunction


@given(a=TRUTHS, b=TRUTHS, c=TRUTHS)
def test_logic_obeys_its_laws(*, a: bool | None, b: bool | None, c: bool | None) -> None:
    variables: dict[str, Value] = {"a": a, "b": b, "c": c}

    def law(left: str, right: str) -> None:
        assert run(left, variables) is run(right, variables)

    law("a and b", "b and a")
    law("a or b", "b or a")
    law("(a and b) and c", "a and (b and c)")
    law("(a or b) or c", "a or (b or c)")
    law("not(a and b)", "not(a) or not(b)")
    law("not(a or b)", "not(a) and not(b)")
    law("not(not(a))", "a")
    law("a and (b or c)", "a and b or a and c")
    law("a and (a or b)", "a")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 = 1.0", True),
        ("0 = -0", True),
        ("1 != 2", True),
        ('1 = "1"', None),
        ('1 != "1"', None),
        ("null = null", True),
        ("null != null", False),
        ("1 = null", False),
        ("1 != null", True),
        ("true = 1", None),
        ('"a" < "b"', True),
        ('"Å" = "å"', False),
        ("true < false", None),
        ("1 < null", None),
        ('1 < "2"', None),
        ("[1, 2] = [1, 2]", True),
        ("[1, 2] = [2, 1]", False),
        ("[1] = 1", None),
        ("[] = null", False),
        ('[1] = ["1"]', False),
        ("[1, [2, {a: 3}]] = [1, [2, {a: 3}]]", True),
        ("[1] < [2]", None),
        ("{a: 1, b: 2} = {b: 2, a: 1}", True),
        ("{a: 1} = {a: 1, b: 2}", False),
        ("{} = []", None),
        ("[1..2] = [1..2]", True),
        ("[1..2] = [1..2)", False),
        ('@"2026-05-17" < @"2026-05-18"', True),
        ('@"2026-05-17" = @"2026-05-17T00:00:00"', None),
        ('@"10:00:00" = @"10:00:00Z"', False),
        ('@"10:00:00Z" = @"12:00:00+02:00"', True),
        ('@"10:00:00" < @"10:00:00Z"', None),
        ('@"10:00:00@Europe/Oslo" = @"10:00:00"', False),
        ('@"10:00:00@Europe/Oslo" = @"10:00:00@Europe/Oslo"', True),
        ('@"10:00:00@Europe/Oslo" < @"11:00:00@Europe/Oslo"', None),
        ('@"2026-05-17T10:00:00Z" = @"2026-05-17T12:00:00@Europe/Oslo"', True),
        ('@"2026-05-17T10:00:00" = @"2026-05-17T10:00:00Z"', False),
        ('@"2026-05-17T10:00:00" < @"2026-05-17T11:00:00Z"', None),
        ('@"2026-05-17T10:00:00Z" < @"2026-05-17T12:30:00+02:00"', True),
        ('@"P1Y" = @"P12M"', True),
        ('@"P28D" = @"P4W"', True),
        ('@"P1M" = @"P30D"', None),
        ('@"P1M" < @"P2M"', True),
        ('@"P1M" < @"P60D"', None),
        ('@"P1D" > @"PT23H"', True),
        ("1 between 1 and 2", True),
        ("3 between 1 and 2", False),
        ("1 between null and 2", None),
        ("3 between null and 2", False),
        ("1 between 0 and 2 and true", True),
        ('"b" between "a" and "c"', True),
    ],
)
def test_comparison_has_an_answer_only_within_one_type(text: str, expected: object) -> None:
    assert same(run(text), value(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 in [1..5]", True),
        ("5 in [1..5)", False),
        ("1 in (1..5]", False),
        ("5 in (1..5)", False),
        ("3 in ]1..5[", True),
        ("5 in (< 6)", True),
        ("5 in (>= 6)", False),
        ("5 in < 6", True),
        ("5 in (1, 2, 5)", True),
        ("5 in (< 3, > 4)", True),
        ("5 in (= 5)", True),
        ("5 in (!= 5)", False),
        ("5 in [1, 5]", True),
        ("5 in [[1..2], [4..6]]", True),
        ("5 in ([1..2], (4..6))", True),
        ("[5] in [[5]]", True),
        ("[1, 2] in [1, 2]", True),
        ("5 in 5", True),
        ("5 in (5)", True),
        ("5 in (2 + 3)", True),
        ("5 in (2) + 3", True),
        ("5 in ([1, 5])[2]", True),
        ('5 in "5"', None),
        ("null in [1, null]", True),
        ("null in [1..5]", None),
        ('"a" in [1..5]', None),
        ("5 in (? > 3)", True),
        ("5 in (? * 2 = 10, ? = 1)", True),
        ("5 in (even(?))", False),
        ('@"2026-05-17" in [@"2026-05-01"..@"2026-05-31"]', True),
        ("1 in (null, 1)", True),
        ('1 in ("a", 2)', None),
        ("not(5 in [1..3])", True),
    ],
)
def test_in_tests_against_values_lists_ranges_and_comparisons(text: str, expected: object) -> None:
    assert same(run(text), value(expected))


@pytest.mark.parametrize(
    ("symbol", "python"),
    [("<", operator.lt), ("<=", operator.le), (">", operator.gt), (">=", operator.ge), ("=", operator.eq)],
)
@given(a=NUMBERS, b=NUMBERS)
def test_numbers_compare_as_numbers(
    symbol: str, python: Callable[[Decimal, Decimal], bool], a: Decimal, b: Decimal
) -> None:
    assert run(f"a {symbol} b", {"a": a, "b": b}) is python(a, b)


@given(SCALARS, SCALARS)
def test_equality_is_symmetric_and_inequality_its_negation(a: Value, b: Value) -> None:
    variables = {"a": a, "b": b}
    assert run("a = b", variables) is run("b = a", variables)
    assert run("a != b", variables) is run("not(a = b)", variables)
    assert run("a = a", variables) is True


@given(SCALARS, SCALARS)
def test_of_two_comparable_values_exactly_one_order_holds(a: Value, b: Value) -> None:
    answers = [run(f"a {symbol} b", {"a": a, "b": b}) for symbol in ("<", "=", ">")]
    if answers[0] is not None:
        assert sorted(answer is True for answer in answers) == [False, False, True]
