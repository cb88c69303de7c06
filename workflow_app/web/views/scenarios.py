"""The scenarios of a revision: how they go, saving a run as one, playing one by hand from a point on."""

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prosesser.definition import NotRunnable, Unreadable
from prosesser.errors import Refused, SomlosError
from prosesser.revisions import Revision
from workflow_app.rehearsal.naming import ScenarioUnnamed, path_of, stem_of
from workflow_app.rehearsal.rehearse import reason_of
from workflow_app.rehearsal.retell import moves_of, story_of
from workflow_app.rehearsal.run import Run, replay
from workflow_app.rehearsal.scenarios import ScenarioReport, about
from workflow_app.rehearsal.story import parse_story
from workflow_app.web.desk import desk
from workflow_app.web.identity import current
from workflow_app.web.playing import Playing, playing
from workflow_app.web.realised import kind_of
from workflow_app.web.rehearsing import scenario_marks, turns
from workflow_app.web.requests import number_or_zero
from workflow_app.web.views.rehearse import not_playable
from workflow_app.wording import scenario_name

pages = Blueprint("scenarios", __name__)
ADDRESS = "/utkast/<revision>/scenarioer"
ONE = f"{ADDRESS}/<name>"
SAVING = "/utkast/<revision>/provekjor/lagre"

LONGEST_ABOUT = 200
OVER = "over"

pages.register_error_handler(NotRunnable, not_playable)
pages.register_error_handler(Unreadable, not_playable)


@pages.get(ADDRESS)
def index(revision: str) -> str:
    """List the scenarios with how they go, and the elements that none of them comes to."""
    play = _playing(revision)
    report = _report(play)
    names = {element: play.definition.elements[element].name or element for element in report.unvisited}
    return render_template(
        "revision/scenarios.html",
        play=play,
        report=report,
        unvisited=[(name, kind_of(play.definition, element)) for element, name in names.items()],
        marks=scenario_marks(play.definition, report),
    )


@pages.get(ONE)
def show(revision: str, name: str) -> Response:
    """Show how one scenario goes, move by move."""
    return _one(_playing(revision), name)


@pages.post(f"{ONE}/spill")
def play_until(revision: str, name: str) -> Response:
    """Play a scenario up to a move, as the run that is gone on with by hand."""
    play = _playing(revision)
    play.require_seen(request.form)
    most = number_or_zero(request.form.get("trekk", ""))
    try:
        moves = moves_of(play.definition, parse_story(name, _stored(play.revision, name)), max(most, 1))
    except SomlosError as error:
        return _one(play, name, fault=reason_of(error))
    play.keep(moves)
    flash(f"«{scenario_name(name)}» er spilt. Gå videre for hånd.")
    return redirect(url_for("rehearse.show", revision=revision), 303)


@pages.post(f"{ONE}/navn")
def rename(revision: str, name: str) -> Response:
    """Give a scenario another name."""
    found = _revision(revision)
    content = _stored(found, name)
    try:
        stem = _free_stem(found, request.form.get("navn", ""))
    except (ScenarioUnnamed, ScenarioExists) as refusal:
        return _one(_playing(revision), name, fault=str(refusal))
    _save(found, {path_of(name): None, path_of(stem): content})
    flash(f"Scenarioet heter nå «{scenario_name(stem)}».")
    return redirect(url_for(".show", revision=revision, name=stem), 303)


@pages.post(f"{ONE}/slett")
def delete(revision: str, name: str) -> Response:
    """Remove a scenario from the revision."""
    found = _revision(revision)
    _stored(found, name)
    _save(found, {path_of(name): None})
    flash(f"Scenarioet «{scenario_name(name)}» er slettet.")
    return redirect(url_for(".index", revision=revision), 303)


@pages.get(SAVING)
def show_new(revision: str) -> Response:
    """Ask what the run that was played is to be called as a scenario."""
    return _saving(_playing(revision))


@pages.post(SAVING)
def save_new(revision: str) -> Response:
    """Save the run as a scenario; what has the name already is replaced only when told so twice."""
    play = _playing(revision)
    name, said = request.form.get("navn", ""), request.form.get("om", "")
    try:
        stem = stem_of(name)
        if path_of(stem) in play.revision.bundle and request.form.get("handling") != OVER:
            return _saving(play, exists=scenario_name(stem))
        told = story_of(play.begun, said.strip()[:LONGEST_ABOUT] or f"{name.strip()}.")
        _save(play.revision, {path_of(stem): told})
    except Refused as refusal:
        return _saving(play, fault=str(refusal))
    flash(f"Prøvekjøringen er lagret som scenarioet «{scenario_name(stem)}».")
    return redirect(url_for(".show", revision=revision, name=stem), 303)


class ScenarioExists(Refused):
    """Det finnes allerede et scenario som heter «{name}». Velg et annet navn."""


def _playing(revision: str) -> Playing:
    return playing(desk(), current().actor, revision)


def _revision(revision: str) -> Revision:
    return desk().revisions.get(current().actor, revision, desk().now())


def _save(revision: Revision, files: dict[str, bytes | None]) -> None:
    desk().revisions.save(current().actor, revision.id, revision.edition, files, desk().now())


def _free_stem(revision: Revision, name: str) -> str:
    stem = stem_of(name)
    if path_of(stem) in revision.bundle:
        raise ScenarioExists(name=scenario_name(stem))
    return stem


def _stored(revision: Revision, name: str) -> bytes:
    content = revision.bundle.get(path_of(name))
    if content is None:
        abort(404)
    return content


def _report(play: Playing) -> ScenarioReport:
    base = desk().cases.versions.get(play.revision.base)
    return desk().scenarios.report(base, play.definition)


def _one(play: Playing, name: str, fault: str = "") -> Response:
    content = _stored(play.revision, name)
    words = desk().glossary((play.definition,), play.actor)
    scenario = next(one for one in _report(play).scenarios if one.name == name)
    run = _played(play, name, content)
    shown = render_template(
        "revision/scenario.html",
        play=play,
        scenario=scenario,
        about=about(content),
        turns=() if run is None else turns(run, words),
        fault=fault,
    )
    return make_response(shown, 422 if fault else 200)


def _played(play: Playing, name: str, content: bytes) -> Run | None:
    try:
        return replay(play.definition, moves_of(play.definition, parse_story(name, content)))
    except SomlosError:  # the report says why
        return None


def _saving(play: Playing, fault: str = "", exists: str = "") -> Response:
    shown = render_template(
        "revision/scenario_new.html",
        play=play,
        run=play.begun,
        name=request.form.get("navn", ""),
        about=request.form.get("om", ""),
        fault=fault,
        exists=exists,
    )
    return make_response(shown, 422 if fault or exists else 200)
