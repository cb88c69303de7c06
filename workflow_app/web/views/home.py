"""The start page, which leads to where somebody's work is, and the page of help."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from prosesser.access import Action, may
from workflow_app.web.identity import current

pages = Blueprint("home", __name__)

FIRST_PAGES = (
    (Action.LIST_TASKS, "inbox.show"),
    (Action.LIST_CASES, "case.index"),
    (Action.AUDIT_CASES, "audit.index"),
    (Action.READ_DEFINITION, "routine.index"),
)


@pages.get("/")
def start() -> Response:
    """Go to the first page that the person may see."""
    allowed = (endpoint for action, endpoint in FIRST_PAGES if may(current().actor, action))
    return redirect(url_for(next(allowed, "home.show_help")), 303)


@pages.get("/hjelp")
def show_help() -> str:
    """Show the page of help."""
    return render_template("help.html")
