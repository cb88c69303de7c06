"""Conversion (DMN 1.5, 10.3.4.1)."""

from datetime import date, timedelta

from prosesser.calendar import MonthsDuration
from prosesser.feel import Range
from tests.feel.helpers import Table, n

CONVERSION: Table = {
    "date": [('date("2026-05-17")', date(2026, 5, 17)), ("date([2026], 5, 17)", date(2026, 5, 17))],
    "time": [("string(time(10, 30, 0))", "10:30:00")],
    "date and time": [('date(date and time("2026-05-17T10:00:00"))', date(2026, 5, 17))],
    "duration": [('duration("P4W")', timedelta(weeks=4)), ('duration(@"P1M")', MonthsDuration(1))],
    "years and months duration": [
        ('years and months duration(from: @"2025-12-24", to: @"2026-05-23")', MonthsDuration(4)),
    ],
    "number": [
        ('number("1.5")', n("1.5")),
        ('number("-.5")', n("-0.5")),
        ('number("1e3")', 1000),
        ('number("1 000,50", " ", ",")', n("1000.50")),
        ('number("1.000,50", ".", ",")', n("1000.50")),
        ('number("1,000.50", ",", ".")', n("1000.50")),
        ('number("1.000,5", " ", ",")', None),
        ('number("1.5", ".", ".")', None),
        ('number("1.5", "x", ".")', None),
        ('number(from: "1,5", decimal separator: ",")', n("1.5")),
        ('number("1.5", null, null)', n("1.5")),
        ('number("ti")', None),
        ('number("NaN")', None),
        ('number("1_000")', None),
        ("number(null)", None),
    ],
    "string": [
        ("string(1.50)", "1.5"),
        ("string(1e3)", "1000"),
        ("string(-0)", "0"),
        ("string(1 / 3)", "0.3333333333333333333333333333333333"),
        ("string(null)", None),
        ("string(true)", "true"),
        ('string("a")', "a"),
        ('string(@"2026-05-17")', "2026-05-17"),
        ('string(@"10:30:00.50+02:00")', "10:30:00.5+02:00"),
        ('string(@"2026-05-17T10:30:00@Europe/Oslo")', "2026-05-17T10:30:00@Europe/Oslo"),
        ('string(@"2026-05-17T10:30:00Z")', "2026-05-17T10:30:00Z"),
        ('string(@"P4W")', "P28D"),
        ('string(@"P13M")', "P1Y1M"),
        ('string([1, "a", null, [true]])', '[1, "a", null, [true]]'),
        ('string({a: 1, "b c": "x", "d-e": []})', '{a: 1, b c: "x", d-e: []}'),
        ("string([1..5))", "[1..5)"),
    ],
    "range": [
        ('range("[1..5)")', Range(n(1), n(5), end_included=False)),
        ('range("]1..5[")', Range(n(1), n(5), start_included=False, end_included=False)),
        ('range("(..5]")', Range(None, n(5), start_included=False)),
        ('range("[-1..)")', Range(n(-1), None, end_included=False)),
        ('range("[\\"a\\"..\\"b\\"]")', Range("a", "b")),
        ('range("[@\\"2026-01-01\\"..@\\"2026-12-31\\"]")', Range(date(2026, 1, 1), date(2026, 12, 31))),
        (
            'range("[date(\\"2026-01-01\\")..date(\\"2026-12-31\\")]")',
            Range(date(2026, 1, 1), date(2026, 12, 31)),
        ),
        ('range("[5..1]")', None),
        ('range("[1..\\"a\\"]")', None),
        ('range("[..]")', None),
        ('range("[..5]")', None),
        ('range("[1..2+3]")', None),
        ('range("[a..b]")', None),
        ('range("1..5")', None),
        ('range("")', None),
    ],
}
