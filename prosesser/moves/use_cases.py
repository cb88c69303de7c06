"""The use cases of moving many cases to a version: find out, do it, put by hand, make undone.

All of them are a process owner's. The work itself is done in the background (`work`).
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from prosesser.access import SYSTEM, Action, Actor, Ground
from prosesser.cases import Moving, Order, Outcome, require_in_force
from prosesser.engine.move_plans import NeedsChoice
from prosesser.errors import Refused
from prosesser.moves import results
from prosesser.moves.errors import (
    MoveGoingOn,
    MoveUnknown,
    NoCaseChosen,
    NothingToMove,
    PlanNotReady,
    ReasonMissing,
    RuleUnknown,
    UndoReasonMissing,
)
from prosesser.moves.overview import Overview
from prosesser.moves.pages import ChoicePage, is_undoable
from prosesser.moves.work import noting
from prosesser.store import Store, moves, runs
from prosesser.store.audit import log_access, permitted
from prosesser.store.runs import CANCELLED, DONE, NewRun
from prosesser.store.versions import Versions

LONGEST_REASON = 500
CHANGING = (results.MOVE, results.UNDO)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done with the cases of a plan: why, and of which versions.

    ``recompute`` names the timer events whose dates the new rules set; all other dates are kept.
    """

    reason: str
    recompute: frozenset[str]
    sources: frozenset[str]


