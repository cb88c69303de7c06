"""What took long to work out and is asked for again: the last few are kept, by what they were made from."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from prosesser.definition import Bundle, Definition, digest, load
from workflow_app.rehearsal.scenarios import ScenarioReport, check_scenarios

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MOST_DRAFTS = 8
MOST_REPORTS = 32


class Shelf(Generic[K, V]):
    """Keeps the results that were asked for last, at most so many; threads may share it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Return what is kept under a key, made if it is not; what ``make`` raises is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()  # outside the lock: two who ask at once may both make it, and neither waits for others
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


class Drafts:
    """The definitions that revisions are being edited into."""

    def __init__(self) -> None:
        self._shelf: Shelf[str, Definition] = Shelf(MOST_DRAFTS)

    def definition(self, bundle: Bundle) -> Definition:
        """Return a bundle's definition; raises `NotRunnable` or `Unreadable`."""
        return self._shelf.get(digest(bundle), lambda: load(bundle))


class ScenarioBook:
    """The reports of scenarios, each worked out once for a pair of versions."""

    def __init__(self) -> None:
        self._shelf: Shelf[tuple[str, str], ScenarioReport] = Shelf(MOST_REPORTS)

    def report(self, before: Definition, after: Definition) -> ScenarioReport:
        """Return what `check_scenarios` says of two versions."""
        return self._shelf.get((before.digest, after.digest), lambda: check_scenarios(before, after))
