"""The versions of the routine: which one new cases start on, since when, by whom and why."""

from flask import Blueprint, abort, render_template

from prosesser.access import Action, may
from workflow_app.web.desk import desk
from workflow_app.web.identity import current
from workflow_app.web.revision_words import STANDINGS, lines, work

pages = Blueprint("versions", __name__)


@pages.get("/versjoner")
def index() -> str:
    """List what was published, the last first."""
    published = desk().registry.all(current().actor, desk().now())
    return render_template(
        "versions/index.html", published=published, standings=STANDINGS, people=_people(), edits=_edits()
    )


@pages.get("/versjoner/<digest>")
def show(digest: str) -> str:
    """Show a version: what was done to make it, its diagram, and what can be done with it."""
    published = desk().registry.of(current().actor, digest, desk().now())
    if not published:
        abort(404)
    people = _people()
    return render_template(
        "versions/version.html",
        published=published,
        definition=published[0].definition,
        work=work(published[0].definition),
        lines=[lines(one.acts, people) for one in published],
        standings=STANDINGS,
        people=people,
        edits=_edits(),
    )


def _edits() -> bool:
    return may(current().actor, Action.EDIT_DEFINITION)


def _people() -> dict[str, str]:
    return {person.id: person.name for person in desk().directory.persons()}
