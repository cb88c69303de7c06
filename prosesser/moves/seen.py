"""Which cases of a run somebody may see: these alone have a name there."""

import json
from collections.abc import Sequence
from typing import Any

from prosesser.access import Action, Actor, Ground, may
from prosesser.store import Connection, MasterKey, moves


def names_of(connection: Connection, master: MasterKey, actor: Actor, rows: Sequence[Any]) -> dict[str, str]:
    """Return the residents' names in those of some rows' cases that the actor may see."""
    if not may(actor, Action.READ_CASE, Ground.HAD_PART):
        return {}
    sealed = {row.case_id: row.sealed for row in rows if row.sealed is not None}
    subjects = moves.with_part(connection, list(sealed), actor.unit)
    return {
        case: str(_subject(master, case, sealed[case], subject).get("navn", ""))
        for case, subject in subjects.items()
    }


def _subject(master: MasterKey, case: str, sealed: bytes, subject: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(master.case_key(case, sealed).open("subject", "", subject))
    return found
