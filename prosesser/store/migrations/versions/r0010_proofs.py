"""Copies of the anchors that were made, and certificates of erasures; their rows are never changed."""

import sqlalchemy as sa
from alembic import op

from prosesser.store.migrations.append_only import refuse_changes

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
APPEND_ONLY = ("anchors", "erasures")


def upgrade() -> None:
    """Create the tables, and refuse to change their rows."""
    op.create_table(
        "anchors",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_anchors"),
    )
    op.create_table(
        "erasures",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_erasures_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", name="pk_erasures"),
    )
    refuse_changes(APPEND_ONLY)
