"""Whether the diagram counts a clause's deadline as the catalogue does: both are worked out and compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from prosesser.calendar import add_duration, oslo_date, start_of_day
from prosesser.definition.model import Element, TimerRule
from prosesser.definition.requirements import Deadline
from prosesser.engine.deadlines import NoTime, due
from prosesser.feel import evaluate
from workflow_app.wording import long_date

ANCHORS = (
    date(2026, 1, 31),
    date(2026, 4, 1),  # before Easter
    date(2026, 6, 15),
    date(2026, 8, 31),
    date(2026, 12, 23),
    date(2027, 10, 30),  # a Saturday, before the clock is set back
    date(2028, 2, 29),
)
"""Days from which months are counted differently, weekends, and days before holidays."""


@dataclass(frozen=True, slots=True)
class _Count:
    """What a timer gives, counted from each of the `ANCHORS`."""

    timer: str
    days: tuple[date | None, ...]


def disagreements(deadline: Deadline, elements: Iterable[Element]) -> Iterator[str]:
    """Yield how the timers of a clause's elements differ from its deadline, as sentences in bokmål.

    One of the timers that count from the same date has to give the day that the catalogue gives, and
    none a later one: an earlier one is a step on the way. A recorded decision stands for the difference.
    """
    counts = tuple(_counts(elements, deadline.anchor))
    wanted = tuple(add_duration(day, deadline.duration) for day in ANCHORS)
    if not counts:
        yield f"Ingen tidshendelse regner fra {deadline.since} ({deadline.anchor})."
    elif not deadline.decision:
        yield from (_told(count, wanted) for count in counts if _is_late(count, wanted))
        if all(count.days != wanted for count in counts) and not _is_late(counts[0], wanted):
            yield _told(counts[0], wanted)


def _counts(elements: Iterable[Element], anchor: str) -> Iterator[_Count]:
    for element in elements:
        rule = element.timer
        if rule is not None and anchor in rule.expression.names | rule.expression.item_names:
            days = tuple(_day(rule, anchor, day) for day in ANCHORS)
            yield _Count(element.name or element.id, days)


def _day(rule: TimerRule, anchor: str, day: date) -> date | None:
    """Return the Oslo day that a timer gives when only the anchor is known."""
    now = start_of_day(day)
    try:
        found = due(rule, evaluate(rule.expression, {anchor: day}, now=now), now)
    except NoTime:
        return None
    return oslo_date(found) if isinstance(found, datetime) else found


def _is_late(count: _Count, wanted: tuple[date, ...]) -> bool:
    return any(day is not None and day > want for day, want in zip(count.days, wanted, strict=True))


def _told(count: _Count, wanted: tuple[date, ...]) -> str:
    """Say where a timer differs first."""
    compared = zip(ANCHORS, count.days, wanted, strict=True)
    anchor, day, want = next(three for three in compared if three[1] != three[2])
    given = "ingen dato" if day is None else long_date(day)
    return (
        f"«{count.timer}» gir {given} når det regnes fra {long_date(anchor)}; kravet gir {long_date(want)}. "
        "Rett fristen, eller skriv avgjørelsen (decision) i katalogen."
    )
