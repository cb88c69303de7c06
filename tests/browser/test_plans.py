"""Living documents in a real browser: accessible, by keyboard, with and without JavaScript, on a phone."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenWindow, Window
from tests.browser.test_pages import assert_accessible
from tests.web.conftest import Case
from tests.web.meetings import gone_through
from workflow_app.web.desk import Desk

PLAN = "/planer/utflyttingsplan"


def write_item(page: Page) -> None:
    """Write an item of the plan that is shown, by the keyboard alone."""
    page.get_by_role("link", name="Legg til punkt i Økonomi").press("Enter")
    page.get_by_label("Oppgave").fill("Søke startlån")
    page.get_by_label("Ansvarlig").select_option("Bydelen")
    page.get_by_label("Frist").fill("1. mars 2026")
    page.get_by_role("button", name="Lagre punktet").press("Enter")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_the_pages_of_a_plan_are_accessible(
    width: int, scheme: str, open_window: OpenWindow, admitted: Case
) -> None:
    window = open_window(width, scheme)
    page = window.let_in("institusjon")
    assert_accessible(window.go(admitted.address + PLAN))
    write_item(page)
    expect(page.get_by_role("status")).to_have_text("Punktet er lagret.")
    assert_accessible(page)
    page.get_by_text("Vis hvem som har endret hva").click()
    expect(page.get_by_text("Punkt 1 i «Utflyttingsplan»")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Endre punkt 1").click()
    assert_accessible(page)
    page.get_by_label("Oppgave").fill("")
    page.get_by_role("button", name="Lagre punktet").click()
    expect(page.locator("#feil")).to_be_focused()
    assert_accessible(page)
    assert_accessible(window.go(f"{admitted.address}{PLAN}/deler/naboskap"))
    assert_accessible(window.go(f"{admitted.address}/oppgaver/plan_for_oppholdet.1"))


@pytest.mark.parametrize("width", [1280, 390])
def test_a_plan_is_gone_through_item_by_item(width: int, open_window: OpenWindow, desk: Desk) -> None:
    case = gone_through(desk)
    window = open_window(width)
    page = window.let_in("bydel")
    window.go(case.task_address)
    assert_accessible(page)
    page.get_by_role("button", name="Fullfør oppgaven").click()
    expect(page.locator("#feil")).to_be_focused()
    assert_accessible(page)
    page.get_by_role("link", name="Punkt 2: velg om det er gjort eller videreføres.").press("Enter")
    second = page.get_by_role("group", name="2. Hilse på")
    expect(second.get_by_label("Gjort")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(second.get_by_label("Viderefores")).to_be_checked()
    page.get_by_role("group", name="Flere møter").get_by_label("Ja").check()  # brings out a field beside it
    expect(page.get_by_label("Hvorfor flere?")).to_be_visible()
    expect(second.get_by_label("Viderefores")).to_be_checked()
    second.get_by_text("Endre det som står i punkt 2").press("Enter")
    second.get_by_label("Tiltak").fill("Gå sammen første gang")
    page.get_by_role("group", name="1. Søke lån").get_by_label("Gjort").check()
    page.get_by_label("Bolig").fill("Alt er klart")
    page.get_by_role("button", name="Fullfør oppgaven").click()
    expect(page.get_by_role("status")).to_contain_text("Du har fullført")
    page.get_by_role("link", name="Planen", exact=True).click()
    expect(page.locator("#punkt-2")).to_contain_text("Gå sammen første gang")
    expect(page.locator("#punkt-1")).to_contain_text("Gjort")


def test_a_plan_is_written_without_javascript(browser: Browser, address: str, admitted: Case) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        window = Window(context.new_page(), address, [])
        page = window.log_in("institusjon")
        window.go(f"{admitted.address}/oppgaver/plan_for_oppholdet.1")
        page.get_by_role("button", name="Lagre utkast og skriv i planen").click()
        page.get_by_role("link", name="Merk som ikke aktuelt Annet").click()
        page.get_by_label("Hvorfor er den ikke aktuell?").fill("Alt står ellers i planen")
        page.get_by_role("button", name="Lagre", exact=True).click()
        expect(page.get_by_text("Alt står ellers i planen", exact=True)).to_be_visible()
        page.get_by_role("link", name="Tilbake til oppgaven Plan for oppholdet").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Plan for oppholdet")
