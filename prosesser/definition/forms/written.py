"""Dates, times and numbers as people write them, and as we write them back.

What cannot be read is returned as it was written: the form's reader then refuses it by name.
"""

import re
from datetime import date, datetime, time
from decimal import Decimal

from prosesser.calendar import OSLO

MONTHS = tuple(
    "januar februar mars april mai juni juli august september oktober november desember".split()  # noqa: SIM905 - one line
)
PIVOT_YEARS = 100
_NUMERIC_DATE = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4}|\d{2})", re.ASCII)
_RUN_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})\.? ?([a-z]{3,9})\.? (\d{4})", re.ASCII)
_TIME = re.compile(r"(?:kl\.? ?)?(\d{1,2})(?:[.:]?(\d{2}))?(?:[.:]00)?", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(r"[-\u2212]?(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d+)?|[-\u2212]?\d+\.\d+", re.ASCII)
_THOUSANDS = re.compile(r"[-\u2212]?\d{1,3}(?:\.\d{3})+", re.ASCII)


def read_date(text: str) -> date | str:
    """Read 05.06.2026, 5.6.26, 05062026, 2026-06-05 or 5. juni 2026."""
    day, month, year = _parts(" ".join(text.lower().split()))
    try:
        return date(year, month, day)
    except ValueError:
        return text


def _parts(text: str) -> tuple[int, int, int]:
    if match := _NUMERIC_DATE.fullmatch(text) or _RUN_TOGETHER.fullmatch(text):
        year = int(match[3])
        return int(match[1]), int(match[2]), 2000 + year if year < PIVOT_YEARS else year
    if match := _ISO_DATE.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _WORDS.fullmatch(text):
        months = [number for number, name in enumerate(MONTHS, start=1) if name.startswith(match[2])]
        return int(match[1]), months[0] if len(months) == 1 else 0, int(match[3])
    return 0, 0, 0


def read_time(text: str) -> time | str:
    """Read 13.00, 13:00, 1300, 13 or kl. 13.00."""
    match = _TIME.fullmatch(" ".join(text.split()))
    try:
        return time(int(match[1]), int(match[2] or 0)) if match else text
    except ValueError:
        return text


def read_datetime(text: str) -> datetime | str:
    """Read a date and a time of day in Oslo, as 05.06.2026 13.00 or 2026-06-05T13:00."""
    day, _, clock = text.strip().replace("T", " ").rpartition(" ")
    words = day.removesuffix(" kl.").removesuffix(" kl").rstrip(",")
    on, at = read_date(words), read_time(clock)
    return datetime.combine(on, at, OSLO) if isinstance(on, date) and isinstance(at, time) else text


def read_number(text: str) -> Decimal | str:
    """Read 1234,5, 1.234,5, 1 234,5 or 1234.5; a point before exactly three digits groups thousands."""
    plain = " ".join(text.split())
    if not _NUMBER.fullmatch(plain):
        return text
    if "," in plain or _THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "")
    return Decimal(plain.replace(" ", "").replace(",", ".").replace("\u2212", "-"))


def write_date(day: date) -> str:
    """Write a date as in a table: 05.06.2026."""
    return f"{day:%d.%m.%Y}"


def write_time(clock: time) -> str:
    """Write a time of day: 13.00."""
    return f"{clock:%H.%M}"


def write_datetime(instant: datetime) -> str:
    """Write an instant in Oslo time: 05.06.2026 13.00."""
    return f"{instant.astimezone(OSLO):%d.%m.%Y %H.%M}"


def write_number(number: Decimal) -> str:
    """Write a number with a decimal comma and no grouping: 1234,5."""
    return f"{number:f}".replace(".", ",")
