"""What is shown to the resident on a screen, and handed out on paper."""

import re

from flask import Blueprint, Response, abort, render_template

from prosesser.inbox import Papers
from workflow_app.options import in_cases
from workflow_app.prints import plan, report, resident
from workflow_app.prints.discretion import places
from workflow_app.prints.document import Document
from workflow_app.prints.press import press
from workflow_app.prints.sources import Sources
from workflow_app.web.desk import desk
from workflow_app.web.identity import current

pages = Blueprint("prints", __name__)
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


@pages.get("/saker/<case>/beboer")
def show_resident(case: str) -> str:
    """Show the resident's overview, to be read together."""
    papers = desk().inbox.shown(current().actor, case, desk().now())
    document = resident.overview(_sources(papers))
    return render_template("resident.html", case=case, document=document, protected=papers.protected)


@pages.get("/saker/<case>/beboer/utskrift")
def print_resident(case: str) -> Response:
    """Print the resident's overview."""
    return _printed(resident.overview(_sources(_papers(case, "oversikt"))))


@pages.get("/saker/<case>/planer/<plan_id>/utskrift")
def print_plan(case: str, plan_id: str) -> Response:
    """Print a living document as it stands."""
    return _printed(plan.plan(_sources(_papers(case, f"plan {plan_id}")), plan_id))


@pages.get("/saker/<case>/rapporter/<element>/utskrift")
def print_report(case: str, element: str) -> Response:
    """Print the latest report of a task."""
    papers = _papers(case, f"rapport {element}")
    if element not in report.reports(papers.versions):
        abort(404)
    return _printed(report.report(_sources(papers), element))


def _papers(case: str, document: str) -> Papers:
    return desk().inbox.printed(current().actor, case, desk().now(), document)


def _sources(papers: Papers) -> Sources:
    people = {person.id: person.name for person in desk().directory.persons()}
    options = desk().policy.options(current().actor)
    return Sources(papers, options, people, places(in_cases(desk().directory)))


def _printed(document: Document) -> Response:
    """Answer with the PDF; its file is named for what it is, never for whom it is about."""
    name = re.sub(r"[^a-z0-9]+", "-", document.title.lower().translate(_LETTERS)).strip("-")
    content = press(document, desk().now())
    disposition = f'inline; filename="{name}.pdf"'
    return Response(content, mimetype="application/pdf", headers={"Content-Disposition": disposition})