class Moves:
    """Moving many cases, in one store; ``overview`` tells what stands."""

    def __init__(self, store: Store, versions: Versions) -> None:
        self._store = store
        self._versions = versions
        self._moving = Moving(store, versions)
        self.overview = Overview(store, versions)

    def find_out(self, actor: Actor, digest: str, now: datetime) -> str:
        """Begin to plan the move of all running cases to a version, and return the run.

        One that goes on already is that run. Raises `NotAllowed`, `VersionUnknown` or `NothingToMove`.
        """
        version = self.overview.version(actor, digest, now)
        with self._store.maintain() as connection:
            for earlier in runs.about(connection, results.PLAN, digest):
                if earlier.is_going_on:
                    return earlier.id
            cases = moves.running_elsewhere(connection, version.key, digest)
            if not cases:
                raise NothingToMove
            run = _new(results.PLAN, digest, actor, now, {})
            runs.create(connection, run, cases)
        self._log(actor, now, run)
        return run.id

    def begin(self, actor: Actor, plan: str, wanted: Wanted, now: datetime) -> str:
        """Begin to move what a plan says can be moved, and return the run.

        Raises `NotAllowed`, `MoveUnknown`, `PlanNotReady`, `NotInForce`, `ReasonMissing`, `RuleUnknown`,
        `NoCaseChosen` or `MoveGoingOn`.
        """
        told = self.overview.plan(actor, plan, now)
        if told.run.kind != results.PLAN or told.run.status != DONE:
            raise PlanNotReady
        require_in_force(self._versions, told.run.about, now)
        reason = reason_of(wanted.reason, ReasonMissing)
        if not wanted.recompute <= {rule.element for rule in told.rules}:
            raise RuleUnknown
        cases = tuple(
            row.case_id
            for row, its in self.overview.told(told.run)
            if row.outcome in {results.FOLLOWS, results.CHOICE} and its.left in wanted.sources
        )
        terms = {
            "reason": reason,
            "recompute": sorted(wanted.recompute),
            "sources": sorted(wanted.sources),
            "plan": plan,
        }
        return self._begin(actor, _new(results.MOVE, told.run.about, actor, now, terms), cases)

    def stop(self, actor: Actor, run: str, now: datetime) -> None:
        """Stop a run: the case that is being done is the last. What is done stays done."""
        found = self.overview.run(actor, run, now)
        with self._store.maintain() as connection:
            runs.end(connection, found.id, CANCELLED, now)

    # ---- one case of a run ----

    def choice(self, actor: Actor, run: str, number: int, now: datetime) -> ChoicePage:
        """Return where a case of a run waits, and where it can be put.

        Raises `NotAllowed`, `MoveUnknown`, and what `Moving.plan` does. It is planned anew: the case may
        have gone on, and may follow by now.
        """
        found = self.overview.run(actor, run, now)
        case = self.overview.case(found, number)
        what = f"valg av sted {run} nr. {number}"
        log_access(self._store, permitted(actor, Action.MOVE_CASES, now, case, Ground.NONE, what))
        planned = self._moving.plan(case, found.about, now)
        plan = planned.plan
        stopped = plan.stopped if isinstance(plan, NeedsChoice) else None
        return ChoicePage(
            run=found,
            number=number,
            before=self._versions.get(planned.left),
            after=self._versions.get(found.about),
            places=plan.places if isinstance(plan, NeedsChoice) else (),
            ahead=frozenset(plan.ahead) if isinstance(plan, NeedsChoice) else frozenset(),
            reason="" if stopped is None else stopped.reason,
            element=None if stopped is None else stopped.element,
        )

    def place(
        self, actor: Actor, run: str, number: int, choices: Mapping[str, str], now: datetime
    ) -> Outcome:
        """Move a case of a run to where somebody has chosen; raises what `Moving.move` does."""
        found = self.overview.run(actor, run, now)
        if found.kind != results.MOVE:
            raise MoveUnknown
        order = Order(
            version=found.about,
            reason=found.terms["reason"],
            key=f"flytt-{found.id}",
            recompute=frozenset(found.terms["recompute"]),
            choices=choices,
        )
        case = self.overview.case(found, number)
        return self._moving.move(actor, case, order, now, noting(found.id, results.MOVED))

    def undo(self, actor: Actor, run: str, number: int, reason: str, now: datetime) -> Outcome:
        """Make the move of a case undone; raises `UndoReasonMissing`, and what `Moving.undo` does."""
        found = self.overview.run(actor, run, now)
        if found.kind != results.MOVE:
            raise MoveUnknown
        order = Order(found.about, reason_of(reason, UndoReasonMissing), f"angre-{found.id}")
        case = self.overview.case(found, number)
        return self._moving.undo(actor, case, order, now, noting(found.id, results.UNDONE, order.reason))

    def undo_all(self, actor: Actor, run: str, reason: str, now: datetime) -> str:
        """Begin to make undone all of a run that still can be, and return that run.

        Raises `NotAllowed`, `MoveUnknown`, `UndoReasonMissing`, `MoveGoingOn` or `NoCaseChosen`.
        """
        found = self.overview.run(actor, run, now)
        if found.kind != results.MOVE:
            raise MoveUnknown
        why = reason_of(reason, UndoReasonMissing)
        cases = tuple(
            row.case_id
            for row, told in self.overview.told(found)
            if is_undoable(row.outcome, told, row.version)
        )
        terms = {"reason": why, "of": found.id}
        return self._begin(actor, _new(results.UNDO, found.about, actor, now, terms), cases)

    def _begin(self, actor: Actor, run: NewRun, cases: tuple[str, ...]) -> str:
        if not cases:
            raise NoCaseChosen
        with self._store.maintain() as connection:
            others = (its for kind in CHANGING for its in runs.about(connection, kind, run.about))
            if any(its.is_going_on for its in others):
                raise MoveGoingOn
            runs.create(connection, run, cases)
        self._log(actor, run.at, run)
        return run.id

    def _log(self, actor: Actor, now: datetime, run: NewRun) -> None:
        what = f"{run.kind} {run.id}"
        log_access(self._store, permitted(actor, Action.MOVE_CASES, now, None, Ground.NONE, what))


def reason_of(text: str, missing: type[Refused]) -> str:
    """Return a reason as it is kept; raises ``missing`` where there is none, or too much of it."""
    reason = " ".join(text.split())
    if not 0 < len(reason) <= LONGEST_REASON:
        raise missing(longest=LONGEST_REASON)
    return reason


def _new(kind: str, digest: str, actor: Actor, now: datetime, terms: Mapping[str, Any]) -> NewRun:
    unit = "" if actor.person == SYSTEM.person else actor.unit
    return NewRun(secrets.token_urlsafe(12), kind, digest, {**terms, "unit": unit}, None, actor.person, now)
