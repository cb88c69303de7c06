"""Oslo's calendar: days, working days and ISO 8601 durations.

Days are plain dates as they are counted in Oslo; instants are aware datetimes. Working days are Monday to
Friday without Norway's public holidays; 24 December is a working day, since it is no public holiday.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias, TypeVar
from zoneinfo import ZoneInfo

import holidays

from prosesser.errors import Broken, Refused

OSLO = ZoneInfo("Europe/Oslo")

_DAY = timedelta(days=1)
_MONTHS_IN_YEAR = 12
_SATURDAY = 5
_DAYS_IN_WEEK = 7

AnyDate = TypeVar("AnyDate", date, datetime)


class DateOutOfRange(Refused):
    """Datoen havner utenfor kalenderen (år 1 til 9999). Velg en dato eller varighet som er nærmere."""


class NaiveInstant(Broken):
    """Et tidspunkt mangler tidssone. Meld fra til den som drifter systemet."""


class NotADuration(Refused):
    """«{text}» er ingen varighet. Skriv for eksempel P4M, P14D, P4W eller PT12H."""


class MixedDuration(NotADuration):
    """«{text}» blander måneder og dager. En måned har ikke fast lengde: bruk enten måneder eller dager."""


@dataclass(frozen=True, slots=True, order=True)
class MonthsDuration:
    """FEEL's "years and months duration": a number of calendar months, which may be negative."""

    months: int


# ISO 8601 durations come in two kinds that have no common order: calendar months, and exact time.
Duration: TypeAlias = MonthsDuration | timedelta


def oslo_date(instant: datetime) -> date:
    """Return the day it is in Oslo at an aware instant."""
    return oslo_time(instant).date()


def oslo_time(instant: datetime) -> datetime:
    """Return an aware instant as it is told in Oslo; a naive one would be read in the machine's time zone."""
    if instant.tzinfo is None:
        raise NaiveInstant
    return instant.astimezone(OSLO)


def start_of_day(day: date) -> datetime:
    """Return the UTC instant of 00:00 in Oslo on the day."""
    return datetime.combine(day, time.min, tzinfo=OSLO).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """Return the UTC instant when the day is over: 00:00 in Oslo of the next day."""
    return start_of_day(add_days(day, 1))


def is_working_day(day: date) -> bool:
    """Tell whether the day is Monday to Friday and no public holiday in Norway."""
    return day.weekday() < _SATURDAY and day not in _public_holidays(day.year)


def next_working_day(day: date) -> date:
    """Return the day itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day = add_days(day, 1)
    return day


def previous_working_day(day: date) -> date:
    """Return the day itself if it is a working day, else the last one before it."""
    while not is_working_day(day):
        day = add_days(day, -1)
    return day


def add_working_days(day: date, count: int) -> date:
    """Return the count-th working day after the day (before it if negative); 0 gives `next_working_day`."""
    if count == 0:
        return next_working_day(day)
    direction = 1 if count > 0 else -1
    for _ in range(abs(count)):
        day = add_days(day, direction)
        day = next_working_day(day) if direction > 0 else previous_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Return how many working days come after the start, up to and with the end; 0 when there are none."""
    days = (end - start).days
    if days <= 0:
        return 0
    weeks, rest = divmod(days, _DAYS_IN_WEEK)
    weekdays = weeks * _SATURDAY + sum(
        (start.weekday() + number) % _DAYS_IN_WEEK < _SATURDAY for number in range(1, rest + 1)
    )
    free = (day for year in range(start.year, end.year + 1) for day in _public_holidays(year))
    return weekdays - sum(start < day <= end and day.weekday() < _SATURDAY for day in free)


def add_days(day: date, count: int) -> date:
    """Return the date that many days later (earlier if negative)."""
    try:
        return day + count * _DAY
    except OverflowError:
        raise DateOutOfRange from None


def add_months(day: AnyDate, count: int) -> AnyDate:
    """Return the same day of the month that many months later, or the month's last day if it is shorter."""
    month_index = day.year * _MONTHS_IN_YEAR + day.month - 1 + count
    year, month = divmod(month_index, _MONTHS_IN_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise DateOutOfRange
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def add_duration(day: date, duration: Duration) -> date:
    """Return the date a duration later; time beyond whole days counts from 00:00 and is rounded down."""
    if isinstance(duration, MonthsDuration):
        return add_months(day, duration.months)
    return add_days(day, duration // _DAY)


def subtract_duration(day: date, duration: Duration) -> date:
    """Return the date a duration earlier; a day that the month lacks becomes its last."""
    if isinstance(duration, MonthsDuration):
        return add_months(day, -duration.months)
    return add_days(day, -(duration // _DAY))


_NUMBER = r"([0-9]{1,9})"
_DURATION = re.compile(
    rf"(-?)P(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(T(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}(?:\.([0-9]{{1,6}})0*)?S)?)?",
)


def parse_duration(text: str) -> Duration:
    """Read an ISO 8601 duration of months, or of days and time to the microsecond; weeks are our extension.

    Raises NotADuration, or MixedDuration for months together with days, which have no common measure.
    """
    match = _DURATION.fullmatch(text)
    if match is None or text[-1] in "PT":
        raise NotADuration(text=text)
    sign = -1 if match[1] else 1
    years, months, weeks, days, hours, minutes, seconds = (
        int(match[group] or 0) for group in (2, 3, 4, 5, 7, 8, 9)
    )
    if match[2] is None and match[3] is None:
        microseconds = int((match[10] or "0").ljust(6, "0"))
        return sign * _timedelta(text, weeks * 7 + days, hours * 3600 + minutes * 60 + seconds, microseconds)
    if any(match[group] is not None for group in (4, 5, 6)):
        raise MixedDuration(text=text)
    return MonthsDuration(sign * (years * _MONTHS_IN_YEAR + months))


def _timedelta(text: str, days: int, seconds: int, microseconds: int) -> timedelta:
    try:
        return timedelta(days=days, seconds=seconds, microseconds=microseconds)
    except OverflowError:
        raise NotADuration(text=text) from None


def format_duration(duration: Duration) -> str:
    """Write a duration in the canonical form of XML Schema: P1Y2M, P28D, P1DT2H, -PT0.5S, P0M, PT0S."""
    if isinstance(duration, MonthsDuration):
        years, months = divmod(abs(duration.months), _MONTHS_IN_YEAR)
        body = _parts((years, "Y"), (months, "M")) or "0M"
        return f"{'-' if duration.months < 0 else ''}P{body}"
    sign = "-" if duration < timedelta(0) else ""
    whole = abs(duration)
    clock = _clock(whole)
    return f"{sign}P{_parts((whole.days, 'D'))}{'T' + clock if clock else ''}"


def _clock(duration: timedelta) -> str:
    minutes, seconds = divmod(duration.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{duration.microseconds:06}".rstrip("0") if duration.microseconds else ""
    text = _parts((hours, "H"), (minutes, "M"))
    if seconds or fraction or not (text or duration.days):
        text += f"{seconds}{fraction}S"
    return text


def _parts(*parts: tuple[int, str]) -> str:
    return "".join(f"{amount}{unit}" for amount, unit in parts if amount)


def months_between(start: date, end: date) -> MonthsDuration:
    """Return the whole months from one date to another, rounded towards zero."""
    if end < start:
        return MonthsDuration(-months_between(end, start).months)
    months = (end.year - start.year) * _MONTHS_IN_YEAR + end.month - start.month
    return MonthsDuration(months - 1 if end.day < start.day else months)


@lru_cache(maxsize=256)
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NO", years=year, language="no"))
