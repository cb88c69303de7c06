"""What expressions mean, by table (DMN 1.5, 10.3.2)."""

from datetime import date, timedelta

import pytest

from prosesser.calendar import MonthsDuration
from prosesser.feel import Range, Value
from tests.feel.helpers import n, run, same, value

VARIABLES: dict[str, Value] = {
    "alder": n(42),
    "fornavn": "Åse",
    "første møte": date(2026, 3, 1),
    "møte": date(2026, 4, 1),
    "a-b": n(1),
    "a": n(10),
    "b": n(3),
    "søknader": [
        {"type": "bolig", "beløp": n(100)},
        {"type": "startlån", "beløp": n(250)},
        {"type": "bolig", "beløp": None},
    ],
    "bolig": {"adresse": {"gate": "Storgata", "husnummer og bokstav": "1 B"}},
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # numbers
        ("1", 1),
        ("007.50", n("7.5")),
        (".5", n("0.5")),
        ("1e3", 1000),
        ("1.5E-2", n("0.015")),
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 3 - 2", 5),
        ("8 / 4 / 2", 1),
        ("2 ** 3 ** 2", 64),
        ("-3 ** 2", 9),
        ("2 ** -1", n("0.5")),
        ("--5", 5),
        ("0.1 + 0.2", n("0.3")),
        ("1 / 3", n("0.3333333333333333333333333333333333")),
        ("2 / 3", n("0.6666666666666666666666666666666667")),
        ("1 / 0", None),
        ("0 ** -1", None),
        ("10 ** 6144 * 10", None),
        ("9999999999999999999999999999999999 + 0.4", n("9999999999999999999999999999999999")),
        # strings
        ('"a" + "b"', "ab"),
        ('"a" + 1', None),
        ('"\\"\\\\\\n\\t\\u00e6\\U01F40E\\uD83D\\uDC0E"', '"\\\n\tæ🐎🐎'),
        ('"“typografisk”"', "“typografisk”"),
        # null spreads
        ("1 + null", None),
        ("-null", None),
        ('-"a"', None),
        ("ukjent + 1", None),
        # lists and contexts
        ("[]", []),
        ("[1, [2], null]", [1, [2], None]),
        ("{}", {}),
        ('{a b: 1, "c-d": a b + 1}', {"a b": 1, "c-d": 2}),
        ("{a: 1, b: {c: a}}.b.c", 1),
        ("{a: 1}.x", None),
        ("[{a: 1}, {a: 2}, {}].a", [1, 2, None]),
        ("1.x", None),
        ("null.x", None),
        # if
        ("if true then 1 else 2", 1),
        ("if false then 1 else 2", 2),
        ("if null then 1 else 2", 2),
        ('if "true" then 1 else 2', 2),
        ("1 + if true then 2 else 3", 3),
        # variables
        ("alder + 1", 43),
        ("fornavn", "Åse"),
        ("første møte", date(2026, 3, 1)),
        ("møte - første møte", timedelta(days=31)),
        ("a-b", 1),
        ("a - b", 7),
        ("a -b", 7),
        ("a*b", 30),
        ("bolig.adresse.gate", "Storgata"),
        ('{"husnummer og bokstav": 5}.husnummer og bokstav', 5),
    ],
)
def test_an_expression_gives_its_value(text: str, expected: object) -> None:
    assert same(run(text, VARIABLES), value(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[1, 2, 3][1]", 1),
        ("[1, 2, 3][-1]", 3),
        ("[1, 2, 3][0]", None),
        ("[1, 2, 3][4]", None),
        ("[1, 2, 3][-4]", None),
        ("[1, 2, 3][1.5]", None),
        ("[1, 2, 3][b]", 3),
        ("[1, 2, 3][item > 1]", [2, 3]),
        ("[1, 2, 3][item > 5]", []),
        ("[1, null][item != null]", [1]),
        ("[1, 2][null]", []),
        ("5[1]", 5),
        ("5[item > 1]", [5]),
        ("null[1]", None),
        ("null[true]", None),
        ("[][1]", None),
        ("[][item = 1]", []),
        ('count(søknader[type = "bolig"])', 2),
        ('søknader[type = "startlån"].beløp', [250]),
        ("søknader[beløp > a * 20].type", ["startlån"]),
        ("søknader[item.beløp = null][1].type", "bolig"),
        ("[{item: 5}][item = 5]", [{"item": 5}]),
        ("[[1, 2], [3]][count(item) = 1]", [[3]]),
    ],
)
def test_a_filter_picks_by_position_or_condition(text: str, expected: object) -> None:
    assert same(run(text, VARIABLES), value(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[1..5]", Range(n(1), n(5))),
        ("(1..5]", Range(n(1), n(5), start_included=False)),
        ("]1..5[", Range(n(1), n(5), start_included=False, end_included=False)),
        ("[1..5)", Range(n(1), n(5), end_included=False)),
        ("[1 + 1..2 * 3]", Range(n(2), n(6))),
        ("(< 5)", Range(None, n(5), start_included=False, end_included=False)),
        ("(<= 5)", Range(None, n(5), start_included=False)),
        ("(> 5)", Range(n(5), None, start_included=False, end_included=False)),
        ("(>= 5)", Range(n(5), None, end_included=False)),
        ("(= 5)", Range(n(5), n(5))),
        ("[1..5].end", 5),
        ("(1..5].start included", False),
        ("(1..5].end included", True),
        ("[1..5].x", None),
    ],
)
def test_ranges_are_values(text: str, expected: object) -> None:
    assert same(run(text), value(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 instance of number", True),
        ('"a" instance of string', True),
        ("true instance of boolean", True),
        ("1 instance of boolean", False),
        ("1 instance of Any", True),
        ("null instance of Any", False),
        ("null instance of Null", True),
        ("null instance of number", False),
        ('@"2026-05-17" instance of date', True),
        ('@"2026-05-17" instance of date and time', False),
        ('@"2026-05-17T10:00:00" instance of date and time', True),
        ('@"10:00:00" instance of time', True),
        ('@"P1D" instance of days and time duration', True),
        ('@"P1M" instance of years and months duration', True),
        ('@"P1M" instance of days and time duration', False),
        ("[1, 2] instance of list<number>", True),
        ('[1, "a"] instance of list<number>', False),
        ("[] instance of list<string>", True),
        ("[[1]] instance of list<list<number>>", True),
        ("[1] instance of list", True),
        ("{a: 1} instance of context", True),
        ("{a: 1, b: 2} instance of context<a: number>", True),
        ('{a: "x"} instance of context<a: number>', False),
        ("{} instance of context<a: number>", False),
        ("[1..2] instance of range<number>", True),
        ("[1..2] instance of range<string>", False),
        ("(function(x) x) instance of function<number>->number", True),
        ("(function(x) x) instance of function<>->Any", True),
        ("1 instance of function<number>->number", False),
        ("1 + 1 instance of number", None),  # instance of binds tighter
    ],
)
def test_instance_of_looks_at_the_value(text: str, expected: object) -> None:
    assert same(run(text), value(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + /* to */ 2 // tre", 3),
        ("// bare\n1", 1),
        ("/* over\nflere */ 1", 1),
        ("1/2", n("0.5")),
        ('"// ingen kommentar"', "// ingen kommentar"),
    ],
)
def test_comments_are_skipped(text: str, expected: object) -> None:
    assert same(run(text), value(expected))


def test_the_longest_known_name_wins() -> None:
    variables: dict[str, Value] = {"dato": n(1), "dato for møte": n(2), "for møte": n(3)}
    assert run("dato for møte + dato", variables) == n(3)


def test_a_name_may_contain_the_name_of_a_function_or_an_operator() -> None:
    variables: dict[str, Value] = {
        "date and time": n(1),
        "date": n(5),
        "rett og plikt": n(2),
        "a and b": True,
    }
    assert run("date and time + date", variables) == n(6)
    assert run('date("2026-05-17").year + rett og plikt', variables) == n(2028)
    assert run("a and b", variables) is True


def test_variables_are_never_python_objects_with_attributes() -> None:
    assert run("a.__class__", {"a": "x"}) is None
    assert run("a.real", {"a": n(1)}) is None
    assert run("a.months", {"a": MonthsDuration(14)}) == n(2)
    assert run('get value(a, "__class__")', {"a": {}}) is None
