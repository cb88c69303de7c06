"""What the views work with: the use cases, the reads, the directory and the clock of this app."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import current_app

from prosesser.access import Actor
from prosesser.audit import Audits
from prosesser.audit.approvals import Approvals
from prosesser.audit.assigning import Assigning
from prosesser.audit.log import AccessLogs
from prosesser.audit.replaying import Replays
from prosesser.cases import Cases, Policy
from prosesser.definition import Definition
from prosesser.definition.forms import Form
from prosesser.evidence import Evidence, Exports
from prosesser.impact import Impacts
from prosesser.inbox import Inbox
from prosesser.moves import Moves
from prosesser.packages import Packages
from prosesser.reports import Reports
from prosesser.revisions import Publishing, Registry, Rehearsals, Revisions
from prosesser.store.directory import Directory
from workflow_app.clock import Clock
from workflow_app.rehearsal.keeping import Drafts, ScenarioBook
from workflow_app.web.editing.presence import Presence
from workflow_app.web.forms.sheet import NO_FORM, Sheet
from workflow_app.web.glossary import Glossary
from workflow_app.web.identity import Doorkeeper, Identities
from workflow_app.web.settings import Settings

EXTENSION = "somlos"


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts of a running app, wired once by ``app.lay_out``."""

    settings: Settings
    clock: Clock
    directory: Directory
    doorkeeper: Doorkeeper
    identities: Identities
    cases: Cases
    inbox: Inbox
    reports: Reports
    moves: Moves
    revisions: Revisions
    publishing: Publishing
    registry: Registry
    rehearsals: Rehearsals
    drafts: Drafts
    scenarios: ScenarioBook
    impacts: Impacts
    audits: Audits
    packages: Packages
    evidence: Evidence
    exports: Exports
    logs: AccessLogs
    assigning: Assigning
    approvals: Approvals
    policy: Policy
    presence: Presence = field(default_factory=Presence)
    replays: Replays = field(default_factory=Replays)

    def sheet(self, actor: Actor, form: Form | None, facts: Mapping[str, Any]) -> Sheet:
        """Return a form for ``actor`` to fill in, over the facts that it reads."""
        return Sheet(form or NO_FORM, facts, self.policy.options(actor), self.now())

    def glossary(self, versions: Sequence[Definition], actor: Actor) -> Glossary:
        """Return what ids are called, for the timeline of a case that ``actor`` reads.

        ``versions`` are those that the case has followed, the last first.
        """
        units = {unit.id: unit.name for unit in self.directory.units()}
        persons = {person.id: person.name for person in self.directory.persons()}
        last, *others = versions
        return Glossary(last, units, persons, self.policy.options(actor), tuple(others))

    def now(self) -> datetime:
        """Return the present instant of the cases."""
        return self.clock.now()


def desk() -> Desk:
    """Return the desk of the app that answers the request at hand."""
    found: Desk = current_app.extensions[EXTENSION]
    return found
