"""The tables.

Instants are whole microseconds since 1970 UTC and dates ISO text: the same value, in the same
order, in both databases and without conversion on the way. Whatever tells of a resident is
ciphertext. The journal, the access log, the versions, what was done to publish them, who was to audit
what and who let them export it are append-only: triggers, made by the migrations, refuse to change or
delete their rows.

A command costs the pages it touches: tables with a composite key are kept in its order, where
SQLite would have a second tree for it, and each index has to earn its place.
"""

from prosesser.store.tables.audit import access_heads, access_log
from prosesser.store.tables.audits import assignment_ends, assignments, export_acts, export_requests
from prosesser.store.tables.base import metadata
from prosesser.store.tables.cases import (
    case_keys,
    cases,
    drafts,
    incidents,
    journal,
    participations,
    tasks,
    timers,
)
from prosesser.store.tables.people import memberships, meta, persons, units
from prosesser.store.tables.proofs import anchors, erasures
from prosesser.store.tables.rehearsals import rehearsals
from prosesser.store.tables.runs import run_cases, runs
from prosesser.store.tables.versions import definitions, publications, revision_acts, revisions

__all__ = [
    "access_heads",
    "access_log",
    "anchors",
    "assignment_ends",
    "assignments",
    "case_keys",
    "cases",
    "definitions",
    "drafts",
    "erasures",
    "export_acts",
    "export_requests",
    "incidents",
    "journal",
    "memberships",
    "meta",
    "metadata",
    "participations",
    "persons",
    "publications",
    "rehearsals",
    "revision_acts",
    "revisions",
    "run_cases",
    "runs",
    "tasks",
    "timers",
    "units",
]
