"""The use cases on revisions as working copies. What a process owner does here touches no case."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from prosesser.access import Action, Actor
from prosesser.definition.bundle import Bundle, check_size, is_part
from prosesser.definition.forms.typed import CONTROL
from prosesser.revisions.changing import OPEN, OPENED, change, edited, found, found_at, require
from prosesser.revisions.errors import NotAFile, RevisionClosed, TitleMissing
from prosesser.store import Store, publications, revision_acts, revisions
from prosesser.store.revision_acts import Deed
from prosesser.store.revisions import DISCARDED, DRAFT, Revision
from prosesser.store.versions import Versions

LONGEST_TITLE = 100

Files = Mapping[str, bytes | None]
"""Files of a bundle by path; None removes one."""


class Revisions:
    """The process owners' working copies in a store."""

    def __init__(self, store: Store, versions: Versions) -> None:
        self._store = store
        self._versions = versions

    def open(self, actor: Actor, source: str, title: str, now: datetime) -> Revision:
        """Copy the version of a digest into a new revision.

        The revision builds on the version of that process that was published last: a copy of an earlier
        one takes back what has changed since. Raises `NotAllowed`, `TitleMissing`, and
        `DefinitionChanged` for a digest that is no version's.
        """
        require(self._store, actor, Action.EDIT_DEFINITION, now)
        name = " ".join(CONTROL.sub(" ", title).split())
        if not 0 < len(name) <= LONGEST_TITLE:
            raise TitleMissing(longest=LONGEST_TITLE)
        version = self._versions.get(source)
        with self._store.maintain() as connection:
            newest = publications.newest(connection, version.key)
            revision = Revision(
                id=secrets.token_urlsafe(12),
                title=name,
                key=version.key,
                base=source if newest is None else newest.digest,
                edition=1,
                status=DRAFT,
                bundle=version.bundle,
                created_by=actor.person,
                created_at=now,
                changed_by=actor.person,
                changed_at=now,
            )
            revisions.add(connection, revision)
            revision_acts.append(connection, revision, Deed(OPENED, actor.person, now))
        return revision

    def get(self, actor: Actor, revision: str, now: datetime) -> Revision:
        """Return a revision; raises `NotAllowed` or `RevisionUnknown`."""
        require(self._store, actor, Action.EDIT_DEFINITION, now)
        with self._store.read() as connection:
            return found(connection, revision)

    def all(self, actor: Actor, now: datetime) -> tuple[Revision, ...]:
        """Return the revisions that have not been discarded, the last changed first; raises `NotAllowed`."""
        require(self._store, actor, Action.EDIT_DEFINITION, now)
        with self._store.read() as connection:
            return revisions.kept(connection)

    def save(self, actor: Actor, revision: str, edition: int, files: Files, now: datetime) -> Revision:
        """Save files of a revision over those that stood there at an edition, as the next edition.

        What was checked or approved is a draft again. Raises `NotAllowed`, `RevisionUnknown`,
        `RevisionClosed`, `NotAFile`, `Unreadable` (too big), and `EditedMeanwhile` when the revision
        has been saved since that edition.
        """
        require(self._store, actor, Action.EDIT_DEFINITION, now)
        with self._store.maintain() as connection:
            before = found_at(connection, revision, edition)
            bundle = _with(before.bundle, files)
            if bundle == before.bundle:
                return before
            after = replace(
                before,
                bundle=bundle,
                status=DRAFT,
                edition=edition + 1,
                changed_by=actor.person,
                changed_at=now,
            )
            edited(connection, after, before)
        return after

    def discard(self, actor: Actor, revision: str, now: datetime) -> None:
        """Put a revision away; raises `NotAllowed`, `RevisionUnknown` or `RevisionClosed`."""
        require(self._store, actor, Action.EDIT_DEFINITION, now)
        with self._store.maintain() as connection:
            before = found(connection, revision)
            if before.status not in OPEN:
                raise RevisionClosed
            after = replace(before, status=DISCARDED, changed_by=actor.person, changed_at=now)
            change(connection, after, before, Deed(DISCARDED, actor.person, now))


def _with(bundle: Bundle, files: Files) -> Bundle:
    unfit = next((path for path in files if not is_part(path)), None)
    if unfit is not None:
        raise NotAFile(path=unfit)
    merged = {**bundle, **files}
    made = {path: content for path, content in merged.items() if content is not None}
    check_size(made)
    return made
