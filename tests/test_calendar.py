from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosesser import calendar
from prosesser.calendar import MonthsDuration

DATES = st.dates(date(1990, 1, 1), date(2090, 12, 31))
DURATIONS = st.one_of(
    st.integers(-20_000, 20_000).map(MonthsDuration),
    st.timedeltas(timedelta(days=-20_000), timedelta(days=20_000)),
)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 1, 15, 22, 59, tzinfo=UTC), date(2026, 1, 15)),
        (datetime(2026, 1, 15, 23, 0, tzinfo=UTC), date(2026, 1, 16)),
        (datetime(2026, 7, 15, 21, 59, tzinfo=UTC), date(2026, 7, 15)),
        (datetime(2026, 7, 15, 22, 0, tzinfo=UTC), date(2026, 7, 16)),
    ],
)
def test_a_day_begins_at_midnight_in_oslo_summer_and_winter(instant: datetime, day: date) -> None:
    assert calendar.oslo_date(instant) == day


def test_an_instant_without_a_time_zone_is_a_fault_of_ours() -> None:
    with pytest.raises(calendar.NaiveInstant):
        calendar.oslo_date(datetime(2026, 1, 15))  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize(
    ("day", "start", "hours"),
    [
        (date(2026, 3, 29), datetime(2026, 3, 28, 23, tzinfo=UTC), 23),
        (date(2026, 10, 25), datetime(2026, 10, 24, 22, tzinfo=UTC), 25),
        (date(2026, 5, 17), datetime(2026, 5, 16, 22, tzinfo=UTC), 24),
    ],
)
def test_days_when_the_clocks_change_are_an_hour_shorter_or_longer(
    day: date, start: datetime, hours: int
) -> None:
    assert calendar.start_of_day(day) == start
    assert calendar.end_of_day(day) - calendar.start_of_day(day) == timedelta(hours=hours)


@given(DATES)
def test_a_day_contains_its_start_but_not_its_end(day: date) -> None:
    assert calendar.oslo_date(calendar.start_of_day(day)) == day
    assert calendar.oslo_date(calendar.end_of_day(day)) == day + timedelta(days=1)
    assert calendar.oslo_date(calendar.end_of_day(day) - timedelta(microseconds=1)) == day


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 12, 24), True),  # an ordinary Thursday in law
        (date(2026, 12, 25), False),
        (date(2026, 12, 31), True),
        (date(2026, 4, 2), False),  # Maundy Thursday
        (date(2026, 4, 3), False),
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 5, 1), False),
        (date(2026, 5, 14), False),  # Ascension Day
        (date(2026, 5, 15), True),
        (date(2026, 5, 16), False),  # Saturday
        (date(2026, 5, 17), False),
        (date(2027, 5, 17), False),  # Constitution Day on a Monday
        (date(2026, 5, 25), False),  # Whit Monday
    ],
)
def test_working_days_are_monday_to_friday_without_public_holidays(day: date, *, working: bool) -> None:
    assert calendar.is_working_day(day) is working


def test_next_and_previous_working_day_keep_a_working_day() -> None:
    assert calendar.next_working_day(date(2026, 5, 18)) == date(2026, 5, 18)
    assert calendar.previous_working_day(date(2026, 5, 18)) == date(2026, 5, 18)


def test_next_and_previous_working_day_step_over_easter() -> None:
    assert calendar.next_working_day(date(2026, 4, 2)) == date(2026, 4, 7)
    assert calendar.previous_working_day(date(2026, 4, 6)) == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("day", "count", "result"),
    [
        (date(2026, 5, 11), 5, date(2026, 5, 19)),  # over Ascension Day and a weekend
        (date(2026, 5, 18), -1, date(2026, 5, 15)),
        (date(2026, 5, 16), 0, date(2026, 5, 18)),
        (date(2026, 5, 16), 1, date(2026, 5, 18)),
        (date(2026, 12, 23), 2, date(2026, 12, 28)),
    ],
)
def test_working_days_are_counted_over_holidays(day: date, count: int, result: date) -> None:
    assert calendar.add_working_days(day, count) == result


@given(DATES, st.integers(-60, 60))
def test_so_many_working_days_later_that_many_working_days_have_passed(day: date, count: int) -> None:
    result = calendar.add_working_days(day, count)
    assert calendar.is_working_day(result)
    if count:
        first, last = (day + timedelta(days=1), result) if count > 0 else (result, day - timedelta(days=1))
        passed = [first + timedelta(days=i) for i in range((last - first).days + 1)]
        assert sum(map(calendar.is_working_day, passed)) == abs(count)


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 9, 30), 5, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_are_clamped_to_the_end_of_the_month(day: date, months: int, result: date) -> None:
    assert calendar.add_months(day, months) == result


