"""The front end's bundle: names with content digests, looked up in the build's manifest."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prosesser.errors import Broken

BUNDLE = Path(__file__).parents[1] / "static" / "dist"
ENTRY = "src/app.js"
EDITORS = {
    "modeler": "src/modeler/main.js",
    "forms": "src/form-editor/main.js",
    "replay": "src/replay.js",
}
"""The bundles that only some pages load, by the name that their templates use."""

OFFLINE = "src/offline.css"
"""The style sheet of files that open from a disk, with the script that they share with the replay's page."""


class NotBuilt(Broken):
    """Grensesnittet er ikke bygd. Kjør «make frontend» og start på nytt."""


@dataclass(frozen=True, slots=True)
class Script:
    """Addresses under the static folder: a script that pages load, and the style sheets it needs."""

    styles: tuple[str, ...]
    script: str


@dataclass(frozen=True, slots=True)
class Assets(Script):
    """What every page loads, and what only the pages of an editor do, by its name."""

    editors: Mapping[str, Script] = field(default_factory=dict)


def read(bundle: Path = BUNDLE) -> Assets:
    """Read the manifest that the build wrote into ``bundle``."""
    manifest = _manifest(bundle)
    app = _script(manifest, ENTRY)
    editors = {name: _script(manifest, source) for name, source in EDITORS.items()}
    return Assets(app.styles, app.script, editors)


def offline(bundle: Path = BUNDLE) -> tuple[str, str]:
    """Return the style sheet and the script of a replay that opens from a disk, as text."""
    manifest = _manifest(bundle)
    style, script = (manifest[source]["file"] for source in (OFFLINE, EDITORS["replay"]))
    return (bundle / style).read_text(encoding="utf-8"), (bundle / script).read_text(encoding="utf-8")


def _manifest(bundle: Path) -> Mapping[str, Any]:
    try:
        manifest: Mapping[str, Any] = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotBuilt from None
    if not {ENTRY, OFFLINE, *EDITORS.values()} <= manifest.keys():  # built before this release
        raise NotBuilt
    return manifest


def _script(manifest: Mapping[str, Any], source: str) -> Script:
    styles = dict.fromkeys(_styles(manifest, source))
    return Script(tuple(f"dist/{name}" for name in styles), f"dist/{manifest[source]['file']}")


def _styles(manifest: Mapping[str, Any], source: str) -> Iterator[str]:
    """Yield the style sheets of a script, those of the scripts that it imports first."""
    for imported in manifest[source].get("imports", ()):
        yield from _styles(manifest, imported)
    yield from manifest[source].get("css", ())
