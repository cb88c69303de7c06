"""The versions of the processes, as everybody with a role may read them: totals of cases, and no case."""

from dataclasses import dataclass
from datetime import date, datetime

from prosesser.access import Action, Actor
from prosesser.calendar import oslo_date
from prosesser.definition import Definition
from prosesser.reports.suppression import shown
from prosesser.revisions.changing import require
from prosesser.store import Connection, Store, publications, revision_acts, revisions
from prosesser.store.publications import Publication
from prosesser.store.queries import running_on
from prosesser.store.revision_acts import Act
from prosesser.store.revisions import APPROVED
from prosesser.store.versions import Versions


@dataclass(frozen=True, slots=True)
class Running:
    """How many cases run on a version: ``count`` is None where there are so few that it is hidden."""

    count: int | None


@dataclass(frozen=True, slots=True)
class Published:
    """One publication of a version.

    ``before`` is the digest of the version that it followed, ``changes`` how many differences there are.
    ``standing`` is ``current`` for the one that new cases start on, ``coming`` for one whose day has not
    come, ``past`` when a later one has taken over or will before its day. ``acts`` are those on the
    revision that it came from, the first one first; ``title`` is what that revision was called.
    """

    publication: Publication
    definition: Definition
    before: str | None
    changes: int
    standing: str
    running: Running
    title: str
    acts: tuple[Act, ...]

    @property
    def approval(self) -> Act | None:
        """The act that approved it; None for what was published without a revision."""
        approvals = [act for act in self.acts if act.deed.act == APPROVED]
        return approvals[-1] if approvals else None


class Registry:
    """What was published in a store."""

    def __init__(self, store: Store, versions: Versions) -> None:
        self._store = store
        self._versions = versions

    def all(self, actor: Actor, now: datetime) -> tuple[Published, ...]:
        """Return what was published, by process, the last first; raises `NotAllowed`."""
        require(self._store, actor, Action.READ_DEFINITION, now)
        with self._store.read() as connection:
            known = publications.all_of(connection)
            counts = running_on(connection)
            return tuple(
                self._published(connection, one, known, counts.get(one.digest, 0), oslo_date(now))
                for one in known
            )

    def of(self, actor: Actor, digest: str, now: datetime) -> tuple[Published, ...]:
        """Return the publications of a version, the last first; none for what is no version.

        Raises `NotAllowed`.
        """
        return tuple(one for one in self.all(actor, now) if one.publication.digest == digest)

    def _published(
        self,
        connection: Connection,
        publication: Publication,
        known: tuple[Publication, ...],
        running: int,
        today: date,
    ) -> Published:
        earlier = (one for one in known if (one.key, one.number) == (publication.key, publication.number - 1))
        before = next((one.digest for one in earlier), None)
        came_from = None if publication.revision is None else revisions.find(connection, publication.revision)
        return Published(
            publication=publication,
            definition=self._versions.get(publication.digest),
            before=before,
            changes=len(self._versions.compared(before or publication.digest, publication.digest).changes),
            standing=_standing(publication, known, today),
            running=Running(shown(running)),
            title="" if came_from is None else came_from.title,
            acts=() if came_from is None else revision_acts.acts_on(connection, came_from.id),
        )


def _standing(publication: Publication, known: tuple[Publication, ...], today: date) -> str:
    later = [one for one in known if one.key == publication.key and one.number > publication.number]
    takes_over = max(publication.valid_from, today)
    if any(one.valid_from <= takes_over for one in later):
        return "past"
    return "current" if publication.valid_from <= today else "coming"
