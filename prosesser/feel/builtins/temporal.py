"""Functions on dates, times and durations (DMN 1.5, 10.3.4.1, 10.3.4.6, 10.3.4.9 and 10.3.4.11)."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import cast

from prosesser.calendar import MonthsDuration, add_working_days, months_between, oslo_date, oslo_time
from prosesser.feel.arithmetic import midnight
from prosesser.feel.budget import Run
from prosesser.feel.builtins.registry import builtin, form, metered
from prosesser.feel.comparison import equal
from prosesser.feel.numbers import CONTEXT, number, small_integer
from prosesser.feel.temporal import (
    named_zone,
    parse_date,
    parse_date_and_time,
    parse_duration_or_none,
    parse_time,
    print_temporal,
    zone_of,
)
from prosesser.feel.values import Value, type_of

_TEMPORAL = date | time | MonthsDuration | timedelta
_MILLION = 1_000_000
_MAX_WORKING_DAYS = 10_000
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _day_of(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _integers(*values: Decimal) -> list[int]:
    """Return whole numbers as int; ValueError if any is none."""
    integers = [small_integer(value, _MILLION) for value in values]
    if None in integers:
        raise ValueError(values)
    return [integer for integer in integers if integer is not None]


def _make_date(year: Decimal, month: Decimal, day: Decimal) -> date:
    return date(*_integers(year, month, day))


def _make_local(*parts: Decimal) -> datetime:
    year, month, day, hour, minute, second = parts
    return datetime.combine(_make_date(year, month, day), _make_time(hour, minute, second, None))


def _make_time(hour: Decimal, minute: Decimal, second: Decimal, offset: timedelta | None) -> time:
    whole_hour, whole_minute = _integers(hour, minute)
    microseconds = small_integer(CONTEXT.multiply(second, number(_MILLION)), _MILLION * 60)
    if microseconds is None:
        raise ValueError(second)
    zone = None if offset is None else zone_of(offset)
    return time(whole_hour, whole_minute, *divmod(microseconds, _MILLION), tzinfo=zone)


def _time_of(value: time | date) -> time:
    if isinstance(value, datetime):
        return value.timetz()
    return value if isinstance(value, time) else midnight(value).timetz()


def _join(day: date, clock: time) -> datetime:
    return datetime.combine(_day_of(day), clock)


def _with_offset(*values: Value) -> datetime:
    *parts, offset = values
    return _make_local(*cast("list[Decimal]", parts)).replace(tzinfo=zone_of(cast("timedelta", offset)))


def _in_zone(*values: Value) -> datetime:
    *parts, zone = values
    return _make_local(*cast("list[Decimal]", parts)).replace(tzinfo=named_zone(cast("str", zone)))


def _working_days(run: Run, day: date, count: Decimal) -> date | None:
    days = small_integer(count, _MAX_WORKING_DAYS)
    if days is None:
        return None
    run.charge(abs(days))
    return add_working_days(_day_of(day), days)


def _is(run: Run, left: Value, right: Value) -> bool:
    """Tell whether two values are the same, time zone and all."""
    if type_of(left) != type_of(right) or equal(left, right, run) is not True:
        return False
    return not isinstance(left, _TEMPORAL) or print_temporal(left) == print_temporal(right)


_DATE_PARTS = "year: number, month: number, day: number"
_PARTS = f"{_DATE_PARTS}, hour: number, minute: number, second: number"
_DATES = "date: date|date and time"

TEMPORAL = (
    builtin(
        "date",
        "En dato fra tekst (2026-05-17), fra en dato med tid, eller fra år, måned og dag.",
        form("from: string", parse_date),
        form("from: date|date and time", _day_of),
        form(_DATE_PARTS, _make_date),
    ),
    builtin(
        "time",
        "Et klokkeslett fra tekst (10:30:00), fra en dato med tid, eller fra time, minutt og sekund.",
        form("from: string", parse_time),
        form("from: time|date and time|date", _time_of),
        form("hour: number, minute: number, second: number, offset?: days and time duration", _make_time),
    ),
    builtin(
        "date and time",
        "En dato med tid fra tekst, fra en dato og et klokkeslett, eller fra tall.",
        form("from: string", parse_date_and_time),
        form(f"{_DATES}, time: time", _join),
        form(_PARTS, _make_local),
        form(f"{_PARTS}, offset: days and time duration", _with_offset),
        form(f"{_PARTS}, timezone: string", _in_zone),
    ),
    builtin(
        "duration",
        "En varighet fra tekst: P4M, P14D, P4W eller PT12H.",
        form("from: string", parse_duration_or_none),
        form("from: days and time duration|years and months duration", lambda span: span),
    ),
    builtin(
        "years and months duration",
        "Hele måneder fra en dato til en annen.",
        form(
            "from: date|date and time, to: date|date and time",
            lambda start, end: months_between(_day_of(start), _day_of(end)),
        ),
    ),
    builtin(
        "day of year", "Dagens nummer i året.", form(_DATES, lambda day: number(day.timetuple().tm_yday))
    ),
    builtin("day of week", "Ukedagens engelske navn.", form(_DATES, lambda day: _WEEKDAYS[day.weekday()])),
    builtin("month of year", "Månedens engelske navn.", form(_DATES, lambda day: _MONTHS[day.month - 1])),
    builtin(
        "week of year", "Ukenummeret (ISO 8601).", form(_DATES, lambda day: number(day.isocalendar().week))
    ),
    builtin(
        "is",
        "Om to verdier er helt like, også i tidssone.",
        metered("value1: Any, value2: Any", _is),
    ),
    builtin("now", "Tidspunktet nå, i Oslo.", metered("", lambda run: oslo_time(run.now))),
    builtin("today", "Dagens dato i Oslo.", metered("", lambda run: oslo_date(run.now))),
)

# What we add to the standard's functions; everything else is DMN's.
EXTENSIONS = (
    builtin(
        "add working days",
        "Datoen så mange virkedager etter (negativt: før). 0 gir første virkedag fra og med datoen.",
        metered(f"{_DATES}, count: number", _working_days),
    ),
)
