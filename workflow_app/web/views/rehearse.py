"""«Prøvekjør»: a process owner plays a revision by hand, on the real engine and with invented persons."""

from datetime import date, timedelta

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prosesser.calendar import oslo_date
from prosesser.definition import NotRunnable, Unreadable
from prosesser.definition.forms.written import read_date
from prosesser.errors import Refused
from prosesser.revisions import RehearsedMeanwhile
from workflow_app.rehearsal.answers import ChoiceOpen
from workflow_app.rehearsal.invent import CannotInvent
from workflow_app.rehearsal.offers import NotOffered, Offer, offered, start_of
from workflow_app.rehearsal.run import Move, RunTooLong, TooFarAhead, next_event, noon, passing
from workflow_app.rehearsal.scenarios import about, stories
from workflow_app.web.desk import desk
from workflow_app.web.forms.filled import Filled
from workflow_app.web.forms.posted import Posted
from workflow_app.web.forms.sheet import Sheet
from workflow_app.web.identity import current
from workflow_app.web.playing import DAY, DoesNotGoOn, NotBegun, Playing, RunHalted, playing, posted_form
from workflow_app.web.rehearsing import board
from workflow_app.web.views.revision import examination_of, revision_of
from workflow_app.wording import long_date, short_date

pages = Blueprint("rehearse", __name__)
ADDRESS = "/utkast/<revision>/provekjor"
DEED = f"{ADDRESS}/gjor/<kind>/<deed>"
CHOICES = f"{ADDRESS}/velg/<kind>/<deed>"

FILL = "fyll"
FIRST_YEAR, LAST_YEAR = 2000, 2100
STEPS = {"dag": timedelta(days=1), "uke": timedelta(weeks=1)}


class NotADay(Refused):
    """Skriv en dato mellom 2000 og 2100, for eksempel 12.01.2026."""


@pages.get(ADDRESS)
def show(revision: str) -> Response:
    """Show the run: what can be done now, what has happened; before it is begun, the start form."""
    return _shown(_playing(revision))


@pages.post(ADDRESS)
def begin(revision: str) -> Response:
    """Start the run with the answers to the start form, or show the form again."""
    play, posted = _playing(revision), posted_form()
    play.require_seen(request.form)
    offer = start_of(play.definition, noon(_day(request.form.get(DAY, ""))))
    sheet = play.sheet(offer)
    if not posted.completes:
        return _start(play, offer, _once_more(play, offer, sheet, posted))
    try:
        _do(play, offer, sheet.answers(posted))
    except Refused as refusal:
        return _start(play, offer, sheet.refused(posted, refusal))
    flash(f"Prøvekjøringen er begynt: «{offer.name}».")
    return _back(revision)


@pages.get(DEED)
def show_deed(revision: str, kind: str, deed: str) -> Response:
    """Show the real form of something that can be done, filled in with what is plausible."""
    play = _playing(revision)
    offer = offered(play.begun, kind, deed)
    return _deed(play, offer, play.sheet(offer).holding(play.filler.proposed(offer, {})))


@pages.post(DEED)
def do(revision: str, kind: str, deed: str) -> Response:
    """Do it with the posted answers, fill in the rest of the form, or show it again."""
    play, posted = _playing(revision), posted_form()
    offer = offered(play.begun, kind, deed)
    sheet = play.sheet(offer)
    if not posted.completes:
        return _deed(play, offer, _once_more(play, offer, sheet, posted))
    play.require_seen(request.form)
    try:
        _do(play, offer, sheet.answers(posted))
    except Refused as refusal:
        return _deed(play, offer, sheet.refused(posted, refusal))
    return _done(play, offer)


@pages.get(CHOICES)
def show_choices(revision: str, kind: str, deed: str) -> Response:
    """Ask only what decides where the case goes."""
    play = _playing(revision)
    offer = offered(play.begun, kind, deed)
    sheet = _choices(play, offer)
    if sheet is None:
        return _to_deed(revision, offer)
    return _asked(play, offer, sheet.holding(play.filler.proposed(offer, {})))


@pages.post(CHOICES)
def choose(revision: str, kind: str, deed: str) -> Response:
    """Do it with these choices; the rest of the form is filled in."""
    play, posted = _playing(revision), posted_form()
    offer = offered(play.begun, kind, deed)
    sheet = _choices(play, offer)
    if sheet is None:
        return _to_deed(revision, offer)
    if not posted.completes:
        return _asked(play, offer, sheet.again(posted))
    play.require_seen(request.form)
    try:
        _do(play, offer, play.filler.decided(offer, sheet.answers(posted)))
    except Refused as refusal:
        return _asked(play, offer, sheet.refused(posted, refusal))
    return _done(play, offer)


@pages.post(f"{ADDRESS}/fyll/<kind>/<deed>")
def fill_in(revision: str, kind: str, deed: str) -> Response:
    """Do it with plausible answers; what decides is asked about first."""
    play = _playing(revision)
    play.require_seen(request.form)
    offer = offered(play.begun, kind, deed)
    try:
        answers = play.filler.filled(offer, {})
    except ChoiceOpen:
        return redirect(url_for(".show_choices", revision=revision, kind=kind, deed=deed), 303)
    except CannotInvent:
        return _to_deed(revision, offer)
    try:
        _do(play, offer, answers)
    except Refused as refusal:
        return _shown(play, str(refusal))
    return _done(play, offer)


