"""Work over many cases goes on after a restart: what is left to do stands in the database."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "runs",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", ID, nullable=False),
        sa.Column("about", ID, nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("bundle", sa.LargeBinary()),
        sa.Column("status", ID, nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("worker", ID),
        sa.Column("beat_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_index("ix_runs_about_started_at", "runs", ["about", "started_at"])
    op.create_table(
        "run_cases",
        sa.Column("run", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("outcome", ID),
        sa.Column("content", sa.LargeBinary()),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_run_cases_run_runs"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_run_cases_case_id_cases"),
        sa.PrimaryKeyConstraint("run", "case_id", name="pk_run_cases"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_run_cases_to_do",
        "run_cases",
        ["run"],
        sqlite_where=sa.text("outcome IS NULL"),
        postgresql_where=sa.text("outcome IS NULL"),
    )
