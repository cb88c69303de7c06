"""What documents for the resident are composed of: what happened in the unit's time, and what comes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from prosesser.access import Action, Denied, NotAllowed, may
from prosesser.definition.model import Definition, Element
from prosesser.engine.plan_state import Plan, follow
from prosesser.engine.state import CaseState
from prosesser.inbox.case_file import CaseFile, with_plan
from prosesser.inbox.case_view import is_taken, main_responsible
from prosesser.inbox.rows import TimelineRow
from prosesser.inbox.timeline import entry, spans, timeline_row
from prosesser.record import Record, record_of
from prosesser.store import Connection, queries


class PartHasEnded(Denied):
    """Enhetens del i saken er avsluttet. Den som følger beboeren opp nå, kan vise og skrive ut dette."""


@dataclass(frozen=True, slots=True)
class Present:
    """How a case stands.

    ``awaited`` are the events that wait for a message which may come now, ``responsible`` the party
    that follows the resident up first of all, where the diagram says so.
    """

    state: CaseState
    awaited: tuple[Element, ...]
    responsible: str | None


@dataclass(frozen=True, slots=True)
class Papers:
    """A case as a unit may tell the resident of it, by the version that it followed last (``definition``).

    ``rows`` are the journal in the unit's time, oldest first, ``record`` what they tell, ``plans`` the
    living documents as they stand, ``versions`` those that the case has followed, the last first. Once
    the unit's part has ended it knows nothing newer: ``present`` is None, and the plans are as they were.
    ``units`` says what each unit is called. ``protected``: where the person lives, and who looks after
    the person where, must not be told.
    """

    name: str
    protected: bool
    definition: Definition
    versions: tuple[Definition, ...]
    rows: tuple[TimelineRow, ...]
    record: Record
    plans: Mapping[str, Plan]
    present: Present | None
    units: Mapping[str, str]
    now: datetime

    def with_plan(self, plan: str) -> Definition:
        """Return the last version that has a living document of this id; raises `UnknownPlan`."""
        return with_plan(self.versions, plan)

    def require_present(self) -> Present:
        """Return how the case stands; raises `PartHasEnded`."""
        if self.present is None:
            raise PartHasEnded
        return self.present


def papers(connection: Connection, file: CaseFile, action: Action) -> Papers:
    """Return the papers of a case; raises `NotAllowed` or `PartHasEnded`."""
    if not may(file.actor, action, file.ground):
        raise NotAllowed if file.ended is None else PartHasEnded
    found = queries.timeline_rows(connection, file.case, spans(file))
    rows = tuple(timeline_row(file, row) for row in reversed(found))
    present = None if file.ended else _present(file, file.definition)
    return Papers(
        name=file.subject.get("navn", ""),
        protected=file.subject.get("adressesperre") == "ja",
        definition=file.versions[0],
        versions=file.versions,
        rows=rows,
        record=record_of(map(entry, rows)),
        plans=_plans(rows) if present is None else present.state.plans,
        present=present,
        units=file.units,
        now=file.now,
    )


def _plans(rows: Iterable[TimelineRow]) -> Mapping[str, Plan]:
    plans: Mapping[str, Plan] = {}
    for row in rows:
        for event in row.events:
            plans = follow(plans, event, row.at)
    return plans


def _present(file: CaseFile, definition: Definition) -> Present:
    leading = main_responsible(file, definition)
    return Present(file.state, tuple(_awaited(file, definition)), None if leading is None else leading.party)


def _awaited(file: CaseFile, definition: Definition) -> Iterator[Element]:
    for catch in file.state.catches.values():
        element = definition.elements[catch.element]
        if is_taken(element, file.state.facts_in(catch.scope), file.now):
            yield element
