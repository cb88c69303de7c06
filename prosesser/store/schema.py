"""The schema's version: Alembic brings a database to the code's; anything else is refused."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from prosesser.errors import Refused
from prosesser.store.database import connect, writer

MIGRATIONS = Path(__file__).parent / "migrations"


class SchemaMissing(Refused):
    """Databasen er ikke satt opp. Kjør somlos demo for en demo, ellers: somlos db upgrade"""  # noqa: D400 - ends with the command to copy


class SchemaOlder(Refused):
    """Databasen er laget av en eldre utgave av Sømløs. Ta en kopi, og kjør: somlos db upgrade"""  # noqa: D400 - ends with the command to copy


class SchemaNewer(Refused):
    """Databasen er laget av en nyere utgave av Sømløs enn denne. Oppdater programmet før du bruker den."""


def upgrade(address: str, revision: str = "head") -> None:
    """Bring the database at a URL to this code's schema, or an earlier one; an empty database gets it whole.

    Raises `SchemaNewer` when the database is ahead of the code.
    """
    engine = connect(address)
    try:
        _refuse(engine, {SchemaNewer})
        with writer(engine).begin() as connection:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
    finally:
        engine.dispose()


def is_set_up(address: str) -> bool:
    """Whether the database at a URL has a schema, of whatever version."""
    engine = connect(address)
    try:
        return _revision(engine) is not None
    finally:
        engine.dispose()


def require_current(engine: Engine) -> None:
    """Refuse a database whose schema is missing, older or newer than this code's."""
    _refuse(engine, {SchemaMissing, SchemaOlder, SchemaNewer})


def _refuse(engine: Engine, refused: set[type[Refused]]) -> None:
    current = _revision(engine)
    if current is None:
        fault: type[Refused] | None = SchemaMissing
    elif current not in _known():
        fault = SchemaNewer
    else:
        fault = None if current == _known()[0] else SchemaOlder
    if fault in refused and fault is not None:
        raise fault


@cache  # reading the migrations takes longer than all else that opening a database does
def _known() -> tuple[str, ...]:
    """Return this code's revisions, the newest first."""
    scripts = ScriptDirectory.from_config(_config())
    return tuple(script.revision for script in scripts.walk_revisions())


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
