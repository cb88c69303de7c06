"""Process owners play revisions by hand: what was done in a run is kept, and nothing of it is a case."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "rehearsals",
        sa.Column("revision", ID, nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("moves", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["revisions.id"], name="fk_rehearsals_revision_revisions"),
        sa.PrimaryKeyConstraint("revision", "person", name="pk_rehearsals"),
        sqlite_with_rowid=False,
    )
