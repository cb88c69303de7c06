"""A revision and the log of its acts change together, in one transaction, or not at all."""

from datetime import datetime

from prosesser.access import Action, Actor, NotAllowed, may
from prosesser.revisions.errors import ActedMeanwhile, EditedMeanwhile, RevisionClosed, RevisionUnknown
from prosesser.store import Connection, Store, revision_acts, revisions
from prosesser.store.audit import denials_logged
from prosesser.store.directory import name_of
from prosesser.store.revision_acts import Deed
from prosesser.store.revisions import APPROVED, CHECKED, DISCARDED, DRAFT, SENT, Revision

OPEN = frozenset({DRAFT, CHECKED, SENT, APPROVED})

OPENED, EDITED, REBASED = "opened", "edited", "rebased"
AUTHORING = frozenset({OPENED, EDITED, REBASED, SENT})
"""Who has done one of these cannot approve the revision."""


def require(store: Store, actor: Actor, action: Action, now: datetime) -> None:
    """Raise `NotAllowed`, and log it, unless the actor's role carries the action."""
    with denials_logged(store, actor, action, now):
        if not may(actor, action):
            raise NotAllowed


def found(connection: Connection, revision: str) -> Revision:
    """Return a revision; raises `RevisionUnknown` for none, and for one that was discarded."""
    known = revisions.find(connection, revision)
    if known is None or known.status == DISCARDED:
        raise RevisionUnknown
    return known


def found_at(connection: Connection, revision: str, edition: int) -> Revision:
    """Return an open revision at the edition that somebody has seen.

    Raises `RevisionUnknown`, `RevisionClosed`, and `EditedMeanwhile` when it was saved since.
    """
    known = found(connection, revision)
    if known.status not in OPEN:
        raise RevisionClosed
    if known.edition != edition:
        raise EditedMeanwhile(by=name_of(connection, known.changed_by), edition=known.edition)
    return known


def change(connection: Connection, after: Revision, before: Revision, deed: Deed) -> None:
    """Store what becomes of a revision, and the act that did it.

    Raises `EditedMeanwhile` or `ActedMeanwhile` when the revision is no longer as it was ``before``.
    """
    if not revisions.replace(connection, after, before):
        found_at(connection, before.id, before.edition)
        raise ActedMeanwhile
    revision_acts.append(connection, after, deed)


def edited(connection: Connection, after: Revision, before: Revision) -> None:
    """Store saved files; one act stands for all that a person saves until somebody does something else."""
    if not revisions.replace(connection, after, before):
        found_at(connection, before.id, before.edition)
        raise ActedMeanwhile
    acts = revision_acts.acts_on(connection, after.id)
    last = acts[-1].deed if acts else None
    if last is None or (last.act, last.person) != (EDITED, after.changed_by):
        revision_acts.append(connection, after, Deed(EDITED, after.changed_by, after.changed_at))
