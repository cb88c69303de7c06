"""Logging in and out, and choosing which unit to act for."""

import re

from flask import Blueprint, Response, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from prosesser.store.directory import NotMember, WrongPassword
from workflow_app.demo.people import PASSWORD, PEOPLE, SUGGESTED
from workflow_app.units import UNITS
from workflow_app.web.desk import desk
from workflow_app.web.errors import status_of
from workflow_app.web.requests import posted_id

pages = Blueprint("login", __name__)

LOCAL_PATH = re.compile(r"/(?!/)[A-Za-z0-9_./?=&-]*")  # "//host" and "/\\host" lead away
LONGEST_PASSWORD = 200
DEMO_PERSONS = {
    "password": PASSWORD,
    "suggested": SUGGESTED,
    "all": PEOPLE,
    "units": {unit.id: unit.name for unit in UNITS},
}


@pages.get("/logg-inn")
def show() -> Response:
    """Show the login form."""
    return _form()


@pages.post("/logg-inn")
def log_in() -> AnyResponse:
    """Let a person in, or say why not."""
    now = desk().clock.real()
    person = posted_id("bruker")
    password = request.form.get("passord", "")[:LONGEST_PASSWORD]
    try:
        admitted = desk().doorkeeper.admit(person, password, request.remote_addr or "", now)
    except WrongPassword as error:
        return _form(person=person, error=error)
    chosen = desk().identities.begin(admitted.id, now)
    target = _local(request.args.get("til", ""))
    return redirect(target if chosen else url_for("login.units", til=target), 303)


@pages.get("/enhet")
def units() -> AnyResponse:
    """Show the units that a person can act for."""
    now = desk().clock.real()
    try:
        person = desk().identities.person(now)
    except NotMember:
        return redirect(url_for("login.show"), 303)
    choices = desk().identities.choices(person, now)
    return make_response(render_template("units.html", choices=choices, chosen=session.get("unit")))


@pages.post("/enhet")
def choose() -> AnyResponse:
    """Act for the chosen unit from now on."""
    now = desk().clock.real()
    try:
        desk().identities.choose(posted_id("enhet"), now)
    except NotMember:
        return redirect(url_for("login.units"), 303)
    return redirect(_local(request.args.get("til", "")), 303)


@pages.post("/logg-ut")
def log_out() -> AnyResponse:
    """End the session."""
    desk().identities.end(desk().clock.real())
    return redirect(url_for("login.show"), 303)


def _form(person: str = "", error: WrongPassword | None = None) -> Response:
    demo = DEMO_PERSONS if desk().settings.demo else None
    page = render_template("login.html", person=person, error=error, demo=demo)
    return make_response(page, 200 if error is None else status_of(error))


def _local(target: str) -> str:
    """Return ``target`` if it is a plain path on this server, else the start page."""
    return target if LOCAL_PATH.fullmatch(target) else "/"
