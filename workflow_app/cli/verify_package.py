"""``somlos verify PACKAGE``: an audit package checked, made again by the engine, and held against a key."""

from collections.abc import Collection, Sequence
from pathlib import Path

import click

from prosesser.errors import Refused
from prosesser.packages import Fault, NewerFormat, check, read
from prosesser.proof.signing import read_public
from workflow_app.cli.outcome import REFUSED

UNCHECKED = 3
HINT = "Oppgi --public-key med nøkkelen du har fått på annen måte enn i pakken."


def is_package(name: str) -> bool:
    """Whether what was named is a file or folder, or would be: a case's id never is."""
    return name.endswith(".zip") or Path(name).exists()


def verify_package(place: Path, key_files: Sequence[Path]) -> tuple[str, int]:
    """Return what was found in a package, and the exit code: 0 whole, 1 a fault, 3 not all was checked.

    Raises `PublicKeyUnreadable`.
    """
    keys = frozenset(map(read_public, key_files))
    try:
        return _told(place, keys)
    except NewerFormat as newer:
        return f"IKKE KONTROLLERT: {newer}", UNCHECKED
    except (Fault, Refused) as fault:
        return f"FEIL: {fault}", REFUSED


def show_package(context: click.Context, place: Path, key_files: Sequence[Path]) -> None:
    """Write what was found in a package, and end the command."""
    text, code = verify_package(place, key_files)
    click.echo(text)
    context.exit(code)


def _told(place: Path, keys: Collection[bytes]) -> tuple[str, int]:
    report = check(read(place), keys)
    lines = report.lines() if keys or report.root is None else [*report.lines(), HINT]
    return "\n".join(lines), 0 if report.is_whole else UNCHECKED
