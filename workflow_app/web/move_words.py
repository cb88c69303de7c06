"""Moves between versions of the routine, in words for a case's timeline."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from prosesser.engine.move_commands import MoveCase, UndoMove
from prosesser.engine.move_events import CaseMoved, MoveUndone
from prosesser.inbox import TimelineRow
from workflow_app.web.glossary import Glossary


@dataclass(frozen=True, slots=True)
class LastMove:
    """How a case came to follow its version: when, who moved it, from which version and why."""

    at: datetime
    who: str
    left: str
    reason: str


def last_move(timeline: Iterable[TimelineRow]) -> LastMove | None:
    """Return the last move that a timeline, newest first, tells of and that stands; None for none."""
    undone = 0
    for row in timeline:
        if isinstance(row.command, UndoMove):
            undone += 1
        elif isinstance(row.command, MoveCase) and undone:
            undone -= 1
        elif isinstance(row.command, MoveCase):
            return LastMove(row.at, row.person.name, version_name(row.command.left), row.command.reason)
    return None


def version_name(digest: str) -> str:
    """Name a version of the routine: "versjon 1a2b3c4d5e6f"."""
    return f"versjon {digest[:12]}"


def move_made(_command: MoveCase, _words: Glossary) -> str:
    """Say that the case was moved."""
    return "Flyttet saken til en annen versjon av rutinen"


def move_undone(_command: UndoMove, _words: Glossary) -> str:
    """Say that a move was undone."""
    return "Angret flyttingen til en annen versjon av rutinen"


def follows_now(event: CaseMoved, _words: Glossary) -> str:
    """Say which version the case follows, and why."""
    before, now = version_name(event.left), version_name(event.version)
    return f"Saken følger fra nå {now} av rutinen i stedet for {before}{_because(event.reason)}"


def follows_again(event: MoveUndone, _words: Glossary) -> str:
    """Say which version the case follows again, and why."""
    again = f"Saken følger igjen {version_name(event.version)} av rutinen, og er slik den var før flyttingen"
    return f"{again}{_because(event.reason)}"


def _because(reason: str) -> str:
    return f". Grunn: {reason}" if reason else ""
