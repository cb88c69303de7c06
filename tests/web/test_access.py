"""Every route times everybody: who gets what answer. A new route without a row here fails."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from prosesser.impact import Draft
from prosesser.store import Store
from prosesser.store.audit import Access, accesses
from tests.web.conftest import BEGINNING, PROCESS, Case, actor
from tests.web.moving import ordered_move
from tests.web.visitor import Visitor
from workflow_app.web.desk import EXTENSION, Desk

VISITORS = ("nobody", "bydel", "institusjon", "bydelsleder", "fremmed", "prosesseier", "revisor")

# endpoint, method -> the status for each of VISITORS, of a case between bydel and institusjon whose
# open task «innflytting.1» is the institution's.
OK, FORBIDDEN, NOT_FOUND = 200, 403, 404

# Pages that show nothing of any case: what is around the work, the routine and drafts of it, empty forms,
# and here a report and a run that there is nothing in yet. Being refused them is logged all the same.
SHOWS_NO_CASE = frozenset(
    [
        "static",
        "health",
        "login",
        "home",
        "diagram",
        "routine",
        "revision",
        "compare",
        "versions",
        "rehearse",
        "deeds",
        "scenarios",
        "modeler",
        "revision_files",
        "form_editor",
        "folder",
        "moving",
        "start.show",
        "assigning.show",
        "report.show",
        "impact.show",
        "impact.export_tables",
        "impact.export_figures",
    ]
)

EXPECTED: dict[tuple[str, str], tuple[int, ...]] = {
    ("static", "GET"): (404, 404, 404, 404, 404, 404, 404),
    ("health.show", "GET"): (200, 200, 200, 200, 200, 200, 200),
    ("login.show", "GET"): (200, 200, 200, 200, 200, 200, 200),
    ("login.log_in", "POST"): (422, 422, 422, 422, 422, 422, 422),
    ("login.units", "GET"): (303, 200, 200, 200, 200, 200, 200),
    ("login.choose", "POST"): (303, 303, 303, 303, 303, 303, 303),
    ("login.log_out", "POST"): (303, 303, 303, 303, 303, 303, 303),
    ("home.start", "GET"): (303, 303, 303, 303, 303, 303, 303),
    ("home.show_help", "GET"): (303, 200, 200, 200, 200, 200, 200),
    ("inbox.show", "GET"): (303, 200, 200, 200, 200, 403, 403),
    ("inbox.take", "POST"): (303, 403, 303, 403, 404, 404, 404),
    ("inbox.take_over", "POST"): (303, 403, 303, 403, 404, 404, 404),
    ("inbox.release", "POST"): (303, 403, 409, 403, 404, 404, 404),
    ("start.index", "GET"): (303, 303, 403, 303, 303, 403, 403),
    ("start.show", "GET"): (303, 200, 403, 200, 200, 403, 403),
    ("start.submit", "POST"): (303, 422, 403, 422, 422, 403, 403),
    ("case.index", "GET"): (303, 200, 200, 200, 200, 403, 403),
    ("case.show", "GET"): (303, 200, 200, 200, 404, 404, 404),
    ("audit.index", "GET"): (303, 403, 403, 403, 403, 403, 200),
    ("audit.show", "GET"): (303, 404, 404, 404, 404, 404, 200),
    ("access_log.index", "GET"): (303, 403, 403, 403, 403, 403, 200),
    ("access_log.search", "POST"): (303, 403, 403, 403, 403, 403, 200),
    ("access_log.export", "POST"): (303, 403, 403, 403, 403, 403, 200),
    ("access_log.patterns", "GET"): (303, 403, 403, 403, 403, 403, 200),
    ("access_log.could", "GET"): (303, 404, 404, 404, 404, 404, 200),
    ("assigning.index", "GET"): (303, 403, 403, 403, 403, 403, 200),
    ("assigning.show", "GET"): (303, 403, 403, 403, 403, 403, 200),
    ("assigning.give", "POST"): (303, 403, 403, 403, 403, 403, 422),
    ("assigning.end", "POST"): (303, 403, 403, 403, 403, 403, 422),  # without a reason
    ("approvals.index", "GET"): (303, 403, 403, 403, 403, 403, 200),
    ("approvals.answer", "POST"): (303, 403, 403, 403, 403, 403, 404),  # nobody has asked
    ("approvals.show", "GET"): (303, 404, 404, 404, 404, 404, 200),
    ("approvals.ask", "POST"): (303, 404, 404, 404, 404, 404, 422),  # without a reason
    ("task.show", "GET"): (303, 403, 200, 403, 404, 404, 404),
    ("task.submit", "POST"): (303, 403, 422, 403, 404, 404, 404),
    ("message.show", "GET"): (303, 409, 409, 409, 404, 404, 404),
    ("message.submit", "POST"): (303, 409, 409, 409, 404, 404, 404),
    ("additions.show", "GET"): (303, 409, 409, 409, 404, 404, 404),
    ("additions.submit", "POST"): (303, 409, 409, 409, 404, 404, 404),
    ("additions.show_date", "GET"): (303, 409, 409, 409, 404, 404, 404),
    ("additions.propose_date", "POST"): (303, 409, 409, 409, 404, 404, 404),
    ("additions.show_withdrawal", "GET"): (303, 409, 409, 409, 404, 404, 404),
    ("additions.withdraw", "POST"): (303, 409, 409, 409, 404, 404, 404),
    ("plan.show", "GET"): (303, 200, 200, 200, 404, 404, 404),
    ("replaying.show", "GET"): (303, 404, 404, 404, 404, 404, 200),
    ("replaying.table", "GET"): (303, 404, 404, 404, 404, 404, 200),
    ("replaying.film", "GET"): (303, 404, 404, 404, 404, 404, 200),
    ("why.show", "GET"): (303, 404, 404, 404, 404, 404, 200),
    ("exports.show", "GET"): (303, 404, 404, 404, 404, 404, 200),
    ("exports.download", "POST"): (303, 404, 404, 404, 404, 404, 200),
    ("evidence.show", "GET"): (303, 403, 403, 403, 403, 403, 200),
    ("evidence.cases", "GET"): (303, 403, 403, 403, 403, 403, 200),
    ("evidence.waiting", "GET"): (303, 403, 403, 403, 403, 403, 200),
    ("evidence.diagram", "GET"): (303, 403, 403, 403, 403, 403, 200),
    ("evidence.variants", "GET"): (303, 403, 403, 403, 403, 403, 200),
    ("evidence.export", "POST"): (303, 403, 403, 403, 403, 403, 200),
    ("evidence.export_case", "GET"): (303, 404, 404, 404, 404, 404, 200),
    ("plan.show_version", "GET"): (303, 404, 404, 404, 404, 404, 404),
    ("plan.show_new", "GET"): (303, 200, 200, 200, 404, 404, 404),
    ("plan.add", "POST"): (303, 422, 422, 422, 404, 404, 404),
    ("plan.show_item", "GET"): (303, 404, 404, 404, 404, 404, 404),
    ("plan.change", "POST"): (303, 404, 404, 404, 404, 404, 404),
    ("plan.show_section", "GET"): (303, 200, 200, 200, 404, 404, 404),
    ("plan.set_section", "POST"): (303, 422, 422, 422, 404, 404, 404),
    ("prints.show_resident", "GET"): (303, 200, 200, 200, 404, 404, 404),
    ("prints.print_resident", "GET"): (303, 200, 200, 200, 404, 404, 404),
    ("prints.print_plan", "GET"): (303, 200, 200, 200, 404, 404, 404),
    ("prints.print_report", "GET"): (303, 404, 404, 404, 404, 404, 404),
    ("report.show", "GET"): (303, 200, 200, 200, 200, 200, 403),
    ("report.export", "GET"): (303, 422, 422, 422, 422, 422, 403),  # no half-year is over yet
    ("diagram.show", "GET"): (303, 200, 200, 200, 200, 200, 200),
    ("routine.index", "GET"): (303, 200, 200, 200, 200, 200, 200),
    ("routine.show", "GET"): (303, 200, 200, 200, 200, 200, 200),
    ("revision.index", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("revision.open_new", "POST"): (303, 403, 403, 403, 403, 422, 403),
    ("revision.show", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("revision.discard", "POST"): (303, 403, 403, 403, 403, 303, 403),
    ("revision.diagram", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("compare.show_versions", "GET"): (303, 200, 200, 200, 200, 200, 200),
    ("compare.show_revision", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("publishing.show", "GET"): (303, 303, 303, 303, 303, 303, 303),  # to revision.show
    ("publishing.check", "POST"): (303, 403, 403, 403, 403, 422, 403),  # nothing is changed in it
    ("publishing.send", "POST"): (303, 403, 403, 403, 403, 409, 403),
    ("publishing.answer", "POST"): (303, 403, 403, 403, 403, 409, 403),
    ("publishing.publish", "POST"): (303, 403, 403, 403, 403, 422, 403),
    ("publishing.rebase", "POST"): (303, 403, 403, 403, 403, 303, 403),
    ("versions.index", "GET"): (303, 200, 200, 200, 200, 200, 200),
    ("versions.show", "GET"): (303, 200, 200, 200, 200, 200, 200),
    ("rehearse.show", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("rehearse.begin", "POST"): (303, 403, 403, 403, 403, 409, 403),
    ("deeds.show_deed", "GET"): (303, 403, 403, 403, 403, 409, 403),
    ("deeds.do", "POST"): (303, 403, 403, 403, 403, 409, 403),
    ("deeds.show_choices", "GET"): (303, 403, 403, 403, 403, 409, 403),
    ("deeds.choose", "POST"): (303, 403, 403, 403, 403, 409, 403),
    ("deeds.fill_in", "POST"): (303, 403, 403, 403, 403, 409, 403),
    ("rehearse.pass_time", "POST"): (303, 403, 403, 403, 403, 409, 403),
    ("rehearse.undo", "POST"): (303, 403, 403, 403, 403, 303, 403),
    ("rehearse.cut", "POST"): (303, 403, 403, 403, 403, 303, 403),
    ("rehearse.begin_again", "POST"): (303, 403, 403, 403, 403, 303, 403),
    ("scenarios.index", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("scenarios.show", "GET"): (303, 403, 403, 403, 403, 404, 403),
    ("scenarios.play_until", "POST"): (303, 403, 403, 403, 403, 404, 403),
    ("scenarios.rename", "POST"): (303, 403, 403, 403, 403, 404, 403),
    ("scenarios.delete", "POST"): (303, 403, 403, 403, 403, 404, 403),
    ("scenarios.show_new", "GET"): (303, 403, 403, 403, 403, 409, 403),
    ("scenarios.save_new", "POST"): (303, 403, 403, 403, 403, 409, 403),
    ("impact.show", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("impact.begin", "POST"): (303, 403, 403, 403, 403, 303, 403),
    ("impact.cancel", "POST"): (303, 403, 403, 403, 403, 303, 403),
    ("impact.export_tables", "GET"): (303, 403, 403, 403, 403, 404, 403),  # the run is not over yet
    ("impact.export_figures", "GET"): (303, 403, 403, 403, 403, 404, 403),
    ("impact.cases", "GET"): (303, 200, 200, 200, 200, 403, 403),
    ("impact.case", "GET"): (303, 409, 409, 409, 404, 404, 404),
    ("modeler.show", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("modeler.words", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("modeler.bring_in", "POST"): (303, 403, 403, 403, 403, 422, 403),
    ("revision_files.read", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("revision_files.save", "POST"): (303, 403, 403, 403, 403, 422, 403),
    ("revision_files.check", "POST"): (303, 403, 403, 403, 403, 422, 403),
    ("revision_files.beat", "POST"): (303, 403, 403, 403, 403, 422, 403),
    ("form_editor.index", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("form_editor.make", "POST"): (303, 403, 403, 403, 403, 422, 403),
    ("form_editor.show", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("form_editor.look", "POST"): (303, 403, 403, 403, 403, 200, 403),
    ("form_editor.delete", "POST"): (303, 403, 403, 403, 403, 409, 403),
    ("folder.index", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("folder.download", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("folder.upload", "POST"): (303, 403, 403, 403, 403, 422, 403),
    # of a version that one case can be moved to, and an order to do it that nobody has begun on
    ("moving.show", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("moving.find_out", "POST"): (303, 403, 403, 403, 403, 303, 403),
    ("moving.begin", "POST"): (303, 403, 403, 403, 403, 409, 403),
    ("moving.show_run", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("moving.stop", "POST"): (303, 403, 403, 403, 403, 303, 403),
    ("moving.undo_all", "POST"): (303, 403, 403, 403, 403, 422, 403),
    ("placing.show", "GET"): (303, 403, 403, 403, 403, 200, 403),
    ("placing.place", "POST"): (303, 403, 403, 403, 403, 303, 403),
    ("placing.show_undo", "GET"): (303, 403, 403, 403, 403, 409, 403),
    ("placing.undo", "POST"): (303, 403, 403, 403, 403, 422, 403),
}


def arguments(app: Flask, endpoint: str, case: Case) -> dict[str, Any]:
    """Return what the address of an endpoint is built of."""
    desk: Desk = app.extensions[EXTENSION]
    known = {
        "filename": "dist/none.css",
        "case": case.id,
        "task": case.task,
        "name": "Bolig tildelt",
        "element": "oppgave_bydel",
        "timer": "statusrapport_frist.1",
        "process": PROCESS,
        "plan": "utflyttingsplan",
        "plan_id": "utflyttingsplan",
        "section": "okonomi",
        "number": 1,
        "kind": "csv" if endpoint == "evidence.export_case" else "oppgave",
        "deed": "innflytting.1",
        "version": 1,
        "clause": "F2-referral",
        "_deed": "send",
        "digest": (digest := desk.cases.versions.latest()[0].digest),
        "form": "reserveplan",
        "path": "journey.bpmn",
        "assignment": "oppdrag-1",
        "asked": "finnes-ikke",
        "revision": desk.revisions.open(actor("prosesseier"), digest, "Nytt", BEGINNING).id,
    }
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    if endpoint.partition(".")[0] in {"moving", "placing"}:
        known |= ordered_move(desk, BEGINNING)
    elif "run" in rule.arguments:
        revision = desk.revisions.get(actor("prosesseier"), str(known["revision"]), BEGINNING)
        draft = Draft(revision.id, revision.edition, revision.base, revision.bundle)
        known["run"] = desk.impacts.begin(actor("prosesseier"), draft, BEGINNING)
    return {name: known[name] for name in rule.arguments}


def test_every_route_has_a_row(app: Flask) -> None:
    routes = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == set(EXPECTED)


@pytest.mark.parametrize(("endpoint", "method"), EXPECTED)
def test_the_route_answers_everybody_as_the_table_says(
    endpoint: str, method: str, app: Flask, case: Case, visit: Callable[..., Visitor], store: Store
) -> None:
    with app.test_request_context():
        address = app.url_for(endpoint, **arguments(app, endpoint, case))
    statuses = []
    for who in VISITORS:
        visitor = visit(None if who == "nobody" else who)
        posted = {
            "csrf_token": visitor.token(),
            "handling": "fullfor",
            "bruker": who,
            "utgave": "1",
            "format": "csv",
        }
        before = len(accesses(store))
        data = posted if method == "POST" else None
        with visitor.client.open(address, method=method, data=data) as answer:
            status = answer.status_code
        statuses.append(status)
        if who != "nobody":
            assert_logged(accesses(store)[before:], who, status, endpoint)
    assert dict(zip(VISITORS, statuses, strict=True)) == dict(
        zip(VISITORS, EXPECTED[endpoint, method], strict=True)
    )


def assert_logged(rows: tuple[Access, ...], who: str, status: int, endpoint: str) -> None:
    """What was seen and what was denied has left a row; what was changed stands in the journal."""
    assert {row.person for row in rows} <= {who}
    shows_case = SHOWS_NO_CASE.isdisjoint({endpoint, endpoint.partition(".")[0]})
    if status == FORBIDDEN:
        assert not rows[-1].permitted
    elif status == OK and shows_case:
        assert any(row.permitted for row in rows)
    elif status == NOT_FOUND and shows_case:
        assert rows


def test_the_gate_lets_nobody_see_more_than_the_login() -> None:
    open_to_all = {endpoint for (endpoint, _), row in EXPECTED.items() if row[0] not in {303, 404}}
    assert open_to_all == {"health.show", "login.show", "login.log_in"}
