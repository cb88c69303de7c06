"""The access log is chained per unit and indexed for paging; exports of protected cases are asked for.

Rows written before are chained in the order of their ids. How a row is hashed is that of
`prosesser.store.access_chain`: what is written here has to be what verification expects, for ever.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from prosesser.store.access_chain import GENESIS, link_of
from prosesser.store.migrations.append_only import refuse_changes

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BATCH = 5_000
APPEND_ONLY = ("access_log", "export_requests", "export_acts")
COLUMNS = ("id", "at", "person", "unit", "action", "case_id", "ground", "permitted", "roles", "what")
CHAINED = ("sequence", "previous", "hash")
INDEXES = {
    "ix_access_log_at": ["at", "id"],
    "ix_access_log_case": ["case_id", "at", "id"],
    "ix_access_log_person": ["person", "at", "id"],
    "ix_access_log_unit": ["unit", "at", "id"],
    "ix_access_log_action": ["action", "at", "id"],
}

log = sa.table("access_log", *map(sa.column, (*COLUMNS, *CHAINED)))
heads = sa.table("access_heads", *map(sa.column, ("chain", "sequence", "hash")))


def upgrade() -> None:
    """Add the chain to every row, then require it and close the log again."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "access_heads",
        sa.Column("chain", ID, nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name="pk_access_heads"),
        sqlite_with_rowid=False,
    )
    _open(on_sqlite=on_sqlite)
    op.drop_index("ix_access_log_case_id_at", "access_log")
    op.add_column("access_log", sa.Column("sequence", sa.BigInteger()))
    op.add_column("access_log", sa.Column("previous", sa.LargeBinary()))
    op.add_column("access_log", sa.Column("hash", sa.LargeBinary()))
    _chain()
    with op.batch_alter_table("access_log") as table:
        table.alter_column("sequence", existing_type=sa.BigInteger(), nullable=False)
        table.alter_column("previous", existing_type=sa.LargeBinary(), nullable=False)
        table.alter_column("hash", existing_type=sa.LargeBinary(), nullable=False)
        table.create_unique_constraint("uq_access_log_unit_sequence", ["unit", "sequence"])
    for name, columns in INDEXES.items():
        op.create_index(name, "access_log", columns)
    op.create_index(
        "ix_access_log_denied",
        "access_log",
        ["at", "id"],
        sqlite_where=sa.text("permitted = 0"),
        postgresql_where=sa.text("NOT permitted"),
    )
    _make_approvals()
    refuse_changes(APPEND_ONLY)


def _make_approvals() -> None:
    op.create_table(
        "export_requests",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_export_requests"),
    )
    op.create_index("ix_export_requests_case_id", "export_requests", ["case_id", "person"])
    op.create_table(
        "export_acts",
        sa.Column("request", ID, nullable=False),
        sa.Column("step", ID, nullable=False),
        sa.Column("act", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request"], ["export_requests.id"], name="fk_export_acts_request_export_requests"
        ),
        sa.PrimaryKeyConstraint("request", "step", name="pk_export_acts"),
        sqlite_with_rowid=False,
    )


def _chain() -> None:
    connection = op.get_bind()
    ends: dict[str, tuple[int, bytes]] = {}
    change = (
        sa.update(log)
        .where(log.c.id == sa.bindparam("row"))
        .values({name: sa.bindparam(f"its_{name}") for name in CHAINED})
    )
    for rows in _batches(connection):
        chained = []
        for row in rows:
            sequence, previous = ends.get(row["unit"], (0, GENESIS))
            placed = {**row, "sequence": sequence + 1, "previous": previous}
            hashed = link_of(placed).hash()
            ends[row["unit"]] = sequence + 1, hashed
            chained.append(
                {"row": row["id"], "its_sequence": sequence + 1, "its_previous": previous, "its_hash": hashed}
            )
        connection.execute(change, chained)
    for chain, (sequence, hashed) in ends.items():
        connection.execute(sa.insert(heads).values(chain=chain, sequence=sequence, hash=hashed))


def _batches(connection: sa.Connection) -> Iterator[list[dict[str, Any]]]:
    last = -1
    columns = [log.c[name] for name in COLUMNS]
    while True:
        query = sa.select(*columns).where(log.c.id > last).order_by(log.c.id).limit(BATCH)
        rows = [dict(row) for row in connection.execute(query).mappings()]
        if not rows:
            return
        yield rows
        last = rows[-1]["id"]


def _open(*, on_sqlite: bool) -> None:
    if on_sqlite:
        for change in ("update", "delete"):
            op.execute(f"DROP TRIGGER access_log_refuses_{change}")
    else:
        op.execute("DROP TRIGGER access_log_refuses_change ON access_log")
