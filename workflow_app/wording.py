"""Norwegian words for dates, deadlines and counts: the one place that knows how we write them.

Dates are written "5. juni 2026" in running text, "05.06.2026" in tables, times "kl. 13.00".
"""

from dataclasses import dataclass
from datetime import date, datetime

from prosesser.calendar import OSLO, Duration, MonthsDuration, oslo_date
from prosesser.definition.forms.written import MONTHS, write_date
from prosesser.definition.requirements import Deadline
from prosesser.reports import Period

SOON_DAYS = 3
DAYS_IN_WEEK = 7
FORTNIGHT = 2
NO_BREAK = "\N{NO-BREAK SPACE}"
MODALITIES = {"must": "skal", "should": "bør", "may": "kan", "goal": "har som mål"}
NATURES = {"latest": "senest", "about": "cirka", "advice": "anbefalt"}
PARTIES = {"bydel": "bydelen", "institusjon": "institusjonen", "ny_bydel": "den nye bydelen"}


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


def long_date(day: date) -> str:
    """Write a date for running text: "5. juni 2026"."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Write a date for tables and fields: "05.06.2026"."""
    return write_date(day)


def clock_time(instant: datetime) -> str:
    """Write the time of day in Oslo: "kl. 13.00"."""
    return f"kl. {instant.astimezone(OSLO):%H.%M}"


def long_instant(instant: datetime) -> str:
    """Write an instant for running text: "5. juni 2026 kl. 13.00"."""
    return f"{long_date(oslo_date(instant))} {clock_time(instant)}"


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


def count(number: int, one: str, many: str) -> str:
    """Write a number with its noun: "1 oppgave", "12 oppgaver", "1 204 saker"."""
    grouped = f"{number:,}".replace(",", NO_BREAK)
    return f"{grouped} {one if number == 1 else many}"


def listed(words: list[str]) -> str:
    """Join words as a sentence does: "plan, kartlegging og rapport"."""
    if len(words) < 2:  # noqa: PLR2004 - one word needs no "og"
        return "".join(words)
    return f"{', '.join(words[:-1])} og {words[-1]}"


def capital(sentence: str) -> str:
    """Begin with a capital letter; the rest stays as it is."""
    return sentence[:1].upper() + sentence[1:]


def the_party(party: str) -> str:
    """Name a party of a case in running text; one that we have no word for as the diagram does."""
    return PARTIES.get(party, party)


def national_id(digits: str) -> str:
    """Write a national id in two groups: "148783 05583"."""
    return f"{digits[:6]}{NO_BREAK}{digits[6:]}"


def case_tag(status: str) -> Tag:
    """Say how a case stands."""
    return CASE_TAGS[status]


def span(duration: Duration) -> str:
    """Write a length of time: "4 måneder", "4 uker", "14 dager"; none at all as "samme dag"."""
    if isinstance(duration, MonthsDuration):
        return count(duration.months, "måned", "måneder")
    days = duration.days
    if days == 0:
        return "samme dag"
    weeks, rest = divmod(days, DAYS_IN_WEEK)
    return count(days, "dag", "dager") if rest or weeks <= FORTNIGHT else count(weeks, "uke", "uker")


def deadline_rule(deadline: Deadline) -> str:
    """Write by when a clause is to be met: "senest 4 uker etter innflytting i institusjon"."""
    nature = NATURES.get(deadline.nature, "")
    if not deadline.duration:
        return f"{nature} samme dag som {deadline.since}"
    return f"{nature} {span(deadline.duration)} etter {deadline.since}"


def half_year(period: Period) -> str:
    """Write a period of reports: "1. halvår 2026"."""
    return f"{period.half}. halvår {period.year}"


def number(value: float) -> str:
    """Write a number with at most one decimal: "12", "6,5"."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")
