"""Exports of protected cases: an auditor asks with a reason, and another one answers."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prosesser.access import Action
from prosesser.audit.approvals import LONGEST_REASON, VALID, approval_of, may_answer
from prosesser.audit.errors import (
    AlreadyAnswered,
    AlreadyAsked,
    NotOwnRequest,
    NotProtected,
    ReasonMissing,
)
from prosesser.errors import Refused
from prosesser.store.approvals import Answer
from workflow_app.web.desk import desk
from workflow_app.web.identity import current
from workflow_app.web.views.access_log import names

pages = Blueprint("approvals", __name__, url_prefix="/tilsyn")


@pages.get("/godkjenninger")
def index() -> str:
    """List the requests about cases that the person may audit, with those that wait first."""
    return _list(None)


@pages.post("/godkjenninger/<asked>")
def answer(asked: str) -> Response:
    """Approve or decline a request, with a reason."""
    actor, now = current().actor, desk().now()
    approved = request.form.get("svar") == "godkjenn"
    try:
        given = Answer(actor.person, now, approved, request.form.get("grunn", ""))
        desk().approvals.answer(actor, asked, given, now)
    except (AlreadyAnswered, NotOwnRequest, ReasonMissing) as refusal:
        return make_response(_list(refusal), 422)
    flash("Uttrekket er godkjent." if approved else "Uttrekket er avslått.")
    return redirect(url_for("approvals.index"), 303)


@pages.get("/saker/<case>/godkjenning")
def show(case: str) -> str:
    """Show the requests to export a case, and the form to ask."""
    return _page(case, None)


@pages.post("/saker/<case>/godkjenning")
def ask(case: str) -> Response:
    """Ask to export a protected case."""
    try:
        desk().approvals.ask(current().actor, case, request.form.get("grunn", ""), desk().now())
    except (AlreadyAsked, NotProtected, ReasonMissing) as refusal:
        return make_response(_page(case, refusal), 422)
    flash("Forespørselen er sendt. En annen revisor må svare.")
    return redirect(url_for("approvals.show", case=case), 303)


def _list(fault: Refused | None) -> str:
    actor, now = current().actor, desk().now()
    asked = desk().approvals.all(actor, now)
    return render_template(
        "audit/approvals.html",
        waiting=[one for one in asked if may_answer(actor, one)],
        others=[one for one in asked if not may_answer(actor, one)],
        fault=fault,
        names=names(),
        longest=LONGEST_REASON,
        approval_of=approval_of,
        now=now,
    )


def _page(case: str, fault: Refused | None) -> str:
    actor, now = current().actor, desk().now()
    with desk().audits.open(actor, Action.AUDIT_CASE, case, now, "forespørsler om uttrekk") as file:
        return render_template(
            "audit/approval.html",
            file=file,
            asked=desk().approvals.about(file),
            fault=fault,
            names=names(),
            longest=LONGEST_REASON,
            days=VALID.days,
            approval_of=approval_of,
            now=now,
        )
