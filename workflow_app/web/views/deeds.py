"""What can be done in a run that is played by hand: by its real form, by what decides alone, or filled in."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prosesser.errors import Refused
from workflow_app.rehearsal.answers import ChoiceOpen
from workflow_app.rehearsal.invent import CannotInvent
from workflow_app.rehearsal.offers import Offer, offered
from workflow_app.web.forms.filled import Filled
from workflow_app.web.forms.sheet import Sheet
from workflow_app.web.playing import Playing, posted_form
from workflow_app.web.views.rehearse import ADDRESS, answer_refusals, back_to_run, show_run, taken_up

pages = Blueprint("deeds", __name__)
answer_refusals(pages)
DEED = f"{ADDRESS}/gjor/<kind>/<deed>"
CHOICES = f"{ADDRESS}/velg/<kind>/<deed>"


@pages.get(DEED)
def show_deed(revision: str, kind: str, deed: str) -> Response:
    """Show the real form of something that can be done, filled in with what is plausible."""
    play = taken_up(revision)
    offer = offered(play.begun, kind, deed)
    return _deed(play, offer, play.sheet(offer).holding(play.filler.proposed(offer, {})))


@pages.post(DEED)
def do(revision: str, kind: str, deed: str) -> Response:
    """Do it with the posted answers, fill in the rest of the form, or show it again."""
    play, posted = taken_up(revision), posted_form()
    offer = offered(play.begun, kind, deed)
    sheet = play.sheet(offer)
    if not posted.completes:
        return _deed(play, offer, play.again(offer, sheet, posted))
    play.require_seen(request.form)
    try:
        play.answer(offer, sheet.answers(posted))
    except Refused as refusal:
        return _deed(play, offer, sheet.refused(posted, refusal))
    return _done(play, offer)


@pages.get(CHOICES)
def show_choices(revision: str, kind: str, deed: str) -> Response:
    """Ask only what decides where the case goes."""
    play = taken_up(revision)
    offer = offered(play.begun, kind, deed)
    sheet = _choices(play, offer)
    if sheet is None:
        return _to_deed(revision, offer)
    return _asked(play, offer, sheet.holding(play.filler.proposed(offer, {})))


@pages.post(CHOICES)
def choose(revision: str, kind: str, deed: str) -> Response:
    """Do it with these choices; the rest of the form is filled in."""
    play, posted = taken_up(revision), posted_form()
    offer = offered(play.begun, kind, deed)
    sheet = _choices(play, offer)
    if sheet is None:
        return _to_deed(revision, offer)
    if not posted.completes:
        return _asked(play, offer, sheet.again(posted))
    play.require_seen(request.form)
    try:
        play.answer(offer, play.filler.decided(offer, sheet.answers(posted)))
    except Refused as refusal:
        return _asked(play, offer, sheet.refused(posted, refusal))
    return _done(play, offer)


@pages.post(f"{ADDRESS}/fyll/<kind>/<deed>")
def fill_in(revision: str, kind: str, deed: str) -> Response:
    """Do it with plausible answers; what decides is asked about first."""
    play = taken_up(revision)
    play.require_seen(request.form)
    offer = offered(play.begun, kind, deed)
    try:
        answers = play.filler.filled(offer, {})
    except ChoiceOpen:
        return redirect(url_for(".show_choices", revision=revision, kind=kind, deed=deed), 303)
    except CannotInvent:
        return _to_deed(revision, offer)
    try:
        play.answer(offer, answers)
    except Refused as refusal:
        return show_run(play, str(refusal))
    return _done(play, offer)


def _choices(play: Playing, offer: Offer) -> Sheet | None:
    form = play.filler.choices(offer)
    return None if form is None else Sheet(form, offer.facts, play.lists, offer.now)


def _deed(play: Playing, offer: Offer, filled: Filled) -> Response:
    shown = render_template("revision/deed.html", play=play, offer=offer, filled=filled)
    return make_response(shown, filled.status)


def _asked(play: Playing, offer: Offer, filled: Filled) -> Response:
    shown = render_template("revision/choices.html", play=play, offer=offer, filled=filled)
    return make_response(shown, filled.status)


def _done(play: Playing, offer: Offer) -> Response:
    flash(f"Gjort: «{offer.name}».")
    return back_to_run(play.revision.id)


def _to_deed(revision: str, offer: Offer) -> Response:
    return redirect(url_for(".show_deed", revision=revision, kind=offer.kind, deed=offer.id), 303)
