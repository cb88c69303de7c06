"""Makes a demo database, whole or not at all."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

from prosesser.store import open_store, upgrade
from workflow_app import anchoring, installation
from workflow_app.demo.fill import Filled, fill

CASES = 80


def create(address: str, journey: Path, count: int, now: datetime) -> Filled:
    """Make the database, its key file and ``count`` cases; a database on a server is there and empty.

    An SQLite file gets its name when it is complete, so that one that was interrupted is made anew.
    Raises what `fill` does.
    """
    file = installation.database_file(address)
    if file is None or file.exists():
        filled = _filled(address, address, journey, count, now)
    else:
        anchoring.require_no_anchors(address)
        filled = _in_a_new_file(file, address, journey, count, now)
    _anchor(address, now)
    return filled


def _in_a_new_file(file: Path, address: str, journey: Path, count: int, now: datetime) -> Filled:
    unfinished = file.with_name(f"{file.name}.unfinished")
    installation.make_room(address)
    for stale in file.parent.glob(f"{unfinished.name}*"):
        stale.unlink()
    filled = _filled(f"{installation.SQLITE}{unfinished}", address, journey, count, now)
    unfinished.rename(file)
    return filled


def _anchor(address: str, now: datetime) -> None:
    """Anchor the cases as they were made."""
    anchoring.prepare_key(address)
    with closing(installation.open_existing(address)) as store:
        anchoring.anchoring(store, address).make(now)


def _filled(place: str, address: str, journey: Path, count: int, now: datetime) -> Filled:
    upgrade(place)
    installation.prepare_key(place, installation.key_file(address))
    with closing(open_store(place, installation.master_key(address))) as store:
        return fill(store, journey, count, now)
