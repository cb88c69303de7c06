"""The use cases on the impact of a draft: begun, followed, cancelled, read and taken out.

Who may try a draft sees totals. Who may read a case sees what came of it; for everybody else that case
does not exist, here as elsewhere.
"""

import json
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from prosesser.access import SYSTEM_ROLE, Action, Actor, CaseNotFound, Denied, Ground, NotAllowed, may
from prosesser.definition import load
from prosesser.definition.bundle import Bundle
from prosesser.definition.model import Definition
from prosesser.engine.outlooks import Outlook
from prosesser.errors import Refused
from prosesser.impact.errors import NothingToTry, NotTold, OtherProcess, RunUnknown
from prosesser.impact.evaluate import KIND, TOLD, opened
from prosesser.impact.folding import Folded, Folds
from prosesser.impact.hiding import hidden
from prosesser.store import Connection, Store, impacts, queries, runs
from prosesser.store.audit import denials_logged, denied, log_access, permitted
from prosesser.store.keys import Unsealable
from prosesser.store.runs import CANCELLED, NewRun, RunRecord
from prosesser.store.versions import Versions


@dataclass(frozen=True, slots=True)
class Draft:
    """What to try: files ``about`` which (a revision's id, or a digest), of which edition (0: no revision's).

    ``base`` is the digest of the version that it was made from: it has to be of the same process.
    """

    about: str
    edition: int
    base: str
    bundle: Bundle


