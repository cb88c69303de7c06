"""What process owners do with a revision on its way to a version: check, send, answer, publish."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, Response, flash, make_response, redirect, request, url_for

from prosesser.access import Denied
from prosesser.definition.forms.written import read_date
from prosesser.errors import Refused
from prosesser.revisions import DayPassed, ReasonMissing, Release, RevisionUnknown
from workflow_app.checking import check as checked
from workflow_app.web.desk import desk
from workflow_app.web.errors import status_of
from workflow_app.web.hub import Fault, hub
from workflow_app.web.identity import current
from workflow_app.web.requests import number_or_zero
from workflow_app.web.views.revision import examination_of, revision_of
from workflow_app.wording import long_date

pages = Blueprint("publishing", __name__)

REASON = "grunn-"


class NotADay(DayPassed):
    """Skriv datoen som dag.måned.år, for eksempel 05.06.2026."""


@pages.get("/utkast/<revision>/<any(kontroller, send, svar, publiser, 'flytt-over'):_deed>")
def show(revision: str, _deed: str) -> Response:
    """Go to the page of the revision: what is sent to these addresses has no page of its own."""
    return _to(revision)


@pages.post("/utkast/<revision>/kontroller")
def check(revision: str) -> Response:
    """Check the files as they stand, and keep what is found."""
    actor, now = current().actor, desk().now()

    def deed() -> str:
        found = revision_of(revision)
        found_of = checked(found, desk().cases.versions.get(found.base))
        desk().publishing.check(actor, revision, found_of, now)
        return "Utkastet har feil som må rettes." if found_of.errors else "Utkastet er kontrollert."

    return _done(revision, deed, "kontroller")


@pages.post("/utkast/<revision>/send")
def send(revision: str) -> Response:
    """Send a checked revision for approval, with the reasons that the check asks for."""
    reasons = {
        name.removeprefix(REASON): text for name, text in request.form.items() if name.startswith(REASON)
    }

    def deed() -> str:
        desk().publishing.send(current().actor, revision, _edition(), reasons, desk().now())
        return "Utkastet er sendt til godkjenning."

    return _done(revision, deed, "send")


@pages.post("/utkast/<revision>/svar")
def answer(revision: str) -> Response:
    """Approve what another has made, or send it back."""
    approves = request.form.get("svar") == "godkjenn"
    act = desk().publishing.approve if approves else desk().publishing.send_back
    comment = request.form.get("kommentar", "")

    def deed() -> str:
        act(current().actor, revision, _edition(), comment, desk().now())
        return "Utkastet er godkjent." if approves else "Utkastet er sendt tilbake."

    return _done(revision, deed, "svar")


@pages.post("/utkast/<revision>/publiser")
def publish(revision: str) -> Response:
    """Make a version of what was approved."""

    def deed() -> str:
        day = read_date(request.form.get("dato", "").strip())
        if not isinstance(day, date):
            raise NotADay
        release = Release(day, request.form.get("hvorfor", ""))
        desk().publishing.publish(current().actor, revision, _edition(), release, desk().now())
        return f"Versjonen er publisert. Nye saker får den fra {long_date(day)}."

    return _done(revision, deed, "publiser")


@pages.post("/utkast/<revision>/flytt-over")
def rebase(revision: str) -> Response:
    """Let a revision build on the version that was published last."""

    def deed() -> str:
        desk().publishing.rebase(current().actor, revision, _edition(), desk().now())
        return "Utkastet bygger nå på den nye versjonen. Kontroller det på nytt."

    return _done(revision, deed, "flytt")


def _done(revision: str, deed: Callable[[], str], form: str) -> Response:
    """Do it and show the revision's page; where it is refused, with why and with what was written."""
    try:
        told = deed()
    except (Denied, RevisionUnknown):
        raise
    except Refused as refusal:
        fault = Fault(_field(form, refusal), str(refusal), request.form.to_dict())
        found = revision_of(revision)
        return make_response(hub(found, examination_of(found), fault), status_of(refusal))
    flash(told)
    return _to(revision)


def _field(form: str, refusal: Refused) -> str:
    """Return which field of a form is at fault; nothing where it is none of them."""
    if isinstance(refusal, DayPassed):
        return "dato"
    if isinstance(refusal, ReasonMissing):
        return {"svar": "kommentar", "publiser": "hvorfor"}.get(form, "grunner")
    return ""


def _edition() -> int:
    """Return the edition that was on the page when the button was pressed."""
    return number_or_zero(request.form.get("utgave", ""))


def _to(revision: str) -> Response:
    return make_response(redirect(url_for("revision.show", revision=revision), 303))
