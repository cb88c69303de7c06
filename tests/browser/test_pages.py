"""Every page in a real browser: accessible by axe, within the content policy, usable by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenWindow, QuickWindow, Window
from tests.web.conftest import RESIDENT, Case

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
SETTLED = """async () => {
    const moving = () => document.getAnimations().filter(
        (one) => one.playState === "running" && one.effect.getComputedTiming().endTime !== Infinity);
    await document.fonts.ready;
    do {
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        await Promise.all(moving().map((one) => one.finished.catch(() => null)));
    } while (moving().length);
}"""
"""A page is judged in its own letters, and what opens or fades in when it is there."""


def assert_accessible(page: Page) -> None:
    page.evaluate(SETTLED)
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
    is_too_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not is_too_wide, f"{page.url} scrolls sideways"


def visit_all(window: QuickWindow, case: Case) -> None:
    """Look at every page, as a caseworker of each party sees it, and at what goes wrong."""
    page = window.go("/logg-inn")
    assert_accessible(page)
    page.get_by_role("button", name="Logg inn").click()
    assert_accessible(page)
    window.log_in("begge")
    assert_accessible(page)
    page.get_by_label("Lilleborg").check()
    page.get_by_role("button", name="Fortsett").click()
    plan = f"{case.address}/oppgaver/plan_for_oppholdet.1"
    for path in (
        "/oppgaver",
        "/oppgaver?visning=enhetens",
        "/saker",
        "/hjelp",
        "/rutinen",
        "/rutinen/F2.1-first-meeting",
        "/finnes-ikke",
        case.address,
        f"{case.address}/beboer",
        plan,
    ):
        assert_accessible(window.go(path))
    page.get_by_role("button", name="Fullfør oppgaven").click()
    expect(page.get_by_role("heading", name="For å gå videre")).to_be_visible()
    assert_accessible(page)
    window.let_in("bydel")
    for path in ("/saker/ny", f"{case.address}/meldinger/Bolig tildelt"):
        assert_accessible(window.go(path))
    page.get_by_role("button", name="Registrer").click()
    assert_accessible(page)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_every_page_is_accessible(width: int, scheme: str, open_window: OpenWindow, admitted: Case) -> None:
    visit_all(open_window(width, scheme), admitted)


def test_the_diagram_opens_beside_its_text(open_window: OpenWindow, admitted: Case) -> None:
    window = open_window()
    page = window.let_in("bydel")
    window.go(admitted.address)
    page.get_by_text("Vis hvor i forløpet saken er").click()
    expect(page.locator(".diagram-canvas svg [data-element-id='kartlegging'].mark-active")).to_be_visible()
    expect(page.locator("details").get_by_text("Nå hos Institusjon")).to_be_visible()
    assert_accessible(page)


def test_a_clause_is_marked_on_the_diagram_beside_the_list_of_its_steps(
    open_window: OpenWindow,
) -> None:
    window = open_window()
    page = window.let_in("bydel")
    window.go("/rutinen/F2.1-first-meeting")
    expect(page.get_by_text("Innkalling til første møte (oppgave)")).to_be_visible()
    page.locator(".diagram-canvas").scroll_into_view_if_needed()
    expect(page.locator(".diagram-canvas svg [data-element-id='innkalling'].mark-clause")).to_be_visible()
    expect(page.locator("[data-element-id='kartlegging']")).to_be_attached()
    expect(page.locator("[data-element-id='kartlegging'].mark-clause")).to_have_count(0)
    assert_accessible(page)


def test_errors_take_the_focus_and_lead_to_their_fields(open_window: OpenWindow, case: Case) -> None:
    window = open_window()
    page = window.let_in("institusjon")
    window.go(case.task_address)
    page.get_by_role("button", name="Fullfør oppgaven").click()
    expect(page.locator("#feil")).to_be_focused()
    page.get_by_role("link", name="Innflyttingsdato må fylles ut.").press("Enter")
    expect(page.get_by_label("Innflyttingsdato")).to_be_focused()


def test_an_answer_shows_its_fields_at_once_and_keeps_the_focus_and_what_was_typed(
    open_window: OpenWindow, case: Case
) -> None:
    window = open_window()
    page = window.let_in("institusjon")
    window.go(case.task_address)
    page.get_by_label("Innflyttingsdato").fill("5.1.26")
    yes = page.get_by_role("radio", name="Ja")
    yes.focus()
    yes.press("Space")
    expect(page.get_by_role("group", name="Primærkontakter, rad 1")).to_be_visible()
    expect(yes).to_be_focused()
    expect(yes).to_be_checked()
    page.get_by_role("button", name="Legg til rad").click()
    expect(page.get_by_role("group", name="Primærkontakter, rad 2")).to_be_focused()


def test_enter_in_a_field_neither_removes_a_row_nor_completes_the_task(
    open_window: OpenWindow, case: Case
) -> None:
    window = open_window()
    page = window.let_in("institusjon")
    window.go(case.task_address)
    page.get_by_role("radio", name="Ja").check()
    page.get_by_label("Navn").fill("Line")
    page.get_by_label("Navn").press("Enter")
    page.wait_for_load_state()
    expect(page.get_by_role("heading", level=1)).to_have_text("Innflytting i institusjon")
    expect(page.get_by_label("Navn")).to_have_value("Line")


def test_the_keyboard_alone_reaches_the_content_first(open_window: OpenWindow, case: Case) -> None:
    window = open_window()
    page = window.let_in("institusjon")
    window.go("/oppgaver?visning=enhetens")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Mine oppgaver")).to_be_focused()
    window.go(case.address)
    expect(page.get_by_role("heading", level=1)).to_have_text(RESIDENT)


def test_everything_works_without_javascript(browser: Browser, address: str, case: Case) -> None:
    context = browser.new_context(java_script_enabled=False)
    window = Window(context.new_page(), address, [])
    page = window.log_in("institusjon")
    window.go(case.task_address)
    page.get_by_label("Innflyttingsdato").fill("05.01.2026")
    page.get_by_role("radio", name="Ja").check()
    page.get_by_role("button", name="Vis feltene som følger av svarene").click()
    page.get_by_label("Navn").fill("Line Prestvik")
    page.get_by_label("Telefon").fill("40000002")
    page.get_by_label("Fra dato").fill("05.01.2026")
    page.get_by_role("button", name="Fullfør oppgaven").click()
    expect(page.get_by_text("Du har fullført «Innflytting i institusjon».")).to_be_visible()
    context.close()
