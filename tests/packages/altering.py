"""Packages altered by somebody who knows the format, and what is said of them."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from prosesser.errors import Refused
from prosesser.packages import Fault, check, verify
from prosesser.packages.zipping import zipped
from tests.packages.conftest import PUBLIC, Handed

Rows = list[dict[str, Any]]


def refused(content: bytes, root: str) -> str:
    """Return why the program inside refuses a zip; the command refuses it too."""
    with pytest.raises(Fault) as found:
        verify.check(verify.unpack(content), root)
    with pytest.raises((Fault, Refused)):
        check(verify.unpack(content), PUBLIC)
    return str(found.value)


def refused_by_the_engine(content: bytes) -> str:
    """Return why the engine refuses a zip in which everything else goes together."""
    assert verify.check(verify.unpack(content)).checked
    with pytest.raises(Refused) as found:
        check(verify.unpack(content))
    return str(found.value)


def again(files: Mapping[str, bytes], **about: object) -> bytes:
    """Pack anew with a manifest that goes with it, as somebody would who knows the format."""
    told = json.loads(files[verify.MANIFEST])
    rows = json.loads(files["journal.json"])
    told |= {"rows": len(rows), "head": rows[-1]["hash"] if rows else ""} | about
    rest = {name: content for name, content in files.items() if name != verify.MANIFEST}
    return zipped(rest, {name: value for name, value in told.items() if name not in {"files", "digest"}})


def changed(handed: Handed, name: str, change: Callable[[Any], Any]) -> bytes:
    """Return the package with one JSON file changed, and a manifest that goes with it."""
    content = handed.json(name)
    result = change(content)
    return again({**handed.files, name: verify.canonical(content if result is None else result)})


def rechained(rows: Rows) -> Rows:
    """Chain the rows anew, as somebody would who knows how."""
    head = "0" * 64
    for row in rows:
        row["previous"] = head
        head = row["hash"] = verify.link_hash(row)
    return rows
