"""One case of a run: put by hand where it is to stand in the new version, or put back for a reason."""

import json

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from prosesser.engine.placing import PlacingRefused
from prosesser.moves import ChoicePage, UndoReasonMissing
from prosesser.store.runs import RunRecord
from workflow_app.web import moving_words
from workflow_app.web.desk import desk
from workflow_app.web.identity import current
from workflow_app.web.views.moving import RUN, run_of

pages = Blueprint("placing", __name__)
CASE = f"{RUN}/saker/<int:number>"
UNDO = f"{CASE}/angre"
PLACE = "plass-"


@pages.get(CASE)
def show(digest: str, run: str, number: int) -> str:
    """Show where a case waits, and where it can be put."""
    return _page(_choice(digest, run, number))


@pages.post(CASE)
def place(digest: str, run: str, number: int) -> Response:
    """Put a case where somebody has chosen, or show the choice again."""
    page = _choice(digest, run, number)
    posted = ((name, value) for name, value in request.form.items() if name.startswith(PLACE))
    choices = {name.removeprefix(PLACE): value for name, value in posted if value}
    missing = next((its for its in moving_words.places(page) if its.must and its.waits not in choices), None)
    if missing is not None:
        fault = f"Velg hvor saken skal stå i stedet for «{missing.name}»."
        return make_response(_page(page, fault, choices, missing.waits), 422)
    try:
        desk().moves.place(current().actor, run, number, choices, desk().now())
    except PlacingRefused as refusal:
        fault = moving_words.sentence(str(refusal), refusal.element, (page.after, page.before))
        return make_response(_page(page, fault, choices), 422)
    flash(f"Sak {number} er flyttet.")
    return _back(digest, run, number)


@pages.get(UNDO)
def show_undo(digest: str, run: str, number: int) -> str:
    """Ask why the move of a case is to be undone; refused where it cannot be."""
    run_of(digest, run)
    return _undo_page(desk().moves.overview.undoable(current().actor, run, number, desk().now()), number)


@pages.post(UNDO)
def undo(digest: str, run: str, number: int) -> Response:
    """Make the move of a case undone, or ask again why."""
    found, reason = run_of(digest, run), request.form.get("grunn", "")
    try:
        desk().moves.undo(current().actor, run, number, reason, desk().now())
    except UndoReasonMissing as refusal:
        return make_response(_undo_page(found, number, str(refusal), reason), 422)
    flash(f"Sak {number} er som før flyttingen.")
    return _back(digest, run, number)


def _choice(digest: str, run: str, number: int) -> ChoicePage:
    run_of(digest, run)
    return desk().moves.choice(current().actor, run, number, desk().now())


def _page(page: ChoicePage, fault: str = "", choices: dict[str, str] | None = None, wrong: str = "") -> str:
    places = moving_words.places(page)
    chosen_for = [place for place in places if place.must]
    at = [place.waits.rpartition(".")[0] for place in chosen_for]
    around = {candidate for place in chosen_for for candidate, _ in place.choices}
    return render_template(
        "moving/choice.html",
        page=page,
        places=places,
        reason=moving_words.sentence(page.reason, page.element, (page.after, page.before)),
        marks=json.dumps({"active": sorted(at), "around": sorted(around - set(at))}),
        fault=fault,
        choices=choices or {},
        moves_more=any(place.waits in (choices or {}) for place in places if not place.must),
        wrong=wrong,
    )


def _undo_page(run: RunRecord, number: int, fault: str = "", reason: str = "") -> str:
    return render_template("moving/undo.html", run=run, number=number, fault=fault, reason=reason)


def _back(digest: str, run: str, number: int) -> Response:
    """Go back to the page of the run that the case stands on."""
    side = (number - 1) // 25 + 1
    address = url_for("moving.show_run", digest=digest, run=run, side=side, _anchor=f"sak-{number}")
    return make_response(redirect(address, 303))
