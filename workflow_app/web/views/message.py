"""Registering something that a case waits for: the form of a message, and sending it."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from prosesser.engine.commands import SendMessage
from prosesser.inbox import MessageNotWaiting, MessageOffer
from workflow_app.web.desk import desk
from workflow_app.web.forms.filled import Filled
from workflow_app.web.forms.posted import Posted
from workflow_app.web.forms.sheet import BAD_ANSWERS, Sheet
from workflow_app.web.identity import current

pages = Blueprint("message", __name__)
ADDRESS = "/saker/<case>/meldinger/<path:name>"


@pages.get(ADDRESS)
def show(case: str, name: str) -> Response:
    """Show the message's form, empty."""
    offer = desk().inbox.message(current().actor, case, name, desk().now())
    return _page(case, offer, _sheet(offer).opened())


@pages.post(ADDRESS)
def submit(case: str, name: str) -> Response:
    """Send the message, or show the form again."""
    posted = Posted.of_request()
    try:
        offer = desk().inbox.message(current().actor, case, name, desk().now())
    except MessageNotWaiting:
        if not desk().cases.was_made(current().actor, case, posted.key):
            raise
        return redirect(url_for("case.show", case=case), 303)
    sheet = _sheet(offer)
    if not posted.completes:
        return _page(case, offer, sheet.again(posted))
    try:
        command = SendMessage(offer.name, sheet.answers(posted), offer.catch)
        desk().cases.execute(current().actor, case, command, desk().now(), posted.key)
    except BAD_ANSWERS as refusal:
        return _page(case, offer, sheet.refused(posted, refusal))
    flash(f"«{offer.name}» er registrert.")
    return redirect(url_for("case.show", case=case), 303)


def _sheet(offer: MessageOffer) -> Sheet:
    return desk().sheet(current().actor, offer.form, offer.facts)


def _page(case: str, offer: MessageOffer, filled: Filled) -> Response:
    page = render_template("message.html", case=case, offer=offer, filled=filled)
    return make_response(page, filled.status)
