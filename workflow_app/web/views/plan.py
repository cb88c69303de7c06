"""The living documents of a case: reading them, writing items, leaving sections out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prosesser.access import NotAllowed
from prosesser.definition.checklists import SECTION, Section
from prosesser.definition.section_form import REASON, RELEVANT, SECTION_FORM, YES, section_answers
from prosesser.engine.commands import Command
from prosesser.engine.errors import ItemChanged, PlanFull, UnknownItem, UnknownSection
from prosesser.engine.plan_commands import SaveItem, SetSection
from prosesser.engine.plan_state import Item
from prosesser.inbox import PlanPage
from workflow_app.web.desk import desk
from workflow_app.web.forms.filled import Filled
from workflow_app.web.forms.posted import FROM, Posted
from workflow_app.web.forms.sheet import BAD_ANSWERS, Sheet
from workflow_app.web.history import entries
from workflow_app.web.identity import current
from workflow_app.web.plans import changes, document, item_view, versions

pages = Blueprint("plan", __name__)
PLAN = "/saker/<case>/planer/<plan>"
NEW_ITEM = f"{PLAN}/deler/<section>/nytt-punkt"
ITEM = f"{PLAN}/punkter/<int:number>"
SECTIONS = f"{PLAN}/deler/<section>"
VERSION = f"{PLAN}/versjoner/<int:version>"


@dataclass(frozen=True, slots=True)
class Origin:
    """The task that a plan was reached from, its name, and the query that carries it on; empty for none."""

    task: str
    name: str
    query: Mapping[str, str]


NOWHERE = Origin("", "", {})
BAD_ITEMS = (*BAD_ANSWERS, PlanFull)


@pages.get(PLAN)
def show(case: str, plan: str) -> str:
    """Show a plan as it stands, or stood when the unit's part in the case ended."""
    return _document(_read(case, plan))


@pages.get(VERSION)
def show_version(case: str, plan: str, version: int) -> str:
    """Show a plan as it was adopted."""
    return _document(desk().inbox.plan(current().actor, case, plan, desk().now(), version))


@pages.get(NEW_ITEM)
def show_new(case: str, plan: str, section: str) -> Response:
    """Show the form of an item, empty."""
    page = _written(case, plan)
    return _item_page(page, _section(page, section), None, _sheet(page, section).opened())


@pages.post(NEW_ITEM)
def add(case: str, plan: str, section: str) -> Response:
    """Write an item, or show the form again."""
    page = _written(case, plan)
    return _save(page, _section(page, section), None, Posted.of_request())


@pages.get(ITEM)
def show_item(case: str, plan: str, number: int) -> Response:
    """Show an item with its history, and its form to whoever may change it."""
    page = _read(case, plan)
    item = _item(page, number)
    return _item_page(
        page, _section(page, item.section), item, _sheet(page, item.section).holding(item.answers)
    )


@pages.post(ITEM)
def change(case: str, plan: str, number: int) -> Response:
    """Change an item, or show the form again."""
    page = _written(case, plan)
    item = _item(page, number)
    return _save(page, _section(page, item.section), item, Posted.of_request())


@pages.get(SECTIONS)
def show_section(case: str, plan: str, section: str) -> Response:
    """Ask whether a section is relevant; the answer that changes it is chosen beforehand."""
    page = _written(case, plan)
    found = _section(page, section)
    answers = section_answers(relevant=section in page.plan.left_out, reason="")
    return _section_page(page, found, _form().holding(answers))


@pages.post(SECTIONS)
def set_section(case: str, plan: str, section: str) -> Response:
    """Leave a section out or take it in again, or show the form again."""
    page, posted = _written(case, plan), Posted.of_request()
    found, sheet = _section(page, section), _form()
    if not posted.completes:
        return _section_page(page, found, sheet.again(posted))
    try:
        answers = sheet.answers(posted)
        relevant = answers[RELEVANT] == YES
        reason = str(answers.get(REASON, ""))
        _execute(page, SetSection(plan, section, _party(page), relevant, reason), posted)
    except BAD_ANSWERS as refusal:
        return _section_page(page, found, sheet.refused(posted, refusal))
    flash(f"«{found.title}» er {'aktuelt igjen' if relevant else 'merket som ikke aktuelt'}.")
    return _back(page, section)


