"""A journey's files as one value: path in the folder -> bytes."""

import hashlib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from prosesser.definition.errors import Unreadable

Bundle = Mapping[str, bytes]

DIAGRAM = "journey.bpmn"
REQUIREMENTS = "requirements.yaml"
PATTERNS = (DIAGRAM, REQUIREMENTS, "forms/*.form", "checklists/*.json", "stories/*.yaml")
MAX_FILE_BYTES = 2_000_000
MAX_FILES = 500


def read_folder(folder: Path) -> Bundle:
    """Read a journey's folder; files that are no part of a journey are left alone.

    Raises Unreadable when there is no diagram, or a file cannot be read or is too big.
    """
    return _checked(_files(folder))


def read_journey(path: Path) -> Bundle:
    """Read a journey by its folder, or by its diagram, whatever that is called. Raises Unreadable."""
    if path.is_dir():
        return read_folder(path)
    return _checked({**_files(path.parent), DIAGRAM: _read(path)})


def _files(folder: Path) -> Bundle:
    paths = sorted(path for pattern in PATTERNS for path in folder.glob(pattern))
    return {path.relative_to(folder).as_posix(): _read(path) for path in paths}


def _checked(bundle: Bundle) -> Bundle:
    check_size(bundle)
    return bundle


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise Unreadable(file=path.name, problem=f"{error.strerror}") from error


def check_size(bundle: Bundle) -> None:
    """Refuse a bundle without a diagram, or too big to be a journey."""
    if DIAGRAM not in bundle:
        raise Unreadable(file=DIAGRAM, problem="mappen har ingen slik fil. Lagre diagrammet med det navnet")
    if len(bundle) > MAX_FILES:
        raise Unreadable(file=DIAGRAM, problem=f"mappen har flere enn {MAX_FILES} filer")
    for path, content in bundle.items():
        if len(content) > MAX_FILE_BYTES:
            raise Unreadable(
                file=path, problem=f"den er større enn {MAX_FILE_BYTES:_} byte".replace("_", " ")
            )


def is_part(path: str) -> bool:
    """Whether a journey has files of that path: one folder deep, nothing hidden or unprintable."""
    name = path.rpartition("/")[2]
    parts = path.count("/")
    is_plain = path.isprintable() and not name.startswith(".")
    return is_plain and any(
        pattern.count("/") == parts and fnmatchcase(path, pattern) for pattern in PATTERNS
    )


def digest(bundle: Bundle) -> str:
    """Return the SHA-256 of all paths and contents, as hexadecimal digits.

    Each part is preceded by its length, so that no two bundles give the same bytes.
    """
    sha = hashlib.sha256()
    for path in sorted(bundle):
        for part in (path.encode(), bundle[path]):
            sha.update(len(part).to_bytes(8, "big"))
            sha.update(part)
    return sha.hexdigest()
