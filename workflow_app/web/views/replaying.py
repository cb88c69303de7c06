"""Replay: a case as it was at any row of its journal, re-executed and checked as it is shown."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from prosesser.access import Action
from prosesser.audit import AuditFile
from workflow_app.web.desk import desk
from workflow_app.web.identity import current
from workflow_app.web.replaying_film import Cutting, glossary, written
from workflow_app.web.replaying_page import Asked, replay_page

pages = Blueprint("replaying", __name__, url_prefix="/tilsyn/saker/<case>/avspilling")


@pages.get("")
def show(case: str) -> Response:
    """Show the case at the row or the moment asked for, and what changed to another if two are."""
    asked = Asked(*(request.args.get(name, "").strip() for name in ("rad", "tid", "med")))
    actor, now = current().actor, desk().now()
    with desk().audits.open(actor, Action.REPLAY_CASE, case, now, "avspilling") as file:
        replaying = desk().replays.of(file)
        page = replay_page(file, replaying, asked, desk().policy.options(actor), lambda row: _link(case, row))
    status = 422 if page.bad_time else 200
    return make_response(render_template("audit/replay.html", page=page), status)


@pages.get("/tabell")
def table(case: str) -> str:
    """Show every row of the case below each other."""
    actor, now = current().actor, desk().now()
    with desk().audits.open(actor, Action.REPLAY_CASE, case, now, "avspilling: alle rader") as file:
        page = _table(file)
    return render_template("audit/replay_table.html", page=page)


@pages.get("/bilder")
def film(case: str) -> Response:
    """Answer with all frames at once, for the page's script."""
    actor, now = current().actor, desk().now()
    with desk().audits.open(actor, Action.REPLAY_CASE, case, now, "avspilling: alle rader") as file:
        replaying = desk().replays.of(file)
        look = replaying.look(file, file.rows)
        words = glossary(file, desk().policy.options(actor))
        shown = {} if words is None else Cutting(file, words, replaying).film(look)
    return Response(written(shown), mimetype="application/json")


def _table(file: AuditFile) -> dict[str, object]:
    replaying = desk().replays.of(file)
    look = replaying.look(file, file.rows)
    words = glossary(file, desk().policy.options(file.actor))
    page: dict[str, object] = {"case": file.case, "subject": file.subject.get("navn", "")}
    if words is None:
        return page
    cutting = Cutting(file, words, replaying)
    views = [cutting.view(frame) for frame in look.frames]
    return page | {
        "verdict": cutting.verdict(look),
        "table": cutting.table(views, lambda row: _link(file.case, row)),
    }


def _link(case: str, row: int) -> str:
    return url_for("replaying.show", case=case, rad=row)
