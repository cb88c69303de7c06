"""Two process owners take a change to a version in a browser; every page on the way is accessible."""

import pytest
from playwright.sync_api import Page, expect

from prosesser.definition.bundle import DIAGRAM, digest
from prosesser.revisions import Check, Concern, Revision
from tests.browser.conftest import OpenWindow
from tests.browser.test_pages import assert_accessible
from tests.web.conftest import BEGINNING, actor
from workflow_app.web.desk import Desk

TITLE = "Rapporten etter tre måneder"
SHORTER = Concern("kortere", "Fristen for «Statusrapport» blir kortere.", ("Fra 4 måneder til 3 måneder",))


@pytest.fixture
def revision(desk: Desk) -> Revision:
    """A revision with another deadline, checked, with one concern."""
    owner = actor("prosesseier")
    (version,) = desk.cases.versions.latest()
    opened = desk.revisions.open(owner, version.digest, TITLE, BEGINNING)
    drawing = opened.bundle[DIAGRAM].replace(b'duration("P4M")', b'duration("P3M")')
    saved = desk.revisions.save(owner, opened.id, 1, {DIAGRAM: drawing}, BEGINNING)
    check = Check(saved.edition, digest(saved.bundle), (), (SHORTER,), ("«Ny adresse» har ingen frist.",))
    return desk.publishing.check(owner, saved.id, check, BEGINNING)


def presses(page: Page, button: str, then: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text(then).first).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (375, "light")])
def test_a_version_is_approved_by_another_owner_and_published(
    width: int, scheme: str, open_window: OpenWindow, revision: Revision
) -> None:
    maker, approver = open_window(width, scheme), open_window(width, scheme)
    page = maker.let_in("prosesseier")
    maker.go(f"/utkast/{revision.id}")
    assert_accessible(page)
    presses(page, "Send til godkjenning", "Skriv en begrunnelse på høyst 2000 tegn.")
    page.get_by_label(SHORTER.text).fill("Vedtatt av bystyret")
    presses(page, "Send til godkjenning", "Utkastet er sendt til godkjenning.")
    other = approver.let_in("medeier")
    approver.go("/utkast")
    expect(other.get_by_role("heading", name="Venter på at du godkjenner")).to_be_visible()
    assert_accessible(other)
    other.get_by_role("link", name=TITLE).click()
    expect(other.get_by_role("heading", name="Godkjenn eller send tilbake")).to_be_visible()
    assert_accessible(other)
    other.get_by_label("Kommentar").fill("Jeg har lest hva som er endret.")
    presses(other, "Godkjenn", "Utkastet er godkjent.")
    other.get_by_label("Nye saker får versjonen fra").fill("1.1.26")
    other.get_by_label("Hvorfor endres rutinen?").fill("Rapporten skal komme tidligere.")
    presses(other, "Publiser", "Velg 05.01.2026 eller en senere dag.")
    other.get_by_label("Nye saker får versjonen fra").fill("12.1.26")
    presses(other, "Publiser", "Nye saker får den fra 12. januar 2026.")
    approver.go("/versjoner")
    expect(other.get_by_text("Kommer")).to_be_visible()
    assert_accessible(other)
    other.get_by_role("link", name=TITLE).click()
    expect(other.get_by_role("heading", name="Lag utkast av denne versjonen")).to_be_visible()
    other.locator(".diagram-canvas").scroll_into_view_if_needed()
    expect(other.locator(".diagram-canvas svg [data-element-id='statusrapport']")).to_be_attached()
    other.get_by_text("Vis hva som ble gjort med utkastet").click()
    assert_accessible(other)
