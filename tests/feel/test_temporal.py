"""Dates, times and durations: literals, arithmetic and properties (DMN 1.5, 10.3.2.3.4 to 10.3.2.3.8)."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosesser.calendar import MonthsDuration, add_months
from prosesser.feel import FeelSyntaxError
from tests.feel.helpers import n, run, same, value

OSLO = ZoneInfo("Europe/Oslo")
M = MonthsDuration
DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))
SPANS = st.timedeltas(timedelta(days=-9999), timedelta(days=9999))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('@"2026-05-17"', date(2026, 5, 17)),
        ('@"10:30:00"', time(10, 30)),
        ('@"10:30:00.25"', time(10, 30, 0, 250_000)),
        ('@"10:30:00Z"', time(10, 30, tzinfo=UTC)),
        ('@"10:30:00-00:00"', time(10, 30, tzinfo=UTC)),
        ('@"10:30:00+02:00"', time(10, 30, tzinfo=timezone(timedelta(hours=2)))),
        ('@"10:30:00@Europe/Oslo"', time(10, 30, tzinfo=OSLO)),
        ('@"2026-05-17T10:30:00"', datetime(2026, 5, 17, 10, 30)),  # noqa: DTZ001 - local time is a value of FEEL - FEEL's local time
        ('@"2026-05-17T10:30:00Z"', datetime(2026, 5, 17, 10, 30, tzinfo=UTC)),
        ('@"2026-05-17T10:30:00@Europe/Oslo"', datetime(2026, 5, 17, 10, 30, tzinfo=OSLO)),
        ('@"P4M"', M(4)),
        ('@"P4W"', timedelta(weeks=4)),
        ('@"-PT90M"', -timedelta(minutes=90)),
        ('date("2026-05-17")', date(2026, 5, 17)),
        ("date(2026, 5, 17)", date(2026, 5, 17)),
        ('date(@"2026-05-17T23:59:00Z")', date(2026, 5, 17)),
        ('date("2026-02-" + "30")', None),
        ("date(2026, 2, 30)", None),
        ("date(2026, 2.5, 1)", None),
        ("date(99999, 1, 1)", None),
        ("date(null)", None),
        ('time("10:30:00")', time(10, 30)),
        ("time(10, 30, 0)", time(10, 30)),
        ("time(10, 30, 15.5)", time(10, 30, 15, 500_000)),
        ('time(10, 30, 0, @"PT2H")', time(10, 30, tzinfo=timezone(timedelta(hours=2)))),
        ('time(10, 30, 0, @"PT20H")', None),
        ("time(10, 30, 0, null)", time(10, 30)),
        ("time(24, 0, 0)", None),
        ("time(10, 30, 60)", None),
        ("time(10, 30, -1)", None),
        ("time(10, 30, 0.0000001)", None),
        ('time(@"2026-05-17T10:30:00Z")', time(10, 30, tzinfo=UTC)),
        ('time(@"2026-05-17")', time(0, 0, tzinfo=UTC)),
        ('date and time("2026-05-17")', datetime(2026, 5, 17)),  # noqa: DTZ001 - local time is a value of FEEL
        ('date and time(@"2026-05-17", @"10:30:00Z")', datetime(2026, 5, 17, 10, 30, tzinfo=UTC)),
        ("date and time(2026, 5, 17, 10, 30, 0)", datetime(2026, 5, 17, 10, 30)),  # noqa: DTZ001 - local time is a value of FEEL
        (
            'date and time(2026, 5, 17, 10, 30, 0, "Europe/Oslo")',
            datetime(2026, 5, 17, 10, 30, tzinfo=OSLO),
        ),
        ('date and time(2026, 5, 17, 10, 30, 0, @"PT0S")', datetime(2026, 5, 17, 10, 30, tzinfo=UTC)),
        ('date and time(2026, 5, 17, 10, 30, 0, "../../etc/passwd")', None),
        ('time("10:30:00@" + "Mars/Olympus")', None),
        ('time("10:30" + "")', None),
        ('time("10:30:00+19:00" + "")', None),
        ('duration("P1Y2M")', M(14)),
        ('duration("P4W")', timedelta(days=28)),
        ('duration("P1M" + "1D")', None),
        ('years and months duration(@"2026-01-31", @"2026-03-30")', M(1)),
        ('years and months duration(@"2026-03-31", @"2025-12-31")', M(-3)),
        ('years and months duration(@"2026-01-01", @"2027-03-01")', M(14)),
        ("today()", date(2026, 5, 18)),  # the test's instant is past midnight in Oslo
        ("now()", datetime(2026, 5, 18, 0, 30, tzinfo=OSLO)),
        ("date(now()) = today()", True),
    ],
)
def test_temporal_values_are_made_from_text_and_numbers(text: str, expected: object) -> None:
    assert same(run(text), value(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('@"2026-05-17" - @"2026-05-01"', timedelta(days=16)),
        ('@"2026-05-01" - @"2026-05-17"', -timedelta(days=16)),
        ('@"2026-01-31" + @"P1M"', date(2026, 2, 28)),
        ('@"P1M" + @"2026-01-31"', date(2026, 2, 28)),
        ('@"2026-03-31" - @"P1M"', date(2026, 2, 28)),
        ('@"2026-05-17" + @"P4W"', date(2026, 6, 14)),
        ('@"2026-05-17" + @"PT36H"', date(2026, 5, 18)),
        ('@"2026-05-17" - @"PT1H"', date(2026, 5, 16)),
        ('@"2026-05-17" + 1', None),
        ('@"2026-05-17" + @"2026-05-17"', None),
        ('@"9999-12-31" + @"P1D"', None),
        ('@"9999-12-31" + @"P1M"', None),
        ('@"2026-01-31T10:00:00Z" + @"P1M"', datetime(2026, 2, 28, 10, tzinfo=UTC)),
        ('@"2026-05-17T10:00:00Z" + @"PT36H"', datetime(2026, 5, 18, 22, tzinfo=UTC)),
        # an hour is an hour where the clocks change
        ('string(@"2026-03-29T01:30:00@Europe/Oslo" + @"PT1H")', "2026-03-29T03:30:00@Europe/Oslo"),
        ('@"2026-03-29T12:00:00@Europe/Oslo" - @"2026-03-28T12:00:00@Europe/Oslo"', timedelta(hours=23)),
        ('@"2026-05-17T10:00:00Z" - @"2026-05-17T10:00:00+02:00"', timedelta(hours=2)),
        ('@"2026-05-17T10:00:00" - @"2026-05-17T09:00:00"', timedelta(hours=1)),
        ('@"2026-05-17T10:00:00" - @"2026-05-17T09:00:00Z"', None),
        ('@"2026-05-17T10:00:00Z" - @"2026-05-17"', timedelta(hours=10)),
        ('@"2026-05-18" - @"2026-05-17T10:00:00Z"', timedelta(hours=14)),
        ('@"10:00:00" + @"PT15H"', time(1, 0)),
        ('@"10:00:00Z" - @"PT11H"', time(23, 0, tzinfo=UTC)),
        ('@"10:00:00" - @"08:30:00"', timedelta(minutes=90)),
        ('@"10:00:00Z" - @"10:00:00+02:00"', timedelta(hours=2)),
        ('@"10:00:00Z" - @"10:00:00"', None),
        ('@"10:00:00@Europe/Oslo" - @"10:00:00"', None),
        ('@"P1Y" + @"P2M"', M(14)),
        ('@"P1Y" - @"P13M"', M(-1)),
        ('@"P1D" + @"PT1H"', timedelta(days=1, hours=1)),
        ('@"P1D" - @"P2D"', -timedelta(days=1)),
        ('@"P1M" + @"P1D"', None),
        ('@"P1M" * 3', M(3)),
        ('1.5 * @"P1M"', M(2)),
        ('@"P1M" * -1.5', M(-1)),
        ('@"P1D" * 0.5', timedelta(hours=12)),
        ('@"P1Y" / 4', M(3)),
        ('@"P1D" / 2', timedelta(hours=12)),
        ('@"P1Y" / @"P5M"', n("2.4")),
        ('@"P1D" / @"PT1H"', 24),
        ('@"P1D" / 0', None),
        ('@"P1D" / @"PT0S"', None),
        ('@"P1D" * @"P1D"', None),
        ('@"P1D" * 1e20', None),
        ('@"P1M" * 1e20', None),
        ('-@"P1M"', M(-1)),
        ('-@"-P1D"', timedelta(days=1)),
        ('-@"2026-05-17"', None),
        ('min(@"2026-05-17", @"2026-01-01")', date(2026, 1, 1)),
        ('max([@"2026-05-17", @"2026-01-01"])', date(2026, 5, 17)),
        ('max([@"2026-05-17", null][item != null])', date(2026, 5, 17)),
        ('sum(@"P1D", @"PT12H")', timedelta(hours=36)),
        ('sum([@"P1M", @"P1Y"])', M(13)),
    ],
)
def test_temporal_arithmetic_follows_the_tables(text: str, expected: object) -> None:
    assert same(run(text), value(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('@"2026-05-17".year', 2026),
        ('@"2026-05-17".month', 5),
        ('@"2026-05-17".day', 17),
        ('@"2026-05-17".weekday', 7),
        ('@"2026-05-18".weekday', 1),
        ('@"2026-05-17".hour', None),
        ('@"2026-05-17T10:30:15.5Z".hour', 10),
        ('@"2026-05-17T10:30:15.5Z".minute', 30),
        ('@"2026-05-17T10:30:15.5Z".second', n("15.5")),
        ('@"2026-05-17T10:30:15Z".time offset', timedelta(0)),
        ('@"2026-05-17T10:30:15".time offset', None),
        ('@"2026-05-17T10:30:15@Europe/Oslo".time offset', timedelta(hours=2)),
        ('@"2026-05-17T10:30:15@Europe/Oslo".timezone', "Europe/Oslo"),
        ('@"2026-05-17T10:30:15+02:00".timezone', None),
        ('@"10:30:15".second', 15),
        ('@"10:30:15+02:00".time offset', timedelta(hours=2)),
        ('@"P1Y14M".years', 2),
        ('@"P1Y14M".months', 2),
        ('@"-P14M".years', -1),
        ('@"-P14M".months', -2),
        ('@"P1M".days', None),
        ('@"P1DT2H3M4.5S".days', 1),
        ('@"P1DT2H3M4.5S".hours', 2),
        ('@"P1DT2H3M4.5S".minutes', 3),
        ('@"P1DT2H3M4.5S".seconds', n("4.5")),
        ('@"-P1DT2H".days', -1),
        ('@"-P1DT2H".hours', -2),
        ('[@"2026-05-17", @"2025-01-01"].year', [2026, 2025]),
    ],
)
def test_temporal_values_have_properties(text: str, expected: object) -> None:
    assert same(run(text), value(expected))


@pytest.mark.parametrize(
    "text",
    [
        'date("17.05.2026")',
        'date("2026-02-30")',
        'time("25:00:00")',
        'date and time("2026-05-17 10:00")',
        'duration("4M")',
        'duration("P1M1D")',
        '@"i morgen"',
        "@2026",
    ],
)
def test_a_literal_that_can_never_be_right_is_refused_before_it_runs(text: str) -> None:
    with pytest.raises(FeelSyntaxError):
        run(text)


@given(DATES, SPANS)
def test_a_date_minus_a_date_is_what_was_between(day: date, span: timedelta) -> None:
    other = day + span
    assert run("b - a", {"a": day, "b": other}) == other - day
    assert run("a + (b - a)", {"a": day, "b": other}) == other


@given(DATES, st.integers(-500, 500))
def test_months_are_added_as_the_calendar_adds_them(day: date, months: int) -> None:
    assert run("a + m", {"a": day, "m": M(months)}) == add_months(day, months)
    assert run("a - m", {"a": day, "m": M(months)}) == add_months(day, -months)


@given(st.datetimes(timezones=st.just(OSLO), allow_imaginary=False), SPANS)
def test_elapsed_time_added_to_an_instant_is_elapsed_time(instant: datetime, span: timedelta) -> None:
    later = run("a + s", {"a": instant, "s": span})
    if later is not None:
        assert isinstance(later, datetime)
        assert later.astimezone(UTC) == instant.astimezone(UTC) + span
        assert run("b - a", {"a": instant, "b": later}) == span


@given(SPANS, SPANS)
def test_durations_add_and_scale_like_numbers(a: timedelta, b: timedelta) -> None:
    variables = {"a": a, "b": b}
    assert run("a + b - b", variables) == a
    assert run("a * 2 - a", variables) == a
    if b:
        assert run("a / b * b = a or a / b != 0", variables) is True


@given(DATES)
def test_the_parts_of_a_date_make_it_again(day: date) -> None:
    assert run("date(d.year, d.month, d.day) = d", {"d": day}) is True
    assert run("date(string(d)) = d", {"d": day}) is True
