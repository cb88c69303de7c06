"""Every built-in function, by table (DMN 1.5, 10.3.4)."""

import pytest

from prosesser.feel import FUNCTIONS, REFUSED_FUNCTIONS, parse
from tests.feel.helpers import Table, run, same, value
from tests.feel.tables.contexts import CONTEXTS
from tests.feel.tables.conversion import CONVERSION
from tests.feel.tables.dates import DATES
from tests.feel.tables.lists import LISTS
from tests.feel.tables.numbers import NUMBERS
from tests.feel.tables.ranges import RANGES
from tests.feel.tables.strings import STRINGS

# The functions of DMN 1.5, chapter 10.3.4, and ours.
STANDARD = """
abs, after, all, any, append, before, ceiling, coincides, concatenate, contains, context, context
merge, context put, count, date, date and time, day of week, day of year, decimal, distinct values,
duration, during, ends with, even, exp, finished by, finishes, flatten, floor, get entries, get
value, includes, index of, insert before, is, list contains, list replace, log, lower case, matches,
max, mean, median, meets, met by, min, mode, modulo, month of year, not, now, number, odd, overlaps,
overlaps after, overlaps before, product, range, remove, replace, reverse, round down, round half
down, round half up, round up, sort, split, sqrt, started by, starts, starts with, stddev, string,
string join, string length, sublist, substring, substring after, substring before, sum, time, today,
union, upper case, week of year, years and months duration
"""
EXTENSIONS = {"add working days"}

TABLE: Table = CONTEXTS | CONVERSION | DATES | LISTS | NUMBERS | RANGES | STRINGS


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(*row, id=row[0]) for rows in TABLE.values() for row in rows]
)
def test_a_function_gives_what_the_standard_says(text: str, expected: object) -> None:
    assert same(run(text), value(expected))


def test_the_functions_are_exactly_those_of_the_standard_and_ours() -> None:
    standard = {name.strip() for name in STANDARD.replace("\n", " ").split(",")}
    assert set(FUNCTIONS) == standard | EXTENSIONS
    assert not set(FUNCTIONS) & set(REFUSED_FUNCTIONS)


def test_every_function_has_its_rows_in_the_table() -> None:
    assert set(TABLE) == set(FUNCTIONS)
    for name, rows in TABLE.items():
        assert all(name in parse(text).functions for text, _ in rows), name


def test_every_function_says_what_it_does_and_how_it_is_called() -> None:
    for name, function in FUNCTIONS.items():
        assert function.description.endswith("."), name
        assert all(signature.startswith(f"{name}(") for signature in function.signatures)


@pytest.mark.parametrize("name", sorted(REFUSED_FUNCTIONS))
def test_a_refused_function_is_recognised_and_says_what_to_use(name: str) -> None:
    assert parse(f"{name}(1)").functions == {name}
    assert REFUSED_FUNCTIONS[name].endswith(".")
    assert run(f"{name}(1)") is None
