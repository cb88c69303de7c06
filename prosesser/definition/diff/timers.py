"""Deadlines and waiting times that differ."""

from collections.abc import Iterator, Mapping

from prosesser.calendar import format_duration
from prosesser.definition.diff.model import Change, Group
from prosesser.definition.diff.sides import Side, Sides
from prosesser.definition.diff.telling import Place, raw
from prosesser.definition.model import Element, TimerRule
from prosesser.definition.sentences import day_words, timer_words
from prosesser.definition.words import span

IRRELEVANT: Mapping[str, str] = {
    "kind": "how it was drawn; what the expression gives decides how it is counted",
    "deadline": "follows from where the event sits and whether it interrupts, which are compared",
}
"""Parts of a rule that are not compared, and why."""

WORKING_DAY = {
    None: "flyttes ikke lenger når dagen ikke er en virkedag",
    "forrige": "flyttes nå til siste virkedag før når dagen ikke er en virkedag",
    "neste": "flyttes nå til første virkedag etter når dagen ikke er en virkedag",
}
NEGOTIABLE = {
    True: "Partene kan nå avtale en annen dato for {what}.",
    False: "Partene kan ikke lenger avtale en annen dato for {what}.",
}
AFTER = " etter "


def clock_of(side: Side, element: Element) -> str:
    """Name a timer in a sentence: "fristen for «Statusrapport»", "ventetiden «To måneder …»"."""
    is_deadline = element.timer is not None and element.timer.deadline
    if is_deadline and element.attached_to is not None:
        return f"fristen for {side.step(element.attached_to)}"
    return f"tiden for {side.step(element.id)}"


def timer_changes(both: Sides, old: Element, new: Element) -> Iterator[Change]:
    """Yield how a timer that both versions have differs."""
    was, now = old.timer, new.timer
    if was is not None and now is not None and was != now:
        place = clock_place(both.after, new)
        yield from _expression(both, place, was, now)
        yield from _reminder(place, was, now)
        yield from _others(place, was, now)
    elif was is None and now is not None:
        yield appeared(both.after, new)
    elif was is not None and now is None:
        yield disappeared(both.before, old)


def clock_place(side: Side, element: Element) -> Place:
    """Return what the changes of a timer are told of: its event, shown with the task that it sits on."""
    host = () if element.attached_to is None else (element.attached_to,)
    return Place("step", element.id, clock_of(side, element), (element.id, *host))


def appeared(side: Side, element: Element) -> Change:
    """Tell of a deadline or waiting time that was not there."""
    rule = _rule(element)
    place = clock_place(side, element)
    told = timer_words(rule, side.words)
    has = rule.deadline and element.attached_to
    words = f"{side.step(has)} har fått en frist: {told}." if has else f"{place.name} er {told}."
    return place.change("added", Group.DEADLINES, "timer", words, texts=("", rule.expression.text))


def disappeared(side: Side, element: Element) -> Change:
    """Tell of a deadline or waiting time that is gone."""
    rule, place = _rule(element), clock_place(side, element)
    words = f"{place.name} er tatt bort. Den var {timer_words(rule, side.words)}."
    return place.change("removed", Group.DEADLINES, "timer", words, texts=(rule.expression.text, ""))


def _rule(element: Element) -> TimerRule:
    if element.timer is None:
        raise ValueError(element.id)
    return element.timer


def _expression(both: Sides, place: Place, was: TimerRule, now: TimerRule) -> Iterator[Change]:
    if was.expression == now.expression:
        return
    spans = day_words(was.expression, both.before.words), day_words(now.expression, both.after.words)
    if spans[0] == spans[1]:  # written otherwise, or counted from a fact of the same name
        spans = f"formelen «{was.expression.text}»", f"formelen «{now.expression.text}»"
    words = f"{place.name} er endret fra {from_to(*spans)}."
    texts = was.expression.text, now.expression.text
    yield place.change("changed", Group.DEADLINES, "timer.expression", words, texts=texts)


def from_to(was: str, now: str) -> str:
    """Join two lengths from the same day: "4 måneder til 3 måneder etter innflytting i institusjon"."""
    (length, _, since), (other, _, also) = was.partition(AFTER), now.partition(AFTER)
    if since and since == also and length[:1].isdigit() and other[:1].isdigit():
        return f"{length} til {other}{AFTER}{since}"
    return f"{was} til {now}"


def _reminder(place: Place, was: TimerRule, now: TimerRule) -> Iterator[Change]:
    if was.reminder == now.reminder:
        return
    told = f"påminnelsen om {place.name}"
    if was.reminder is None and now.reminder is not None:
        words = f"Det kommer nå en påminnelse {span(now.reminder)} før {place.name}."
    elif now.reminder is None and was.reminder is not None:
        words = f"{told} er tatt bort. Den kom {span(was.reminder)} før."
    else:
        words = f"{told} kommer nå {_lead(now)} før, ikke {_lead(was)} før."
    texts = tuple("" if rule.reminder is None else format_duration(rule.reminder) for rule in (was, now))
    yield place.change("changed", Group.DEADLINES, "timer.reminder", words, texts=(texts[0], texts[1]))


def _lead(rule: TimerRule) -> str:
    return "" if rule.reminder is None else span(rule.reminder)


def _others(place: Place, was: TimerRule, now: TimerRule) -> Iterator[Change]:
    if was.working_day != now.working_day:
        words = f"{place.name} {WORKING_DAY[now.working_day]}."
        days = raw(was.working_day), raw(now.working_day)
        yield place.change("changed", Group.DEADLINES, "timer.working_day", words, texts=days)
    if was.negotiable != now.negotiable:
        words = NEGOTIABLE[now.negotiable].format(what=place.name)
        texts = raw(was.negotiable), raw(now.negotiable)
        yield place.change("changed", Group.DEADLINES, "timer.negotiable", words, texts=texts)
