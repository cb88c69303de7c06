"""Where an installation keeps its things: the database, and the key file beside it."""

import os
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from prosesser.cases import Cases
from prosesser.errors import Refused
from prosesser.key_files import create_key_file
from prosesser.store import DatabaseUnknown, MasterKey, Store, load_master_key, open_store
from prosesser.store.directory import Directory
from prosesser.store.keys import VARIABLE, KeyMissing
from prosesser.store.meta import Meta
from prosesser.store.versions import Versions
from workflow_app.clock import Clock
from workflow_app.options import policy

NO_KEY = MasterKey(bytes(32))
"""Stands for a master key where nothing is sealed or opened."""
FOLDER = Path("var")
EMBEDDED = FOLDER / "somlos.db"
SQLITE = "sqlite:///"
JOURNEY = Path(__file__).parents[1] / "bpmn" / "institusjon-bolig"


class DatabaseAbsent(Refused):
    """Det er ingen database i {path}. Lag en tom med: somlos db upgrade, eller en demo med: somlos demo"""  # noqa: D400 - ends with the command to copy


def embedded() -> str:
    """Return the URL of the database that is used when none is named."""
    return f"{SQLITE}{EMBEDDED}"


def database_file(address: str) -> Path | None:
    """Return the file of an SQLite database; None for a database on a server.

    Raises `DatabaseUnknown` for an SQLite address that is not a file's alone: what is in memory is
    gone with the command, and options would be ignored.
    """
    if not address.startswith("sqlite"):
        return None
    name = address.removeprefix(SQLITE)
    if name in {address, "", ":memory:"} or "?" in name:
        raise DatabaseUnknown
    return Path(name)


def key_file(address: str) -> Path:
    """Return where the master key is when the environment does not have it: beside the database's file."""
    file = database_file(address)
    return (file or EMBEDDED).with_suffix(".key")


def master_key(address: str, environment: Mapping[str, str] = os.environ) -> MasterKey:
    """Return the master key. Raises what `load_master_key` does."""
    return load_master_key(environment, key_file(address))


def prepare_key(address: str, key: Path, environment: Mapping[str, str] = os.environ) -> None:
    """Make the key file of a new database, unless there is a key. Raises `KeyMissing` for one in use."""
    if environment.get(VARIABLE) or key.exists():
        return
    with closing(open_store(address, NO_KEY)) as store:
        if is_used(store):
            raise KeyMissing(path=key)
    create_key_file(key)


def key_place(address: str, environment: Mapping[str, str] = os.environ) -> str:
    """Say where the master key is."""
    return VARIABLE if environment.get(VARIABLE) else str(key_file(address))


def open_existing(address: str) -> Store:
    """Open a database that is there; SQLite alone would make an empty one of a mistyped name.

    Raises `DatabaseAbsent`, and what `open_store`, `load_master_key` and `Store.require_key` do.
    """
    file = database_file(address)
    if file is not None and not file.exists():
        raise DatabaseAbsent(path=file)
    open_store(address, NO_KEY).close()  # what is wrong with the database is said before what is with the key
    store = open_store(address, master_key(address))
    try:
        store.require_key()
    except BaseException:
        store.close()
        raise
    return store


def make_room(address: str) -> None:
    """Make the folder of an SQLite database's file."""
    file = database_file(address)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)


class DatabaseClock:
    """The clock of a database: ahead of the given one in a demo whose clock was moved."""

    def __init__(self, store: Store, clock: Clock) -> None:
        meta = Meta(store)
        self._lead: Callable[[], timedelta] = meta.clock_offset if meta.is_demo() else timedelta
        self._clock = clock

    def now(self) -> datetime:
        """Return the present instant of the cases."""
        return self._clock.real() + self._lead()

    def real(self) -> datetime:
        """Return the real present instant."""
        return self._clock.real()


def cases_of(store: Store, clock: Clock) -> Cases:
    """Return the use cases on a store, under the web app's policy."""
    return Cases(store, policy(Directory(store), clock, demo=Meta(store).is_demo()))


def is_used(store: Store) -> bool:
    """Whether a database holds units, persons or published journeys: anything at all."""
    directory = Directory(store)
    return bool(directory.units() or directory.persons() or Versions(store).latest())
