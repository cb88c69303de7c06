"""Whether the diagram counts a clause's deadline as the catalogue does: both are worked out and compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from prosesser.calendar import add_duration
from prosesser.definition.model import Element
from prosesser.definition.requirements import Deadline
from prosesser.engine.counting import ANCHORS, day_given
from workflow_app.wording import long_date


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
            days = tuple(day_given(rule, {anchor: day}, day) for day in ANCHORS)
            yield _Count(element.name or element.id, days)


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
