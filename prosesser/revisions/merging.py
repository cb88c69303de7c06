"""Two sets of changes to the files of one version, put together when they are to different files."""

from prosesser.definition.bundle import Bundle
from prosesser.revisions.errors import BothChanged


def merged(base: Bundle, ours: Bundle, theirs: Bundle) -> Bundle:
    """Return the files with both changes; raises `BothChanged` with the files that differ in both."""
    paths = sorted({*base, *ours, *theirs})
    torn = [path for path in paths if len({base.get(path), ours.get(path), theirs.get(path)}) > 2]  # noqa: PLR2004 - neither is as it was, and they differ
    if torn:
        raise BothChanged(files=", ".join(torn))
    picked = {path: _picked(base.get(path), ours.get(path), theirs.get(path)) for path in paths}
    return {path: content for path, content in picked.items() if content is not None}


def _picked(base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
    return theirs if ours == base else ours
