"""The cases: journal, state, and what is derived from them. What tells of a resident is sealed."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from prosesser.store.tables.base import Id, Instant, IsoDate, RowId, metadata

cases = Table(
    "cases",
    metadata,
    Column("id", Id, primary_key=True),
    Column("definition", Id, ForeignKey("definitions.digest"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("subject", LargeBinary, nullable=False),
    Column("status", Id, nullable=False),
    Column("next_due", IsoDate),
    Column("opened_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("started_by", Id, nullable=False),
    Column("start_key", Id, nullable=False),
    UniqueConstraint("started_by", "start_key"),
)

case_keys = Table(
    "case_keys",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

participations = Table(
    "participations",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
    Column("unit", Id, primary_key=True),
    Column("party", Id, primary_key=True),
    Column("first_sequence", Integer, primary_key=True),
    Column("last_sequence", Integer),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant),
    Index("ix_participations_unit_case_id", "unit", "case_id"),
    sqlite_with_rowid=False,
)

journal = Table(
    "journal",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("person", Id, nullable=False),
    Column("unit", Id, nullable=False),
    Column("kind", Id, nullable=False),
    Column("command_key", Id),
    Column("definition", Id, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("payload_commitment", LargeBinary, nullable=False),
    Column("state_commitment", LargeBinary, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Index(
        "uq_journal_case_id_command_key",
        "case_id",
        "command_key",
        unique=True,
        sqlite_where=text("command_key IS NOT NULL"),
        postgresql_where=text("command_key IS NOT NULL"),
    ),
    sqlite_with_rowid=False,
)

tasks = Table(
    "tasks",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
    Column("task_id", Id, primary_key=True),
    Column("element", Id, nullable=False),
    Column("name", Text, nullable=False),
    Column("title", LargeBinary),
    Column("lane", Text),
    Column("phase", Text, nullable=False),
    Column("party", Id, nullable=False),
    Column("unit", Id),
    Column("assignee", Id),
    Column("due", IsoDate),
    Column("rule_due", IsoDate),
    Column("sort_due", IsoDate, nullable=False),
    Column("overdue", Boolean, nullable=False),
    Column("opened_at", Instant, nullable=False),
    sqlite_with_rowid=False,
)
_DEADLINE_ORDER = ("sort_due", "opened_at", "case_id", "task_id")
Index("ix_tasks_unit_deadline", tasks.c.unit, *(tasks.c[name] for name in _DEADLINE_ORDER), tasks.c.assignee)
Index(
    "ix_tasks_assignee_deadline",
    tasks.c.assignee,
    tasks.c.unit,
    *(tasks.c[name] for name in _DEADLINE_ORDER),
    sqlite_where=tasks.c.assignee.is_not(None),
    postgresql_where=tasks.c.assignee.is_not(None),
)

timers = Table(
    "timers",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
    Column("timer_id", Id, primary_key=True),
    Column("task_id", Id),
    Column("due", Id),
    Column("fires_at", Instant),
    # The case's version when it could not fire: tried again once the case has moved.
    Column("held_version", Integer),
    Index(
        "ix_timers_due",
        "fires_at",
        "case_id",
        "timer_id",
        sqlite_where=text("fires_at IS NOT NULL"),
        postgresql_where=text("fires_at IS NOT NULL"),
    ),
    sqlite_with_rowid=False,
)

drafts = Table(
    "drafts",
    metadata,
    Column("case_id", Id, primary_key=True),
    Column("task_id", Id, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("person", Id, nullable=False),
    Column("saved_at", Instant, nullable=False),
    ForeignKeyConstraint(
        ["case_id", "task_id"], ["tasks.case_id", "tasks.task_id"], ondelete="CASCADE", name="fk_drafts_task"
    ),
    sqlite_with_rowid=False,
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False),
    Column("version", Integer),
    Column("kind", Id, nullable=False),
    Column("element", Id),
    Column("fault", Text, nullable=False),
    Index("ix_incidents_case_id", "case_id"),
)
