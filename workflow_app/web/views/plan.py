"""The living documents of a case: reading them, writing items, leaving sections out."""

from flask import Blueprint, flash, make_response, render_template
from werkzeug.wrappers import Response

from prosesser.definition.checklists import SECTION, Section
from prosesser.definition.model import Definition
from prosesser.definition.section_form import REASON, RELEVANT, SECTION_FORM, YES, section_answers
from prosesser.engine.errors import ItemChanged, PlanFull, UnknownItem
from prosesser.engine.plan_commands import SaveItem, SetSection
from prosesser.engine.plan_state import Item
from prosesser.inbox import PlanPage
from workflow_app.web.desk import desk
from workflow_app.web.forms.filled import Filled
from workflow_app.web.forms.posted import Posted
from workflow_app.web.forms.sheet import BAD_ANSWERS, Sheet
from workflow_app.web.history import entries
from workflow_app.web.identity import current
from workflow_app.web.plans import changes, document, item_view, versions
from workflow_app.web.views.plan_case import (
    back_to,
    came_from,
    execute,
    read_plan,
    section_of,
    writable_plan,
    writing_party,
)

pages = Blueprint("plan", __name__)
PLAN = "/saker/<case>/planer/<plan>"
NEW_ITEM = f"{PLAN}/deler/<section>/nytt-punkt"
ITEM = f"{PLAN}/punkter/<int:number>"
SECTIONS = f"{PLAN}/deler/<section>"
VERSION = f"{PLAN}/versjoner/<int:version>"


BAD_ITEMS = (*BAD_ANSWERS, PlanFull)


@pages.get(PLAN)
def show(case: str, plan: str) -> str:
    """Show a plan as it stands, or stood when the unit's part in the case ended."""
    return _document(read_plan(case, plan))


@pages.get(VERSION)
def show_version(case: str, plan: str, version: int) -> str:
    """Show a plan as it was adopted."""
    return _document(desk().inbox.plan(current().actor, case, plan, desk().now(), version))


@pages.get(NEW_ITEM)
def show_new(case: str, plan: str, section: str) -> Response:
    """Show the form of an item, empty."""
    page = writable_plan(case, plan)
    return _item_page(page, section_of(page, section), None, _sheet(page, section).opened())


@pages.post(NEW_ITEM)
def add(case: str, plan: str, section: str) -> Response:
    """Write an item, or show the form again."""
    page = read_plan(case, plan)
    return _save(page, section_of(page, section), None, Posted.of_request())


@pages.get(ITEM)
def show_item(case: str, plan: str, number: int) -> Response:
    """Show an item with its history, and its form to whoever may change it."""
    page = read_plan(case, plan)
    item = _item(page, number)
    return _item_page(
        page, section_of(page, item.section), item, _sheet(page, item.section).holding(item.answers)
    )


@pages.post(ITEM)
def change(case: str, plan: str, number: int) -> Response:
    """Change an item, or show the form again; who may not is told so before anything of the item."""
    page = read_plan(case, plan)
    item = page.plan.items.get(_item_id(page, number))
    if item is None:
        writing_party(page)
        raise UnknownItem
    return _save(page, section_of(page, item.section), item, Posted.of_request())


@pages.get(SECTIONS)
def show_section(case: str, plan: str, section: str) -> Response:
    """Ask whether a section is relevant; the answer that changes it is chosen beforehand."""
    page = writable_plan(case, plan)
    found = section_of(page, section)
    answers = section_answers(relevant=section in page.plan.left_out, reason="")
    return _section_page(page, found, _form().holding(answers))


@pages.post(SECTIONS)
def set_section(case: str, plan: str, section: str) -> Response:
    """Leave a section out or take it in again, or show the form again."""
    page, posted = writable_plan(case, plan), Posted.of_request()
    found, sheet = section_of(page, section), _form()
    if not posted.completes:
        return _section_page(page, found, sheet.again(posted))
    try:
        answers = sheet.answers(posted)
        relevant = answers[RELEVANT] == YES
        reason = str(answers.get(REASON, ""))
        execute(page, SetSection(plan, section, writing_party(page), relevant, reason), posted)
    except BAD_ANSWERS as refusal:
        return _section_page(page, found, sheet.refused(posted, refusal))
    flash(f"«{found.title}» er {'aktuelt igjen' if relevant else 'merket som ikke aktuelt'}.")
    return back_to(page, section)


