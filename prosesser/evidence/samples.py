"""The cases that an actor may audit, narrowed, in one snapshot."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from prosesser.access import SYSTEM_ROLE, Actor
from prosesser.evidence.reading import Extent, Head, Reading, Told
from prosesser.evidence.selection import Narrowing
from prosesser.store import Connection, Store, assignments, evidence
from prosesser.store.versions import Versions


class Fold(Protocol):
    """Takes in one case after the other."""

    def add(self, told: Told) -> None:
        """Take in a case."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Cases that can be opened, the oldest first; ``extent`` counts them, and those that cannot."""

    connection: Connection
    reading: Reading
    heads: Sequence[Head]
    extent: Extent

    def fold(self, fold: Fold) -> None:
        """Let something take in all of them, one by one."""
        for told in self.told(self.heads):
            fold.add(told)

    def told(self, heads: Sequence[Head]) -> Iterator[Told]:
        """Yield cases with their journals."""
        return self.reading.journals(heads, self.extent)


@contextmanager
def sampled(
    store: Store, versions: Versions, actor: Actor, wanted: Narrowing, now: datetime
) -> Iterator[Sample]:
    """Give the cases of the actor's assignments that are wanted; of all cases for the system itself."""
    extent = Extent()
    with store.read() as connection:
        of_all = SYSTEM_ROLE in actor.roles
        given = None if of_all else assignments.in_force(connection, actor.person, now)
        rows = evidence.selected(connection, given, wanted.selection, wanted.version)
        reading = Reading(connection, store.master, versions)
        yield Sample(connection, reading, tuple(reading.heads(rows, extent)), extent)
