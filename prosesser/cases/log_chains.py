"""The chains of the access log, as anchors and verification need them: handed in by who knows the log."""

from collections.abc import Iterable
from typing import Protocol

from prosesser.store import Connection


class ChainFault(Protocol):
    """The first bad row of a chain, and what is wrong with it, in bokmål."""

    @property
    def sequence(self) -> int:
        """The number of the row."""

    @property
    def fault(self) -> Exception:
        """What is wrong with it."""


class LogChains(Protocol):
    """One chain for each unit; rows are numbered from 1 in each."""

    def chains(self, connection: Connection) -> Iterable[str]:
        """Return all chains."""

    def heads(self, connection: Connection) -> Iterable[tuple[str, int, bytes]]:
        """Return each chain with the number and the hash of its last row."""

    def hash_at(self, connection: Connection, chain: str, sequence: int) -> bytes | None:
        """Return the hash of a row; None when there is no such row."""

    def verify_chain(self, connection: Connection, chain: str) -> ChainFault | None:
        """Return the first fault of a chain; None when it holds."""


class NoLog:
    """Where the access log has no chains."""

    def chains(self, connection: Connection) -> Iterable[str]:  # noqa: ARG002 - as `LogChains` has it
        """Return none."""
        return ()

    def heads(self, connection: Connection) -> Iterable[tuple[str, int, bytes]]:  # noqa: ARG002 - likewise
        """Return none."""
        return ()

    def hash_at(self, connection: Connection, chain: str, sequence: int) -> bytes | None:  # noqa: ARG002 - likewise
        """Return none."""
        return None

    def verify_chain(self, connection: Connection, chain: str) -> ChainFault | None:  # noqa: ARG002 - likewise
        """Find nothing."""
        return None
