"""Versions are published from a day on, by acts that stay as they were written.

What was published or retired before becomes a row of its own: each version took new cases from the
day in Oslo that it was published on, and the one that was current is the last.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from prosesser.definition.bundle import digest
from prosesser.store.versions import unpack

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
OSLO = ZoneInfo("Europe/Oslo")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
APPEND_ONLY = ("definitions", "publications", "revision_acts")

definitions = sa.table(
    "definitions", *map(sa.column, ("digest", "key", "status", "published_at", "published_by"))
)
revisions = sa.table(
    "revisions",
    *map(
        sa.column,
        ("id", "edition", "base", "bundle", "created_by", "created_at", "changed_by", "changed_at"),
    ),
)


def upgrade() -> None:
    """Make the tables, move what is known into them, and close them against changes."""
    publications, acts = _make_publications(), _make_acts()
    _publish(publications)
    _remember(acts)
    op.drop_index("uq_definitions_published", table_name="definitions")
    for column in ("status", "published_at", "published_by"):
        op.drop_column("definitions", column)
    for table in APPEND_ONLY:
        _refuse_changes(table)


def _make_publications() -> sa.Table:
    return op.create_table(
        "publications",
        sa.Column("key", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", ID, nullable=False),
        sa.Column("valid_from", ID, nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("published_by", ID, nullable=False),
        sa.Column("revision", ID),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest"], ["definitions.digest"], name="fk_publications_digest_definitions"
        ),
        sa.ForeignKeyConstraint(["revision"], ["revisions.id"], name="fk_publications_revision_revisions"),
        sa.PrimaryKeyConstraint("key", "number", name="pk_publications"),
        sqlite_with_rowid=False,
    )


def _make_acts() -> sa.Table:
    return op.create_table(
        "revision_acts",
        sa.Column("revision", ID, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("act", ID, nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("digest", ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["revisions.id"], name="fk_revision_acts_revision_revisions"),
        sa.PrimaryKeyConstraint("revision", "sequence", name="pk_revision_acts"),
        sqlite_with_rowid=False,
    )


def _publish(publications: sa.Table) -> None:
    """Count the versions of each process in the order that they took over; the current one is the last."""
    current = sa.case((definitions.c.status == "published", 1), else_=0)
    order = (definitions.c.key, current, definitions.c.published_at, definitions.c.digest)
    known = sa.select(definitions).where(definitions.c.published_at.is_not(None)).order_by(*order)
    numbers: dict[str, int] = {}
    for row in op.get_bind().execute(known).all():
        numbers[row.key] = numbers.get(row.key, 0) + 1
        values = {
            "key": row.key,
            "number": numbers[row.key],
            "digest": row.digest,
            "valid_from": _day(row.published_at),
            "published_at": row.published_at,
            "published_by": row.published_by or "",
            "reason": "",
        }
        op.get_bind().execute(publications.insert().values(values))


def _remember(acts: sa.Table) -> None:
    """Tell of revisions who opened and who last saved them: their own work is not theirs to approve."""
    for row in op.get_bind().execute(sa.select(revisions)).all():
        known = [(row.created_at, row.created_by, "opened", 1, row.base)]
        if row.edition > 1:
            known.append((row.changed_at, row.changed_by, "edited", row.edition, digest(unpack(row.bundle))))
        for sequence, (at, person, act, edition, known_digest) in enumerate(known, start=1):
            values = {
                "revision": row.id,
                "sequence": sequence,
                "at": at,
                "person": person,
                "act": act,
                "edition": edition,
                "digest": known_digest,
                "reason": "",
                "details": "{}",
            }
            op.get_bind().execute(acts.insert().values(values))


def _day(micros: int) -> str:
    return (EPOCH + timedelta(microseconds=micros)).astimezone(OSLO).date().isoformat()


def _refuse_changes(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
