"""The forms of a revision: the list, a new one, and the page that one is edited and seen on."""

from collections.abc import Mapping
from typing import Any

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

from prosesser.definition import Definition, Unreadable
from prosesser.definition.form_files import form_of, form_paths, path_of
from prosesser.definition.form_uses import answer_readers, form_uses
from prosesser.definition.form_writing import FormExists, FormIdUnfit, FormNotCopied, copied, new_form
from prosesser.definition.forms import Form
from prosesser.definition.requirements import read_requirements
from prosesser.errors import Refused
from prosesser.revisions import Revision
from prosesser.store.revisions import DRAFT
from workflow_app.web.desk import desk
from workflow_app.web.editing.posted import MAX_POST_BYTES
from workflow_app.web.forms import offered
from workflow_app.web.forms.posted import Posted
from workflow_app.web.forms.preview import SCHEMA, answers_only, findings_by_form, preview
from workflow_app.web.forms.sheet import Sheet
from workflow_app.web.identity import current
from workflow_app.web.requests import number_or_zero
from workflow_app.web.security import takes
from workflow_app.web.views.revision import examination_of, revision_of

pages = Blueprint("form_editor", __name__)

FORMS = "/utkast/<revision>/skjema"
FORM = f"{FORMS}/<form>"
BAD_ID = (FormIdUnfit, FormExists, FormNotCopied)


class FormInUse(Refused):
    """Skjemaet «{form}» er i bruk: {places}. Ta det ut av bruk der først."""


class UsesUnknown(Refused):
    """Diagrammet kan ikke leses, så vi vet ikke hvor skjemaet er i bruk. Rett diagrammet først."""


@pages.get(FORMS)
def index(revision: str) -> str:
    """List the forms of a revision, with where each is used and what is wrong with it."""
    return _index(revision_of(revision))


@pages.post(FORMS)
def make(revision: str) -> Response:
    """Make an empty form, or a copy of one, and go to it."""
    found, form = revision_of(revision), request.form.get("id", "").strip()
    source = request.form.get("kopi_av", "")
    try:
        made = copied(found.bundle, _path(found, source), form) if source else new_form(found.bundle, form)
    except BAD_ID as refusal:
        return make_response(_index(found, fault=str(refusal), form=form, source=source), 422)
    _save(found, made)
    return _to("form_editor.show", revision, form=form)


@pages.post(f"{FORM}/slett")
def delete(revision: str, form: str) -> Response:
    """Delete a form that nothing uses; raises `FormInUse` or `UsesUnknown`."""
    found = revision_of(revision)
    path = _path(found, form)
    examination = examination_of(found)
    if isinstance(examination, Unreadable) or examination.definition is None:
        raise UsesUnknown
    uses = form_uses(examination.definition).get(form, ())
    if uses:
        raise FormInUse(form=form, places=", ".join(f"«{use.name}»" for use in uses))
    _save(found, {path: None})
    flash(f"Skjemaet «{form}» er slettet.")
    return _to("form_editor.index", revision)


@pages.get(FORM)
def show(revision: str, form: str) -> str:
    """Show the editor of a form, and the form as caseworkers get it."""
    found = revision_of(revision)
    content = found.bundle[_path(found, form)]
    examination = examination_of(found)
    definition = None if isinstance(examination, Unreadable) else examination.definition
    return render_template(
        "revision/form.html",
        **_shown(found, form, content, None),
        path=path_of(form),
        editable=found.status == DRAFT,
        uses=() if definition is None else form_uses(definition).get(form, ()),
        told=_told(found, form, definition),
        palette=offered.palette(),
        people={person.id: person.name for person in desk().directory.persons()},
    )


@pages.post(f"{FORM}/visning")
@takes(MAX_POST_BYTES)
def look(revision: str, form: str) -> str:
    """Show what caseworkers would get of a schema that is not saved, with what stands in it; save nothing."""
    found = revision_of(revision)
    _path(found, form)
    posted = answers_only(Posted.of_request())
    content = request.form.get(SCHEMA, "").encode()
    return render_template("revision/form_preview.html", **_shown(found, form, content, posted))


def _shown(revision: Revision, form: str, content: bytes, posted: Posted | None) -> dict[str, Any]:
    """Return what the preview of a form's content is rendered from."""

    def sheet(read: Form) -> Sheet:
        return desk().sheet(current().actor, read, {})

    return {
        "revision": revision,
        "form": form,
        "content": content.decode("utf-8", "replace"),
        "preview": preview(revision.bundle, path_of(form), content, sheet, posted),
    }


def _told(revision: Revision, form: str, definition: Definition | None) -> Mapping[str, Any]:
    """Return what the editor in the browser knows of the journey around the form."""
    facts = () if definition is None else definition.facts.values()
    clauses = read_requirements(revision.bundle) or {}
    return {
        **offered.described(),
        "facts": [[fact.name, fact.label] for fact in sorted(facts, key=lambda fact: fact.label.lower())],
        "clauses": [[clause, requirement.text] for clause, requirement in clauses.items()],
        "readers": {} if definition is None else answer_readers(revision.bundle, form),
    }


def _index(revision: Revision, fault: str = "", form: str = "", source: str = "") -> str:
    examination = examination_of(revision)
    definition = None if isinstance(examination, Unreadable) else examination.definition
    return render_template(
        "revision/forms.html",
        revision=revision,
        forms=[form_of(path) for path in form_paths(revision.bundle)],
        uses={} if definition is None else form_uses(definition),
        findings={} if isinstance(examination, Unreadable) else findings_by_form(examination),
        unreadable=examination if isinstance(examination, Unreadable) else None,
        editable=revision.status == DRAFT,
        fault=fault,
        form=form,
        source=source,
    )


def _path(revision: Revision, form: str) -> str:
    path = path_of(form)
    return path if path in revision.bundle else abort(404)


def _save(revision: Revision, files: Mapping[str, bytes | None]) -> None:
    """Save over the edition that the page was made from."""
    edition = number_or_zero(request.form.get("utgave", ""))
    desk().revisions.save(current().actor, revision.id, edition, files, desk().now())


def _to(endpoint: str, revision: str, **where: Any) -> Response:  # noqa: ANN401 - parts of an address
    return make_response(redirect(url_for(endpoint, revision=revision, **where), 303))
