"""Evidence for auditors: read over the cases of their assignments, and for them nothing else exists.

Each look leaves a row in the access log that says what was looked at; those at single cases one for each.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from prosesser.access import Action, Actor, Ground, NotAllowed, may
from prosesser.calendar import oslo_date
from prosesser.evidence.conformance import ClauseLine, Conformance, Instance, instances, key_of
from prosesser.evidence.errors import NotASelection
from prosesser.evidence.frequency import MOST_PATHS, Diagram, Frequencies
from prosesser.evidence.reading import Extent, Head
from prosesser.evidence.samples import Sample, sampled
from prosesser.evidence.selection import Narrowing
from prosesser.evidence.variants import GRAINS, Variants, Ways
from prosesser.evidence.waiting import PartyLine, Waiting
from prosesser.inbox.rows import Page
from prosesser.store import Store
from prosesser.store.audit import denials_logged, log_access, permitted
from prosesser.store.versions import Versions

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Count:
    """A count of the conformance that is asked about: a line's key, and an outcome (empty: any)."""

    line: str
    outcome: str = ""

    def holds(self, instance: Instance) -> bool:
        """Tell whether a deadline is one of those counted."""
        same_line = key_of(instance.duty.clauses) == self.line
        return same_line and self.outcome in {"", instance.outcome}

    def __str__(self) -> str:
        """Say for the access log what was looked at."""
        return f"frister etter {self.line} {self.outcome}".rstrip()


class Evidence:
    """What the cases of a store tell of how the routine is followed. Each method raises `NotAllowed`."""

    def __init__(self, store: Store, versions: Versions) -> None:
        self._store = store
        self._versions = versions

    def conformance(
        self, actor: Actor, wanted: Narrowing, now: datetime
    ) -> tuple[Extent, tuple[ClauseLine, ...]]:
        """Return how the clauses were kept, small counts hidden."""
        fold = Conformance(oslo_date(now))
        with self._sample(actor, wanted, now, "samsvar") as sample:
            sample.fold(fold)
        return sample.extent, fold.lines()

    def instances(
        self, actor: Actor, wanted: Narrowing, count: Count, now: datetime, page: int = 1
    ) -> Page[Instance]:
        """Return the deadlines behind a count, those over by the most days first.

        Each case that is shown leaves a row in the access log.
        """
        day = oslo_date(now)
        with self._sample(actor, wanted, now, str(count)) as sample:
            found = [
                instance
                for told in sample.told(sample.heads)
                for instance in instances(told, day)
                if count.holds(instance)
            ]
        found.sort(key=lambda instance: _worst_first(instance, day))
        number = min(max(page, 1), max(1, -(-len(found) // PAGE_SIZE)))
        shown = tuple(found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])
        for case in dict.fromkeys(instance.head.case for instance in shown):
            self._log(actor, now, str(count), case)
        return Page(shown, number, PAGE_SIZE, len(found))

    def waiting(self, actor: Actor, wanted: Narrowing, now: datetime) -> tuple[Extent, tuple[PartyLine, ...]]:
        """Return how long tasks wait with each party, small numbers hidden."""
        fold = Waiting(now)
        with self._sample(actor, wanted, now, "ventetid") as sample:
            sample.fold(fold)
        return sample.extent, fold.lines()

    def variants(self, actor: Actor, wanted: Narrowing, grain: str, now: datetime) -> tuple[Extent, Ways]:
        """Return the ways that cases have gone, rare ones untold; ``grain`` is one of `GRAINS`.

        Raises `NotASelection` for another.
        """
        if grain not in GRAINS:
            raise NotASelection
        fold = Variants(GRAINS[grain], now)
        with self._sample(actor, wanted, now, f"forløp i {grain}") as sample:
            sample.fold(fold)
        return sample.extent, fold.ways()

    def diagram(self, actor: Actor, wanted: Narrowing, now: datetime) -> tuple[Extent, Frequencies | None]:
        """Return the figures of a version's diagram: of the one asked for, else of the one most cases follow.

        None when there are no cases.
        """
        with self._sample(actor, wanted, now, "diagram") as sample:
            version = wanted.version or _most_common(sample.heads)
            if not sample.heads:
                return sample.extent, None
            fold = Diagram(self._versions.get(version), retraced=len(sample.heads) <= MOST_PATHS)
            sample.fold(fold)
        return sample.extent, fold.frequencies()

    @contextmanager
    def _sample(self, actor: Actor, wanted: Narrowing, now: datetime, what: str) -> Iterator[Sample]:
        """Give the cases, and log the look when done with them."""
        with denials_logged(self._store, actor, Action.READ_EVIDENCE, now):
            if not may(actor, Action.READ_EVIDENCE):
                raise NotAllowed
        with sampled(self._store, self._versions, actor, wanted, now) as sample:
            yield sample
        self._log(actor, now, f"{what}: {wanted}")

    def _log(self, actor: Actor, now: datetime, what: str, case: str | None = None) -> None:
        access = permitted(actor, Action.READ_EVIDENCE, now, case, Ground.ASSIGNED, what)
        log_access(self._store, access)


def _most_common(heads: Sequence[Head]) -> str:
    found = Counter(head.definition for head in heads).most_common(1)
    return found[0][0] if found else ""


def _worst_first(instance: Instance, day: date) -> tuple[int, date, str]:
    return -instance.days, instance.duty.stands or day, instance.head.case
