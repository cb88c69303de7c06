"""The versions of the processes, and the process owners' work on those to come. They tell of no resident.

Versions, what was published when, and the acts on revisions are append-only.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from prosesser.store.tables.base import Id, Instant, IsoDate, metadata

definitions = Table(
    "definitions",
    metadata,
    Column("digest", Id, primary_key=True),
    Column("key", Id, nullable=False),
    Column("name", Text, nullable=False),
    Column("bundle", LargeBinary, nullable=False),
)

publications = Table(
    "publications",
    metadata,
    Column("key", Id, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("digest", Id, ForeignKey("definitions.digest"), nullable=False),
    Column("valid_from", IsoDate, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("published_by", Id, nullable=False),
    Column("revision", Id, ForeignKey("revisions.id")),
    Column("reason", Text, nullable=False),
    sqlite_with_rowid=False,
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("title", Text, nullable=False),
    Column("key", Id, nullable=False),
    Column("base", Id, ForeignKey("definitions.digest"), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("status", Id, nullable=False),
    Column("bundle", LargeBinary, nullable=False),
    Column("created_by", Id, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("changed_by", Id, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Index("ix_revisions_changed_at", "changed_at"),
)

revision_acts = Table(
    "revision_acts",
    metadata,
    Column("revision", Id, ForeignKey("revisions.id"), primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("person", Id, nullable=False),
    Column("act", Id, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("digest", Id, nullable=False),
    Column("reason", Text, nullable=False),
    Column("details", Text, nullable=False),
    sqlite_with_rowid=False,
)
