"""Incidents: steps that failed inside, recorded without content."""

from sqlalchemy import select

from prosesser.store import Store
from prosesser.store.instants import from_micros
from prosesser.store.tables import incidents
from prosesser.store.transaction import Incident


def incidents_of(store: Store, case: str | None = None) -> tuple[Incident, ...]:
    """Return the incidents of one case, or of all, oldest first."""
    query = select(incidents).order_by(incidents.c.id)
    if case is not None:
        query = query.where(incidents.c.case_id == case)
    with store.read() as connection:
        return tuple(
            Incident(row.case_id, row.version, from_micros(row.at), row.kind, row.element, row.fault)
            for row in connection.execute(query)
        )
