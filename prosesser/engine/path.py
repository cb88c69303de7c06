"""A step with the way that its tokens took: what rehearsals and audits show, and cases do not keep."""

from dataclasses import dataclass
from datetime import datetime

from prosesser.definition.model import Definition
from prosesser.engine.codec import Facts
from prosesser.engine.commands import Command
from prosesser.engine.draft import Draft
from prosesser.engine.events import Event
from prosesser.engine.state import CaseState, Status
from prosesser.engine.step import make


@dataclass(frozen=True, slots=True)
class Watched:
    """What a step led to, the elements that tokens left, in order, and the facts that were stated in it.

    ``stated`` has every fact that was answered, worked out or corrected, also those that no expression
    reads and that the state therefore does not keep; each with the round that it lives in (None: the
    case). Null clears one.
    """

    state: CaseState
    events: tuple[Event, ...]
    passed: tuple[str, ...]
    stated: tuple[tuple[str | None, Facts], ...]


class WatchedDraft(Draft):
    """A draft that still knows where its tokens went when the case has ended, and what was stated."""

    _left: tuple[str, ...] = ()
    _went: tuple[tuple[str, str, str | None], ...] = ()
    stated: tuple[tuple[str | None, Facts], ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """The elements that tokens left, in order."""
        return self._left if self._run is None else tuple(self._run.passed)

    @property
    def went(self) -> tuple[tuple[str, str, str | None], ...]:
        """From which element tokens went to which, and in which round, in order."""
        return self._went if self._run is None else tuple(self._run.went)

    def close(self, status: Status) -> None:
        """End the case."""
        self._left, self._went = self.path, self.went
        super().close(status)

    def set_facts(self, facts: Facts, round_id: str | None) -> None:
        """Take in new values, and note all of them."""
        homes = dict.fromkeys(self._home(name, round_id) for name in facts)
        self.stated += tuple(
            (home, {name: facts[name] for name in facts if self._home(name, round_id) == home})
            for home in homes
        )
        super().set_facts(facts, round_id)


def watched(definition: Definition, state: CaseState | None, command: Command, now: datetime) -> Watched:
    """Make the same step as ``step``, and return what happened inside it too."""
    draft = WatchedDraft(definition, state or CaseState("active"), now)
    after, events = make(draft, state, command)
    return Watched(after, events, draft.path, draft.stated)


def followed(
    definition: Definition, state: CaseState | None, command: Command, now: datetime
) -> tuple[CaseState, tuple[Event, ...], tuple[str, ...]]:
    """Make the same step as ``step``; return also the elements that tokens left, in order."""
    seen = watched(definition, state, command, now)
    return seen.state, seen.events, seen.passed
