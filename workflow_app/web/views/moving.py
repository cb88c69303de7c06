"""Moving running cases to a version: what would happen, doing it, and what came of each case."""

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

from prosesser.definition.model import Definition
from prosesser.moves import MOVE, PLAN, Lines, PlanTold, ReasonMissing, UndoReasonMissing, Wanted
from prosesser.store.runs import DONE, RunRecord
from workflow_app.web import moving_words
from workflow_app.web.desk import desk
from workflow_app.web.identity import current
from workflow_app.web.requests import page_number

pages = Blueprint("moving", __name__)
MOVING = "/versjoner/<digest>/flytt"
RUN = f"{MOVING}/<run>"


@pages.get(MOVING)
def show(digest: str) -> str:
    """Show what the last plan tells, and how to do it; else how to make one."""
    return _page(digest)


@pages.post(MOVING)
def find_out(digest: str) -> Response:
    """Begin to plan; a plan that is being made already is that one."""
    desk().moves.find_out(current().actor, digest, desk().now())
    return _to("moving.show", digest)


@pages.post(f"{RUN}/begynn")
def begin(digest: str, run: str) -> Response:
    """Begin to move what the plan says can be moved."""
    run_of(digest, run)
    wanted = Wanted(
        reason=request.form.get("grunn", ""),
        recompute=frozenset(
            name.removeprefix("regel-")
            for name, value in request.form.items()
            if name.startswith("regel-") and value == "ny"
        ),
        sources=frozenset(request.form.getlist("fra")),
    )
    try:
        begun = desk().moves.begin(current().actor, run, wanted, desk().now())
    except ReasonMissing as refusal:
        return make_response(_page(digest, fault=str(refusal), wanted=wanted), 422)
    return _to("moving.show_run", digest, run=begun)


@pages.get(RUN)
def show_run(digest: str, run: str) -> str:
    """Show how far moving has come, and what came of each case."""
    return _run_page(digest, run_of(digest, run))


@pages.post(f"{RUN}/stans")
def stop(digest: str, run: str) -> Response:
    """Stop planning or moving: what is done stays done."""
    found = run_of(digest, run)
    desk().moves.stop(current().actor, run, desk().now())
    flash("Arbeidet er stanset. Det som er gjort, står.")
    return _to("moving.show", digest) if found.kind == PLAN else _to("moving.show_run", digest, run=run)


@pages.post(f"{RUN}/angre")
def undo_all(digest: str, run: str) -> Response:
    """Begin to make undone all that can be."""
    found, reason = run_of(digest, run), request.form.get("grunn", "")
    try:
        undoing = desk().moves.undo_all(current().actor, run, reason, desk().now())
    except UndoReasonMissing as refusal:
        return make_response(_run_page(digest, found, str(refusal), reason), 422)
    return _to("moving.show_run", digest, run=undoing)


def _run_page(digest: str, run: RunRecord, fault: str = "", reason: str = "") -> str:
    if run.kind == PLAN:
        abort(404)
    lines = desk().moves.overview.lines(current().actor, run.id, page_number(), desk().now())
    after = _version(digest)
    return render_template(
        "moving/run.html",
        target=after,
        run=run,
        lines=lines,
        totals=moving_words.totals(run.outcomes),
        outcomes=moving_words.OUTCOMES,
        not_begun=moving_words.NOT_BEGUN,
        whys=_whys(lines, after),
        is_move=run.kind == MOVE,
        undoable=any(line.undoable for line in lines.lines),
        fault=fault,
        reason=reason,
    )


def _page(digest: str, fault: str = "", wanted: Wanted | None = None) -> str:
    actor, now, overview = current().actor, desk().now(), desk().moves.overview
    elsewhere = overview.elsewhere(actor, digest, now)
    day_to_come = overview.day_to_come(actor, digest, now)
    runs = overview.runs(actor, digest, now)
    last = next((run for run in runs if run.kind == PLAN), None)
    plan = None if last is None else overview.plan(actor, last.id, now)
    after = _version(digest)
    sources = {} if plan is None else {source.version: _version(source.version) for source in plan.sources}
    return render_template(
        "moving/plan.html",
        target=after,
        elsewhere=sum(elsewhere.values()),
        day_to_come=day_to_come,
        plan=plan,
        is_done=plan is not None and plan.run.status == DONE,
        can_move=plan is not None and day_to_come is None and _can_move(plan),
        totals=() if plan is None else moving_words.totals(plan.run.outcomes),
        rules=() if plan is None else moving_words.rules(plan, after, sources),
        reasons=() if plan is None else moving_words.reasons(plan, (after, *sources.values())),
        outcomes=moving_words.OUTCOMES,
        earlier=[run for run in runs if run.kind != PLAN],
        people={person.id: person.name for person in desk().directory.persons()},
        fault=fault,
        wanted=wanted,
    )


def _can_move(plan: PlanTold) -> bool:
    return plan.run.status == DONE and plan.count("follows") + plan.count("choice") > 0


def _version(digest: str) -> Definition:
    return desk().moves.overview.version(current().actor, digest, desk().now())


def _whys(lines: Lines, after: Definition) -> dict[int, str]:
    """Return by number of a case why it did not go along, in words of the versions that it is between."""
    return {
        line.number: moving_words.why(line, (after, *map(_version, filter(None, [line.told.left]))))
        for line in lines.lines
    }


def run_of(digest: str, run: str) -> RunRecord:
    """Return a run of moving to this version; one of another is not found here."""
    found = desk().moves.overview.run(current().actor, run, desk().now())
    if found.about != digest:
        abort(404)
    return found


def _to(endpoint: str, digest: str, run: str | None = None) -> Response:
    return make_response(redirect(url_for(endpoint, digest=digest, run=run), 303))
