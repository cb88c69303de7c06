"""Tasks say what they are about, sealed, and which date the rule gives where another was agreed on."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns; no task that is open has either yet."""
    op.add_column("tasks", sa.Column("title", sa.LargeBinary()))
    op.add_column("tasks", sa.Column("rule_due", ID))
