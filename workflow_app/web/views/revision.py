"""The process owners' revisions: the list, a new one, and the page that each of them begins at."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for

from prosesser.definition import Examination, Unreadable, examine
from prosesser.definition.bundle import DIAGRAM
from prosesser.revisions import PUBLISHED, SENT, Revision, TitleMissing
from workflow_app.web.desk import desk
from workflow_app.web.hub import hub
from workflow_app.web.identity import current
from workflow_app.web.revision_words import STATUS_TAGS

pages = Blueprint("revision", __name__)


@pages.get("/utkast")
def index() -> str:
    """List the revisions, and offer a new one."""
    return _index()


@pages.post("/utkast")
def open_new() -> Response:
    """Open a revision of a version, and go to it."""
    base, title = request.form.get("versjon", ""), request.form.get("tittel", "")
    try:
        revision = desk().revisions.open(current().actor, base, title, desk().now())
    except TitleMissing as refusal:
        return make_response(_index(fault=str(refusal), title=title, source=base), 422)
    return make_response(redirect(url_for("revision.show", revision=revision.id), 303))


@pages.get("/utkast/<revision>")
def show(revision: str) -> str:
    """Show where a revision stands: what it is about, and what keeps it from running."""
    found = revision_of(revision)
    return hub(found, examination_of(found))


@pages.post("/utkast/<revision>/forkast")
def discard(revision: str) -> Response:
    """Put a revision away."""
    title = revision_of(revision).title
    desk().revisions.discard(current().actor, revision, desk().now())
    flash(f"Utkastet «{title}» er forkastet.")
    return make_response(redirect(url_for("revision.index"), 303))


@pages.get("/utkast/<revision>/diagram.bpmn")
def diagram(revision: str) -> Response:
    """Answer with a revision's BPMN file as it was saved last."""
    return Response(revision_of(revision).bundle[DIAGRAM], mimetype="application/xml")


def revision_of(revision: str) -> Revision:
    """Return a revision for the person at the screen; raises `NotAllowed` or `RevisionUnknown`."""
    return desk().revisions.get(current().actor, revision, desk().now())


def examination_of(revision: Revision) -> Examination | Unreadable:
    """Return what the linter says of a revision, or why it cannot be read at all."""
    try:
        return examine(revision.bundle)
    except Unreadable as unreadable:
        return unreadable


def _index(fault: str = "", title: str = "", source: str = "") -> str:
    actor, now = current().actor, desk().now()
    authors = desk().publishing.authors(actor, now)
    groups: dict[str, list[Revision]] = {"yours": [], "open": [], "published": []}
    for revision in desk().revisions.all(actor, now):
        is_author = actor.person in authors.get(revision.id, ())
        waits = revision.status == SENT and not is_author
        groups["yours" if waits else "published" if revision.status == PUBLISHED else "open"].append(revision)
    return render_template(
        "revision/index.html",
        groups=groups,
        tags=STATUS_TAGS,
        versions=desk().cases.versions.latest(),
        source=source,
        people={person.id: person.name for person in desk().directory.persons()},
        fault=fault,
        title=title,
    )
