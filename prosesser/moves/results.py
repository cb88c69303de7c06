"""What is kept of a case of a run, sealed with the case's own key, and what is counted of it in clear."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from prosesser.engine.codec import Code, Names, canonical_json, decode, each, encode
from prosesser.engine.move_plans import DateChange, Place
from prosesser.store import MasterKey
from prosesser.store.keys import CaseKey

PLAN, MOVE, UNDO = "move-plan", "move", "move-undo"
"""The kinds of runs: to find out what would happen, to do it, and to make it undone."""

FOLLOWS, CHOICE, CANNOT = "follows", "choice", "cannot"
MOVED, UNDONE, KEPT = "moved", "undone", "kept"
CLOSED = "closed"
"""The case has ended, or follows the version already."""
BUSY = "busy"
"""Others were at work in the case all the time."""
FAILED = "failed"
"""The case cannot be read, or something in it went wrong: an incident tells what."""
PURPOSE = "move"


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of a case: no person, no answer.

    ``left`` is the version that it follows, or followed. ``dates`` are those that the new rules set
    otherwise, ``places`` where it waits and may be put. ``reason`` says why it does not follow, and
    ``element`` where; or why its move was undone. ``sequence`` is the row of its journal that moved it.
    """

    CODES: ClassVar[Mapping[str, Code]] = {"dates": each(DateChange), "places": each(Place)}

    left: str = ""
    dates: tuple[DateChange, ...] = ()
    places: tuple[Place, ...] = ()
    ahead: Names = ()
    reason: str = ""
    element: str | None = None
    sequence: int = 0


def sealed(key: CaseKey, run: str, told: Told) -> bytes:
    """Seal what is told of a case in a run."""
    return key.seal(PURPOSE, run, canonical_json(encode(told)))


def opened(master: MasterKey, run: str, row: Any) -> Told:  # noqa: ANN401 - a database row
    """Return what is kept of a case of a run; nothing where there is none, or the case is erased."""
    if row.content is None or row.sealed is None:
        return Told()
    key = master.case_key(row.case_id, row.sealed)
    return decode(Told, json.loads(key.open(PURPOSE, run, row.content)))


def counted(outcomes: Iterable[str]) -> dict[str, int]:
    """Count outcomes."""
    found: dict[str, int] = {}
    for outcome in outcomes:
        found[outcome] = found.get(outcome, 0) + 1
    return found