@dataclass(frozen=True, slots=True)
class Impact:
    """A run as it stands; ``result`` once it has ended, over the cases that were done."""

    run: RunRecord
    result: Folded | None

    @property
    def edition(self) -> int:
        """Which edition of the draft it was run on."""
        return int(self.run.terms["edition"])


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case that the reader may see: its outcome, its status, and what its person is called."""

    case: str
    outcome: str
    status: str
    subject: str


@dataclass(frozen=True, slots=True)
class CaseOutlook:
    """What came of one case, with the version that it follows and the draft."""

    case: str
    subject: str
    outcome: str
    outlook: Outlook
    before: Definition
    after: Definition


class Impacts:
    """The impact of drafts on the cases of a store."""

    def __init__(self, store: Store, versions: Versions) -> None:
        self._store = store
        self._versions = versions
        self._folds = Folds(store, versions)

    def number_of_cases(self, actor: Actor, base: str, now: datetime) -> int:
        """Return how many cases a draft made from a version would be tried on; raises `NotAllowed`."""
        self._require(actor, Action.RUN_IMPACT, now)
        with self._store.read() as connection:
            return impacts.number_of_cases(connection, self._versions.get(base).key)

    def begin(self, actor: Actor, draft: Draft, now: datetime, worker: str | None = None) -> str:
        """Begin to try a draft, as it is, on all cases of its process, and return the run's id.

        ``worker`` has it at once; without one the first that comes takes it.
        Raises `NotAllowed`, `NothingToTry`, `OtherProcess`, and what `load` refuses, with the findings.
        """
        self._require(actor, Action.RUN_IMPACT, now)
        key = self._versions.get(draft.base).key
        definition = load(draft.bundle)
        if definition.key != key:
            raise OtherProcess(key=definition.key)
        run = secrets.token_urlsafe(12)
        with self._store.maintain() as connection:
            cases = impacts.cases_of_process(connection, key)
            if not cases:
                raise NothingToTry(key=key)
            terms = {"edition": draft.edition, "base": draft.base, "now": now.isoformat()}
            new = NewRun(run, KIND, draft.about, terms, draft.bundle, actor.person, now)
            runs.create(connection, new, cases)
            if worker is not None:
                runs.claim(connection, run, worker, now)
        self._log(actor, Action.RUN_IMPACT, now, f"begynt {run} {definition.digest}")
        return run

    def cancel(self, actor: Actor, run: str, now: datetime) -> None:
        """Stop a run; what has been done of it stands. Raises `NotAllowed` or `RunUnknown`."""
        self._require(actor, Action.RUN_IMPACT, now)
        with self._store.maintain() as connection:
            self._found(connection, run)
            runs.end(connection, run, CANCELLED, now)

    def latest(self, actor: Actor, about: str, now: datetime) -> RunRecord | None:
        """Return the last run of a draft; None when it has not been tried. Raises `NotAllowed`."""
        self._require(actor, Action.RUN_IMPACT, now)
        with self._store.read() as connection:
            return next(iter(runs.about(connection, KIND, about)), None)

    def run(self, actor: Actor, run: str, now: datetime) -> Impact:
        """Return a run with its totals, small counts hidden; raises `NotAllowed` or `RunUnknown`."""
        self._require(actor, Action.RUN_IMPACT, now)
        impact = self._impact(actor, run)
        if impact.result is not None:
            self._log(actor, Action.RUN_IMPACT, now, f"sett {run}")
        return impact

    def export(self, actor: Actor, run: str, now: datetime) -> Impact:
        """Return a run to take it out of the system; raises `NotAllowed` or `RunUnknown`."""
        self._require(actor, Action.EXPORT_IMPACT, now)
        impact = self._impact(actor, run)
        self._log(actor, Action.EXPORT_IMPACT, now, f"virkning {run}")
        return impact

    def cases(self, actor: Actor, run: str, now: datetime) -> tuple[CaseLine, ...]:
        """Return the cases of a run that the actor's unit has a part in, or had until they ended.

        Raises `NotAllowed` or `RunUnknown`.
        """
        self._require(actor, Action.LIST_CASES, now)
        with self._store.read() as connection:
            self._found(connection, run)
            rows = impacts.results_of_unit(connection, run, actor.unit)
        self._log(actor, Action.LIST_CASES, now, f"virkning {run}")
        return tuple(CaseLine(row.case_id, row.outcome, row.status, self._subject(row)) for row in rows)

    def case(self, actor: Actor, run: str, case: str, now: datetime) -> CaseOutlook:
        """Return what came of a case that the actor may read; else raises `CaseNotFound`.

        Raises `RunUnknown`, and `NotTold` while the case is to do and where it could not be read.
        """
        what = f"virkning {run}"
        try:
            found = self._case(actor, run, case)
        except Denied:
            log_access(self._store, denied(actor, Action.READ_CASE, now, case, what))
            raise
        except Refused:
            self._log_case(actor, case, now, what)
            raise
        self._log_case(actor, case, now, what)
        return found

    def _log_case(self, actor: Actor, case: str, now: datetime, what: str) -> None:
        with self._store.read() as connection:
            parts = queries.parts_of_case(connection, case)
        lasts = any(part.unit == actor.unit and part.ends_at is None for part in parts)
        ground = Ground.HAD_PART | Ground.HAS_PART if lasts else Ground.HAD_PART
        log_access(self._store, permitted(actor, Action.READ_CASE, now, case, ground, what))

    def _case(self, actor: Actor, run: str, case: str) -> CaseOutlook:
        with self._store.read() as connection:
            known = queries.case_row(connection, case, actor.unit) is not None
            if not known or not may(actor, Action.READ_CASE, Ground.HAD_PART):
                raise CaseNotFound
            record = self._found(connection, run)
            row = next(iter(impacts.results_of_unit(connection, run, actor.unit, case)), None)
        told = None if row is None or row.outcome not in TOLD else opened(self._store, run, row)
        if row is None or told is None:
            raise NotTold
        return CaseOutlook(
            case=case,
            subject=self._subject(row),
            outcome=row.outcome,
            outlook=told.outlook,
            before=self._versions.get(row.definition),
            after=self._folds.draft(record),
        )

    def _impact(self, actor: Actor, run: str) -> Impact:
        with self._store.read() as connection:
            record = self._found(connection, run)
            result = None if record.is_going_on else self._folds.of(connection, record)
        if result is not None and SYSTEM_ROLE not in actor.roles:
            result = replace(result, totals=hidden(result.totals))
        return Impact(record, result)

    def _subject(self, row: Any) -> str:  # noqa: ANN401 - a database row
        """Return what the case's person is called; nothing where that cannot be read any more."""
        if row.sealed is None:
            return ""
        try:
            key = self._store.master.case_key(row.case_id, row.sealed)
            return str(json.loads(key.open("subject", "", row.subject)).get("navn", ""))
        except Unsealable:
            return ""

    def _require(self, actor: Actor, action: Action, now: datetime) -> None:
        with denials_logged(self._store, actor, action, now):
            if not may(actor, action):
                raise NotAllowed

    def _found(self, connection: Connection, run: str) -> RunRecord:
        found = runs.find(connection, run)
        if found is None or found.kind != KIND:
            raise RunUnknown
        return found

    def _log(self, actor: Actor, action: Action, now: datetime, what: str) -> None:
        log_access(self._store, permitted(actor, action, now, None, Ground.NONE, what))
