"""The app's clocks: the one place that reads the real time. Everyone else is handed ``now``."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Says what time it is, in the cases and for logins. All instants are aware, in UTC."""

    def now(self) -> datetime:
        """Return the present instant of the cases; ahead of the real one in a demo."""

    def real(self) -> datetime:
        """Return the real present instant, which logins and their limits count by."""


class SystemClock:
    """The machine's clock, for the cases as well."""

    def now(self) -> datetime:
        """Return the present instant."""
        return self.real()

    def real(self) -> datetime:
        """Return the present instant."""
        return datetime.now(UTC)


class ManualClock:
    """A clock that stands still until it is moved, forward only: for tests and rehearsals."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant that the clock stands at."""
        return self._now

    def real(self) -> datetime:
        """Return the instant that the clock stands at."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Move the clock forward by ``by``."""
        if by < timedelta():
            message = "the clock goes forward only"
            raise ValueError(message)
        self._now += by
