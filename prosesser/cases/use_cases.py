"""The use cases: the only module that opens a write transaction on a case.

Each loads the case, asks whether the actor may, makes the steps, and appends them in the same
transaction. Two commands at once: the one that comes second meets a `Conflict` and is made again
on the case as it has become; only what is really gone is refused.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from prosesser.access import Action, Actor, NotAllowed, may
from prosesser.cases.errors import Busy
from prosesser.cases.executing import execute, fire_next
from prosesser.cases.permission import ACTIONS, require_case, require_task, target
from prosesser.cases.starting import start
from prosesser.cases.terms import Outcome, Policy, Submission, Terms
from prosesser.cases.verify import Verdict, verify
from prosesser.definition import load
from prosesser.definition.bundle import Bundle
from prosesser.engine.messages import Command, Start
from prosesser.store import Store, queries
from prosesser.store.audit import denials_logged
from prosesser.store.publications import publish
from prosesser.store.transaction import Conflict, Transaction
from prosesser.store.versions import Versions

Result = TypeVar("Result")

ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Fired:
    """How many due timers fired, and how many could not (each an incident)."""

    fired: int
    failed: int


class Cases:
    """The use cases on one store, under the application's policy."""

    def __init__(self, store: Store, policy: Policy) -> None:
        self._store = store
        self.versions = Versions(store)
        self._terms = Terms(self.versions, policy)

    def publish(self, bundle: Bundle, actor: Actor, now: datetime) -> str:
        """Let new cases start on a bundle from today and return its digest; running cases keep their version.

        This is the way of installations, demos and tests: nobody else approves it. What a process
        owner changes afterwards goes through a revision. Raises `NotAllowed`, and what
        `prosesser.definition.load` refuses.
        """
        with denials_logged(self._store, actor, Action.PUBLISH_DEFINITION, now):
            if not may(actor, Action.PUBLISH_DEFINITION):
                raise NotAllowed
        definition = load(bundle)
        with self._store.maintain() as connection:
            publish(connection, definition, actor.person, now)
        return definition.digest

    def start(
        self, actor: Actor, definition_key: str, answers: Mapping[str, object], now: datetime, key: str
    ) -> str:
        """Start a case on the version in use and return its id.

        ``answers`` are those of the start form as typed JSON; ``key`` is the idempotency key: the
        same person's same key is the same case. Raises `DefinitionUnknown`, `NotAllowed`,
        `NotOurCase`, `KeyReused`, `SyntheticOnly`, and what the form and the engine refuse.
        """
        submission = Submission(Start(answers), now, key)
        with denials_logged(self._store, actor, Action.START_CASE, now, None, definition_key):
            return self._again(lambda tx: start(tx, self._terms, actor, definition_key, submission))

    def execute(self, actor: Actor, case_id: str, command: Command, now: datetime, key: str) -> Outcome:
        """Send a command to a case: due timers first, then the command, then what became due.

        ``key`` is the idempotency key: with the same command it gives the same outcome, once.
        Raises `CaseNotFound`, `TaskGone`, `TaskElsewhere`, `TaskTaken`, `NotAllowed`, `KeyReused`,
        `NotColleague`, `SyntheticOnly`, `Busy`, and what the form and the engine refuse. A step
        that fails inside raises its error after it was recorded; the case stands as before.
        """
        submission = Submission(command, now, key)
        with denials_logged(self._store, actor, ACTIONS[type(command)], now, case_id, target(command)):
            result = self._again(lambda tx: execute(tx, self._terms, actor, case_id, submission))
            if isinstance(result, Exception):
                raise result
        return result

    def was_made(self, actor: Actor, case_id: str, key: str) -> bool:
        """Tell whether a command with this idempotency key has been made on a case; raises `CaseNotFound`.

        What was asked twice, by a double click say, was no mistake the second time.
        """

        def find(tx: Transaction) -> bool:
            return require_case(actor, tx.load(case_id, actor.unit, key)).repeated is not None

        return self._again(find)

    def fire_due(self, now: datetime, limit: int = 100) -> Fired:
        """Fire up to ``limit`` due timers, the longest due first, each in a transaction of its own.

        Several processes may do so at once: each takes cases that no other is working on.
        """
        counts = {True: 0, False: 0}
        for _ in range(limit):
            fired = self._again(lambda tx: fire_next(tx, self._terms, now))
            if fired is None:
                break
            counts[fired] += 1
        return Fired(counts[True], counts[False])

    def save_draft(self, actor: Actor, case_id: str, task_id: str, draft: object, now: datetime) -> None:
        """Keep an unfinished form (JSON data) for whoever completes the task; replaces the one before.

        Raises `CaseNotFound`, `TaskGone`, `TaskElsewhere`, `TaskTaken` or `NotAllowed`.
        """
        content = json.dumps(draft, ensure_ascii=False).encode()

        def save(tx: Transaction) -> None:
            record = require_case(actor, tx.load(case_id, actor.unit))
            require_task(actor, record, record.state, task_id)
            tx.put_draft(record, task_id, content, actor.person, now)

        with denials_logged(self._store, actor, Action.WORK_ON_TASK, now, case_id, f"utkast {task_id}"):
            self._again(save)

    def verify(self, case_id: str) -> Verdict:
        """Check a case's journal by making every step again; raises `CaseNotFound`."""
        return verify(self._store, self.versions, case_id)

    def all_cases(self) -> tuple[str, ...]:
        """Return the ids of all cases, oldest first: for who keeps the system, not for actors."""
        with self._store.read() as connection:
            return queries.case_ids(connection)

    def _again(self, work: Callable[[Transaction], Result]) -> Result:
        for _ in range(ATTEMPTS):
            try:
                with self._store.write() as transaction:
                    return work(transaction)
            except Conflict:
                continue
        raise Busy
