"""The use cases on rehearsals: a process owner's run of a revision by hand. No case is touched or made."""

from datetime import datetime

from prosesser.access import Actor
from prosesser.errors import Refused
from prosesser.revisions.use_cases import Revisions
from prosesser.store import Store, rehearsals
from prosesser.store.rehearsals import Moves, Rehearsal

NOT_BEGUN = 0


class RehearsedMeanwhile(Refused):
    """Prøvekjøringen er endret i et annet vindu. Ingenting er gjort nå: se hvordan den står."""


class Rehearsals:
    """The runs in a store: each person has one for each revision."""

    def __init__(self, store: Store, revisions: Revisions) -> None:
        self._store = store
        self._revisions = revisions

    def get(self, actor: Actor, revision: str, now: datetime) -> Rehearsal | None:
        """Return the actor's run of a revision, None before it is begun; raises as `Revisions.get` does."""
        self._revisions.get(actor, revision, now)
        with self._store.read() as connection:
            return rehearsals.find(connection, revision, actor.person)

    def keep(self, actor: Actor, revision: str, number: int, moves: Moves, now: datetime) -> Rehearsal:
        """Store what the actor's run has become since it was seen at ``number`` (`NOT_BEGUN` for none).

        Without moves it is one that has not begun; the numbers go on, so that no window is mistaken.

        Raises `RehearsedMeanwhile` when it has been changed since, and as `Revisions.get` does.
        """
        edition = self._revisions.get(actor, revision, now).edition
        rehearsal = Rehearsal(revision, actor.person, edition, number + 1, moves, now)
        with self._store.maintain() as connection:
            if not rehearsals.keep(connection, rehearsal):
                raise RehearsedMeanwhile
        return rehearsal
