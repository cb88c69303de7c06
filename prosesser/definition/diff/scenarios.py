"""The stories that travel with a version and are played at every check."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from prosesser.definition.bundle import Bundle
from prosesser.definition.diff.model import Change, Group, Kind
from prosesser.definition.diff.telling import Place

FOLDER = "stories/"
WORDS = {
    "added": "Scenarioet «{name}» er lagt til.",
    "removed": "Scenarioet «{name}» er tatt bort.",
    "changed": "Scenarioet «{name}» er endret.",
}


def scenario_changes(before: Bundle, after: Bundle) -> Iterator[Change]:
    """Yield the scenarios that came, went, or whose file is another."""
    for path in sorted(path for path in before.keys() | after.keys() if path.startswith(FOLDER)):
        if before.get(path) == after.get(path):
            continue
        kind: Kind = "added" if path not in before else "removed" if path not in after else "changed"
        name = PurePosixPath(path).stem
        words = WORDS[kind].format(name=name)
        yield Place("scenario", path, name).change(kind, Group.SCENARIOS, "", words, texts=("", ""))
