"""The access log's chains: one per unit, so that units do not wait for each other.

A row's hash covers all of its fields and the hash of the row before it in the same unit's chain.
What a chain was at an instant is told by its head; whoever keeps heads elsewhere finds a log that was
cut or rolled back.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from prosesser.errors import SomlosError
from prosesser.store.tables import access_heads, access_log

GENESIS = bytes(32)
"""What stands before the first row of every chain."""

_BATCH = 5_000


class LogFault(SomlosError):
    """Tilgangsloggen svarer ikke til kjeden sin."""


class LogRowMissing(LogFault):
    """Raden mangler i tilgangsloggen."""


class LogRowUnlinked(LogFault):
    """Raden i tilgangsloggen henger ikke sammen med den foran."""


class LogRowChanged(LogFault):
    """Raden i tilgangsloggen er endret etter at den ble skrevet."""


class LogCut(LogFault):
    """Tilgangsloggen slutter et annet sted enn kjedens siste kjente rad."""


@dataclass(frozen=True, slots=True)
class ChainFault:
    """The first bad row of a chain, and what is wrong with it."""

    chain: str
    sequence: int
    fault: LogFault


@dataclass(frozen=True, slots=True)
class AccessLink:
    """What the hash of a row of the access log covers: all of its fields. ``at``: microseconds UTC."""

    chain: str
    sequence: int
    at: int
    person: str
    action: str
    case: str | None
    ground: str
    permitted: bool
    roles: str
    what: str
    previous: bytes

    def hash(self) -> bytes:
        """Hash all parts, each with its length in front: no two rows run together alike.

        What has been written is verified for ever: a change of this needs a second class beside it.
        """
        texts = (
            self.chain,
            str(self.sequence),
            str(self.at),
            self.person,
            self.action,
            "-" if self.case is None else f"+{self.case}",
            self.ground,
            "permitted" if self.permitted else "denied",
            self.roles,
            self.what,
        )
        parts = (*(text.encode() for text in texts), self.previous)
        return hashlib.sha256(b"".join(len(part).to_bytes(4) + part for part in parts)).digest()


def link_of(row: Mapping[str, Any] | RowMapping) -> AccessLink:
    """Return what the hash of a row is to cover, by the names of its columns."""
    return AccessLink(
        chain=row["unit"],
        sequence=row["sequence"],
        at=row["at"],
        person=row["person"],
        action=row["action"],
        case=row["case_id"],
        ground=row["ground"],
        permitted=bool(row["permitted"]),
        roles=row["roles"],
        what=row["what"],
        previous=row["previous"],
    )


def append(connection: Connection, row: Mapping[str, Any]) -> None:
    """Append a row (its columns but those of the chain) to its unit's chain, in a write transaction.

    The chain's head is locked until the transaction ends: writers of one unit wait for each other.
    """
    sequence, previous = _locked_head(connection, row["unit"])
    chained = {**row, "sequence": sequence + 1, "previous": previous}
    hashed = link_of(chained).hash()
    connection.execute(insert(access_log).values(**chained, hash=hashed))
    connection.execute(
        update(access_heads)
        .where(access_heads.c.chain == row["unit"])
        .values(sequence=sequence + 1, hash=hashed)
    )


def heads(connection: Connection) -> Sequence[tuple[str, int, bytes]]:
    """Return the head of each chain, by chain: (chain, sequence, hash)."""
    rows = connection.execute(select(access_heads).order_by(access_heads.c.chain))
    return tuple((row.chain, row.sequence, bytes(row.hash)) for row in rows)


def chains(connection: Connection) -> tuple[str, ...]:
    """Return all chains: those that have a head, and those that have rows alone."""
    known = connection.execute(select(access_heads.c.chain)).scalars()
    written = connection.execute(select(access_log.c.unit).distinct()).scalars()
    return tuple(sorted({*known, *written}))


def hash_at(connection: Connection, chain: str, sequence: int) -> bytes | None:
    """Return the hash that stands in a row of a chain; None where there is no such row."""
    return hashes_at(connection, chain, [sequence]).get(sequence)


def hashes_at(connection: Connection, chain: str, sequences: Sequence[int]) -> dict[int, bytes]:
    """Return the hashes that stand in rows of a chain, by row; those that are not there are left out."""
    found: dict[int, bytes] = {}
    for first in range(0, len(sequences), _BATCH):
        query = select(access_log.c.sequence, access_log.c.hash).where(
            access_log.c.unit == chain, access_log.c.sequence.in_(sequences[first : first + _BATCH])
        )
        found |= {row.sequence: bytes(row.hash) for row in connection.execute(query)}
    return found


def verify_chain(connection: Connection, chain: str) -> ChainFault | None:
    """Compute a chain anew from its rows; returns the first fault, None when there is none."""
    last, before = 0, GENESIS
    while rows := _rows_after(connection, chain, last):
        for row in rows:
            fault = _fault(row, last + 1, before)
            if fault is not None:
                return ChainFault(chain, last + 1, fault)
            last, before = row["sequence"], row["hash"]
    head = connection.execute(select(access_heads).where(access_heads.c.chain == chain)).one_or_none()
    found = (0, GENESIS) if head is None else (head.sequence, head.hash)
    return None if found == (last, before) else ChainFault(chain, min(last, found[0]) + 1, LogCut())


def _fault(row: RowMapping, expected: int, before: bytes) -> LogFault | None:
    if row["sequence"] != expected:
        return LogRowMissing()
    if row["previous"] != before:
        return LogRowUnlinked()
    return None if link_of(row).hash() == row["hash"] else LogRowChanged()


def _rows_after(connection: Connection, chain: str, sequence: int) -> Sequence[RowMapping]:
    query = (
        select(access_log)
        .where(access_log.c.unit == chain, access_log.c.sequence > sequence)
        .order_by(access_log.c.sequence)
        .limit(_BATCH)
    )
    return connection.execute(query).mappings().all()


def _locked_head(connection: Connection, chain: str) -> tuple[int, bytes]:
    """Lock a chain's head, making it for a chain's first row; SQLite's writers are alone anyway."""
    query = select(access_heads).where(access_heads.c.chain == chain).with_for_update()
    head = connection.execute(query).one_or_none()
    if head is None:
        make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        first = make(access_heads).values(chain=chain, sequence=0, hash=GENESIS)
        connection.execute(first.on_conflict_do_nothing())
        head = connection.execute(query).one()
    return head.sequence, head.hash
