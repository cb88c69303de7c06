"""Who is to audit what, and who asked for and answered the export of a protected case. All append-only.

An assignment that ends early gets a row that says so; a request gets one for each of its steps, which
come once: its answer and its use.
"""

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from prosesser.store.tables.base import Id, Instant, metadata

assignments = Table(
    "assignments",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", Id, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("selection", Text, nullable=False),
    Column("given_by", Id, nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Index("ix_assignments_person", "person"),
)

assignment_ends = Table(
    "assignment_ends",
    metadata,
    Column("assignment", Id, ForeignKey("assignments.id"), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("person", Id, nullable=False),
    Column("reason", Text, nullable=False),
)

export_requests = Table(
    "export_requests",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, nullable=False),
    Column("person", Id, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_export_requests_case_id", "case_id", "person"),
)

export_acts = Table(
    "export_acts",
    metadata,
    Column("request", Id, ForeignKey("export_requests.id"), primary_key=True),
    Column("step", Id, primary_key=True),
    Column("act", Id, nullable=False),
    Column("at", Instant, nullable=False),
    Column("person", Id, nullable=False),
    Column("reason", Text, nullable=False),
    sqlite_with_rowid=False,
)
