"""The files of a revision as its editors read, check and save them: JSON, for scripts of our own pages."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from flask import Blueprint
from flask_wtf.csrf import generate_csrf

from prosesser.definition.bundle import is_part
from prosesser.errors import Refused
from prosesser.revisions import EditedMeanwhile, NotAFile, Revision
from workflow_app.web.desk import desk
from workflow_app.web.editing.checked import checked
from workflow_app.web.editing.posted import MAX_POST_BYTES, Beat, Saved, Unsaved, as_bytes, as_text, posted
from workflow_app.web.errors import status_of
from workflow_app.web.identity import current
from workflow_app.web.security import takes
from workflow_app.web.views.revision import revision_of
from workflow_app.wording import instant_today

pages = Blueprint("revision_files", __name__)

Answer = Mapping[str, Any] | tuple[Mapping[str, Any], int]
View = Callable[[str], Answer]


def in_json(view: View) -> View:
    """Answer refusals of a view as JSON too, with the sentence in ``problem``."""

    @wraps(view)
    def answered(revision: str) -> Answer:
        try:
            return view(revision)
        except EditedMeanwhile:
            return {"problem": CONFLICT, **_standing(revision_of(revision))}, 409
        except Refused as refused:
            return {"problem": str(refused)}, status_of(refused)

    return answered


CONFLICT = "En annen har lagret utkastet etter at du åpnet det."


@pages.get("/utkast/<revision>/filer")
@in_json
def read(revision: str) -> Answer:
    """Answer with all files, and a token to post with."""
    found = revision_of(revision)
    return {**_standing(found), "files": as_text(found.bundle), "token": generate_csrf()}


@pages.post("/utkast/<revision>/filer")
@takes(MAX_POST_BYTES)
@in_json
def save(revision: str) -> Answer:
    """Save files over an edition. Files with faults are saved too: nobody's work is refused."""
    revision_of(revision)
    post = posted(Saved)
    files = as_bytes(post.files)
    saved = desk().revisions.save(current().actor, revision, post.edition, files, desk().now())
    return {**_standing(saved), **checked(saved.bundle)}


@pages.post("/utkast/<revision>/kontroll")
@takes(MAX_POST_BYTES)
@in_json
def check(revision: str) -> Answer:
    """Lint the revision with unsaved files in the place of its own."""
    found = revision_of(revision)
    files = as_bytes(posted(Unsaved).files)
    unfit = next((path for path in files if not is_part(path)), None)
    if unfit is not None:
        raise NotAFile(path=unfit)
    merged = {**found.bundle, **files}
    return checked({path: content for path, content in merged.items() if content is not None})


@pages.post("/utkast/<revision>/til-stede")
@in_json
def beat(revision: str) -> Answer:
    """Note that a window has the revision open, and name who else has."""
    revision_of(revision)
    person = current().actor.person
    window = posted(Beat).window
    others = desk().presence.beat(revision, window, person, desk().clock.real())
    names = _names()
    return {
        "others": ["Du selv, i et annet vindu," if its == person else names.get(its, its) for its in others]
    }


def _standing(revision: Revision) -> dict[str, Any]:
    by = _names().get(revision.changed_by, revision.changed_by)
    at = instant_today(revision.changed_at, desk().now())
    return {"edition": revision.edition, "by": by, "at": at}


def _names() -> dict[str, str]:
    return {person.id: person.name for person in desk().directory.persons()}
