"""The web app, wired: the one place that knows all parts."""

from datetime import timedelta

from flask import Flask

from prosesser.audit import Audits
from prosesser.audit.approvals import Approvals
from prosesser.audit.assigning import Assigning
from prosesser.audit.log import AccessLogs
from prosesser.cases import Cases
from prosesser.evidence import Evidence, Exports
from prosesser.impact import Impacts
from prosesser.inbox import Inbox
from prosesser.moves import Moves
from prosesser.packages import Packages
from prosesser.reports import Reports
from prosesser.revisions import Publishing, Registry, Rehearsals, Revisions
from prosesser.store import Store, open_store
from prosesser.store.directory import Directory
from workflow_app.clock import Clock, SystemClock
from workflow_app.options import policy
from workflow_app.rehearsal.keeping import Drafts, ScenarioBook
from workflow_app.web import assets, errors, filters, gate, security
from workflow_app.web.desk import EXTENSION, Desk
from workflow_app.web.identity import Doorkeeper, Identities
from workflow_app.web.settings import Settings
from workflow_app.web.views import PAGES


def create_app(settings: Settings, clock: Clock | None = None) -> Flask:
    """Return the app on the database that ``settings`` name.

    Raises `prosesser.store.DatabaseUnreachable` and its kin, and `assets.NotBuilt`.
    """
    bundle = assets.read()
    store = open_store(settings.database_url, settings.master)
    return assemble(settings, store, clock or SystemClock(), bundle)


def assemble(settings: Settings, store: Store, clock: Clock, bundle: assets.Assets) -> Flask:
    """Return the app on an open store."""
    app = Flask(__name__)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.extensions[EXTENSION] = lay_out(settings, store, clock)
    security.protect(app, settings)
    errors.register(app)
    gate.close(app, bundle)
    filters.teach(app, clock)
    for pages in PAGES:
        app.register_blueprint(pages)
    return app


def lay_out(settings: Settings, store: Store, clock: Clock) -> Desk:
    """Make the parts that the views work with."""
    directory = Directory(store)
    decided = policy(directory, clock, demo=settings.demo)
    cases = Cases(store, decided)
    revisions = Revisions(store, cases.versions)
    audits = Audits(store, cases.versions)
    return Desk(
        settings=settings,
        clock=clock,
        directory=directory,
        doorkeeper=Doorkeeper(directory),
        identities=Identities(directory, timedelta(hours=settings.session_hours)),
        cases=cases,
        inbox=Inbox(store, cases.versions),
        reports=Reports(store, cases.versions),
        revisions=revisions,
        publishing=Publishing(store, cases.versions),
        registry=Registry(store, cases.versions),
        rehearsals=Rehearsals(store, revisions),
        drafts=Drafts(),
        scenarios=ScenarioBook(),
        moves=Moves(store, cases.versions),
        impacts=Impacts(store, cases.versions),
        packages=Packages(store, cases.versions),
        evidence=Evidence(store, cases.versions),
        exports=Exports(store, cases.versions),
        audits=audits,
        logs=AccessLogs(store),
        assigning=Assigning(store),
        approvals=Approvals(store, audits),
        policy=decided,
    )
