"""What a report costs: a unit with many cases of the real journey, read for the first time and again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import perf_counter

from prosesser.access import CASEWORKER, Actor
from prosesser.calendar import end_of_day, oslo_date
from prosesser.definition import Definition
from prosesser.engine import canonical
from prosesser.reports import Asked, Period, Reports
from prosesser.store import Store
from prosesser.store.journal import Step
from prosesser.store.publications import publish
from prosesser.store.versions import Versions
from workflow_app.demo.people import HOME_DISTRICT
from workflow_app.rehearsal.rehearse import Played

ACTOR = Actor("bench", HOME_DISTRICT, "bydel", frozenset({CASEWORKER}))


@dataclass(frozen=True, slots=True)
class Reading:
    """Seconds of the first report, which reads all journals, and of the next; the journals' rows."""

    first: float
    again: float
    rows: int


def read_report(store: Store, definition: Definition, played: list[Played], cases: int) -> Reading:
    """Store so many cases, each with the steps of a story, and time the report of their last half-year."""
    with store.maintain() as connection:
        publish(connection, definition, ACTOR.person, played[0].at)
    steps = steps_of(definition, played)
    for number in range(cases):
        with store.write() as transaction:
            name = f"bench-report-{number}"
            transaction.create(name, steps, subject=b"{}", start_key=name)
    versions = Versions(store)
    versions.get(definition.digest)  # read once for each process, however many reports
    reports, now = Reports(store, versions), _after(played)
    unit = played[-1].state.units["bydel"]
    actor = Actor(ACTOR.person, str(unit), "bydel", ACTOR.roles)
    asked = Asked(str(unit), Period.of(oslo_date(played[-1].at)))
    first, again = (_seconds(reports, actor, asked, now) for _ in range(2))
    return Reading(first, again, cases * len(steps))


def steps_of(definition: Definition, played: Iterable[Played]) -> list[Step]:
    """Return what was played as steps to store."""
    return [_step(definition, one) for one in played]


def _step(definition: Definition, played: Played) -> Step:
    state = canonical(played.state)
    return Step(definition, ACTOR, played.command, played.at, None, played.events, played.state, state)


def _after(played: list[Played]) -> datetime:
    return end_of_day(Period.of(oslo_date(played[-1].at)).last) + timedelta(days=1)


def _seconds(reports: Reports, actor: Actor, asked: Asked, now: datetime) -> float:
    began = perf_counter()
    reports.report(actor, asked, now)
    return perf_counter() - began
