"""The front end's bundle: names with content digests, looked up in the build's manifest."""

import json
from dataclasses import dataclass
from pathlib import Path

from prosesser.errors import Broken

BUNDLE = Path(__file__).parents[1] / "static" / "dist"
ENTRY = "src/app.js"


class NotBuilt(Broken):
    """Grensesnittet er ikke bygd. Kjør «make frontend» og start på nytt."""


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses under the static folder: style sheets and the entry script."""

    styles: tuple[str, ...]
    script: str


def read(bundle: Path = BUNDLE) -> Assets:
    """Read the manifest that the build wrote into ``bundle``."""
    try:
        manifest = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotBuilt from None
    entry = manifest[ENTRY]
    return Assets(
        styles=tuple(f"dist/{name}" for name in entry.get("css", ())),
        script=f"dist/{entry['file']}",
    )
