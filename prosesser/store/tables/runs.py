"""Work over many cases: what is run, and case by case what came of it, sealed with the case's key."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from prosesser.store.tables.base import Id, Instant, metadata

runs = Table(
    "runs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Id, nullable=False),
    Column("about", Id, nullable=False),
    Column("terms", Text, nullable=False),
    Column("bundle", LargeBinary),
    Column("status", Id, nullable=False),
    Column("total", Integer, nullable=False),
    Column("person", Id, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("worker", Id),
    Column("beat_at", Instant),
    Index("ix_runs_about_started_at", "about", "started_at"),
)

run_cases = Table(
    "run_cases",
    metadata,
    Column("run", Id, ForeignKey("runs.id"), primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
    Column("outcome", Id),
    Column("content", LargeBinary),
    Index(
        "ix_run_cases_to_do",
        "run",
        sqlite_where=text("outcome IS NULL"),
        postgresql_where=text("outcome IS NULL"),
    ),
    sqlite_with_rowid=False,
)
