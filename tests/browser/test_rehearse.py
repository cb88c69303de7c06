"""«Prøvekjør» in a real browser: a draft is played, tokens move on the diagram, and the run is saved."""

import re

import pytest
from playwright.sync_api import Page, expect

from prosesser.revisions import Revision
from tests.browser.conftest import OpenWindow
from tests.browser.test_pages import assert_accessible
from tests.web.conftest import BEGINNING, actor
from workflow_app.web.desk import Desk

MARKED = re.compile(r"\bmark-active\b")
DONE = re.compile(r"\bmark-done\b")


@pytest.fixture
def revision(desk: Desk) -> Revision:
    """A draft with one scenario, so that it is quickly played."""
    owner = actor("prosesseier")
    (version,) = desk.cases.versions.latest()
    revision = desk.revisions.open(owner, version.digest, "Rapporten etter tre måneder", BEGINNING)
    kept = "stories/hovedlop.yaml"
    others = {path: None for path in version.bundle if path.startswith("stories/") and path != kept}
    return desk.revisions.save(owner, revision.id, 1, others, BEGINNING)


def on_diagram(page: Page, element: str) -> str:
    page.locator("figure.diagram").scroll_into_view_if_needed()
    shape = page.locator(f"[data-element-id={element}]").first
    shape.wait_for(state="attached")
    return shape.get_attribute("class") or ""


@pytest.mark.parametrize("width", [1280, 375])
def test_a_draft_is_played_by_hand_and_the_run_saved(
    open_window: OpenWindow, revision: Revision, width: int
) -> None:
    window = open_window(width=width)
    window.let_in("prosesseier")
    page = window.go(f"/utkast/{revision.id}/provekjor")
    assert_accessible(page)
    page.get_by_role("button", name="Begynn").click()
    expect(page.get_by_role("status")).to_contain_text("begynt")
    assert MARKED.search(on_diagram(page, "innflytting"))
    page.get_by_role("button", name="Fyll ut for meg Innflytting").click()
    expect(page.get_by_role("status")).to_contain_text("Gjort: «Innflytting i institusjon»")
    assert_accessible(page)
    assert MARKED.search(on_diagram(page, "statusrapport"))
    assert DONE.search(on_diagram(page, "innflytting"))
    page.get_by_role("button", name="Til neste frist").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("er gått ut").first).to_be_visible()

    page.get_by_role("link", name="Velg utfall Kartlegging").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Velg utfall: Kartlegging")
    assert_accessible(page)
    page.get_by_role("group", name="Er det aktuelt").get_by_label("Ja").check()
    expect(page.get_by_role("group", name="Har beboeren samtykket?")).to_be_visible()
    page.get_by_role("link", name="gjøre det selv").click()
    expect(page.get_by_role("button", name="Fullfør oppgaven")).to_be_visible()
    assert_accessible(page)

    window.go(f"/utkast/{revision.id}/provekjor/lagre")
    assert_accessible(page)
    page.get_by_label("Navn").fill("Kartleggingen er sen")
    page.get_by_role("button", name="Lagre scenarioet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kartleggingen er sen")
    assert_accessible(page)
    page.get_by_role("link", name="Scenarioer").click()
    expect(page.get_by_text("Alle går som før.")).to_be_visible()
    assert_accessible(page)
    assert DONE.search(on_diagram(page, "statusrapport"))
