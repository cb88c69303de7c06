"""The use cases on revisions. What a process owner does here touches no case."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from prosesser.access import Action, Actor, NotAllowed, may
from prosesser.definition.bundle import Bundle, check_size, is_part
from prosesser.revisions.errors import (
    EditedMeanwhile,
    NotAFile,
    RevisionClosed,
    RevisionUnknown,
    TitleMissing,
)
from prosesser.store import Store, revisions
from prosesser.store.audit import denials_logged
from prosesser.store.revisions import DISCARDED, DRAFT, Revision
from prosesser.store.versions import Versions

LONGEST_TITLE = 100
OPEN = frozenset({DRAFT})

Files = Mapping[str, bytes | None]
"""Files of a bundle by path; None removes one."""


class Revisions:
    """The process owners' working copies in a store."""

    def __init__(self, store: Store, versions: Versions) -> None:
        self._store = store
        self._versions = versions

    def open(self, actor: Actor, base: str, title: str, now: datetime) -> Revision:
        """Copy the version of a digest into a new revision.

        Raises `NotAllowed`, `TitleMissing`, and `DefinitionChanged` for a digest that is no version's.
        """
        self._require(actor, now)
        name = " ".join(title.split())
        if not 0 < len(name) <= LONGEST_TITLE:
            raise TitleMissing(longest=LONGEST_TITLE)
        version = self._versions.get(base)
        revision = Revision(
            id=secrets.token_urlsafe(12),
            title=name,
            key=version.key,
            base=base,
            edition=1,
            status=DRAFT,
            bundle=version.bundle,
            created_by=actor.person,
            created_at=now,
            changed_by=actor.person,
            changed_at=now,
        )
        with self._store.maintain() as connection:
            revisions.add(connection, revision)
        return revision

    def get(self, actor: Actor, revision: str, now: datetime) -> Revision:
        """Return a revision; raises `NotAllowed` or `RevisionUnknown`."""
        self._require(actor, now)
        return self._found(revision)

    def all(self, actor: Actor, now: datetime) -> tuple[Revision, ...]:
        """Return the revisions that have not been discarded, the last changed first; raises `NotAllowed`."""
        self._require(actor, now)
        with self._store.read() as connection:
            return revisions.kept(connection)

    def save(self, actor: Actor, revision: str, edition: int, files: Files, now: datetime) -> Revision:
        """Save files of a revision over those that stood there at an edition, as the next edition.

        Raises `NotAllowed`, `RevisionUnknown`, `RevisionClosed`, `NotAFile`, `Unreadable` (too big), and
        `EditedMeanwhile` when the revision has been saved since that edition.
        """
        self._require(actor, now)
        before = self._found(revision)
        if before.status not in OPEN:
            raise RevisionClosed
        if before.edition != edition:
            raise EditedMeanwhile(by=before.changed_by, edition=before.edition)
        bundle = _with(before.bundle, files)
        if bundle == before.bundle:
            return before
        after = replace(before, bundle=bundle, edition=edition + 1, changed_by=actor.person, changed_at=now)
        self._replace(after, before)
        return after

    def discard(self, actor: Actor, revision: str, now: datetime) -> None:
        """Put a revision away; raises `NotAllowed`, `RevisionUnknown` or `RevisionClosed`."""
        self._require(actor, now)
        before = self._found(revision)
        if before.status not in OPEN:
            raise RevisionClosed
        self._replace(replace(before, status=DISCARDED, changed_by=actor.person, changed_at=now), before)

    def _require(self, actor: Actor, now: datetime) -> None:
        with denials_logged(self._store, actor, Action.EDIT_DEFINITION, now):
            if not may(actor, Action.EDIT_DEFINITION):
                raise NotAllowed

    def _found(self, revision: str) -> Revision:
        with self._store.read() as connection:
            found = revisions.find(connection, revision)
        if found is None or found.status == DISCARDED:
            raise RevisionUnknown
        return found

    def _replace(self, after: Revision, before: Revision) -> None:
        with self._store.maintain() as connection:
            if not revisions.replace(connection, after, before):
                now = self._found(before.id)
                raise EditedMeanwhile(by=now.changed_by, edition=now.edition)


def _with(bundle: Bundle, files: Files) -> Bundle:
    unfit = next((path for path in files if not is_part(path)), None)
    if unfit is not None:
        raise NotAFile(path=unfit)
    merged = {**bundle, **files}
    made = {path: content for path, content in merged.items() if content is not None}
    check_size(made)
    return made
