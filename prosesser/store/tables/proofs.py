"""What proves the record: copies of the anchors that were made, and certificates of erasures. Append-only."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table

from prosesser.store.tables.base import Id, Instant, metadata

anchors = Table(
    "anchors",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)

erasures = Table(
    "erasures",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("certificate", LargeBinary, nullable=False),
)
