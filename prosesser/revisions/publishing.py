"""From a working copy to a version: checked, sent, approved by another person, published.

Who has seen one edition decides on that edition alone: each act names it, and is refused when the
revision has been saved since. What is published are the bytes that were approved.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from prosesser.access import Action, Actor
from prosesser.calendar import oslo_date
from prosesser.definition import Definition, load
from prosesser.definition.bundle import digest
from prosesser.definition.forms.written import write_date
from prosesser.revisions.changing import AUTHORING, REBASED, change, found, found_at, require
from prosesser.revisions.check import Check
from prosesser.revisions.errors import (
    ActedMeanwhile,
    BaseReplaced,
    CheckOutdated,
    DayPassed,
    NotApproved,
    NotAsApproved,
    NotChecked,
    NothingChanged,
    NotSent,
    OtherProcess,
    OwnWork,
)
from prosesser.revisions.log import authors_of, last_check, written_reason
from prosesser.revisions.merging import merged
from prosesser.store import Connection, Store, publications, revision_acts
from prosesser.store.directory import name_of
from prosesser.store.publications import Overtaken, Publication
from prosesser.store.revision_acts import Act, Deed
from prosesser.store.revisions import APPROVED, CHECKED, DRAFT, PUBLISHED, SENT, Revision
from prosesser.store.versions import Versions

RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Release:
    """From which Oslo day new cases take a version, and why it is published."""

    valid_from: date
    reason: str


class Publishing:
    """The way of revisions to versions in a store."""

    def __init__(self, store: Store, versions: Versions) -> None:
        self._store = store
        self._versions = versions

    def acts(self, actor: Actor, revision: str, now: datetime) -> tuple[Act, ...]:
        """Return what was done with a revision, in order; raises `NotAllowed` or `RevisionUnknown`."""
        require(self._store, actor, Action.EDIT_DEFINITION, now)
        with self._store.read() as connection:
            return revision_acts.acts_on(connection, found(connection, revision).id)

    def authors(self, actor: Actor, now: datetime) -> Mapping[str, frozenset[str]]:
        """Return who has worked on each revision, and so cannot approve it; raises `NotAllowed`."""
        require(self._store, actor, Action.EDIT_DEFINITION, now)
        with self._store.read() as connection:
            return revision_acts.doers(connection, AUTHORING)

    def check(self, actor: Actor, revision: str, check: Check, now: datetime) -> Revision:
        """Keep what a check found; without errors the revision may be sent.

        Raises `NotAllowed`, `RevisionUnknown`, `RevisionClosed`, `EditedMeanwhile`, `CheckOutdated` for
        a check of other files, `ActedMeanwhile` once it was sent, and `NothingChanged`.
        """
        require(self._store, actor, Action.EDIT_DEFINITION, now)
        with self._store.maintain() as connection:
            before = found_at(connection, revision, check.edition)
            if digest(before.bundle) != check.digest:
                raise CheckOutdated
            if check.digest == before.base:
                raise NothingChanged
            if before.status not in {DRAFT, CHECKED}:
                raise ActedMeanwhile
            after = replace(before, status=DRAFT if check.errors else CHECKED)
            change(connection, after, before, Deed(CHECKED, actor.person, now, details=check.told()))
        return after

    def send(
        self, actor: Actor, revision: str, edition: int, reasons: Mapping[str, str], now: datetime
    ) -> Revision:
        """Send a checked revision for approval, with a reason for each concern of the check, by its id.

        Raises `NotAllowed`, `RevisionUnknown`, `RevisionClosed`, `EditedMeanwhile`, `NotChecked` and
        `ReasonMissing`.
        """
        require(self._store, actor, Action.EDIT_DEFINITION, now)
        with self._store.maintain() as connection:
            before = found_at(connection, revision, edition)
            check = last_check(before, revision_acts.acts_on(connection, before.id))
            if before.status != CHECKED or check is None:
                raise NotChecked
            given = {one.id: written_reason(reasons.get(one.id, "")) for one in check.concerns}
            after = replace(before, status=SENT)
            change(connection, after, before, Deed(SENT, actor.person, now, details={"reasons": given}))
        return after

    def approve(self, actor: Actor, revision: str, edition: int, comment: str, now: datetime) -> Revision:
        """Approve what another person has made.

        Raises `NotAllowed`, `RevisionUnknown`, `RevisionClosed`, `EditedMeanwhile`, `NotSent`, `OwnWork`
        and `ReasonMissing`.
        """
        require(self._store, actor, Action.APPROVE_DEFINITION, now)
        with self._store.maintain() as connection:
            before = found_at(connection, revision, edition)
            if before.status != SENT:
                raise NotSent
            if actor.person in authors_of(revision_acts.acts_on(connection, before.id)):
                raise OwnWork
            after = replace(before, status=APPROVED)
            change(connection, after, before, Deed(APPROVED, actor.person, now, written_reason(comment)))
        return after

    def send_back(self, actor: Actor, revision: str, edition: int, reason: str, now: datetime) -> Revision:
        """Make a draft of what was sent or approved.

        Raises `NotAllowed`, `RevisionUnknown`, `RevisionClosed`, `EditedMeanwhile`, `NotSent` and
        `ReasonMissing`.
        """
        require(self._store, actor, Action.EDIT_DEFINITION, now)
        with self._store.maintain() as connection:
            before = found_at(connection, revision, edition)
            if before.status not in {SENT, APPROVED}:
                raise NotSent
            after = replace(before, status=DRAFT)
            change(connection, after, before, Deed(RETURNED, actor.person, now, written_reason(reason)))
        return after

    def publish(
        self, actor: Actor, revision: str, edition: int, release: Release, now: datetime
    ) -> Definition:
        """Make a version of what was approved; running cases keep theirs.

        Raises `NotAllowed`, `RevisionUnknown`, `RevisionClosed`, `EditedMeanwhile`, `NotApproved`,
        `DayPassed`, `ReasonMissing`, `BaseReplaced` when another version has been
        published since, and what `prosesser.definition.load` refuses.
        """
        require(self._store, actor, Action.PUBLISH_DEFINITION, now)
        with self._store.maintain() as connection:
            before = found_at(connection, revision, edition)
            definition = _approved(before, revision_acts.acts_on(connection, before.id))
            publication = _publication(connection, before, definition, release, now, actor.person)
            deed = Deed(PUBLISHED, actor.person, now, publication.reason)
            change(connection, replace(before, status=PUBLISHED), before, deed)
            try:
                publications.add(connection, definition, publication)
            except Overtaken:
                raise _replaced(connection, before.key) from None
        return definition

    def rebase(self, actor: Actor, revision: str, edition: int, now: datetime) -> Revision:
        """Let a revision build on the version that was published last, when they changed different files.

        Raises `NotAllowed`, `RevisionUnknown`, `RevisionClosed`, `EditedMeanwhile` and `BothChanged`.
        """
        require(self._store, actor, Action.EDIT_DEFINITION, now)
        with self._store.maintain() as connection:
            before = found_at(connection, revision, edition)
            newest = publications.newest(connection, before.key)
            if newest is None or newest.digest == before.base:
                return before
            base, latest = (self._versions.get(one).bundle for one in (before.base, newest.digest))
            after = replace(
                before,
                base=newest.digest,
                bundle=merged(base, before.bundle, latest),
                status=DRAFT,
                edition=edition + 1,
                changed_by=actor.person,
                changed_at=now,
            )
            change(connection, after, before, Deed(REBASED, actor.person, now))
        return after


def _approved(revision: Revision, acts: Collection[Act]) -> Definition:
    """Return the version that was approved; it is read again by today's rules."""
    if revision.status != APPROVED:
        raise NotApproved
    approved = [act for act in acts if act.deed.act == APPROVED]
    if not approved or approved[-1].digest != digest(revision.bundle):
        raise NotAsApproved
    definition = load(revision.bundle)
    if definition.key != revision.key:
        raise OtherProcess(key=revision.key)
    return definition


def _publication(
    connection: Connection,
    revision: Revision,
    definition: Definition,
    release: Release,
    now: datetime,
    person: str,
) -> Publication:
    newest = publications.newest(connection, revision.key)
    if newest is None or newest.digest != revision.base:
        raise _replaced(connection, revision.key)
    if release.valid_from < oslo_date(now):
        raise DayPassed(today=write_date(oslo_date(now)))
    return Publication(
        key=revision.key,
        number=newest.number + 1,
        digest=definition.digest,
        valid_from=release.valid_from,
        at=now,
        by=person,
        revision=revision.id,
        reason=written_reason(release.reason),
    )


def _replaced(connection: Connection, key: str) -> BaseReplaced:
    newest = publications.newest(connection, key)
    if newest is None:
        raise NotAsApproved
    return BaseReplaced(day=write_date(oslo_date(newest.at)), by=name_of(connection, newest.by))
