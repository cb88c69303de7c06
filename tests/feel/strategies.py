"""Expressions of every form, as text, and values of every type."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from prosesser.calendar import MonthsDuration
from prosesser.feel import Range, Value

NAMES = ["a", "b c", "først og sist", "x-y"]

ATOMS = st.one_of(
    st.sampled_from([*NAMES, "null", "true", "false", "ukjent", "[]", "{}", "today()"]),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=0).map(str),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters='"\\\n\r'), max_size=5).map(
        '"{}"'.format
    ),
    st.sampled_from(['"\\"\\n\\\\\\u00e6"', '@"2026-05-17"', '@"P4W"', '@"10:00:00@Europe/Oslo"']),
)
TYPES = st.sampled_from(
    ["number", "list<date and time>", "context<a: number, b c: string>", "function<number>->Any"]
)
SYMBOLS = st.sampled_from(["or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "**"])


def grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def shape(template: str, *more: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        holes = template.count("{}") - len(more)
        return st.tuples(*[inner] * holes, *more).map(lambda parts: template.format(*parts))

    return st.one_of(
        st.tuples(inner, SYMBOLS, inner).map(" ".join),
        st.sampled_from(
            [
                "({})",
                "-{}",
                "[{}, {}]",
                "[{}..{}]",
                "({}..{}]",
                "]{}..{}[",
                "(< {})",
                "(>= {})",
                "{}.b c",
                "{}.year",
                "{}[{}]",
                "({})[item > {}]",
                "if {} then {} else {}",
                "for i in {} return {}",
                "for i in {}..{}, j in i return partial + {}",
                "some i in {} satisfies {}",
                "every i in {}, j in {} satisfies i = j",
                "function(p, q: number) p + {}",
                "(function(p) {})({})",
                "{} between {} and {}",
                "{} in {}",
                "{} in ({})",
                "{} in ({}, < {})",
                "{} in (? > {}, [{}..{}])",
                "count({})",
                "substring(string: {}, start position: {})",
                "ukjent({}, {})",
            ]
        ).flatmap(shape),
        st.tuples(inner, inner).map(lambda parts: f'{{ny: {parts[0]}, "to ord": {parts[1]}, b: to ord}}'),
        st.tuples(inner, TYPES).map(" instance of ".join),
    )


EXPRESSIONS = st.recursive(ATOMS, grow, max_leaves=12)

OSLO = ZoneInfo("Europe/Oslo")
ZONES: st.SearchStrategy[tzinfo | None] = st.one_of(
    st.none(),
    st.just(UTC),
    st.just(OSLO),
    st.integers(-1079, 1079).filter(bool).map(lambda m: timezone(timedelta(minutes=m))),
)
DATE_TIMES = st.builds(
    lambda local, zone, fold: local.replace(tzinfo=zone, fold=fold),
    st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1)),  # noqa: DTZ001 - the zone comes after
    ZONES,
    st.integers(0, 1),
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**33), 10**33).map(Decimal),
    st.decimals(allow_nan=False, allow_infinity=False).filter(lambda d: len(d.as_tuple().digits) <= 34),
    st.text(),
    st.dates(),
    st.times(timezones=ZONES),
    DATE_TIMES,
    st.integers(-9999, 9999).map(MonthsDuration),
    st.timedeltas(),
)
KEYS = st.one_of(st.text(max_size=4), st.sampled_from(["@date", "@", "@context", "@x"]))
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(KEYS, inner, max_size=4),
        st.builds(Range, inner, inner, st.booleans(), st.booleans()),
    ),
    max_leaves=8,
)
