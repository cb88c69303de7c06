"""A journal as evidence is given it."""

from typing import Any, cast

from prosesser.evidence.reading import Head, Told
from tests.record.journaled import Journaled

NO_KEY = cast("Any", None)  # nothing here is sealed


def told(case: Journaled, name: str = "sak") -> Told:
    """A case that was played, as it would be read."""
    status = "active" if case.state is None else case.state.status
    entries = tuple(case.journal)
    head = Head(name, case.definition.key, case.definition.digest, status, entries[0].at, NO_KEY, b"")
    return Told(head, entries)
