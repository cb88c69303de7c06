"""Why a deadline or a waiting time is what it is at a moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from prosesser.audit.why.clauses import Clause, clauses_of
from prosesser.audit.why.deciding import asking, decided, read_in
from prosesser.audit.why.errors import NothingToExplain
from prosesser.audit.why.retold import Retold, Row
from prosesser.audit.why.sources import FactRead, Sources
from prosesser.definition.model import Definition, Element, TimerRule
from prosesser.engine import deadlines
from prosesser.engine.codec import Due
from prosesser.engine.events import DateAgreed, DeadlineOverrun, DeadlineSet, FactsChanged, TimerSet
from prosesser.engine.move_commands import MoveCase, UndoMove
from prosesser.engine.state import Timer
from prosesser.feel import Expression, evaluate
from prosesser.record import Proposal, record_of


@dataclass(frozen=True, slots=True)
class DateSet:
    """A row that set a date: from what to what, and the facts that moved it. ``agreed``: by the parties."""

    sequence: int
    at: datetime
    person: str
    unit: str
    before: Due
    after: Due
    because: tuple[FactRead, ...] = ()
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class DateWhy:
    """Why a date is what it is.

    ``sequence`` is the row whose end is told of, ``definition`` the version that counted the date.
    ``timer`` is what the case held, ``element`` the timer's, ``task_element`` the task's whose deadline it
    is (None: a waiting time), ``title`` what that is about. ``rule`` says how it is counted, ``expression``
    is what of its expression counted, ``facts`` what all of it read, ``decisive`` the names of those that
    counted. ``counted`` is the date before the rule for
    working days, ``due`` the date explained; ``agrees``: it is the one recorded. ``proposal`` is what the
    parties agreed on instead. ``overrun``: the row in which it had passed, if any. ``kept``: the case
    followed another version at the row told of, where the date stood as it was.
    """

    sequence: int
    definition: Definition
    timer: Timer
    element: Element
    task_element: Element | None
    title: str
    rule: TimerRule
    expression: Expression
    facts: tuple[FactRead, ...]
    decisive: frozenset[str]
    counted: date | None
    due: Due
    agrees: bool
    proposal: Proposal | None
    clauses: tuple[Clause, ...]
    sets: tuple[DateSet, ...]
    overrun: int | None
    kept: bool


def why_date(told: Retold, timer: str, sequence: int | None = None) -> DateWhy:
    """Explain a timer's date at the end of a row, or when it last stood before; raises `NothingToExplain`."""
    rows = told.until(sequence)
    last = next((row for row in reversed(rows) if timer in row.after.timers), None)
    if last is None:
        raise NothingToExplain
    rows, held = rows[: last.sequence], last.after.timers[timer]
    counted_in = next(row for row in reversed(rows) if _counts(row, held))
    definition = counted_in.definition
    rule = _rule(counted_in, held)
    moment, now = counted_in.at_end(held.scope), counted_in.entry.at
    value = evaluate(rule.expression, moment.known, now=now)
    task = None if held.task is None else definition.elements.get(_element_of(held.task))
    counted = decided(rule.expression, asking(moment.known, now))
    return DateWhy(
        sequence=last.sequence,
        definition=definition,
        timer=held,
        element=definition.elements[held.element],
        task_element=task,
        title=_title(last, held),
        rule=rule,
        expression=counted,
        facts=Sources(rows).read(rule.expression, moment),
        decisive=frozenset(read_in(counted.tree)),
        counted=_day(deadlines.due(replace(rule, working_day=None), value, held.entered)),
        due=deadlines.due(rule, value, held.entered),
        agrees=_agrees(rows, held, rule, deadlines.due(rule, value, held.entered)),
        proposal=_agreed(rows, held),
        clauses=clauses_of(definition, (held.element, None if task is None else task.id)),
        sets=tuple(_sets(rows, held)),
        overrun=next((row.sequence for row in reversed(rows) if _overruns(row, held)), None),
        kept=last.definition.digest != definition.digest,
    )


def _title(row: Row, held: Timer) -> str:
    task = None if held.task is None else row.after.tasks.get(held.task)
    return "" if task is None else task.title


def _rule(row: Row, held: Timer) -> TimerRule:
    element = row.definition.elements.get(held.element)
    if element is None or element.timer is None:
        raise NothingToExplain
    return element.timer


def _counts(row: Row, held: Timer) -> bool:
    """Tell whether a row counted a date: set it, or changed a fact that it reads."""
    if any(isinstance(event, DeadlineSet | TimerSet) and event.timer == held.id for event in row.events):
        return True
    command = row.entry.command
    if isinstance(command, MoveCase | UndoMove):  # what is kept is not counted again
        return isinstance(command, MoveCase) and held.id in command.counted
    element = row.definition.elements.get(held.element)
    if element is None or element.timer is None:
        return False
    reads = element.timer.expression.names | element.timer.expression.item_names
    changed = (event for event in row.events if isinstance(event, FactsChanged))
    return held.id in row.after.timers and any(not reads.isdisjoint(event.names) for event in changed)


def _day(due: Due) -> date | None:
    return None if isinstance(due, datetime) else due


def _agrees(rows: Sequence[Row], held: Timer, rule: TimerRule, due: Due) -> bool:
    """Tell whether a date explained is what the case held, and what its journal says was set last."""
    if due != held.due:
        return False
    events = (event for row in reversed(rows) for event in reversed(row.events))
    for event in events:
        match event:
            case DeadlineSet() if event.timer == held.id:
                return (event.due, event.agreed) == (due, held.agreed)
            case DateAgreed() if event.timer == held.id:
                return (event.rule, event.due) == (due, held.agreed)
            case TimerSet() if event.timer == held.id:
                return event.fires_at == deadlines.fires_at(rule, due)
    return False


def _agreed(rows: Sequence[Row], held: Timer) -> Proposal | None:
    """Return the proposal whose date stands instead of the rule's."""
    if held.agreed is None:
        return None
    agreed = record_of(row.entry for row in rows).deviations
    return next((its for its in reversed(agreed) if its.timer == held.id and its.day == held.agreed), None)


def _sets(rows: Sequence[Row], held: Timer) -> Iterator[DateSet]:
    sources = Sources(rows)
    for row in rows:
        entry = row.entry
        made = entry.sequence, entry.at, entry.person, entry.unit
        for event in row.events:
            match event:
                case DeadlineSet() if event.timer == held.id:
                    because = sources.named(event.because, row.at_end(held.scope))
                    yield DateSet(*made, event.previous, event.due, because)
                case TimerSet() if event.timer == held.id:
                    because = sources.named(event.because, row.at_end(held.scope))
                    yield DateSet(*made, event.previous, event.fires_at, because)
                case DateAgreed() if event.timer == held.id:
                    yield DateSet(*made, event.rule, event.due, agreed=True)


def _overruns(row: Row, held: Timer) -> bool:
    return any(isinstance(it, DeadlineOverrun) and it.timer == held.id for it in row.events)


def _element_of(ordinal_id: str) -> str:
    return ordinal_id.rpartition(".")[0]
