"""The login gate: every page but a named few needs somebody who is logged in and acts for a unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

from flask import Flask, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from prosesser.access import Action, may
from prosesser.store.directory import NotMember
from workflow_app.web.assets import Assets
from workflow_app.web.desk import desk
from workflow_app.web.requests import refuse_nul

OPEN = frozenset(
    {"static", "health.show", "login.show", "login.log_in", "login.units", "login.choose", "login.log_out"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the main menu, for those who may do its action."""

    text: str
    endpoint: str
    action: Action


MENU = (
    Entry("Oppgaver", "inbox.show", Action.LIST_TASKS),
    Entry("Saker", "case.index", Action.LIST_CASES),
    Entry("Rapport", "report.show", Action.READ_REPORT),
    Entry("Tilsyn", "audit.index", Action.AUDIT_CASES),
    Entry("Rutinen", "routine.index", Action.READ_DEFINITION),
    Entry("Utkast", "revision.index", Action.EDIT_DEFINITION),
)
NEW_CASE = Entry("Ny sak", "start.index", Action.START_CASE)


def close(app: Flask, assets: Assets) -> None:
    """Put the gate in front of all pages of ``app``, and what it knows into their templates."""
    app.before_request(refuse_nul)
    app.before_request(_require_login)
    app.context_processor(lambda: {"assets": assets, "version": version("somlos"), **_shown()})


def _require_login() -> Response | None:
    if request.endpoint is None or request.endpoint in OPEN:
        return None
    try:
        g.who = desk().identities.who(desk().clock.real())
    except NotMember:
        if "HX-Request" in request.headers:  # a login page is no part of the page it would be put into
            return Response(status=401)
        here = request.path if request.method == "GET" else "/"
        return redirect(url_for("login.units" if "person" in session else "login.show", til=here), 303)
    return None


def _shown() -> Mapping[str, object]:
    who = g.get("who")
    if who is None:
        return {}
    offers = desk().inbox.startable(who.actor, desk().now())
    menu = [entry for entry in MENU if may(who.actor, entry.action)]
    return {"who": who, "menu": [*menu, *([NEW_CASE] if offers else ())]}
