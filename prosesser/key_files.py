"""Keys of 32 bytes, as base64 in the environment or in a file that only its owner reads."""

import base64
import binascii
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prosesser.errors import Refused

KEY_BYTES = 32
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class KeyFaults:
    """What is raised of a key: ``missing`` and ``open_to_others`` take its path, ``malformed`` its source.

    ``unreadable`` takes its path and the reason.
    """

    missing: type[Refused]
    malformed: type[Refused]
    unreadable: type[Refused]
    open_to_others: type[Refused]


def read_key(environment: Mapping[str, str], variable: str, path: Path, faults: KeyFaults) -> bytes:
    """Return a key from the environment, else from its file; raises one of ``faults``."""
    if text := environment.get(variable):
        return _decoded(text, variable, faults)
    try:
        mode, text = path.stat().st_mode, path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise faults.missing(path=path) from None
    except OSError as error:
        raise faults.unreadable(path=path, reason=error.strerror) from None
    except UnicodeDecodeError:
        raise faults.malformed(source=path) from None
    if mode & _OTHERS:
        raise faults.open_to_others(path=path)
    return _decoded(text, str(path), faults)


def create_key_file(path: Path) -> None:
    """Write a new key that only the owner can read; an existing file is never replaced."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(text)


def _decoded(text: str, source: str, faults: KeyFaults) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise faults.malformed(source=source) from None
    if len(key) != KEY_BYTES:
        raise faults.malformed(source=source)
    return key
