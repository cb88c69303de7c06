"""The report: all figures, and what they were measured on."""

import os
import platform
from collections.abc import Callable, Mapping
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from prosesser.calendar import add_months, end_of_day
from prosesser.definition import Definition, load, read_journey
from prosesser.engine import canonical
from prosesser.errors import Refused
from prosesser.store import Store, open_store, upgrade
from workflow_app import installation
from workflow_app.bench.floor import POSTGRESQL, SQLITE
from workflow_app.bench.measure import Bench, Size
from workflow_app.bench.reading import read_report
from workflow_app.demo.people import BEGINNING, populate
from workflow_app.rehearsal.player import Player
from workflow_app.rehearsal.rehearse import Played, Rehearsal
from workflow_app.rehearsal.simulate import LONGEST_MONTHS, style_of
from workflow_app.rehearsal.story import Story, read_story

MAIN_STORY = "stories/hovedlop.yaml"
DURABILITY = {
    "sqlite": ("PRAGMA journal_mode", "PRAGMA synchronous"),
    "postgresql": ("SHOW fsync", "SHOW synchronous_commit", "SHOW full_page_writes"),
}
VERSION = {"sqlite": "SELECT sqlite_version()", "postgresql": "SHOW server_version"}

Report = dict[str, Any]
Measured = TypeVar("Measured")


class BenchNeedsEmptyDatabase(Refused):
    """Databasen er ikke tom. Målingene fyller den, så bruk en som kan kastes etterpå."""


def bench(address: str | None, journey: Path, size: Size) -> Report:
    """Measure on a database that may be thrown away; without an address, on a new SQLite file.

    The file is made in the working directory: a temporary directory may be in memory, where
    nothing is durable. Raises `BenchNeedsEmptyDatabase`.
    """
    return in_a_new_file(address, lambda place: _measured(place, journey, size))


def in_a_new_file(address: str | None, measure: Callable[[str], Measured]) -> Measured:
    """Measure on the database at an address; without one on a new SQLite file, removed afterwards."""
    if address is not None:
        return measure(address)
    with TemporaryDirectory(prefix="bench-", dir=Path.cwd()) as folder:
        return measure(f"{installation.SQLITE}{folder}/bench.db")


def _measured(address: str, journey: Path, size: Size) -> Report:
    upgrade(address)
    with closing(open_store(address, installation.NO_KEY)) as store:
        if installation.is_used(store):
            raise BenchNeedsEmptyDatabase
        populate(store, BEGINNING)
        return {**_figures(store, address, journey, size), "ran_on": ran_on(store, address, size)}


def _figures(store: Store, address: str, journey: Path, size: Size) -> Report:
    measured = Bench(store)
    definition, story = load(read_journey(journey)), read_story(journey / MAIN_STORY)
    played = played_story(definition, story)
    rates = measured.rates(SQLITE if _kind(address) == "sqlite" else POSTGRESQL, size)
    figures = {
        "floor_per_s": rates.floor,
        "complete_per_s": rates.complete,
        "complete_ratio": rates.complete_ratio,
        "start_per_s": rates.start,
        "start_ratio": rates.start_ratio,
        "growth_1000": measured.growth(size),
        "state_bytes": max(len(canonical(step.state)) for step in played),
        "inbox_p95_ms": measured.inbox_p95(size),
    }
    reading = read_report(store, definition, played, size.reported)
    figures |= {
        "report_first_s": reading.first,
        "report_again_ms": reading.again * 1000,
        "report_rows": reading.rows,
    }
    return {name: round(figure, 3) for name, figure in figures.items()}


def played_story(definition: Definition, story: Story) -> list[Played]:
    """Return the steps of a case along a story of the real journey."""
    until = end_of_day(add_months(story.start, LONGEST_MONTHS))
    return list(Rehearsal(definition, Player(story), style_of(definition, story)).play(until))


def ran_on(store: Store, address: str, size: Size) -> Mapping[str, object]:
    """Return the versions, the machine, the database with its durability, and the sizes.

    The load average is of the last minute; well above 1 something else was running as well.
    """
    kind = _kind(address)
    with store.driver() as driver:
        database = {question: driver.execute(question).fetchone()[0] for question in DURABILITY[kind]}
        server = driver.execute(VERSION[kind]).fetchone()[0]
    return {
        "database": f"{kind} {server}",
        "durability": database,
        "cpu_count": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "load_average": round(os.getloadavg()[0], 2),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("somlos", "spiffworkflow", "sqlalchemy")},
        "size": {name: getattr(size, name) for name in size.__slots__},
    }


def _kind(address: str) -> str:
    return "sqlite" if address.startswith("sqlite") else "postgresql"
