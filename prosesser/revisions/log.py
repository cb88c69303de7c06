"""What the acts on a revision tell of it."""

from collections.abc import Collection

from prosesser.definition.bundle import digest
from prosesser.definition.forms.typed import CONTROL
from prosesser.revisions.changing import AUTHORING
from prosesser.revisions.check import Check, read_check
from prosesser.revisions.errors import ReasonMissing
from prosesser.store.revision_acts import Act
from prosesser.store.revisions import CHECKED, Revision

LONGEST_REASON = 2000


def last_check(revision: Revision, acts: Collection[Act]) -> Check | None:
    """Return the last check of the files as they stand; None when they have not been checked."""
    checks = [act.deed.details for act in acts if act.deed.act == CHECKED]
    if not checks:
        return None
    last = read_check(checks[-1])
    stands = (last.edition, last.digest) == (revision.edition, digest(revision.bundle))
    return last if stands else None


def authors_of(acts: Collection[Act]) -> frozenset[str]:
    """Return who has worked on a revision, and so cannot approve it."""
    return frozenset(act.deed.person for act in acts if act.deed.act in AUTHORING)


def written_reason(text: str) -> str:
    """Return a reason as it is kept; raises `ReasonMissing`."""
    reason = CONTROL.sub("", text.replace("\r\n", "\n")).strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise ReasonMissing(longest=LONGEST_REASON)
    return reason
