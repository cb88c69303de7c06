"""Drafts as they are read, and reports of their scenarios: the last few are kept for whoever asks again."""

from prosesser.definition import Bundle, Definition, digest, load
from workflow_app.rehearsal.scenarios import ScenarioReport, check_scenarios
from workflow_app.rehearsal.shelf import Shelf

MOST_DRAFTS = 8
MOST_REPORTS = 32


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
