"""«Hva om»: what another version would have made of one case, and what it will."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from prosesser.calendar import end_of_day
from prosesser.definition.forms.model import AnyComponent, Container, DynamicList, Form, InputField
from prosesser.definition.model import Definition
from prosesser.engine.codec import Due
from prosesser.engine.move_commands import MoveCase, UndoMove
from prosesser.engine.move_plans import CannotMove, Follows, MovePlan, NeedsChoice
from prosesser.engine.moving import plan_move, plan_retraced
from prosesser.engine.outlooks import DueChange, FieldNeeded, Outlook, TaskChange, Verdict
from prosesser.engine.retrace import retrace
from prosesser.engine.retraced import AnswerMissing, AnswerUnused, CommandSkipped, Recorded, Retraced, Step
from prosesser.engine.state import CaseState
from prosesser.engine.traces import TaskTrace, Trace


def outlook(
    before: Definition, after: Definition, state: CaseState, history: Sequence[Recorded], now: datetime
) -> Outlook:
    """Compare a case, open or ended, with what another version makes of its journal; nothing is raised."""
    return survey(before, after, state, history, now)[0]


def survey(
    before: Definition, after: Definition, state: CaseState, history: Sequence[Recorded], now: datetime
) -> tuple[Outlook, MovePlan]:
    """Return a case's outlook, by the version's rules, with the plan of a move that keeps its dates."""
    retraced = retrace(after, history, now)
    if retraced.other_dates and retraced.kept is None and state.status == "active":
        plan = plan_move(before, after, state, history, now)
    else:
        plan = plan_retraced(
            before, after, state, replace(retraced, state=retraced.kept or retraced.state), now
        )
    return _compared(before, after, state, history, retraced, plan, now), plan


def _compared(  # noqa: PLR0913, PLR0917 - all that is known of one case
    before: Definition,
    after: Definition,
    state: CaseState,
    history: Sequence[Recorded],
    retraced: Retraced,
    plan: MovePlan,
    now: datetime,
) -> Outlook:
    was, becomes = Trace(), Trace()
    until = None if retraced.stopped is None else retraced.stopped.sequence
    for row in history:
        if until is None or row.sequence < until:
            was.take(row.at, row.events)
    for step in retraced.steps:
        becomes.take(step.at, step.events)
    named = {key: retraced.names.get(key, key) for key in (*was.tasks, *was.dates)}
    differs = _first_difference(history, retraced)
    ended = state.status != "active"
    verdict, reason = _verdict(plan, retraced, ended=ended)
    return Outlook(
        verdict,
        ended=ended,
        ends=not ended and retraced.state is not None and retraced.state.status == "completed",
        differs_at=None if differs is None else differs[0],
        differs_when=None if differs is None else differs[1],
        added=tuple(_added(was, becomes, named)),
        removed=tuple(_removed(was, becomes, named)),
        moved=tuple(_moved(was, becomes, named)),
        dates=tuple(_dates(was, becomes, named, now)),
        missing=tuple(its for its in retraced.departures if isinstance(its, AnswerMissing)),
        unused=tuple(its for its in retraced.departures if isinstance(its, AnswerUnused)),
        skipped=tuple(its for its in retraced.departures if isinstance(its, CommandSkipped)),
        needed=() if ended else tuple(_needed(before, after, becomes)),
        stopped=retraced.stopped,
        reason=reason,
        ahead=plan.ahead if isinstance(plan, NeedsChoice) else (),
    )


def _verdict(plan: MovePlan, retraced: Retraced, *, ended: bool) -> tuple[Verdict, str]:
    if ended:
        return ("follows", "") if retraced.stopped is None else ("cannot", retraced.stopped.reason)
    match plan:
        case Follows():
            return "follows", ""
        case NeedsChoice():
            return "choice", "" if plan.stopped is None else plan.stopped.reason
        case CannotMove():
            return "cannot", plan.reason


def _first_difference(history: Sequence[Recorded], retraced: Retraced) -> tuple[int | None, datetime] | None:
    """Return the first row, with its instant, that went otherwise; None when all went as recorded."""
    found = [(its.at, its.sequence) for its in _different(history, retraced.steps)]
    rows = {row.sequence: row.at for row in history}
    found += [(rows[its.sequence], its.sequence) for its in retraced.departures]
    if retraced.stopped is not None:
        found.append((retraced.stopped.at, retraced.stopped.sequence))
    if not found:
        return None
    at, sequence = min(found, key=lambda one: (one[1] is None, one[1] or 0))
    return sequence, at


def _different(history: Sequence[Recorded], steps: Sequence[Step]) -> Iterator[Step | Recorded]:
    """Yield the first step that is not as recorded, and the first row that was not made."""
    made = {step.sequence for step in steps if step.row and step.sequence is not None}
    rows = {row.sequence: row for row in history}
    for step in steps:
        if not step.row or step.sequence is None or rows[step.sequence].events != step.events:
            yield step
            break
    last = max(made, default=0)
    for row in history:
        if (
            row.sequence <= last
            and row.sequence not in made
            and not isinstance(row.command, MoveCase | UndoMove)
        ):
            yield row
            break


# ---- tasks ----


def _added(was: Trace, becomes: Trace, named: Mapping[str, str]) -> Iterator[TaskChange]:
    known = {named[key] for key in was.tasks}
    for task in becomes.tasks.values():
        if task.id not in known:
            yield TaskChange(task.id, task.element, task.opened, None, task.side, task.ended)


def _removed(was: Trace, becomes: Trace, named: Mapping[str, str]) -> Iterator[TaskChange]:
    for task in was.tasks.values():
        if named[task.id] not in becomes.tasks:
            yield TaskChange(task.id, task.element, task.opened, task.side, None, task.ended)


def _moved(was: Trace, becomes: Trace, named: Mapping[str, str]) -> Iterator[TaskChange]:
    for task in was.tasks.values():
        its = becomes.tasks.get(named[task.id])
        if its is not None and its.side.party != task.side.party:
            yield TaskChange(task.id, task.element, its.opened, task.side, its.side, its.ended)


# ---- dates ----


def _dates(was: Trace, becomes: Trace, named: Mapping[str, str], now: datetime) -> Iterator[DueChange]:
    for key, its in was.dates.items():
        new = becomes.dates.get(named[key])
        if new is None or new.due == its.due:
            continue
        task = None if new.task is None else becomes.tasks.get(new.task)
        yield DueChange(
            timer=key,
            element=key.rpartition(".")[0],
            task=its.task,
            due_from=its.due,
            due_to=new.due,
            passed=_passed(new.due, now),
            open=becomes.is_open(new.id),
            party=None if task is None else task.side.party,
            unit=None if task is None else task.side.unit,
            agreed=its.agreed,
        )


def _passed(due: Due, now: datetime) -> bool:
    if due is None:
        return False
    return (due if isinstance(due, datetime) else end_of_day(due)) <= now


# ---- answers ----


def _needed(before: Definition, after: Definition, becomes: Trace) -> Iterator[FieldNeeded]:
    """Yield the fields that tasks which are open by the new version require, and did not before."""
    for task in becomes.tasks.values():
        form_id = after.elements[task.element].form
        if task.ended is not None or form_id is None:
            continue
        for path, field in _required_anew(before, after, task, form_id):
            yield FieldNeeded(task.id, task.element, form_id, path, field.label)


def _required_anew(
    before: Definition, after: Definition, task: TaskTrace, form_id: str
) -> Iterator[tuple[str, InputField]]:
    element = before.elements.get(task.element)
    if element is None:
        return  # the whole task is new
    old = before.forms.get(element.form or "")
    required = {path for path, _ in _required(old)} if old is not None else set()
    yield from ((path, field) for path, field in _required(after.forms[form_id]) if path not in required)


def _required(form: Form) -> Iterator[tuple[str, InputField]]:
    yield from _required_in(form.components, "")


def _required_in(components: tuple[AnyComponent, ...], prefix: str) -> Iterator[tuple[str, InputField]]:
    for component in components:
        if isinstance(component, InputField) and component.rules.required:
            yield prefix + component.key, component
        elif isinstance(component, Container):
            inside = f"{prefix}{component.key}-" if isinstance(component, DynamicList) else prefix
            yield from _required_in(component.components, inside)
