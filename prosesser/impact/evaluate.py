"""One case of a run: its journal opened, replayed on the draft, and what came of it sealed again.

Nothing of the case is changed. What is kept is sealed with the case's own key.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from prosesser.access import SYSTEM
from prosesser.definition import load
from prosesser.definition.model import Definition
from prosesser.engine.codec import canonical_json
from prosesser.engine.outlook import outlook
from prosesser.engine.outlooks import Outlook
from prosesser.engine.retraced import Recorded
from prosesser.store import Store, journal
from prosesser.store.impacts import Recording, recording
from prosesser.store.instants import from_micros
from prosesser.store.keys import CaseKey
from prosesser.store.runs import UNREADABLE, CaseResult, RunRecord
from prosesser.store.versions import Versions

KIND = "whatif"
NEUTRAL, FOLLOWS, CHOICE, CANNOT = "neutral", "follows", "choice", "cannot"
ERASED = "erased"
"""The case's content has been erased: there is nothing to replay."""
OUTCOMES = (NEUTRAL, FOLLOWS, CHOICE, CANNOT, UNREADABLE, ERASED)
"""What can come of a case."""
TOLD = frozenset({NEUTRAL, FOLLOWS, CHOICE, CANNOT})
"""The outcomes of cases that there is an outlook of."""
PURPOSE = "whatif"


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of a case: its units by party, and its outlook."""

    units: Mapping[str, str]
    outlook: Outlook


def evaluator(store: Store, versions: Versions, run: RunRecord) -> Callable[[str], CaseResult]:
    """Return what evaluates cases on the run's draft, as of the instant that its terms name."""
    after = load(run.bundle or {})
    now = datetime.fromisoformat(run.terms["now"])

    def evaluate(case: str) -> CaseResult:
        with store.read() as connection:
            found = recording(connection, case)
        if found.sealed is None:
            return CaseResult(case, ERASED, None)
        try:
            key = store.master.case_key(case, found.sealed)
            told = _told(versions, after, found, key, now)
        except Exception:  # noqa: BLE001 - one case that cannot be read must not stop the others
            return CaseResult(case, UNREADABLE, None)
        outcome = NEUTRAL if told.outlook.neutral else told.outlook.verdict
        return CaseResult(case, outcome, key.seal(PURPOSE, run.id, _written(told)))

    return evaluate


def opened(store: Store, run: str, row: Any) -> Told | None:  # noqa: ANN401 - a database row
    """Return what is kept of a case of a run; None when its key is gone. Raises `Unsealable`."""
    if row.sealed is None or row.content is None:
        return None
    key = store.master.case_key(row.case_id, row.sealed)
    data = json.loads(key.open(PURPOSE, run, row.content))
    return Told(data["units"], Outlook.from_json(data["outlook"]))


def recorded(key: CaseKey, rows: Recording) -> tuple[Recorded, ...]:
    """Return a case's journal as the engine replays it."""
    return tuple(_recorded(key, row) for row in rows.journal)


def _recorded(key: CaseKey, row: Any) -> Recorded:  # noqa: ANN401 - a database row
    command, events = journal.decode(key.open("payload", row.sequence, row.payload))
    return Recorded(row.sequence, from_micros(row.at), command, events, row.person == SYSTEM.person)


def _told(versions: Versions, after: Definition, found: Recording, key: CaseKey, now: datetime) -> Told:
    state = journal.read_state(key.open("state", found.version, found.state))
    before = versions.get(found.definition)
    if before.digest == after.digest:  # nothing to compare, and no move to plan
        told = Outlook("follows", ended=state.status != "active")
    else:
        told = outlook(before, after, state, recorded(key, found), now)
    units = {part.party: part.unit for part in found.parts}  # the last unit that each party was
    return Told(units, told)


def _written(told: Told) -> bytes:
    return canonical_json({"units": dict(told.units), "outlook": told.outlook.to_json()})
