"""Functions on numbers and truth values (DMN 1.5, 10.3.4.1, 10.3.4.2 and 10.3.4.5)."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)

from prosesser.calendar import MonthsDuration
from prosesser.feel.arithmetic import negate
from prosesser.feel.builtins.registry import builtin, form
from prosesser.feel.numbers import CONTEXT, is_whole, number
from prosesser.feel.values import Value

_SCALES = range(-6111, 6177)
_LITERAL = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_FUNCTION_COST = 25  # sqrt, log and exp take as long as so many nodes


def _rounded(rounding: str) -> Callable[[Decimal, Decimal | None], Decimal]:
    def round_number(value: Decimal, scale: Decimal | None) -> Decimal:
        digits = int(scale or 0)
        if digits not in _SCALES:
            raise ValueError(scale)
        if value.is_zero() or -_exponent(value) <= digits:
            return value
        return value.quantize(Decimal(1).scaleb(-digits, CONTEXT), rounding, CONTEXT)

    return round_number


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)


def _modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    """Return the remainder with the sign of the divisor."""
    rest = CONTEXT.remainder(dividend, divisor)
    return CONTEXT.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest


def _log(value: Decimal) -> Decimal | None:
    return CONTEXT.ln(value) if value > 0 else None


def _is_odd(value: Decimal) -> bool | None:
    return bool(CONTEXT.remainder(value, number(2))) if is_whole(value) else None


def _is_even(value: Decimal) -> bool | None:
    return not CONTEXT.remainder(value, number(2)) if is_whole(value) else None


def _absolute(value: Value) -> Value:
    if isinstance(value, Decimal):
        return value.copy_abs()
    if isinstance(value, timedelta):
        return abs(value)
    return negate(value) if isinstance(value, MonthsDuration) and value.months < 0 else value


def _number(text: str) -> Decimal | None:
    return number(text) if _LITERAL.fullmatch(text) else None


def _separated_number(text: str, grouping: str | None, decimal: str | None) -> Decimal | None:
    if (
        grouping not in {None, " ", ",", "."}
        or decimal not in {None, ",", "."}
        or (grouping and grouping == decimal)
    ):
        return None
    plain = text.replace(grouping, "") if grouping else text
    if decimal == ",":
        plain = plain.replace(".", "?").replace(",", ".")  # a point is no part of such a number
    return _number(plain)


def _not(value: Value) -> bool | None:
    return not value if isinstance(value, bool) else None


NUMERIC = (
    builtin("not", "Det motsatte: sann blir usann.", form("negand: Any", _not)),
    builtin(
        "number",
        "Gjør tekst om til et tall.",
        form("from: string", _number),
        form("from: string, grouping separator?: string, decimal separator?: string", _separated_number),
    ),
    builtin(
        "decimal",
        "Runder av til antall desimaler, halve mot partall.",
        form("n: number, scale: number", _rounded(ROUND_HALF_EVEN)),
    ),
    builtin(
        "floor", "Runder ned mot minus uendelig.", form("n: number, scale?: number", _rounded(ROUND_FLOOR))
    ),
    builtin(
        "ceiling", "Runder opp mot uendelig.", form("n: number, scale?: number", _rounded(ROUND_CEILING))
    ),
    builtin("round up", "Runder bort fra null.", form("n: number, scale: number", _rounded(ROUND_UP))),
    builtin("round down", "Runder mot null.", form("n: number, scale: number", _rounded(ROUND_DOWN))),
    builtin(
        "round half up",
        "Runder av, halve bort fra null.",
        form("n: number, scale: number", _rounded(ROUND_HALF_UP)),
    ),
    builtin(
        "round half down",
        "Runder av, halve mot null.",
        form("n: number, scale: number", _rounded(ROUND_HALF_DOWN)),
    ),
    builtin(
        "abs",
        "Tallet eller varigheten uten fortegn.",
        form("n: number|days and time duration|years and months duration", _absolute),
    ),
    builtin("modulo", "Resten etter en deling.", form("dividend: number, divisor: number", _modulo)),
    builtin("sqrt", "Kvadratroten.", form("number: number", CONTEXT.sqrt), cost=_FUNCTION_COST),
    builtin("log", "Den naturlige logaritmen.", form("number: number", _log), cost=_FUNCTION_COST),
    builtin("exp", "Eulers tall opphøyd i tallet.", form("number: number", CONTEXT.exp), cost=_FUNCTION_COST),
    builtin("odd", "Om tallet er et oddetall.", form("number: number", _is_odd)),
    builtin("even", "Om tallet er et partall.", form("number: number", _is_even)),
)
