"""Values as JSON: lossless, canonical, and strict when read."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from prosesser.calendar import MonthsDuration
from prosesser.feel import Range, Value, evaluate, parse
from prosesser.feel.codec import Json, NotDecodable, NotEncodable, from_json, to_json
from tests.feel.helpers import NOW, same
from tests.feel.strategies import VALUES

OSLO = ZoneInfo("Europe/Oslo")


def identical(a: Value, b: Value) -> bool:
    """Compare to the last digit, offset and fold: repr tells numbers and instants apart that are equal."""
    return repr(a) == repr(b)


@given(VALUES)
def test_a_value_survives_json(value: Value) -> None:
    text = json.dumps(to_json(value))
    assert identical(from_json(json.loads(text)), value)


@given(VALUES, VALUES)
def test_values_that_differ_are_written_differently(a: Value, b: Value) -> None:
    written = [json.dumps(to_json(value), sort_keys=True) for value in (a, b)]
    if written[0] == written[1]:
        assert same(from_json(json.loads(written[0])), from_json(json.loads(written[1])))
        assert isinstance(a, dict) == isinstance(b, dict)


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        (None, None),
        (True, True),
        (Decimal(1), 1),
        (Decimal(-5), -5),
        (Decimal("1.50"), {"@number": "1.50"}),
        (Decimal("1E+3"), {"@number": "1E+3"}),
        (Decimal("-0"), {"@number": "-0"}),
        (Decimal(2**53), {"@number": "9007199254740992"}),
        ("@date", "@date"),
        (date(2026, 5, 17), {"@date": "2026-05-17"}),
        (time(10, 30), {"@time": "10:30:00"}),
        (datetime(2026, 5, 17, 10, tzinfo=UTC), {"@date and time": "2026-05-17T10:00:00Z"}),
        (datetime(2026, 10, 25, 2, 30, tzinfo=OSLO), {"@date and time": "2026-10-25T02:30:00@Europe/Oslo"}),
        (
            datetime(2026, 10, 25, 2, 30, tzinfo=OSLO, fold=1),
            {"@date and time, again": "2026-10-25T02:30:00@Europe/Oslo"},
        ),
        (MonthsDuration(14), {"@duration": "P1Y2M"}),
        (timedelta(weeks=4), {"@duration": "P28D"}),
        ([Decimal(1), [None]], [1, [None]]),
        ({"a": Decimal(1)}, {"a": 1}),
        ({"@date": "x"}, {"@context": [["@date", "x"]]}),
        ({"a": "@b", "@": {}}, {"@context": [["a", "@b"], ["@", {}]]}),
        (Range(Decimal(1), None, end_included=False), {"@range": [1, None, True, False]}),
    ],
)
def test_each_kind_of_value_has_one_form(value: Value, encoded: Json) -> None:
    assert to_json(value) == encoded
    assert identical(from_json(encoded), value)


@pytest.mark.parametrize(
    "encoded",
    [
        1.5,
        {"@date": "17.05.2026"},
        {"@date": 5},
        {"@number": "NaN"},
        {"@number": "Infinity"},
        {"@number": "x"},
        {"@number": "1.5 "},
        {"@number": 1},
        {"@duration": "P1M1D"},
        {"@date and time": "i dag"},
        {"@date and time, again": "i dag"},
        {"@context": {}},
        {"@context": [["a"]]},
        {"@context": [[1, 2]]},
        {"@context": [["a", 1], ["a", 2]]},
        {"@range": [1, 2]},
        {"@range": [1, 2, 1, 0]},
        {"@range": 5},
        {"@ukjent": 1},
        {"@date": "2026-05-17", "x": 1},
        {"a": {"@date": None}},
        object(),
    ],
)
def test_what_was_never_written_is_not_read(encoded: Json) -> None:
    with pytest.raises(NotDecodable):
        from_json(encoded)


def test_a_function_does_not_leave_its_evaluation() -> None:
    function = evaluate(parse("function(x) x"), {}, now=NOW)
    with pytest.raises(NotEncodable):
        to_json(function)
