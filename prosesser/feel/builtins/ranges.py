"""Functions on ranges (DMN 1.5, 10.3.4.7, table 78).

Each relation is one comparison of ends: an end that is excluded counts as just inside the value, and a point
is the range of that point alone. A comparison of values that have no order makes the whole answer null.
"""

from collections.abc import Callable
from dataclasses import dataclass

from prosesser.feel.builtins.registry import builtin, form
from prosesser.feel.comparison import ordered
from prosesser.feel.lexer import Token, tokenize
from prosesser.feel.literals import read_literal
from prosesser.feel.values import Range, Value

_BELOW_ALL, _ABOVE_ALL = -2, 2


@dataclass(frozen=True, slots=True)
class _End:
    """An end of a range: `shift` is -1 just below the value, 0 at it, 1 just above, -2 or 2 without bound."""

    value: Value
    shift: int


@dataclass(frozen=True, slots=True)
class _Span:
    start: _End
    end: _End


class _NoOrder(ValueError):
    """Two ends cannot be compared: the answer is null."""


def _span(value: Value) -> _Span:
    if not isinstance(value, Range):
        return _Span(_End(value, 0), _End(value, 0))
    start = _End(value.start, _BELOW_ALL if value.start is None else 0 if value.start_included else 1)
    end = _End(value.end, _ABOVE_ALL if value.end is None else 0 if value.end_included else -1)
    return _Span(start, end)


def _compare(left: _End, right: _End) -> int:
    """Return less than, exactly or more than 0, as the left end lies before, at or after the right one."""
    if abs(left.shift) == _ABOVE_ALL or abs(right.shift) == _ABOVE_ALL:
        return left.shift - right.shift if left.shift != right.shift else 0
    if ordered("<", left.value, right.value):
        return -1
    if ordered(">", left.value, right.value):
        return 1
    if ordered("<=", left.value, right.value) is None:
        raise _NoOrder
    return left.shift - right.shift


def _before(a: _Span, b: _Span) -> bool:
    return _compare(a.end, b.start) < 0


def _meets(a: _Span, b: _Span) -> bool:
    return _compare(a.end, b.start) == 0 and a.end.shift == 0


def _overlaps(a: _Span, b: _Span) -> bool:
    return _compare(a.start, b.end) <= 0 and _compare(b.start, a.end) <= 0


def _overlaps_before(a: _Span, b: _Span) -> bool:
    return _compare(a.start, b.start) < 0 and _compare(b.start, a.end) <= 0 and _compare(a.end, b.end) <= 0


def _finishes(a: _Span, b: _Span) -> bool:
    return _compare(a.end, b.end) == 0 and _compare(a.start, b.start) >= 0


def _includes(a: _Span, b: _Span) -> bool:
    return _compare(a.start, b.start) <= 0 and _compare(b.end, a.end) <= 0


def _starts(a: _Span, b: _Span) -> bool:
    return _compare(a.start, b.start) == 0 and _compare(a.end, b.end) <= 0


def _coincides(a: _Span, b: _Span) -> bool:
    return _compare(a.start, b.start) == 0 and _compare(a.end, b.end) == 0


Relation = Callable[[_Span, _Span], bool]


def _relation(relation: Relation) -> Callable[[Value, Value], bool | None]:
    def answer(left: Value, right: Value) -> bool | None:
        if left is None or right is None:
            return None
        return relation(_span(left), _span(right))

    return answer


def _turned(relation: Relation) -> Relation:
    return lambda a, b: relation(b, a)


def _range_of(text: str) -> Range | None:
    """Read a range of literals: "[1..5)", "(..@"2026-05-17"]"."""
    *tokens, end = tokenize(text)
    ends = [index for index, token in enumerate(tokens) if (token.kind, token.text) == ("symbol", "..")]
    if len(ends) != 1 or tokens[0].text not in {"[", "(", "]"} or tokens[-1].text not in {"]", ")", "["}:
        return None
    first, last = (_literal([*part, end]) for part in (tokens[1 : ends[0]], tokens[ends[0] + 1 : -1]))
    start_included, end_included = tokens[0].text == "[", tokens[-1].text == "]"
    return _ordered_range(first, last, start_included=start_included, end_included=end_included)


def _literal(tokens: list[Token]) -> Value:
    if len(tokens) == 1:
        return None
    value = read_literal(tokens)
    if value is None:
        raise ValueError(tokens)
    return value


def _ordered_range(start: Value, end: Value, *, start_included: bool, end_included: bool) -> Range | None:
    if (start is None and start_included) or (end is None and end_included) or start is end is None:
        return None
    if start is not None and end is not None and not ordered("<=", start, end):
        return None
    return Range(start, end, start_included, end_included)


_TWO_ANY = "{0}1: Any, {0}2: Any"
_POINTS_OR_RANGES = _TWO_ANY.format("range")
_TWO_RANGES = "range1: range, range2: range"

RANGES = (
    builtin("range", 'Et intervall fra tekst: "[1..5)".', form("from: string", _range_of)),
    builtin(
        "before", "Om det første ligger helt før det andre.", form(_POINTS_OR_RANGES, _relation(_before))
    ),
    builtin(
        "after",
        "Om det første ligger helt etter det andre.",
        form(_POINTS_OR_RANGES, _relation(_turned(_before))),
    ),
    builtin("meets", "Om det første slutter der det andre begynner.", form(_TWO_RANGES, _relation(_meets))),
    builtin(
        "met by",
        "Om det første begynner der det andre slutter.",
        form(_TWO_RANGES, _relation(_turned(_meets))),
    ),
    builtin("overlaps", "Om intervallene har noe felles.", form(_TWO_RANGES, _relation(_overlaps))),
    builtin(
        "overlaps before",
        "Om det første begynner før det andre og slutter i det.",
        form(_TWO_RANGES, _relation(_overlaps_before)),
    ),
    builtin(
        "overlaps after",
        "Om det første begynner i det andre og slutter etter det.",
        form(_TWO_RANGES, _relation(_turned(_overlaps_before))),
    ),
    builtin(
        "finishes",
        "Om det første slutter sammen med det andre.",
        form("point: Any, range: range", _relation(_finishes)),
    ),
    builtin(
        "finished by",
        "Om det andre slutter sammen med det første.",
        form("range: range, point: Any", _relation(_turned(_finishes))),
    ),
    builtin(
        "includes",
        "Om det andre ligger i det første.",
        form("range: range, point: Any", _relation(_includes)),
    ),
    builtin(
        "during",
        "Om det første ligger i det andre.",
        form("point: Any, range: range", _relation(_turned(_includes))),
    ),
    builtin(
        "starts",
        "Om det første begynner sammen med det andre.",
        form("point: Any, range: range", _relation(_starts)),
    ),
    builtin(
        "started by",
        "Om det andre begynner sammen med det første.",
        form("range: range, point: Any", _relation(_turned(_starts))),
    ),
    builtin("coincides", "Om de to er like.", form(_POINTS_OR_RANGES, _relation(_coincides))),
)
