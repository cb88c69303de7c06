"""Functions on truth values and numbers (DMN 1.5, 10.3.4.2 and 10.3.4.5)."""

from datetime import timedelta

from prosesser.calendar import MonthsDuration
from tests.feel.helpers import Table, n

NUMBERS: Table = {
    "not": [("not(true)", False), ("not(false)", True), ("not(null)", None), ("not(1)", None)],
    "decimal": [
        ("decimal(1/3, 2)", n("0.33")),
        ("decimal(1.5, 0)", 2),
        ("decimal(2.5, 0)", 2),
        ("decimal(1234, -2)", 1200),
        ("decimal(0, 6000)", 0),
        ("decimal(1, 7000)", None),
        ("decimal(1/3, 50) = 1/3", True),
    ],
    "floor": [("floor(1.5)", 1), ("floor(-1.5)", -2), ("floor(-1.56, 1)", n("-1.6"))],
    "ceiling": [("ceiling(1.5)", 2), ("ceiling(-1.5)", -1), ("ceiling(-1.56, 1)", n("-1.5"))],
    "round up": [("round up(5.5, 0)", 6), ("round up(-5.5, 0)", -6), ("round up(1.121, 2)", n("1.13"))],
    "round down": [
        ("round down(5.5, 0)", 5),
        ("round down(-5.5, 0)", -5),
        ("round down(1.129, 2)", n("1.12")),
    ],
    "round half up": [
        ("round half up(5.5, 0)", 6),
        ("round half up(-5.5, 0)", -6),
        ("round half up(1.125, 2)", n("1.13")),
    ],
    "round half down": [
        ("round half down(5.5, 0)", 5),
        ("round half down(-5.5, 0)", -5),
        ("round half down(1.126, 2)", n("1.13")),
    ],
    "abs": [
        ("abs(10)", 10),
        ("abs(-10)", 10),
        ('abs(@"-PT5H")', timedelta(hours=5)),
        ('abs(@"-P1M")', MonthsDuration(1)),
        ('abs(@"P1M")', MonthsDuration(1)),
        ("abs(null)", None),
    ],
    "modulo": [
        ("modulo(12, 5)", 2),
        ("modulo(-12, 5)", 3),
        ("modulo(12, -5)", -3),
        ("modulo(-12, -5)", -2),
        ("modulo(10.1, 4.5)", n("1.1")),
        ("modulo(5, 0)", None),
    ],
    "sqrt": [("sqrt(16)", 4), ("sqrt(-1)", None)],
    "log": [("decimal(log(10), 8)", n("2.30258509")), ("log(0)", None), ("log(-1)", None)],
    "exp": [("decimal(exp(5), 8)", n("148.41315910")), ("exp(1e9)", None)],
    "odd": [("odd(5)", True), ("odd(2)", False), ("odd(-1)", True), ("odd(1.5)", None)],
    "even": [("even(5)", False), ("even(2)", True), ("even(1.5)", None), ("even(1e6000)", None)],
}
