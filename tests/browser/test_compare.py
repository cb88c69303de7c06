"""The comparison in a real browser: the sentences lead to the elements in both diagrams."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import OpenWindow, QuickWindow, Window
from tests.browser.test_pages import assert_accessible
from tests.definition.edits import drawn, erased, files, inserted, timing, within
from tests.web.conftest import BEGINNING, actor
from workflow_app.web.desk import Desk

EDIT = drawn(
    timing("statusrapport_frist", '=innflyttet_institusjon + duration("P3M")'),
    inserted("boligmote_til_soknader_kan_begynne", "forberedelse", "Forberedelse"),
    erased("ta_imot_saken_frist"),
    within("kartlegging", "bane_bydel"),
)
DEADLINE = "endret fra 4 måneder til 3 måneder"
DRAWN = 30_000
"""Milliseconds in which a busy machine draws the whole journey."""

BEFORE, NOW = "Før: versjon", "Nå: utkastet"


def revised(desk: Desk) -> str:
    """The address of a revision's comparison."""
    (version,) = desk.cases.versions.latest()
    revision = desk.revisions.open(actor("prosesseier"), version.digest, "Tre måneder", BEGINNING)
    diagram = EDIT(files())["journey.bpmn"]
    desk.revisions.save(actor("prosesseier"), revision.id, 1, {"journey.bpmn": diagram}, BEGINNING)
    return f"/utkast/{revision.id}/sammenlign"


def opened(window: QuickWindow, desk: Desk) -> Page:
    """Both diagrams, drawn: each is fetched when it comes into view."""
    page = window.let_in("prosesseier")
    window.go(revised(desk))
    for canvas in page.locator(".diagram-canvas").all():
        canvas.scroll_into_view_if_needed()
        expect(canvas.locator("[data-element-id='statusrapport'].mark-changed")).to_be_attached(timeout=DRAWN)
    return page


def element(page: Page, side: str, element_id: str) -> Locator:
    return page.get_by_role("region", name=side).locator(f"[data-element-id='{element_id}']")


def way(page: Page, sentence: str) -> Locator:
    """The link that stands with a sentence."""
    return (
        page.get_by_role("listitem").filter(has_text=sentence).get_by_role("link", name="Vis i diagrammene")
    )


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (375, "light")])
def test_the_page_is_accessible(width: int, scheme: str, open_window: OpenWindow, desk: Desk) -> None:
    page = opened(open_window(width, scheme), desk)
    assert_accessible(page)


def test_the_diagrams_stand_beside_each_other_where_there_is_room(
    open_window: OpenWindow, desk: Desk
) -> None:
    page = opened(open_window(1280), desk)
    left, right = (canvas.bounding_box() for canvas in page.locator(".diagram-canvas").all())
    assert left is not None
    assert right is not None
    assert left["y"] == right["y"]
    page.set_viewport_size({"width": 375, "height": 900})
    above, below = (canvas.bounding_box() for canvas in page.locator(".diagram-canvas").all())
    assert above is not None
    assert below is not None
    assert above["x"] == below["x"]
    assert above["y"] < below["y"]


def test_a_difference_is_marked_by_its_line_and_by_a_sign(open_window: OpenWindow, desk: Desk) -> None:
    page = opened(open_window(), desk)
    expect(element(page, NOW, "forberedelse")).to_have_class(re.compile("mark-added"))
    expect(element(page, BEFORE, "ta_imot_saken_frist")).to_have_class(re.compile("mark-removed"))
    for side in (BEFORE, NOW):
        expect(element(page, side, "kartlegging")).to_have_class(re.compile("mark-moved"))
    removed = element(page, BEFORE, "ta_imot_saken_frist").locator(".djs-visual > :nth-child(1)")
    expect(removed).to_have_css("stroke-dasharray", "12px, 5px")
    signs = page.get_by_role("region", name=NOW).locator(".diagram-sign")
    assert {"+", "↕", "≠"} == set(signs.all_inner_texts())


def test_a_sentence_leads_to_its_element_in_both_diagrams(open_window: OpenWindow, desk: Desk) -> None:
    page = opened(open_window(), desk)
    way(page, DEADLINE).click()
    for side in (BEFORE, NOW):
        expect(element(page, side, "statusrapport_frist")).to_have_class(re.compile("selected"))
        expect(element(page, side, "statusrapport_frist").locator(".djs-visual")).to_be_in_viewport()


def test_a_sentence_shows_its_element_when_the_keyboard_comes_to_it(
    open_window: OpenWindow, desk: Desk
) -> None:
    page = opened(open_window(), desk)
    way(page, "«Forberedelse» er lagt til").focus()
    expect(element(page, NOW, "forberedelse")).to_have_class(re.compile("selected"))
    absent = page.get_by_role("region", name=BEFORE).get_by_text("finnes ikke i dette diagrammet")
    expect(absent).to_be_visible()
    way(page, DEADLINE).focus()
    expect(absent).to_be_hidden()


def test_a_diagram_that_comes_into_view_later_shows_what_was_asked_for(
    open_window: OpenWindow, desk: Desk
) -> None:
    window = open_window(375)
    page = window.let_in("prosesseier")
    window.go(revised(desk))
    way(page, DEADLINE).click()
    page.locator(".diagram-canvas").last.scroll_into_view_if_needed()
    expect(element(page, NOW, "statusrapport_frist")).to_have_class(re.compile("selected"), timeout=DRAWN)


def test_without_a_script_the_sentences_stand_without_ways_to_the_diagrams(
    browser: Browser, address: str, desk: Desk
) -> None:
    context = browser.new_context(java_script_enabled=False)
    window = Window(context.new_page(), address, [])
    page = window.log_in("prosesseier")
    window.go(revised(desk))
    expect(page.get_by_text(DEADLINE)).to_be_visible()
    expect(way(page, DEADLINE)).to_have_count(0)
    context.close()
