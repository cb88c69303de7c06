"""A brake on guessing passwords: so many failures in a while, then no attempts at all.

Each server process counts for itself; argon2 makes every attempt slow besides.
"""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock


class Throttle:
    """Counts failures by key (a user name, an address) over a sliding window.

    At most ``keys`` keys are remembered; the one that failed longest ago is forgotten first.
    """

    def __init__(self, limit: int, window: timedelta, keys: int = 10_000) -> None:
        self._limit = limit
        self._window = window
        self._keys = keys
        self._failures: OrderedDict[str, list[datetime]] = OrderedDict()
        self._lock = Lock()

    def is_closed(self, key: str, now: datetime) -> bool:
        """Whether ``key`` has failed too often of late."""
        with self._lock:
            return len(self._recent(key, now)) >= self._limit

    def failed(self, key: str, now: datetime) -> None:
        """Count a failure."""
        with self._lock:
            self._failures[key] = [*self._recent(key, now)[-self._limit :], now]
            self._failures.move_to_end(key)
            while len(self._failures) > self._keys:
                self._failures.popitem(last=False)

    def succeeded(self, key: str) -> None:
        """Forget the failures of ``key``."""
        with self._lock:
            self._failures.pop(key, None)

    def _recent(self, key: str, now: datetime) -> list[datetime]:
        return [at for at in self._failures.get(key, []) if at > now - self._window]
