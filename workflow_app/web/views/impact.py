"""«Hva om»: a draft tried on the recorded cases, followed, cancelled, read, and taken out."""

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, url_for

from prosesser.access import Action, may
from prosesser.definition import Finding, NotRunnable, Unreadable
from prosesser.impact import Draft, Impact, NothingToTry, OtherProcess
from prosesser.revisions import Revision
from workflow_app.web.desk import desk
from workflow_app.web.identity import current
from workflow_app.web.views.revision import revision_of
from workflow_app.whatif import Names, as_csv, as_json, sentences, tables
from workflow_app.whatif.case import OUTCOMES, SHORT, began, parts

pages = Blueprint("impact", __name__)


@pages.get("/utkast/<revision>/hva-om")
def show(revision: str) -> str:
    """Show what trying a draft would run over, how far it has come, or what came of it."""
    return _page(revision_of(revision))


@pages.post("/utkast/<revision>/hva-om")
def begin(revision: str) -> Response:
    """Begin to try a draft as it was saved last; one that is being tried already goes on."""
    found = revision_of(revision)
    if not _is_going_on(found):
        draft = Draft(found.id, found.edition, found.base, found.bundle)
        try:
            desk().impacts.begin(current().actor, draft, desk().now())
        except NotRunnable as refusal:
            errors = [finding for finding in refusal.findings if finding.severity == "error"]
            return make_response(_page(found, findings=errors), 422)
        except (NothingToTry, OtherProcess, Unreadable) as refusal:
            return make_response(_page(found, fault=str(refusal)), 422)
    return make_response(redirect(url_for("impact.show", revision=revision), 303))


@pages.post("/utkast/<revision>/hva-om/<run>/avbryt")
def cancel(revision: str, run: str) -> Response:
    """Stop trying a draft."""
    _run_of(revision_of(revision).id, run)
    desk().impacts.cancel(current().actor, run, desk().now())
    flash("Kjøringen er avbrutt.")
    return make_response(redirect(url_for("impact.show", revision=revision), 303))


@pages.get("/utkast/<revision>/hva-om/<run>/tabeller.csv")
def export_tables(revision: str, run: str) -> Response:
    """Answer with the tables as a file."""
    impact = _exported(revision, run)
    return _file(as_csv(impact, _names(impact)), "text/csv", f"hva-om-{run}.csv")


@pages.get("/utkast/<revision>/hva-om/<run>/tall.json")
def export_figures(revision: str, run: str) -> Response:
    """Answer with the totals as data."""
    return _file(as_json(_exported(revision, run)), "application/json", f"hva-om-{run}.json")


@pages.get("/utkast/<revision>/hva-om/<run>/saker")
def cases(revision: str, run: str) -> str:
    """List the cases of the unit that the draft was tried on."""
    lines = desk().impacts.cases(current().actor, run, desk().now())
    return render_template(
        "revision/impact_cases.html",
        revision=revision,
        run=run,
        lines=lines,
        outcomes=SHORT,
        owner=_is_owner(),
    )


@pages.get("/utkast/<revision>/hva-om/<run>/saker/<case>")
def case(revision: str, run: str, case: str) -> str:
    """Show what the draft would do in a case that the person may read."""
    told = desk().impacts.case(current().actor, run, case, desk().now())
    return render_template(
        "revision/impact_case.html",
        revision=revision,
        run=run,
        told=told,
        said=OUTCOMES[told.outcome],
        began=began(told.outlook),
        parts=parts(told, Names(told.before, told.after, _units())),
    )


def _page(revision: Revision, findings: list[Finding] | None = None, fault: str = "") -> str:
    actor, now = current().actor, desk().now()
    latest = desk().impacts.latest(actor, revision.id, now)
    impact = None if latest is None else desk().impacts.run(actor, latest.id, now)
    result = None if impact is None else impact.result
    return render_template(
        "revision/impact.html",
        revision=revision,
        number=desk().impacts.number_of_cases(actor, revision.base, now),
        impact=impact,
        sentences=() if result is None else tuple(sentences(result.totals)),
        tables=() if impact is None or result is None else tables(result.totals, _names(impact)),
        findings=findings or (),
        fault=fault,
        reads_cases=may(actor, Action.LIST_CASES),
    )


def _is_going_on(revision: Revision) -> bool:
    latest = desk().impacts.latest(current().actor, revision.id, desk().now())
    return latest is not None and latest.is_going_on


def _run_of(revision: str, run: str) -> Impact:
    """Return a run of this draft; one of another is not found here."""
    impact = desk().impacts.run(current().actor, run, desk().now())
    if impact.run.about != revision:
        abort(404)
    return impact


def _exported(revision: str, run: str) -> Impact:
    if _run_of(revision_of(revision).id, run).result is None:
        abort(404)
    return desk().impacts.export(current().actor, run, desk().now())


def _names(impact: Impact) -> Names:
    if impact.result is None:
        abort(404)
    return Names.of(impact.result, _units())


def _units() -> dict[str, str]:
    return {unit.id: unit.name for unit in desk().directory.units()}


def _is_owner() -> bool:
    return may(current().actor, Action.EDIT_DEFINITION)


def _file(content: str, mimetype: str, name: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
