"""The fold: journal entries, one after the other, become a record.

Entries may begin in the middle of a journal: what belongs to a task whose opening is not among them
is left out where its date or its party is not known.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from prosesser.definition.requirements import requirements_of
from prosesser.engine.events import Event, FactsChanged, GapFound
from prosesser.engine.move_events import CaseMoved, MoveUndone
from prosesser.record.duties import Duties
from prosesser.record.happenings import Happenings
from prosesser.record.model import Entry, Gap, Record, Since
from prosesser.record.proposals import Proposals


def record_of(entries: Iterable[Entry]) -> Record:
    """Return what entries of a case's journal, oldest first, tell of it."""
    fold = _Fold()
    for entry in entries:
        fold.take(entry)
    return fold.record()


def records_at(entries: Iterable[Entry], instants: Sequence[datetime]) -> Iterator[Record]:
    """Yield the record as it was just before each of these instants, which are in order: in one pass."""
    fold = _Fold()
    waiting = iter(entries)
    entry = next(waiting, None)
    for instant in instants:
        while entry is not None and entry.at < instant:
            fold.take(entry)
            entry = next(waiting, None)
        yield fold.record()


class _Fold:
    """What is known so far."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._taken: list[Entry] = []
        self._duties = Duties()
        self._happenings = Happenings(self._duties)
        self._proposals = Proposals(self._duties)
        self._gaps: list[Gap] = []
        self._known_since: dict[str, Since] = {}

    def take(self, entry: Entry) -> None:
        """Take in one entry; of a move that is undone nothing is left."""
        if self._undoes_last(entry):
            earlier = self._taken[:-1]
            self._begin()
            for kept in earlier:
                self.take(kept)
            return
        self._taken.append(entry)
        for event in entry.events:
            self._happenings.take(entry, event)
            self._proposals.take(entry, event)
            self._duties.take(entry, event)
            self._take(entry, event)

    def _undoes_last(self, entry: Entry) -> bool:
        if not self._taken or not any(isinstance(event, MoveUndone) for event in entry.events):
            return False
        return any(isinstance(event, CaseMoved) for event in self._taken[-1].events)

    def record(self) -> Record:
        """Return what the entries so far tell."""
        return Record(
            duties=self._duties.tell(),
            gaps=tuple(self._gaps),
            proposals=self._proposals.tell(),
            happenings=self._happenings.tell(),
            units=dict(self._duties.units),
            known_since=dict(self._known_since),
        )

    def _take(self, entry: Entry, event: Event) -> None:
        match event:
            case GapFound():
                self._gaps.append(self._gap(entry, event))
            case FactsChanged():
                for name in event.names:
                    self._known_since.setdefault(name, Since(entry.at, entry.sequence))

    def _gap(self, entry: Entry, event: GapFound) -> Gap:
        requirement = requirements_of(entry.definition).get(event.clause)
        parties = () if requirement is None else requirement.parties
        return Gap(
            clause=event.clause,
            counts_for=tuple(map(self._duties.side, parties)),
            element=event.element,
            name=entry.definition.elements[event.element].name,
            at=entry.at,
            sequence=entry.sequence,
        )
