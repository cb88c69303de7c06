"""«Prøvekjør»: a process owner plays a revision by hand, on the real engine and with invented persons."""

from datetime import date, timedelta

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prosesser.calendar import oslo_date
from prosesser.definition import NotRunnable, Unreadable
from prosesser.definition.forms.written import read_date
from prosesser.errors import Refused
from prosesser.revisions import RehearsedMeanwhile
from workflow_app.rehearsal.offers import NotOffered, Offer, start_of
from workflow_app.rehearsal.run import Move, RunTooLong, TooFarAhead, next_event, noon, passing
from workflow_app.rehearsal.scenarios import about, stories
from workflow_app.web.desk import desk
from workflow_app.web.forms.filled import Filled
from workflow_app.web.identity import current
from workflow_app.web.playing import DAY, DoesNotGoOn, NotBegun, Playing, RunHalted, playing, posted_form
from workflow_app.web.rehearsing import board
from workflow_app.web.views.revision import examination_of, revision_of
from workflow_app.wording import long_date, short_date

pages = Blueprint("rehearse", __name__)
ADDRESS = "/utkast/<revision>/provekjor"
FIRST_YEAR, LAST_YEAR = 2000, 2100
STEPS = {"dag": timedelta(days=1), "uke": timedelta(weeks=1)}


class NotADay(Refused):
    """Skriv en dato mellom 2000 og 2100, for eksempel 12.01.2026."""


REFUSALS = (
    RehearsedMeanwhile,
    NotBegun,
    NotOffered,
    NotADay,
    TooFarAhead,
    RunTooLong,
    RunHalted,
    DoesNotGoOn,
)
"""What is told on the page of the run, which has not changed."""


@pages.get(ADDRESS)
def show(revision: str) -> Response:
    """Show the run: what can be done now, what has happened; before it is begun, the start form."""
    return show_run(taken_up(revision))


@pages.post(ADDRESS)
def begin(revision: str) -> Response:
    """Start the run with the answers to the start form, or show the form again."""
    play, posted = taken_up(revision), posted_form()
    play.require_seen(request.form)
    offer = start_of(play.definition, noon(_day(request.form.get(DAY, ""))))
    sheet = play.sheet(offer)
    if not posted.completes:
        return _start(play, offer, play.again(offer, sheet, posted))
    try:
        play.answer(offer, sheet.answers(posted))
    except Refused as refusal:
        return _start(play, offer, sheet.refused(posted, refusal))
    flash(f"Prøvekjøringen er begynt: «{offer.name}».")
    return back_to_run(revision)


@pages.post(f"{ADDRESS}/tid")
def pass_time(revision: str) -> Response:
    """Move the clock: to the next deadline or timer, by a day or a week, or to a date."""
    play = taken_up(revision)
    play.require_seen(request.form)
    run, how = play.begun, request.form.get("handling", "")
    if how == "neste":
        move = next_event(run) or Move(run.now)
    else:
        day = run.today + STEPS[how] if how in STEPS else _day(request.form.get(DAY, ""))
        move = passing(run, noon(day))
    play.do(move)
    flash(f"Klokken er nå {long_date(oslo_date(move.at))}.")
    return back_to_run(revision)


@pages.post(f"{ADDRESS}/angre")
def undo(revision: str) -> Response:
    """Take back the last move."""
    play = taken_up(revision)
    play.require_seen(request.form)
    if play.run is not None:
        play.keep(play.run.moves[:-1])
        flash("Det siste trekket er angret.")
    return back_to_run(revision)


@pages.post(f"{ADDRESS}/kutt")
def cut(revision: str) -> Response:
    """End the run before the move that no longer fits."""
    play = taken_up(revision)
    play.require_seen(request.form)
    if play.run is not None and play.run.halt is not None:
        play.keep(play.run.moves[: play.run.halt.number])
        flash("Prøvekjøringen er kuttet der den ikke lenger passet.")
    return back_to_run(revision)


@pages.post(f"{ADDRESS}/forfra")
def begin_again(revision: str) -> Response:
    """Put the run away."""
    play = taken_up(revision)
    play.require_seen(request.form)
    play.keep(())
    return back_to_run(revision)


def not_playable(_error: Exception) -> Response:
    """Say which errors keep the revision from being played."""
    found = revision_of((request.view_args or {})["revision"])
    shown = render_template("revision/not_playable.html", revision=found, examination=examination_of(found))
    return make_response(shown, 409)


def _refused(refusal: Exception) -> Response:
    revision = (request.view_args or {})["revision"]
    return show_run(taken_up(revision), str(refusal))


def answer_refusals(blueprint: Blueprint) -> None:
    """Show the run as it stands, with why nothing was done, whatever of its pages was asked for."""
    for kind in (NotRunnable, Unreadable):
        blueprint.register_error_handler(kind, not_playable)
    for refusal in REFUSALS:
        blueprint.register_error_handler(refusal, _refused)


answer_refusals(pages)


def taken_up(revision: str) -> Playing:
    """Take up the run of whoever asks."""
    return playing(desk(), current().actor, revision)


def show_run(play: Playing, fault: str = "") -> Response:
    """Show a run; before it is begun, the start form."""
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


def back_to_run(revision: str) -> Response:
    """Go back to the page of a run."""
    return redirect(url_for("rehearse.show", revision=revision), 303)


def _day(text: str) -> date:
    day = read_date(text)
    if not isinstance(day, date) or not FIRST_YEAR <= day.year < LAST_YEAR:
        raise NotADay
    return day
