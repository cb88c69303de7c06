"""Runs by hand of revisions: invented persons only, one run for each process owner and revision."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table

from prosesser.store.tables.base import Id, Instant, metadata

rehearsals = Table(
    "rehearsals",
    metadata,
    Column("revision", Id, ForeignKey("revisions.id"), primary_key=True),
    Column("person", Id, primary_key=True),
    Column("edition", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("moves", LargeBinary, nullable=False),
    Column("changed_at", Instant, nullable=False),
    sqlite_with_rowid=False,
)
