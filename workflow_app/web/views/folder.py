"""All files of a revision: to download, and to put others in their place."""

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.datastructures import FileStorage

from prosesser.definition import Unreadable
from prosesser.definition.bundle import DIAGRAM, MAX_FILE_BYTES, REQUIREMENTS, is_part
from prosesser.definition.file_check import file_problems
from prosesser.revisions import NotAFile, Revision
from prosesser.store.revisions import DRAFT
from workflow_app.web.desk import desk
from workflow_app.web.editing.posted import MAX_POST_BYTES, check_diagram
from workflow_app.web.identity import current
from workflow_app.web.requests import number_or_zero
from workflow_app.web.security import takes
from workflow_app.web.views.revision import examination_of, revision_of

pages = Blueprint("folder", __name__)

PLACES = {".form": "forms/", ".json": "checklists/", ".yaml": "stories/"}
"""Where a file goes by how its name ends; the diagram and the catalogue have names of their own."""

NO_FILE = "Velg en fil først."


@pages.get("/utkast/<revision>/alle-filer")
def index(revision: str) -> str:
    """List the files, and what the linter says of them together."""
    return _page(revision_of(revision))


@pages.get("/utkast/<revision>/filer/<path:path>")
def download(revision: str, path: str) -> Response:
    """Answer with a file as it was saved last."""
    content = revision_of(revision).bundle.get(path)
    if content is None:
        abort(404)
    response = Response(content, mimetype="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=path.rpartition("/")[2])
    return response


@pages.post("/utkast/<revision>/filer/last-opp")
@takes(MAX_POST_BYTES)
def upload(revision: str) -> Response:
    """Put a file into the revision, in the place of one or as a new one; a broken one changes nothing."""
    found = revision_of(revision)
    file = request.files.get("fil")
    if file is None or not file.filename:
        return make_response(_page(found, (NO_FILE,)), 422)
    path = request.form.get("sti", "") or _place(file)
    with file.stream:
        content = file.read(MAX_FILE_BYTES + 1)
    faults = file_problems(path, content) if is_part(path) else (str(NotAFile(path=path)),)
    if faults:
        return make_response(_page(found, faults), 422)
    edition = number_or_zero(request.form.get("utgave", ""))
    try:
        if path == DIAGRAM:
            check_diagram(content, path)
        desk().revisions.save(current().actor, revision, edition, {path: content}, desk().now())
    except Unreadable as unreadable:
        return make_response(_page(found, (str(unreadable),)), 422)
    flash(f"«{path}» er lagret.")
    return make_response(redirect(url_for("folder.index", revision=revision), 303))


def _place(file: FileStorage) -> str:
    """Return where a file belongs by its name."""
    name = (file.filename or "").replace("\\", "/").rpartition("/")[2]
    if name.endswith(".bpmn"):
        return DIAGRAM
    if name == REQUIREMENTS:
        return REQUIREMENTS
    ending = next((ending for ending in PLACES if name.endswith(ending)), "")
    return PLACES.get(ending, "") + name


def _page(revision: Revision, faults: tuple[str, ...] = ()) -> str:
    examination = examination_of(revision)
    return render_template(
        "revision/files.html",
        revision=revision,
        files={path: len(content) for path, content in sorted(revision.bundle.items())},
        findings=() if isinstance(examination, Unreadable) else examination.findings,
        unreadable=examination if isinstance(examination, Unreadable) else None,
        editable=revision.status == DRAFT,
        faults=faults,
    )
