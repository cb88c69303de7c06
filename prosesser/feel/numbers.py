"""Numbers of FEEL: decimals of 34 digits (IEEE 754-2008 decimal128; DMN 1.5, 10.3.2.3.1)."""

from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

CONTEXT = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[DivisionByZero, InvalidOperation, Overflow],
)
_LONGEST_PLAIN = 40


def number(value: int | str) -> Decimal:
    """Make a number; text that is none raises ArithmeticError."""
    return CONTEXT.create_decimal(value)


def print_number(value: Decimal) -> str:
    """Write a number in its one canonical form: plain digits, no trailing zeros, no minus zero."""
    if not value:
        return "0"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def print_literal(value: Decimal) -> str:
    """Write a number as a short literal: plain, or with an exponent where that would be long."""
    if abs(value.adjusted()) <= _LONGEST_PLAIN:
        return print_number(value)
    return str(value.normalize(CONTEXT))


def is_whole(value: Decimal) -> bool:
    """Tell whether the number is an integer."""
    return value == value.to_integral_value()


def small_integer(value: Decimal, limit: int) -> int | None:
    """Return a whole number of at most that magnitude as an int, anything else as None."""
    return int(value) if value.copy_abs() <= limit and is_whole(value) else None
