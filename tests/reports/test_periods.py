"""The half-years that reports are made for."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosesser.reports import NotAPeriod, Period
from prosesser.reports.periods import finished

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(days)
def test_each_day_is_in_exactly_one_period(day: date) -> None:
    period = Period.of(day)
    assert period.first <= day <= period.last
    assert Period.read(period.code) == period
    assert period.before().last == period.first - timedelta(days=1)


def test_a_period_ends_at_midnight_in_oslo() -> None:
    last = datetime(2026, 6, 30, 21, 59, tzinfo=UTC)
    assert last in Period(2026, 1)
    assert last + timedelta(minutes=1) in Period(2026, 2)
    assert last + timedelta(minutes=1) not in Period(2026, 1)


@pytest.mark.parametrize(
    "code", ["2026", "2026H3", "2026h1", "2026H1 ", "0026H1", "2026Q1", "", "\uff12026H1"]
)
def test_what_is_no_period_is_refused(code: str) -> None:
    with pytest.raises(NotAPeriod):
        Period.read(code)


def test_only_periods_that_are_over_are_offered_the_latest_first() -> None:
    offered = finished(date(2025, 3, 1), date(2026, 7, 1))
    assert [period.code for period in offered] == ["2026H1", "2025H2", "2025H1"]
    assert [period.code for period in finished(date(2025, 3, 1), date(2026, 6, 30))] == ["2025H2", "2025H1"]
    assert finished(date(2026, 3, 1), date(2026, 6, 30)) == ()


@given(days, days)
def test_no_two_periods_share_a_day(since: date, today: date) -> None:
    offered = finished(since, today)
    assert all(later.first > earlier.last for later, earlier in pairwise(offered))
    assert all(period.last < today for period in offered)
