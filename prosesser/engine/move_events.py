"""What happens to a case that goes on by another version."""

from dataclasses import dataclass

from prosesser.engine.events import Event


@dataclass(frozen=True, slots=True)
class CaseMoved(Event):
    """The case left one version and goes on by another; both are digests."""

    left: str
    version: str
    reason: str


@dataclass(frozen=True, slots=True)
class MoveUndone(Event):
    """The case is back on the version that it left, as it was before the move."""

    version: str
    reason: str
