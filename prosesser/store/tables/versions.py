"""The versions of the processes, and the process owners' work on those to come. They tell of no resident."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from prosesser.store.tables.base import Id, Instant, metadata

definitions = Table(
    "definitions",
    metadata,
    Column("digest", Id, primary_key=True),
    Column("key", Id, nullable=False),
    Column("name", Text, nullable=False),
    Column("status", Id, nullable=False),
    Column("published_at", Instant),
    Column("published_by", Id),
    Column("bundle", LargeBinary, nullable=False),
    Index(
        "uq_definitions_published",
        "key",
        unique=True,
        sqlite_where=text("status = 'published'"),
        postgresql_where=text("status = 'published'"),
    ),
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