@given(DATES, st.integers(-1200, 1200))
def test_adding_months_lands_in_the_right_month_on_the_same_day_or_its_last(day: date, months: int) -> None:
    result = calendar.add_months(day, months)
    assert (result.year - day.year) * 12 + result.month - day.month == months
    assert result.day == day.day or (result.day < day.day and (result + timedelta(days=1)).day == 1)


@given(DATES, st.integers(0, 1200))
def test_months_between_counts_what_was_added_unless_the_month_was_shorter(day: date, months: int) -> None:
    result = calendar.add_months(day, months)
    expected = months if result.day == day.day else months - 1
    assert calendar.months_between(day, result) == MonthsDuration(expected)
    assert calendar.months_between(result, day) == MonthsDuration(-expected)


@pytest.mark.parametrize(
    ("text", "duration", "canonical"),
    [
        ("P4M", MonthsDuration(4), "P4M"),
        ("P1Y14M", MonthsDuration(26), "P2Y2M"),
        ("-P1Y", MonthsDuration(-12), "-P1Y"),
        ("P0M", MonthsDuration(0), "P0M"),
        ("P4W", timedelta(weeks=4), "P28D"),
        ("P14D", timedelta(days=14), "P14D"),
        ("P1W2D", timedelta(days=9), "P9D"),
        ("P0D", timedelta(0), "PT0S"),
        ("PT36H", timedelta(hours=36), "P1DT12H"),
        ("PT90M", timedelta(minutes=90), "PT1H30M"),
        ("-P1DT2H3M4.5S", -timedelta(days=1, hours=2, minutes=3, seconds=4.5), "-P1DT2H3M4.5S"),
        ("PT0.000001S", timedelta(microseconds=1), "PT0.000001S"),
        ("PT1.5000000S", timedelta(seconds=1.5), "PT1.5S"),
    ],
)
def test_durations_are_read_and_written_canonically(
    text: str, duration: calendar.Duration, canonical: str
) -> None:
    assert calendar.parse_duration(text) == duration
    assert calendar.format_duration(duration) == canonical


@given(DURATIONS)
def test_a_duration_survives_being_written_and_read(duration: calendar.Duration) -> None:
    text = calendar.format_duration(duration)
    assert calendar.parse_duration(text) == duration
    assert calendar.format_duration(calendar.parse_duration(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "P1DT",
        "4M",
        "P4",
        "p4m",
        "P-4M",
        "P0.5M",
        "PT1,5S",
        "PT0.0000001S",
        "P4M ",
        "P9999999999D",
    ],
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(calendar.NotADuration, match="er ingen varighet"):
        calendar.parse_duration(text)


@pytest.mark.parametrize("text", ["P1M2W", "P1Y1D", "P1MT1H", "P0M0D"])
def test_months_mixed_with_days_are_refused_with_the_reason(text: str) -> None:
    with pytest.raises(calendar.MixedDuration, match="blander måneder og dager"):
        calendar.parse_duration(text)


def test_hours_after_a_date_count_from_its_midnight() -> None:
    assert calendar.add_duration(date(2026, 5, 17), timedelta(hours=23)) == date(2026, 5, 17)
    assert calendar.add_duration(date(2026, 5, 17), timedelta(hours=36)) == date(2026, 5, 18)
    assert calendar.add_duration(date(2026, 5, 17), -timedelta(hours=1)) == date(2026, 5, 16)
    assert calendar.add_duration(date(2026, 1, 31), MonthsDuration(1)) == date(2026, 2, 28)


@pytest.mark.parametrize("duration", [MonthsDuration(12 * 9000), timedelta(days=4_000_000)])
def test_a_date_beyond_the_calendar_is_refused(duration: calendar.Duration) -> None:
    with pytest.raises(calendar.DateOutOfRange):
        calendar.add_duration(date(2026, 5, 17), duration)


@given(day=st.dates(date(1970, 1, 1), date(2100, 1, 1)), days=st.integers(0, 400))
def test_a_duration_of_days_earlier_and_later_is_the_same_day(day: date, days: int) -> None:
    duration = timedelta(days=days)
    assert calendar.add_duration(calendar.subtract_duration(day, duration), duration) == day


def test_a_month_earlier_is_the_last_day_where_the_month_is_shorter() -> None:
    assert calendar.subtract_duration(date(2026, 3, 31), calendar.MonthsDuration(1)) == date(2026, 2, 28)
