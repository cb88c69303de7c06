"""Starting a case on the published version of a process."""

import secrets
from datetime import datetime

from prosesser.access import Actor, NotAllowed, may_start
from prosesser.calendar import oslo_date
from prosesser.cases.errors import DefinitionUnknown, KeyReused, NotOurCase
from prosesser.cases.intake import check_answers, subject
from prosesser.cases.run import Run
from prosesser.cases.terms import Submission, Terms
from prosesser.definition.model import Definition
from prosesser.engine.messages import Start
from prosesser.store import journal
from prosesser.store.transaction import Transaction


def start(tx: Transaction, terms: Terms, actor: Actor, key: str, submission: Submission) -> str:
    """Start a case of the process ``key``, or return the one that this submission started before."""
    earlier = tx.started(actor.person, submission.key)
    if earlier is not None:
        case, payload = earlier
        if journal.decode(payload)[0] != submission.command:
            raise KeyReused
        return case
    definition = published(tx, terms, key, submission.now)
    if not may_start(actor, definition):
        raise NotAllowed
    form = definition.start.form
    if form is not None and isinstance(submission.command, Start):
        check_answers(terms.policy, actor, definition.forms[form], submission.command.answers)
    run = Run(definition, None, None)
    if run.step(actor, submission.command, submission.now, submission.key) is None:
        raise run.failures[0].error
    if actor.unit not in run.state.units.values():
        raise NotOurCase
    run.fire_due(submission.now)
    about = subject(definition, run.state, submission.now)
    case = secrets.token_hex(16)
    tx.create(case, run.steps, subject=about, start_key=submission.key)
    return case


def published(tx: Transaction, terms: Terms, key: str, now: datetime) -> Definition:
    """Return the version that new cases start on at an instant; raises `DefinitionUnknown`."""
    found = tx.row("published", key=key, day=oslo_date(now).isoformat())
    if found is None:
        raise DefinitionUnknown(key=key)
    return terms.versions.get(found[0])
