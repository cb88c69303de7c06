"""The front end's bundle: names with content digests, looked up in the build's manifest."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from prosesser.errors import Broken

BUNDLE = Path(__file__).parents[1] / "static" / "dist"
ENTRY = "src/app.js"
EDITORS = {"modeler": "src/modeler/main.js", "forms": "src/form-editor/main.js"}
"""The bundles that only some pages load, by the name that their templates use."""


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
    try:
        manifest = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotBuilt from None
    app = _script(manifest, ENTRY)
    editors = {name: _script(manifest, source) for name, source in EDITORS.items()}
    return Assets(app.styles, app.script, editors)


def _script(manifest: Mapping[str, Any], source: str) -> Script:
    styles = dict.fromkeys(_styles(manifest, source))
    return Script(tuple(f"dist/{name}" for name in styles), f"dist/{manifest[source]['file']}")


def _styles(manifest: Mapping[str, Any], source: str) -> Iterator[str]:
    """Yield the style sheets of a script, those of the scripts that it imports first."""
    for imported in manifest[source].get("imports", ()):
        yield from _styles(manifest, imported)
    yield from manifest[source].get("css", ())
