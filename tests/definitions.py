"""The real journey, read once: reading and checking it takes a fifth of a second."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from prosesser.cases import use_cases
from prosesser.definition import Bundle, Definition, digest, load
from prosesser.store import versions


@contextmanager
def read_once() -> Iterator[None]:
    """Let stores share what they have read, for as long as the block lasts."""
    read: dict[str, Definition] = {}

    def load_once(bundle: Bundle) -> Definition:
        found = digest(bundle)
        return read.get(found) or read.setdefault(found, load(bundle))

    with pytest.MonkeyPatch.context() as patch:
        for reader in (versions, use_cases):
            patch.setattr(reader, "load", load_once)
        yield
