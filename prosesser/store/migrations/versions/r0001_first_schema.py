"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _make_people()
    _make_definitions()
    _make_cases()
    _make_journal()
    _make_tasks()
    _make_timers_and_drafts()
    _make_logs()


def _make_people() -> None:
    op.create_table(
        "meta",
        sa.Column("name", ID, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "units",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("party", ID, nullable=False),
        sa.Column("covered", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_units"),
    )
    op.create_table(
        "persons",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("logouts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_persons"),
    )
    op.create_table(
        "memberships",
        sa.Column("person", ID, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=True),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name="fk_memberships_person_persons"),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name="fk_memberships_unit_units"),
        sa.PrimaryKeyConstraint("person", "unit", "starts_at", name="pk_memberships"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_memberships_unit", "memberships", ["unit"], unique=False)


def _make_definitions() -> None:
    op.create_table(
        "definitions",
        sa.Column("digest", ID, nullable=False),
        sa.Column("key", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("status", ID, nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.Column("published_by", ID, nullable=True),
        sa.Column("bundle", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_definitions"),
    )
    op.create_index(
        "uq_definitions_published",
        "definitions",
        ["key"],
        unique=True,
        sqlite_where=sa.text("status = 'published'"),
        postgresql_where=sa.text("status = 'published'"),
    )


def _make_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", ID, nullable=False),
        sa.Column("definition", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("status", ID, nullable=False),
        sa.Column("next_due", ID, nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("started_by", ID, nullable=False),
        sa.Column("start_key", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["definition"], ["definitions.digest"], name="fk_cases_definition_definitions"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("started_by", "start_key", name="uq_cases_started_by_start_key"),
    )
    op.create_table(
        "case_keys",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_keys_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_keys"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "participations",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("party", ID, nullable=False),
        sa.Column("first_sequence", sa.Integer(), nullable=False),
        sa.Column("last_sequence", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_participations_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "unit", "party", "first_sequence", name="pk_participations"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_participations_unit_case_id", "participations", ["unit", "case_id"], unique=False)


def _make_journal() -> None:
    op.create_table(
        "journal",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("kind", ID, nullable=False),
        sa.Column("command_key", ID, nullable=True),
        sa.Column("definition", ID, nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("payload_commitment", sa.LargeBinary(), nullable=False),
        sa.Column("state_commitment", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_journal_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "sequence", name="pk_journal"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "uq_journal_case_id_command_key",
        "journal",
        ["case_id", "command_key"],
        unique=True,
        sqlite_where=sa.text("command_key IS NOT NULL"),
        postgresql_where=sa.text("command_key IS NOT NULL"),
    )


def _make_tasks() -> None:
    op.create_table(
        "tasks",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("task_id", ID, nullable=False),
        sa.Column("element", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=True),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("party", ID, nullable=False),
        sa.Column("unit", ID, nullable=True),
        sa.Column("assignee", ID, nullable=True),
        sa.Column("due", ID, nullable=True),
        sa.Column("sort_due", ID, nullable=False),
        sa.Column("overdue", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_tasks_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "task_id", name="pk_tasks"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_tasks_assignee_deadline",
        "tasks",
        ["assignee", "unit", "sort_due", "opened_at", "case_id", "task_id"],
        unique=False,
        sqlite_where=sa.text("assignee IS NOT NULL"),
        postgresql_where=sa.text("assignee IS NOT NULL"),
    )
    op.create_index(
        "ix_tasks_unit_deadline",
        "tasks",
        ["unit", "sort_due", "opened_at", "case_id", "task_id", "assignee"],
        unique=False,
    )


def _make_timers_and_drafts() -> None:
    op.create_table(
        "timers",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("timer_id", ID, nullable=False),
        sa.Column("task_id", ID, nullable=True),
        sa.Column("due", ID, nullable=True),
        sa.Column("fires_at", sa.BigInteger(), nullable=True),
        sa.Column("held_version", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_timers_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "timer_id", name="pk_timers"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_timers_due",
        "timers",
        ["fires_at", "case_id", "timer_id"],
        unique=False,
        sqlite_where=sa.text("fires_at IS NOT NULL"),
        postgresql_where=sa.text("fires_at IS NOT NULL"),
    )
    op.create_table(
        "drafts",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("task_id", ID, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "task_id"],
            ["tasks.case_id", "tasks.task_id"],
            name="fk_drafts_task",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("case_id", "task_id", name="pk_drafts"),
        sqlite_with_rowid=False,
    )


def _make_logs() -> None:
    op.create_table(
        "access_log",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("permitted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_access_log"),
    )
    op.create_index("ix_access_log_case_id_at", "access_log", ["case_id", "at"], unique=False)
    op.create_table(
        "incidents",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("kind", ID, nullable=False),
        sa.Column("element", ID, nullable=True),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_incidents_case_id_cases"),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
    )
    op.create_index("ix_incidents_case_id", "incidents", ["case_id"], unique=False)
