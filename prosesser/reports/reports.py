"""Reports for actors: who may see which; each one seen leaves a row in the access log.

People see the report of the unit that they act for, with what other units owe in its cases. Who may
compare units sees any unit's, without that: so no two of those reports have anything in common, and
nothing can be worked out from both.
"""

from dataclasses import dataclass
from datetime import datetime

from prosesser.access import Action, Actor, Ground, NotAllowed, may
from prosesser.calendar import oslo_date
from prosesser.reports.making import Scope, make
from prosesser.reports.periods import NotAPeriod, Period, finished
from prosesser.reports.reading import Histories
from prosesser.reports.report import Report
from prosesser.store import Store
from prosesser.store.audit import denials_logged, log_access, permitted
from prosesser.store.histories import first_part
from prosesser.store.instants import from_micros
from prosesser.store.versions import Versions


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report is asked for; ``action``: to read it, or to take it out of the system."""

    unit: str
    period: Period
    action: Action = Action.READ_REPORT


class Reports:
    """The reports on one store."""

    def __init__(self, store: Store, versions: Versions) -> None:
        self._store = store
        self._histories = Histories(store.master, versions)

    def periods(self, actor: Actor, unit: str, now: datetime) -> tuple[Period, ...]:
        """Return the periods that a unit has reports for, the latest first; none while it had no part.

        Raises `NotAllowed`.
        """
        self._scope(actor, unit, Action.READ_REPORT, now)
        return self._periods(unit, now)

    def report(self, actor: Actor, asked: Asked, now: datetime) -> Report:
        """Return a unit's report for a period that is over; raises `NotAllowed` or `NotAPeriod`."""
        scope = self._scope(actor, asked.unit, asked.action, now)
        if asked.period not in self._periods(asked.unit, now):
            raise NotAPeriod
        with self._store.read() as connection:
            cases = self._histories.of_unit(connection, asked.unit, asked.period)
        what = f"rapport {asked.unit} {asked.period.code}"
        log_access(self._store, permitted(actor, asked.action, now, None, Ground.NONE, what))
        return make(scope, asked.period, cases)

    def _scope(self, actor: Actor, unit: str, action: Action, now: datetime) -> Scope:
        compares = may(actor, Action.COMPARE_UNITS)
        with denials_logged(self._store, actor, action, now, None, f"rapport {unit}"):
            if not may(actor, action) or not (compares or unit == actor.unit):
                raise NotAllowed
        return Scope(unit, shared=not compares)

    def _periods(self, unit: str, now: datetime) -> tuple[Period, ...]:
        with self._store.read() as connection:
            first = first_part(connection, unit)
        return () if first is None else finished(oslo_date(from_micros(first)), oslo_date(now))
