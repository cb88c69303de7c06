"""A new case: the form of the start event, for those whose party begins the process."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from prosesser.inbox import StartOffer
from workflow_app.web.desk import desk
from workflow_app.web.forms.filled import Filled
from workflow_app.web.forms.posted import Posted
from workflow_app.web.forms.sheet import BAD_ANSWERS, Sheet
from workflow_app.web.identity import current

pages = Blueprint("start", __name__)
ADDRESS = "/saker/ny/<process>"


@pages.get("/saker/ny")
def index() -> Response:
    """Go to the form where there is only one process to choose, else list them."""
    offers = desk().inbox.start(current().actor, None, desk().now())
    if len(offers) == 1:
        return redirect(url_for("start.show", process=offers[0].key), 303)
    return make_response(render_template("starts.html", offers=offers))


@pages.get(ADDRESS)
def show(process: str) -> Response:
    """Show the empty start form."""
    offer = _offer(process)
    return _page(offer, _sheet(offer).opened(own=current().actor.unit))


@pages.post(ADDRESS)
def submit(process: str) -> Response:
    """Start the case, or show the form again."""
    offer, posted = _offer(process), Posted.of_request()
    sheet = _sheet(offer)
    if not posted.completes:
        return _page(offer, sheet.again(posted))
    try:
        answers = sheet.answers(posted)
        case = desk().cases.start(current().actor, process, answers, desk().now(), posted.key)
    except BAD_ANSWERS as refusal:
        return _page(offer, sheet.refused(posted, refusal))
    flash("Saken er opprettet.")
    return redirect(url_for("case.show", case=case), 303)


def _offer(process: str) -> StartOffer:
    (offer,) = desk().inbox.start(current().actor, process, desk().now())
    return offer


def _sheet(offer: StartOffer) -> Sheet:
    return desk().sheet(current().actor, offer.form, {})


def _page(offer: StartOffer, filled: Filled) -> Response:
    is_demo = desk().settings.demo
    shown = render_template(
        "start.html", offer=offer, heading=_heading(offer), filled=filled, is_demo=is_demo
    )
    return make_response(shown, filled.status)


def _heading(offer: StartOffer) -> str:
    """Return what the diagram calls the beginning of a case."""
    published = desk().cases.versions.published(desk().now())
    names = (definition.start.name for definition in published if definition.key == offer.key)
    return next(names, "") or offer.name