def _save(page: PlanPage, section: Section, item: Item | None, posted: Posted) -> Response:
    sheet = _sheet(page, section.id)
    if page.party is None:
        return _closed(page, sheet, posted)
    if not posted.completes:
        return _item_page(page, section, item, sheet.again(posted), posted)
    try:
        answers = sheet.answers(posted)
        named, seen = (None, 0) if item is None else (item.id, posted.seen.get(item.id, 0))
        command = SaveItem(page.checklist.id, section.id, page.party, answers, named, seen)
        execute(page, command, posted)
    except ItemChanged as refusal:
        return _overtaken(page, section, item, sheet.refused(posted, refusal))
    except BAD_ITEMS as refusal:
        return _item_page(page, section, item, sheet.refused(posted, refusal), posted)
    flash("Punktet er lagret.")
    return back_to(page, section.id)


def _overtaken(page: PlanPage, section: Section, item: Item | None, filled: Filled) -> Response:
    """Show what stands in the item now beside what was typed; sending it in again changes that."""
    fresh = read_plan(page.case, page.checklist.id)
    now = None if item is None else fresh.plan.items[item.id]
    return make_response(_item_page(fresh, section, now, filled, overtaken=True), 409)


def _closed(page: PlanPage, sheet: Sheet, posted: Posted) -> Response:
    """Say that the plan is not the unit's to write in any more, and give back what was written."""
    shown = render_template(
        "too_late.html",
        page=page,
        heading="Du kan ikke skrive i planen nå",
        refusal="Saken er avsluttet, eller enheten din har ikke lenger del i den. Planen kan fortsatt leses.",
        written=sheet.written(posted),
    )
    return make_response(shown, 403)


def _versions(page: PlanPage) -> tuple[Definition, ...]:
    """Return the version whose words the plan is in, and the others that the case has followed."""
    return page.definition, *(other for other in page.versions if other.digest != page.definition.digest)


def _item_id(page: PlanPage, number: int) -> str:
    return f"{page.checklist.id}.{number}"


def _item(page: PlanPage, number: int) -> Item:
    item = page.plan.items.get(_item_id(page, number))
    if item is None:
        raise UnknownItem
    return item


def _sheet(page: PlanPage, section: str) -> Sheet:
    return desk().sheet(current().actor, page.form, {**page.facts, SECTION: section})


def _form() -> Sheet:
    return desk().sheet(current().actor, SECTION_FORM, {})


def _document(page: PlanPage) -> str:
    actor = current().actor
    words = desk().glossary(_versions(page), actor)
    return render_template(
        "plan/plan.html",
        page=page,
        document=document(page.checklist, page.form, page.plan, words.options, page.today),
        versions=versions(page.history, words),
        history=entries(page.history, words),
        origin=came_from(page),
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
    words = desk().glossary(_versions(page), current().actor)
    shown = render_template(
        "plan/item.html",
        page=page,
        section=section,
        view=None if item is None else item_view(page.form, item, words.options, page.today),
        seen=_seen(item, posted),
        filled=filled,
        overtaken=overtaken,
        changes=() if item is None else changes(page.history, item, words, page.form),
        origin=came_from(page),
    )
    return make_response(shown, filled.status)


def _seen(item: Item | None, posted: Posted | None) -> int:
    """Return how often the item had been changed when it was first shown on this page."""
    if item is None:
        return 0
    return item.changes if posted is None else posted.seen.get(item.id, 0)


def _section_page(page: PlanPage, section: Section, filled: Filled) -> Response:
    shown = render_template(
        "plan/section.html", page=page, section=section, filled=filled, origin=came_from(page)
    )
    return make_response(shown, filled.status)
