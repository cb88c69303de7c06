"""Published definitions: their bytes, their digest, and which version new cases start on."""

import base64
import json
import zlib
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from prosesser.definition import load
from prosesser.definition.bundle import Bundle, digest
from prosesser.definition.model import Definition
from prosesser.errors import Broken
from prosesser.store import Store
from prosesser.store.instants import to_micros
from prosesser.store.tables import definitions


class DefinitionChanged(Broken):
    """Filene til prosessdefinisjonen {digest} er endret etter publisering."""


class Versions:
    """The definitions of a store. Those in use are kept: a digest never means anything else."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._loaded: dict[str, Definition] = {}

    def get(self, wanted: str) -> Definition:
        """Return the definition of a digest; raises `DefinitionChanged` when its stored bytes differ."""
        if wanted not in self._loaded:
            with self._store.read() as connection:
                bundle = stored_bundle(connection, wanted)
            if bundle is None or digest(bundle) != wanted:
                raise DefinitionChanged(digest=wanted)
            self._loaded[wanted] = load(bundle)
        return self._loaded[wanted]

    def published(self) -> tuple[Definition, ...]:
        """Return the versions that new cases start on, by name."""
        query = select(definitions.c.digest).where(definitions.c.status == "published")
        with self._store.read() as connection:
            digests = connection.execute(query.order_by(definitions.c.name)).scalars().all()
        return tuple(map(self.get, digests))


def publish(connection: Connection, definition: Definition, person: str, now: datetime) -> None:
    """Let new cases start on a definition; the version published before it is retired.

    Publishing what is published changes nothing; a retired version comes back.
    """
    same_key = definitions.c.key == definition.key
    published = definitions.c.status == "published"
    others = definitions.c.digest != definition.digest
    connection.execute(update(definitions).where(same_key, published, others).values(status="retired"))
    make: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    added = make(definitions).values(
        digest=definition.digest,
        key=definition.key,
        name=definition.name,
        status="published",
        published_at=to_micros(now),
        published_by=person,
        bundle=pack(definition.bundle),
    )
    again = {name: added.excluded[name] for name in ("status", "published_at", "published_by")}
    connection.execute(
        added.on_conflict_do_update(
            index_elements=["digest"], set_=again, where=definitions.c.status != "published"
        )
    )


def stored_bundle(connection: Connection, wanted: str) -> Bundle | None:
    """Return the stored files of a definition, whatever has become of them; None when there are none."""
    packed = connection.execute(select(definitions.c.bundle).where(definitions.c.digest == wanted)).scalar()
    return None if packed is None else unpack(packed)


def pack(bundle: Bundle) -> bytes:
    """Return a bundle as it is stored."""
    texts = {path: base64.b64encode(content).decode() for path, content in sorted(bundle.items())}
    return zlib.compress(json.dumps(texts).encode())


def unpack(packed: bytes) -> Bundle:
    """Return what `pack` packed."""
    texts: dict[str, str] = json.loads(zlib.decompress(packed))
    return {path: base64.b64decode(text) for path, text in texts.items()}
