"""Instants and dates as the tables keep them: whole microseconds since 1970 UTC, and ISO text."""

from datetime import UTC, date, datetime, timedelta

from prosesser.errors import Broken

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class NaiveInstant(Broken):
    """Et tidspunkt mangler tidssone."""


def to_micros(instant: datetime) -> int:
    """Return an aware datetime as microseconds since 1970 UTC; a naive one raises `NaiveInstant`."""
    if instant.tzinfo is None:
        raise NaiveInstant
    return (instant - _EPOCH) // _MICROSECOND


def to_micros_or_none(instant: datetime | None) -> int | None:
    """Return an aware datetime as microseconds since 1970 UTC, None as None."""
    return None if instant is None else to_micros(instant)


def from_micros(micros: int) -> datetime:
    """Return the aware UTC datetime of microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=micros)


def from_micros_or_none(micros: int | None) -> datetime | None:
    """Return the aware UTC datetime of microseconds since 1970, None as None."""
    return None if micros is None else from_micros(micros)


def date_or_none(text: str | None) -> date | None:
    """Read an ISO date, None as None."""
    return None if text is None else date.fromisoformat(text)
