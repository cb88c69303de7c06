"""The task page: the form of an open task, drafts, and completing it."""

from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from prosesser.access import TaskGone, TaskTaken
from prosesser.calendar import oslo_date
from prosesser.definition.forms import FieldError, FormErrors
from prosesser.engine.commands import CompleteTask
from prosesser.errors import Refused
from prosesser.inbox import TaskPage
from workflow_app.web import clauses
from workflow_app.web.desk import desk
from workflow_app.web.forms.filled import Filled
from workflow_app.web.forms.posted import FROM, Posted
from workflow_app.web.forms.sheet import BAD_ANSWERS, Sheet
from workflow_app.web.identity import current
from workflow_app.web.plans import adopted
from workflow_app.web.presentation import deadlines
from workflow_app.web.proposals import proposed
from workflow_app.web.review import (
    NOTHING,
    Review,
    Standing,
    kept,
    review_of,
    taken_up,
    with_targets,
    written,
)

pages = Blueprint("task", __name__)
ADDRESS = "/saker/<case>/oppgaver/<task>"


@pages.get(ADDRESS)
def show(case: str, task: str) -> Response:
    """Show the task with its draft, if somebody has saved one."""
    page = desk().inbox.task(current().actor, case, task, desk().now())
    return _page(page, _sheet(page).opened(page.draft), taken_up(page.draft))


@pages.post(ADDRESS)
def submit(case: str, task: str) -> Response:
    """Complete the task, save a draft, or show the form again with a row more or less."""
    posted = Posted.of_request()
    try:
        return _submitted(desk().inbox.task(current().actor, case, task, desk().now()), posted)
    except (TaskGone, TaskTaken) as refusal:
        if posted.completes and desk().cases.was_made(current().actor, case, posted.key):  # a double click
            return redirect(url_for("case.show", case=case), 303)
        return _too_late(case, task, posted, refusal)


def _submitted(page: TaskPage, posted: Posted) -> Response:
    case, task = page.row.case, page.row.task
    if posted.completes:
        return _complete(page, posted)
    if posted.saves or posted.plan:
        _keep(page, posted)
        if posted.plan:
            flash("Utkastet er lagret. Det venter i oppgaven.")
            query: Any = {FROM: task}
            return redirect(url_for("plan.show", case=case, plan=posted.plan, **query), 303)
        flash("Utkastet er lagret.")
        return redirect(url_for("task.show", case=case, task=task), 303)
    return _page(page, _sheet(page).again(posted), Standing(posted.review, posted.seen))


def _keep(page: TaskPage, posted: Posted) -> None:
    """Keep what stands in the form as a draft, and in the items of the plan that it goes through."""
    standing: Any = _sheet(page).draft(posted)
    draft = {**standing, **kept(posted)}
    desk().cases.save_draft(current().actor, page.row.case, page.row.task, draft, desk().now())


def _complete(page: TaskPage, posted: Posted) -> Response:
    case = page.row.case
    if page.row.assignee is not None and not page.row.mine:  # said before there is anything to put right
        raise TaskTaken
    sheet = _sheet(page)
    try:
        command = _command(page, sheet, posted)
        desk().cases.execute(current().actor, case, command, desk().now(), posted.key)
    except BAD_ANSWERS as refusal:
        return _page(page, sheet.refused(posted, refusal), Standing(posted.review, posted.seen), refusal)
    flash(f"Du har fullført «{page.row.name}».")
    return redirect(url_for("case.show", case=case), 303)


def _command(page: TaskPage, sheet: Sheet, posted: Posted) -> CompleteTask:
    """Return the command that completes a task; raises `FormErrors` with all of the form's and the plan's."""
    review = _review(page)
    errors: list[FieldError] = []
    answers = dict[str, object]()
    try:
        answers = sheet.answers(posted)
    except FormErrors as wrong:
        errors += wrong.errors
    if review is None:
        command = CompleteTask(page.row.task, answers)
    else:
        command = CompleteTask(page.row.task, answers, review.decisions(posted), posted.seen)
        try:
            review.check(command)
        except FormErrors as wrong:
            errors += wrong.errors
    if errors:
        raise FormErrors(tuple(errors))
    return command


def _review(page: TaskPage) -> Review | None:
    return review_of(page, desk().policy.options(current().actor), desk().now())


def _sheet(page: TaskPage) -> Sheet:
    return desk().sheet(current().actor, page.form, page.facts)


def _page(
    page: TaskPage, filled: Filled, standing: Standing = NOTHING, refusal: Refused | None = None
) -> Response:
    review = _review(page)
    reviewed = None if review is None else review.shown(standing, refusal)
    shown = render_template(
        "task.html",
        row=page.row,
        filled=filled if reviewed is None else with_targets(filled, reviewed),
        reviewed=reviewed,
        adopted=adopted(page, desk().policy.options(current().actor), oslo_date(desk().now())),
        deadlines=deadlines(page),
        clauses=clauses.of(page.definition, page.task.element),
        proposed=proposed(page, desk().policy.options(current().actor)),
    )
    return make_response(shown, filled.status)


def _too_late(case: str, task: str, posted: Posted, refusal: Refused) -> Response:
    """Say that the task is not there to complete any more, and give back what was written."""
    actor = current().actor
    page = desk().inbox.case_page(actor, case, desk().now())
    definition = desk().cases.versions.get(page.definition)
    element = definition.elements.get(task.rpartition(".")[0])
    form = definition.forms[element.form] if element and element.form else None
    sheet = desk().sheet(actor, form, {})
    lines = [*sheet.written(posted), *written(definition, element, posted, sheet.options)]
    shown = render_template("too_late.html", page=page, refusal=refusal, written=lines)
    return make_response(shown, 409)
