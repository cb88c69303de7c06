"""What the pages of a plan share: reading it, writing in it for the unit's party, and the way back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from prosesser.definition.checklists import Section
from prosesser.engine.commands import Command
from prosesser.engine.errors import UnknownSection
from prosesser.inbox import PlanPage
from workflow_app.web.desk import desk
from workflow_app.web.forms.posted import FROM, Posted
from workflow_app.web.identity import current


@dataclass(frozen=True, slots=True)
class Origin:
    """The task that a plan was reached from, its name, and the query that carries it on; empty for none."""

    task: str
    name: str
    query: Mapping[str, str]


NOWHERE = Origin("", "", {})


def read_plan(case: str, plan: str) -> PlanPage:
    """Return a plan as it stands; raises `CaseNotFound` or `UnknownPlan`."""
    return desk().inbox.plan(current().actor, case, plan, desk().now())


def writable_plan(case: str, plan: str) -> PlanPage:
    """Return a plan that the actor may write in; raises `NotAllowed`."""
    page = read_plan(case, plan)
    writing_party(page)
    return page


def writing_party(page: PlanPage) -> str:
    """Return the party on whose behalf the actor writes; raises `NotAllowed`."""
    return desk().inbox.writing_party(current().actor, page, desk().now())


def section_of(page: PlanPage, section: str) -> Section:
    """Return a section of a plan; raises `UnknownSection`."""
    found = page.checklist.section(section)
    if found is None:
        raise UnknownSection
    return found


def execute(page: PlanPage, command: Command, posted: Posted) -> None:
    """Send a command to the plan's case; raises what `Cases.execute` does."""
    desk().cases.execute(current().actor, page.case, command, desk().now(), posted.key)


def came_from(page: PlanPage) -> Origin:
    """Return the task that the plan was reached from, as the request names it."""
    task = request.values.get(FROM, "")
    element = page.definition.elements.get(task.rpartition(".")[0])
    return NOWHERE if element is None else Origin(task, element.name, {FROM: task})


def back_to(page: PlanPage, section: str) -> Response:
    """Go back to a section of the plan, and carry on where it was reached from."""
    query: dict[str, Any] = {"_anchor": section, **came_from(page).query}
    return redirect(url_for("plan.show", case=page.case, plan=page.checklist.id, **query), 303)