@pages.post(f"{ADDRESS}/tid")
def pass_time(revision: str) -> Response:
    """Move the clock: to the next deadline or timer, by a day or a week, or to a date."""
    play = _playing(revision)
    play.require_seen(request.form)
    run, how = play.begun, request.form.get("handling", "")
    if how == "neste":
        move = next_event(run) or Move(run.now)
    else:
        day = run.today + STEPS[how] if how in STEPS else _day(request.form.get(DAY, ""))
        move = passing(run, noon(day))
    play.do(move)
    flash(f"Klokken er nå {long_date(oslo_date(move.at))}.")
    return _back(revision)


@pages.post(f"{ADDRESS}/angre")
def undo(revision: str) -> Response:
    """Take back the last move."""
    play = _playing(revision)
    play.require_seen(request.form)
    if play.run is not None:
        play.keep(play.run.moves[:-1])
        flash("Det siste trekket er angret.")
    return _back(revision)


@pages.post(f"{ADDRESS}/kutt")
def cut(revision: str) -> Response:
    """End the run before the move that no longer fits."""
    play = _playing(revision)
    play.require_seen(request.form)
    if play.run is not None and play.run.halt is not None:
        play.keep(play.run.moves[: play.run.halt.number])
        flash("Prøvekjøringen er kuttet der den ikke lenger passet.")
    return _back(revision)


@pages.post(f"{ADDRESS}/forfra")
def begin_again(revision: str) -> Response:
    """Put the run away."""
    play = _playing(revision)
    play.require_seen(request.form)
    play.keep(())
    return _back(revision)


@pages.errorhandler(NotRunnable)
@pages.errorhandler(Unreadable)
def not_playable(_error: Exception) -> Response:
    """Say which errors keep the revision from being played."""
    found = revision_of((request.view_args or {})["revision"])
    shown = render_template("revision/not_playable.html", revision=found, examination=examination_of(found))
    return make_response(shown, 409)


@pages.errorhandler(RehearsedMeanwhile)
@pages.errorhandler(NotBegun)
@pages.errorhandler(NotOffered)
@pages.errorhandler(NotADay)
@pages.errorhandler(TooFarAhead)
@pages.errorhandler(RunTooLong)
@pages.errorhandler(RunHalted)
@pages.errorhandler(DoesNotGoOn)
def refused(refusal: Refused) -> Response:
    """Show the run as it stands, with why nothing was done."""
    revision = (request.view_args or {})["revision"]
    return _shown(_playing(revision), str(refusal))


def _playing(revision: str) -> Playing:
    return playing(desk(), current().actor, revision)


def _do(play: Playing, offer: Offer, answers: dict[str, object]) -> None:
    play.check(offer, answers)
    play.do(Move(offer.now, offer.command(answers)))


def _choices(play: Playing, offer: Offer) -> Sheet | None:
    form = play.filler.choices(offer)
    return None if form is None else Sheet(form, offer.facts, play.lists, offer.now)


def _shown(play: Playing, fault: str = "") -> Response:
    run = play.run
    if run is None or not run.steps:
        stopped = "" if run is None or run.halt is None else run.halt.reason
        return _not_begun(play, fault or stopped)
    words = desk().glossary((play.definition,), play.actor)
    shown = render_template(
        "revision/rehearse.html", play=play, board=board(run, play.filler, words), fault=fault
    )
    return make_response(shown, 409 if fault else 200)


def _not_begun(play: Playing, fault: str) -> Response:
    """Show the start form, filled in for the day that the address names, else today."""
    asked, bad_day = request.args.get("dato", ""), ""
    try:
        day = _day(asked) if asked else oslo_date(desk().now())
    except NotADay as refusal:
        day, bad_day = oslo_date(desk().now()), str(refusal)
    offer = start_of(play.definition, noon(day))
    filled = play.sheet(offer).holding(play.filler.proposed(offer, {}))
    return _start(play, offer, filled, fault, bad_day)


def _start(play: Playing, offer: Offer, filled: Filled, fault: str = "", bad_day: str = "") -> Response:
    told = [(name, about(content)) for name, content in stories(play.revision.bundle)]
    shown = render_template(
        "revision/rehearse_start.html",
        play=play,
        filled=filled,
        fault=fault,
        bad_day=bad_day,
        day=short_date(oslo_date(offer.now)),
        stories=told,
    )
    return make_response(shown, 409 if fault else 422 if bad_day else filled.status)


def _deed(play: Playing, offer: Offer, filled: Filled) -> Response:
    shown = render_template("revision/deed.html", play=play, offer=offer, filled=filled)
    return make_response(shown, filled.status)


def _asked(play: Playing, offer: Offer, filled: Filled) -> Response:
    shown = render_template("revision/choices.html", play=play, offer=offer, filled=filled)
    return make_response(shown, filled.status)


def _once_more(play: Playing, offer: Offer, sheet: Sheet, posted: Posted) -> Filled:
    """Return the form after one of its own buttons, or with its gaps filled in."""
    if posted.button == FILL:
        return sheet.filled_up(posted, lambda given: play.filler.proposed(offer, given))
    return sheet.again(posted)


def _done(play: Playing, offer: Offer) -> Response:
    flash(f"Gjort: «{offer.name}».")
    return _back(play.revision.id)


def _back(revision: str) -> Response:
    return redirect(url_for(".show", revision=revision), 303)


def _to_deed(revision: str, offer: Offer) -> Response:
    return redirect(url_for(".show_deed", revision=revision, kind=offer.kind, deed=offer.id), 303)


def _day(text: str) -> date:
    day = read_date(text)
    if not isinstance(day, date) or not FIRST_YEAR <= day.year < LAST_YEAR:
        raise NotADay
    return day
