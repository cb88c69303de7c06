"""Who has a revision open: told by their pages now and then, kept in this process's memory only.

It is a courtesy; that nobody's work is lost is seen to by the editions. Several server processes know
each their own windows.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

STALE = timedelta(seconds=60)
MOST_WINDOWS = 1000


@dataclass(frozen=True, slots=True)
class Beat:
    """That a person had a revision open in a window at an instant."""

    person: str
    at: datetime


class Presence:
    """The windows that have revisions open."""

    def __init__(self) -> None:
        self._beats: dict[tuple[str, str], Beat] = {}
        self._lock = Lock()

    def beat(self, revision: str, window: str, person: str, now: datetime) -> tuple[str, ...]:
        """Note that a window has a revision open; return the persons of its other windows, each once."""
        with self._lock:
            living = {key: beat for key, beat in self._beats.items() if now - beat.at < STALE}
            living[revision, window] = Beat(person, now)
            self._beats = dict(list(living.items())[-MOST_WINDOWS:])
            others = [
                beat.person for (its, where), beat in living.items() if its == revision and where != window
            ]
        return tuple(dict.fromkeys(others))
