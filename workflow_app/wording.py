"""Norwegian words for dates, deadlines and counts: the one place that knows how we write them.

Dates are written "5. juni 2026" in running text, "05.06.2026" in tables, times "kl. 13.00".
"""

from dataclasses import dataclass
from datetime import date, datetime

from prosesser.calendar import OSLO, oslo_date
from prosesser.definition.forms.written import write_date
from prosesser.definition.words import (
    NO_BREAK,
    capital,
    count,
    deadline_rule,
    listed,
    long_date,
    span,
    the_party,
)
from prosesser.reports import Period

__all__ = [  # what the core tells with too
    "NO_BREAK",
    "capital",
    "count",
    "deadline_rule",
    "listed",
    "long_date",
    "span",
    "the_party",
]

SOON_DAYS = 3
MODALITIES = {"must": "skal", "should": "bør", "may": "kan", "goal": "har som mål"}


@dataclass(frozen=True, slots=True)
class Tag:
    """A short text with a colour of the design system; the text alone carries the meaning."""

    text: str
    color: str


CASE_TAGS = {
    "active": Tag("Pågår", "info"),
    "completed": Tag("Avsluttet", "success"),
    "cancelled": Tag("Avbrutt", "neutral"),
}


def short_date(day: date) -> str:
    """Write a date for tables and fields: "05.06.2026"."""
    return write_date(day)


def clock_time(instant: datetime) -> str:
    """Write the time of day in Oslo: "kl. 13.00"."""
    return f"kl. {instant.astimezone(OSLO):%H.%M}"


def long_instant(instant: datetime) -> str:
    """Write an instant for running text: "5. juni 2026 kl. 13.00"."""
    return f"{long_date(oslo_date(instant))} {clock_time(instant)}"


def instant_today(instant: datetime, now: datetime) -> str:
    """Write an instant for whoever reads it now: "kl. 13.00" on the same day, else with the date."""
    return clock_time(instant) if oslo_date(instant) == oslo_date(now) else long_instant(instant)


def any_date(when: date | datetime) -> str:
    """Write a date, or an instant with its time of day, for running text."""
    return long_instant(when) if isinstance(when, datetime) else long_date(when)


def iso_instant(instant: datetime) -> str:
    """Write an instant for the ``datetime`` attribute of ``<time>``, to the minute, Oslo time."""
    return instant.astimezone(OSLO).isoformat(timespec="minutes")


def deadline_tag(due: date, today: date, remind_from: date | None = None) -> Tag:
    """Say how far off a deadline is: "Forfalt for 3 dager siden", "Frist i dag".

    From the day on which the diagram wants a reminder it says so: "Påminnelse: frist om 12 dager".
    """
    days = (due - today).days
    if days < 0:
        return Tag(_overdue(-days), "danger")
    if remind_from is not None and remind_from <= today:
        return Tag(f"Påminnelse: {_upcoming(days).lower()}", "warning")
    return Tag(_upcoming(days), "warning" if days <= SOON_DAYS else "info")


def _overdue(days: int) -> str:
    return "Forfalt i går" if days == 1 else f"Forfalt for {days} dager siden"


def _upcoming(days: int) -> str:
    near = {0: "Frist i dag", 1: "Frist i morgen"}
    return near.get(days, f"Frist om {days} dager")


def scenario_name(stem: str) -> str:
    """Write what a scenario is called, from its file's name: "Utskrevet forst"."""
    return capital(stem.replace("_", " "))


def national_id(digits: str) -> str:
    """Write a national id in two groups: "148783 05583"."""
    return f"{digits[:6]}{NO_BREAK}{digits[6:]}"


def case_tag(status: str) -> Tag:
    """Say how a case stands."""
    return CASE_TAGS[status]


def half_year(period: Period) -> str:
    """Write a period of reports: "1. halvår 2026"."""
    return f"{period.half}. halvår {period.year}"


def number(value: float) -> str:
    """Write a number with at most one decimal: "12", "6,5"."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")
