"""The access log, chained per unit, and the heads of its chains."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from prosesser.store.tables.base import Id, Instant, RowId, metadata

access_log = Table(
    "access_log",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("person", Id, nullable=False),
    Column("unit", Id, nullable=False),
    Column("action", Text, nullable=False),
    Column("case_id", Id),
    Column("ground", Text, nullable=False),
    Column("permitted", Boolean, nullable=False),
    Column("roles", Text, nullable=False, server_default=text("''")),
    Column("what", Text, nullable=False, server_default=text("''")),
    # The row's place in the chain of its unit; see `prosesser.store.access_chain`.
    Column("sequence", BigInteger, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("unit", "sequence"),
    # One for each way to page through the log: pages are cut by (at, id), never counted from the start.
    Index("ix_access_log_at", "at", "id"),
    Index("ix_access_log_case", "case_id", "at", "id"),
    Index("ix_access_log_person", "person", "at", "id"),
    Index("ix_access_log_unit", "unit", "at", "id"),
    Index("ix_access_log_action", "action", "at", "id"),
)
Index(
    "ix_access_log_denied",
    access_log.c.at,
    access_log.c.id,
    sqlite_where=access_log.c.permitted == false(),
    postgresql_where=~access_log.c.permitted,
)

access_heads = Table(
    "access_heads",
    metadata,
    Column("chain", Id, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
