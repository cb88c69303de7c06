"""Making anchors: what has changed since the last one, signed, kept in the database and written outside it.

An anchor never takes back what another has said. A case whose anchored row is gone or has become
another keeps its old head in the tree and is named to whoever asked: verification then tells the rest.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from prosesser.proof.anchors import FIRST, Anchor, Anchors, digest, read_anchor, sign
from prosesser.proof.errors import AnchorTaken, AnchorUnreadable, ClockBehind
from prosesser.proof.heads import Head, Heads, changed
from prosesser.proof.signing import SigningKey
from prosesser.store import Connection, Store, access_chain
from prosesser.store import anchors as stored

RowHash = Callable[[str, int], bytes | None]
_FORGED = "databasens kopi er ikke signert av oss"


@dataclass(frozen=True, slots=True)
class Made:
    """The anchor that was made (None: nothing had changed), and the chains that contradict the last one."""

    anchor: Anchor | None
    contradicting: tuple[str, ...]


class Anchoring:
    """Makes the anchors of one database in one folder, with one key."""

    def __init__(self, store: Store, anchors: Anchors, key: SigningKey) -> None:
        self._store = store
        self._anchors = anchors
        self._key = key

    def make(self, now: datetime) -> Made:
        """Make an anchor when something has changed.

        Raises `ClockBehind`, `AnchorTaken` when another process makes one at the same time,
        `AnchorUnreadable` or `AnchorFolderUnusable`.
        """
        self._anchors.publish_key(self._key.public)
        self._fetch()
        number = max(self._anchors.numbers(), default=0)
        heads = self._anchors.heads_at(number)
        with self._store.read() as connection:
            fresh, contradicting = self._fresh(connection, heads)
        if not any(fresh):
            return Made(None, contradicting)
        anchor = self._signed(number, heads, fresh, now)
        self._keep(anchor)
        return Made(anchor, contradicting)

    def _fetch(self) -> None:
        """Write the files that another server's folder has and this one lacks; only what we have signed."""
        last = max(self._anchors.numbers(), default=0)
        with self._store.read() as connection:
            copies = stored.copies(connection, after=last)
        for number, content in copies:
            anchor = read_anchor(content, number)
            if anchor.key != self._key.public.hex() or not anchor.is_signed():
                raise AnchorUnreadable(number=number, reason=_FORGED)
            self._anchors.add(number, content)

    def _fresh(
        self, connection: Connection, heads: Heads
    ) -> tuple[tuple[tuple[Head, ...], tuple[Head, ...]], tuple[str, ...]]:
        cases, bad_cases = _forward(
            stored.heads(connection), heads.cases, lambda *row: stored.row_hash(connection, *row)
        )
        log, bad_chains = _forward(
            access_chain.heads(connection), heads.log, lambda *row: access_chain.hash_at(connection, *row)
        )
        return (cases, log), (*bad_cases, *bad_chains)

    def _signed(
        self, last: int, heads: Heads, fresh: tuple[tuple[Head, ...], tuple[Head, ...]], now: datetime
    ) -> Anchor:
        before = self._anchors.get(last) if last else None
        if before is not None and now < before.at:
            raise ClockBehind(at=before.at.isoformat())
        cases, log = fresh
        heads.fold(cases, log)
        unsigned = Anchor(
            number=last + 1,
            at=now,
            previous=FIRST if before is None else digest(before.content()),
            size=heads.size,
            root=heads.root(),
            changed=cases,
            log=log,
            signature="",
            key=self._key.public.hex(),
        )
        return sign(self._key, unsigned)

    def _keep(self, anchor: Anchor) -> None:
        """Keep the anchor in the database first: a file that is not written now is written next time."""
        with self._store.maintain() as connection:
            if not stored.add_copy(connection, anchor.number, anchor.content()):
                raise AnchorTaken(number=anchor.number)
        self._anchors.add(anchor.number, anchor.content())


def _forward(
    found: Iterable[tuple[str, int, bytes]], before: dict[str, Head], row_hash: RowHash
) -> tuple[tuple[Head, ...], tuple[str, ...]]:
    """Return the heads that have moved on, and the chains that cannot have come from where they stood."""
    now = {name: (name, sequence, head.hex()) for name, sequence, head in found if sequence}
    fresh = changed(now.values(), before)
    torn = {head[0] for head in fresh if head[0] in before and not _follows(head, before[head[0]], row_hash)}
    return (
        tuple(head for head in fresh if head[0] not in torn),
        tuple(sorted(torn | (before.keys() - now.keys()))),
    )


def _follows(head: Head, before: Head, row_hash: RowHash) -> bool:
    name, sequence, anchored = before
    found = row_hash(name, sequence)
    return head[1] > sequence and found is not None and found.hex() == anchored
