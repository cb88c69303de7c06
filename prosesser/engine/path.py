"""A step with the way that its tokens took: what rehearsals show of a diagram, and cases do not keep."""

from datetime import datetime

from prosesser.definition.model import Definition
from prosesser.engine.commands import Command
from prosesser.engine.draft import Draft
from prosesser.engine.events import Event
from prosesser.engine.state import CaseState, Status
from prosesser.engine.step import make


class _Watched(Draft):
    """A draft that still knows which elements its tokens left when the case has ended."""

    _left: tuple[str, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """The elements that tokens left, in order."""
        return self._left if self._run is None else tuple(self._run.passed)

    def close(self, status: Status) -> None:
        """End the case."""
        self._left = self.path
        super().close(status)


def followed(
    definition: Definition, state: CaseState | None, command: Command, now: datetime
) -> tuple[CaseState, tuple[Event, ...], tuple[str, ...]]:
    """Make the same step as ``step``; return also the elements that tokens left, in order."""
    draft = _Watched(definition, state or CaseState("active"), now)
    after, events = make(draft, state, command)
    return after, events, draft.path
