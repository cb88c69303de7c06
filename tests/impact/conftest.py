"""Drafts of the small world's journey, tried on its cases, on either kind of database."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from prosesser.access import CASEWORKER, PROCESS_OWNER, Actor
from prosesser.definition.bundle import DIAGRAM
from prosesser.impact import Draft, Impact, Impacts
from prosesser.store import Store, runs
from tests.cases.conftest import opened
from tests.cases.world import MONDAY, World, people_world
from workflow_app.clock import ManualClock
from workflow_app.work import Alone, Outcome, work_on

REAL = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""The real time, by which workers count; the cases have their own."""

SHORTER = {'duration("P14D")': 'duration("P7D")'}
"""The plan falls due a week after moving in, not two."""

REPORT_AFTER_PLAN = {
    'sourceRef="plan" targetRef="samle"': 'sourceRef="plan" targetRef="rapport"',
    'sourceRef="del" targetRef="rapport"': 'sourceRef="del" targetRef="samle"',
}
"""The report comes after the plan, no longer beside it."""


@dataclass
class Office:
    """The world, with what tries drafts on its cases."""

    world: World
    impacts: Impacts
    clock: ManualClock = field(default_factory=lambda: ManualClock(REAL))

    @property
    def petra(self) -> Actor:
        """The process owner, who works with no case."""
        return self.world.actor("petra")

    @property
    def both(self) -> Actor:
        """A process owner who is a caseworker in bydel-a too."""
        return Actor("begge", "bydel-a", "bydel", frozenset({CASEWORKER, PROCESS_OWNER}))

    def draft(self, changes: Mapping[str, str] = SHORTER, files: Mapping[str, bytes] | None = None) -> Draft:
        """Make a draft of the journey with other words in the diagram, and other files."""
        (version,) = self.world.cases.versions.latest()
        diagram = version.bundle[DIAGRAM].decode()
        for old, new in changes.items():
            assert old in diagram, diagram
            diagram = diagram.replace(old, new)
        return Draft(
            "utkast", 3, version.digest, {**version.bundle, DIAGRAM: diagram.encode(), **(files or {})}
        )

    def work(self, run: str, goes_on: Callable[[int], bool] = lambda _done: True) -> Outcome:
        """Do what is left of a run, in this process."""
        with self.world.store.maintain() as connection:
            taken = runs.take(connection, "w", self.clock.real())
        assert taken is not None
        assert taken.id == run
        return work_on(self.world.store, taken, Alone(self.world.store), "w", self.clock, goes_on)

    def tried(self, draft: Draft, now: datetime = MONDAY, actor: Actor | None = None) -> Impact:
        """Try a draft on all cases, and read what came of it."""
        run = self.impacts.begin(self.petra, draft, now)
        assert self.work(run) is Outcome.DONE
        return self.impacts.run(actor or self.petra, run, now)


@pytest.fixture
def store(migrated_url: str) -> Iterator[Store]:
    with opened(migrated_url) as store:
        yield store


@pytest.fixture
def office(store: Store) -> Office:
    world = people_world(store)
    return Office(world, Impacts(store, world.cases.versions))
