"""``somlos export``: cases taken out of the database as files."""

import os
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

import click

from prosesser.access import SYSTEM, Actor
from prosesser.cases import OptionLists
from prosesser.evidence import (
    WRITERS,
    Exports,
    Extent,
    Form,
    Narrowing,
    Pseudonyms,
    as_they_are,
    not_in_it,
)
from prosesser.packages import Packages
from prosesser.proof.anchors import Anchors
from prosesser.store import Store
from prosesser.store.directory import Directory
from prosesser.store.meta import Meta
from prosesser.store.versions import Versions
from workflow_app import anchoring, installation
from workflow_app.cli import options as cli_options
from workflow_app.cli.export_package import write_all
from workflow_app.cli.outcome import Refusal, Unusable
from workflow_app.clock import Clock
from workflow_app.installation import DatabaseClock
from workflow_app.options import policy
from workflow_app.web.packaging import sources
from workflow_app.wording import count

PERSONS: Mapping[str, Callable[[], Callable[[str], str]]] = {
    "pseudonyms": Pseudonyms,
    "ids": lambda: as_they_are,
}
"""What to call who works on the cases."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to take out of which database: a case, or all of them (None); ``persons`` is of `PERSONS`."""

    store: Store
    versions: Versions
    now: datetime
    case: str | None
    persons: str
    options: Callable[[Actor], OptionLists]


Written = Callable[[Wanted, IO[bytes]], Extent]
"""Writes what is wanted into an open file, and tells of how many cases; raises what refuses it."""


def _events(form: str) -> Written:
    """Return what writes logs of events in a format."""

    def write(wanted: Wanted, target: IO[bytes]) -> Extent:
        exports = Exports(wanted.store, wanted.versions)
        how = Form(WRITERS[form], form, PERSONS[wanted.persons]())
        if wanted.case is None:
            return exports.selection(SYSTEM, Narrowing(), how, wanted.now, target)
        return exports.case(SYSTEM, wanted.case, how, wanted.now, target)

    return write


def _packages(wanted: Wanted, target: IO[bytes]) -> Extent:
    """Write the audit package of a case, or of all of them."""
    given = sources(Anchors(anchoring.folder(wanted.store.address)), wanted.options)
    packages = Packages(wanted.store, wanted.versions)
    if wanted.case is None:
        return write_all(wanted.store, packages, given, wanted.now, target)
    target.write(packages.export(SYSTEM, wanted.case, wanted.now, given))
    return Extent(cases=1)


FORMATS: Mapping[str, Written] = {**{name: _events(name) for name in WRITERS}, "package": _packages}
"""How cases are written, by the name of the format."""


@click.command(epilog="Example: somlos export --all --format xes -o cases.xes")
@click.argument("case", required=False)
@click.option("--all", "of_all", is_flag=True, help="All cases.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True)
@click.option("-o", "target", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE")
@click.option("--persons", type=click.Choice(list(PERSONS)), default="pseudonyms", show_default=True)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@cli_options.database
@click.pass_obj
def export(  # noqa: PLR0913 - one argument an option
    clock: Clock,
    case: str | None,
    form: str,
    target: Path,
    persons: str,
    database: str,
    *,
    of_all: bool,
    force: bool,
) -> None:
    """Take a case, or all of them, out as a file.

    xes and csv are logs of events for process mining: no names, national ids or free text of residents, and
    other names for who works on the cases unless --persons ids. Cases of persons whose address is
    protected are left out; the file and this command say how many. docs/evidence.md describes the files.
    package is the audit package of a case, which anybody can check with the program inside, or of all
    cases a zip file of packages. It holds everything about the person: keep it accordingly. See
    docs/package.md.

    Exits with 1 when a case is not there or may not leave, or the file is there and --force is not
    given. A file is there whole or not at all.
    """
    if (case is None) != of_all:
        message = "Oppgi enten én sak eller --all."
        raise Unusable(message)
    if target.exists() and not force:
        message = f"Filen {target} finnes allerede. Bruk --force for å erstatte den."
        raise Refusal(message)
    with closing(installation.open_existing(database)) as store:
        versions = installation.cases_of(store, clock).versions
        its_clock = DatabaseClock(store, clock)
        options = policy(Directory(store), its_clock, demo=Meta(store).is_demo()).options
        wanted = Wanted(store, versions, its_clock.now(), case, persons, options)
        extent = written_whole(target, lambda file: FORMATS[form](wanted, file))
    click.echo(f"Skrev {count(extent.cases, 'sak', 'saker')} til {target}. {not_in_it(extent)}".strip())


def written_whole(target: Path, write: Callable[[IO[bytes]], Extent]) -> Extent:
    """Write a file beside where it is to be, and put it there once it is whole and on disk."""
    try:
        file = NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}-", delete=False)  # noqa: SIM115 - closed below
    except OSError:
        message = f"Kan ikke skrive i mappen {target.parent}."
        raise Unusable(message) from None
    try:
        with file:
            extent = write(file)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(target)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(file.name).unlink()
        raise
    return extent
