"""Arithmetic as tables from the types of two operands to an operation (DMN 1.5, tables 45, 46 and 57 to 60).

An operation may raise one of FAILURES; the result is null then, as it is for types that no table has.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from types import MappingProxyType
from typing import Final

from prosesser.calendar import DateOutOfRange, MonthsDuration, add_duration, add_months
from prosesser.feel.budget import check_text
from prosesser.feel.numbers import CONTEXT, number
from prosesser.feel.values import Value

Operation = Callable[..., Value]
Table = Mapping[tuple[type, type], Operation]

FAILURES: Final = (ArithmeticError, ValueError, DateOutOfRange)

_MICROSECOND = timedelta(microseconds=1)
_DAY = timedelta(days=1)
_MAX_MONTHS = 12 * 10**9
_HALF = Decimal("0.5")


def apply(table: Table, left: Value, right: Value) -> Value:
    """Return the result of an operation; null for operands that it is not defined for."""
    operation = table.get((type(left), type(right)))
    if operation is None:
        return None
    try:
        return operation(left, right)
    except FAILURES:
        return None


def negate(value: Value) -> Value:
    """Return the number or duration with its sign turned."""
    if isinstance(value, Decimal):
        return CONTEXT.minus(value)
    if isinstance(value, timedelta):
        return -value
    return MonthsDuration(-value.months) if isinstance(value, MonthsDuration) else None


def _concatenate(left: str, right: str) -> str:
    check_text(len(left) + len(right))
    return left + right


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    result = CONTEXT.power(base, exponent)
    if not result.is_finite():  # 0 to a negative power signals nothing
        raise ZeroDivisionError
    return result


def _months(count: int) -> MonthsDuration:
    if abs(count) > _MAX_MONTHS:
        raise OverflowError
    return MonthsDuration(count)


def _later(instant: datetime, span: timedelta) -> datetime:
    """Count in elapsed time, so that an hour is an hour where the clocks change."""
    if instant.tzinfo is None:
        return instant + span
    return (instant.astimezone(UTC) + span).astimezone(instant.tzinfo)


def _months_later(day: datetime, span: MonthsDuration) -> datetime:
    return add_months(day, span.months)


def _turn_clock(clock: time, span: timedelta) -> time:
    since_midnight = (_since_midnight(clock) + span) % _DAY
    return (midnight(date.min) + since_midnight).time().replace(tzinfo=clock.tzinfo)


def _since_midnight(clock: time) -> timedelta:
    return timedelta(
        hours=clock.hour, minutes=clock.minute, seconds=clock.second, microseconds=clock.microsecond
    )


def _between_times(left: time, right: time) -> timedelta:
    offsets = [time_offset(left), time_offset(right)]
    known = [offset for offset in offsets if offset is not None]
    if len(known) == 1:
        raise ValueError(offsets)
    shift = known[1] - known[0] if known else timedelta(0)
    return _since_midnight(left) - _since_midnight(right) + shift


def time_offset(clock: time) -> timedelta | None:
    """Return the offset of a time, None for a local one; ValueError for a zone that needs a date first."""
    offset = clock.utcoffset()
    if offset is None and clock.tzinfo is not None:
        raise ValueError(clock)
    return offset


def _between_instants(left: datetime, right: datetime) -> timedelta:
    if (left.tzinfo is None) != (right.tzinfo is None):
        raise ValueError(left, right)
    return _in_utc(left) - _in_utc(right)


def _in_utc(instant: datetime) -> datetime:
    return instant if instant.tzinfo is None else instant.astimezone(UTC)


def midnight(day: date, zone: tzinfo | None = UTC) -> datetime:
    """Return a date as a date and time: 00:00 UTC (10.3.2.9.4)."""
    return datetime.combine(day, time.min, tzinfo=zone)


def _scale_months(exact: Decimal) -> MonthsDuration:
    """Round to whole months, halves up, as XPath does for such durations."""
    return _months(int(CONTEXT.add(exact, _HALF).to_integral_value(ROUND_FLOOR)))


def _microseconds(span: timedelta) -> Decimal:
    return number(span // _MICROSECOND)


def _scale_time(exact: Decimal) -> timedelta:
    return timedelta(microseconds=int(exact.to_integral_value(ROUND_HALF_EVEN)))


ADD: Table = MappingProxyType(
    {
        (Decimal, Decimal): CONTEXT.add,
        (str, str): _concatenate,
        (date, MonthsDuration): add_duration,
        (date, timedelta): add_duration,
        (MonthsDuration, date): lambda span, day: add_duration(day, span),
        (timedelta, date): lambda span, day: add_duration(day, span),
        (datetime, MonthsDuration): _months_later,
        (datetime, timedelta): _later,
        (MonthsDuration, datetime): lambda span, instant: _months_later(instant, span),
        (timedelta, datetime): lambda span, instant: _later(instant, span),
        (time, timedelta): _turn_clock,
        (timedelta, time): lambda span, clock: _turn_clock(clock, span),
        (MonthsDuration, MonthsDuration): lambda left, right: _months(left.months + right.months),
        (timedelta, timedelta): lambda left, right: left + right,
    }
)
SUBTRACT: Table = MappingProxyType(
    {
        (Decimal, Decimal): CONTEXT.subtract,
        (date, date): lambda left, right: left - right,
        (datetime, datetime): _between_instants,
        (date, datetime): lambda left, right: _between_instants(midnight(left), right),
        (datetime, date): lambda left, right: _between_instants(left, midnight(right)),
        (time, time): _between_times,
        (date, MonthsDuration): lambda day, span: add_months(day, -span.months),
        (date, timedelta): lambda day, span: add_duration(day, -span),
        (datetime, MonthsDuration): lambda instant, span: add_months(instant, -span.months),
        (datetime, timedelta): lambda instant, span: _later(instant, -span),
        (time, timedelta): lambda clock, span: _turn_clock(clock, -span),
        (MonthsDuration, MonthsDuration): lambda left, right: _months(left.months - right.months),
        (timedelta, timedelta): lambda left, right: left - right,
    }
)
_MULTIPLY_LEFT: dict[tuple[type, type], Operation] = {
    (MonthsDuration, Decimal): lambda span, by: _scale_months(CONTEXT.multiply(number(span.months), by)),
    (timedelta, Decimal): lambda span, by: _scale_time(CONTEXT.multiply(_microseconds(span), by)),
}
MULTIPLY: Table = MappingProxyType(
    {
        (Decimal, Decimal): CONTEXT.multiply,
        **_MULTIPLY_LEFT,
        (Decimal, MonthsDuration): lambda by, span: _MULTIPLY_LEFT[MonthsDuration, Decimal](span, by),
        (Decimal, timedelta): lambda by, span: _MULTIPLY_LEFT[timedelta, Decimal](span, by),
    }
)
DIVIDE: Table = MappingProxyType(
    {
        (Decimal, Decimal): CONTEXT.divide,
        (MonthsDuration, Decimal): lambda span, by: _scale_months(CONTEXT.divide(number(span.months), by)),
        (timedelta, Decimal): lambda span, by: _scale_time(CONTEXT.divide(_microseconds(span), by)),
        (MonthsDuration, MonthsDuration): lambda a, b: CONTEXT.divide(number(a.months), number(b.months)),
        (timedelta, timedelta): lambda a, b: CONTEXT.divide(_microseconds(a), _microseconds(b)),
    }
)
POWER: Table = MappingProxyType({(Decimal, Decimal): _power})

OPERATORS: Mapping[str, Table] = MappingProxyType(
    {"+": ADD, "-": SUBTRACT, "*": MULTIPLY, "/": DIVIDE, "**": POWER}
)
