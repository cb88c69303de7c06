"""The access log."""

from sqlalchemy import Boolean, Column, Index, Table, Text

from prosesser.store.tables.base import Id, Instant, RowId, metadata

access_log = Table(
    "access_log",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("person", Id, nullable=False),
    Column("unit", Id, nullable=False),
    Column("action", Text, nullable=False),
    Column("case_id", Id),
    Column("ground", Text, nullable=False),
    Column("permitted", Boolean, nullable=False),
    Index("ix_access_log_case_id_at", "case_id", "at"),
)