def _save(page: PlanPage, section: Section, item: Item | None, posted: Posted) -> Response:
    sheet = _sheet(page, section.id)
    if not posted.completes:
        return _item_page(page, section, item, sheet.again(posted), posted)
    try:
        answers = sheet.answers(posted)
        named, seen = (None, 0) if item is None else (item.id, posted.seen.get(item.id, 0))
        command = SaveItem(page.checklist.id, section.id, _party(page), answers, named, seen)
        _execute(page, command, posted)
    except ItemChanged as refusal:
        return _overtaken(page, section, item, sheet.refused(posted, refusal))
    except BAD_ITEMS as refusal:
        return _item_page(page, section, item, sheet.refused(posted, refusal), posted)
    flash("Punktet er lagret.")
    return _back(page, section.id)


def _overtaken(page: PlanPage, section: Section, item: Item | None, filled: Filled) -> Response:
    """Show what stands in the item now beside what was typed; sending it in again changes that."""
    fresh = _read(page.case, page.checklist.id)
    now = None if item is None else fresh.plan.items[item.id]
    return make_response(_item_page(fresh, section, now, filled, overtaken=True), 409)


def _read(case: str, plan: str) -> PlanPage:
    return desk().inbox.plan(current().actor, case, plan, desk().now())


def _written(case: str, plan: str) -> PlanPage:
    """Return a plan that the actor may write in; raises `NotAllowed`."""
    page = _read(case, plan)
    _party(page)
    return page


def _party(page: PlanPage) -> str:
    if page.party is None:
        raise NotAllowed
    return page.party


def _section(page: PlanPage, section: str) -> Section:
    found = page.checklist.section(section)
    if found is None:
        raise UnknownSection
    return found


def _item(page: PlanPage, number: int) -> Item:
    item = page.plan.items.get(f"{page.checklist.id}.{number}")
    if item is None:
        raise UnknownItem
    return item


def _sheet(page: PlanPage, section: str) -> Sheet:
    return desk().sheet(current().actor, page.form, {**page.facts, SECTION: section})


def _form() -> Sheet:
    return desk().sheet(current().actor, SECTION_FORM, {})


def _execute(page: PlanPage, command: Command, posted: Posted) -> None:
    desk().cases.execute(current().actor, page.case, command, desk().now(), posted.key)


def _came_from(page: PlanPage) -> Origin:
    """Return the task that the plan was reached from, as the request names it."""
    task = request.values.get(FROM, "")
    element = page.definition.elements.get(task.rpartition(".")[0])
    return NOWHERE if element is None else Origin(task, element.name, {FROM: task})


def _back(page: PlanPage, section: str) -> Response:
    query: dict[str, Any] = {"_anchor": section, **_came_from(page).query}
    return redirect(url_for("plan.show", case=page.case, plan=page.checklist.id, **query), 303)


def _document(page: PlanPage) -> str:
    actor = current().actor
    words = desk().glossary(page.definition, actor)
    return render_template(
        "plan/plan.html",
        page=page,
        document=document(page.checklist, page.form, page.plan, words.options, page.today),
        versions=versions(page.history, words),
        history=entries(page.history, words),
        origin=_came_from(page),
    )


def _item_page(
    page: PlanPage,
    section: Section,
    item: Item | None,
    filled: Filled,
    posted: Posted | None = None,
    *,
    overtaken: bool = False,
) -> Response:
    words = desk().glossary(page.definition, current().actor)
    shown = render_template(
        "plan/item.html",
        page=page,
        section=section,
        view=None if item is None else item_view(page.form, item, words.options, page.today),
        seen=_seen(item, posted),
        filled=filled,
        overtaken=overtaken,
        changes=() if item is None else changes(page.history, item, words, page.form),
        origin=_came_from(page),
    )
    return make_response(shown, filled.status)


def _seen(item: Item | None, posted: Posted | None) -> int:
    """Return how often the item had been changed when it was first shown on this page."""
    if item is None:
        return 0
    return item.changes if posted is None else posted.seen.get(item.id, 0)


def _section_page(page: PlanPage, section: Section, filled: Filled) -> Response:
    shown = render_template(
        "plan/section.html", page=page, section=section, filled=filled, origin=_came_from(page)
    )
    return make_response(shown, filled.status)
