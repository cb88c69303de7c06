"""The people: units, persons and memberships; and what the database says of itself."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text

from prosesser.store.tables.base import Id, Instant, metadata

meta = Table(
    "meta",
    metadata,
    Column("name", Id, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

units = Table(
    "units",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("party", Id, nullable=False),
    Column("covered", Boolean, nullable=False),
)

persons = Table(
    "persons",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("password_hash", Text),
    Column("logouts", Integer, nullable=False),
)

memberships = Table(
    "memberships",
    metadata,
    Column("person", Id, ForeignKey("persons.id"), primary_key=True),
    Column("unit", Id, ForeignKey("units.id"), primary_key=True),
    Column("starts_at", Instant, primary_key=True),
    Column("ends_at", Instant),
    Column("roles", Text, nullable=False),
    Index("ix_memberships_unit", "unit"),
    sqlite_with_rowid=False,
)
