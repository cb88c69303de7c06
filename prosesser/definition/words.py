"""Norwegian words for counts, lengths of time and days: what a version is told with.

Dates are written "5. juni 2026" in running text.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from prosesser.calendar import Duration, MonthsDuration
from prosesser.definition.forms.written import MONTHS
from prosesser.definition.requirements import Deadline

NO_BREAK = "\N{NO-BREAK SPACE}"
DAYS_IN_WEEK = 7
FORTNIGHT = 2
_HOUR, _MINUTE = 3600, 60
NATURES = {"latest": "senest", "about": "cirka", "advice": "anbefalt"}
PARTIES = {"bydel": "bydelen", "institusjon": "institusjonen", "ny_bydel": "den nye bydelen"}


def count(number: int, one: str, many: str) -> str:
    """Write a number with its noun: "1 oppgave", "12 oppgaver", "1 204 saker"."""
    grouped = f"{number:,}".replace(",", NO_BREAK)
    return f"{grouped} {one if number == 1 else many}"


def listed(words: Sequence[str], last: str = "og") -> str:
    """Join words as a sentence does: "plan, kartlegging og rapport"."""
    if len(words) < 2:  # noqa: PLR2004 - one word needs no "og"
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(sentence: str) -> str:
    """Begin with a capital letter; the rest stays as it is."""
    return sentence[:1].upper() + sentence[1:]


def long_date(day: date) -> str:
    """Write a date for running text: "5. juni 2026"."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def span(duration: Duration) -> str:
    """Write a length of time: "4 måneder", "4 uker", "14 dager", "12 timer"; none at all as "samme dag"."""
    if isinstance(duration, MonthsDuration):
        return count(duration.months, "måned", "måneder")
    if duration.seconds:
        return listed([*_whole_days(duration), *_clock(duration)])
    return next(_whole_days(duration), "samme dag")


def _whole_days(duration: timedelta) -> Iterator[str]:
    weeks, rest = divmod(duration.days, DAYS_IN_WEEK)
    if duration.days:
        few = rest or weeks <= FORTNIGHT
        yield count(duration.days, "dag", "dager") if few else count(weeks, "uke", "uker")


def _clock(duration: timedelta) -> Iterator[str]:
    hours, rest = divmod(duration.seconds, _HOUR)
    minutes, seconds = divmod(rest, _MINUTE)
    if hours:
        yield count(hours, "time", "timer")
    if minutes:
        yield count(minutes, "minutt", "minutter")
    if seconds:
        yield count(seconds, "sekund", "sekunder")


def deadline_rule(deadline: Deadline) -> str:
    """Write by when a clause is to be met: "senest 4 uker etter innflytting i institusjon"."""
    nature = NATURES.get(deadline.nature, "")
    if not deadline.duration:
        return f"{nature} samme dag som {deadline.since}"
    return f"{nature} {span(deadline.duration)} etter {deadline.since}"


def the_party(party: str) -> str:
    """Name a party of a case in running text; one that we have no word for as the diagram does."""
    return PARTIES.get(party, party)
