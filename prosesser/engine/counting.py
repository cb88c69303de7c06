"""Which day a timer gives, counted from many days: so that two ways of writing a deadline can be compared."""

from collections.abc import Mapping
from datetime import date, datetime

from prosesser.calendar import oslo_date, start_of_day
from prosesser.definition.model import TimerRule
from prosesser.engine.deadlines import NoTime, due
from prosesser.feel import evaluate

ANCHORS = (
    date(2026, 1, 31),
    date(2026, 4, 1),  # before Easter
    date(2026, 6, 15),
    date(2026, 8, 31),
    date(2026, 12, 23),
    date(2027, 10, 30),  # a Saturday, before the clock is set back
    date(2028, 2, 29),
)
"""Days from which months are counted differently, weekends, and days before holidays."""


def day_given(rule: TimerRule, known: Mapping[str, date], entered: date) -> date | None:
    """Return the Oslo day that a timer gives for a token that came on a day, when only this is known."""
    now = start_of_day(entered)
    try:
        found = due(rule, evaluate(rule.expression, dict(known), now=now), now)
    except NoTime:
        return None
    return oslo_date(found) if isinstance(found, datetime) else found
