"""What a party adds to a case beyond the diagram's way, proposes about its deadlines, and takes back."""

from datetime import date

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from prosesser.definition.forms import Form
from prosesser.engine.commands import AddTask, Command, ProposeDate, WithdrawTask
from prosesser.engine.errors import AlreadyProposed, DateInPast, DateStands
from prosesser.inbox import AdditionOffer, DatePage, WithdrawPage
from workflow_app.web import clauses
from workflow_app.web.desk import desk
from workflow_app.web.forms.filled import Filled
from workflow_app.web.forms.own import OTHER_DATE, REASON
from workflow_app.web.forms.posted import Posted
from workflow_app.web.forms.sheet import BAD_ANSWERS, Sheet
from workflow_app.web.identity import current

pages = Blueprint("additions", __name__)
ADDING = "/saker/<case>/legg-til/<element>"
DATE = "/saker/<case>/frister/<timer>/annen-dato"
WITHDRAWING = "/saker/<case>/oppgaver/<task>/trekk-tilbake"

BAD_DATES = (*BAD_ANSWERS, AlreadyProposed, DateInPast, DateStands)


@pages.get(ADDING)
def show(case: str, element: str) -> Response:
    """Show the form for adding a task, empty."""
    offer = _offer(case, element)
    return _adding(case, offer, _added(offer).opened())


@pages.post(ADDING)
def submit(case: str, element: str) -> Response:
    """Add the task, or show the form again."""
    posted, offer = Posted.of_request(), _offer(case, element)
    sheet = _added(offer)
    if not posted.completes:
        return _adding(case, offer, sheet.again(posted))
    try:
        _execute(case, AddTask(element, offer.party, sheet.answers(posted)), posted)
    except BAD_ANSWERS as refusal:
        return _adding(case, offer, sheet.refused(posted, refusal))
    name = offer.element.name
    flash(f"«{name}» er foreslått for den andre parten." if offer.agreed else f"«{name}» er lagt til.")
    return _back(case)


@pages.get(DATE)
def show_date(case: str, timer: str) -> Response:
    """Show the form for proposing another date, empty."""
    return _date(case, _deadline(case, timer), _sheet(OTHER_DATE).opened())


@pages.post(DATE)
def propose_date(case: str, timer: str) -> Response:
    """Propose another date to the other party, or show the form again."""
    posted, page = Posted.of_request(), _deadline(case, timer)
    sheet = _sheet(OTHER_DATE)
    if not posted.completes:
        return _date(case, page, sheet.again(posted))
    try:
        answers = sheet.answers(posted)
        day, reason, view = (str(answers[key]) for key in ("dag", "grunn", "beboers_syn"))
        _execute(case, ProposeDate(timer, date.fromisoformat(day), page.party, reason, view), posted)
    except BAD_DATES as refusal:
        return _date(case, page, sheet.refused(posted, refusal))
    flash("Forslaget er sendt. Fristen flyttes når den andre parten har sagt ja.")
    return _back(case)


@pages.get(WITHDRAWING)
def show_withdrawal(case: str, task: str) -> Response:
    """Ask why a task or a proposal is taken back."""
    return _withdrawal(_withdrawn(case, task), _sheet(REASON).opened())


@pages.post(WITHDRAWING)
def withdraw(case: str, task: str) -> Response:
    """Take back a task or a proposal, or show the form again."""
    posted, page = Posted.of_request(), _withdrawn(case, task)
    sheet = _sheet(REASON)
    if not posted.completes:
        return _withdrawal(page, sheet.again(posted))
    try:
        reason = str(sheet.answers(posted)["grunn"])
        _execute(case, WithdrawTask(task, page.party, reason), posted)
    except BAD_ANSWERS as refusal:
        return _withdrawal(page, sheet.refused(posted, refusal))
    flash(f"«{page.row.name}» er trukket tilbake.")
    return _back(case)


def _offer(case: str, element: str) -> AdditionOffer:
    return desk().inbox.addition(current().actor, case, element, desk().now())


def _deadline(case: str, timer: str) -> DatePage:
    return desk().inbox.deadline(current().actor, case, timer, desk().now())


def _withdrawn(case: str, task: str) -> WithdrawPage:
    return desk().inbox.withdrawal(current().actor, case, task, desk().now())


def _sheet(form: Form) -> Sheet:
    return desk().sheet(current().actor, form, {})


def _added(offer: AdditionOffer) -> Sheet:
    return desk().sheet(current().actor, offer.form, offer.facts)


def _execute(case: str, command: Command, posted: Posted) -> None:
    desk().cases.execute(current().actor, case, command, desk().now(), posted.key)


def _back(case: str) -> Response:
    return redirect(url_for("case.show", case=case), 303)


def _adding(case: str, offer: AdditionOffer, filled: Filled) -> Response:
    shown = render_template("adding.html", case=case, offer=offer, filled=filled)
    return make_response(shown, filled.status)


def _date(case: str, page: DatePage, filled: Filled) -> Response:
    said = clauses.of(page.definition, page.element.id)
    shown = render_template("other_date.html", case=case, page=page, clauses=said, filled=filled)
    return make_response(shown, filled.status)


def _withdrawal(page: WithdrawPage, filled: Filled) -> Response:
    return make_response(render_template("withdrawing.html", page=page, filled=filled), filled.status)
