"""``somlos diff``: what differs between two versions of a journey."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from prosesser.definition import Definition, examine, read_journey
from prosesser.definition.diff import GROUPS, Comparison, compare
from prosesser.errors import Refused
from prosesser.guards import Guard, guards
from prosesser.store.versions import Versions
from workflow_app import installation
from workflow_app.cli import options
from workflow_app.cli.outcome import Unusable
from workflow_app.wording import count

DIFFERS = 1
SHORTEST_DIGEST = 4
HEX = frozenset("0123456789abcdef")


class NoSuchVersion(Refused):
    """«{text}» er ingen fil eller mappe, og ingen versjon i databasen begynner slik."""


class SeveralVersions(Refused):
    """Flere versjoner i databasen begynner med «{text}»: {digests}. Skriv flere tegn."""


class NoProcess(Refused):
    """{file} har ingen prosess å sammenligne. {problem}"""  # noqa: D400 - the linter's own sentence


@dataclass(frozen=True, slots=True)
class Named:
    """A version as it was asked for; ``errors`` is how many the linter finds in it."""

    asked: str
    definition: Definition
    errors: int


@click.command(epilog="Example: somlos diff bpmn/institusjon-bolig utkast --json")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Write the comparison as JSON (docs/diff.md).")
@options.database
@click.pass_context
def diff(context: click.Context, before: str, after: str, database: str, *, as_json: bool) -> None:
    """Tell what differs from version A to version B, like minutes, in Norwegian.

    A and B are diagrams (their forms are found beside them), folders of journeys, or versions of the
    database by their digest; its first characters will do. What is only drawn otherwise is listed apart.

    Exits with 0 when cases run alike on both, 1 when something differs, 2 when one cannot be read.
    """
    try:
        sides = _found(before, database), _found(after, database)
    except Refused as refusal:
        raise Unusable(str(refusal)) from refusal
    comparison = compare(sides[0].definition, sides[1].definition)
    warned = guards(sides[0].definition, sides[1].definition)
    written = _as_json(sides, comparison, warned) if as_json else "\n".join(_lines(sides, comparison, warned))
    click.echo(written)
    context.exit(0 if comparison.same else DIFFERS)


def _found(text: str, database: str) -> Named:
    path = Path(text)
    return _read(path) if path.exists() or not _is_digest(text) else _stored(text, database)


def _is_digest(text: str) -> bool:
    return len(text) >= SHORTEST_DIGEST and HEX.issuperset(text)


def _read(path: Path) -> Named:
    examination = examine(read_journey(path))
    if examination.definition is None:
        raise NoProcess(file=path, problem=examination.findings[0].message)
    return Named(str(path), examination.definition, len(examination.errors))


def _stored(text: str, database: str) -> Named:
    with closing(installation.open_existing(database)) as store:
        versions = Versions(store)
        digests = [version.digest for version in versions.known() if version.digest.startswith(text)]
        if not digests:
            raise NoSuchVersion(text=text)
        if len(digests) > 1:
            raise SeveralVersions(text=text, digests=", ".join(digest[:12] for digest in digests))
        return Named(text, versions.get(digests[0]), 0)


def _lines(sides: tuple[Named, Named], comparison: Comparison, warned: tuple[Guard, ...]) -> Iterator[str]:
    for side in sides:
        if side.errors:
            errors = count(side.errors, "feil", "feil")
            yield f"{side.asked} har {errors} og kan ikke brukes slik. Se somlos lint."
    for group, changes in comparison.by_group().items():
        yield f"{GROUPS[group]}:"
        yield from (f"  {change.words}" for change in changes)
        yield ""
    if warned:
        yield "Må begrunnes ved publisering:"
        yield from (f"  {guard.words}" for guard in warned)
        yield ""
    if comparison.layout:
        yield f"Bare tegnet annerledes: {', '.join(comparison.layout)}"
    yield _total(comparison)


def _total(comparison: Comparison) -> str:
    if not comparison.same:
        return f"{count(len(comparison.changes), 'forskjell', 'forskjeller')}."
    return "Ingen forskjeller i hvordan saker går."


def _as_json(sides: tuple[Named, Named], comparison: Comparison, warned: tuple[Guard, ...]) -> str:
    before, after = map(_plain, sides)
    whole = {
        "before": before,
        "after": after,
        "same": comparison.same,
        "changes": [asdict(change) for change in comparison.changes],
        "layout": comparison.layout,
        "guards": [{"key": guard.key, **asdict(guard)} for guard in warned],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _plain(side: Named) -> dict[str, Any]:
    version = side.definition
    return {
        "asked": side.asked,
        "digest": version.digest,
        "key": version.key,
        "name": version.name,
        "errors": side.errors,
    }
