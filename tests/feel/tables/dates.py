"""Functions on dates (DMN 1.5, 10.3.4.6 and 10.3.4.9), and ours."""

from datetime import date

from tests.feel.helpers import Table

DATES: Table = {
    "is": [
        ("is(1, 1.0)", True),
        ('is(@"2026-05-17", @"2026-05-17T00:00:00")', False),
        ('is(@"23:00:50Z", @"23:00:50")', False),
        ('is(@"23:00:50Z", @"23:00:50+00:00")', True),
        ('is(@"10:00:00Z", @"12:00:00+02:00")', False),
        ("is(null, null)", True),
        ("is(1, null)", False),
        ("is([1], [1])", True),
    ],
    "day of year": [('day of year(@"2026-05-17")', 137), ("day of year(1)", None)],
    "day of week": [
        ('day of week(@"2026-05-17")', "Sunday"),
        ('day of week(@"2026-05-18T10:00:00")', "Monday"),
    ],
    "month of year": [('month of year(@"2026-05-17")', "May")],
    "week of year": [('week of year(@"2026-01-01")', 1), ('week of year(@"2027-01-01")', 53)],
    "now": [("now() instance of date and time", True), ('now() = @"2026-05-17T22:30:00Z"', True)],
    "today": [("today()", date(2026, 5, 18))],
    "add working days": [
        ('add working days(@"2026-05-11", 5)', date(2026, 5, 19)),
        ('add working days(@"2026-05-18", -1)', date(2026, 5, 15)),
        ('add working days(@"2026-05-16", 0)', date(2026, 5, 18)),
        ('add working days(@"2026-05-16T10:00:00Z", 1)', date(2026, 5, 18)),
        ('add working days(@"2026-05-16", 1.5)', None),
        ('add working days(@"2026-05-16", 1e9)', None),
        ('add working days(@"9999-12-31", 5)', None),
        ("add working days(null, 5)", None),
        ('add working days(date: @"2026-12-23", count: 2)', date(2026, 12, 28)),
    ],
}
