"""What is told of moving cases: plain data for pages and the command line."""

from collections.abc import Mapping
from dataclasses import dataclass

from prosesser.definition.model import Definition
from prosesser.engine.move_plans import Place
from prosesser.moves.results import MOVED, Told
from prosesser.store.runs import RunRecord


@dataclass(frozen=True, slots=True)
class Rule:
    """A timer event whose rule is another in the new version, and the cases whose date it concerns.

    Counts below five are hidden (None), as in reports: ``cases`` have another date by the new rule, of
    which ``passed`` have passed already; in ``agreed`` the parties have agreed on a date, which stands.
    """

    element: str
    left: tuple[str, ...]
    cases: int | None
    passed: int | None
    agreed: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """A version that cases are to be moved from, and how many of them come to what."""

    version: str
    outcomes: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of its cases in the plan."""
        return sum(self.outcomes.values())


@dataclass(frozen=True, slots=True)
class PlanTold:
    """A plan of moving cases to a version: what became of each, by the version that it would leave."""

    run: RunRecord
    sources: tuple[Source, ...]
    rules: tuple[Rule, ...]
    reasons: tuple[tuple[str, str, str | None, int], ...]
    """Why cases do not follow: outcome, reason, element, and in how many cases."""

    def count(self, outcome: str) -> int:
        """Count the cases of an outcome."""
        return self.run.outcomes.get(outcome, 0)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case of a run, under a number that tells nothing.

    ``case`` and ``name`` are empty for who may not see the case. ``undoable``: nothing has happened
    since it was moved.
    """

    number: int
    outcome: str | None
    told: Told
    case: str
    name: str
    undoable: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of the cases of a run."""

    run: RunRecord
    lines: tuple[CaseLine, ...]
    number: int
    last: int


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """A case that somebody has to place: where it waits, and where it can be put. No person, no date."""

    run: RunRecord
    number: int
    before: Definition
    after: Definition
    places: tuple[Place, ...]
    ahead: frozenset[str]
    reason: str
    element: str | None


def is_undoable(outcome: str | None, told: Told, version: int) -> bool:
    """Tell whether a case stands exactly as its move left it."""
    return outcome == MOVED and told.sequence == version
