"""Why: an auditor asks of a date, a way, a task or a message of a case, and reads what decided it."""

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from prosesser.access import Action
from prosesser.audit import ContentErased
from prosesser.audit.file import AuditFile
from prosesser.audit.why import Damaged, NothingToExplain, Retold, overview, retold
from prosesser.errors import Refused
from workflow_app.web.clauses import source
from workflow_app.web.desk import desk
from workflow_app.web.identity import current
from workflow_app.web.why import Question, Speaker, ask, listing

pages = Blueprint("why", __name__, url_prefix="/tilsyn")


@pages.get("/saker/<case>/hvorfor")
def show(case: str) -> Response:
    """Answer what the address asks, as ``Question`` reads it; else list what can be asked."""
    question, actor, now = Question.read(request.args), current().actor, desk().now()
    try:
        with desk().audits.open(actor, Action.REPLAY_CASE, case, now, question.logged) as file:
            return _page(file, question)
    except (ContentErased, Damaged) as refused:
        return make_response(render_template("audit/why_closed.html", case=case, reason=refused), 409)


def _page(file: AuditFile, question: Question) -> Response:
    told = retold(file)
    speaker = Speaker(file, desk().policy.options(file.actor))
    if not question.id:
        return _lists(file, told, speaker, None)
    if not told.reaches(question.row):
        return make_response(render_template("audit/why.html", file=file, told=told, answers=()), 409)
    try:
        answers = ask(told, question, speaker)
    except NothingToExplain as refused:
        return _lists(file, told, speaker, refused)
    return make_response(
        render_template("audit/why.html", file=file, told=told, answers=answers, source=source)
    )


def _lists(file: AuditFile, told: Retold, speaker: Speaker, refused: Refused | None) -> Response:
    lists = listing(overview(told), speaker.glossary)
    page = render_template("audit/why_lists.html", file=file, told=told, lists=lists, refused=refused)
    return make_response(page, 200 if refused is None else 404)
