"""Tables whose rows are never changed: triggers that refuse it."""

from collections.abc import Iterable

from alembic import op


def refuse_changes(tables: Iterable[str]) -> None:
    """Refuse to change or delete the rows of tables; PostgreSQL has the function since revision 0002."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in tables:
        for change in ("UPDATE", "DELETE") if on_sqlite else ():
            op.execute(
                f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        if not on_sqlite:
            op.execute(
                f"CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
