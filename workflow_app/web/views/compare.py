"""Two versions beside each other: any two of the database, or a revision and the version it began from."""

from flask import Blueprint, abort, render_template, request, url_for

from prosesser.access import Action, NotAllowed, may
from prosesser.definition import Definition, Unreadable
from prosesser.definition.requirements import requirements_of
from prosesser.guards import guards
from prosesser.store.versions import DefinitionChanged, KnownVersion
from workflow_app.web.comparing import LEGENDS, compared
from workflow_app.web.desk import desk
from workflow_app.web.identity import current
from workflow_app.web.views.revision import examination_of, revision_of

pages = Blueprint("compare", __name__)


@pages.get("/versjoner/<digest>/sammenlign")
def show_versions(digest: str) -> str:
    """Show what differs to a version from another (``?med=``), else from the first other of its process."""
    if not may(current().actor, Action.READ_DEFINITION):
        raise NotAllowed
    after = _version(digest)
    others = _others(after)
    base = request.args.get("med") or (others[0].digest if others else digest)
    before = _version(base)
    return render_template(
        "compare/versions.html",
        before=before,
        after=after,
        others=others,
        compared=compared(before, after),
        diagrams_at=tuple(url_for("diagram.show", digest=version.digest) for version in (before, after)),
        legends=LEGENDS,
        clauses=_clauses(after),
    )


@pages.get("/utkast/<revision>/sammenlign")
def show_revision(revision: str) -> str:
    """Show what a revision would change in the version that it began from."""
    found = revision_of(revision)
    examination = examination_of(found)
    before = desk().cases.versions.get(found.base)
    after = None if isinstance(examination, Unreadable) else examination.definition
    return render_template(
        "compare/revision.html",
        revision=found,
        examination=examination,
        before=before,
        compared=None if after is None else compared(before, after),
        guards=() if after is None else guards(before, after),
        diagrams_at=(
            url_for("diagram.show", digest=before.digest),
            url_for("revision.diagram", revision=revision),
        ),
        legends=LEGENDS,
        clauses=_clauses(before),
    )


def _version(digest: str) -> Definition:
    try:
        return desk().cases.versions.get(digest)
    except DefinitionChanged:  # what is asked for is no version of ours
        abort(404)


def _others(version: Definition) -> tuple[KnownVersion, ...]:
    """Return the other versions, those of the same process first."""
    known = [one for one in desk().cases.versions.known() if one.digest != version.digest]
    return tuple(sorted(known, key=lambda one: one.key != version.key))


def _clauses(version: Definition) -> frozenset[str]:
    """Return the clauses that have a page: those of the version that is published now."""
    published = desk().cases.versions.published(desk().now())
    return frozenset(
        clause for process in published if process.key == version.key for clause in requirements_of(process)
    )
