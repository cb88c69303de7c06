"""When timers fire and deadlines have passed.

What a timer's expression gives decides how it is counted:

- a date: the timer fires as that day begins in Oslo; a deadline is passed when the day is over;
- a date and time: at that instant, in Oslo when it names no zone;
- a duration of months or whole days: as the date that it leads to, counted from the Oslo date on
  which the token came;
- a duration with hours or less: at the instant that it leads to from when the token came;
- null: not yet; the timer waits until the facts say when.
"""

from datetime import UTC, date, datetime, timedelta

from prosesser.calendar import (
    OSLO,
    MonthsDuration,
    add_duration,
    end_of_day,
    next_working_day,
    oslo_date,
    previous_working_day,
    start_of_day,
)
from prosesser.definition.model import TimerRule
from prosesser.engine.codec import Due
from prosesser.feel import Value

_DAY = timedelta(days=1)


class NoTime(ValueError):
    """A timer's expression gave something that no time can be read from."""


def due(rule: TimerRule, value: Value, entered: datetime) -> Due:
    """Return what the timer's value means for a token that came at ``entered``; NoTime if nothing."""
    if isinstance(value, timedelta) and value % _DAY:
        return entered + value
    if isinstance(value, MonthsDuration | timedelta):
        value = add_duration(oslo_date(entered), value)
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=OSLO)).astimezone(UTC)
    if isinstance(value, date):
        return _moved(rule, value)
    if value is None:
        return None
    raise NoTime


def _moved(rule: TimerRule, day: date) -> date:
    if rule.working_day == "forrige":
        return previous_working_day(day)
    if rule.working_day == "neste":
        return next_working_day(day)
    return day


def fires_at(rule: TimerRule, due: Due) -> datetime | None:
    """Return the UTC instant at which a timer fires that is due then."""
    if due is None or isinstance(due, datetime):
        return due
    return end_of_day(due) if rule.deadline else start_of_day(due)
