"""Dates, times and durations: reading, writing and their properties (DMN 1.5, 10.3.2.3.4 to 10.3.2.3.8).

Limits of ours: years 1 to 9999, microseconds. A time zone is an offset (+02:00, Z) or a name (@Europe/Oslo).
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo, available_timezones

from prosesser.calendar import MonthsDuration, NotADuration, format_duration, parse_duration
from prosesser.feel.numbers import CONTEXT, number
from prosesser.feel.values import Value

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(
    r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,6})0*)?"
    r"(?:(Z)|([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?|@([A-Za-z0-9_+/-]+))?"
)
_MAX_OFFSET = timedelta(hours=18)
_SECOND = timedelta(seconds=1)
_MICROSECOND = timedelta(microseconds=1)


def parse_date(text: str) -> date | None:
    """Read 2026-05-17; anything else is None."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def parse_time(text: str) -> time | None:
    """Read 10:30:00, 10:30:00.5, 10:30:00Z, 10:30:00+02:00, 10:30:00@Europe/Oslo; anything else is None."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    try:
        zone = _zone(match)
        microsecond = int((match[4] or "0").ljust(6, "0"))
        return time(int(match[1]), int(match[2]), int(match[3]), microsecond, tzinfo=zone)
    except ValueError:
        return None


def parse_date_and_time(text: str) -> datetime | None:
    """Read a date, T and a time; a date alone is its 00:00:00."""
    day_text, separator, time_text = text.partition("T")
    day = parse_date(day_text)
    clock = parse_time(time_text) if separator else time.min
    return None if day is None or clock is None else datetime.combine(day, clock)


def parse_duration_or_none(text: str) -> Value:
    """Read an ISO 8601 duration; anything else is None."""
    try:
        return parse_duration(text)
    except NotADuration:
        return None


def parse_temporal(text: str) -> Value:
    """Read what may stand in @"...": a date, a time, a date and time or a duration."""
    for read in (parse_date, parse_time, parse_date_and_time, parse_duration_or_none):
        value = read(text)
        if value is not None:
            return value
    return None


def zone_of(offset: timedelta) -> tzinfo:
    """Return the time zone of an offset; beyond 18 hours it raises ValueError."""
    if abs(offset) > _MAX_OFFSET:
        raise ValueError(offset)
    return UTC if not offset else timezone(offset)


def named_zone(name: str) -> tzinfo:
    """Return the time zone of that name; one that does not exist raises ValueError."""
    if name not in _zone_names():
        raise ValueError(name)
    return ZoneInfo(name)


def print_temporal(value: Value) -> str:
    """Write a date, time, date and time or duration as its parser reads it."""
    if isinstance(value, MonthsDuration | timedelta):
        return format_duration(value)
    if isinstance(value, datetime):
        return f"{value.date().isoformat()}T{_print_time(value.timetz())}"
    return _print_time(value) if isinstance(value, time) else str(value)


def property_of(value: Value, name: str) -> Value:
    """Return a property such as year or time offset; None where the value has none of that name."""
    read = _PROPERTIES.get((type(value), name))
    return None if read is None else read(value)


def _zone(match: re.Match[str]) -> tzinfo | None:
    if match[5]:
        return UTC
    if match[10]:
        return named_zone(match[10])
    if not match[6]:
        return None
    offset = timedelta(hours=int(match[7]), minutes=int(match[8]), seconds=int(match[9] or 0))
    return zone_of(-offset if match[6] == "-" else offset)


@lru_cache(maxsize=1)
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones())


def _print_time(value: time) -> str:
    text = value.replace(tzinfo=None, fold=0).isoformat()
    text = text.rstrip("0") if value.microsecond else text
    zone = value.tzinfo
    if zone is None:
        return text
    if isinstance(zone, ZoneInfo):
        return f"{text}@{zone.key}"
    offset = zone.utcoffset(None) or timedelta(0)
    return f"{text}Z" if not offset else f"{text}{_print_offset(offset)}"


def _print_offset(offset: timedelta) -> str:
    minutes, seconds = divmod(abs(offset) // _SECOND, 60)
    text = f"{'-' if offset < timedelta(0) else '+'}{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text


def _second(value: time | datetime) -> Decimal:
    return CONTEXT.add(number(value.second), _fraction(value.microsecond))


def _fraction(microseconds: int) -> Decimal:
    return CONTEXT.divide(number(microseconds), number(1_000_000))


def _time_zone(value: time | datetime) -> str | None:
    return value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None


def _parts(value: timedelta) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Return days, hours, minutes and seconds, each with the sign of the whole."""
    sign = -1 if value < timedelta(0) else 1
    whole = abs(value)
    minutes, seconds = divmod(whole.seconds, 60)
    exact = CONTEXT.add(number(seconds), _fraction(whole.microseconds))
    return (
        number(sign * whole.days),
        number(sign * (minutes // 60)),
        number(sign * (minutes % 60)),
        CONTEXT.multiply(number(sign), exact),
    )


def _months_part(value: MonthsDuration) -> Decimal:
    return number((-1 if value.months < 0 else 1) * (abs(value.months) % 12))


def _years_part(value: MonthsDuration) -> Decimal:
    return number((-1 if value.months < 0 else 1) * (abs(value.months) // 12))


_OF_DATE: dict[str, Callable[..., Value]] = {
    "year": lambda value: number(value.year),
    "month": lambda value: number(value.month),
    "day": lambda value: number(value.day),
    "weekday": lambda value: number(value.isoweekday()),
}
_OF_TIME: dict[str, Callable[..., Value]] = {
    "hour": lambda value: number(value.hour),
    "minute": lambda value: number(value.minute),
    "second": _second,
    "time offset": lambda value: value.utcoffset(),
    "timezone": _time_zone,
}
_OF_DURATION: dict[str, Callable[..., Value]] = {
    "days": lambda value: _parts(value)[0],
    "hours": lambda value: _parts(value)[1],
    "minutes": lambda value: _parts(value)[2],
    "seconds": lambda value: _parts(value)[3],
}
_OF_MONTHS: dict[str, Callable[..., Value]] = {"years": _years_part, "months": _months_part}

_PROPERTIES: Mapping[tuple[type, str], Callable[..., Value]] = MappingProxyType(
    {
        (kind, name): read
        for kind, table in (
            (date, _OF_DATE),
            (time, _OF_TIME),
            (datetime, _OF_DATE | _OF_TIME),
            (timedelta, _OF_DURATION),
            (MonthsDuration, _OF_MONTHS),
        )
        for name, read in table.items()
    }
)
PROPERTY_NAMES = frozenset(name for _, name in _PROPERTIES)
