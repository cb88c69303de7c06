"""Audit: the cases of the assignments, and one of them with all that can be asked about it."""

from flask import Blueprint, render_template

from prosesser.access import Action
from prosesser.store.instants import from_micros
from workflow_app.web.access_words import selection
from workflow_app.web.desk import desk
from workflow_app.web.identity import current
from workflow_app.web.requests import page_number
from workflow_app.web.views.access_log import names

pages = Blueprint("audit", __name__, url_prefix="/tilsyn")


@pages.get("")
def index() -> str:
    """List the assignments that the person has, and the cases that they cover."""
    actor, now = current().actor, desk().now()
    given = desk().audits.assignments(actor, now)
    page = desk().audits.cases(actor, now, page_number())
    return render_template("audit/index.html", given=given, page=page, selection=selection, names=names())


@pages.get("/saker/<case>")
def show(case: str) -> str:
    """Show what a case is, and what can be asked about it."""
    actor, now = current().actor, desk().now()
    with desk().audits.open(actor, Action.AUDIT_CASE, case, now) as file:
        row = file.stored.row
        return render_template(
            "audit/case.html",
            file=file,
            opened_at=from_micros(row.opened_at),
            changed_at=from_micros(row.changed_at),
        )
