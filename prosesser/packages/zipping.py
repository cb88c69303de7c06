"""Files to one zip with its manifest: the same files give the same bytes."""

import zlib
from collections.abc import Mapping

from prosesser.engine.codec import canonical_json
from prosesser.packages import verify
from prosesser.packages.verify import Files

LEVEL = 9


def zipped(files: Files, about: Mapping[str, object]) -> bytes:
    """Return the zip of a package's files; ``about`` is what the manifest says besides listing them."""
    deflated = {name: _deflated(files[name]) for name in sorted(files)}
    content = {**about, "files": {name: _told(files[name], deflated[name]) for name in files}}
    manifest = canonical_json({**content, "digest": verify.sha256(canonical_json(content))})
    return verify.pack({**files, verify.MANIFEST: manifest}, deflated)


def _told(content: bytes, deflated: bytes) -> Mapping[str, object]:
    return {
        "size": len(content),
        "sha256": verify.sha256(content),
        "packed_size": len(deflated),
        "packed_sha256": verify.sha256(deflated),
    }


def _deflated(content: bytes) -> bytes:
    deflating = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflating.compress(content) + deflating.flush()
