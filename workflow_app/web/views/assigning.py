"""Assignments to audit: all that were given, giving one to another auditor, ending one early."""

from datetime import date

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prosesser.audit.assigning import LONGEST_TEXT, MOST_CASES, Wanted
from prosesser.audit.errors import (
    AssignmentOver,
    DaysBackwards,
    NotAnAuditor,
    NotAnEnd,
    NotToOneself,
    PurposeMissing,
    ReasonMissing,
)
from prosesser.errors import Refused
from prosesser.store.assignments import Selection
from workflow_app.options import in_cases
from workflow_app.web import access_words
from workflow_app.web.asking import NotACase, NotADay, case_id, day
from workflow_app.web.desk import desk
from workflow_app.web.identity import current
from workflow_app.web.requests import posted_id
from workflow_app.web.views.access_log import names

pages = Blueprint("assigning", __name__, url_prefix="/tilsyn/oppdrag")

FIELDS: tuple[tuple[type[Refused], str], ...] = (
    (NotToOneself, "hvem"),
    (NotAnAuditor, "hvem"),
    (PurposeMissing, "formal"),
    (NotACase, "saker"),
    (DaysBackwards, "opprettet-fra"),
    (NotADay, "opprettet-fra"),
    (NotAnEnd, "til"),
)
"""Which field each refusal is about."""


@pages.get("")
def index() -> str:
    """List all assignments there ever were."""
    return _list(None)


@pages.get("/nytt")
def show() -> str:
    """Show the empty form of an assignment."""
    return _form(None)


@pages.post("/nytt")
def give() -> Response:
    """Give an assignment, or show the form again."""
    try:
        desk().assigning.give(current().actor, _wanted(), desk().now())
    except tuple(kind for kind, _ in FIELDS) as refusal:
        return make_response(_form(refusal), 422)
    flash("Oppdraget er gitt.")
    return redirect(url_for("assigning.index"), 303)


@pages.post("/<assignment>/avslutt")
def end(assignment: str) -> Response:
    """End an assignment early, with a reason."""
    try:
        desk().assigning.end(current().actor, assignment, request.form.get("grunn", ""), desk().now())
    except (ReasonMissing, AssignmentOver) as refusal:
        return make_response(_list(refusal), 422)
    flash("Oppdraget er avsluttet.")
    return redirect(url_for("assigning.index"), 303)


def _list(fault: Refused | None) -> str:
    now = desk().now()
    return render_template(
        "audit/assignments.html",
        given=desk().assigning.all(current().actor, now),
        now=now,
        fault=fault,
        selection=access_words.selection,
        names=names(),
        longest=LONGEST_TEXT,
    )


def _form(fault: Refused | None) -> str:
    return render_template(
        "audit/assign.html",
        receivers=desk().assigning.receivers(current().actor, desk().now()),
        units=in_cases(desk().directory),
        names=names(),
        fault=fault,
        field=next((field for kind, field in FIELDS if isinstance(fault, kind)), ""),
        posted=request.form,
        longest=LONGEST_TEXT,
        most=MOST_CASES,
    )


def _wanted() -> Wanted:
    known = {unit.id for unit in in_cases(desk().directory)}
    processes = names().processes
    until = day(request.form.get("til", ""))
    return Wanted(
        person=posted_id("hvem"),
        purpose=request.form.get("formal", ""),
        selection=Selection(
            units=tuple(unit for unit in request.form.getlist("enheter") if unit in known),
            opened_from=day(request.form.get("opprettet-fra", "")),
            opened_until=day(request.form.get("opprettet-til", "")),
            cases=tuple(filter(None, map(case_id, request.form.get("saker", "").splitlines()))),
            process=next((key for key in processes if key == request.form.get("prosess")), ""),
        ),
        until=until or date.min,
    )
