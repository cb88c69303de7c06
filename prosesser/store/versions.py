"""Versions: their bytes, their digest, and which one new cases start on."""

import base64
import json
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, true
from sqlalchemy.dialects import postgresql, sqlite

from prosesser.calendar import oslo_date
from prosesser.definition import load
from prosesser.definition.bundle import Bundle, digest
from prosesser.definition.diff import Comparison, compare
from prosesser.definition.model import Definition
from prosesser.errors import Broken
from prosesser.store import Store
from prosesser.store.tables import definitions, publications


class DefinitionChanged(Broken):
    """Filene til prosessdefinisjonen {digest} er endret etter publisering."""


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """A version by its digest, the id of its process, and what that is called."""

    digest: str
    key: str
    name: str


class Versions:
    """The definitions of a store. They are never changed or deleted: a digest never means anything else."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._loaded: dict[str, Definition] = {}
        self._whole: dict[str, bytes] = {}  # files whose digest was worked out, as they are stored
        self._compared: dict[tuple[str, str], Comparison] = {}

    def get(self, wanted: str) -> Definition:
        """Return the definition of a digest; raises `DefinitionChanged` when its stored bytes differ."""
        if wanted not in self._loaded:
            with self._store.read() as connection:
                bundle = stored_bundle(connection, wanted)
            if bundle is None or digest(bundle) != wanted:
                raise DefinitionChanged(digest=wanted)
            self._loaded[wanted] = load(bundle)
        return self._loaded[wanted]

    def is_whole(self, connection: Connection, wanted: str) -> bool:
        """Whether the stored files of a definition are there in this snapshot, and have its digest."""
        packed = _packed(connection, wanted)
        if packed is None or self._whole.get(wanted) != packed:
            if not _is_of(packed, wanted):
                return False
            self._whole[wanted] = packed or b""
        return True

    def known(self) -> tuple[KnownVersion, ...]:
        """Return all versions that cases run on, or have run on, by name and digest."""
        columns = definitions.c.digest, definitions.c.key, definitions.c.name
        with self._store.read() as connection:
            rows = connection.execute(select(*columns).order_by(definitions.c.name, definitions.c.digest))
            return tuple(KnownVersion(*row) for row in rows)

    def compared(self, before: str, after: str) -> Comparison:
        """Return what differs between the versions of two digests; raises `DefinitionChanged`."""
        pair = (before, after)
        if pair not in self._compared:
            self._compared[pair] = compare(self.get(before), self.get(after))
        return self._compared[pair]

    def published(self, now: datetime) -> tuple[Definition, ...]:
        """Return the version of each process that new cases start on at an instant, by name."""
        return self._last(publications.c.valid_from <= oslo_date(now).isoformat())

    def latest(self) -> tuple[Definition, ...]:
        """Return the version of each process that was published last, by name; its day may be to come."""
        return self._last(true())

    def day_to_come(self, wanted: str, now: datetime) -> date | None:
        """Return the first day that a version is in force, while it is to come; None once it has come."""
        first = select(func.min(publications.c.valid_from)).where(publications.c.digest == wanted)
        with self._store.read() as connection:
            found = connection.execute(first).scalar()
        day = None if found is None else date.fromisoformat(found)
        return day if day is not None and day > oslo_date(now) else None

    def _last(self, condition: ColumnElement[bool]) -> tuple[Definition, ...]:
        last = (
            select(publications.c.key, func.max(publications.c.number).label("number"))
            .where(condition)
            .group_by(publications.c.key)
            .subquery()
        )
        query = (
            select(definitions.c.digest)
            .join(publications, publications.c.digest == definitions.c.digest)
            .join(last, (last.c.key == publications.c.key) & (last.c.number == publications.c.number))
            .order_by(definitions.c.name, definitions.c.digest)
        )
        with self._store.read() as connection:
            return tuple(map(self.get, connection.execute(query).scalars().all()))


def add_definition(connection: Connection, definition: Definition) -> None:
    """Store a definition, unless it is there."""
    make: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    added = make(definitions).values(
        digest=definition.digest,
        key=definition.key,
        name=definition.name,
        bundle=pack(definition.bundle),
    )
    connection.execute(added.on_conflict_do_nothing(index_elements=["digest"]))


def stored_bundle(connection: Connection, wanted: str) -> Bundle | None:
    """Return the stored files of a definition, whatever has become of them; None when there are none."""
    packed = _packed(connection, wanted)
    return None if packed is None else unpack(packed)


def _packed(connection: Connection, wanted: str) -> bytes | None:
    return connection.execute(select(definitions.c.bundle).where(definitions.c.digest == wanted)).scalar()


def _is_of(packed: bytes | None, wanted: str) -> bool:
    """Whether stored files are there, and are those of a digest, whatever has been put in their place."""
    try:
        return packed is not None and digest(unpack(packed)) == wanted
    except (zlib.error, ValueError, TypeError, AttributeError):
        return False


def pack(bundle: Bundle) -> bytes:
    """Return a bundle as it is stored."""
    texts = {path: base64.b64encode(content).decode() for path, content in sorted(bundle.items())}
    return zlib.compress(json.dumps(texts).encode())


def unpack(packed: bytes) -> Bundle:
    """Return what `pack` packed."""
    texts: dict[str, str] = json.loads(zlib.decompress(packed))
    return {path: base64.b64decode(text) for path, text in texts.items()}
