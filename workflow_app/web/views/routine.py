"""The routine, clause by clause, for whoever owns, audits or follows it."""

from flask import Blueprint, abort, render_template, request

from prosesser.access import Action, NotAllowed, may
from prosesser.definition import Definition
from prosesser.definition.requirements import requirements_of
from workflow_app.coverage.matrix import matrix
from workflow_app.web.desk import desk
from workflow_app.web.identity import current
from workflow_app.web.realised import clauses

pages = Blueprint("routine", __name__)


@pages.get("/rutinen")
def index() -> str:
    """List the clauses of a published process in order, with what realises each."""
    processes = _processes()
    if not processes:
        return render_template("routine.html", process=None, processes=(), clauses=())
    process = _chosen(processes)
    return render_template(
        "routine.html",
        process=process,
        processes=processes,
        clauses=clauses(matrix(process, None), process),
    )


@pages.get("/rutinen/<clause>")
def show(clause: str) -> str:
    """Show one clause with what realises it marked on the diagram."""
    processes = _processes()
    if not processes:
        abort(404)
    process = _chosen(processes)
    found = clauses(matrix(process, None), process)
    places = {each.id: number for number, each in enumerate(found)}
    if clause not in places:
        abort(404)
    number = places[clause]
    return render_template(
        "clause.html",
        process=process,
        clause=found[number],
        before=found[number - 1] if number else None,
        after=found[number + 1] if number + 1 < len(found) else None,
    )


def _processes() -> tuple[Definition, ...]:
    """Return the published processes that come with a catalogue of clauses."""
    if not may(current().actor, Action.READ_DEFINITION):
        raise NotAllowed
    return tuple(
        process for process in desk().cases.versions.published(desk().now()) if requirements_of(process)
    )


def _chosen(processes: tuple[Definition, ...]) -> Definition:
    """Return the process that was asked for (``?prosess=``), else the first."""
    wanted = request.args.get("prosess", processes[0].key)
    found = next((process for process in processes if process.key == wanted), None)
    return abort(404) if found is None else found
