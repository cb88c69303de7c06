"""Norwegian national identity numbers (fødselsnummer, D-number), real and synthetic.

Neither sex nor century is read out of a number: from 2032 numbers no longer hold them.
"""

from calendar import monthrange

from stdnum.no import fodselsnummer

LENGTH = 11
SYNTHETIC_MONTHS = 80
"""What Tenor, the tax administration's register of synthetic persons, adds to the month."""


def is_valid(text: str) -> bool:
    """Say whether eleven digits are a possible number, of a real or a synthetic person."""
    return bool(fodselsnummer.is_valid(text)) or is_synthetic(text)


def is_synthetic(text: str) -> bool:
    """Say whether eleven digits are the number of a person who does not exist (month plus 80)."""
    if len(text) != LENGTH or not (text.isascii() and text.isdigit()):
        return False
    month = int(text[2:4]) - SYNTHETIC_MONTHS
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        return False
    return _checksums_hold(text) and _is_date(f"{text[:2]}{month:02}{text[4:6]}")


def _checksums_hold(text: str) -> bool:
    """Check the control digits, which count the digits as they stand."""
    first = fodselsnummer.calc_check_digit1(text)
    second = fodselsnummer.calc_check_digit2(text)
    return bool(text[-2] == first and text[-1] == second)


def _is_date(digits: str) -> bool:
    """Say whether ddmmyy is a day of some century (29 February exists in one of them)."""
    day, month, year = (int(digits[place : place + 2]) for place in (0, 2, 4))
    day -= 40 if day > 40 else 0  # noqa: PLR2004 - D-numbers add 40 to the day
    return any(1 <= day <= monthrange(century + year, month)[1] for century in (1800, 1900, 2000))
