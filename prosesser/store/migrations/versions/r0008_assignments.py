"""Auditors see what they are assigned to; the access log says in which roles, and what of a case."""

import sqlalchemy as sa
from alembic import op

from prosesser.store.migrations.append_only import refuse_changes

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
APPEND_ONLY = ("assignments", "assignment_ends")


def upgrade() -> None:
    """Create the tables, and refuse to change their rows."""
    op.add_column("access_log", sa.Column("roles", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("access_log", sa.Column("what", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.create_table(
        "assignments",
        sa.Column("id", ID, nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("selection", sa.Text(), nullable=False),
        sa.Column("given_by", ID, nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
    )
    op.create_index("ix_assignments_person", "assignments", ["person"])
    op.create_table(
        "assignment_ends",
        sa.Column("assignment", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment"], ["assignments.id"], name="fk_assignment_ends_assignment_assignments"
        ),
        sa.PrimaryKeyConstraint("assignment", name="pk_assignment_ends"),
    )
    refuse_changes(APPEND_ONLY)
