"""The inbox: my tasks, my unit's, and those that nobody has; taking a task and laying it back."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prosesser.access import Action, Actor, NotAllowed, may
from prosesser.engine.commands import AssignTask, ClaimTask, Command, ReleaseTask
from prosesser.inbox import Page, TaskRow
from workflow_app.web.desk import desk
from workflow_app.web.identity import current
from workflow_app.web.requests import new_key, page_number

pages = Blueprint("inbox", __name__)


@dataclass(frozen=True, slots=True)
class View:
    """One choice of tasks, and what to say when there are none."""

    key: str
    title: str
    empty: str
    read: Callable[[Actor, int], Page[TaskRow]]


VIEWS = {
    view.key: view
    for view in (
        View(
            "mine",
            "Mine oppgaver",
            "Du har ingen oppgaver nå. Se etter en du kan ta under «Ufordelte».",
            lambda actor, number: desk().inbox.mine(actor, desk().now(), number),
        ),
        View(
            "enhetens",
            "Enhetens oppgaver",
            "Enheten har ingen åpne oppgaver. Under «Saker» ser du hva som venter hos andre.",
            lambda actor, number: desk().inbox.unit(actor, desk().now(), number),
        ),
        View(
            "ufordelte",
            "Ufordelte",
            "Ingen oppgaver venter på at noen tar dem.",
            lambda actor, number: desk().inbox.unassigned(actor, desk().now(), number),
        ),
    )
}


@pages.get("/oppgaver")
def show() -> str:
    """Show one view of the inbox, with the counts of all."""
    actor = current().actor
    view = VIEWS.get(request.args.get("visning", ""), VIEWS["mine"])
    page = view.read(actor, page_number())
    if not may(actor, Action.LIST_TASKS):
        raise NotAllowed
    counts = desk().inbox.counts(actor)
    return render_template(
        "inbox.html",
        view=view,
        views=VIEWS.values(),
        page=page,
        counts={"mine": counts.mine, "enhetens": counts.unit, "ufordelte": counts.unassigned},
    )


@pages.post("/saker/<case>/oppgaver/<task>/ta")
def take(case: str, task: str) -> Response:
    """Take a task that nobody has."""
    return _moved(case, ClaimTask(task, current().actor.person), "Du har tatt oppgaven.")


@pages.post("/saker/<case>/oppgaver/<task>/ta-over")
def take_over(case: str, task: str) -> Response:
    """Take a task over from a colleague."""
    return _moved(case, AssignTask(task, current().actor.person), "Du har tatt over oppgaven.")


@pages.post("/saker/<case>/oppgaver/<task>/legg-tilbake")
def release(case: str, task: str) -> Response:
    """Lay a task back for somebody else in the unit."""
    return _moved(case, ReleaseTask(task), "Oppgaven ligger hos enheten igjen.")


def _moved(case: str, command: Command, confirmation: str) -> Response:
    desk().cases.execute(current().actor, case, command, desk().now(), new_key())
    flash(confirmation)
    view = request.form.get("visning", "")
    if view in VIEWS:
        return redirect(url_for("inbox.show", visning=view), 303)
    return redirect(url_for("case.show", case=case), 303)
