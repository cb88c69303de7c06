"""The unit's cases, and one case: who does what by when, what can be registered, what has happened."""

from flask import Blueprint, render_template

from prosesser.access import Action, NotAllowed, may
from prosesser.inbox import told
from workflow_app.prints.handouts import handouts
from workflow_app.web import presentation, record_words
from workflow_app.web.desk import desk
from workflow_app.web.history import entries
from workflow_app.web.identity import current
from workflow_app.web.move_words import last_move
from workflow_app.web.requests import page_number

pages = Blueprint("case", __name__)


@pages.get("/saker")
def index() -> str:
    """List the cases that the unit has or had a part in."""
    actor = current().actor
    page = desk().inbox.cases(actor, desk().now(), page_number())
    if not may(actor, Action.LIST_CASES):
        raise NotAllowed
    return render_template("cases.html", page=page)


@pages.get("/saker/<case>")
def show(case: str) -> str:
    """Show a case as the unit may see it."""
    actor, now = current().actor, desk().now()
    page = desk().inbox.case_page(actor, case, now)
    timeline = desk().inbox.timeline(actor, case, now)
    words = desk().glossary(page.versions, actor)
    return render_template(
        "case.html",
        page=page,
        parties=presentation.tasks_by_party(page),
        contacts=presentation.contacts_by_party(page, words.person),
        whereabouts=presentation.whereabouts(page, timeline, words.definition),
        record=record_words.in_words(told(timeline), words),
        timeline=entries(timeline, words),
        moved=last_move(timeline),
        handouts=handouts(actor, page, timeline),
    )
