"""Deadlines of the routine that a version moves: worked out on many days and compared, not read as text."""

from collections.abc import Iterator, Mapping
from datetime import date

from prosesser.calendar import add_days
from prosesser.definition.diff.sides import Side, Sides
from prosesser.definition.diff.timers import clock_of, from_to
from prosesser.definition.model import Element, TimerRule
from prosesser.definition.requirements import Requirement, requirements_of
from prosesser.definition.sentences import day_words
from prosesser.definition.words import capital, deadline_rule, listed, long_date
from prosesser.engine.counting import ANCHORS, day_given
from prosesser.guards.model import Guard, Kind

LATER = (None, -40, 10, 400)
"""How many days after the anchor the other facts of an expression are, or that they are not known."""

MOVED: Mapping[Kind, str] = {
    "deadline_shorter": "blir kortere",
    "deadline_longer": "blir lengre",
    "deadline_otherwise": "regnes på en annen måte",
}


def moved(both: Sides) -> Iterator[Guard]:
    """Yield the deadlines that realise a clause with a deadline and give other days, or are gone."""
    catalogue = requirements_of(both.before.definition)
    after = both.after.definition.elements
    for element in both.before.definition.elements.values():
        named = {
            one: catalogue[one] for one in element.clauses if one in catalogue and catalogue[one].deadline
        }
        if element.timer is None or not named:
            continue
        later = after.get(both.now(element.id) or "")
        if later is None or later.timer is None or later.timer.deadline != element.timer.deadline:
            yield from _gone(both, element, element.timer, named)
        else:
            yield from _compared(both, (element, element.timer), (later, later.timer), named)


def _gone(
    both: Sides, element: Element, rule: TimerRule, named: Mapping[str, Requirement]
) -> Iterator[Guard]:
    """Tell that a deadline is gone, unless another that names the clauses gives the same days."""
    others = (e for e in both.after.definition.elements.values() if set(named) <= set(e.clauses))
    if any(_gives_the_same(rule, other.timer) for other in others if other.timer is not None):
        return
    told = day_words(rule.expression, both.before.words)
    words = f"{clock_of(both.before, element)} er tatt bort. Den var {told}. {_law(named)}"
    host = () if element.attached_to is None else (element.attached_to,)
    yield Guard("deadline_removed", element.id, capital(words), tuple(named), (element.id, *host))


def _gives_the_same(rule: TimerRule, other: TimerRule) -> bool:
    return other.deadline == rule.deadline and _days(rule, other) == _days(other, rule)


def _compared(
    both: Sides,
    old: tuple[Element, TimerRule],
    new: tuple[Element, TimerRule],
    named: Mapping[str, Requirement],
) -> Iterator[Guard]:
    was, now = _days(old[1], new[1]), _days(new[1], old[1])
    if was == now and (any(was) or old[1] == new[1]):
        return
    kind = _kind(was, now)
    told = _difference(_texts(both.before, old[1]), _texts(both.after, new[1]), was, now)
    element = new[0]
    words = f"{clock_of(both.after, element)} {MOVED[kind]}: {told}. {_law(named)}"
    host = () if element.attached_to is None else (element.attached_to,)
    yield Guard(kind, element.id, capital(words), tuple(named), (element.id, *host))


def _texts(side: Side, rule: TimerRule) -> tuple[str, str]:
    return day_words(rule.expression, side.words), f"formelen «{rule.expression.text}»"


Days = tuple[date | None, ...]


def _days(rule: TimerRule, other: TimerRule) -> Days:
    """Return the days that a rule gives, over all facts that it or the other reads."""
    read = sorted(rule.expression.names | other.expression.names)
    read += sorted((rule.expression.item_names | other.expression.item_names) - set(read) - {"item"})
    return tuple(
        day_given(rule, {**known, anchor: day}, day)
        for anchor in read or [""]
        for day in ANCHORS
        for known in _settings(read, day)
    )


def _settings(read: list[str], day: date) -> Iterator[Mapping[str, date]]:
    for later in LATER:
        yield {} if later is None else dict.fromkeys(read, add_days(day, later))


def _kind(was: Days, now: Days) -> Kind:
    """Tell which way the days moved; one that is not known yet is later than any."""
    if not any(now):
        return "deadline_otherwise"
    later = {(new or date.max) > (old or date.max) for old, new in zip(was, now, strict=True) if old != new}
    if later == {False}:
        return "deadline_shorter"
    return "deadline_longer" if later == {True} else "deadline_otherwise"


def _difference(old: tuple[str, str], new: tuple[str, str], was: Days, now: Days) -> str:
    """Say how they differ: in words, else by a day, else by the formulas."""
    if old[0] != new[0]:
        return f"fra {from_to(old[0], new[0])}"
    days = next(
        (f"for eksempel fra {_day(a)} til {_day(b)}" for a, b in zip(was, now, strict=True) if a != b), ""
    )
    return days or f"fra {old[1]} til {new[1]}"


def _day(day: date | None) -> str:
    return "ingen dato" if day is None else long_date(day)


def _law(named: Mapping[str, Requirement]) -> str:
    """Say what the routine says: "Kravet F §2.2 sier senest 4 måneder etter innflytting i institusjon."."""
    said = [
        f"{requirement.clause or clause} sier {deadline_rule(requirement.deadline)}"
        for clause, requirement in named.items()
        if requirement.deadline is not None
    ]
    return f"Kravet {listed(list(dict.fromkeys(said)))}."
