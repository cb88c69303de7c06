"""Sending a command to a case, and firing what is due in it."""

from datetime import datetime

from prosesser.access import Actor
from prosesser.cases.errors import KeyReused, NotColleague, TimerUnknown
from prosesser.cases.intake import check_answers, filled_in, subject, tells_of_subject
from prosesser.cases.permission import require, require_case
from prosesser.cases.run import Run
from prosesser.cases.terms import Outcome, Submission, Terms
from prosesser.engine.messages import AssignTask, FireTimer
from prosesser.errors import Refused, SomlosError
from prosesser.store import journal
from prosesser.store.instants import to_micros
from prosesser.store.transaction import CaseRecord, Conflict, Incident, Transaction


def execute(
    tx: Transaction, terms: Terms, actor: Actor, case: str, submission: Submission
) -> Outcome | Exception:
    """Fire what is due, make the command's step, fire what became due, and append it all.

    A refusal or failure of the command is returned, not raised: the timers before it stay fired.
    """
    record = require_case(actor, tx.load(case, actor.unit, submission.key))
    if record.repeated is not None:
        return _made_before(tx, record, record.repeated, submission)
    run = Run(terms.versions.get(record.definition), record.state, record.changed_at)
    run.fire_due(submission.now)
    result = _command(tx, terms, actor, record, run, submission)
    if isinstance(result, Outcome):
        run.fire_due(submission.now)
    append(tx, record, run, submission.now)
    return result


def fire_next(tx: Transaction, terms: Terms, now: datetime) -> bool | None:
    """Fire the timer that is longest due: whether it fired, None when none is due.

    A case that cannot be read stands still with an incident, and the others go on.
    """
    found = tx.row("next_timer", now=to_micros(now))
    if found is None:
        return None
    case, timer = found
    try:
        record, run = _fire(tx, terms, case, timer, now)
    except SomlosError as error:
        if not tx.hold_timer(case, timer):
            raise Conflict from error
        tx.add_incident(Incident(case, None, now, FireTimer.__name__, None, type(error).__name__))
        return False
    append(tx, record, run, now)
    return not run.failures


def _fire(tx: Transaction, terms: Terms, case: str, timer: str, now: datetime) -> tuple[CaseRecord, Run]:
    """Fire a timer of the list in its case, which decides: the list may be older than the case."""
    record = tx.load(case)
    if record is None or timer not in {due.id for due in record.state.due_timers(now)}:
        raise TimerUnknown
    run = Run(terms.versions.get(record.definition), record.state, record.changed_at)
    run.fire(timer, now)
    return record, run


def append(tx: Transaction, record: CaseRecord, run: Run, now: datetime) -> None:
    """Write the run's steps, and an incident for each step that failed."""
    if run.steps:
        tx.append(record, run.began_with, run.steps)
        if any(tells_of_subject(step.definition, step.events) for step in run.steps):
            tx.put_subject(record, subject(run.definition, run.state, now))
    for failure in run.failures:
        version = record.version + failure.after
        fault, element = type(failure.error).__name__, failure.element
        tx.add_incident(Incident(record.id, version, now, failure.command.kind, element, fault))
        if isinstance(failure.command, FireTimer):
            tx.hold_timer(record.id, failure.command.timer)


def _command(
    tx: Transaction, terms: Terms, actor: Actor, record: CaseRecord, run: Run, submission: Submission
) -> Outcome | Exception:
    command, now = submission.command, submission.now
    try:
        require(actor, run.definition, record, run.state, command)
        if isinstance(command, AssignTask) and not tx.works_in(command.person, actor.unit, now):
            raise NotColleague
        for form, answers in filled_in(run.definition, run.state, command):
            check_answers(terms.policy, actor, form, answers)
        step = run.step(actor, command, now, submission.key)
    except Refused as refusal:
        return refusal
    if step is None:
        return run.failures[-1].error
    return Outcome(record.id, record.version + len(run.steps), step.events)


def _made_before(tx: Transaction, record: CaseRecord, sequence: int, submission: Submission) -> Outcome:
    command, events = journal.decode(tx.step_made(record, sequence))
    if command != submission.command:
        raise KeyReused
    return Outcome(record.id, sequence, events)
