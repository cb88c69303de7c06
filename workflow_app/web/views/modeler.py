"""The page that edits a revision's diagram, and what a diagram is brought in and taken out by."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import generate_csrf

from prosesser.definition import Unreadable
from prosesser.definition.bundle import DIAGRAM
from prosesser.revisions import EditedMeanwhile
from workflow_app.web.desk import desk
from workflow_app.web.editing.checked import examined
from workflow_app.web.editing.dictionary import dictionary
from workflow_app.web.editing.posted import MAX_POST_BYTES, check_diagram
from workflow_app.web.identity import current
from workflow_app.web.requests import number_or_zero
from workflow_app.web.security import editor_nonce, takes
from workflow_app.web.views.revision import revision_of

pages = Blueprint("modeler", __name__)

KEYS = (
    ("Tab", "Flytt mellom verktøyene, diagrammet og egenskapene"),
    ("Ctrl+F", "Søk etter et element og velg det"),
    ("E", "Skriv navnet på elementet som er valgt; Enter lagrer det"),
    ("A", "Legg til et element etter det som er valgt"),
    ("N", "Tegn et nytt element"),
    ("R", "Bytt type på elementet som er valgt"),
    ("Pil", "Flytt elementet som er valgt; med Shift i større steg"),
    ("Del", "Slett det som er valgt"),
    ("Ctrl+Z, Ctrl+Y", "Angre, gjør om"),
    ("Ctrl+C, Ctrl+V", "Kopier, lim inn"),
    ("Ctrl++, Ctrl+-", "Større, mindre"),
    ("H, L, S, C", "Flytt utsnittet, merk flere, lag plass, forbind"),
    ("Esc", "Avbryt eller lukk det som er åpent"),
)
NO_FILE = "Velg filen som skal hentes inn: en .bpmn-fil fra modelleringsverktøyet."


@pages.get("/utkast/<revision>/diagram")
def show(revision: str) -> str:
    """Show the diagram for editing."""
    return _page(revision)


@pages.get("/utkast/<revision>/ordbok.json")
def words(revision: str) -> Mapping[str, Any]:
    """Answer with what the editor has to know: the dialect's tables, and what the revision names."""
    found = revision_of(revision)
    definition = examined(found.bundle).definition
    address = url_for("revision.show", revision=revision)
    return dictionary(found.bundle, definition, lambda form: f"{address}/skjema/{form}")


@pages.post("/utkast/<revision>/diagram")
@takes(MAX_POST_BYTES)
def bring_in(revision: str) -> Response:
    """Put an uploaded diagram in the place of the revision's; a file that is none changes nothing."""
    edition = number_or_zero(request.form.get("utgave", ""))
    name, content = _uploaded()
    if not content:
        return make_response(_page(revision, NO_FILE), 422)
    try:
        check_diagram(content, name)
        desk().revisions.save(current().actor, revision, edition, {DIAGRAM: content}, desk().now())
    except Unreadable as unreadable:
        return make_response(_page(revision, str(unreadable)), 422)
    except EditedMeanwhile:
        return make_response(_page(revision, CHANGED_MEANWHILE), 409)
    flash("Diagrammet er hentet inn.")
    return make_response(redirect(url_for("modeler.show", revision=revision), 303))


CHANGED_MEANWHILE = (
    "Utkastet er lagret av noen etter at du åpnet siden. Se det som står der nå, og velg filen igjen."
)


def _uploaded() -> tuple[str, bytes]:
    """Return the name and the content of the posted file, empty without one."""
    file = request.files.get("fil")
    if file is None:
        return "", b""
    with file.stream as stream:
        return file.filename or "filen", stream.read()


def _page(revision: str, fault: str = "") -> str:
    found = revision_of(revision)
    return render_template(
        "revision/diagram.html",
        revision=found,
        fault=fault,
        keys=KEYS,
        nonce=editor_nonce(),
        token=generate_csrf(),
    )
